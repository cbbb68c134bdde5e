"""Opening hours in good French: what is said of a place now, on a day, over a week, over a holiday."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from knowledge import calendar_words as words
from knowledge.calendar_words import phrase, sentence
from knowledge.date_questions import Asks, DateQuestion, Part, read_question
from knowledge.opening import DayHours, OpeningHours
from knowledge.period_sentences import end_of, notice, over, reopening
from knowledge.places import Place, Places
from knowledge.plain_words import plain
from knowledge.town import Closure, Day, Span, TownFacts

_EVENING_TO_SOME = 15 * 60
"""Minutes from midnight; doors that close before it do not close "ce soir"."""


class OpeningCalendar(OpeningHours):
    """Opening hours and their sentences. Immutable; every method is safe from any thread.

    `service` is the slug of a service or of a table of hours: KeyError when the town has neither. `now` and
    `at` must carry a time zone: ValueError otherwise.
    """

    def __init__(self, town: TownFacts, closures: Iterable[Closure] = ()) -> None:
        super().__init__(town, closures)
        self.places = Places(town)

    # What is said of a place in general.

    def week_sentence(self, service: str) -> str:
        """Its habitual week: "La mairie est ouverte du lundi au mercredi de 8 h 30 à 12 h…"."""
        place = self.places.place(service)
        if not (days := self.week_words(service)):
            return sentence("week.none_plural" if place.plural else "week.none", **place.values)
        return sentence("week.open", days=days, **place.values)

    def week_words(self, service: str) -> str:
        """The same without a verb: "du lundi au mercredi de 8 h 30 à 12 h…"; empty when never open."""
        return words.week(self._week(service))

    def today_sentence(self, service: str, now: datetime) -> str:
        """Whether it is open, until when, or when it opens: what a caller needs to come now."""
        local = self.local(now)
        place, minute = self.places.place(service), local.hour * 60 + local.minute
        hours = self.on(service, local.date())
        coming = tuple(span for span in hours.spans if span.opens > minute)
        if (current := _at(hours.spans, minute)) is not None:
            key = "now.open_then" if coming else "now.open"
            return sentence(key, time=words.clock(current.closes), spans=words.spans(coming), **place.values)
        told = sentence("now.closed", **place.values) if hours.spans else _closed("now", hours, place)
        if coming:
            key = "now.opens_today" if coming == hours.spans else "now.reopens_today"
            return f"{told} {sentence(key, spans=words.spans(coming), **place.values)}"
        return f"{told} {reopening(self, place, local, local.date())}".strip()

    def day_sentence(self, service: str, day: date, now: datetime) -> str:
        """Its hours on one date: "Demain, mardi 24 novembre, la mairie est ouverte de…"."""
        return self._day(self.places.place(service), day, None, "open", now)

    def next_sentence(self, service: str, now: datetime) -> str:
        """When it closes if it is open, when it opens otherwise, and nothing more."""
        place, local = self.places.place(service), self.local(now)
        closes = self.next_closing(service, local)
        if closes is not None:
            time = words.clock(closes.hour * 60 + closes.minute)
            return sentence("now.open", time=time, **place.values)
        told = sentence("now.closed", **place.values)
        return f"{told} {reopening(self, place, local, local.date())}".strip()

    # What is answered to a question.

    def read(self, text: str, now: datetime) -> tuple[str, DateQuestion]:
        """The place named in recognised or typed words (empty: none), and the question they ask."""
        place, left = self.places.named_in(plain(text))
        local = self.local(now)
        return place, read_question(left, local.date(), self.town, local.hour * 60 + local.minute)

    def answer(self, text: str, service: str, now: datetime) -> str:
        """The answer to words about a place's hours, computed for the days they mean."""
        return self.answer_to(self.read(text, now)[1], service, now)

    def answer_to(self, question: DateQuestion, service: str, now: datetime) -> str:
        """The answer to a question already read."""
        place, today = self.places.place(service), self.local(now).date()
        if question.impossible:
            return sentence("day.impossible")
        if question.unknown_break:
            return f"{sentence('period.unknown_break')} {self.week_sentence(service)}"
        if question.days:
            asks: Asks = question.asks if len(question.days) == 1 else "open"
            return " ".join(self._day(place, day, question.part, asks, now) for day in question.days)
        if question.period:
            return over(self, place, question.period, today)
        if question.bank_holidays:
            return self._bank_holidays(place, today)
        if question.weekdays or question.part:
            return self._habit(place, question)
        if question.asks == "week":
            return f"{self.week_sentence(service)} {notice(self, place, today)}".strip()
        if question.asks == "closes" and self.hours_on(service, today):
            return self._day(place, today, None, "closes", now)
        return self.today_sentence(service, now)

    def _day(self, place: Place, day: date, part: Part | None, asks: Asks, now: datetime) -> str:
        """One date, or a part of it."""
        today = self.local(now).date()
        hours = self.on(place.slug, day)
        left = self._left(hours, now) if day == today else hours.spans
        if day == today and part is None and (asks != "closes" or not left):
            return self.today_sentence(place.slug, now)
        values = {**place.values, "When": words.capital(_when(day, part, today))}
        if not hours.spans:
            told = _closed("day", hours, place, values["When"])
            return f"{told} {reopening(self, place, end_of(self, day), today)}".strip()
        meant = _during(hours.spans, part)
        if asks == "opens" and meant:
            return sentence("day.opens", **values, time=words.clock(meant[0].opens))
        if asks == "closes" and (meant or _is_evening(hours.spans, part)):
            return _closing(left or hours.spans, meant, part, values)
        if not meant:
            key = "day.today" if day == today else "day.that_day"
            spans = words.spans(hours.spans)
            return f"{sentence('day.closed', **values)} {sentence(key, **place.values, spans=spans)}"
        key = "day.exceptional" if hours.exceptional else "day.open"
        return sentence(key, **values, spans=words.spans(meant))

    def _habit(self, place: Place, question: DateQuestion) -> str:
        """Days of the week, or parts of the day, in general."""
        part, numbers = question.part, question.weekdays or tuple(range(7))
        week = enumerate(self._week(place.slug))
        meant = [_during(day, part) if number in numbers else () for number, day in week]
        values = {**place.values, "When": words.capital(_habitually(question.weekdays, part))}
        if not any(meant):
            return sentence("day.closed", **values)
        if len(question.weekdays) != 1:
            when = words.capital(_habitually((), part))
            key = "week.habit" if when else "week.open"
            return sentence(key, **place.values, When=when, days=words.week(meant))
        spans = next(day for day in meant if day)
        if question.asks == "opens":
            return sentence("day.opens", **values, time=words.clock(spans[0].opens))
        if question.asks == "closes":
            return _closing(spans, spans, part, values)
        return sentence("day.open", **values, spans=words.spans(spans))

    def _left(self, hours: DayHours, now: datetime) -> Day:
        """The spans of today that are not over."""
        local = self.local(now)
        return tuple(span for span in hours.spans if span.closes > local.hour * 60 + local.minute)

    def _bank_holidays(self, place: Place, today: date) -> str:
        days = (today + timedelta(days=n) for n in range(366))
        coming = next((day for day in days if self.on(place.slug, day).why == "bank_holiday"), None)
        told = sentence("week.bank_holidays", **place.values)
        if coming is None:
            return told
        return f"{told} {sentence('week.next_bank_holiday', date=words.the_date(coming, today))}"

    def _week(self, service: str) -> tuple[Day, ...]:
        return self.town.hours[self.town.table_of(service)].days


