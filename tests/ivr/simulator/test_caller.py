"""A scripted caller on a line made of frames: when it speaks, what it checks, what it measures."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest

from ivr.simulator.account import CallRecord
from ivr.simulator.caller import ScriptedCaller
from ivr.simulator.errors import Alert
from ivr.simulator.leg import Fault, Sent
from ivr.simulator.line_noise import is_audible
from ivr.simulator.provider import PlacedCall
from ivr.simulator.script import parse_script
from ivr.simulator.utterances import saying
from ivr.simulator.witness import Fact

LOUD, QUIET = b"\x20" * 160, b"\xff" * 160
WELCOME = Fact("prompt", "welcome", "Bonjour, vous êtes bien à la mairie.")
QUESTION = Fact("question", "main.question", "Que puis-je faire pour vous ?")
GOODBYE = Fact("prompt", "goodbye", "Au revoir.")


class Scene:
    """A line that plays and logs what it was told to, at the moments it was told."""

    def __init__(self, script: str, witnessed: bool = True) -> None:
        self.facts: list[Fact] = []
        self.listening = True
        self.ended = "answered"
        self._unseen: list[Fact] = []
        witness = self if witnessed else None
        self.caller = ScriptedCaller(parse_script(script, Path("scene.yaml")), witness)  # type: ignore[arg-type]
        self.now = 0.0
        self.sent: list[Sent] = []

    def log(self, *facts: Fact) -> None:
        self._unseen += facts

    def look(self) -> list[Fact]:
        new, self._unseen = self._unseen, []
        self.facts += new
        return new

    def outcome(self) -> str:
        return self.ended

    def play(self, seconds: float, frame: bytes = LOUD, until: Callable[[], bool] = lambda: False) -> float:
        """Let the caller live this long; the call seconds at which it stopped."""
        for _ in range(round(seconds * 50)):
            self.now += 0.02
            self.sent.append(self.caller.tick(self.now, frame))
            if until():
                break
        return self.now

    @property
    def speaks(self) -> bool:
        return is_audible(self.sent[-1].audio)

    @property
    def reasons(self) -> str:
        return " ".join(failure.reason for failure in self.caller.failures)

    def conclude(self, *alerts: Alert) -> None:
        self.caller.conclude(
            PlacedCall(
                record=CallRecord(caller="a", called="b"),
                hung_up_by="line",
                seconds=self.now,
                alerts=alerts,
                requests=(),
                passages=(),
                streams=(),
                dialled=(),
                heard=b"",
                said=b"",
            )
        )


def test_the_caller_waits_for_the_end_of_the_sentence_and_a_little_more() -> None:
    scene = Scene("- asks: main.question\n- says: Non merci.\n- silence: 1\n")
    scene.log(WELCOME, QUESTION)
    scene.play(4.0)
    assert not any(sent.audio for sent in scene.sent)
    stopped = scene.now
    assert scene.play(3.0, QUIET, until=lambda: scene.speaks) - stopped == pytest.approx(0.75, abs=0.1)


def test_a_pause_inside_a_long_sentence_is_not_its_end() -> None:
    scene = Scene("- asks: main.question\n- says: Non merci.\n- silence: 1\n")
    scene.log(Fact("question", "main.question", "Une très longue phrase. " * 10))
    scene.play(2.0)
    scene.play(1.5, QUIET)
    assert not any(sent.audio for sent in scene.sent)


def test_a_line_that_stops_in_the_middle_for_good_is_answered_all_the_same() -> None:
    scene = Scene("- asks: main.question\n- says: Non merci.\n- silence: 1\n")
    scene.log(Fact("question", "main.question", "Une très longue phrase. " * 10))
    scene.play(2.0)
    stopped = scene.now
    assert scene.play(5.0, QUIET, until=lambda: scene.speaks) - stopped == pytest.approx(3.05, abs=0.1)


def test_the_recording_is_sent_whole() -> None:
    scene = Scene("- asks: main.question\n- says: Non merci.\n- silence: 1\n")
    scene.log(QUESTION)
    scene.play(2.0)
    scene.play(3.0, QUIET)
    sound = b"".join(sent.audio for sent in scene.sent)
    assert sound.startswith(saying("Non merci.").ulaw)


def test_the_delay_runs_from_the_caller_s_last_sound_to_the_first_of_the_answer() -> None:
    scene = Scene("- asks: main.question\n- says: Non merci.\n- hears: goodbye\n- silence: 1\n")
    scene.log(QUESTION)
    scene.play(2.0)
    scene.play(3.0, QUIET, until=lambda: scene.speaks)
    scene.play(3.0, QUIET, until=lambda: not scene.speaks and not scene.sent[-1].audio)
    voiced = max(tick for tick, sent in enumerate(scene.sent) if is_audible(sent.audio))
    scene.play(0.5, QUIET)
    answered = len(scene.sent)
    scene.play(1.0)
    (delay,) = scene.caller.journal.delays
    assert delay.seconds == pytest.approx((answered - voiced - 1) * 0.02, abs=0.03)
    assert delay.after == "Non merci."


def test_a_line_that_stays_silent_is_noticed() -> None:
    scene = Scene("- hears: welcome\n")
    scene.log(WELCOME)
    scene.play(26.0, QUIET)
    assert "rien n'a été entendu" in scene.reasons
    assert scene.sent[-1].hung_up


def test_a_line_that_says_something_else_is_noticed_at_once() -> None:
    scene = Scene("- answers: cantine\n")
    scene.log(QUESTION)
    scene.play(0.2)
    assert "main.question" in scene.reasons
    assert scene.caller.failures[0].line == 1


def test_an_interruption_is_timed_and_a_line_that_talks_on_is_noticed() -> None:
    script = (
        "- asks: main.question\n"
        "- barge_in: {after: 1, says: Merci beaucoup au revoir., stops_within: 0.5}\n- silence: 1\n"
    )
    polite, rude = Scene(script), Scene(script)
    for scene, seconds in ((polite, 0.3), (rude, 0.9)):
        scene.log(QUESTION)
        began = scene.play(3.0, until=lambda scene=scene: scene.speaks)  # type: ignore[misc]
        assert 1.0 <= began <= 1.3
        scene.play(seconds)
        scene.play(3.0, QUIET)
    assert polite.caller.failures == []
    assert polite.caller.journal.interruptions[0] == pytest.approx(0.35, abs=0.1)
    assert "après l'interruption ; 0,50 s au plus" in rude.reasons


def test_a_line_that_cuts_the_caller_off_is_counted() -> None:
    scene = Scene("- asks: main.question\n- says: Non merci.\n- silence: 1\n")
    scene.log(QUESTION)
    scene.play(2.0)
    scene.play(3.0, QUIET, until=lambda: scene.speaks)
    scene.play(0.3, QUIET)
    scene.play(1.0, LOUD)
    scene.play(1.0, QUIET)
    assert scene.caller.journal.cut_offs == 1


def test_keys_are_pressed_one_by_one() -> None:
    scene = Scene('- asks: main.question\n- presses: "12#"\n- silence: 1\n')
    scene.log(QUESTION)
    scene.play(2.0)
    scene.play(3.0, QUIET)
    pressed = [tick for tick, sent in enumerate(scene.sent) if sent.digit]
    assert [scene.sent[tick].digit for tick in pressed] == ["1", "2", "#"]
    assert [later - earlier for earlier, later in itertools.pairwise(pressed)] == [16, 16]


def test_silence_where_an_answer_was_expected_waits_for_the_line() -> None:
    scene = Scene('- asks: main.question\n- says: ""\n- asks: main.question.no_input.1\n- hangs_up: true\n')
    scene.log(QUESTION)
    scene.play(2.0)
    scene.play(5.0, QUIET)
    scene.log(Fact("question", "main.question.no_input.1", "Je vous écoute."))
    assert scene.play(1.0, until=lambda: scene.sent[-1].hung_up) == pytest.approx(7.3, abs=0.2)
    assert not any(sent.audio for sent in scene.sent)
    assert scene.caller.failures == []


def test_an_optional_question_is_answered_only_when_it_is_asked() -> None:
    script = "- if_asked: {prompt: answer.confirm, says: Oui.}\n- answers: cantine\n- hangs_up: true\n"
    asked, not_asked = Scene(script), Scene(script)
    not_asked.log(Fact("answer", "cantine"), Fact("prompt", "answer.spoken", "Inscrivez-vous."))
    not_asked.play(2.0)
    assert not_asked.caller.failures == []
    assert not any(sent.audio for sent in not_asked.sent)
    asked.log(Fact("question", "answer.confirm", "Pour la cantine ?"))
    asked.play(2.0)
    asked.play(2.0, QUIET)
    assert any(is_audible(sent.audio) for sent in asked.sent)
    asked.log(Fact("answer", "cantine"), Fact("prompt", "answer.spoken", "Inscrivez-vous."))
    asked.play(2.0)
    assert asked.caller.failures == []
    assert asked.sent[-1].hung_up


def test_a_fault_of_the_network_is_passed_on() -> None:
    scene = Scene("- hears: welcome\n- drops: {how: stall, seconds: 2, after: 0.5}\n- silence: 1\n")
    scene.log(WELCOME)
    scene.play(2.0)
    assert [sent.fault for sent in scene.sent if sent.fault] == [Fault("stall", 2.0)]


def test_what_was_left_of_the_script_is_looked_for_when_the_line_hangs_up() -> None:
    scene = Scene("- asks: main.question\n- hears: goodbye\n- ends: answered\n")
    scene.log(QUESTION)
    scene.play(1.0)
    scene.log(GOODBYE)
    scene.conclude()
    assert scene.caller.failures == []


def test_a_call_cut_too_early_is_a_failure_of_the_step_it_never_reached() -> None:
    scene = Scene("- asks: main.question\n- says: Non merci.\n- ends: answered\n")
    scene.log(QUESTION)
    scene.play(1.0)
    scene.conclude()
    assert "avant cette étape" in scene.reasons
    assert scene.caller.failures[0].line == 2


def test_another_outcome_than_the_script_s_is_a_failure() -> None:
    scene = Scene("- asks: main.question\n- ends: answered\n")
    scene.ended = "abandoned"
    scene.log(QUESTION)
    scene.play(1.0)
    scene.conclude()
    assert "« abandoned », pas « answered »" in scene.reasons


def test_an_error_noted_by_the_provider_is_a_failure_unless_the_script_allows_it() -> None:
    strict = Scene("- hears: welcome\n")
    lenient = Scene("alerts: [31921]\nsteps:\n  - hears: welcome\n")
    for scene in (strict, lenient):
        scene.log(WELCOME)
        scene.play(1.0)
        scene.conclude(Alert(31921, "The connection was reset."))
    assert "31921" in strict.reasons
    assert lenient.caller.failures == []


def test_without_a_log_sound_alone_is_gone_by() -> None:
    scene = Scene(
        "- hears: welcome\n- says: Non merci.\n- hears: goodbye\n- ends: answered\n", witnessed=False
    )
    scene.play(2.0)
    scene.play(2.5, QUIET)
    scene.play(1.0)
    scene.conclude()
    assert any(is_audible(sent.audio) for sent in scene.sent)
    assert scene.caller.failures == []


def test_words_to_be_recognised_come_with_the_turn_in_which_they_were_said() -> None:
    scene = Scene(
        "- hears: {prompt: welcome, words: mairie}\n- asks: main.question\n- says: Non merci.\n"
        "- hears: {prompt: goodbye, words: au revoir}\n"
    )
    scene.log(WELCOME, QUESTION)
    scene.play(3.0)
    scene.play(2.5, QUIET)
    scene.log(GOODBYE)
    scene.play(1.0)
    (welcome, first, middle), (goodbye, start, end) = scene.caller.to_transcribe()
    assert (welcome.words, goodbye.words) == ("mairie", "au revoir")
    assert (first, end) == (0, len(scene.sent) * 160)
    assert middle == start
    assert 4 * 8000 < middle < 5.5 * 8000
