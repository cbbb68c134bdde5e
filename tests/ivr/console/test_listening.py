"""Hearing before callers do: the right sound, within bounds, and a clear sentence when there is none."""

from __future__ import annotations

import io
import wave
from dataclasses import replace

import pytest

from flows.prompts import Catalogue
from ivr.console import listening
from ivr.console.office import EXTENSION
from speech.audio import mulaw_encode
from speech.sentences import speakable
from speech.synthesiser import SynthesisError
from speech.written import language_of

SOUND = mulaw_encode(b"\x00\x10" * 800)


class Voice:
    """A mouth that hums."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def sentences(self, text):
        return [speakable(text)] if speakable(text) else []

    def say(self, text, slow=False):
        self.asked.append(text)
        if "panne" in text:
            raise SynthesisError(text, "The voice failed.")
        yield SOUND


@pytest.fixture
def voice(console):
    voice = Voice()
    console.app.extensions[EXTENSION] = replace(console.office, mouth=voice)
    return voice


def test_it_refuses_the_wrong_role(console):
    for key in ("agent", "viewer", "scoped"):
        browser = console.signed_in(key)
        assert browser.post("/console/ecouter", {"text": "Bonjour."}).status_code == 403
        assert browser.post("/console/estimation", {"text": "Bonjour."}).status_code == 403


def test_an_answer_is_heard_filled_as_on_the_telephone(console, voice):
    answer = console.signed_in("admin").post("/console/ecouter", {"text": "Nous sommes {address}."})
    assert answer.mimetype == "audio/wav"
    assert voice.asked == [f"Nous sommes {console.office.settings.town.address}."]
    with wave.open(io.BytesIO(answer.data)) as sound:
        assert (sound.getframerate(), sound.getsampwidth(), sound.getnframes()) == (8000, 2, 800)


def test_a_prompt_is_heard_with_its_values(console, voice):
    data = {"text": "Mairie {town:of}, pour {offer} ?", "kind": "prompt"}
    console.signed_in("admin").post("/console/ecouter", data)
    assert voice.asked == ["Mairie de Valmont-sur-Isère, pour la carte d’identité ?"]


def test_what_only_a_call_knows_is_heard_as_an_example_of_its_kind(console, voice):
    browser = console.signed_in("admin")
    for language, text in (
        ("fr", "Le {slot_2}, au {phone:phone}, dossier {digits:digits} ?"),
        ("en", "On {slot}, for {what}?"),
        ("xx", "Le {day} ?"),
    ):
        data = {"text": text, "kind": "prompt", "langue": language}
        assert browser.post("/console/ecouter", data).status_code == 200
    assert voice.asked == [
        "Le mardi 3 mars à 10 heures, au 06 39 98 01 01, dossier 4, 2, 7, 1 ?",
        "On Tuesday 3 March at 10 o’clock, for the identity card?",
        "Le mardi 3 mars ?",
    ]
    assert [language_of(text) for text in voice.asked] == ["fr", "en", "fr"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_sentence_of_the_line_can_be_listened_to(console, voice, language):
    catalogue = Catalogue.load(language)
    with console.app.app_context():
        for key in catalogue.keys():  # noqa: SIM118 - a catalogue is no mapping
            heard = listening.said(catalogue.written(key), "prompt", language)
            assert speakable(heard), key
            assert "{" not in heard, key


@pytest.mark.parametrize("text", ["", "  ", "\x00", "[[ ]]", "🙂", "{phon.x}", "{"])
@pytest.mark.parametrize("kind", ["", "prompt", "autre"])
def test_nothing_to_say_is_told(console, voice, text, kind):
    answer = console.signed_in("admin").post("/console/ecouter", {"text": text, "kind": kind})
    assert answer.status_code == 422
    assert voice.asked == []


def test_what_is_too_long_is_told(console, voice):
    browser = console.signed_in("admin")
    assert browser.post("/console/ecouter", {"text": "a" * 3000}).status_code == 422
    assert browser.post("/console/ecouter", {"text": "a" * 100_000}).status_code == 413
    assert voice.asked == []


def test_a_missing_voice_is_told_with_what_to_do(console):
    answer = console.signed_in("admin").post("/console/ecouter", {"text": "Bonjour."})
    assert answer.status_code == 503
    assert "models install" in answer.text


def test_a_voice_that_fails_is_told_and_the_next_one_may_be_heard(console, voice):
    browser = console.signed_in("admin")
    assert browser.post("/console/ecouter", {"text": "En panne."}).status_code == 503
    assert browser.post("/console/ecouter", {"text": "Bonjour."}).status_code == 200


def test_one_sentence_at_a_time_is_made(console, voice):
    browser = console.signed_in("admin")
    assert listening.AT_ONCE.acquire(blocking=False)
    try:
        answer = browser.post("/console/ecouter", {"text": "Bonjour."})
    finally:
        listening.AT_ONCE.release()
    assert answer.status_code == 429
    assert "quelques secondes" in answer.text


def test_the_length_is_told_while_one_writes(console):
    browser = console.signed_in("admin")
    short = browser.post("/console/estimation", {"text": "Appelez le {phone}."}).get_json()
    assert short["seconds"] < short["limit"] == 25
    assert short["problems"] == []
    assert "d’abord" not in short["told"]
    parts = browser.post("/console/estimation", {"text": "Venez demain à la mairie. " * 12}).get_json()
    assert "L’appelant entend d’abord 10 s" in parts["told"]
    long = browser.post("/console/estimation", {"text": "Venez à la mairie. " * 40}).get_json()
    assert "trop long" in long["told"]
    wrong = browser.post("/console/estimation", {"text": "Appelez le {phon} }."}).get_json()
    assert len(wrong["problems"]) == 2
