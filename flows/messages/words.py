"""Said beside the words of a message: that it is over, that nobody is to ring back, another question."""

from __future__ import annotations

import re

from flows.collect.callback_wish import CallbackWish, asks_to_be_rung, callback_wish
from flows.collect.words import bare

_OVER = re.compile(
    r"(?:(?:voila|bon|ben|et|oui|ok|d accord|alors|merci|donc|euh|so|well|and|there|thanks|yes|okay)(?: |$))*"
    r"(?:voila|(?:c est|ce sera|ca sera|sera) (?:tout|fini|termine|bon)|(?:j ai|on a) (?:fini|termine)|fini"
    r"|termine|fin (?:du|de mon) message|rien d autre|terminez|that s (?:it|all|everything)|i m (?:done"
    r"|finished)|all done|the end|end of (?:the |my )?message)"
    r"(?: (?:merci|voila|madame|monsieur|au revoir|pour moi|thanks|thank you|c est (?:tout|fini|bon)))*"
)
_ASKS = re.compile(
    r"^(?:(?:non|oui|et|mais|alors|plutot|juste|no|and|but|well) )*"
    r"(?:(?:dites|donnez) moi (?:plutot |juste )?)?"
    r"(?:(?:les |des |vos |c est quoi les |quels? sont (?:les|vos) )?"
    r"(?:horaires?|heures d ouverture|tarifs?|prix|adresse)"
    r"(?: (?:de|du|des|d)\b|$)"
    r"|(?:(?:what are|tell me) )?(?:the )?(?:opening hours|hours|prices?|address) (?:of|for)\b"
    r"|c est quoi|quel(?:le)? est|quand|comment|combien|a quelle heure"
    r"|ou (?:est|se|puis|peut)|when|how|where|what time)\b"
)
_PERSON_WISH = re.compile(
    r"\b(?:parler|passer|passez|discuter|joindre|avoir|quelqu|personne|agent|conseill\w+|humain\w*|vraie?"
    r"|responsable|standard|directement|maintenant|tout|suite|besoin|faut|moi|speak|talk|put|through|somebody"
    r"|someone|person|human|real|need|qu|in|en|relation)\b"
)


_LEAVE = re.compile(
    r"(?:(?:merci|bon|ok|allez|voila|madame|monsieur|thanks|thank you|et) )*"
    r"(?:au revoir|bonne (?:journee|soiree)|a bientot|bye(?: bye)?|goodbye)"
    r"(?: (?:merci|madame|monsieur|et|au revoir|bonne journee|bonne soiree|a bientot|bye|thanks|thank you))*"
)


def takes_leave(text: str) -> bool:
    """ "Au revoir", and no word of a message."""
    return bool(_LEAVE.fullmatch(bare(text)))


def ends_message(text: str) -> bool:
    """ "Voilà", "c'est fini": the way people end a message, and no word of it."""
    return bool(_OVER.fullmatch(bare(text)))


def is_worded(text: str) -> bool:
    """Is there a word in it, and not only what a key or a cough became?"""
    return any(map(str.isalnum, text)) and not (text.strip().isdecimal() and len(text.strip()) == 1)


def not_to_be_rung(text: str) -> bool:
    """ "Ne me rappelez pas": the message is left, and nobody is to ring."""
    return callback_wish(text) is CallbackWish.CANCEL and not asks_to_be_rung(text)


def asks_something(text: str) -> bool:
    """ "Les horaires de la déchetterie": a question of its own, and nothing to be told to a service."""
    return bool(_ASKS.search(bare(text)))


_HOURS = re.compile(r"\b(?:horaires?|tarifs?|prix|adresse|hours|prices?|address)\b")
_SLIP = re.compile(
    r"(?:(?:ah|oh|euh|non|pardon|oups|excusez moi|desolee?|attendez|no|sorry) )*"
    r"(?:je me suis (?:trompee?|mal exprimee?)|c est une erreur|i made a mistake|my mistake)"
    r"(?: (?:pardon|desolee?|excusez moi|sorry))*"
)


def names_hours(text: str) -> bool:
    """Are hours, prices, an address named, which are asked of the line and told to nobody?"""
    return bool(_HOURS.search(bare(text)))


def asks_for_hours(text: str) -> bool:
    """As `asks_something`, of hours, prices, an address: never the words of a message."""
    return asks_something(text) and names_hours(text)


_FORGOT_TO_SAY = re.compile(
    r"^(?:(?:ah|oh|euh|zut|mince|attendez|pardon|oui|non|et|mais|au fait|oops|sorry|wait|yes|no) )*"
    r"(?:j ai|j avais|j|i) (?:oublie|oubliais|forgot) (?:de |d |to )?(?:vous |lui |leur )?"
    r"(?:dire|preciser|ajouter|mentionner|laisser|indiquer|say|mention|add|tell (?:you|them|him|her))\b"
)


