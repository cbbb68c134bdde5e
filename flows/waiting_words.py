"""What follows "attendez": something to wait for, or what the caller means to say."""

from __future__ import annotations

import re

from flows.collect.words import bare
from flows.understand import fold

_WAIT = (
    r"attende[zr]|attends|un (?:petit )?(?:instant|moment)|une (?:petite )?(?:minute|seconde)"
    r"|deux (?:minutes|secondes)"
    r"|wait|hold on|hang on"
)
_BEGUN = re.compile(
    r"^(?P<before>(?:(?:oui|non|mais|en fait|ah|euh|heu|bon|oh|ok|yes|no|but|okay|oh|er|um|sorry|pardon) )*?)"
    rf"(?:(?:{_WAIT})\b ?)+(?P<after>.*)$"
)
_HESITATES = re.compile(
    r"(?:(?:alors|donc|ben|bah|bon|et|voyons|euh+|heu+|hum+|um+|er+|uh+|well|so)(?: |$))+"
)
_EMPTY = re.compile(
    r"\b(?:un|une|a|one|two|just|for|de|deux|petite?s?|minutes?|secondes?|seconds?|moments?|instants?|sec"
    r"|s il|vous|te|plait"
    r"|svp|please|merci|thanks|la|voir|hein|juste|moi|me|peu|que|please|now|there|ok|okay|oui|yes|attendez"
    r"|quittez|raccrochez|pas|ne|alors|euh|heu|bon|madame|monsieur|hm|up|it|is|c est|encore"
    r"|still|again|more)\b"
)
"""Words that say nothing of their own."""
_LOOKS_UP = re.compile(
    r"\b(?:cherch\w*|reflechi\w*|regard\w*|trouv\w*|verifi\w*|demande[rz]?|note[erz]*|notee?|stylo|crayon"
    r"|lunettes"
    r"|carnet|agenda|parlez|finisse|dise|lise|look\w*|find\w*|fetch|getting|get a|get my|pen|pencil"
    r"|glasses|check\w*"
    r"|think\w*|grab|ask|i ll see|let me see|diary|write)\b"
)
"""Something is looked for, or looked up: whatever is named besides, that is waited for."""
_TELLS = re.compile(
    r"\b(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|demain|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|matin|midi|soir|heures?|premiere?|deuxieme|seconde?|troisieme"
    r"|derniere?"
    r"|plutot|prefere\w*|veux|voudrais|veut|voulait|peut pas|peux pas|pourra pas|pour (?:un|une|le|la|mon"
    r"|ma)|quels?"
    r"|quelles?|combien|comment|numero|nom|rue|avenue|place|impasse|chemin|rendez vous|annul\w*|monday"
    r"|tuesday"
    r"|wednesday|thursday|friday|saturday|tomorrow|morning|afternoon|first|third|last|second one|rather"
    r"|prefer"
    r"|wants?|d like|can t|what|which|how|name|number|street|road|appointment|cancel)\b"
)
_BUSY = re.compile(
    r"\b(?:lis|lire|plaque|pancarte|reading|pren\w+|papiers?|arrive\w*|reviens|sors|sortir|ouvre|ouvrir"
    r"|vais|va|mets|enfants?|bebe|mari"
    r"|te (?:le |la )?passe|vous (?:le|la) passe|femme|chien|maman|papa|cheri|cherie|au telephone|aille"
    r"|minutes?|secondes?|instant|moment|get|paper|moment|minute|second|see|open\w*|note|bear|hold|coming"
    r"|back"
    r"|child|baby|husband|wife|dog|door|i ll be)\b"
)
"""What keeps the caller busy, unless they tell what they want of it."""


def after_wait(text: str) -> str:
    """What is said with "attendez", without it; empty when it only asks to wait, or nothing does.

    "Non attendez c'est martin" gives "non c'est martin"; "attendez je cherche mon agenda" gives nothing.
    """
    found = _BEGUN.match(fold(text))
    if found is None:
        return ""
    after = bare(found["after"])
    if not _EMPTY.sub("", after).strip() or _LOOKS_UP.search(after):
        return ""
    if _BUSY.search(after) and not _TELLS.search(after):
        return ""
    return f"{found['before']}{found['after']}".strip()


def only_hesitates(text: str) -> bool:
    """ "Euh", "alors euh": nothing that asks for time in so many words."""
    return _HESITATES.fullmatch(fold(text)) is not None


def without_wait(text: str) -> str:
    """The words without the "attendez" that they begin with, unless they only ask to wait."""
    return after_wait(text) or text
