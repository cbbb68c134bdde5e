"""Taking back the message that is being dictated: "non attendez, effacez", "never mind"."""

from __future__ import annotations

import re

from flows.collect.words import bare

_LEAD = (
    r"(?:(?:ah|oh|euh|bon|ben|oui|non|mais|alors|attendez|stop|en fait|finalement|tout compte fait|pardon"
    r"|(?:c est |ce n est )?pas grave|tant pis|it s ok|it doesn t matter"
    r"|excusez moi|desolee?|ecoutez|je (?:veux|voudrais|prefere|vais)|(?:vous )?pouvez(?: vous)?|il faut|on"
    r"|s il vous plait|actually|no|yes|ok|wait|sorry|well|please|(?:can|could) you|you can|just|i want to"
    r"|i d like to|let s) )*"
)
_MESSAGE = r"(?:message|mot|enregistrement|memo)"
_IT = (
    rf"(?:(?:le|mon|ce|tout le) {_MESSAGE}|ca|cela|tout(?: ca)?"
    r"|(?:tout )?ce que (?:je viens de dire|j ai dit)"
    r"|(?:the|my|this|that|the whole) (?:message|recording)|it|that|this|everything|all of it|all of that"
    r"|what i (?:just )?said)"
)
_TAIL = (
    r"(?: (?:merci|s il vous plait|finalement|madame|monsieur|quand meme|pour l instant|tout de suite"
    r"|thanks|thank you|please|after all))*"
)
_ERASES = re.compile(
    rf"{_LEAD}(?:"
    rf"(?:l )?(?:laisse[rz]? tomber|(?:annul|oubli|effac|supprim|enlev|jet)e[rz]?"
    rf"|cancel|forget|forget about|drop|delete|erase|scrap|discard)(?: {_IT})?"
    rf"|(?:effac|supprim|annul|oubli)ez le"
    r"|(?:le|la) (?:supprimer|jeter|laisser tomber)"
    rf"|(?:ne |n )?(?:l |le )?(?:transmettez|envoyez|gardez|notez|enregistrez) (?:pas|rien|plus)(?: {_IT})?"
    rf"|(?:je )?(?:ne )?(?:veux|souhaite) (?:plus|pas) (?:laisser (?:de|le|un) {_MESSAGE}"
    rf"|(?:l |le )?(?:envoyer|transmettre)(?: {_IT})?)"
    r"|(?:c est |ce n est |n est )?(?:plus|pas) la peine"
    rf"(?: de (?:l |le )?(?:envoyer|transmettre)(?: {_IT})?)?"
    rf"|never mind|do(?:n t| not) (?:send|keep|pass)(?: on)?(?: {_IT})?(?: on)?"
    r"|i do(?:n t| not) want to (?:leave|send) (?:a|the|this|any) message(?: any ?more)?"
    rf"){_TAIL}"
)


def erases(text: str) -> bool:
    """Do these words, and they alone, take back what was dictated?

    A message says "annuler" and "n'oubliez pas" of its own: "je voudrais annuler mon inscription".
    """
    return bool(_ERASES.fullmatch(bare(text)))
