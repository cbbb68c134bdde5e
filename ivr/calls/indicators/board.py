"""All the indicators of a span of days, beside those of the span before. Pure, but for `read_board`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from math import inf
from typing import Literal

from sqlite_utils import Database

from ivr.calls.indicators import rates
from ivr.calls.indicators.figures import Figures, total
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.indicators.rates import Share
from ivr.calls.indicators.spans import Span
from ivr.calls.reviews import Verdict, verdicts

Unit = Literal["count", "percent", "seconds", "minutes", "score"]
LEAST_COMPARED, MOST_TIMES = 10, 10
"""A count is compared with one of so many or more, and nothing with what is more than so many times less."""


@dataclass(frozen=True)
class Headline:
    """One indicator, now and before."""

    key: str
    """Its words are in the catalogue, by this key."""
    unit: Unit
    value: float | None
    before: float | None
    share: Share | None = None
    """What a percentage is made of."""
    share_before: Share | None = None
    better: Literal["up", "down", ""] = ""
    """Which way is the good one; empty when neither is."""

    @property
    def differs(self) -> bool:
        """Is the change more than chance would make? Only shares can tell: their intervals do not meet."""
        now, then = self.share and self.share.interval, self.share_before and self.share_before.interval
        return bool(now and then and (now[0] > then[1] or then[0] > now[1]))

    @property
    def change(self) -> float | None:
        """For a percentage the difference, of 1; for the rest the relative one.

        None when it has no sense: five calls are not 400 % more than one.
        """
        if self.value is None or self.before is None:
            return None
        if self.unit == "percent":
            return self.value - self.before
        few = self.unit == "count" and self.before < LEAST_COMPARED
        if few or not self.before or self.value > MOST_TIMES * self.before:
            return None
        return self.value / self.before - 1


@dataclass(frozen=True)
class Board:
    """What the indicators' page, its export and the report are made of."""

    span: Span
    """What has come of the days asked for."""
    compared: Span
    days: Mapping[date, Figures]
    now: Figures
    before: Figures
    reviewed: Share
    """Reviewed answers that were right."""
    reviewed_before: Share
    minutes_per_call: float
    whole: bool = True
    """Of the whole line, not of some services."""
    compared_until: time | None = None
    """Hour at which the last of the days compared is cut, as today's is not over."""

    def headlines(self) -> list[Headline]:
        """In the order in which they are read. The peak is the line's: no service has one of its own."""
        found = [
            self._number("interactions", "count", lambda figures: figures.calls),
            self._share("containment", rates.containment, "up"),
            self._share("resolution", rates.resolution, "up"),
            Headline(
                "precision",
                "percent",
                self.reviewed.rate,
                self.reviewed_before.rate,
                self.reviewed,
                self.reviewed_before,
                "up",
            ),
            self._share("satisfaction", rates.satisfaction, "up"),
            self._number("score", "score", rates.mean_score),
            self._share("responses", rates.responses, "up"),
            self._share("transferred", rates.transferred),
            self._share("reached", rates.reached, "up"),
            self._share("abandons", rates.abandons, "down"),
            self._share("unanswered", rates.unanswered, "down"),
            self._number("seconds", "seconds", rates.mean_seconds),
            self._number("saved", "minutes", lambda one: rates.minutes_saved(one, self.minutes_per_call)),
            self._number("confidence", "percent", rates.mean_confidence, "up"),
        ]
        if self.whole:
            found.append(self._number("peak", "count", lambda figures: figures.peak))
        return found

    def breakdown(self, name: str, codes: Iterable[str] = (), most: int = 0) -> list[tuple[str, int, int]]:
        """(code, count now, count before), most frequent first; `codes`: these, in this order, zeros too.

        `most`: how many at most; the others are summed under the code "".
        """
        now: Counter[str] = getattr(self.now, name)
        then: Counter[str] = getattr(self.before, name)
        wanted = list(codes) or [code for code, _ in (now + Counter()).most_common()]
        rows = [(code, now[code], then[code]) for code in wanted]
        if most and len(rows) > most:
            rest = rows[most - 1 :]
            rows = [*rows[: most - 1], ("", sum(row[1] for row in rest), sum(row[2] for row in rest))]
        return rows

    def steps(self) -> list[tuple[Span, Figures]]:
        """Figures along the span: by day, by week beyond two months, by month beyond a year."""
        days = 1 if self.span.days <= 62 else 7 if self.span.days <= 366 else 31
        return [(step, total(self.days[day] for day in step if day in self.days)) for step in self._cut(days)]

    def _cut(self, days: int) -> Iterable[Span]:
        first = self.span.first
        while first <= self.span.last:
            last = min(first + timedelta(days=days - 1), self.span.last)
            yield Span(first, last)
            first = last + timedelta(days=1)

    def _share(
        self, key: str, share: Callable[[Figures], Share], better: Literal["up", "down", ""] = ""
    ) -> Headline:
        now, then = share(self.now), share(self.before)
        return Headline(key, "percent", now.rate, then.rate, now, then, better)

    def _number(
        self,
        key: str,
        unit: Unit,
        number: Callable[[Figures], float | None],
        better: Literal["up", "down", ""] = "",
    ) -> Headline:
        return Headline(key, unit, number(self.now), number(self.before), better=better)


def precision(verdicts: Mapping[Verdict, int]) -> Share:
    """Answers that reviewers found right, of the answers they reviewed.

    `verdicts`: how many of each (`ivr.calls.reviews.verdicts`). Reviewed calls are seldom drawn by lot: the
    interval tells of their number, not of the choice.
    """
    answers = sum(count for verdict, count in verdicts.items() if verdict is not Verdict.NOT_A_QUESTION)
    return Share(verdicts.get(Verdict.RIGHT, 0), answers)


def read_board(
    ledger: Ledger,
    db: Database,
    span: Span,
    *,
    now: datetime,
    minutes_per_call: float,
    services: Sequence[str] | None = None,
) -> Board:
    """The board of these days. `now`: in the town's zone. `services`: of these only; None: the whole line.

    A day that goes on is compared with the same hours of the day before it, never with a whole one.
    """
    today, zone = now.date(), now.tzinfo
    come, compared = span.until(today), span.before(today)
    hour = now.time() if come.last == today else None
    same_hour = datetime.combine(compared.last, hour, tzinfo=zone).timestamp() if hour else inf
    days, earlier = ledger.read(come, services), ledger.read(compared, services, same_hour)

    def reviewed(of: Span) -> Share:
        since, until = _midnight(of.first, zone), _midnight(of.last + timedelta(days=1), zone)
        return precision(verdicts(db, since, min(until, same_hour) if of is compared else until, services))

    return Board(
        span=come,
        compared=compared,
        compared_until=hour,
        days=days,
        now=total(days.values()),
        before=total(earlier.values()),
        reviewed=reviewed(come),
        reviewed_before=reviewed(compared),
        minutes_per_call=minutes_per_call,
        whole=services is None,
    )


def _midnight(day: date, zone: tzinfo | None) -> float:
    return datetime.combine(day, time(), tzinfo=zone).timestamp()