def adds_to_message(text: str) -> bool:
    """ "Ah, j'ai oublié de dire que c'est urgent", once a message was left: it is one more for the same."""
    return bool(_FORGOT_TO_SAY.search(bare(text)))


def is_a_slip(text: str) -> bool:
    """ "Je me suis trompé", and nothing else."""
    return bool(_SLIP.fullmatch(bare(text)))


_FOR_WHOM = re.compile(
    r"\b(?:message|mot)\b(?: \w+){0,3}? (?:pour|a l attention d[eu]s?|destine a|a|au|aux|for|to)"
    r" (?:(?:le|la|les|l|monsieur|madame|mon|ma|un|une|the|mr|mrs|ms|my|an?) )*"
    r"(?!(?:vous|mairie|accueil|standard|service|commune|ville|lui|elle|eux|leur|moi|nous|quelqu|message|mot"
    r"|dire|prevenir|signaler|informer|demander|s|si|you|town|somebody|someone|him|her|them|me|us|say|tell"
    r"|let|ask)\b)(?=[a-z]{3})\w+"
)


def names_addressee(text: str) -> bool:
    """ "Un message pour le maire", "un mot à la secrétaire": it is for somebody, not for the whole house."""
    return bool(_FOR_WHOM.search(bare(text)))


_ONLY_HELP = re.compile(
    r"(?:(?:bonjour|allo|euh|oui|non|s il (?:vous|te) plait|je (?:veux|voudrais|souhaite|cherche|demande)"
    r"|j (?:aimerais|ai besoin d(?:e|un|une)?)|il (?:me|nous) faut(?:drait)?|passez moi|donnez moi"
    r"|parler|avoir|joindre|a|avec|i (?:want|need|would like)|i d like|(?:to )?(?:speak|talk) to|get me) )*"
    r"(?:quelqu un|une? (?:personne|agent|humain)|une? (?:vraie|vrai) \w+|somebody|someone|a person)"
    r" (?:qui|pour|who|to) (?:(?:peut|peuvent|pourrait|puisse|va|saura|can|could|will) )?"
    r"(?:(?:m|nous|me|us) )?"
    r"(?:aide[rz]?|renseigner?|reponde?|repondre|conseiller?|ecoute[rz]?|guider?|help|advise)"
    r"(?: (?:me|us))?(?: (?:s il (?:vous|te) plait|merci|please|vite|madame|monsieur))*"
)


def wants_only_help(text: str) -> bool:
    """ "Je veux quelqu'un qui m'aide": a person, and nothing of what for."""
    return _ONLY_HELP.fullmatch(bare(text)) is not None


def without_person_wish(text: str) -> str:
    """What is left of the words that ask for somebody: "parler à quelqu'un pour la tombe" leaves the tomb."""
    return " ".join(_PERSON_WISH.sub(" ", bare(text)).split())


_TELLS_THEM = re.compile(
    r"^(?:(?:non|oui|no|yes|bon|bah|ben|euh|mais|alors|merci|pas la peine|juste|simplement|seulement|but|well"
    r"|just|please|vous|pouvez|pourriez|can|could|you|leur|lui) )*"
    r"(?:(?:dites|dire|prevene[rz]|precise[rz]|signale[rz]|notez|rappelez)"
    r"(?: (?:leur|lui|les|le|la|juste|simplement|seulement|bien|quand meme))* (?:que?|qu)"
    r"|(?:transmett\w+|informe[rz])(?: \w+){0,3} (?:que|qu)"
    r"|(?:tell|let) (?:them|him|her)(?: know)?(?: that)?) \w+"
)


def tells_them(text: str) -> bool:
    """ "Non mais dites-leur que je suis malade", where a message is offered: it is the message itself."""
    return bool(_TELLS_THEM.search(bare(text)))


_ONLY_A_NAME = re.compile(
    r"(?:(?:bonjour|bonsoir|allo|euh|oui|c est|ici|je suis|moi c est|merci|hello|hi|yes|this is|it s) )*"
    r"(?:monsieur|madame|mademoiselle|mr|mrs|ms|miss) (?!(?:le|la|l|maire|s|merci|bonjour)\b)\w{3,}"
    r"(?: (?!(?:de|du|des|au|aux|s il|merci|est)\b)\w+)?(?: merci| a l appareil)?"
)


def only_names_oneself(text: str) -> bool:
    """ "Madame Durand", where one's name and message are asked for."""
    return bool(_ONLY_A_NAME.fullmatch(bare(text)))
