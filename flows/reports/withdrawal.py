"""Giving up the report that is being made: "finalement laissez tomber", "annulez le signalement"."""

from __future__ import annotations

import re

from flows.collect.words import bare

_LEAD = (
    r"(?:(?:ah|oh|euh|bon|ben|oui|non|mais|alors|attendez|en fait|finalement|tout compte fait|pardon"
    r"|excusez moi|desolee?|ecoutez|je (?:veux|voudrais|prefere|vais)|on|s il vous plait|actually|no|yes"
    r"|wait|sorry|well|please|you can|just|i want to|i d like to|let s) )*"
)
_THE_REPORT = r"(?:(?:le|mon|ce) signalement|(?:the|my|this) report)"
_IT = rf"(?:{_THE_REPORT}|ca|cela|tout(?: ca)?|(?:la|ma) demande|it|that|everything|all of it)"
_TAIL = (
    r"(?: (?:merci|s il vous plait|finalement|madame|monsieur|quand meme|pour l instant|thanks|thank you"
    r"|please|after all))*"
)
_GIVES_UP = re.compile(
    rf"{_LEAD}(?:"
    rf"(?:laisse[rz]? tomber|annule[rz]?|oublie[rz]?|efface[rz]?|supprime[rz]?|cancel|forget|forget about"
    rf"|drop|delete|scrap)(?: {_IT})?"
    rf"|(?:ne |n )?(?:transmettez|envoyez|signalez|enregistrez) (?:pas|rien|plus)(?: {_IT})?"
    r"|(?:je )?(?:ne )?(?:veux|souhaite) (?:plus|pas|rien)(?: (?:le|la|rien|faire de))* signale(?:r|ment)"
    r"|(?:c est |ce n est |n est )?(?:plus|pas) la peine de (?:le |la )?(?:signaler|transmettre)"
    rf"|never mind|do(?:n t| not) (?:report|send|pass)(?: on)?(?: {_IT})?(?: on)?"
    r"|i do(?:n t| not) want to report (?:it|anything|that)(?: any ?more)?"
    rf"){_TAIL}"
)
_NAMED = re.compile(r"\b(?:signale\w*|report)\b")


def gives_up(text: str, *, named: bool = False) -> bool:
    """Do these words, and they alone, give up what is being reported?

    `named`: only where they name it: "non laissez tomber" refuses an SMS.
    """
    words = bare(text)
    return bool(_GIVES_UP.fullmatch(words)) and (not named or bool(_NAMED.search(words)))
