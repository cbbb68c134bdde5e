"""A line that speaks French and English, by turns: which voice, which ears, and what agents are told."""

from __future__ import annotations

from typing import Any, cast
from xml.etree import ElementTree

import pytest

from flows.actions import Say, Transfer
from flows.prompts import Catalogue
from ivr.calls.desk import Desk
from ivr.channels import twiml
from ivr.channels.sounds import Sounds
from ivr.channels.twiml import Spoken
from ivr.database import Connections
from ivr.settings import Settings
from speech.written import Written, language_of
from tests.ivr.channels.fakes import FewQueries, InstantMouth
from tests.ivr.channels.webhooks import Provider, after


@pytest.fixture
def desk(settings: Settings, connections: Connections) -> Desk:
    line = settings.line.model_copy(update={"mode": "turns"})
    turned = settings.model_copy(update={"line": line})
    catalogues = {"en": Catalogue.load("en")}
    return Desk(turned, connections, cast(Any, FewQueries()), Catalogue.load(), catalogues=catalogues)


@pytest.fixture
def voiceless(desk: Desk, connections: Connections) -> Provider:
    """Without a voice of ours: the provider's own reads, and the documents can be read here."""
    return Provider(desk, connections, None, ears=True)


def voices(root: ElementTree.Element) -> list[tuple[str, str]]:
    return [(said.get("voice", ""), said.get("language", "")) for said in root.iter("Say")]


def texts(root: ElementTree.Element) -> list[str]:
    return [said.text or "" for said in root.iter("Say")]


def test_the_welcome_offers_english_in_an_english_voice(voiceless: Provider) -> None:
    root = voiceless.post("/voice")
    assert texts(root)[1] == "For English, press 9."
    assert voices(root) == [
        ("Polly.Lea-Neural", "fr-FR"),
        ("Polly.Amy-Neural", "en-GB"),
        ("Polly.Lea-Neural", "fr-FR"),
    ]


def test_after_key_nine_everything_is_said_in_english(voiceless: Provider) -> None:
    root = voiceless.post(after(voiceless.post("/voice"), "Record"), Digits="9")
    assert texts(root) == ["Of course. Let's carry on in English.", "How can I help you?"]
    assert set(voices(root)) == {("Polly.Amy-Neural", "en-GB")}


def test_the_record_of_the_call_keeps_its_language(voiceless: Provider) -> None:
    first = voiceless.post("/voice")
    assert voiceless.call_record()["language"] == "fr"
    voiceless.post(after(first, "Record"), Digits="9")
    assert voiceless.call_record()["language"] == "en"


def test_the_agent_is_told_that_the_caller_speaks_english(voiceless: Provider) -> None:
    root = voiceless.post(after(voiceless.post("/voice"), "Record"), Digits="9")
    root = voiceless.post(after(root, "Record"), Digits="0")
    dial = next(root.iter("Number"))
    (announced, *_) = texts(voiceless.post(cast(str, dial.get("url"))))
    assert "anglophone" in announced
    assert voices(voiceless.post(cast(str, dial.get("url"))))[0] == ("Polly.Lea-Neural", "fr-FR")


def test_the_announcement_leaves_out_english_words_that_a_french_voice_could_not_read(desk: Desk) -> None:
    transfer = Transfer(service="etat-civil", subject="un passeport", summary="my passport", language="en")
    announced = desk.announced(transfer)[0].values
    assert announced["subject"] == "La personne est anglophone. Un passeport."
    assert announced["summary"] == ""
    french = Transfer(service="etat-civil", subject="un passeport", summary="mon passeport")
    assert desk.announced(french)[0].values["summary"] == "Mon passeport."


def test_each_recording_is_heard_by_the_ears_of_its_language(desk: Desk, connections: Connections) -> None:
    provider = Provider(desk, connections, InstantMouth(), ears=True)
    heard: list[str] = []
    hear = provider.shelf.hear
    provider.shelf.words = ["oui bonjour", "no thank you"]

    def listening(
        url: str, phrases: tuple[str, ...] = (), language: str = "fr", *more: Any, **named: Any
    ) -> Any:
        heard.append(language)
        return hear(url, phrases, language)

    cast(Any, provider.shelf).hear = listening
    recording = {"RecordingUrl": "https://api.twilio.com/RE1", "RecordingDuration": "2"}
    root = provider.post(after(provider.post("/voice"), "Record"), **recording)
    root = provider.post(after(root, "Record"), Digits="9")
    provider.post(after(root, "Record"), **recording)
    assert heard == ["fr", "en"]


def test_a_machine_without_english_ears_answers_by_keys(desk: Desk, connections: Connections) -> None:
    desk.unheard = ("en",)
    provider = Provider(desk, connections, None, ears=True)
    root = provider.post(after(provider.post("/voice"), "Record"), Digits="9")
    assert texts(root)[1].startswith("I can't understand spoken English yet.")
    assert "Use your keypad" in texts(root)[2]


def test_a_machine_without_an_english_voice_offers_english_in_french(
    desk: Desk, connections: Connections
) -> None:
    desk.unvoiced = ("en",)
    root = Provider(desk, connections, None, ears=True).post("/voice")
    assert "Pour l'anglais, appuyez sur 9." in texts(root)
    assert set(voices(root)) == {("Polly.Lea-Neural", "fr-FR")}


def test_a_call_in_a_language_since_switched_off_goes_on_in_french(
    desk: Desk, connections: Connections
) -> None:
    provider = Provider(desk, connections, None, ears=True)
    root = provider.post(after(provider.post("/voice"), "Record"), Digits="9")
    desk.catalogues = {}
    root = provider.post(after(root, "Record"), Digits="#")
    assert texts(root) == ["Je vous écoute."]


def test_our_voice_is_asked_for_the_text_in_its_language(desk: Desk) -> None:
    asked: list[str] = []

    class Renderer:
        def cached(self, text: str, slow: bool = False) -> bool:
            return True

        def digests(self, text: str, slow: bool = False) -> list[str]:
            asked.append(language_of(text))
            return ["a" * 64]

    sounds = Sounds(Renderer(), desk.voice_text)
    sounds.spoken(Say(prompt="goodbye", language="en"))
    sounds.spoken(Say(prompt="goodbye"))
    assert asked == ["en", "fr"]


def test_a_text_that_tells_no_language_is_read_in_french() -> None:
    document = twiml.say([Spoken("Bonjour."), Spoken(Written("Hello.", "en"))])
    assert 'language="fr-FR" voice="Polly.Lea-Neural">Bonjour.' in document
    assert 'language="en-GB" voice="Polly.Amy-Neural">Hello.' in document
