"""What a caller wants instead: "non, pas le passeport, la carte", "en fait je voudrais…"."""

from __future__ import annotations

import re

from flows.understand import fold

_LEAD = (
    r"(?:(?:ah|euh|heu|mais|non|nan|oui|attendez|pardon|excusez moi|désolée?|bon|alors|ben|bah|merci|en fait"
    r"|finalement|en réalité|plutôt|je me suis trompée?|je me trompe) )*"
)
_THING = r"(?:le |la |les |l'|un |une |des |du |de la |de l'|ma |mon |mes |ce |cette |pour )"
_WANTS = (
    r"(?:je (?:voulais|voudrais|veux|souhaite|souhaitais|demandais|parlais)|j'(?:aimerais|aurais voulu)"
    r"|c'est|c'était"
    r"|mais|plutôt|en fait|il me faut|donnez moi)"
)
_PADDING = re.compile(rf"^(?:(?:{_WANTS}|plutôt|pour|de|d'|avoir|dire|en fait|finalement|bien) ?\b ?)+")

#: From the surest to the barest; the last group is what is wanted.
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"^{_LEAD}(?:(?:ce n'est|c'est|c'était|j'ai dit|je veux|je ne veux) )?pas {_THING}.+? ({_WANTS}"
        rf" .+)$",
        rf"^{_LEAD}(?:(?:ce n'est|c'est|c'était|je veux|je ne veux) )?pas {_THING}.*\w ({_THING}(?!.*"
        rf" {_THING}).+)$",
        rf"^{_LEAD}(?:(?:c'est|plutôt|pour|je (?:voulais|voudrais|veux)) )*({_THING}.+?) (?:et |mais )?pas"
        rf" {_THING}.+$",
        rf"^{_LEAD}(?:(?:en fait|finalement|plutôt|en réalité) )+({_LEAD}(?:{_WANTS} )+.+)$",
        rf"^{_LEAD}(?:laissez|gardez|remettez|reprenez) ({_THING}.+?)"
        r" (?:c'était (?:bien )?(?:ça|cela|bon|le bon)|comme avant|finalement)$",
        r"^(?:ah |euh |mais )*(?:non|nan) (?:non |attendez |pardon |en fait "
        r"|je me (?:suis trompée?|trompe) )*"
        r"((?:je (?:voulais|voudrais|veux)|j'(?:aimerais|aurais voulu)|plutôt|c'(?:est|était) pour) .+)$",
    )
)


def instead(text: str) -> str:
    """The subject that these words put in the place of another; empty when they replace nothing.

    "non pas le passeport la carte d'identité" gives "la carte d'identité".
    """
    folded = fold(text)
    for pattern in _PATTERNS:
        if found := pattern.match(folded):
            return _PADDING.sub("", found[1]).strip()
    return ""
