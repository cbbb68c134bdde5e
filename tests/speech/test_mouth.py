"""The mouth: what it says, what it keeps, what it makes ahead."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from speech.audio import dbfs, mulaw_decode, to_samples
from speech.mouth import BREATH_SECONDS, Mouth
from speech.prompt_cache import PromptCache
from speech.recogniser import Utterance
from speech.spoken import spell_out
from speech.synthesiser import PiperVoice, SynthesisError
from tests.speech.conftest import Hear, ToneVoice, word_errors

HOURS = "Le service ouvre à 8 h 30. Il ferme à midi, sauf le lundi."
SAID = ["Le service ouvre à huit heures trente.", "Il ferme à midi, sauf le lundi."]
LASTING = [len(text) / 100 for text in SAID]
"""Seconds, said by ToneVoice."""


@pytest.fixture
def tones() -> ToneVoice:
    return ToneVoice()


@pytest.fixture
def mouth(tones: ToneVoice, tmp_path: Path) -> Mouth:
    return Mouth(tones, PromptCache(tmp_path / "voice"), spell_out)


def seconds(sound: bytes) -> float:
    return len(sound) / 8000


def test_a_text_is_written_out_then_cut_into_sentences(mouth: Mouth) -> None:
    assert mouth.sentences(HOURS) == SAID
    assert mouth.sentences("M. Martin habite av. de la Gare.") == [
        "monsieur Martin habite avenue de la Gare."
    ]
    assert mouth.sentences("😀 …") == mouth.sentences("") == []


def test_a_text_is_said_sentence_by_sentence_as_telephone_sound(mouth: Mouth, tones: ToneVoice) -> None:
    sounds = list(mouth.say(HOURS))
    assert tones.said == SAID
    assert [seconds(sound) for sound in sounds] == pytest.approx(LASTING, abs=0.001)
    assert dbfs(to_samples(mulaw_decode(sounds[0]))) == pytest.approx(-14.2, abs=0.3)


def test_the_first_sentence_is_heard_before_the_second_is_made(mouth: Mouth, tones: ToneVoice) -> None:
    saying = mouth.say(HOURS)
    next(saying)
    assert tones.said == SAID[:1]


def test_what_was_said_once_is_not_made_again(mouth: Mouth, tones: ToneVoice) -> None:
    first = b"".join(mouth.say(HOURS))
    assert b"".join(mouth.say(HOURS)) == first
    assert tones.said == SAID


def test_a_shared_sentence_is_made_once_for_all_texts(mouth: Mouth, tones: ToneVoice) -> None:
    mouth.render_ahead([HOURS, "Bonjour. Il ferme à midi, sauf le lundi."])
    assert tones.said == [*SAID, "Bonjour."]


def test_slow_speech_is_another_sound(mouth: Mouth) -> None:
    usual, slow = b"".join(mouth.say(HOURS)), b"".join(mouth.say(HOURS, slow=True))
    assert seconds(slow) == pytest.approx(2 * seconds(usual) + len(SAID) * BREATH_SECONDS, abs=0.01)
    assert b"".join(mouth.say(HOURS)) == usual


def test_said_slowly_each_sentence_is_followed_by_a_breath(mouth: Mouth) -> None:
    said, kept = b"".join(mouth.say(HOURS, slow=True)), mouth.digests(HOURS, slow=True)
    assert b"".join(map(mouth.read, kept)) == said
    assert dbfs(to_samples(mulaw_decode(said[-int(BREATH_SECONDS * 8000) :]))) < -60
    assert mouth.digests(HOURS, slow=True) != mouth.digests(HOURS)


def test_said_slowly_a_long_sentence_is_cut_where_a_speaker_breathes(mouth: Mouth) -> None:
    keys = "Touche 1 : mercredi 22 septembre à 11 h 40. 2 : jeudi 23 septembre à 14 h 20. 3 : autres."
    text = f"{keys[:-1]}, ou pour toute autre demande d'un autre jour que ceux qui viennent d'être dits."
    assert len(mouth.sentences(text)) == 1
    first, second = mouth.sentences(text, slow=True)
    assert first.endswith("quatorze heures vingt.")
    assert second.startswith("trois : autres")


def test_another_voice_never_takes_the_first_ones_sentences(tmp_path: Path) -> None:
    cache = PromptCache(tmp_path)
    for fingerprint in ("one", "other"):
        voice = ToneVoice(fingerprint)
        list(Mouth(voice, cache, spell_out).say("Bonjour."))
        assert voice.said == ["Bonjour."]


LONG = (
    "La mairie est ouverte du lundi au vendredi, de huit heures trente à midi, et de treize heures trente à "
    "dix-sept heures, sauf le jeudi, où elle ferme à dix-neuf heures."
)


def test_a_long_sentence_made_live_is_heard_after_its_first_words(mouth: Mouth, tones: ToneVoice) -> None:
    saying = mouth.say(LONG)
    first = next(saying)
    assert tones.said == ["La mairie est ouverte du lundi au vendredi,"]
    whole = first + b"".join(saying)
    assert seconds(whole) == pytest.approx(len(LONG) / 100, abs=0.05)
    made = len(tones.said)
    assert list(mouth.say(LONG)) == [whole]
    assert len(tones.said) == made


def test_a_long_sentence_made_ahead_is_made_in_one_breath(mouth: Mouth, tones: ToneVoice) -> None:
    mouth.render_ahead([LONG])
    assert tones.said == [LONG]


def test_a_sentence_cut_by_the_caller_is_not_kept(mouth: Mouth) -> None:
    saying = mouth.say(LONG)
    next(saying)
    saying.close()
    assert not mouth.cached(LONG)


def test_making_ahead_counts_what_it_made_and_tells_each_text(mouth: Mouth) -> None:
    told: list[bool] = []
    assert mouth.render_ahead([HOURS, "Bonjour.", HOURS], progress=lambda: told.append(True)) == 3
    assert len(told) == 3
    assert mouth.render_ahead([HOURS, "Bonjour."]) == 0
    partly = ["Au revoir.", "Bonjour. Au revoir."]
    assert mouth.missing([HOURS, *partly]) == partly
    assert mouth.cached(HOURS)
    assert not mouth.cached(HOURS, slow=True)


def test_making_ahead_goes_on_after_a_sentence_that_fails(
    mouth: Mouth, tones: ToneVoice, caplog: pytest.LogCaptureFixture
) -> None:
    tones.mute_on = "midi"
    assert mouth.render_ahead([HOURS, "Bonjour."]) == 2
    assert "Il ferme à midi" in caplog.text
    assert mouth.cached("Bonjour.")
    assert not mouth.cached(HOURS)


def test_a_failure_is_told_to_the_channel_after_what_could_be_said(mouth: Mouth, tones: ToneVoice) -> None:
    tones.mute_on = "midi"
    saying = mouth.say(HOURS)
    assert next(saying)
    with pytest.raises(SynthesisError, match="Il ferme à midi"):
        next(saying)
    with pytest.raises(SynthesisError, match="Il ferme à midi"):
        mouth.digests(HOURS)


def test_sentences_have_names_to_be_fetched_by(mouth: Mouth) -> None:
    names = mouth.digests(HOURS)
    assert [seconds(mouth.read(name)) for name in names] == pytest.approx(LASTING, abs=0.001)
    assert b"".join(map(mouth.read, names)) == b"".join(mouth.say(HOURS))
    assert mouth.digests("") == []


def test_a_repeated_sentence_is_named_twice_and_made_once(mouth: Mouth, tones: ToneVoice) -> None:
    names = mouth.digests("Merci. Merci.")
    assert len(names) == 2
    assert names[0] == names[1]
    assert tones.said == ["Merci."]


def test_an_unknown_name_is_told_from_a_name_that_cannot_be(mouth: Mouth) -> None:
    with pytest.raises(KeyError):
        mouth.read("0" * 64)
    with pytest.raises(ValueError, match="hexadecimal"):
        mouth.read("../../wsgi.py")


def test_a_damaged_sentence_is_made_again(mouth: Mouth, tones: ToneVoice, tmp_path: Path) -> None:
    whole = len(b"".join(mouth.say("Bonjour.")))
    (file,) = (tmp_path / "voice").rglob("*.ulaw")
    file.write_bytes(b"damaged")
    assert len(b"".join(mouth.say("Bonjour."))) == whole
    assert tones.said == ["Bonjour."] * 2
    assert mouth.cached("Bonjour.")


def test_several_calls_that_want_one_sentence_have_it_made_once(tmp_path: Path) -> None:
    started, go_on = threading.Event(), threading.Event()

    class SlowVoice(ToneVoice):
        def speak(self, text: str, *, slow: bool = False):  # type: ignore[no-untyped-def]
            started.set()
            assert go_on.wait(30)
            return super().speak(text, slow=slow)

    voice = SlowVoice()
    mouth = Mouth(voice, PromptCache(tmp_path), spell_out)
    with ThreadPoolExecutor(4) as calls:
        asked = [calls.submit(mouth.digests, "Bonjour.") for _ in range(4)]
        assert started.wait(30)
        go_on.set()
        names = {tuple(each.result()) for each in asked}
    assert len(names) == 1
    assert voice.said == ["Bonjour."]


def test_a_disk_that_refuses_does_not_silence_the_line(tones: ToneVoice, tmp_path: Path) -> None:
    (tmp_path / "voice").write_text("in the way")
    mouth = Mouth(tones, PromptCache(tmp_path / "voice"), spell_out)
    assert b"".join(mouth.say(HOURS)) == b"".join(map(mouth.read, mouth.digests(HOURS)))


def test_what_the_line_says_is_understood(voice: PiperVoice, hear: Hear, tmp_path: Path) -> None:
    mouth = Mouth(voice, PromptCache(tmp_path), spell_out)
    mouth.render_ahead(["La mairie ouvre à 9 h."])
    (name,) = mouth.digests("La mairie ouvre à 9 h.")
    heard: Utterance = hear(mulaw_decode(mouth.read(name)))
    # The voice says it otherwise each time: one word may be misheard, hardly the hour's two.
    assert word_errors(heard.text, "la mairie ouvre à neuf heures") <= 1 / 6
