"""Transfers: whose telephone rings, what the agent hears, what the line is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Response

from ivr.simulator.agents import Agent
from ivr.simulator.exchange import ProviderHabits
from ivr.simulator.leg import Sent
from ivr.simulator.line_noise import is_audible
from ivr.simulator.provider import PlacedCall
from tests.ivr.simulator.conftest import CALLER, NUMBER, SimpleCaller
from tests.ivr.simulator.tiny_line import TinyLine

Call = Callable[..., PlacedCall]
FIRST, SECOND = "+33465710001", "+33465710002"
LOUD = b"\x20" * 160
HELLO = b"\x21" * 1600


@pytest.fixture
def transfer(line: TinyLine) -> TinyLine:
    """A line that transfers every call to two agents, with a whisper to be accepted by 1."""
    numbers = "".join(
        f'<Number url="/whisper?for={number[1:]}" statusCallback="/agent" '
        f'statusCallbackEvent="initiated ringing answered completed">{number}</Number>'
        for number in (FIRST, SECOND)
    )
    line.say("/voice", f'<Dial action="/dialled" timeout="5">{numbers}</Dial>')
    line.say(
        "/whisper",
        '<Gather numDigits="1" timeout="2" action="/accept"><Play>/announce.ulaw</Play></Gather><Hangup/>',
    )
    line.documents["/announce.ulaw"] = lambda form: Response(LOUD * 100, mimetype="audio/basic")
    line.documents["/accept"] = lambda form: Response(
        "<Response/>" if form.get("Digits") == "1" else "<Response><Hangup/></Response>", mimetype="text/xml"
    )
    line.say("/agent", "")
    line.say("/dialled", "<Hangup/>")
    return line


def dialled(line: TinyLine) -> dict[str, str]:
    (form,) = line.forms("/dialled")
    return form


def test_an_agent_hears_the_whisper_presses_one_and_speaks_with_the_caller(
    transfer: TinyLine, call: Call
) -> None:
    caller = SimpleCaller({400: Sent(audio=b"\x22" * 160)}, hang_up_at=60.0)
    agents = {FIRST: Agent(rings_seconds=1.0, says=HELLO, talks_seconds=4.0)}
    placed = call(caller, agents=agents)
    form = dialled(transfer)
    assert (form["DialCallStatus"], form["DialBridged"]) == ("completed", "true")
    assert form["DialCallSid"].startswith("CA")
    assert form["DialCallSid"] != placed.record.sid
    agent = placed.dialled[0]
    assert agent.pressed == "1"
    assert 1.9 < agent.whispered_seconds < 2.1
    assert agent.whisper.count(LOUD) == 100
    assert HELLO in caller.heard
    assert LOUD not in caller.heard
    (whisper,) = transfer.forms("/whisper")
    assert (whisper["To"], whisper["From"], whisper["Direction"]) == (FIRST, CALLER, "outbound-dial")
    assert whisper["ParentCallSid"] == placed.record.sid
    assert placed.alerts == ()


def test_the_caller_hears_it_ring_and_no_whisper(transfer: TinyLine, call: Call) -> None:
    caller = SimpleCaller(hang_up_at=60.0)
    call(caller, agents={FIRST: Agent(rings_seconds=2.0, talks_seconds=0.5)})
    ringing = sum(is_audible(caller.heard[i : i + 160]) for i in range(0, len(caller.heard), 160)) / 50
    assert 1.2 < ringing < 2.0


@pytest.mark.parametrize(
    ("first", "second", "status"),
    [
        (Agent(answer="busy"), Agent(answer="busy"), "busy"),
        (Agent(answer="busy"), Agent(answer="no_answer"), "no-answer"),
        (Agent(answer="fails"), Agent(answer="fails"), "failed"),
        (Agent(answer="no_answer"), Agent(answer="no_answer"), "no-answer"),
    ],
)
def test_nobody_takes_the_call(
    transfer: TinyLine, call: Call, first: Agent, second: Agent, status: str
) -> None:
    call(agents={FIRST: first, SECOND: second})
    form = dialled(transfer)
    assert (form["DialCallStatus"], form["DialBridged"]) == (status, "false")


@pytest.mark.parametrize(
    "agent",
    [
        Agent(presses="2"),
        Agent(presses=""),
        Agent(hangs_up=True),
        Agent(answer="voicemail", says=HELLO * 4),
    ],
)
@pytest.mark.parametrize("told", ["completed", "no-answer"])
def test_a_refusal_is_told_apart_by_the_missing_bridge(
    transfer: TinyLine, call: Call, agent: Agent, told: str
) -> None:
    placed = call(agents={FIRST: agent}, habits=ProviderHabits(declined_status=told))
    form = dialled(transfer)
    assert (form["DialCallStatus"], form["DialBridged"]) == (told, "false")
    assert placed.dialled[0].whispered_seconds > 0.5
    assert not placed.dialled[0].bridged


def test_the_first_to_answer_wins_and_the_others_stop_ringing(transfer: TinyLine, call: Call) -> None:
    placed = call(
        agents={FIRST: Agent(rings_seconds=3.0), SECOND: Agent(rings_seconds=1.0, talks_seconds=1.0)}
    )
    assert [telephone.bridged for telephone in placed.dialled] == [False, True]
    told = {(form["To"], form["CallStatus"]) for form in transfer.forms("/agent")}
    assert (FIRST, "canceled") in told
    assert (SECOND, "in-progress") in told
    assert (SECOND, "completed") in told


def test_progress_callbacks_can_be_put_in_order(transfer: TinyLine, call: Call) -> None:
    call(agents={FIRST: Agent(talks_seconds=0.5)}, habits=ProviderHabits(callbacks="reversed"))
    arrived = [form for form in transfer.forms("/agent") if form["To"] == FIRST]
    assert arrived[0]["CallStatus"] == "completed"
    ordered = sorted(arrived, key=lambda form: int(form["SequenceNumber"]))
    assert [form["CallStatus"] for form in ordered] == ["initiated", "ringing", "in-progress", "completed"]


def test_a_caller_who_leaves_ends_the_agents_calls_and_the_action_is_not_asked(
    transfer: TinyLine, call: Call
) -> None:
    placed = call(SimpleCaller(hang_up_at=4.0), agents={FIRST: Agent(talks_seconds=60.0)})
    assert transfer.forms("/dialled") == []
    assert placed.hung_up_by == "caller"
    assert {form["CallStatus"] for form in transfer.forms("/agent")} >= {"completed", "canceled"}


def test_sequential_numbers_ring_one_after_the_other(line: TinyLine, call: Call) -> None:
    line.say(
        "/voice",
        f'<Dial sequential="true" timeout="3"><Number>{FIRST}</Number><Number>{SECOND}</Number></Dial>'
        "<Redirect>/after</Redirect>",
    )
    line.say("/after", "<Hangup/>")
    agents = {FIRST: Agent(answer="busy", rings_seconds=1.0), SECOND: Agent(talks_seconds=1.0)}
    placed = call(agents=agents)
    assert [telephone.bridged for telephone in placed.dialled] == [False, True]
    assert len(line.forms("/after")) == 1


def test_a_dial_inside_a_whisper_is_error_13201(transfer: TinyLine, call: Call) -> None:
    transfer.say("/whisper", f"<Dial>{NUMBER}</Dial>")
    placed = call(agents={FIRST: Agent()})
    assert [alert.code for alert in placed.alerts] == [13201]
    assert dialled(transfer)["DialBridged"] == "false"


def test_a_number_that_is_none_fails(line: TinyLine, call: Call) -> None:
    line.say("/voice", '<Dial action="/dialled">04 65 71 00 01</Dial>')
    line.say("/dialled", "")
    placed: Any = call()
    assert [alert.code for alert in placed.alerts] == [13224]
    assert dialled(line)["DialCallStatus"] == "failed"


def test_a_talk_that_breaks_off_is_told_to_the_line(transfer: TinyLine, call: Call) -> None:
    agents = {FIRST: Agent(rings_seconds=1.0, talks_seconds=2.0, drops=True)}
    call(SimpleCaller({}, hang_up_at=60.0), agents=agents)
    form = dialled(transfer)
    assert (form["DialCallStatus"], form["DialBridged"]) == ("failed", "true")
