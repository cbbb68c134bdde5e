"""A year of calls, written into calls.db: the same for the same seed, town and day."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from flows.actions import Ask, FindAnswers, HangUp, Say
from flows.events import AnswersFound, CallStarted, HungUp
from flows.town_hall import town_hall
from ivr.calls.desk import Desk
from ivr.calls.due import DueDate
from ivr.calls.erasure import erase_old
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.queries import TownQueries
from ivr.calls.replayed import Step
from ivr.database import Connections
from ivr.settings import Settings
from ivr.simulator.past_year.conduct import Caller, Kind, Wish
from ivr.simulator.past_year.holding import hold
from ivr.simulator.past_year.moments import moments
from ivr.simulator.past_year.people import People
from ivr.simulator.past_year.rows import DAY_SECONDS, Rows, Writer
from ivr.simulator.past_year.said import Wording, Wordings
from ivr.simulator.past_year.town_answers import Books, TownAnswers, books_of
from knowledge.articles import Article
from knowledge.bank_holidays import is_bank_holiday
from knowledge.calendar import OpeningCalendar

BATCH = 500
"""Calls written in one transaction."""
CALLS_A_PERSON = 3
LIVE_SECONDS = 50.0
"""How long the last call has been going on."""
QUIET_SECONDS = 1800.0
"""No other call began so shortly before now: all of them are over."""
LATELY, LATELY_DAYS = 12, 3
"""So many of the first calls of the last days ask for a visit of today, or to be rung back, in turn."""
_LAST_VISIT_HOUR = 16
_CHANNELS = (("stream", 92), ("turns", 8))
_KINDS: tuple[tuple[Kind, int], ...] = (
    ("question", 84),
    ("agent", 7),
    ("appointment", 3),
    ("report", 3),
    ("callback", 1),
    ("aside", 2),
)
_UNHAPPY_OUTCOMES = ("unanswered", "abandoned")


class NotEmpty(Exception):
    """There are calls already: invented ones would be mixed with them."""


@dataclass(frozen=True)
class Year:
    """Everything a year is made of."""

    settings: Settings
    articles: list[Article]
    queries: TownQueries
    """The town's own answers to questions."""
    calendar: OpeningCalendar
    desk: Desk
    now: datetime
    """With its zone."""
    due_date: DueDate
    seed: int = 1


def write_year(
    connections: Connections,
    year: Year,
    count: int,
    days: int,
    *,
    add: bool = False,
    keep_words: bool = False,
    progress: Callable[[int], None] = lambda calls: None,
) -> int:
    """Write so many calls of the days up to now, the last one still going on; how many.

    Raises NotEmpty unless `add`.

    They are then measured and forgotten as real ones are; `keep_words`: only measured.
    """
    known = _calls(connections.get())
    if known and not add:
        raise NotEmpty(str(known))
    chance = random.Random(f"{year.seed}/{known}")  # noqa: S311 - it imitates people, it protects nothing
    town = year.settings.town
    zone = year.settings.zone
    today = year.now.astimezone(zone).date()
    drawn = moments(
        count - 1,
        today,
        days,
        zone,
        lambda day: is_bank_holiday(town.holiday_zone, day),
        chance,
    )
    come = [*_gone_by(drawn, year.now.timestamp(), days), year.now.timestamp() - LIVE_SECONDS]
    teller = _Teller(year, count, chance, books_of(connections.get()))
    (last,) = connections.get().execute("select coalesce(max(id), 0) from outbox").fetchone()
    writer = Writer(year.settings, year.due_date, year.now.timestamp(), last + 1, chance)
    for start in range(0, len(come), BATCH):
        rows = Rows()
        batch = come[start : start + BATCH]
        for moment in batch:
            teller.tell(moment, writer, rows)
        with connections.writing() as db:
            for table, found in rows.tables.items():
                _insert(db, table, found)
        progress(len(batch))
    now = year.now.timestamp()
    Ledger(year.settings, connections).keep(now)
    if not keep_words:
        erase_old(connections.get(), year.settings.retention, now, by="demonstration")
    for statement in ("vacuum", "analyze", "pragma optimize"):
        connections.get().conn.execute(statement)
    return count


