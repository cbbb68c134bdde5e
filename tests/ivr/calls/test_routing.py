"""Who is rung for a caller, and what a caller who waits is told."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import pytest

from flows.actions import Transfer
from flows.events import CallStarted, Heard, HungUp, TransferEnded
from flows.routing import AgentFreed, AgentsFound, FindAgents, QueueEnded, QueueMoved, WaitInQueue
from ivr.calls import records, waiting
from ivr.calls.availability import Availability
from ivr.calls.routing import MAX_TOGETHER, REST_SECONDS, TELL_AGAIN_SECONDS, Routing
from ivr.calls.transfers import Transfers
from ivr.database import Connections
from ivr.settings import Settings
from tests.ivr.calls.town import TOWN, opened, settings_with

ANNE, BRUNO, CHLOE = "+33465710011", "+33465710012", "+33465710021"
SERVICE = "etat-civil"


def town(*, ring: str = "together", agents: Sequence[str] = (ANNE, BRUNO), max_wait: int = 10) -> Settings:
    changed = TOWN.services[SERVICE].model_copy(update={"ring": ring, "agents": tuple(agents)})
    line = TOWN.line.model_copy(update={"max_wait_minutes": max_wait})
    return settings_with(services={**TOWN.services, SERVICE: changed}, line=line)


class Switchboard:
    """One town's agents and lines, on a clock moved by hand."""

    def __init__(self, connections: Connections, settings: Settings) -> None:
        self.now = 1000.0
        self.connections = connections
        self.routing = Routing(settings, connections, lambda: self.now)
        self.agents = Availability(connections, lambda: self.now)
        self.transfers = Transfers(connections, lambda: self.now)

    def find(self, call: str) -> AgentsFound:
        return self.routing.find(call, SERVICE)

    def ring(self, call: str, attempt: int = 4) -> list[str]:
        numbers = self.routing.claim(call, attempt, SERVICE)
        if numbers:
            self.transfers.offer(call, attempt, Transfer(service=SERVICE), numbers)
        return numbers

    def talk(self, call: str, phone: str, attempt: int = 4) -> None:
        self.ring(call, attempt)
        self.agents.picked_up(call, attempt, phone)
        self.agents.talking(call, attempt, phone, 14_400.0)

    def over(self, call: str, outcome: str = "answered", attempt: int = 4) -> None:
        self.transfers.end(call, attempt, outcome)  # type: ignore[arg-type]
        self.agents.let_go(call, attempt)

    def waits(self, call: str, position: int = 1) -> WaitInQueue:
        wait = WaitInQueue(service=SERVICE, position=position)
        with self.connections.writing() as db:
            records.project(db, call, CallStarted(channel="turns"), [], self.now)
            waiting.project(db, call, Heard(text="un agent"), [wait], self.now)
        return wait

    def connects(self, call: str) -> None:
        """The caller is told that they are put through; no telephone rings before they have heard it."""
        with self.connections.writing() as db:
            records.project(db, call, CallStarted(channel="turns"), [], self.now)
            waiting.project(db, call, AgentsFound(), [Transfer(service=SERVICE)], self.now)

    def leaves(self, call: str) -> None:
        with self.connections.writing() as db:
            records.project(db, call, HungUp(), [], self.now)
            waiting.project(db, call, HungUp(), [], self.now)

    def look(self, call: str, position: int = 1) -> object:
        return self.routing.look(call, WaitInQueue(service=SERVICE, position=position))


@pytest.fixture
def connections(tmp_path: Path) -> Connections:
    return opened(tmp_path)


@pytest.fixture
def board(connections: Connections) -> Switchboard:
    return Switchboard(connections, town())


@pytest.fixture
def in_turn(connections: Connections) -> Switchboard:
    return Switchboard(connections, town(ring="in_turn"))


def test_free_agents_ring_together(board: Switchboard) -> None:
    assert board.find("CA1").state == "free"
    assert board.ring("CA1") == [ANNE, BRUNO]
    assert board.ring("CA1") == [ANNE, BRUNO], "the provider asked twice"


