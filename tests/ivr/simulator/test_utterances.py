"""What simulated callers say: really said, cleanly cut, and understood by the line's own ears."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest
from rapidfuzz.distance import Levenshtein

from flows.languages import language_named
from ivr.simulator.errors import SimulatorError
from ivr.simulator.line_noise import SilentLine, is_audible
from ivr.simulator.utterances import from_file, recorded, saying, utterance
from speech.audio import dbfs, mulaw_decode, to_samples
from speech.recogniser import VoskEars

NEVER_RECOGNISED = {"agent-bonjour", "repondeur"}
"""Said to the caller, not to the line."""
ASKING_FOR_ENGLISH = ("anglais-sil-vous-plait", "parlez-vous-anglais")


@pytest.fixture(scope="module")
def ears(town_ears: Path) -> VoskEars:
    return VoskEars(town_ears)


def words_of(text: str) -> list[str]:
    plain = "".join(c if c.isalpha() else " " for c in text.lower())
    return plain.split()


def test_there_is_enough_to_say() -> None:
    assert len(recorded()) >= 40
    files = {path.stem for path in Path("ivr/simulator/audio").glob("*.ulaw")}
    assert files == set(recorded())


@pytest.mark.parametrize("slug", sorted(recorded()))
def test_each_recording_is_a_sentence_and_ends_with_its_last_word(slug: str) -> None:
    said = utterance(slug)
    assert 0.3 < said.seconds < 8.0
    assert -32 < dbfs(to_samples(mulaw_decode(said.ulaw))) < -14
    frames = [said.ulaw[start : start + 160] for start in range(0, len(said.ulaw), 160)]
    assert any(is_audible(frame) for frame in frames[:10])
    assert any(is_audible(frame) for frame in frames[-10:])


def test_the_line_understands_nearly_every_word(ears: VoskEars) -> None:
    wrong = total = 0
    silence = SilentLine()
    for slug in set(recorded("fr")) - NEVER_RECOGNISED:
        said = utterance(slug)
        recogniser = ears.open()
        recogniser.accept(mulaw_decode(silence.frame(2400) + said.ulaw + silence.frame(4000)))
        heard, meant = words_of(recogniser.finish().text), words_of(said.text)
        recogniser.close()
        mistakes = Levenshtein.distance(heard, meant)
        assert mistakes <= 0.34 * len(meant) or mistakes <= 1, f"{slug}: {heard}"
        wrong, total = wrong + mistakes, total + len(meant)
    assert wrong / total < 0.06


def heard_openly(ears: VoskEars, slug: str) -> tuple[str, ...]:
    silence = SilentLine()
    recogniser = ears.open()
    recogniser.accept(mulaw_decode(silence.frame(2400) + utterance(slug).ulaw + silence.frame(4000)))
    heard = recogniser.finish()
    recogniser.close()
    return (heard.text, *heard.alternatives)


def test_french_ears_tell_that_english_is_asked_for(ears: VoskEars) -> None:
    for slug in ASKING_FOR_ENGLISH:
        heard = heard_openly(ears, slug)
        assert language_named(heard, "fr") == "en", f"{slug}: {heard}"


def test_french_is_never_taken_for_a_wish_for_english(ears: VoskEars) -> None:
    for slug in set(recorded("fr")) - NEVER_RECOGNISED:
        heard = heard_openly(ears, slug)
        assert not language_named(heard, "fr"), f"{slug}: {heard}"


def test_a_sentence_is_found_whatever_its_case_and_punctuation() -> None:
    assert saying("NON MERCI !").slug == "non-merci"
    assert saying("c’est pour un adulte").slug == "adulte"


def test_an_unknown_sentence_is_answered_with_the_nearest_ones() -> None:
    with pytest.raises(SimulatorError, match="Non merci"):
        saying("Non non merci")
    with pytest.raises(SimulatorError, match="carte-identite"):
        utterance("carte-didentite")


def test_a_wav_file_of_one_s_own_can_be_said(tmp_path: Path) -> None:
    path = tmp_path / "bonjour.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(b"\x00\x10\x00\x00" * 16000)
    assert from_file(path).seconds == pytest.approx(1.0, abs=0.01)


def test_a_file_that_is_no_sound_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "bonjour.wav"
    path.write_text("bonjour")
    with pytest.raises(SimulatorError, match="WAV 16 bits"):
        from_file(path)
    with pytest.raises(SimulatorError, match="ne peut pas être lu"):
        from_file(tmp_path / "absent.wav")
