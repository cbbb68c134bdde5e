"""Asked in the middle of something else: whether, or when, the town hall is open; or what is marked as an
aside, "au fait, c'est combien un passeport".
"""

from __future__ import annotations

import re

from flows.collect.words import bare

_ASIDE = (
    r"(?:au fait|a propos|d ailleurs|pendant que j y (?:suis|pense)|tant que j y (?:suis|pense)|by the way"
    r"|while i m (?:at it|here)|une (?:petite |autre )?question|autre (?:question|chose))"
)
"""What tells that the question comes beside what is being done."""
_LEAD = re.compile(
    rf"^(?:(?:{_ASIDE}|et|mais|oui|non|ah|oh|euh|alors|bon|attendez|pardon|excusez moi|dites(?: moi)?|juste"
    r"|(?:je voulais|je voudrais) (?:aussi )?savoir(?: si)?|vous pouvez me dire(?: si)?|and|but|yes|no|wait"
    r"|sorry|just|tell me|can you tell me(?: if)?) )+"
)
_MARKED = re.compile(rf"^(?:(?:et|mais|oui|non|ah|oh|euh|alors|and|but|yes|no) )*{_ASIDE}\b")
_DAY = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|aujourd hui|week ?end|matin|soir"
    r"|apres midi|midi|fetes|vacances|noel|monday|tuesday|wednesday|thursday|friday|saturday|sunday|tomorrow"
    r"|today|weekends?|evening|lunchtime)"
)
_US = r"(?:la mairie|l accueil|le secretariat|les bureaux|le service|the town hall|the office)"
_OPEN = r"(?:ouverte?s?|fermee?s?|open|closed)"
_OPENS = r"(?:ouvrez|fermez|ouvre|ferme|ouvrent|ferment)"
_ASKED = re.compile(
    rf"^(?:est ce (?:que|qu) )?(?:vous|{_US}|on)(?: c)? (?:etes|est|sont|serez|sera|seront)"
    rf" (?:\w+ )?{_OPEN}\b"
    rf"|^(?:est ce (?:que|qu) )?(?:vous|{_US})(?: vous)? {_OPENS}\b"
    rf"|^(?:etes vous|serez vous|est elle|sera t elle) (?:\w+ )?{_OPEN}\b|^{_OPENS} (?:vous|{_US}|t elle)\b"
    rf"|^{_US} (?:est|sera) t elle {_OPEN}\b"
    rf"|^(?:a (?:quelle heure|partir de quelle heure)|jusqu a quelle heure|quels jours)"
    rf" (?:est ce que )?(?:vous|{_US}|ca|{_OPENS}|etes)\b(?=.*\b(?:{_OPENS}|{_OPEN})\b)"
    rf"|^(?:c est|ca sera|ce sera) {_OPEN} (?:(?:le|la|ce|les|a|entre) )?{_DAY}\b"
    rf"|^(?:are|is|will|do|does|when|what (?:time|days)) (?:are |do |does |is )?"
    rf"(?:you|it|{_US}) (?:\w+ )?(?:be )?(?:{_OPEN}|opens?|closes?)\b"
)
_NOT_ASKED = re.compile(
    r"\b(?:mais|parce que|donc|alors|quand|venir|viens|because|so|come)\b.* (?:je|j|on|moi|i)\b"
    r"|\b(?:rappel\w*|call me)\b"
)
"""It is told, and something follows from it: "vous êtes fermés le midi, donc je préfère le soir"."""
_LONGEST = 10
"""Words, beyond what leads to it, of such a question."""
_QUESTION = re.compile(
    r"^(?:c est (?:combien|quoi|ou|gratuit|payant)|combien|comment|quels?|quelles?|quand|a quelle heure|ou"
    r"|est ce (?:que|qu)|faut il|il faut|vous (?:avez|faites|savez)|how|what|when|where|is|do|does)\b"
)
_LEAST = 4
"""Words of a question that names what it is about: "c'est combien un passeport"."""


def without_lead(text: str) -> str:
    """The question alone, as bare words: without "et", "au fait"."""
    return _LEAD.sub("", bare(text))


def asks_if_open(text: str) -> bool:
    """ "Et vous êtes ouverts samedi ?", "à quelle heure vous fermez": asked of the line, told to nobody."""
    asked = without_lead(text)
    known = _ASKED.search(asked) and not _NOT_ASKED.search(asked)
    return bool(known) and len(asked.split()) <= _LONGEST


def asks_by_the_way(text: str) -> bool:
    """ "Au fait, c'est combien un passeport ?": a question of its own, and said to be one."""
    asked = without_lead(text)
    marked = _MARKED.search(bare(text)) and _QUESTION.search(asked)
    return bool(marked) and _LEAST <= len(asked.split()) <= _LONGEST