def test_agents_ring_in_the_order_declared(in_turn: Switchboard) -> None:
    assert in_turn.ring("CA1") == [ANNE]
    assert in_turn.ring("CA2") == [BRUNO]
    assert in_turn.ring("CA3") == []


def test_a_refusal_leaves_the_next_agent(in_turn: Switchboard) -> None:
    in_turn.ring("CA1", 4)
    in_turn.over("CA1", "declined", 4)
    assert in_turn.find("CA1").state == "free"
    assert in_turn.ring("CA1", 7) == [BRUNO]
    in_turn.over("CA1", "no_answer", 7)
    assert in_turn.find("CA1").state == "away", "nobody is rung in circles"
    assert in_turn.find("CA2").state == "free", "it concerns this caller alone"
    in_turn.now += REST_SECONDS
    assert in_turn.find("CA1").state == "free"


def test_no_more_telephones_ring_than_the_provider_can(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[f"+334657100{n:02d}" for n in range(11, 26)]))
    assert len(board.ring("CA1")) == MAX_TOGETHER


def test_absent_agents_are_not_rung_and_nobody_waits_for_them(board: Switchboard) -> None:
    board.agents.switch(ANNE, available=False)
    assert board.ring("CA1") == [BRUNO]
    board.over("CA1")
    board.agents.switch(BRUNO, available=False)
    assert board.find("CA1").state == "away"
    assert board.ring("CA2") == []


def test_everybody_engaged_means_waiting_in_order(board: Switchboard) -> None:
    board.talk("CA1", ANNE)
    assert board.ring("CA2") == [BRUNO]
    assert board.find("CA3") == AgentsFound(state="engaged", position=1)
    board.waits("CA3")
    assert board.find("CA4") == AgentsFound(state="engaged", position=2)


def test_a_line_where_nobody_waits_says_that_all_are_engaged(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[ANNE], max_wait=0))
    board.talk("CA1", ANNE)
    assert board.find("CA2").state == "full"


