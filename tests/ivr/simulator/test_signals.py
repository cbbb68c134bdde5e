"""The order of several calls: signals given, waited for, and lost."""

from __future__ import annotations

import threading
from pathlib import Path

from ivr.simulator.agents import Agent, AgentTelephone
from ivr.simulator.caller import SIGNAL_PATIENCE_SECONDS, ScriptedCaller
from ivr.simulator.leg import Sent
from ivr.simulator.script import parse_script
from ivr.simulator.signals import Signals

LOUD, QUIET = b"\x20" * 160, b"\xff" * 160
WAITS = "steps:\n  - waits_for: there\n  - presses: '5'\n  - signals: there\n"


def caller(signals: Signals, text: str = WAITS) -> ScriptedCaller:
    return ScriptedCaller(parse_script(text, Path("scene.yaml")), None, signals=signals)


def live(one: ScriptedCaller, seconds: float, since: float = 0.0) -> list[Sent]:
    return [one.tick(since + 0.02 * n, QUIET) for n in range(round(seconds * 50))]


def test_whoever_waits_is_told_of_what_was_given_before_and_after() -> None:
    signals = Signals()
    waiting = threading.Thread(target=signals.wait, args=("there",))
    waiting.start()
    assert not signals.settled("there")
    signals.give("there")
    waiting.join(5.0)
    assert not waiting.is_alive()
    signals.wait("there")
    assert signals.given("there")


def test_what_a_call_that_is_over_did_not_give_is_waited_for_no_longer() -> None:
    signals = Signals()
    signals.over(parse_script("- signals: there", Path("scene.yaml")).steps)
    signals.wait("there")
    assert signals.settled("there")
    assert not signals.given("there")


def test_a_caller_who_waits_for_another_does_so_without_hurry() -> None:
    signals = Signals()
    one = caller(signals)
    assert all(sent.patient and not sent.digit for sent in live(one, 60.0))
    signals.give("there")
    live(one, 0.1, since=60.0)
    assert one.failures == []


def test_whoever_has_waited_long_for_the_line_hurries_no_longer() -> None:
    one = caller(Signals(), "- hears: welcome\n- ends: answered")
    for n in range(50):
        one.tick(0.02 * n, LOUD)
    assert not any(sent.patient for sent in live(one, 20.0, since=1.0))
    assert live(one, 10.0, since=21.0)[-1].patient


def test_a_signal_that_will_not_come_is_what_failed() -> None:
    signals = Signals()
    signals.over(parse_script("- signals: there", Path("scene.yaml")).steps)
    one = caller(signals)
    live(one, 0.1)
    assert [failure.source for failure in one.failures] == ["waits_for: there"]
    assert "« there » n'est pas venu" in one.failures[0].reason


def test_a_signal_is_not_waited_for_without_end() -> None:
    one = caller(Signals())
    live(one, SIGNAL_PATIENCE_SECONDS + 1.0)
    assert [failure.source for failure in one.failures] == ["waits_for: there"]


def test_whoever_comes_so_far_gives_the_signal() -> None:
    signals = Signals()
    live(caller(signals, "- signals: there\n- silence: 1"), 0.1)
    assert signals.given("there")


def test_an_agent_talks_on_until_the_signal() -> None:
    signals = Signals()
    agent = Agent(talks_seconds=2.0, until="there", held_up=lambda: not signals.settled("there"))
    telephone = AgentTelephone(agent)
    telephone.put_through(0.0)
    held = telephone.tick(5.0, QUIET)
    assert not held.hung_up
    assert held.patient
    signals.give("there")
    assert not telephone.tick(1.0, QUIET).hung_up, "nobody hangs up before having talked"
    assert telephone.tick(5.0, QUIET).hung_up
