"""Who may be rung: said available or away, and no caller in hand already."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ivr.calls import availability
from ivr.calls.availability import Availability, NobodyLeft
from ivr.database import Connections
from tests.ivr.calls.town import opened

ANNE, BRUNO = "+33465710011", "+33465710012"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def connections(tmp_path: Path) -> Connections:
    return opened(tmp_path)


@pytest.fixture
def book(connections: Connections, clock: Clock) -> Availability:
    return Availability(connections, clock)


def hold(connections: Connections, call: str, *phones: str, attempt: int = 4) -> None:
    """These telephones ring for a caller, for a minute at most."""
    with connections.writing() as db:
        for phone in phones:
            availability.hold(db, call, attempt, phone, now=1000.0, until=1060.0)


def test_an_agent_never_seen_before_takes_calls(book: Availability) -> None:
    assert book.state(ANNE).free
    assert book.state(ANNE).since is None


def test_an_agent_who_is_away_is_not_rung(book: Availability) -> None:
    book.switch(ANNE, available=False, by="anne@mairie.example")
    state = book.state(ANNE)
    assert (state.available, state.since, state.changed_by) == (False, 1000.0, "anne@mairie.example")
    assert not state.free


def test_the_last_agent_of_a_service_that_needs_one_stays_unless_they_know_it(book: Availability) -> None:
    needed = {"astreinte": (ANNE, BRUNO), "garde": (BRUNO,)}
    book.switch(ANNE, available=False, needed=needed)
    with pytest.raises(NobodyLeft, match="astreinte, garde"):
        book.switch(BRUNO, available=False, needed=needed)
    assert book.state(BRUNO).available
    book.switch(BRUNO, available=False, needed={})
    book.switch(BRUNO, available=False, until=2000.0, needed=needed)
    assert book.state(BRUNO).until == 2000.0


def test_of_two_who_leave_together_one_stays(book: Availability) -> None:
    def left(phone: str) -> bool:
        try:
            return not book.switch(phone, available=False, needed={"astreinte": (ANNE, BRUNO)}).available
        except NobodyLeft:
            return False

    with ThreadPoolExecutor(2) as both:
        for _ in range(20):
            book.switch(ANNE, available=True)
            book.switch(BRUNO, available=True)
            assert sorted(both.map(left, (ANNE, BRUNO))) == [False, True]


def test_saying_the_same_again_does_not_change_since_when(book: Availability, clock: Clock) -> None:
    book.switch(ANNE, available=False)
    clock.now += 50
    assert book.switch(ANNE, available=False, until=2000.0).since == 1000.0


def test_an_absence_ends_by_itself(book: Availability, clock: Clock) -> None:
    book.switch(ANNE, available=False, until=1500.0)
    clock.now = 1499.0
    assert not book.state(ANNE).available
    clock.now = 1500.0
    assert (book.state(ANNE).available, book.state(ANNE).since) == (True, 1500.0)


def test_the_others_stop_ringing_when_one_picks_up(book: Availability, connections: Connections) -> None:
    hold(connections, "CA1", ANNE, BRUNO)
    book.picked_up("CA1", 4, BRUNO)
    assert book.state(ANNE).free
    assert book.state(BRUNO).engaged == "ringing"


def test_an_agent_who_talks_is_busy_until_the_call_lets_go(
    book: Availability, connections: Connections, clock: Clock
) -> None:
    hold(connections, "CA1", ANNE)
    book.talking("CA1", 4, ANNE, seconds=14_400.0)
    clock.now += 3600.0
    assert (book.state(ANNE).engaged, book.state(ANNE).call_id) == ("talking", "CA1")
    book.let_go("CA1", 4)
    assert book.state(ANNE).free


def test_a_late_word_of_an_earlier_attempt_changes_nothing(
    book: Availability, connections: Connections
) -> None:
    hold(connections, "CA1", ANNE, attempt=4)
    book.let_go("CA1", 4)
    hold(connections, "CA2", ANNE, attempt=9)
    book.talking("CA1", 4, ANNE, seconds=14_400.0)
    book.picked_up("CA1", 4, BRUNO)
    book.let_go("CA1", 4)
    assert (book.state(ANNE).engaged, book.state(ANNE).call_id) == ("ringing", "CA2")


def test_going_away_in_the_middle_of_a_call_keeps_the_caller(
    book: Availability, connections: Connections
) -> None:
    hold(connections, "CA1", ANNE)
    book.talking("CA1", 4, ANNE, seconds=14_400.0)
    state = book.switch(ANNE, available=False)
    assert (state.available, state.engaged) == (False, "talking")


def test_a_telephone_nobody_lets_go_of_is_free_again_in_time(
    book: Availability, connections: Connections, clock: Clock
) -> None:
    hold(connections, "CA1", ANNE)
    clock.now += 60.0
    assert book.state(ANNE).free


def test_a_call_that_is_over_holds_nobody(book: Availability, connections: Connections) -> None:
    row = {"id": "CA1", "channel": "turns", "started_at": 1.0, "seen_at": 1.0, "ended_at": None}
    connections.get().table("calls").insert(row)
    hold(connections, "CA1", ANNE)
    assert not book.state(ANNE).free
    connections.get().table("calls").update("CA1", {"ended_at": 1010.0})
    assert book.state(ANNE).free
