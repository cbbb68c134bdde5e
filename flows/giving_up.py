"""Giving up what is being said, made or agreed on: "non attendez, effacez", "finalement laissez tomber".

One way in and one way out for all of them, and the few words that give up each thing.
"""

from __future__ import annotations

import re

from flows.collect.callback_wish import CallbackWish, asks_to_be_rung, callback_wish
from flows.collect.words import bare

_AFTER_ALL = r"(?:finalement|en fait|tout compte fait|actually)"
_LEAD = (
    rf"(?:(?:ah|oh|euh|bon|ben|bah|oui|non|nan|mais|et|alors|attendez|stop|{_AFTER_ALL}|au fait|pardon|merci"
    r"|(?:c est |ce n est )?pas grave|tant pis|excusez moi|desolee?|ecoutez|s il vous plait"
    r"|je (?:veux|voudrais|prefere|vais)|(?:vous )?pouvez(?: vous)?|il faut|on"
    r"|no|yes|ok|wait|well|sorry|please|it s ok|it doesn t matter|(?:can|could) you|you can|just|i want to"
    r"|i d like to|let s) )*"
)
_TAIL = (
    r"(?: (?:merci|s il vous plait|finalement|c est bon|tant pis|laissez|rien|quand meme|pour l instant"
    r"|tout de suite|madame|monsieur|au revoir|thanks|thank you|please|after all|then))*"
)


def _alone(*vocabularies: str) -> re.Pattern[str]:
    """These words and no others, but for what leads to them and what follows out of courtesy."""
    return re.compile(f"{_LEAD}(?:{'|'.join(vocabularies)}){_TAIL}")


def _dropped(verbs: str, things: str) -> str:
    """ "Laissez tomber", "annulez tout ça", "forget about it": any of these verbs, and perhaps the thing."""
    return (
        rf"(?:l )?(?:laisse[rz]? tomber|oublie[rz]?|{verbs}|forget|forget about|drop)"
        rf"(?: (?:{things}|ca|cela|tout(?: ca)?|it|that|this|everything|all of it|all of that))?|never mind"
    )


