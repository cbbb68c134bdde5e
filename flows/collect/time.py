"""Times of day as they are said: "quatorze heures trente", "deux heures et demie", "plutôt le matin"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time

NOON = time(12)
_LAST_HOUR = 20
FIRST_HOUR = 7
"""No town hall opens earlier: "à deux heures" is 14 h. "Deux heures du matin" stays so."""


@dataclass(frozen=True, kw_only=True)
class Hours:
    """What some words say of the time of day; each may be missing."""

    at: time | None = None
    """The very time."""
    earliest: time | None = None
    latest: time | None = None

    @property
    def contrary(self) -> Hours:
        """The rest of the day: the afternoon for the morning; itself when there is no one rest."""
        if self.at or (self.earliest is None) == (self.latest is None):
            return self
        return Hours(earliest=self.latest, latest=self.earliest)

    def __bool__(self) -> bool:
        return (self.at, self.earliest, self.latest) != (None, None, None)


_NOT_MINUTES = (
    r"(?! ?(?:h|heures?|jours?|semaines?|mois|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre"
    r"|octobre|novembre|decembre)\b)"
)
_HALF = r"(?: (?P<half>du matin|du mat|de l apresmidi|du soir))?"
_CLOCKS = (
    re.compile(
        r"\b(?P<hour>\d{1,2}) ?(?:h|heures?)(?:(?: et)? (?P<past>demie?|quart|\d{1,2})(?: minutes?)?"
        + _NOT_MINUTES
        + r"| moins (?:le )?(?P<to>quart|\d{1,2}))?"
        + _HALF
        + r"\b"
    ),
    re.compile(
        r"\b(?P<hour>midi|minuit)(?: (?P<past>(?:et )?(?:demie?|quart)|\d{1,2})(?! ?\d)"
        r"| moins (?:le )?(?P<to>quart|\d{1,2}))?\b"
    ),
    re.compile(
        r"(?:(?<=di |in )|(?<=vers )|(?<=plutot )|(?<=pour )|^)"  # "lundi 14 30", "14 30"
        r"(?P<hour>1\d|[89]) (?P<past>00|15|30|45)$"
    ),
    re.compile(r"\ba (?P<hour>\d{1,2})(?: (?P<past>[0-5]\d))?" + _NOT_MINUTES + _HALF + r"$"),
)
_MINUTES = {"demi": 30, "demie": 30, "quart": 15, "et demi": 30, "et demie": 30, "et quart": 15}

#: Times are "@1430" in the patterns below. Longer wordings first.
_SAID: tuple[tuple[re.Pattern[str], time | None, time | None], ...] = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), earliest, latest)
    for pattern, earliest, latest in (
        (
            r"(?:en )?debut de matinee|(?:tres )?tot le matin|de bonne heure"
            r"|(?:a|des) l ouverture",
            None,
            time(10),
        ),
        (r"(?:en )?milieu de matinee", time(9, 30), time(11)),
        (r"(?:en )?fin de matinee|(?:juste )?avant le dejeuner", time(10, 30), NOON),
        (
            r"(?:en )?debut d apresmidi|(?:juste )?apres (?:le dejeuner|le repas|dejeuner|manger)",
            NOON,
            time(15),
        ),
        (r"(?:en )?milieu d apresmidi", time(14), time(16)),
        (
            r"(?:en )?fin d apresmidi|(?:en )?fin de journee|apres le travail|apres le boulot"
            r"|(?:juste )?avant la fermeture|a la fermeture",
            time(16),
            None,
        ),
        (r"(?:apres|a la sortie de) (?:l ecole|les cours|la classe)", time(16, 30), None),
        (
            r"entre @1200 et (?:@1400|2)|(?:pendant )?(?:le |la |l |ma )?(?:temps|heure|pause)(?: de| du)?"
            r" @1200"
            r"|(?:le |pendant le )@1200|(?:a |sur )?l heure du dejeuner|(?:pendant )?la pause",
            NOON,
            time(14),
        ),
        (r"(?:tous les |les |chaque |un |n importe quel )matins?", None, NOON),
        (r"(?:le |ce |du |au )?matin(?:ee?)?|(?:la |en |dans la )matinee", None, NOON),
        (r"(?:l |cet |cette |de l |en |dans l )?apresmidi", NOON, None),
        (r"(?:le |ce |en |du )?soir(?:ee)?|(?:en |la )soiree", time(17), None),
    )
)
_BETWEEN = re.compile(r"\b(?:entre|de) (?:@(\d{4})|(\d{1,2})) (?:et|a) @(\d{4})")
_BARE_BETWEEN = re.compile(
    r"\bentre (\d{1,2}) (?:heures? )?et (\d{1,2})(?: heures?)?"
    r"(?=\s*$|\s+(?:s il|si|merci|svp|c est|pour|au sujet|sur|plutot|demain|\w+di)\b)"
)
""""Entre neuf et onze": hours, where days would have their article ("entre le neuf et le onze")."""
_AFTER = re.compile(r"\b(?:(?<!pas )apres|a partir de|pas avant|des|au plus tot a) @(\d{4})")
_BEFORE = re.compile(r"\b(?:avant|jusqu a|pas apres|au plus tard a) @(\d{4})")
_AT = re.compile(r"(?:\b(?:a|vers|pour|de|autour de) )?@(\d{4})")


def hours_in(plain: str) -> tuple[Hours, str]:
    """What bare words with digits say of the time of day, and the words left over."""
    words = re.sub(r"\bapres midis?\b", "apresmidi", plain)
    for clock in _CLOCKS:
        words = clock.sub(_as_clock, words)
    for pattern, earliest, latest in _SAID:
        if pattern.search(words):
            rest = pattern.sub(" ", words)
            exact, rest = _exact(rest)
            return Hours(
                at=exact.at, earliest=exact.earliest or earliest, latest=exact.latest or latest
            ), rest
    return _exact(words)


def _exact(words: str) -> tuple[Hours, str]:
    if (found := _BETWEEN.search(words)) and int(found[2] or 0) < 24:
        first, last = _token(found[1] or f"{_of_day(int(found[2]), ''):02d}00"), _token(found[3])
        return Hours(earliest=min(first, last), latest=max(first, last)), _without(words, found)
    if found := _BARE_BETWEEN.search(words):
        begins, ends = _of_day(int(found[1]), ""), _of_day(int(found[2]), "")  # "entre deux et quatre"
        if FIRST_HOUR <= begins < ends <= _LAST_HOUR:
            return Hours(earliest=time(begins), latest=time(ends)), _without(words, found)
    if found := _AFTER.search(words):
        return Hours(earliest=_token(found[1])), _without(words, found)
    if found := _BEFORE.search(words):
        return Hours(latest=_token(found[1])), _without(words, found)
    if found := _AT.search(words):
        return Hours(at=_token(found[1])), _without(words, found)
    return Hours(), words


def _without(words: str, found: re.Match[str]) -> str:
    return f"{words[: found.start()]} {words[found.end() :]}"


def _as_clock(found: re.Match[str]) -> str:
    """A time said one way or another, as "@1430"; itself when no clock shows it."""
    said = found.groupdict()
    hour = {"midi": 12, "minuit": 0}.get(said["hour"], -1)
    if hour < 0:
        hour = _of_day(int(said["hour"]), said.get("half") or "")
    minutes = hour * 60 + _minutes(said.get("past")) - _minutes(said.get("to"))
    at = _clock(*divmod(minutes, 60)) if _minutes(said.get("past")) < 60 else None
    if at is None:
        return found[0]
    before = "a " if found[0].startswith("a ") else ""
    return f"{before}@{at:%H%M}"


def _of_day(hour: int, half: str) -> int:
    """An hour of twelve as one of twenty-four."""
    if half in ("de l apresmidi", "du soir") and hour < 12:
        return hour + 12
    return hour + 12 if not half and 1 <= hour < FIRST_HOUR else hour


def _minutes(said: str | None) -> int:
    return _MINUTES.get(said, -1) if said in _MINUTES else int(said or 0)


def _clock(hour: int, minute: int) -> time | None:
    return time(hour, minute) if 0 <= hour < 24 and 0 <= minute < 60 else None


def _token(digits: str) -> time:
    return time(int(digits[:2]), int(digits[2:]))
