"""A question about opening hours, read: which days, which part of the day, and what is asked about them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from knowledge.calendar_words import catalogue
from knowledge.plain_words import plain
from knowledge.said import Period, Said
from knowledge.said_dates import said_days
from knowledge.town import DAY_MINUTES, Span, TownFacts

Asks = Literal["open", "opens", "closes", "week"]
PartName = Literal["morning", "lunch", "afternoon", "evening", "between", "after", "before", "at"]


@dataclass(frozen=True)
class Part:
    """A part of the day."""

    name: PartName
    span: Span


@dataclass(frozen=True, kw_only=True)
class DateQuestion:
    """What a caller wants to know about opening hours."""

    asks: Asks = "open"
    """Is it open then; when does it open; when does it close; what are its usual hours."""
    days: tuple[date, ...] = ()
    period: Period | None = None
    weekdays: tuple[int, ...] = ()
    """Days of the week in general, Monday 0."""
    part: Part | None = None
    now: bool = False
    bank_holidays: bool = False
    impossible: bool = False
    unknown_break: bool = False
    certain: bool = False
    """Words that only speak of hours were said: "ouvert", "horaires", "à quelle heure vous fermez"."""
    plausible: bool = False
    """Words that often do were: "venir", "passer", "là"."""
    rest: tuple[str, ...] = ()
    """Words that say something else: the less of them, the surer the reading."""

    @property
    def dated(self) -> bool:
        """Whether any day or moment was said."""
        said = (self.days, self.period, self.weekdays, self.part, self.bank_holidays, self.unknown_break)
        return self.now or self.impossible or any(said)


_CLOCK = r"(\d{1,2})h(\d\d)"
_SURE = re.compile(
    r"\b(?:ouvert(?:e|es|s|ure|ures)?|ouvr(?:e|es|ez|ent|ir|irez|ira|iez|ait)|rouvr(?:e|ez|ent|ir|ira)|reouvr\w+"
    r"|ferme(?:e|es|s|nt|r|rez|ture|tures|ra)?|fermez|horaires?|heures? d ouverture|jours? d ouverture"
    r"|journee continue)\b"
)
_PLAUSIBLE = re.compile(
    r"\b(?:venir|viens|vienne|passer|passe|permanences?|travaill(?:e|ez|ent|er)|recevez|recoit|recevoir"
    r"|accueill(?:e|ez|ir)|presents?|quelqu un|du monde|disponibles?|joignables?|joindre|guichets?|bureaux"
    r"|(?:etes|est|sont|serez|sera|seront) la|heures?|quand|jours?)\b"
)
_CLOSES = re.compile(
    r"\bjusqu (?:a )?(?:quelle heure|quand|quel heure)"
    r"|\bquelles? heures?.*\bferm|\bferm\w*.*\bquelles? heures?"
    r"|\bquand.*\bferm|\bferm\w* quand|\bheures? de fermeture"
)
_UNTIL = re.compile(r"\bjusqu(?:e| a)? \d{1,2}h\d\d")
"""A closing time given to be confirmed."""
_OPENS = re.compile(
    r"\b(?:a partir|des) (?:de )?(?:quelle heure|quand)|\bquelles? heures?.*\b(?:r?e?ouvr|ouvert)"
    r"|\b(?:r?e?ouvr)\w*.*\bquelles? heures?|\bquand.*\br?e?ouvr|\br?e?ouvr\w* quand|\bheures? d ouverture\b$"
)
_WEEK = re.compile(
    r"\bhoraires?|\bheures? d ouverture|\bjours? d ouverture|\bquels? jours?|\bouvertures\b"
    r"|\bquand\b.*\bouverte?s?\b|\bouverte?s?\b.*\bquand\b"
)
_NOW = re.compile(
    r"\b(?:maintenant|en ce moment|actuellement|la tout de suite|tout de suite|a cette heure ci|encore)\b"
)


def read_question(text: str, today: date, town: TownFacts, minute: int = 0) -> DateQuestion:
    """Recognised or typed French as a question about hours; place names should be taken out beforehand.

    `minute` is the time it is, since midnight: "dans une heure" counts from it. Never fails: words that say
    nothing about hours come back in `rest`, with `certain` false.
    """
    words = _from_now(plain(text), minute)
    asks = _asks(words)
    words = _UNTIL.sub(" ", words)
    said, left = said_days(words, today, town)
    part, this_day, left = _part(left)
    now, left = bool(_NOW.search(left)), _NOW.sub(" ", left)
    days = tuple(sorted({day for each in said for day in each.days}))
    period = next((each.period for each in said if each.period), None)
    weekdays = tuple(sorted({number for each in said for number in each.weekdays}))
    if this_day and not (days or period or weekdays):
        days = (today,)
    certain = bool(_SURE.search(words)) and words not in catalogue()["questions"]["not_hours"]
    left = _SURE.sub(" ", left)
    plausible, left = bool(_PLAUSIBLE.search(left)), _PLAUSIBLE.sub(" ", left)
    return DateQuestion(
        asks="open" if asks == "week" and (said or part or now) else asks,
        days=days,
        period=None if days else period,
        weekdays=() if days or period else weekdays,
        part=part,
        now=now and not said,
        bank_holidays=_any(said, "bank_holidays"),
        impossible=_any(said, "impossible"),
        unknown_break=_any(said, "unknown_break"),
        certain=certain,
        plausible=plausible,
        rest=tuple(word for word in left.split() if word not in _fillers()),
    )


@cache
def _fillers() -> frozenset[str]:
    """Words that carry a question without saying what it is about."""
    return frozenset(str(catalogue()["questions"]["fillers"]).split())


def _from_now(words: str, minute: int) -> str:
    """ "Dans une heure" as the hour it will be; tomorrow's hours are beyond what is meant."""

    def later(found: re.Match[str]) -> str:
        there = minute + _minute(found[1], found[2])
        return f"aujourd hui a {there // 60}h{there % 60:02d}" if there < DAY_MINUTES else "aujourd hui"

    return re.sub(rf"\b(?:dans|d ici) {_CLOCK}", later, words)


