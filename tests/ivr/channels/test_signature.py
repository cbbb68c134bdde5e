"""Who signed this request."""

from __future__ import annotations

import pytest
from twilio.request_validator import RequestValidator

from ivr.channels.signature import SignatureCheck, stream_url

PARAMETERS = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}


def test_the_published_example_is_accepted() -> None:
    check = SignatureCheck("https://mycompany.com", ["12345"])
    assert check.accepts("/myapp.php", "foo=1&bar=2", PARAMETERS, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


def test_the_published_websocket_example_is_accepted() -> None:
    check = SignatureCheck("https://voice.example.fr", ["12345"])
    assert check.accepts_stream("/media", "sQgfBwqeaEpHU+erT5E1N/YOj/4=")


def test_a_websocket_signed_as_https_is_refused() -> None:
    signature = RequestValidator("12345").compute_signature("https://voice.example.fr/media", {})
    assert not SignatureCheck("https://voice.example.fr", ["12345"]).accepts_stream("/media", signature)


@pytest.mark.parametrize(
    "signed", ["wss://v.fr/media", "wss://v.fr/media/", "wss://v.fr:443/media", "wss://v.fr:443/media/"]
)
@pytest.mark.parametrize("asked", ["/media", "/media/"])
def test_a_slash_or_the_default_port_makes_no_difference_to_a_websocket(signed: str, asked: str) -> None:
    signature = RequestValidator("12345").compute_signature(signed, {})
    assert SignatureCheck("https://v.fr", ["12345"]).accepts_stream(asked, signature)


@pytest.mark.parametrize(
    ("public_url", "signed"),
    [
        ("https://v.fr", "https://v.fr:443/voice"),
        ("https://v.fr:8443", "https://v.fr:8443/voice"),
        ("https://v.fr:8443", "https://v.fr/voice"),
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/voice"),
        ("http://[::1]:8080", "http://[::1]:8080/voice"),
    ],
)
def test_the_provider_may_sign_with_or_without_the_port(public_url: str, signed: str) -> None:
    signature = RequestValidator("12345").compute_signature(signed, PARAMETERS)
    assert SignatureCheck(public_url, ["12345"]).accepts("/voice", "", PARAMETERS, signature)


@pytest.mark.parametrize("signature", [None, "", "é", "\udcff", "RSOYDt4T1cUTdK1PDd93/VVr8B8", "x" * 10_000])
def test_a_missing_or_wrong_signature_is_refused(signature: str | None) -> None:
    check = SignatureCheck("https://mycompany.com", ["12345"])
    assert not check.accepts("/myapp.php", "foo=1&bar=2", PARAMETERS, signature)
    assert not check.accepts_stream("/media", signature)


@pytest.mark.parametrize(
    ("path", "query", "change"),
    [
        ("/other", "foo=1&bar=2", {}),
        ("/myapp.php", "foo=1&bar=3", {}),
        ("/myapp.php", "", {}),
        ("/myapp.php", "foo=1&bar=2", {"Digits": "0000"}),
        ("/myapp.php", "foo=1&bar=2", {"Added": ""}),
    ],
)
def test_whatever_is_changed_breaks_the_signature(path: str, query: str, change: dict[str, str]) -> None:
    check = SignatureCheck("https://mycompany.com", ["12345"])
    assert not check.accepts(path, query, PARAMETERS | change, "RSOYDt4T1cUTdK1PDd93/VVr8B8=")


def test_a_blank_parameter_is_signed_like_the_others() -> None:
    blank = PARAMETERS | {"FromCity": ""}
    signature = RequestValidator("12345").compute_signature("https://v.fr/voice", blank)
    check = SignatureCheck("https://v.fr", ["12345"])
    assert check.accepts("/voice", "", blank, signature)
    assert not check.accepts("/voice", "", PARAMETERS, signature)


def test_both_tokens_are_good_while_one_replaces_the_other() -> None:
    check = SignatureCheck("https://v.fr", ["new", "old"])
    for token in ("new", "old"):
        signature = RequestValidator(token).compute_signature("https://v.fr/voice", PARAMETERS)
        assert check.accepts("/voice", "", PARAMETERS, signature)
    forged = RequestValidator("other").compute_signature("https://v.fr/voice", PARAMETERS)
    assert not check.accepts("/voice", "", PARAMETERS, forged)


@pytest.mark.parametrize("public_url", ["https://voix.fr:abc", "https://voix.fr:99999", "https://[voix.fr"])
def test_a_check_that_fails_accepts_nothing(public_url: str, caplog: pytest.LogCaptureFixture) -> None:
    check = SignatureCheck(public_url, ["12345"])
    for signature in (None, RequestValidator("12345").compute_signature(f"{public_url}/voice", {})):
        assert not check.accepts("/voice", "", {}, signature)
        assert not check.accepts_stream("/media", signature)
    assert public_url in caplog.text, "whoever installs the line is told what to mend"


@pytest.mark.parametrize("tokens", [[], [""]])
def test_without_a_token_nothing_is_accepted(tokens: list[str]) -> None:
    check = SignatureCheck("https://v.fr", tokens)
    signature = RequestValidator("").compute_signature("https://v.fr/voice", {})
    assert not check.accepts("/voice", "", {}, signature)


def test_the_websocket_address_follows_the_public_one() -> None:
    assert stream_url("https://v.fr", "/media") == "wss://v.fr/media"
    assert stream_url("http://127.0.0.1:8080", "/media") == "ws://127.0.0.1:8080/media"
