"""Opening hours in good English: what is said of a place now, on a day, over a week."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from knowledge.opening import OpeningHours
from knowledge.town import DAY_MINUTES, Day, Span


@cache
def catalogue() -> dict[str, Any]:
    """The words of data/calendar_en.toml."""
    source = files("knowledge").joinpath("data/calendar_en.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


class EnglishCalendar:
    """The sentences of one calendar; as `OpeningCalendar`, which speaks French.

    `service` is the slug of a service or of a table of hours; `now` must carry a time zone.
    """

    def __init__(self, hours: OpeningHours) -> None:
        self.hours = hours

    def place_name(self, service: str) -> str:
        """ "the swimming pool"."""
        known = catalogue()["places"].get(service) or catalogue()["places"].get(
            self.hours.town.table_of(service)
        )
        return str(known["name"] if known else catalogue()["words"]["fallback_place"])

    def week_sentence(self, service: str) -> str:
        """Its habitual week: "The town hall is open Monday to Wednesday from 8.30 am to midday…"."""
        days = self.week_words(service)
        return self._sentence("week.open" if days else "week.none", service, days=days)

    def week_words(self, service: str) -> str:
        """The same without a verb; empty when it is never open."""
        week = self.hours.town.hours[self.hours.town.table_of(service)].days
        runs: list[tuple[list[int], Day]] = []
        for number, day in enumerate(week):
            if runs and runs[-1][1] == day and runs[-1][0][-1] == number - 1:
                runs[-1][0].append(number)
            elif day:
                runs.append(([number], day))
        return listed([_run(numbers, day) for numbers, day in runs])

    def today_sentence(self, service: str, now: datetime) -> str:
        """Whether it is open, until when, or when it opens."""
        local = self.hours.local(now)
        minute, today = local.hour * 60 + local.minute, self.hours.on(service, local.date())
        coming = tuple(span for span in today.spans if span.opens > minute)
        current = next((span for span in today.spans if span.opens <= minute < span.closes), None)
        if current is not None:
            key = "now.open_then" if coming else "now.open"
            return self._sentence(key, service, time=clock(current.closes), spans=spans(coming))
        if coming:
            told = self._sentence("now.closed", service)
            return f"{told} {self._sentence('now.opens_today', service, spans=spans(coming))}"
        key = "now.closed_bank_holiday" if today.why == "bank_holiday" else "now.closed_today"
        told = self._sentence("now.closed" if today.spans else key, service)
        return f"{told} {self._reopening(service, local)}".strip()

    def day_sentence(self, service: str, day: date, now: datetime, part: Span | None = None) -> str:
        """Its hours on one date, or during a part of it."""
        today = self.hours.local(now).date()
        if day == today and part is None:
            return self.today_sentence(service, now)
        hours = self.hours.on(service, day)
        when = leading(day, today)
        if not hours.spans:
            key = "day.closed_bank_holiday" if hours.why == "bank_holiday" else "day.closed"
            after = datetime.combine(day, datetime.max.time(), tzinfo=self.hours.zone)
            return f"{self._sentence(key, service, When=when)} {self._reopening(service, after)}".strip()
        meant = tuple(span for span in hours.spans if part is None or span.overlaps(part))
        if not meant:
            return self._sentence("day.part_closed", service, When=when, spans=spans(hours.spans))
        return self._sentence("day.open", service, When=when, spans=spans(meant))

    def next_sentence(self, service: str, now: datetime) -> str:
        """When it closes if it is open, when it opens otherwise, and nothing more."""
        local = self.hours.local(now)
        closes = self.hours.next_closing(service, local)
        if closes is not None:
            return self._sentence("now.open", service, time=clock(closes.hour * 60 + closes.minute))
        return f"{self._sentence('now.closed', service)} {self._reopening(service, local)}".strip()

    def _reopening(self, service: str, after: datetime) -> str:
        opens = self.hours.next_opening(service, after)
        if opens is None:
            return ""
        when = inside(opens.date(), after.date())
        return self._sentence("now.reopens", service, when=when, time=clock(opens.hour * 60 + opens.minute))

    def _sentence(self, key: str, service: str, **values: str) -> str:
        section, _, name = key.partition(".")
        place = self.place_name(service)
        said = {
            "place": place,
            "Place": capital(place),
            "It": "It",
            "it": "it",
            "is": "is",
            "reopens": "opens again",
        }
        return str(catalogue()[section][name]).format(**{**said, **values})


def capital(text: str) -> str:
    """With a capital first letter."""
    return text[:1].upper() + text[1:]


def listed(items: Sequence[str]) -> str:
    """ "a, b and c"."""
    words = catalogue()["words"]
    if len(items) < 2:
        return "".join(items)
    return str(words["comma"].join(items[:-1]) + words["and"] + items[-1])


def clock(minute: int) -> str:
    """A time of day: 510 is "8.30 am"."""
    words = catalogue()["words"]
    if minute % DAY_MINUTES == 0:
        return str(words["midnight"])
    if minute == DAY_MINUTES // 2:
        return str(words["midday"])
    hour, rest = divmod(minute, 60)
    half = "am" if hour < 12 else "pm"
    return f"{hour % 12 or 12}.{rest:02d} {half}" if rest else f"{hour % 12 or 12} {half}"


def spans(day: Day) -> str:
    """The hours of a day: "from 8.30 am to midday and from 1.30 pm to 5.30 pm"."""
    span = catalogue()["words"]["span"]
    return listed([span.format(opens=clock(one.opens), closes=clock(one.closes)) for one in day])


def full_date(day: date) -> str:
    """ "Tuesday 24 November"."""
    words = catalogue()["words"]
    return f"{words['weekdays'][day.weekday()]} {day.day} {words['months'][day.month - 1]}"


def leading(day: date, today: date) -> str:
    """A date that opens a sentence: "Tomorrow, Tuesday 24 November"."""
    words = catalogue()["words"]
    known = {today: words["today"], today + timedelta(days=1): words["tomorrow"]}.get(day)
    return f"{capital(known)}, {full_date(day)}" if known else f"On {full_date(day)}"


def inside(day: date, today: date) -> str:
    """A date inside a sentence: "tomorrow", "on Thursday 26 November"."""
    words = catalogue()["words"]
    known = {today: words["today"], today + timedelta(days=1): words["tomorrow"]}.get(day)
    return str(known) if known else f"on {full_date(day)}"


def _run(numbers: Sequence[int], day: Day) -> str:
    """Days of the week that follow one another with the same hours."""
    week, names = catalogue()["week"], catalogue()["words"]["weekdays"]
    if len(numbers) == 7:
        return str(week["every_day"].format(spans=spans(day)))
    if len(numbers) > 2:
        return str(week["to"].format(first=names[numbers[0]], last=names[numbers[-1]], spans=spans(day)))
    return str(week["on"].format(days=listed([names[number] for number in numbers]), spans=spans(day)))