def _at(day: Day, minute: int) -> Span | None:
    return next((span for span in day if span.opens <= minute < span.closes), None)


def _during(day: Day, part: Part | None) -> Day:
    """The spans that concern a part of the day: whole, or cut to what was asked when hours were named."""
    if part is None:
        return day
    meant = [span for span in day if span.overlaps(part.span)]
    if part.name in ("lunch", "between", "after", "before"):
        limits = part.span
        meant = [Span(max(span.opens, limits.opens), min(span.closes, limits.closes)) for span in meant]
    return tuple(meant)


def _is_evening(day: Day, part: Part | None) -> bool:
    """Is "ce soir" the end of the afternoon, as for many who ask when the doors close?"""
    return part is not None and part.name == "evening" and day[-1].closes >= _EVENING_TO_SOME


def _closed(section: str, hours: DayHours, place: Place, when: str = "") -> str:
    """That a place is closed on a day, and why when there is a reason to give."""
    key = f"{section}.closed"
    if hours.why == "bank_holiday":
        key += "_bank_holiday"
    elif hours.reason:
        key += "_reason"
    return sentence(key, **place.values, reason=hours.reason, When=when)


def _closing(day: Day, meant: Day, part: Part | None, values: dict[str, str]) -> str:
    """When the doors close, and in between when the whole day is asked about."""
    if part is not None or len(day) != 2:
        closes = (meant or day)[-1].closes
        return sentence("day.closes", **values, time=words.clock(closes))
    pause, back, closing = words.clock(day[0].closes), words.clock(day[1].opens), words.clock(day[1].closes)
    return sentence("day.closes_then", **values, break_time=pause, back_time=back, time=closing)


def _when(day: date, part: Part | None, today: date) -> str:
    """What opens a sentence about a day: "demain matin, mardi 24 novembre"."""
    if part is None:
        return words.leading(day, today)
    key = {0: "today", 1: "tomorrow"}.get((day - today).days, "day")
    return _part_words(part, key, date=words.full_date(day, today))


def _habitually(weekdays: tuple[int, ...], part: Part | None) -> str:
    """What opens a sentence about a habit: "le samedi matin", "entre 12 h et 14 h"."""
    days = words.habitual_days(weekdays) if weekdays else ""
    if part is None:
        return days
    return _part_words(part, "habit" if days else "always", days=days)


def _part_words(part: Part, key: str, **values: str) -> str:
    said = {"from": words.clock(part.span.opens), "to": words.clock(part.span.closes)}
    return phrase(f"parts.{part.name}.{key}", **values, **said)
