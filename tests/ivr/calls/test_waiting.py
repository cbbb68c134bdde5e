"""The lines callers wait in: a projection of the log, and whose turn it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.actions import Ask, FindAnswers, OpenNow, Say, Transfer
from flows.events import Heard, HungUp, Pressed, Resumed
from flows.routing import AgentFreed, FindAgents, QueueMoved, WaitInQueue
from ivr.calls import waiting
from ivr.calls.waiting import Place, position_of, turn_of
from ivr.database import Connections
from tests.ivr.calls.town import opened

WAIT = WaitInQueue(service="accueil", position=2)


@pytest.fixture
def connections(tmp_path: Path) -> Connections:
    return opened(tmp_path)


def joined(connections: Connections, call_id: str, at: float, service: str = "accueil") -> None:
    with connections.writing() as db:
        action = WaitInQueue(service=service, position=1)
        waiting.project(db, call_id, Heard(text="un agent"), [Say(prompt="queue.joined"), action], at)


def ids(connections: Connections, now: float = 100.0) -> list[str]:
    return [place.call_id for place in waiting.places(connections.get(), now)]


def test_callers_wait_in_the_order_they_came(connections: Connections) -> None:
    for number, call_id in enumerate(("CA2", "CA1", "CA3")):
        joined(connections, call_id, 50.0 + number)
    assert ids(connections) == ["CA2", "CA1", "CA3"]


def test_being_told_again_keeps_the_place(connections: Connections) -> None:
    joined(connections, "CA1", 50.0)
    joined(connections, "CA2", 51.0)
    with connections.writing() as db:
        waiting.project(db, "CA1", QueueMoved(position=2), [WAIT], 60.0)
    place = waiting.place_of(connections.get(), "CA1")
    assert place is not None
    assert (place.joined_at, place.told_at, place.position) == (50.0, 60.0, 2)
    assert ids(connections) == ["CA1", "CA2"]


def test_a_caller_who_is_called_is_out_of_the_line_but_keeps_the_place(connections: Connections) -> None:
    joined(connections, "CA1", 50.0)
    joined(connections, "CA2", 51.0)
    with connections.writing() as db:
        waiting.project(db, "CA1", AgentFreed(), [Transfer(service="accueil")], 60.0)
    assert ids(connections) == ["CA2"]
    assert [p.call_id for p in waiting.places(connections.get(), 61.0, "CA1")] == ["CA1", "CA2"]
    with connections.writing() as db:  # others were quicker: who is there now?
        waiting.project(db, "CA1", AgentFreed(), [FindAgents(service="accueil")], 61.0)
        waiting.project(db, "CA1", AgentFreed(), [WAIT], 61.0)
    assert ids(connections) == ["CA1", "CA2"]


@pytest.mark.parametrize("leaving", [[Ask(prompt="message.speak")], [Say(prompt="goodbye")]])
def test_whoever_does_something_else_leaves_the_line(connections: Connections, leaving: list[Say]) -> None:
    joined(connections, "CA1", 50.0)
    with connections.writing() as db:
        waiting.project(db, "CA1", Pressed(digits="1"), leaving, 60.0)
    assert waiting.place_of(connections.get(), "CA1") is None


def test_whoever_hangs_up_leaves_the_line(connections: Connections) -> None:
    joined(connections, "CA1", 50.0)
    with connections.writing() as db:
        waiting.project(db, "CA1", HungUp(), [], 60.0)
    assert ids(connections) == []


def test_an_event_that_causes_nothing_moves_nobody(connections: Connections) -> None:
    joined(connections, "CA1", 50.0)
    with connections.writing() as db:
        waiting.project(db, "CA1", Resumed(), [], 60.0)
    assert ids(connections) == ["CA1"]


def test_a_question_of_the_flows_leaves_open_whether_the_caller_still_waits(connections: Connections) -> None:
    joined(connections, "CA1", 50.0)
    with connections.writing() as db:
        waiting.project(db, "CA1", AgentFreed(), [OpenNow(service="voirie")], 60.0)
    assert ids(connections) == []
    joined(connections, "CA2", 61.0, "voirie")
    joined(connections, "CA1", 62.0, "voirie")
    assert ids(connections) == ["CA2", "CA1"], "another service's line is joined at its end"


def test_whoever_never_asks_again_holds_nobody_up(connections: Connections) -> None:
    joined(connections, "CA1", 50.0)
    joined(connections, "CA2", 120.0)
    assert ids(connections, now=50.0 + waiting.GONE_SECONDS) == ["CA2"]
    with connections.writing() as db:
        waiting.seen(db, "CA1", 141.0)
    assert ids(connections, now=141.0) == ["CA1", "CA2"], "their place was kept"


def test_a_flow_that_asks_what_is_known_never_joins_a_line(connections: Connections) -> None:
    with connections.writing() as db:
        waiting.project(db, "CA1", Heard(text="la carte"), [FindAnswers(text="la carte")], 60.0)
    assert ids(connections) == []


# --- whose turn it is --------------------------------------------------------------------------


def place(call_id: str, service: str) -> Place:
    return Place(call_id, service, 0.0, 0.0, 1, 0.0, called=False)


LINE = [place("CA1", "accueil"), place("CA2", "voirie"), place("CA3", "accueil")]
AGENTS = {"accueil": ["a", "b"], "voirie": ["b", "v"]}


def turn(call_id: str, service: str, *away: str, together: bool = False) -> list[str]:
    def free(call: str, wanted: str) -> list[str]:
        return [agent for agent in AGENTS[wanted] if agent not in away]

    return turn_of(call_id, service, LINE, free, together=together)


def test_the_first_in_line_is_rung_for_first() -> None:
    assert turn("CA1", "accueil", "b", "v") == ["a"]
    assert turn("CA3", "accueil", "b", "v") == []


def test_nobody_who_comes_later_takes_the_agent_that_an_earlier_caller_of_another_line_needs() -> None:
    assert turn("CA2", "voirie", "a", "v") == [], "b is the only one for CA1, who came first"
    assert turn("CA2", "voirie", "v") == ["b"], "CA1 is rung for at a"


def test_a_newcomer_comes_after_all_who_wait() -> None:
    assert turn("CA9", "accueil") == []
    assert turn("CA9", "voirie") == ["v"], "CA2 has b already"
    assert turn("CA9", "voirie", "a") == []


def test_all_free_telephones_ring_together_but_for_those_that_later_callers_need() -> None:
    line = [place("CA1", "accueil")]
    agents = ["a", "b", "c"]
    assert turn_of("CA1", "accueil", line, lambda call, service: agents, together=True) == agents
    line = [place("CA1", "accueil"), place("CA2", "accueil")]
    assert turn_of("CA1", "accueil", line, lambda call, service: agents, together=True) == ["a", "c"]
    assert turn_of("CA2", "accueil", line, lambda call, service: agents, together=True) == ["b", "c"]


def test_positions_are_counted_in_each_line() -> None:
    assert [position_of(p.call_id, p.service, LINE) for p in LINE] == [1, 1, 2]
    assert position_of("CA9", "accueil", LINE) == 3
    assert position_of("CA9", "scolaire", LINE) == 1
