"""The signature, against the provider's documented vectors and its own library."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from ivr.simulator.signing import signature


def test_it_signs_the_documented_form() -> None:
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    signed = signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form)
    assert signed == "RSOYDt4T1cUTdK1PDd93/VVr8B8="


def test_it_signs_a_websocket_handshake_over_its_wss_address() -> None:
    assert signature("12345", "wss://voice.example.fr/media") == "sQgfBwqeaEpHU+erT5E1N/YOj/4="


FIELDS = st.dictionaries(st.from_regex(r"[A-Z][A-Za-z]{0,9}", fullmatch=True), st.text(max_size=20))


@given(FIELDS, st.text(min_size=1, max_size=40))
def test_the_provider_library_accepts_whatever_it_signs(form: dict[str, str], token: str) -> None:
    url = "https://voix.example.fr/voice?a=1"
    assert RequestValidator(token).validate(url, form, signature(token, url, form))
    assert not RequestValidator(token + "x").validate(url, form, signature(token, url, form))
