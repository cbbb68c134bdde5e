"""What is answered to "Avez-vous une autre question ?", and to a town hall one did not mean to ring."""

from __future__ import annotations

import re

from flows.understand import fold, yes_or_no

_WRONG_NUMBER = re.compile(
    r"\b(tromp\w+ de (numéro|correspondant)|faux numéro|mauvais numéro|erreur de numéro|pas le bon numéro)$"
    r"|^(excusez moi |désolée? |pardon |oh )+(je me suis|je me) trompée?s?( désolée?)?$"
)
_SLIP = re.compile(
    r"(?:ah |non |mais |zut |euh )*(?:je me suis|je me|j'ai) trompée?s?(?: (?:désolée?|pardon|excusez moi))*"
)
_NO_MORE = re.compile(
    r"^(ah |bon |alors |d'accord |ok |oui |très bien |parfait |voilà )*"
    r"(merci( beaucoup| bien| infiniment)?|(c'est|c'était) (tout|bon|parfait|bien)( pour moi)?|ça va|ça ira"
    r"|très bien"
    r"|parfait|super|impeccable|nickel|génial|j'ai (tout )?(ce qu'il me faut|compris))"
    r"( merci( beaucoup| bien| à vous)?| c'est tout| c'est (gentil|bon|parfait)| madame| monsieur| pour"
    r" moi)*$"
)
""""Très bien, merci": whoever is content has no other question."""
_NO_OTHER = re.compile(
    r"^(?:non |merci |mais |c'est bon )*(?:je (?:n'|ne )|j'|j'en )?(?:ai )?(?:pas|plus|aucune)"
    r" (?:d'|de )?(?:autres? )?"
    r"(?:questions?|demandes?)(?: merci| pour le moment| c'est bon)*$"
    r"|^(?:non |merci |mais |c'est bon )*(?:je (?:n'|ne )|j')ai (?:plus )?besoin de rien(?: merci)*$"
)
""""J'ai pas d'autre question"."""
_FOUND_ALONE = re.compile(
    r"^(?:(?:ah|bon|non|oui|euh|ok|merci|alors) )*"
    r"(?:c'est bon (?:finalement |en fait )?j'ai (?:déjà )?trouvé"
    r"|(?:finalement |en fait |c'est bon )*j'ai (?:déjà )?(?:trouvé|eu)"
    r" (?:ma réponse|la réponse|mon information|l'information|ce que je (?:cherchais|voulais)))"
    r"(?: (?:merci|beaucoup|quand même|madame|monsieur|au revoir))*$"
)
""""C'est bon, j'ai trouvé": the answer, and no lost property."""
_NONE_OF_THEM = re.compile(
    r"^(non |euh |mais )*(?:je |j')?(?:n'|ne )?(?:ai )?rien (?:d'autre )?à (?:dire|ajouter|redire)$"
    r"|^(non |euh )*(aucune?( des (deux|trois))?|ni l'une? ni l'autre|rien( de tout ça)?)$"
)
_ANNOUNCED = re.compile(
    r"^(?:(?:oui|si|ah|et|mais|juste|encore|alors|bon|bonjour|allô|madame|monsieur) )*"
    r"(?:(?:c'est |j'appelle )?(?:pour )?une? (?:petite? |dernière |autre )?"
    r"(?:question|renseignement|information)|(?:j'en ai )?une (?:dernière|autre)"
    r"|(?:est ce que )?vous pouvez m'aider|pouvez vous m'aider"
    r"|(?:j'ai |j'aurais |il y a |y a )?(?:deux|trois|plusieurs|quelques) (?:petites )?"
    r"(?:choses|questions|demandes)"
    r"(?: à (?:vous )?(?:dire|demander|voir|poser|régler))?(?: avec vous| en fait| s'il vous plaît)*)$"
    r"|\b(?:(?:encore|oublié|aussi|autre)(?: \w+){0,2} (?:question|chose|demande)"
    r"|(?:j'ai|j'aurais|j'avais) (?:juste )?une (?:petite )?question"
    r"|(?:(?:voudrais|veux|aimerais|besoin de|voulais) |besoin d')(?:juste )?"
    r"(?:(?:un|des|une|quelques) (?:petits? |petites? )?)?"
    r"(?:savoir|renseignements?|informations?|demander)"
    r"(?: s'il (?:vous|te) plaît| merci| madame| monsieur)*$)(?P<rest>.*)$"
)
_NONE_LEFT = re.compile(r"\b(pas|plus|aucune|rien)\b")
_GOODBYE_THEN = re.compile(
    r"^(?:[\w']+ ){0,4}?au revoir (?:ah |oh |euh |madame |monsieur )*"
    r"(?:et (?!merci|bonne|à|bon)|(?=(?:non|attendez|pardon|mais|si|en fait|une dernière)\b))(?P<rest>.+)$"
)
_MERE_NO = re.compile(
    r"(?:(?:ah|oh|eh|hé|ho|euh|bah|ben|bon|bien|mais|alors|donc|voilà|oui|ok|d'accord|non|nan|no|nope"
    r"|nenni|jamais|merci|beaucoup|infiniment|mille fois|madame|monsieur|mademoiselle|désolée?|pardon"
    r"|allez|vraiment|franchement|surtout|absolument|certainement|sûrement|toujours|rien|aucune?|plus|pas"
    r"|du tout|tout|et|encore|tout de suite|maintenant|spécialement|forcément|aujourd'hui"
    r"|pour (?:le moment|l'instant|moi|aujourd'hui|ça)"
    r"|(?:d'|de |des? )?autres?|(?:chose|question|demande)s?|de (?:problème|souci|rien|tout ça)"
    r"|pour tout|noté|entendu|terminé|fini|bisous|bises|on s'arrête là|arrêtons nous là"
    r"|tout ce qu'il me (?:faut|fallait)"
    r"|tout ce que je (?:voulais|voulais savoir|cherchais)|(?:c'est|c'était) tout ce"
    r" (?:qu'il me (?:faut|fallait)|que je (?:voulais|voulais savoir|cherchais))|je (?:le )?(?:sais|savais)"
    r"|bonne (?:journée|soirée|nuit|fin de journée|continuation)|bon courage"
    r"|à (?:vous|toi|tous|bientôt|plus|la prochaine)"
    r"|(?:de|pour) (?:votre|vos|l') ?(?:aide|patience|gentillesse|accueil|réponses?"
    r"|renseignements?|informations?|écoute|temps)"
    r"|je vais (?:y aller|vous laisser)|ça me suffit|quand même"
    r"|je vous (?:en )?remercie|vous êtes (?:un ange|adorable|formidable|super|au top)"
    r"|vous avez été (?:très |bien |vraiment |tout à fait )?(?:parfaite?s?|aimables?|gentille?s?"
    r"|patiente?s?|efficaces?|claire?s?|utiles?|super|sympas?)"
    r"|(?:c'est|c'était) (?:(?:bien|vraiment) gentil"
    r"|(?:très |bien |vraiment )?(?:aimable|clair|noté|sympa|utile))"
    r"(?: à vous| de votre part)?"
    r"|besoin|la peine|utile|nécessaire|inutile|impossible|négatif|sans façon|hors de question|une autre"
    r" fois"
    r"|plus tard|tant pis|laisse[rz]?(?: tomber)?|bof|question|pas grave|très bien|parfait|super"
    r"|(?:c'est|c'était|ce sera|ça sera|sera|c'en est)"
    r" (?:tout|bon|parfait|bien|gentil|fini|terminé|réglé|inutile|très (?:bien|gentil))"
    r"|(?:ça|tout) (?:va(?: bien| aller)?|ira|suffi(?:t|ra)|(?:me )?(?:convient|va))"
    r"|s'il (?:vous|te) pla[iî]t|svp|vous êtes (?:bien |très |vraiment )?"
    r"(?:aimable|gentille?|patiente?|efficace|sympa)"
    r"|ni l'une? ni l'autre"
    r"|je (?:ne )?(?:le )?(?:crois|pense|veux|préfère|souhaite|vois)|je refuse|je n'ai|je ne|j'ai (?:fini"
    r"|terminé|tout(?: ce qu'il me faut)?|compris)|y a|il n'y a|n'ai|ne|ça|cela)(?: |$))+"
)
"""The words of whoever refuses and says nothing else: a no with any other word tells something."""
_POINTS = re.compile(r"\bpas (?:ça|cela|tout|bon|bien)\b|\b(?:ça|cela)$|\bva (?:vraiment )?(?:pas|plus)\b")
""" "Non, pas ça": what was understood is refused, and nothing is over; nor is it for whoever is not well."""

