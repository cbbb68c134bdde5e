"""Many callers at once for few slots: `python -m tests.ivr.calls.rush 75000` counts what came of it."""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from flows.booking import BookSlot, Period, SlotBooked
from ivr.calls.appointments import Appointments, slot_id
from ivr.database import Connections
from ivr.settings import Desk, Settings, Week
from knowledge.town import WEEKDAYS
from tests.ivr.calls.town import TOWN, diary_of, opened, settings_with

ASKS_EVERY = 100
"""One caller out of so many asks for free slots before they book."""


@dataclass(frozen=True)
class Rush:
    """What came of a rush."""

    outcomes: Counter[str]
    booked: int
    """Rows held in the database."""
    doubles: int
    """Visits that begin at a counter before an earlier one is over."""
    capacity: int
    """Visits that all the slots aimed at can hold."""
    seconds: float
    slowest_question: float
    """Seconds that the slowest question for free slots took; one caller in a hundred asks."""


def wide_town(counters: int) -> Settings:
    """The demonstration town with this many counters at the desk for identity papers."""
    desk = TOWN.desks["titres"]
    wide = Desk(service=desk.service, counters=counters, hours=desk.hours)
    return settings_with(desks={**TOWN.desks, "titres": wide})


def endless_town(counters: int) -> Settings:
    """The same, open from eight to eight every day: room for tens of thousands of visits."""
    settings = wide_town(counters)
    week = Week(**dict.fromkeys(WEEKDAYS, ("08:00-20:00",)))
    desk = settings.desks["titres"].model_copy(update={"hours": week})
    return settings.model_copy(update={"desks": {**settings.desks, "titres": desk}})


def rush(
    folder: Path,
    attempts: int,
    *,
    threads: int,
    slots: int,
    counters: int,
    town: Callable[[int], Settings] = wide_town,
    tries: int = 1,
) -> Rush:
    """Have this many calls, each its own, try to book one of the first slots, several at a time.

    `tries`: a caller whose slot was taken aims at another one, so many times.
    """
    settings = town(counters)
    connections = opened(folder)
    diary = diary_of(settings)
    appointments = Appointments(settings, connections)
    starts = list(islice(diary.starts(settings.appointments["carte-identite"]), slots))
    aims = random.Random(7)  # noqa: S311 - a repeatable crowd
    wanted = [
        [
            BookSlot(slot=slot_id(kind, aims.choice(starts)), kind=kind, name="", phone=f"+336{number:08}")
            for _ in range(tries)
        ]
        for number in range(attempts)
        for kind in ("carte-identite" if number % 2 else "passeport",)
    ]

    asked: list[float] = []

    def book(number: int) -> SlotBooked:
        outcome = SlotBooked(outcome="failed")
        if number % ASKS_EVERY == 0:
            asks = time.monotonic()
            appointments.free(diary, wanted[number][0].kind, Period())
            asked.append(time.monotonic() - asks)
        for slot in wanted[number]:
            try:
                outcome = appointments.book(diary, f"CA{number}", slot, at=float(number))
            except sqlite3.OperationalError:  # it waited a second for its turn: the caller is told it failed
                outcome = SlotBooked(outcome="failed")
            if outcome.outcome == "booked":
                break
        return outcome

    began = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        booked = list(pool.map(book, range(attempts)))
    seconds = time.monotonic() - began
    references = [one.reference for one in booked if one.outcome == "booked"]
    if len(set(references)) != len(references):
        raise AssertionError("two callers were given one reference")
    return Rush(
        outcomes=Counter(one.outcome for one in booked),
        booked=connections.get().table("appointments").count_where("cancelled_at is null"),
        doubles=_overlapping(connections),
        capacity=len(starts) * counters,
        seconds=seconds,
        slowest_question=max(asked),
    )


def _overlapping(connections: Connections) -> int:
    (found,) = (
        connections.get()
        .execute(
            "select count(*) from (select start, max(end) over (partition by desk, counter order by start"
            " rows between unbounded preceding and 1 preceding) as until from appointments"
            " where cancelled_at is null) where until > start"
        )
        .fetchone()
    )
    return int(found)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        # Room for a fifth more visits than callers, who try again when somebody was quicker.
        print(
            rush(
                Path(folder), int(sys.argv[1]), threads=8, slots=1800, counters=50, town=endless_town, tries=8
            )
        )