def test_a_newcomer_never_overtakes_whoever_waits(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    board.talk("CA1", ANNE)
    board.waits("CA2")
    board.over("CA1")
    assert board.find("CA3") == AgentsFound(state="engaged", position=2)
    assert board.ring("CA3") == [], "even when the search was made before"
    assert board.look("CA2") == AgentFreed()
    assert board.ring("CA2", 6) == [ANNE]


def test_places_move_up_as_callers_are_served_or_leave(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    board.talk("CA1", ANNE)
    for position, call in enumerate(("CA2", "CA3", "CA4"), start=1):
        board.waits(call, position)
    assert [board.look(f"CA{n}", n - 1) for n in (2, 3, 4)] == [None, None, None]
    board.leaves("CA2")
    assert board.look("CA3", 2) == QueueMoved(position=1)
    assert board.look("CA4", 3) == QueueMoved(position=2)
    board.over("CA1")
    assert board.look("CA4", 3) == QueueMoved(position=2), "it is not their turn"
    assert board.look("CA3", 2) == AgentFreed()


def test_the_place_is_told_again_from_time_to_time(board: Switchboard) -> None:
    board.talk("CA1", ANNE)
    board.talk("CA2", BRUNO)
    board.waits("CA3")
    board.now += TELL_AGAIN_SECONDS - 1
    assert board.look("CA3") is None
    board.now += 1
    assert board.look("CA3") == QueueMoved(position=1)


def test_the_wait_has_an_end(board: Switchboard) -> None:
    board.talk("CA1", ANNE)
    board.talk("CA2", BRUNO)
    board.waits("CA3")
    for _ in range(10):
        board.now += 59.0
        assert isinstance(board.look("CA3"), QueueMoved)
    board.now += 10.0
    assert board.look("CA3") == QueueEnded(reason="too_long")


def test_when_the_last_agent_goes_away_nobody_is_kept_waiting(board: Switchboard) -> None:
    board.agents.switch(BRUNO, available=False)
    board.talk("CA1", ANNE)
    board.waits("CA2")
    board.agents.switch(ANNE, available=False)
    assert board.look("CA2") == QueueEnded(reason="away")


def test_a_caller_who_is_put_back_in_line_keeps_the_place(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[ANNE, BRUNO], ring="in_turn"))
    board.talk("CA1", ANNE)
    board.agents.switch(BRUNO, available=False)
    board.waits("CA2")
    board.waits("CA3", 2)
    board.agents.switch(BRUNO, available=True)
    assert board.look("CA2") == AgentFreed()
    with connections.writing() as db:
        waiting.project(db, "CA2", AgentFreed(), [Transfer(service=SERVICE)], board.now)
    assert board.ring("CA2", 6) == [BRUNO]
    board.over("CA2", "no_answer", 6)
    assert board.find("CA2") == AgentsFound(state="engaged", position=1)
    assert board.look("CA3", 2) == AgentFreed(), (
        "Bruno did not answer CA2, who waits for Anne; CA3 may have him"
    )


def test_an_agent_who_was_promised_is_promised_to_nobody_else(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    assert board.find("CA1").state == "free"
    board.connects("CA1")
    board.now += 3.0  # « Je vous mets en relation »
    assert board.find("CA2") == AgentsFound(state="engaged", position=1)
    assert board.ring("CA2") == []
    assert board.ring("CA1") == [ANNE]
    board.over("CA1")
    board.leaves("CA1")
    assert board.find("CA2").state == "free"


def test_whoever_was_called_too_late_keeps_the_place_before_those_who_came_since(
    connections: Connections,
) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    board.connects("CA1")
    board.connects("CA2")  # asked at the very same moment
    assert board.ring("CA2") == [], "CA1 came first, though the telephone has not rung yet"
    assert board.ring("CA1") == [ANNE]
    assert board.find("CA3") == AgentsFound(state="engaged", position=1)
    board.waits("CA3")
    assert board.find("CA2") == AgentsFound(state="engaged", position=1)
    board.waits("CA2")
    assert board.look("CA3") == QueueMoved(position=2)
    board.over("CA1")
    board.leaves("CA1")
    assert board.look("CA2") == AgentFreed()


def test_whoever_hangs_up_while_being_put_through_keeps_nobody_waiting(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    board.connects("CA1")
    board.leaves("CA1")
    assert board.find("CA2").state == "free"


def test_a_call_lost_while_being_put_through_keeps_the_agent_for_a_moment_only(
    connections: Connections,
) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    board.connects("CA1")
    board.now += waiting.CALLED_SECONDS
    assert board.find("CA2").state == "free"


def test_whoever_is_cut_off_while_talking_waits_from_then_on(connections: Connections) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    board.connects("CA1")
    board.talk("CA1", ANNE)
    board.now += 3600.0
    board.over("CA1", "dropped")
    board.talk("CA2", ANNE, 5)
    with connections.writing() as db:
        dropped = TransferEnded(outcome="dropped")
        waiting.project(db, "CA1", dropped, [FindAgents(service=SERVICE)], board.now)
    board.waits("CA1")
    assert board.look("CA1") is None, "an hour of talk is no hour of waiting"


def test_a_line_that_restarts_finds_everybody_in_their_place(
    connections: Connections, tmp_path: Path
) -> None:
    board = Switchboard(connections, town(agents=[ANNE]))
    board.talk("CA1", ANNE)
    board.waits("CA2")
    board.waits("CA3", 2)
    connections.get().close()
    restarted = Switchboard(Connections(tmp_path / "calls.db"), town(agents=[ANNE]))
    restarted.now = board.now + 5.0
    assert restarted.look("CA3", 2) is None
    restarted.leaves("CA2")
    assert restarted.look("CA3", 2) == QueueMoved(position=1)


def test_callers_who_ask_at_once_never_share_a_telephone(connections: Connections) -> None:
    settings = town(ring="in_turn", agents=[ANNE, BRUNO, CHLOE])
    got: list[str] = []

    def ask(number: int) -> None:
        got.extend(Routing(settings, connections).claim(f"CA{number}", 4, SERVICE))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got) == [ANNE, BRUNO, CHLOE]


def test_a_service_without_agents_is_answered_by_the_reception(board: Switchboard) -> None:
    assert board.routing.agents_of("astronomie") == TOWN.services["accueil"].agents
