"""The voice, with the real engine."""

from __future__ import annotations

import json
import shutil
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from speech.audio import resampled
from speech.loudness import SPEECH_DBFS, speech_level
from speech.model_errors import ModelDamaged, ModelMissing
from speech.pcm import Samples, dbfs, peak_dbfs, to_bytes
from speech.synthesiser import PAUSES, SLOWER, PiperVoice, SynthesisError
from tests.speech.conftest import Hear, word_errors

SENTENCE = "La mairie est ouverte samedi matin."
WORDS = "la mairie est ouverte samedi matin"
TWO_WORDS_IN_SIX = 1 / 3
"""The voice says a sentence otherwise each time, and some words may then be misheard."""


@pytest.fixture(scope="module")
def spoken(voice: PiperVoice) -> Samples:
    (sound,) = voice.speak(SENTENCE)
    return sound


def test_what_it_says_is_understood_by_the_ears(voice: PiperVoice, spoken: Samples, hear: Hear) -> None:
    heard = hear(to_bytes(resampled(spoken, voice.rate, 8000)))
    assert word_errors(heard.text, WORDS) <= TWO_WORDS_IN_SIX
    assert heard.confidence > 0.6


def test_it_speaks_at_the_level_of_the_line_and_never_clips(voice: PiperVoice, spoken: Samples) -> None:
    assert speech_level(spoken, voice.rate) == pytest.approx(SPEECH_DBFS, abs=2.0)
    assert peak_dbfs(spoken) <= -2.9


def test_it_begins_at_once_and_ends_with_the_pause_of_a_sentence(voice: PiperVoice, spoken: Samples) -> None:
    loud = np.flatnonzero(np.abs(spoken.astype(int)) > 300) / voice.rate
    assert loud[0] < 0.1
    assert len(spoken) / voice.rate - loud[-1] == pytest.approx(PAUSES.sentence_seconds, abs=0.15)


def test_slow_speech_lasts_longer_and_is_understood(voice: PiperVoice, spoken: Samples, hear: Hear) -> None:
    (slow,) = voice.speak(SENTENCE, slow=True)
    assert len(slow) / len(spoken) == pytest.approx(SLOWER, abs=0.12)
    heard = hear(to_bytes(resampled(slow, voice.rate, 8000)))
    assert word_errors(heard.text, WORDS) <= TWO_WORDS_IN_SIX


def test_sentences_come_one_by_one_and_the_first_without_waiting(voice: PiperVoice) -> None:
    speaking = voice.speak("Oui. Non.")
    first = next(speaking)
    second = next(speaking)
    assert len(first) > 0.3 * voice.rate
    assert len(second) > 0.3 * voice.rate
    assert next(speaking, None) is None


@pytest.mark.parametrize("text", ["", "   ", "…", "😀", "\0", "[[", "[[]]", "市役所"])
def test_a_text_without_words_makes_no_sound(voice: PiperVoice, text: str) -> None:
    assert list(voice.speak(text)) == []


def test_no_character_is_a_trap(voice: PiperVoice, hear: Hear) -> None:
    sounds = list(voice.speak("Au [[ re\0voir ]] 😀."))
    assert len(sounds) == 1
    assert dbfs(sounds[0]) > -40


def test_a_text_without_any_stop_is_given_to_the_network_in_bounded_pieces(
    voice: PiperVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice.load()
    given: list[str] = []
    monkeypatch.setattr(voice._voice, "synthesize", lambda text, style: given.append(text) or [])
    assert list(voice.speak("la mairie " * 300)) == []
    assert len(given) >= 15
    assert max(map(len, given)) <= 200
    assert " ".join(given) == ("la mairie " * 300).strip()


def test_several_calls_speak_at_once(voice: PiperVoice) -> None:
    alone = len(next(voice.speak("Oui.")))
    with ThreadPoolExecutor(2) as calls:
        together = list(calls.map(lambda text: len(next(voice.speak(text))), ["Oui."] * 2))
    assert together == [alone] * 2


def test_who_waits_too_long_is_told_rather_than_left_in_silence(voice: PiperVoice) -> None:
    hurried = PiperVoice(voice._file, at_once=1, wait_seconds=0.0)
    hurried.load()
    holding, done = threading.Event(), threading.Event()

    def hold() -> None:
        with hurried._turnstile.turn(30):
            holding.set()
            done.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    assert holding.wait(30)
    with pytest.raises(SynthesisError, match=r"'Bonjour\.'.*too many others"):
        list(hurried.speak("Bonjour."))
    done.set()
    holder.join()


def test_a_failure_names_the_text_and_the_next_is_said(
    voice: PiperVoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    voice.load()
    with monkeypatch.context() as broken:
        broken.setattr(voice._voice, "synthesize", lambda *_: 1 / 0)
        with pytest.raises(SynthesisError, match=r"'Bonjour\.': ZeroDivisionError") as failure:
            list(voice.speak("Bonjour."))
    assert failure.value.text == "Bonjour."
    assert len(list(voice.speak("Oui."))) == 1


def test_a_long_text_is_shortened_in_the_error_that_names_it() -> None:
    assert len(str(SynthesisError("a" * 500, "why"))) < 150


def test_its_fingerprint_changes_with_its_settings(voice: PiperVoice, tmp_path: Path) -> None:
    copy = tmp_path / voice._file.name
    copy.symlink_to(voice._file)
    settings = tmp_path / f"{copy.name}.json"
    shutil.copyfile(f"{voice._file}.json", settings)
    assert PiperVoice(copy).fingerprint == voice.fingerprint
    changed = json.loads(settings.read_text())
    changed["inference"]["length_scale"] = 1.1
    settings.write_text(json.dumps(changed))
    assert PiperVoice(copy).fingerprint != voice.fingerprint


def test_a_missing_or_incomplete_voice_is_told_with_the_command_that_mends_it(
    voice: PiperVoice, tmp_path: Path
) -> None:
    with pytest.raises(ModelMissing, match="models install"):
        PiperVoice(tmp_path / "muette")
    with pytest.raises(ModelDamaged, match="a disparu"):
        PiperVoice(tmp_path)
    network = tmp_path / "voix.onnx"
    network.write_bytes(b"not a network")
    with pytest.raises(ModelDamaged, match=r"voix\.onnx\.json"):
        PiperVoice(network)
    (tmp_path / "voix.onnx.json").write_text("{}")
    with pytest.raises(ModelDamaged, match="models list"):
        PiperVoice(network)
    shutil.copyfile(f"{voice._file}.json", tmp_path / "voix.onnx.json")
    with pytest.raises(ModelDamaged, match="Piper"):
        PiperVoice(network).load()
