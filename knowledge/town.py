"""What is particular to one town: its name, services, hours, closures and facts. Plain checked values."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from knowledge.bank_holidays import ZONES
from knowledge.located import InputError, Problem
from knowledge.messages import message

DAY_MINUTES = 24 * 60

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Names of the days in the configuration, in the order of `date.weekday()`."""

EVERYWHERE = ""
"""The service of a closure or an alert that concerns the whole town hall and every place."""

_SPAN = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)\s*-\s*([01]?\d|2[0-4]):([0-5]\d)")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of one day, in minutes since midnight; the end is not included."""

    opens: int
    closes: int
    """At most 1440: midnight, the end of the day."""

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY_MINUTES:
            raise InputError([Problem(message("hours.span", value=f"{self.opens}-{self.closes}"))])

    @classmethod
    def parse(cls, text: str) -> Span:
        """ "08:30-12:00" as a span. Raises InputError."""
        if (found := _SPAN.fullmatch(text.strip())) is None:
            raise InputError([Problem(message("hours.span", value=text))])
        first_hour, first_minute, last_hour, last_minute = map(int, found.groups())
        opens, closes = first_hour * 60 + first_minute, last_hour * 60 + last_minute
        if not opens < closes <= DAY_MINUTES:
            raise InputError([Problem(message("hours.span", value=text))])
        return cls(opens, closes)

    def overlaps(self, other: Span) -> bool:
        return self.opens < other.closes and other.opens < self.closes


Day = tuple[Span, ...]
"""The spans of one day, in order, apart from one another; empty when closed."""


def day_of(spans: Iterable[Span]) -> Day:
    """Spans of one day in order, those that touch made one. Raises InputError when two overlap."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.opens < joined[-1].closes:
            raise InputError([Problem(message("hours.overlap"))])
        if joined and span.opens == joined[-1].closes:
            joined[-1] = Span(joined[-1].opens, span.closes)
        else:
            joined.append(span)
    return tuple(joined)


@dataclass(frozen=True)
class WeeklyHours:
    """The habitual week of one place."""

    days: tuple[Day, ...] = ((),) * 7
    """Seven days, Monday first."""

    def __post_init__(self) -> None:
        if len(self.days) != len(WEEKDAYS):
            raise InputError([Problem(message("hours.days", count=len(self.days)))])

    @classmethod
    def parse(cls, table: Mapping[str, Sequence[str]]) -> WeeklyHours:
        """{"monday": ["08:30-12:00"]} as a week; days not named are closed. Raises InputError."""
        problems = [
            Problem(message("hours.unknown_day", value=name, known=WEEKDAYS), field=name)
            for name in table
            if name not in WEEKDAYS
        ]
        days: list[Day] = []
        for name in WEEKDAYS:
            try:
                days.append(day_of(Span.parse(text) for text in table.get(name, ())))
            except InputError as error:
                problems += [Problem(problem.text, field=name) for problem in error.problems]
        if problems:
            raise InputError(problems)
        return cls(tuple(days))


@dataclass(frozen=True, kw_only=True)
class Closure:
    """Days on which a place keeps other hours than usual: mostly none."""

    service: str = EVERYWHERE
    """A table of hours, a service, or everywhere."""
    first: date
    last: date
    """The last day of it, included."""
    reason: str = ""
    """Fits after "pour": "les fêtes de fin d'année"."""
    hours: Day = ()
    """Hours kept on those days all the same."""

    def __post_init__(self) -> None:
        if self.last < self.first:
            first, last = f"{self.first:%d/%m/%Y}", f"{self.last:%d/%m/%Y}"
            raise InputError([Problem(message("closure.order", first=first, last=last), field="last")])


@dataclass(frozen=True, kw_only=True)
class Service:
    """A service of the town hall."""

    name: str
    """As it is said, with its article: "le service état civil"."""
    hours: str = "mairie"
    """The table of hours it keeps."""


@dataclass(frozen=True, kw_only=True)
class TownFacts:
    """Everything answers may quote about the town. Raises InputError when it contradicts itself."""

    name: str
    address: str = ""
    phone: str = ""
    """As it is read: "04 65 71 00 00"."""
    email: str = ""
    website: str = ""
    time_zone: str = "Europe/Paris"
    holiday_zone: str = "Métropole"
    """Where bank holidays are those of: a key of `bank_holidays.ZONES`."""
    school_zone: str = ""
    """A, B or C; empty when the school holidays of the place are not known."""
    hours: Mapping[str, WeeklyHours] = field(default_factory=dict)
    """Weeks by table: "mairie", "mediatheque"."""
    break_hours: Mapping[str, WeeklyHours] = field(default_factory=dict)
    """Weeks kept instead during the school holidays, by the same names."""
    services: Mapping[str, Service] = field(default_factory=dict)
    closures: tuple[Closure, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        problems: list[Problem] = []
        try:
            ZoneInfo(self.time_zone)
        except (ZoneInfoNotFoundError, ValueError):
            problems.append(Problem(message("town.time_zone", value=self.time_zone), field="time_zone"))
        if self.holiday_zone not in ZONES:
            text = message("town.holiday_zone", value=self.holiday_zone, known=tuple(ZONES))
            problems.append(Problem(text, field="holiday_zone"))
        if self.school_zone not in ("", "A", "B", "C"):
            problems.append(Problem(message("town.school_zone", value=self.school_zone), field="school_zone"))
        tables = tuple(self.hours)
        for slug, service in self.services.items():
            if service.hours not in self.hours:
                text = message("town.no_hours", service=slug, value=service.hours, known=tables)
                problems.append(Problem(text, field=f"services.{slug}"))
        for name in self.break_hours:
            if name not in self.hours:
                text = message("town.no_hours", service=name, value=name, known=tables)
                problems.append(Problem(text, field=f"break_hours.{name}"))
        for closure in self.closures:
            if not self.knows(closure.service):
                text = message("town.closure", value=closure.service, known=(*tables, *self.services))
                problems.append(Problem(text, field="closures"))
        if problems:
            raise InputError(problems)

    def knows(self, service: str) -> bool:
        """Whether something keeps hours under this name."""
        return service == EVERYWHERE or service in self.hours or service in self.services

    def table_of(self, service: str) -> str:
        """Name of the table of hours a service or place keeps; KeyError when there is none."""
        return self.services[service].hours if service in self.services else _known(service, self.hours)


def _known(name: str, table: Mapping[str, object]) -> str:
    if name not in table:
        raise KeyError(name)
    return name