_FOR_WHOM = re.compile(
    r"(?!bon pour)(?:(?:ah|oh|euh|bah|ben|bon|mais|alors|oui|non|nan|plutôt|désolée?|pardon) )*"
    r"(?:c'est )?(?:pas )?pour moi"
)
""" "Non, pour moi": whoever was misheard says whom it is for."""


_CLOSES = re.compile(
    r"\b(?:merci|bonne (?:journée|soirée|nuit|fin de journée|continuation)|bisous|bises|terminé|fini"
    r"|à bientôt|à la prochaine"
    r"|s'arrête là|arrêtons nous là|tout ce qu'il me|tout ce que je|vous avez été|vous êtes|remercie|y aller"
    r"|vous laisser|me suffit|noté)\b"
)
"""What ends a call, without a no: in words that say nothing else."""
_ASKS_MORE = re.compile(r"\b(?:question|demande|chose|autre|besoin|s'il (?:vous|te) pla[iî]t)s?\b")


def nothing_more(text: str) -> bool:
    """ "non merci", "c'est tout", "très bien merci": an answer to "anything else?", never a question."""
    said = fold(text)
    if any(pattern.search(said) for pattern in (_NO_OTHER, _NO_MORE, _NONE_OF_THEM, _FOUND_ALONE)):
        return True
    if not _MERE_NO.fullmatch(said) or _POINTS.search(said) or _FOR_WHOM.fullmatch(said):
        return False
    closes = _CLOSES.search(said) is not None and not _ASKS_MORE.search(said)
    return yes_or_no(text) is False or closes


def another_question(text: str) -> str | None:
    """What follows "j'ai encore une question"; empty for nothing, None when none is announced."""
    found = None if _NONE_LEFT.search(fold(text)) else _ANNOUNCED.search(fold(text))
    return (found["rest"] or "").strip() if found else None


def after_goodbye(text: str) -> str:
    """What is said after a goodbye that it takes back: "ah non attendez"; empty for a mere goodbye."""
    found = _GOODBYE_THEN.search(fold(text))
    return found["rest"] if found else ""


def slips(text: str) -> bool:
    """ "Je me suis trompé", and nothing else: of a word, as likely as of a number; nobody hangs up for it."""
    return bool(_SLIP.fullmatch(fold(text)))


def is_wrong_number(text: str) -> bool:
    """Did the caller mean to ring somebody else?"""
    return bool(_WRONG_NUMBER.search(fold(text)))
