"""Webhooks and sockets that the provider did not sign."""

from __future__ import annotations

import pytest
from twilio.request_validator import RequestValidator

from ivr.channels.signature import SignatureCheck
from tests.ivr.channels.fakes import CALL, CALLER, TOKEN
from tests.ivr.channels.webhooks import LINE, PUBLIC, Provider

ROUTES = (
    "/voice",
    "/voice/resume",
    "/voice/turn",
    "/voice/dialled",
    "/voice/whisper",
    "/voice/accept",
    "/voice/status",
    "/voice/stream",
    "/voice/fallback",
)


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("signature", [None, "", "forged", "é"])
def test_nothing_is_done_for_a_request_the_provider_did_not_sign(
    provider: Provider, path: str, signature: str | None
) -> None:
    headers = {} if signature is None else {"X-Twilio-Signature": signature.encode().decode("latin-1")}
    response = provider.client.post(path, data={"CallSid": CALL}, headers=headers)
    assert response.status_code == 403
    assert b"Response" not in response.data
    assert provider.events() == []


def test_a_signature_is_checked_on_the_public_address_whatever_the_proxy_says(provider: Provider) -> None:
    form = {"CallSid": CALL, "From": CALLER, "To": LINE}
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice", form)
    for host in ("127.0.0.1:8000", "internal"):
        response = provider.client.post(
            "/voice",
            data=form,
            base_url=f"http://{host}",
            headers={"X-Twilio-Signature": signature, "X-Forwarded-Host": "evil.example"},
        )
        assert response.status_code == 200


def test_a_signature_made_for_another_route_is_refused(provider: Provider) -> None:
    form = {"CallSid": CALL, "From": CALLER}
    signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}/voice/status", form)
    response = provider.client.post("/voice", data=form, headers={"X-Twilio-Signature": signature})
    assert response.status_code == 403


@pytest.mark.parametrize("headers", [{}, {"X-Twilio-Signature": "forged"}])
def test_a_websocket_that_is_not_signed_is_refused_before_it_opens(
    provider: Provider, headers: dict[str, str]
) -> None:
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    assert provider.client.get("/media", headers=headers | upgrade).status_code == 403


def test_a_websocket_finds_a_full_house_before_it_opens(provider: Provider) -> None:
    signature = RequestValidator(TOKEN).compute_signature("wss://voix.example.fr/media", {})
    headers = {"Connection": "Upgrade", "Upgrade": "websocket", "X-Twilio-Signature": signature}
    provider.live.drain()
    assert provider.client.get("/media", headers=headers).status_code == 503


def test_an_oversized_form_is_refused_unread(provider: Provider) -> None:
    assert provider.request("/voice", Extra="x" * 100_000).status_code == 413
    assert provider.events() == []


def test_a_get_is_refused(provider: Provider) -> None:
    assert provider.client.get("/voice").status_code == 405


@pytest.mark.parametrize("path", ROUTES)
def test_an_error_in_the_check_itself_opens_nothing(
    provider: Provider, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    def fail(*args: object) -> None:
        raise ValueError("Port could not be cast to integer value as 'abc'")

    monkeypatch.setattr(SignatureCheck, "accepts", fail)
    for signature in ({}, {"X-Twilio-Signature": "forged"}):
        response = provider.client.post(path, data={"CallSid": CALL}, headers=signature)
        assert response.status_code == 403
        assert response.data == b""
    assert provider.events() == []