_ANNULS = r"(?:annul|effac|supprim)e[rz]?|cancel|delete|erase|scrap"
_KIND_OF_MESSAGE = r"(?:message|mot|enregistrement|memo)"
_MESSAGE = (
    rf"(?:(?:le|mon|ce|tout le) {_KIND_OF_MESSAGE}|(?:tout )?ce que (?:je viens de dire|j ai dit)"
    r"|(?:the|my|this|that|the whole) (?:message|recording)|what i (?:just )?said)"
)
_REPORT = r"(?:(?:le|mon|ce) signalement|(?:la|ma) demande|(?:the|my|this) report)"
_OF_A_MESSAGE = _alone(
    _dropped(rf"{_ANNULS}|(?:enlev|jet)e[rz]?|discard", _MESSAGE),
    r"(?:effac|supprim|annul|oubli)ez le|(?:le|la) (?:supprimer|jeter|laisser tomber)",
    r"(?:ne |n )?(?:l |le )?(?:transmettez|envoyez|gardez|notez|enregistrez) (?:pas|rien|plus)"
    rf"(?: (?:{_MESSAGE}|ca|cela|tout(?: ca)?))?",
    rf"(?:je )?(?:ne )?(?:veux|souhaite) (?:plus|pas) (?:laisser (?:de|le|un) {_KIND_OF_MESSAGE}"
    rf"|(?:l |le )?(?:envoyer|transmettre)(?: (?:{_MESSAGE}|ca|cela|tout(?: ca)?))?)",
    r"(?:c est |ce n est |n est )?(?:plus|pas) la peine"
    rf"(?: de (?:l |le )?(?:envoyer|transmettre)(?: (?:{_MESSAGE}|ca|cela|tout(?: ca)?))?)?",
    rf"do(?:n t| not) (?:send|keep|pass)(?: on)?(?: (?:{_MESSAGE}|it|that|this|anything))?(?: on)?",
    r"i do(?:n t| not) want to (?:leave|send) (?:a|the|this|any) message(?: any ?more)?",
)
_OF_A_REPORT = _alone(
    _dropped(_ANNULS, _REPORT),
    rf"(?:ne |n )?(?:transmettez|envoyez|signalez|enregistrez) (?:pas|rien|plus)(?: (?:{_REPORT}|ca|cela|tout"
    r"(?: ca)?))?",
    r"(?:je )?(?:ne )?(?:veux|souhaite) (?:plus|pas|rien)(?: (?:le|la|rien|faire de))* signale(?:r|ment)",
    r"(?:c est |ce n est |n est )?(?:plus|pas) la peine de (?:le |la )?(?:signaler|transmettre)",
    rf"do(?:n t| not) (?:report|send|pass)(?: on)?(?: (?:{_REPORT}|it|that|anything))?(?: on)?",
    r"i do(?:n t| not) want to report (?:it|anything|that)(?: any ?more)?",
)
_NAMES_A_REPORT = re.compile(r"\b(?:signale\w*|report)\b")
_OF_A_CALLBACK = _alone(
    r"(?:laissez?|annule[rz]?|arrete[rz]?|abandonne[rz]?)(?: (?:tout|ca|tomber))*",
    r"(?:c est )?(?:pas|plus) (?:la peine|besoin|necessaire|utile)(?: de (?:me |nous )?rappel\w+)?",
    r"rien(?: du tout)?|tant pis|(?:je n |j )en ai plus besoin",
    r"(?:c est|tout est) (?:regle|arrange)|j ai (?:eu|trouve) (?:la|ma) reponse",
    r"nothing|leave it|no need|it s sorted|(?:plus )?jamais|never",
)
_A_VISIT = r"(?:(?:de|d un|prendre|prendre de|prendre un|reserver|un|le) )*(?:rendez vous|rdv|creneau)"
_OF_A_VISIT = _alone(
    rf"{_AFTER_ALL} (?:non|rien|pas la peine|c est bon|ca ira|je verrai)",
    r"laissez|laisse[rz]? tomber|tant pis|oublie[rz]?|plus besoin|pas la peine",
    r"rien(?: du tout)? (?:laissez|merci)|(?:je n |j )en (?:veux|voulais) (?:plus|pas)",
    rf"(?:je )?(?:ne )?(?:veux|voulais|souhaite|cherche) (?:plus|pas) {_A_VISIT}",
    rf"(?:je n |j )(?:en )?ai (?:plus|pas) besoin(?: {_A_VISIT})?",
    rf"(?:{_ANNULS})(?: (?:(?:le|ce|la|cette) (?:rendez vous|rdv|creneau|reservation)|tout|ca|it|that))*",
    r"pas (?:maintenant|tout de suite|pour (?:l instant|le moment))|une autre fois|plus tard peut etre",
    r"(?:je )?(?:vais )?(?:y )?(?:voir|reflechir|repenser|penser)|je verrai(?: (?:plus tard|ca|bien))*",
    r"c etait (?:juste |seulement |simplement )?(?:(?:pour )?(?:une?|poser une) (?:simple )?(?:question"
    r"|renseignement|information|info)|pour (?:savoir|me renseigner|information|info))",
    r"je (?:voulais|voudrais|cherchais) (?:juste |seulement |simplement )(?:savoir|une? (?:information"
    r"|renseignement|info)|me renseigner)",
    r"not (?:now|right now|yet|today|for now)|i ll think about it|(?:maybe )?(?:another time|later maybe)"
    r"|i (?:was )?just (?:asking|wondering|wanted to (?:know|ask))|it was just a question",
    r"never mind|forget it|not (?:any ?more|after all)"
    r"|i don t want (?:it|one|an appointment)(?: any ?more| after all)?",
)
_OF_THE_SLOTS = re.compile(
    r"(?:(?:ah|oh|euh|bon|ben|bah|mais|alors|no|well) )*"
    r"(?:(?:non )+(?:merci|c est bon|ca ira|ca va(?: aller)?|sans facon)|sans facon|no thanks|no thank you"
    r"|(?:merci|thanks|thank you)(?! oui\b))"
    r"(?: (?:merci|beaucoup|bien|infiniment|a vous|c est gentil|c est bon|ca ira|ca va(?: aller)?|madame"
    r"|monsieur|pour (?:l info\w*|le renseignement|votre aide|tout)|quand meme|thanks|thank you|very much"
    r"|that s all|i m fine))*"
)
_ONLY_ASKED = re.compile(
    r"(?:(?:ah|oh|euh|bon|ben|non|mais|merci|en fait|no|well|but) )*"
    r"(?:(?:je (?:voulais|voudrais|souhaitais)|c etait|j appelais|i (?:was )?(?:just )?(?:wanted|wondering))"
    r" (?:(?:juste|seulement|simplement|uniquement|pour|just|only|to) )*"
    r"(?:savoir|connaitre|demander|avoir|know|ask)(?: (?:si|about|for))?) (?P<asked>.+)"
)
_OF_TWO_OFFERS = _alone(
    r"(?:tant pis|ni l une? ni l autre|aucun(?: des deux)?|pas la peine|ca ira|neither(?: one)?)"
    r"(?: pour moi)?"
)
_NOT_AFTER_ALL = _alone(rf"{_AFTER_ALL} (?:non|no)")


