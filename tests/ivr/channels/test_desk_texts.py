"""Who is offered a link by SMS: mobiles alone, of people who have not said STOP."""

from __future__ import annotations

import pytest

from flows.codec import decode_event
from flows.events import CallStarted
from ivr.calls.desk import Desk

MOBILE, LANDLINE = "+33639980101", "+33465710099"


def offered(desk: Desk, caller: str, call_id: str = "CA1") -> bool:
    desk.begin(call_id, caller=caller, channel="stream")
    row = desk.log.rows(call_id)[0]
    started = decode_event(row["type"], row["data"])
    assert isinstance(started, CallStarted)
    return started.texts


@pytest.fixture
def texting(desk: Desk) -> Desk:
    line = desk.settings.line.model_copy(update={"text_links": True})
    provider = desk.settings.provider.model_copy(update={"number": "+33465710000"})
    desk.settings = desk.settings.model_copy(update={"line": line, "provider": provider})
    return desk


@pytest.mark.parametrize(("caller", "expected"), [(MOBILE, True), (LANDLINE, False), ("", False)])
def test_only_a_mobile_is_offered_texts(texting: Desk, caller: str, expected: bool) -> None:
    assert offered(texting, caller) is expected


def test_whoever_said_stop_is_offered_none(texting: Desk) -> None:
    texting.text_reply(MOBILE, "STOP")
    assert not offered(texting, MOBILE)


def test_a_line_that_cannot_send_offers_none(texting: Desk) -> None:
    provider = texting.settings.provider.model_copy(update={"number": ""})
    texting.settings = texting.settings.model_copy(update={"provider": provider})
    assert not offered(texting, MOBILE)


def test_a_town_that_did_not_ask_for_it_offers_none(desk: Desk) -> None:
    assert not offered(desk, MOBILE)


def test_the_conversation_knows_who_said_stop_whatever_the_town_offers(desk: Desk) -> None:
    desk.text_reply(MOBILE, "STOP")
    for call_id, caller in (("CA1", MOBILE), ("CA2", LANDLINE)):
        desk.begin(call_id, caller=caller, channel="stream")
        row = desk.log.rows(call_id)[0]
        started = decode_event(row["type"], row["data"])
        assert isinstance(started, CallStarted)
        assert started.said_stop is (caller == MOBILE)
