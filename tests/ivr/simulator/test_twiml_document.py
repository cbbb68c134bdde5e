"""Documents as the provider reads them."""

from __future__ import annotations

import pytest

from ivr.simulator import verbs as v
from ivr.simulator.errors import ProviderError
from ivr.simulator.twiml_document import parse_document

URL = "https://voix.example.fr/voice"


def parse(inside: str) -> tuple[v.Verb, ...]:
    document = parse_document(f"<Response>{inside}</Response>", URL)
    assert document.warnings == ()
    return document.verbs


def warned(inside: str) -> str:
    (warning,) = parse_document(f"<Response>{inside}</Response>", URL).warnings
    assert warning.code == 12200
    return warning.message


def test_a_stream_is_read_with_its_parameters() -> None:
    (connect,) = parse(
        '<Connect action="/next"><Stream url="wss://v.fr/media" statusCallback="/s">'
        '<Parameter name="token" value="a &amp; b"/></Stream></Connect>'
    )
    assert connect == v.Connect(
        action="/next",
        stream=v.Stream(url="wss://v.fr/media", status_callback="/s", parameters={"token": "a & b"}),
    )


def test_defaults_are_the_provider_s() -> None:
    gather, record, dial, pause = parse("<Gather/><Record/><Dial>+33465710001</Dial><Pause/>")
    assert gather == v.Gather(timeout=5, finish_on_key="#", input="dtmf")
    assert record == v.Record(timeout=5, max_length=3600, play_beep=True)
    assert dial == v.Dial(timeout=30, numbers=(v.Number(phone="+33465710001"),))
    assert pause == v.Pause(length=1)


def test_several_numbers_ring_with_their_whispers() -> None:
    (dial,) = parse(
        '<Dial timeout="20"><Number url="/w">+33465710001</Number><Number>+33465710002</Number></Dial>'
    )
    assert dial == v.Dial(
        timeout=20,
        numbers=(v.Number(phone="+33465710001", url="/w"), v.Number(phone="+33465710002")),
    )


def test_prompts_inside_a_gather_are_kept_in_order() -> None:
    (gather,) = parse('<Gather numDigits="1"><Play>a.wav</Play><Say language="fr-FR">Bonjour</Say></Gather>')
    assert gather == v.Gather(
        num_digits=1, prompts=(v.Play(url="a.wav"), v.Say(text="Bonjour", language="fr-FR"))
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", 12100),
        ("<Response>", 12100),
        ("<Reponse/>", 12100),
        ("<!DOCTYPE x [<!ENTITY a 'aa'>]><Response>&a;</Response>", 12100),
        ("<Response>" + " " * 65536 + "</Response>", 11750),
        ('<Response><Connect><Stream url="wss://a.fr/" track="both_tracks"/></Connect></Response>', 31941),
    ],
)
def test_what_cannot_be_run_is_refused_with_the_provider_s_code(text: str, code: int) -> None:
    with pytest.raises(ProviderError) as error:
        parse_document(text, URL)
    assert (error.value.code, error.value.url) == (code, URL)


def test_what_is_passed_over_is_reported() -> None:
    assert "<Sai>" in warned("<Sai>Bonjour</Sai>")
    assert "speed" in warned('<Say speed="2">Bonjour</Say>')
    assert "'soon'" in warned('<Gather timeout="soon"/>')
    assert "500" in warned(
        f'<Connect><Stream url="wss://a.fr"><Parameter name="a" value="{"x" * 500}"/></Stream></Connect>'
    )
    assert "one <Stream>" in warned('<Connect><Stream url="wss://a"/><Stream url="wss://b"/></Connect>')
    assert "<Dial>" in warned("<Gather><Dial>+33465710001</Dial></Gather>")
