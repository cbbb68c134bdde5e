"""Giving up the callback that is being agreed on: "annulez tout", "bah laissez", "ne me rappelez pas"."""

from __future__ import annotations

import re

from flows.collect.callback_wish import CallbackWish, asks_to_be_rung, callback_wish
from flows.collect.words import bare
from flows.messages.erased import erases

_LEAD = (
    r"(?:(?:ah|oh|euh|bon|ben|bah|oui|non|mais|alors|attendez|en fait|au fait|finalement|tout compte fait"
    r"|pardon|excusez moi|desolee?|ecoutez|vous pouvez|actually|no|oh|well|wait|sorry|you can) )*"
)
_NEVER_MIND = re.compile(
    rf"{_LEAD}(?:(?:laisse[rz]?|annule[rz]?|arrete[rz]?|abandonne[rz]?)(?: (?:tout|ca|tomber))*"
    r"|(?:c est )?(?:pas|plus) (?:la peine|besoin|necessaire|utile)(?: de (?:me |nous )?rappel\w+)?"
    r"|rien(?: du tout| merci)?|tant pis|je n en ai plus besoin|j en ai plus besoin"
    r"|(?:c est|tout est) (?:regle|arrange)|j ai (?:eu|trouve) (?:la|ma) reponse"
    r"|nothing|leave it|forget (?:it|about it)|cancel (?:it|that|everything)|no need|it s sorted)"
    r"(?: (?:merci|c est bon|finalement|au revoir|madame|monsieur|thanks|thank you|then|please))*"
)


def gives_up_callback(text: str) -> bool:
    """Do these words, and they alone, say that nobody is to ring?"""
    if asks_to_be_rung(text):
        return False
    said = bare(text)
    refuses = callback_wish(text) is CallbackWish.CANCEL
    return refuses or erases(text) or bool(_NEVER_MIND.fullmatch(said))
