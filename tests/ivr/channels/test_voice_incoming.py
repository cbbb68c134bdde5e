"""A call comes in, however the caller and the machine are."""

from __future__ import annotations

import sqlite3

import pytest

from flows.prompts import Catalogue
from ivr.calls.desk import Desk
from ivr.database import Connections
from tests.ivr.channels.fakes import CALL, CALLER, InstantMouth
from tests.ivr.channels.webhooks import Provider, after, tags


def test_a_call_is_begun_and_given_a_stream(provider: Provider) -> None:
    root = provider.post("/voice")
    assert tags(root) == ["Connect", "Redirect"]
    stream = root.find("Connect/Stream")
    assert stream is not None
    assert stream.attrib["url"] == "wss://voix.example.fr/media"
    token = stream.find("Parameter")
    assert token is not None
    assert provider.equipment.passes.claim(token.attrib["value"], CALL)
    assert after(root, "Connect").startswith("/voice/resume?")
    assert provider.kinds() == ["CallStarted"]
    assert provider.call_record()["channel"] == "stream"
    assert provider.call_record()["caller"] == CALLER


def test_the_same_call_announced_twice_is_begun_once(provider: Provider) -> None:
    provider.post("/voice")
    provider.post("/voice")
    assert provider.kinds() == ["CallStarted"]


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        ("+33465710099", "+33465710099"),
        ("anonymous", ""),
        ("+266696687", ""),
        ("", ""),
        ("sip:robert@example.fr", ""),
        ("client:accueil", ""),
        ("<script>alert(1)</script>", ""),
        ("😀", ""),
        ("+33' or 1=1 --", ""),
    ],
)
def test_whoever_calls_is_served(provider: Provider, number: str, kept: str) -> None:
    assert tags(provider.post("/voice", From=number, To=""))[0] == "Connect"
    assert provider.call_record()["caller"] == kept


@pytest.mark.parametrize("call_id", ["", "../etc", "CA😀", "x" * 65])
def test_a_request_about_no_call_is_refused(provider: Provider, call_id: str) -> None:
    assert provider.request("/voice", CallSid=call_id).status_code == 400


def test_a_call_beyond_what_the_line_holds_goes_on_turn_by_turn(provider: Provider) -> None:
    for n in range(provider.desk.settings.line.max_calls):
        assert provider.post("/voice", CallSid=f"CA{n}").find("Connect") is not None
    root = provider.post("/voice", CallSid="CAlast")
    assert tags(root)[-2:] == ["Record", "Redirect"]


def test_two_calls_at_the_same_moment_do_not_get_the_same_last_place(provider: Provider) -> None:
    for n in range(1, provider.desk.settings.line.max_calls):
        assert provider.post("/voice", CallSid=f"CA{n}").find("Connect") is not None
    assert provider.equipment.way_for_a_new_call("CAone") == "stream"
    assert provider.equipment.way_for_a_new_call("CAtwo") == "record", "though no pass was offered yet"


def test_without_ears_callers_use_keys(desk: Desk, connections: Connections) -> None:
    root = Provider(desk, connections, InstantMouth(), ears=False).post("/voice")
    assert "Gather" in tags(root)
    gather = root.find("Gather")
    assert gather is not None
    assert gather.attrib["input"] == "dtmf"


def test_without_a_voice_the_providers_speaks(desk: Desk, connections: Connections) -> None:
    root = Provider(desk, connections, None, ears=True).post("/voice")
    assert tags(root)[:2] == ["Say", "Say"]
    assert root[0].text is not None
    assert root[0].text.startswith("Bonjour, vous êtes bien à la mairie de Valmont-sur-Isère.")


def test_an_error_of_ours_becomes_an_apology_and_a_person(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("unexpected")

    monkeypatch.setattr(provider.desk, "begin", fail)
    root = provider.post("/voice")
    assert tags(root) == ["Play", "Dial"]
    assert [number.text for number in root[1]] == [provider.desk.settings.town.switchboard]
    monkeypatch.setattr(provider.desk, "catalogue", Catalogue({}))
    assert tags(provider.post("/voice")) == ["Dial"], "even with nothing to say, a person is rung"


def test_a_database_that_cannot_be_written_costs_no_call(
    provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Connections) -> None:
        raise sqlite3.OperationalError("disk I/O error")

    monkeypatch.setattr(Connections, "writing", refuse)
    assert tags(provider.post("/voice")) == ["Connect", "Redirect"]