def _any(said: list[Said], name: str) -> bool:
    return any(getattr(each, name) for each in said)


def _asks(words: str) -> Asks:
    if _CLOSES.search(words) or _UNTIL.search(words):
        return "closes"
    if _OPENS.search(words):
        return "opens"
    return "week" if _WEEK.search(words) else "open"


_PARTS: tuple[tuple[re.Pattern[str], PartName], ...] = (
    (
        re.compile(r"\bentre midi et (?:2|14)(?:h00)?\b|\bentre (?:12|midi)h?(?:00)? et (?:14|2)h?(?:00)?\b"),
        "lunch",
    ),
    (re.compile(r"\b(?:en |la |une )?journee continue\b|\bnon stop\b|\bsans interruption\b"), "lunch"),
    (re.compile(r"\b(?:en )?fin (?:de journee|d apres midi)\b"), "evening"),
    (re.compile(r"\b(?:cet |cette |l |dans l |en )?(?:apres midi|aprem)s?\b"), "afternoon"),
    (re.compile(r"\b(?:ce |le |au |dans la |en |du |des la )?(?:soir|soiree)s?\b|\bla soiree\b"), "evening"),
    (re.compile(r"\b(?:ce |le |au |dans la |en |du |des le )?(?:matin|matinee)s?\b"), "morning"),
    (
        re.compile(
            r"\b(?:ce |le |a |pendant (?:la pause )?(?:de |du )?|sur (?:le |l heure de |l heure du )?)midi\b"
        ),
        "lunch",
    ),
    (re.compile(r"\b(?:a l |sur l |pendant l )heure du dejeuner\b|\bpause (?:de midi|dejeuner)\b"), "lunch"),
)
_THIS = re.compile(r"^(?:ce|cet|cette) ")


def _part(words: str) -> tuple[Part | None, bool, str]:
    """The part of the day, whether it is today's ("ce soir"), and the words left."""
    for reading in (_between, _after_or_before, _at):
        if (found := reading(words)) is not None:
            return found[0], False, found[1]
    for pattern, name in _PARTS:
        if (match := pattern.search(words)) is not None:
            parts = catalogue()["parts"][name]
            part = Part(name, Span(parts["opens"], parts["closes"]))
            left = pattern.sub(" ", words)
            return part, bool(_THIS.match(match[0])), left
    return None, False, words


def _minute(hour: str, minute: str) -> int:
    return min(int(hour) * 60 + int(minute), DAY_MINUTES)


def _between(words: str) -> tuple[Part, str] | None:
    pattern = rf"\b(?:entre|de) (?:(\d{{1,2}})(?:h(\d\d))?|midi) (?:et|a) {_CLOCK}"
    if (found := re.search(pattern, words)) is None:
        return None
    first = _minute(found[1] or "12", found[2] or "00")
    last = _minute(found[3], found[4])
    if first == 12 * 60 and last == 14 * 60:
        return None  # lunch time, which has its own words
    if not first < last:
        return None
    return Part("between", Span(first, last)), words.replace(found[0], " ")


def _after_or_before(words: str) -> tuple[Part, str] | None:
    if (found := re.search(rf"\b(?:apres|a partir de|passe|des) {_CLOCK}", words)) is not None:
        minute = _minute(found[1], found[2])
        if minute < DAY_MINUTES:
            return Part("after", Span(minute, DAY_MINUTES)), words.replace(found[0], " ")
    if (found := re.search(rf"\b(?:avant) {_CLOCK}", words)) is not None:
        minute = _minute(found[1], found[2])
        if minute > 0:
            return Part("before", Span(0, minute)), words.replace(found[0], " ")
    return None


def _at(words: str) -> tuple[Part, str] | None:
    if (found := re.search(rf"(?:\b(?:a|vers) )?\b{_CLOCK}", words)) is None:
        return None
    minute = _minute(found[1], found[2])
    if minute >= DAY_MINUTES:
        return None
    return Part("at", Span(minute, minute + 1)), words.replace(found[0], " ")