def erases(text: str) -> bool:
    """Do these words, and they alone, take back what was dictated, or agreed on?

    A message says "annuler" and "n'oubliez pas" of its own: "je voudrais annuler mon inscription".
    """
    return bool(_OF_A_MESSAGE.fullmatch(bare(text)))


def gives_up_report(text: str, *, named: bool = False) -> bool:
    """Do these words, and they alone, give up what is being reported?

    `named`: only where they name it: "non laissez tomber" refuses an SMS.
    """
    said = bare(text)
    return bool(_OF_A_REPORT.fullmatch(said)) and (not named or bool(_NAMES_A_REPORT.search(said)))


def gives_up_callback(text: str) -> bool:
    """Do these words, and they alone, say that nobody is to ring?"""
    if asks_to_be_rung(text):
        return False
    refuses = callback_wish(text) is CallbackWish.CANCEL
    return refuses or erases(text) or bool(_OF_A_CALLBACK.fullmatch(bare(text)))


def gives_up_visit(text: str) -> bool:
    """Do these words, and they alone, say that no visit is wanted after all? A mere no does not."""
    return bool(_OF_A_VISIT.fullmatch(bare(text)))


def declines_slots(text: str) -> bool:
    """ "Non merci", "non ça ira", "merci", and nothing else, where several slots were offered.

    None is wanted: a mere no asks for others.
    """
    return bool(_OF_THE_SLOTS.fullmatch(bare(text)))


def only_asked(text: str) -> str:
    """What somebody "only wanted to know", as bare words: "le prix"; empty when they say no such thing."""
    found = _ONLY_ASKED.fullmatch(bare(text))
    return found["asked"] if found else ""


def wants_neither(text: str) -> bool:
    """ "Ni l'un ni l'autre", "tant pis": neither of the two that are offered, nor anything else."""
    return bool(_OF_TWO_OFFERS.fullmatch(bare(text))) or gives_up_callback(text)


def not_after_all(text: str) -> bool:
    """ "Finalement non", and nothing else."""
    return bool(_NOT_AFTER_ALL.fullmatch(bare(text)))


_WISHES = (
    r"(?:(?:bonjour|allo|oui|alors|euh|ben|bon|hello|hi|yes|well) )*"
    r"(?:(?:je|on|nous) (?:voulais|voulait|voulions|voudrais|veux|souhait\w+|pensais|comptais|venais"
    r"|demandais)"
    r"|j (?:aimerais|aurais (?:voulu|aime)|appel\w+ pour|avais (?:besoin|envie)|ai besoin)"
    r"|il (?:me|nous) fa\w+"
    r"|(?:c (?:est|etait) )?pour|une?|le|mon|i (?:just )?(?:wanted|want|needed|need|was going"
    r"|was calling|meant)"
    r"|i (?:would|d) (?:have )?like[d]?|an?|the|my)"
)
_TAKES_BACK = re.compile(
    rf"(?P<wish>{_WISHES} (?:\w+ )+?)(?<!\bou )(?<!\bsi )(?<!\bor )(?:mais |et puis |puis |but )?"
    rf"(?:{_AFTER_ALL} (?:non|no|laissez tomber|laissez|pas la peine|plus besoin|never mind)"
    r"|(?P<bare>mais non|but no)|but never mind"
    r"|(?:mais|finalement) (?:c est|plus) (?:pas|plus|bon|la) (?:la )?peine|mais laissez tomber)"
    rf"{_TAIL}"
)
_TELLS_MORE = re.compile(
    r"\b(?:en ligne|site|internet|online|website|dit|promis|ai|a|as|avais|avait|avez|aviez|ont|avaient"
    r"|est|sont|etait|ete|devait|deviez|said|told|have|had|has|was|is|tried|supposed)\b"
)
""""Je voulais un rendez-vous en ligne, mais non": it could not be had, and is wanted all the more."""


def wish_taken_back(text: str) -> str:
    """What is asked for and given up in one breath; empty for nothing.

    "Je voulais laisser un message, mais finalement non". Whether it is a wish for anything that the line does
    is for the caller to see: "j'ai essayé de payer en ligne, mais non" takes nothing back.
    """
    found = _TAKES_BACK.fullmatch(bare(text))
    if found is None or (found["bare"] and _TELLS_MORE.search(found["wish"])):
        return ""
    return found["wish"].strip()
