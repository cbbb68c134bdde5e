"""What a caller counts as being left in silence, and what not."""

from __future__ import annotations

from typing import Any, cast

import pytest

from ivr.simulator.attention import Attention
from ivr.simulator.clock import TICK
from ivr.simulator.journal import Journal
from ivr.simulator.leg import SILENCE
from ivr.simulator.listening import frames_of, tone
from ivr.simulator.witness import Fact

SOUND = next(frames_of(tone(440.0, 0.02)))


class Log:
    """A witness whose facts are given by hand."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.listening = False
        self._new: list[Fact] = []

    def attests(self, *facts: Fact, listening: bool = False) -> None:
        self._new += facts
        self.listening = listening

    def look(self) -> list[Fact]:
        new, self._new = self._new, []
        self.facts += new
        return new


class Call:
    """A caller who listens."""

    def __init__(self) -> None:
        self.log = Log()
        self.attention = Attention(cast(Any, self.log), Journal())
        self.now = 0.0

    def hears(self, frame: bytes, seconds: float) -> None:
        for _ in range(round(seconds / TICK)):
            self.now += TICK
            self.attention.hear(self.now, frame)

    @property
    def longest(self) -> float:
        return self.attention.journal.longest_silence.seconds


QUESTION = Fact("question", "main.question", "Que puis-je faire ?")


@pytest.fixture
def call() -> Call:
    """The line has asked its first question, and listens."""
    made = Call()
    made.log.attests(QUESTION, listening=True)
    made.hears(SOUND, 1.0)
    return made


def test_a_caller_who_waits_for_an_answer_is_left_in_silence(call: Call) -> None:
    call.hears(SILENCE, 2.0)
    assert call.longest == 0.0, "it was their turn"
    call.attention.sounded(call.now)
    call.attention.new_turn(awaiting="la carte d'identité")
    assert call.attention.patient
    call.hears(SILENCE, 1.4)
    call.hears(SOUND, 1.0)
    assert call.longest == pytest.approx(1.4)
    assert call.attention.journal.longest_silence.at == pytest.approx(4.42)


def test_a_caller_who_says_nothing_is_not(call: Call) -> None:
    call.attention.new_turn()
    call.hears(SILENCE, 6.0)
    call.hears(SOUND, 0.5)
    assert call.longest == 0.0


def test_a_hole_between_two_sentences_is_silence(call: Call) -> None:
    call.attention.new_turn(awaiting="1")
    call.log.attests(Fact("prompt", "answer.spoken", "La mairie est ouverte."))
    call.hears(SOUND, 1.0)
    call.hears(SILENCE, 0.8)
    call.log.attests(QUESTION, listening=True)
    call.hears(SOUND, 1.0)
    assert call.longest == pytest.approx(0.8)


def test_the_pauses_of_an_agent_s_telephone_and_of_an_agent_are_none_of_the_line_s(call: Call) -> None:
    call.attention.new_turn(awaiting="0")
    call.log.attests(Fact("transfer", "accueil"))
    call.hears(SOUND, 1.0)
    call.hears(SILENCE, 0.9)
    call.hears(SOUND, 1.5)  # it rings
    call.hears(SILENCE, 3.5)
    call.hears(SOUND, 1.5)
    assert call.longest == pytest.approx(0.9)
    call.log.attests(Fact("transferred", "busy"))
    call.hears(SILENCE, 1.2)
    call.log.attests(QUESTION, listening=True)
    call.hears(SOUND, 1.0)
    assert call.longest == pytest.approx(1.2, abs=0.11)


def test_a_telephone_that_rings_at_once_pauses_too(call: Call) -> None:
    call.attention.new_turn(awaiting="0")
    call.log.attests(Fact("transfer", "accueil"))
    call.hears(SOUND, 2.5)
    call.hears(SILENCE, 3.5)
    call.hears(SOUND, 1.5)
    assert call.longest == 0.0
