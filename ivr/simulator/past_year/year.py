"""A year of calls, written into calls.db: the same for the same seed, town and day."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from flows.actions import FindAnswers, Say
from flows.events import AnswersFound, CallStarted
from flows.town_hall import town_hall
from ivr.calls.desk import Desk
from ivr.calls.erasure import erase_old
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.queries import TownQueries
from ivr.database import Connections
from ivr.settings import Settings
from ivr.simulator.past_year.conduct import Caller, Kind, Wish
from ivr.simulator.past_year.holding import hold
from ivr.simulator.past_year.moments import moments
from ivr.simulator.past_year.people import People
from ivr.simulator.past_year.rows import Rows, Writer
from ivr.simulator.past_year.said import Wording, Wordings
from ivr.simulator.past_year.town_answers import Books, TownAnswers, books_of
from knowledge.articles import Article
from knowledge.bank_holidays import is_bank_holiday
from knowledge.opening import OpeningHours

BATCH = 500
"""Calls written in one transaction."""
CALLS_A_PERSON = 3
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
    calendar: OpeningHours
    desk: Desk
    now: datetime
    """With its zone."""
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
    """Write so many calls of the days up to now; how many. Raises NotEmpty unless `add`.

    They are then measured and forgotten as real ones are; `keep_words`: only measured.
    """
    known = _calls(connections.get())
    if known and not add:
        raise NotEmpty(str(known))
    chance = random.Random(f"{year.seed}/{known}")  # noqa: S311 - it imitates people, it protects nothing
    town = year.settings.town
    zone = year.settings.zone
    today = year.now.astimezone(zone).date()
    come = moments(
        count,
        today - timedelta(days=1),
        days,
        zone,
        lambda day: is_bank_holiday(town.holiday_zone, day),
        chance,
    )
    teller = _Teller(year, count, chance, books_of(connections.get()))
    (last,) = connections.get().execute("select coalesce(max(id), 0) from outbox").fetchone()
    writer = Writer(year.settings, year.now.timestamp(), last + 1, chance)
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
        self._town = TownAnswers(year.settings, year.calendar.is_open, chance, books)
        self._wordings = Wordings(year.articles, self._find, chance)
        self._lengths: dict[str, int] = {}

    def tell(self, moment: float, writer: Writer, rows: Rows) -> None:
        """Hold and write the call that comes at a moment, in seconds since the epoch."""
        chance = self._chance
        number, again = self._people.next(moment)
        began = datetime.fromtimestamp(moment, self._year.settings.zone)
        wishes = self._wishes(again)
        person = Caller(chance, wishes, rates=chance.random() < 0.35)
        asked = [wish.wording for wish in wishes if wish.wording]
        (channel,) = chance.choices([name for name, _ in _CHANNELS], [weight for _, weight in _CHANNELS])
        started = CallStarted(
            caller=number, channel=channel, local_time=began.isoformat(timespec="seconds"), survey=True
        )
        call_id = f"CA{chance.getrandbits(128):032x}"
        held = hold(call_id, started, began, town_hall, person, self._town, self._length, chance)
        outcome = writer.write(held, {wording.heard: wording.truth for wording in asked}, rows)
        if outcome in _UNHAPPY_OUTCOMES and chance.random() < 0.3:
            self._people.comes_back(number, moment, asked[0] if asked else None)

    def _wishes(self, again: Wording | None) -> list[Wish]:
        chance = self._chance
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
