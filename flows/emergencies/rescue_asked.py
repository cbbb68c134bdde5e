"""The rescue services asked for by their name, as if this line were theirs: "passez-moi le SAMU".

Works on folded text: whole utterances only, so that whoever tells more is heard for what they tell.
"""

from __future__ import annotations

import re

_SERVICES = {
    "fr": {
        "medical": r"(?:le |du |au )?(?:samu|smur)|(?:le |au )?(?:centre )?anti ?poisons?|sos médecins?"
        r"|(?:les |des |aux |le service des |le numéro des |au service des )?urgences"
        r"(?: (?:de l'|du |de la )(?:hôpital|chu|centre hospitalier|clinique)| médicales)?"
        r"|(?:les |des |aux )?ambulanciers|(?:une |l'|d'une )?ambulance",
        "fire": r"(?:les |des |aux |chez les )?(?:sapeurs )?pompiers|(?:la |à la )?caserne(?: des pompiers)?",
        "police": r"(?:la |à la )?police|police secours",
        "any": r"(?:les |des |aux )secours",
    },
    "en": {
        "medical": r"(?:an? |the )?(?:ambulance|paramedics|emergency room|hospital emergency)",
        "fire": r"(?:the )?(?:fire (?:brigade|service|department)|firemen|firefighters)",
        "police": r"(?:the )?police",
    },
}
_NUMBERS = {
    "fr": {
        "medical": r"(?:le |au )(?:quinze|15)",
        "fire": r"(?:le |au )(?:dix huit|18)",
        "police": r"(?:le |au )(?:dix sept|17)",
        "any": r"(?:le |au )(?:cent douze|112)",
    },
    "en": {},
}
"""Said for a day as well: "je voudrais le quinze"."""
_PUT_THROUGH = {
    "fr": r"(?:(?:est ce que |et )?(?:vous (?:pouvez|pourriez)|pouvez vous|pourriez vous|il faut) "
    r"(?:me |nous )?(?:passer|mettre en (?:relation|communication|contact) avec|transférer (?:à|vers|chez)?"
    r"|brancher (?:sur|avec))"
    r"|(?:passe[rz]?|transfère|transférez|branche[rz]?|mette[zr]|mets) (?:moi |nous )?"
    r"(?:vite |tout de suite |donc )?"
    r"(?:en (?:relation|communication|contact|ligne) avec |(?:avec|vers|sur) )?)",
    "en": r"(?:(?:can|could) you )?(?:please )?(?:put (?:me|us) through to|connect (?:me|us) (?:to|with)"
    r"|transfer (?:me|us) to|get (?:me|us))",
}
_WISH = {
    "fr": r"(?:(?:je|on) (?:veux|voudrais|voulais|voudrait|souhaite|souhaiterais|aimerais)"
    r"(?: (?:avoir|joindre|parler (?:avec|à)?|contacter|appeler|téléphoner))?"
    r"|il (?:me |nous )?(?:faut|faudrait)|j'ai besoin (?:de |d')?"
    r"|(?:je suis|on est|c'est|vous êtes) bien (?:chez|à|au|aux)?|allô)",
    "en": r"(?:i(?:'d| would)? (?:want|need|like)(?: to (?:speak|talk) (?:to|with)| to (?:call|reach))?"
    r"|(?:can|could|may) i (?:speak|talk) (?:to|with)|is (?:this|that))",
}
_AROUND = {
    "fr": r"(?:allô|bonjour|bonsoir|oui|euh|alors|vite|madame|monsieur|s'il (?:vous|te) pla[iî]t|svp|merci"
    r"|tout de suite|maintenant|en urgence|d'urgence|rapidement|non|mais|là)",
    "en": r"(?:hello|yes|please|quick|quickly|now|right now|straight away|no|but)",
}
_ALONE = {"fr": {"medical": r"(?:le )?(?:samu|smur)"}, "en": {}}
"""Those that are nothing else, and need no verb."""


def _patterns(language: str) -> dict[str, re.Pattern[str]]:
    around, services, numbers = _AROUND[language], _SERVICES[language], _NUMBERS[language]
    asked = {
        kind: f"(?:{_PUT_THROUGH[language]}|{_WISH[language]}) ?(?:{name})" for kind, name in services.items()
    }
    for kind, number in numbers.items():
        asked[kind] = "|".join(filter(None, (asked.get(kind), f"{_PUT_THROUGH[language]} ?(?:{number})")))
    for kind, alone in _ALONE[language].items():
        asked[kind] = f"{asked[kind]}|{alone}"
    return {kind: re.compile(rf"(?:{around} )*(?:{words})(?: {around})*") for kind, words in asked.items()}


_ASKED = {language: _patterns(language) for language in _SERVICES}


def rescue_asked(folded: str, language: str = "fr") -> str | None:
    """The kind of emergency whose service is asked for, as in the prompts "emergency.*"; None for none."""
    asked = _ASKED.get(language, {})
    return next((kind for kind, words in asked.items() if words.fullmatch(folded)), None)
