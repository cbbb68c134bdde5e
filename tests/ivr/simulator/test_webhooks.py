"""The provider as an HTTP client."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
from flask import Response, redirect

from ivr.simulator.account import Account
from ivr.simulator.errors import ProviderError
from ivr.simulator.webhooks import Habits, Overrides, Webhooks
from tests.ivr.simulator.tiny_line import TinyLine


@pytest.fixture
def webhooks(account: Account) -> Iterator[Webhooks]:
    webhooks = Webhooks(account)
    yield webhooks
    webhooks.close()


def refusal(webhooks: Webhooks, url: str, method: str = "POST") -> int:
    """The provider's code for what went wrong."""
    with pytest.raises(ProviderError) as error:
        webhooks.document(url, method, {})
    return error.value.code


def test_requests_carry_a_genuine_signature_and_keep_blank_fields(line: TinyLine, webhooks: Webhooks) -> None:
    line.say("/voice", "")
    webhooks.document(
        line.url + "/voice?step=2", "POST", {"From": "+33639980101", "FromCity": "", "é": "à ç"}
    )
    (received,) = line.received
    assert received.genuine
    assert received.form == {"From": "+33639980101", "FromCity": "", "é": "à ç"}


def test_a_get_carries_its_form_in_the_address(line: TinyLine, webhooks: Webhooks) -> None:
    line.say("/voice", "")
    webhooks.document(line.url + "/voice?a=1", "GET", {"b": "2"})
    (received,) = line.received
    assert received.genuine
    assert received.form == {"a": "1", "b": "2"}


@pytest.mark.parametrize("habits", [Habits(sign="wrong"), Habits(sign="missing")])
def test_it_can_also_be_a_forger(line: TinyLine, account: Account, habits: Habits) -> None:
    line.say("/voice", "")
    forger = Webhooks(account, habits)
    forger.document(line.url + "/voice", "POST", {"a": "b"})
    forger.close()
    assert not line.received[0].genuine


def test_errors_have_the_provider_s_codes(line: TinyLine, webhooks: Webhooks) -> None:
    line.documents["/500"] = lambda form: ("broken", 500)
    line.documents["/html"] = lambda form: Response("<Response/>", mimetype="text/html")
    line.documents["/loop"] = lambda form: redirect(line.url + "/loop", 302)  # type: ignore[assignment, return-value]
    assert refusal(webhooks, line.url + "/500") == 11200
    assert refusal(webhooks, line.url + "/404") == 11200
    assert refusal(webhooks, line.url + "/html") == 12300
    assert refusal(webhooks, line.url + "/loop") == 11215
    assert refusal(webhooks, "http://127.0.0.1:1/voice") == 11205
    assert refusal(webhooks, "not an address") == 11210


def test_a_redirection_is_followed_and_signed_again(line: TinyLine, webhooks: Webhooks) -> None:
    line.documents["/old"] = lambda form: redirect(line.url + "/new", 307)  # type: ignore[assignment, return-value]
    line.say("/new", "")
    answer = webhooks.document(line.url + "/old", "POST", {"a": "b"})
    assert answer.url == line.url + "/new"
    assert [webhook.genuine for webhook in line.received] == [True, True]
    assert line.forms("/new") == [{"a": "b"}]


def test_an_answer_too_slow_is_given_up(line: TinyLine, webhooks: Webhooks) -> None:
    def slow(form: dict[str, str]) -> Response:
        time.sleep(0.6)
        return Response("<Response/>", mimetype="text/xml")

    line.documents["/slow"] = slow
    began = time.monotonic()
    assert refusal(webhooks, line.url + "/slow#rt=200") == 11200
    assert time.monotonic() - began < 0.5
    assert len(line.received) == 1


def test_only_a_lost_connection_is_tried_again_with_the_same_token(webhooks: Webhooks) -> None:
    tokens = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def drop_the_first() -> None:
            for answer in (
                b"",
                b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 11\r\n\r\n<Response/>",
            ):
                connection, _ = server.accept()
                with connection:
                    head = connection.recv(65536).decode()
                    tokens.append(head.split("I-Twilio-Idempotency-Token: ")[1].split("\r\n")[0])
                    connection.sendall(answer)

        thread = threading.Thread(target=drop_the_first)
        thread.start()
        answer = webhooks.document(f"http://127.0.0.1:{server.getsockname()[1]}/voice", "POST", {"a": "b"})
        thread.join()
    assert answer.status == 200
    assert len(tokens) == 2
    assert tokens[0] == tokens[1]


def test_a_repeated_delivery_is_the_same_event(line: TinyLine, account: Account) -> None:
    line.say("/voice", "")
    webhooks = Webhooks(account, Habits(deliver_twice=True))
    webhooks.document(line.url + "/voice", "POST", {"a": "b"})
    webhooks.document(line.url + "/voice", "POST", {"a": "b"})
    webhooks.close()
    tokens = [webhook.headers["I-Twilio-Idempotency-Token"] for webhook in line.received]
    assert tokens[0] == tokens[1] != tokens[2] == tokens[3]


def test_cookies_are_kept_and_gets_are_cached_by_their_tag(line: TinyLine, webhooks: Webhooks) -> None:
    def sound(form: dict[str, str]) -> Response:
        known = line.received[-1].headers.get("If-None-Match")
        answer = Response(status=304) if known == '"v1"' else Response(b"\xff" * 8, mimetype="audio/basic")
        answer.set_etag("v1")
        answer.set_cookie("call", "7")
        return answer

    line.documents["/sound"] = sound
    first = webhooks.fetch(line.url + "/sound")
    second = webhooks.fetch(line.url + "/sound")
    assert first.body == second.body == b"\xff" * 8
    assert "call=7" in line.received[1].headers["Cookie"]
    assert line.received[1].headers["If-None-Match"] == '"v1"'


def test_overrides_stay_within_the_provider_s_bounds() -> None:
    assert Overrides.of("") == Overrides()
    assert Overrides.of("ct=5&rt=99999&rc=9") == Overrides(connect_ms=100, read_ms=15000, retries=5)
    assert Overrides.of("rp=5xx,rt").retry("5xx")
    assert not Overrides.of("rp=5xx").retry("ct")
    assert Overrides.of("rp=all").retry("4xx")
