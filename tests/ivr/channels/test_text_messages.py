"""Texts: sent from the provider's number; failures told without the caller's."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
from twilio.http import HttpClient
from twilio.http.response import Response

from ivr.calls.outbox import DeedError
from ivr.calls.texts import TextRefused
from ivr.channels.text_messages import sender_for
from ivr.settings import Settings
from tests.ivr.channels.fakes import CALLER

NUMBER = "+33465710000"


@dataclass
class Api(HttpClient):  # type: ignore[misc]
    """The provider's interface, which answers this."""

    answer: Response | Exception
    asked: list[dict[str, Any]] = field(default_factory=list)

    def request(self, method: str, uri: str, **request: Any) -> Response:
        self.asked.append(request["data"])
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def refusal(status: int, code: int) -> Response:
    message = f"The 'To' number {CALLER} is not a valid phone number."
    return Response(status, json.dumps({"code": code, "message": message, "status": status}))


@pytest.fixture
def rented(settings: Settings) -> Settings:
    return settings.model_copy(update={"provider": settings.provider.model_copy(update={"number": NUMBER})})


def test_a_text_is_sent_from_the_providers_number(rented: Settings) -> None:
    api = Api(Response(201, json.dumps({"sid": "SM1"})))
    sender_for(rented, api)(CALLER, "Votre demande est enregistrée.")
    assert api.asked == [{"To": CALLER, "From": NUMBER, "Body": "Votre demande est enregistrée."}]


def test_without_a_number_no_text_is_tried(settings: Settings) -> None:
    api = Api(Response(201, "{}"))
    bare = settings.model_copy(update={"provider": settings.provider.model_copy(update={"number": ""})})
    with pytest.raises(DeedError, match="No number of the provider is set") as error:
        sender_for(bare, api)(CALLER, "Bonjour.")
    assert error.value.permanent
    assert api.asked == []


@pytest.mark.parametrize(
    ("answer", "said", "permanent"),
    [
        (refusal(400, 21211), "status 400, error 21211", True),
        (refusal(403, 21408), "status 403, error 21408", True),
        (refusal(429, 20429), "status 429, error 20429", False),
        (refusal(500, 20500), "status 500, error 20500", False),
        (requests.ConnectionError(f"no route for {CALLER}"), "ConnectionError", False),
    ],
)
def test_a_failure_is_told_by_its_codes_and_never_by_the_number(
    rented: Settings, answer: Response | Exception, said: str, permanent: bool
) -> None:
    with pytest.raises(DeedError, match=said) as error:
        sender_for(rented, Api(answer))(CALLER, "Bonjour.")
    assert error.value.permanent is permanent
    assert CALLER not in str(error.value)
    assert error.value.__cause__ is None
    assert error.value.__suppress_context__, "a traceback would cite what the provider said"


def test_on_its_own_machine_the_line_only_writes_down_that_it_would(
    rented: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    local = rented.model_copy(
        update={"line": rented.line.model_copy(update={"public_url": "http://127.0.0.1:8080"})}
    )
    api = Api(Response(201, "{}"))
    with caplog.at_level(logging.INFO):
        sender_for(local, api)(CALLER, "Bonjour.")
    assert api.asked == []
    assert CALLER not in caplog.text
    assert "ending in 99" in caplog.text


def test_somebody_who_told_the_provider_stop_is_no_failure_of_ours(rented: Settings) -> None:
    with pytest.raises(TextRefused):
        sender_for(rented, Api(refusal(400, 21610)))(CALLER, "Bonjour")
