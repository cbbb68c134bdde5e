"""Passes: one stream, one call, once, for a short time."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
import time_machine
from sqlite_utils import Database

from ivr.channels.passes import VALID_SECONDS, Passes, migrate
from ivr.database import Connections


@pytest.fixture
def connections(tmp_path: Path) -> Connections:
    connections = Connections(tmp_path / "calls.db")
    migrate(connections.get())
    return connections


@pytest.fixture
def passes(connections: Connections) -> Passes:
    return Passes(connections, ["current", "former"])


class Unwritable(Connections):
    """A disk that refuses everything."""

    def get(self) -> None:  # type: ignore[override]
        raise sqlite3.OperationalError("disk I/O error")


def test_a_pass_lets_in_once(passes: Passes) -> None:
    token = passes.offer("CA1")
    assert passes.claim(token, "CA1")
    assert not passes.claim(token, "CA1")


def test_a_pass_is_good_for_its_call_alone(passes: Passes) -> None:
    token = passes.offer("CA1")
    assert not passes.claim(token, "CA2")
    assert passes.claim(token, "CA1"), "the wrong call did not use it up"


def test_of_many_at_the_same_moment_one_gets_in(passes: Passes) -> None:
    token = passes.offer("CA1")
    let_in: list[bool] = []
    barrier = threading.Barrier(6)

    def try_it() -> None:
        barrier.wait()
        let_in.append(passes.claim(token, "CA1"))

    threads = [threading.Thread(target=try_it) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(let_in) == [False] * 5 + [True]


def test_another_worker_knows_that_a_pass_was_used(passes: Passes, connections: Connections) -> None:
    token = passes.offer("CA1")
    other = Passes(Connections(connections.path), ["current"])
    assert other.claim(token, "CA1")
    assert not passes.claim(token, "CA1")


def test_a_pass_expires(passes: Passes) -> None:
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as clock:
        token = passes.offer("CA1")
        clock.shift(VALID_SECONDS + 2)
        assert not passes.claim(token, "CA1")


def test_a_pass_given_before_the_token_changed_is_still_good(connections: Connections) -> None:
    token = Passes(connections, ["former"]).offer("CA1")
    assert Passes(connections, ["new", "former"]).claim(token, "CA1")


@pytest.mark.parametrize("token", ["", "x", "é", "\ud800", "a.b.c", "W10.abc.def"])
def test_a_pass_nobody_gave_is_refused(passes: Passes, token: str) -> None:
    assert not passes.claim(token, "CA1")


def test_a_forged_pass_is_refused(connections: Connections, passes: Passes) -> None:
    forged = Passes(connections, ["guess"]).offer("CA1")
    assert not passes.claim(forged, "CA1")


def test_a_disk_that_refuses_costs_no_call(tmp_path: Path) -> None:
    passes = Passes(Unwritable(tmp_path / "none.db"), ["current"])
    token = passes.offer("CA1")
    assert passes.claim(token, "CA1")
    assert not passes.claim(token, "CA2")
    assert passes.last_ending("CA1") == ""
    assert passes.awaited() == 0


def test_it_tells_how_the_last_stream_ended(passes: Passes) -> None:
    assert passes.last_ending("CA1") == ""
    assert passes.previous_ending("CA1") is None
    first = passes.offer("CA1")
    passes.claim(first, "CA1")
    assert passes.previous_ending("CA1") == ""
    assert passes.last_ending("CA1") == ""
    passes.note_ending(first, "CA1", "moved")
    assert passes.last_ending("CA1") == "moved"


def test_a_stream_that_never_opened_has_no_ending_of_another(passes: Passes) -> None:
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as clock:
        first = passes.offer("CA1")
        passes.claim(first, "CA1")
        passes.note_ending(first, "CA1", "done")
        clock.shift(5)
        passes.offer("CA1")
        assert passes.last_ending("CA1") == ""
        assert passes.previous_ending("CA1") == "done"


def test_of_two_offers_to_one_call_the_one_that_was_used_counts(passes: Passes) -> None:
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as clock:
        used = passes.offer("CA1")
        clock.shift(1)
        passes.offer("CA1")
        clock.shift(1)
        passes.claim(used, "CA1")
        passes.note_ending(used, "CA1", "done")
        assert passes.last_ending("CA1") == "done"


def test_a_stream_let_in_without_being_written_down_is_known_by_its_ending(passes: Passes) -> None:
    token = passes.offer("CA1")
    passes.note_ending(token, "CA1", "moved")
    assert passes.previous_ending("CA1") == "moved"
    assert not passes.claim(token, "CA1")
    assert passes.awaited() == 0


def test_so_is_one_that_was_not_written_down_when_it_was_offered_either(
    passes: Passes, connections: Connections
) -> None:
    token = passes.offer("CA1")
    connections.get().execute("delete from stream_passes")
    passes.note_ending(token, "CA1", "done")
    assert passes.previous_ending("CA1") == passes.last_ending("CA1") == "done"
    assert not passes.claim(token, "CA1")


def test_it_counts_the_places_promised(passes: Passes) -> None:
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as clock:
        token = passes.offer("CA1")
        passes.offer("CA2")
        assert passes.awaited() == 2
        passes.claim(token, "CA1")
        assert passes.awaited() == 1
        clock.shift(VALID_SECONDS + 1)
        assert passes.awaited() == 0


def test_a_place_is_promised_as_soon_as_it_is_found(passes: Passes) -> None:
    def held(db: Database) -> int:
        return 1

    assert passes.admit("CA1", 3, held)
    assert passes.awaited() == 1
    passes.offer("CA1")
    assert passes.awaited() == 1, "the pass takes the place of the promise"
    assert passes.last_ending("CA1") == ""
    assert passes.admit("CA2", 3, held)
    assert not passes.admit("CA3", 3, held)
    assert passes.admit("CA2", 3, held), "asked twice, the answer is the same"


def test_of_many_calls_at_the_same_moment_so_many_get_a_place_as_there_are(passes: Passes) -> None:
    admitted: list[bool] = []
    barrier = threading.Barrier(6)

    def call(number: int) -> None:
        barrier.wait()
        admitted.append(passes.admit(f"CA{number}", 2, lambda db: 0))

    threads = [threading.Thread(target=call, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(admitted) == [False] * 4 + [True] * 2


def test_old_passes_are_swept(passes: Passes, connections: Connections) -> None:
    with time_machine.travel("2026-03-01 10:00:00+00:00", tick=False) as clock:
        passes.offer("CA1")
        clock.shift(8 * 86_400)
        passes.offer("CA2")
    (count,) = connections.get().execute("select count(*) from stream_passes").fetchone()
    assert count == 1
