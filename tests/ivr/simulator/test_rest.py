"""The REST API as a line sees it."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from twilio.base.exceptions import TwilioRestException
from twilio.http.http_client import TwilioHttpClient
from twilio.rest import Client

from ivr.simulator.account import Account, CallRecord
from ivr.simulator.clock import Clock
from ivr.simulator.errors import CallUpdated
from ivr.simulator.leg import Leg
from ivr.simulator.recordings import Recordings
from ivr.simulator.rest import Reply, RestApi
from ivr.simulator.rest_server import RestServer
from tests.ivr.simulator.conftest import SimpleCaller

ROOT = "/2010-04-01/Accounts/"


@pytest.fixture
def api(account: Account) -> RestApi:
    return RestApi(account, Recordings(account, "http://127.0.0.1:1"))


@pytest.fixture
def leg(api: RestApi) -> Leg:
    leg = Leg(CallRecord(caller="+33639980101", called="+33465710000"), SimpleCaller(), Clock(1000.0))
    api.register(leg)
    return leg


def ask(api: RestApi, method: str, path: str, form: dict[str, str] | None = None, token: str = "") -> Reply:
    credentials = f"{api.account.sid}:{token or api.account.auth_token}".encode()
    authorization = "Basic " + base64.b64encode(credentials).decode()
    return api.handle(method, f"{ROOT}{api.account.sid}/{path}", authorization, form or {})


def code(reply: Reply) -> tuple[int, Any]:
    return reply.status, json.loads(reply.body)["code"]


def test_the_account_s_own_password_is_asked_for(api: RestApi) -> None:
    assert code(ask(api, "POST", "Messages.json", token="wrong")) == (401, 20003)
    assert code(api.handle("POST", f"{ROOT}AC0/Messages.json", "", {})) == (401, 20003)
    assert code(api.handle("POST", f"{ROOT}AC0/Messages.json", "Basic é", {})) == (401, 20003)


def test_a_live_call_can_be_changed(api: RestApi, leg: Leg) -> None:
    reply = ask(api, "POST", f"Calls/{leg.record.sid}.json", {"Twiml": "<Response/>"})
    assert reply.status == 200
    with pytest.raises(CallUpdated):
        leg.tick()
    update = leg.take_update()
    assert update is not None
    assert update.twiml == "<Response/>"
    assert leg.take_update() is None


def test_calls_unknown_or_over_are_refused_with_the_provider_s_codes(api: RestApi, leg: Leg) -> None:
    assert code(ask(api, "POST", "Calls/CA0.json", {"Status": "completed"})) == (404, 20404)
    leg.record.status = "completed"
    assert code(ask(api, "POST", f"Calls/{leg.record.sid}.json", {"Status": "completed"})) == (400, 21220)


def test_a_long_inline_document_is_refused(api: RestApi, leg: Leg) -> None:
    assert code(ask(api, "POST", f"Calls/{leg.record.sid}.json", {"Twiml": "x" * 4001})) == (400, 32018)


def test_messages_are_kept_or_refused(api: RestApi) -> None:
    sent = ask(
        api, "POST", "Messages.json", {"To": "+33639980101", "From": "+33465710000", "Body": "Bonjour"}
    )
    assert sent.status == 201
    assert [(message.to, message.body) for message in api.messages] == [("+33639980101", "Bonjour")]
    assert code(ask(api, "POST", "Messages.json", {"To": "0639980101", "Body": "Bonjour"})) == (400, 21211)
    assert code(ask(api, "POST", "Messages.json", {"To": "+33639980101"})) == (400, 21602)


def test_a_busy_api_executes_nothing(api: RestApi) -> None:
    api.busy = 1
    form = {"To": "+33639980101", "Body": "Bonjour"}
    assert code(ask(api, "POST", "Messages.json", form)) == (429, 20429)
    assert api.messages == []
    assert ask(api, "POST", "Messages.json", form).status == 201


def test_a_recording_is_not_there_at_first_then_is_then_can_be_deleted(api: RestApi) -> None:
    sid = api.recordings.keep(b"\xff" * 8000, "CA1", not_found=2)
    assert [ask(api, "GET", f"Recordings/{sid}.wav").status for _ in range(3)] == [404, 404, 200]
    assert ask(api, "GET", f"Recordings/{sid}").body[:4] == b"RIFF"
    assert ask(api, "DELETE", f"Recordings/{sid}.json").status == 204
    assert ask(api, "GET", f"Recordings/{sid}.wav").status == 404
    assert ask(api, "DELETE", f"Recordings/{sid}.json").status == 404


def test_what_is_not_imitated_is_not_found(api: RestApi) -> None:
    assert code(ask(api, "GET", "Queues.json")) == (404, 20404)


class TowardsTheSimulator(TwilioHttpClient):
    """The provider's own client, sent to another host."""

    def __init__(self, url: str) -> None:
        super().__init__(timeout=5)
        self._url = url

    def request(self, method: str, url: str, *args: Any, **more: Any) -> Any:
        return super().request(method, url.replace("https://api.twilio.com", self._url), *args, **more)


def test_the_provider_s_own_client_is_served_as_by_the_provider(account: Account) -> None:
    with RestServer(account) as rest:
        http = TowardsTheSimulator(rest.url)
        client = Client(account.sid, account.auth_token, http_client=http)
        message = client.messages.create(to="+33639980101", from_="+33465710000", body="Œuvrons à l'été.")
        assert rest.api.messages[0].sid == message.sid
        assert rest.api.messages[0].body == "Œuvrons à l'été."
        with pytest.raises(TwilioRestException) as unknown:
            client.calls("CA" + "0" * 32).update(status="completed")
        assert (unknown.value.status, unknown.value.code) == (404, 20404)
        rest.api.busy = 1
        with pytest.raises(TwilioRestException) as busy:
            client.messages.create(to="+33639980101", from_="+33465710000", body="encore")
        assert (busy.value.status, busy.value.code) == (429, 20429)
        http.session.close()
