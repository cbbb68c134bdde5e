"""What the provider tells of calls and streams."""

from __future__ import annotations

import pytest

from tests.ivr.channels.webhooks import Provider


def test_the_end_of_a_call_is_learnt_once_whatever_the_order(provider: Provider) -> None:
    provider.post("/voice")
    for status, sequence in (("completed", "2"), ("in-progress", "1"), ("completed", "2"), ("ringing", "0")):
        response = provider.request(
            "/voice/status", CallStatus=status, SequenceNumber=sequence, CallDuration="42"
        )
        assert response.status_code == 204
    assert provider.kinds() == ["CallStarted", "HungUp"]
    assert provider.call_record()["provider_status"] == "completed"
    assert provider.call_record()["provider_seconds"] == 42


def test_what_is_said_of_an_unknown_call_is_let_be(provider: Provider) -> None:
    assert provider.request("/voice/status", CallStatus="completed").status_code == 204
    assert provider.events() == []


def test_odd_numbers_in_a_status_change_nothing(provider: Provider) -> None:
    provider.post("/voice")
    response = provider.request(
        "/voice/status", CallStatus="ringing", SequenceNumber="9" * 40, CallDuration="-1"
    )
    assert response.status_code == 204


def test_a_failed_stream_is_logged(provider: Provider, caplog: pytest.LogCaptureFixture) -> None:
    assert (
        provider.request("/voice/stream", StreamEvent="stream-error", StreamError="31920").status_code == 204
    )
    assert "31920" in caplog.text
    assert provider.request("/voice/stream", StreamEvent="stream-started").status_code == 204
