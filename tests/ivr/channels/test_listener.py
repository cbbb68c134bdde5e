"""The caller's sound becomes utterances."""

from __future__ import annotations

from typing import Any, cast

import pytest

from flows.actions import Ask
from ivr.channels.listener import EarsFailed, Listener, Said, Sign, SpeechBegan, StayedSilent
from speech.vad import VoiceActivity
from tests.ivr.channels.fakes import LOUD, OPEN_QUESTION, QUIET, LoudIsSpeech, ScriptedEars


def listener(ears: ScriptedEars, *, sure: bool = False) -> Listener:
    return Listener(cast(Any, ears), lambda text, ask: sure, LoudIsSpeech())


def hear(listener: Listener, sample: bytes, seconds: float, size: int = 160) -> list[tuple[float, Sign]]:
    """Signs with the seconds at which they came."""
    signs: list[tuple[float, Sign]] = []
    for n in range(round(seconds * 8000 / size)):
        signs += [((n + 1) * size / 8000, sign) for sign in listener.hear(sample * size)]
    return signs


def test_words_over_a_prompt_are_noticed_within_a_quarter_of_a_second() -> None:
    ears = ScriptedEars(["bonjour"])
    line = listener(ears)
    line.ask(OPEN_QUESTION)
    assert hear(line, QUIET, 1.0) == []
    ((seconds, sign),) = hear(line, LOUD, 0.5)
    assert sign == SpeechBegan()
    assert seconds <= 0.25
    assert line.speaking


def test_the_recogniser_gets_the_sound_from_before_the_voice_was_noticed() -> None:
    ears = ScriptedEars(["bonjour"])
    line = listener(ears)
    line.ask(OPEN_QUESTION)
    hear(line, QUIET, 3.0)
    hear(line, LOUD, 1.0)
    assert 1.25 <= ears.opened[0].seconds <= 1.4


def test_silence_costs_no_recogniser() -> None:
    ears = ScriptedEars()
    line = listener(ears)
    line.ask(OPEN_QUESTION)
    hear(line, QUIET, 30.0)
    assert ears.opened == []


def test_an_utterance_comes_with_its_words_and_frees_its_recogniser() -> None:
    ears = ScriptedEars(["une carte d'identité"])
    line = listener(ears)
    line.ask(OPEN_QUESTION)
    line.prompt_heard()
    hear(line, LOUD, 1.0)
    ((seconds, sign),) = hear(line, QUIET, 2.0)
    assert isinstance(sign, Said)
    assert sign.heard.text == "une carte d'identité"
    assert [word.text for word in sign.heard.words] == ["une", "carte", "d'identité"]
    assert sign.heard.confidence == 0.9
    assert 0.7 <= seconds <= 1.0
    assert ears.opened[0].closed
    assert not line.speaking


def test_a_sure_answer_ends_the_utterance_sooner() -> None:
    delays = []
    for sure in (False, True):
        line = listener(ScriptedEars(["oui"]), sure=sure)
        line.ask(OPEN_QUESTION)
        line.prompt_heard()
        hear(line, LOUD, 1.0)
        delays.append(hear(line, QUIET, 2.0)[0][0])
    assert delays[1] < 0.5 < delays[0]


def test_the_phrases_of_a_closed_question_reach_the_recogniser() -> None:
    ears = ScriptedEars(["oui"])
    line = listener(ears)
    line.ask(Ask(prompt="answer.confirm", patience="brief", phrases=("oui", "non")))
    hear(line, LOUD, 0.5)
    assert ears.phrases == [("oui", "non")]


def test_silence_is_counted_from_the_end_of_the_prompt() -> None:
    line = listener(ScriptedEars())
    line.ask(Ask(prompt="main.question", silence_seconds=4.0))
    assert hear(line, QUIET, 20.0) == []
    line.prompt_heard()
    ((seconds, sign),) = hear(line, QUIET, 6.0)
    assert sign == StayedSilent()
    assert seconds == pytest.approx(4.0, abs=0.05)


def test_time_is_counted_in_sound_however_it_is_cut() -> None:
    for size in (1, 7, 160, 333, 8000):
        line = listener(ScriptedEars())
        line.ask(Ask(prompt="main.question", silence_seconds=4.0))
        line.prompt_heard()
        ((seconds, sign),) = hear(line, QUIET, 6.0, size)
        assert sign == StayedSilent()
        assert seconds == pytest.approx(4.0, abs=0.05 + size / 8000)


def test_nothing_is_heard_while_no_question_is_open() -> None:
    ears = ScriptedEars(["bonjour"])
    line = listener(ears)
    assert hear(line, LOUD, 5.0) == []
    assert ears.opened == []


def test_a_new_question_drops_the_utterance_under_way() -> None:
    ears = ScriptedEars(["bon", "oui"])
    line = listener(ears)
    line.ask(OPEN_QUESTION)
    hear(line, LOUD, 1.0)
    line.ask(OPEN_QUESTION)
    assert ears.opened[0].closed
    assert not line.speaking


def test_what_was_understood_is_not_heard_again_in_the_next_utterance() -> None:
    ears = ScriptedEars(["un", "deux"])
    line = listener(ears)
    line.ask(OPEN_QUESTION)
    line.prompt_heard()
    hear(line, LOUD, 1.0)
    hear(line, QUIET, 1.0)
    line.ask(OPEN_QUESTION)
    line.prompt_heard()
    hear(line, LOUD, 0.14)
    assert ears.opened[1].seconds <= 0.5


def test_a_keys_tone_is_not_taken_for_speech() -> None:
    ears = ScriptedEars(["pip"])
    line = listener(ears)
    line.ask(OPEN_QUESTION, deaf_seconds=0.3)
    assert hear(line, LOUD, 0.3) == []
    assert ears.opened == []


def test_a_failing_recogniser_is_told_apart_from_everything_else() -> None:
    line = listener(ScriptedEars(error=RuntimeError("damaged")))
    line.ask(OPEN_QUESTION)
    with pytest.raises(EarsFailed, match="damaged"):
        hear(line, LOUD, 1.0)


def test_closing_frees_the_recogniser() -> None:
    ears = ScriptedEars(["bon"])
    line = listener(ears)
    line.ask(OPEN_QUESTION)
    hear(line, LOUD, 1.0)
    line.close()
    assert ears.opened[0].closed


def test_a_real_voice_activity_stays_calm_on_line_silence() -> None:
    ears = ScriptedEars()
    line = Listener(cast(Any, ears), lambda text, ask: False, VoiceActivity())
    line.ask(OPEN_QUESTION)
    noise = bytes([0x7F, 0xFF, 0xFE, 0x7E] * 40)
    for _ in range(250):
        assert line.hear(noise) == []
    assert ears.opened == []