class _Teller:
    """Tells one call after the other."""

    def __init__(self, year: Year, count: int, chance: random.Random, books: Books) -> None:
        self._year = year
        self._chance = chance
        self._people = People(max(10, count // CALLS_A_PERSON), chance)
        self._town = TownAnswers(
            year.settings, year.calendar.is_open, year.calendar.next_sentence, chance, books
        )
        self._wordings = Wordings(year.articles, self._find, chance)
        self._lengths: dict[str, int] = {}
        self._lately = 0

    def tell(self, moment: float, writer: Writer, rows: Rows) -> None:
        """Hold and write the call that comes at a moment, in seconds since the epoch."""
        chance, now = self._chance, self._year.now.astimezone(self._year.settings.zone)
        number, again = self._people.next(moment)
        began = datetime.fromtimestamp(moment, self._year.settings.zone)
        wishes = self._wishes(again)
        live = moment >= now.timestamp() - LIVE_SECONDS
        wanted: Kind | None = "question" if live else self._of_late(began, now)
        if wanted:
            wishes = self._wishes(None, wanted)
        self._town.visits_from = _next_half_hour(now) if wanted == "appointment" else None
        person = Caller(chance, wishes, rates=chance.random() < 0.35)
        asked = [wish.wording for wish in wishes if wish.wording]
        (channel,) = chance.choices([name for name, _ in _CHANNELS], [weight for _, weight in _CHANNELS])
        started = CallStarted(
            caller=number, channel=channel, local_time=began.isoformat(timespec="seconds"), survey=True
        )
        call_id = f"CA{chance.getrandbits(128):032x}"
        held = hold(call_id, started, began, town_hall, person, self._town, self._length, chance)
        if live:
            held = replace(held, steps=_still_going_on(held.steps))
        outcome = writer.write(held, {wording.heard: wording.truth for wording in asked}, rows)
        if outcome in _UNHAPPY_OUTCOMES and chance.random() < 0.3:
            self._people.comes_back(number, moment, asked[0] if asked else None)

    def _of_late(self, began: datetime, now: datetime) -> Kind | None:
        """What the first callers of the last days want, so that there is something to do today."""
        if not timedelta(0) < now.date() - began.date() <= timedelta(days=LATELY_DAYS):
            return None
        self._lately += 1
        if self._lately > LATELY:
            return None
        return "appointment" if self._lately % 2 else "callback"

    def _wishes(self, again: Wording | None, only: Kind | None = None) -> list[Wish]:
        chance = self._chance
        if only:
            return [Wish(only, self._wordings.draw(chance) if only == "question" else None)]
        if again is not None:
            return [Wish("question", again)]
        wishes = []
        for _ in range(chance.choices((1, 2, 3), (72, 22, 6))[0]):
            (kind,) = chance.choices([kind for kind, _ in _KINDS], [weight for _, weight in _KINDS])
            wishes.append(Wish(kind, self._wordings.draw(chance) if kind == "question" else None))
        if chance.random() < 0.03:  # gone before the line has finished its welcome
            return []
        return wishes

    def _find(self, text: str, alternatives: Sequence[str]) -> AnswersFound:
        found = self._year.queries.perform(FindAnswers(text=text, alternatives=tuple(alternatives)), "")
        return found if isinstance(found, AnswersFound) else AnswersFound(decision="none")

    def _length(self, action: Say) -> int:
        if not action.values:
            if action.prompt not in self._lengths:
                self._lengths[action.prompt] = len(self._year.desk.screen_text(action))
            return self._lengths[action.prompt]
        return 40 + sum(len(str(value)) for value in action.values.values())


def _gone_by(drawn: Sequence[float], now: float, days: int) -> list[float]:
    """The same moments, in order; those of later today are put at the same hour of a day before."""
    step = DAY_SECONDS * (7 if days > 7 else 1)  # a Monday's calls stay a Monday's
    last = now - QUIET_SECONDS
    return sorted(one if one <= last else one - step for one in drawn)


def _still_going_on(steps: Sequence[Step]) -> tuple[Step, ...]:
    """As far as the last question that the line has asked by now, and the caller has still to answer."""
    waiting = 1
    for number, step in enumerate(steps, 1):
        over = isinstance(step.event, HungUp) or any(isinstance(action, HangUp) for action in step.actions)
        if over or step.event.at > LIVE_SECONDS:
            break
        if any(isinstance(action, Ask) for action in step.actions):
            waiting = number
    return tuple(steps[:waiting])


def _next_half_hour(now: datetime) -> datetime:
    """In local time without its zone; nine o'clock when the day is nearly over."""
    start = now.replace(minute=now.minute // 30 * 30, second=0, microsecond=0, tzinfo=None)
    start += timedelta(minutes=30)
    return start if 9 <= start.hour < _LAST_VISIT_HOUR else start.replace(hour=9, minute=0)


def _calls(db: Database) -> int:
    (count,) = db.execute("select count(*) from calls").fetchone()
    return int(count)


def _insert(db: Database, table: str, rows: list[dict[str, object]]) -> None:
    """All rows at once; each has the columns of the first, or fewer."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    listed = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    db.conn.executemany(
        f'insert into "{table}" ({listed}) values ({marks})',  # noqa: S608 - names of our own tables
        [[row.get(column) for column in columns] for row in rows],
    )
