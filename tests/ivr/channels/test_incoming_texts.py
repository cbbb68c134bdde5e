"""What people answer to our texts: STOP is obeyed, when it is the provider who says so."""

from __future__ import annotations

import pytest

from ivr.calls.texts import wants_no_text
from ivr.database import Connections
from tests.ivr.channels.fakes import CALLER
from tests.ivr.channels.webhooks import Provider


@pytest.mark.parametrize("word", ["STOP", "Arrêt"])
def test_stop_is_obeyed(provider: Provider, connections: Connections, word: str) -> None:
    answer = provider.request("/sms", From=CALLER, Body=word)
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    assert wants_no_text(connections.get(), CALLER)
    provider.request("/sms", From=CALLER, Body="START")
    assert not wants_no_text(connections.get(), CALLER)


def test_other_words_are_read_by_nobody(provider: Provider, connections: Connections) -> None:
    assert provider.request("/sms", From=CALLER, Body="merci !").status_code == 200
    assert not wants_no_text(connections.get(), CALLER)


def test_what_the_provider_has_not_signed_changes_nothing(
    provider: Provider, connections: Connections
) -> None:
    answer = provider.client.post("/sms", data={"From": CALLER, "Body": "STOP"})
    assert answer.status_code == 403
    assert not wants_no_text(connections.get(), CALLER)
