"""A caller waits in the line: documents that follow each other, keys, and the end of the wait."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest

from flows.events import HungUp
from flows.routing import AgentFreed, AgentsFound, QueueEnded, QueueMoved, WaitInQueue
from ivr.calls import waiting
from ivr.channels.hold_music import PATH, PIECE_SECONDS, hold_music
from tests.ivr.channels.fakes import CALL
from tests.ivr.channels.webhooks import Provider, after, tags

OTHER_CALL = "CA" + "9" * 32


def queued(provider: Provider, position: int = 1) -> ElementTree.Element:
    """The first document of the wait, on a line where everybody else speaks already."""
    queries: Any = provider.desk._queries
    queries.agents = [AgentsFound(state="engaged", position=position)]
    provider.desk.routing.claim(OTHER_CALL, 4, "accueil")
    root = provider.post("/voice")
    if root.find("Connect") is not None:
        provider.until_transfer()
        provider.end_stream("done")
        return provider.post("/voice/resume?lost=0")
    return provider.post(after(root, "Record"), Digits="0")


def waits(provider: Provider) -> bool:
    conversation = provider.desk.resume(CALL)
    return conversation is not None and isinstance(conversation.waiting_for, WaitInQueue)


def played(root: ElementTree.Element) -> int:
    return len(root.findall("Gather/Play"))


@pytest.mark.parametrize("channel", ["provider", "turns"])
def test_the_place_is_told_then_music_plays_and_a_key_may_stop_both(
    channel: str, request: pytest.FixtureRequest
) -> None:
    provider: Provider = request.getfixturevalue(channel)
    root = queued(provider)
    assert tags(root) == ["Gather", "Redirect"]
    assert played(root) == 2
    assert root[0][-1].text == PATH
    assert waits(provider)
    again = provider.post(after(root, "Redirect"))
    assert (tags(again), played(again)) == (["Gather", "Redirect"], 1), "nothing new: music alone"
    assert provider.kinds().count("QueueMoved") == 0, "a moment without news is not worth an event"


def test_the_free_agent_is_rung_as_soon_as_the_music_has_played(provider: Provider) -> None:
    root = queued(provider)
    provider.desk.availability.let_go(OTHER_CALL)
    root = provider.post(after(root, "Redirect"))
    assert tags(root) == ["Play", "Dial"], "it is your turn"
    assert "AgentFreed" in provider.kinds()
    over = provider.post(after(root, "Dial"), DialCallStatus="completed", DialBridged="true")
    assert tags(over)[-1] == "Hangup"
    assert waiting.place_of(provider.equipment.passes._connections.get(), CALL) is None


def test_a_webhook_asked_twice_rings_once(provider: Provider) -> None:
    root = queued(provider)
    provider.desk.availability.let_go(OTHER_CALL)
    path = after(root, "Redirect")
    first, again = provider.post(path), provider.post(path)
    assert tags(first) == tags(again) == ["Play", "Dial"]
    assert after(first, "Dial") == after(again, "Dial")
    assert provider.kinds().count("AgentFreed") == 1


def test_key_1_leaves_the_line_for_a_message(turns: Provider) -> None:
    root = queued(turns)
    root = turns.post(after(root, "Gather"), Digits="1")
    assert tags(root)[-2:] == ["Record", "Redirect"]
    assert not waits(turns)
    assert waiting.place_of(turns.equipment.passes._connections.get(), CALL) is None


def test_on_a_stream_key_1_goes_back_to_the_stream_for_the_message(provider: Provider) -> None:
    root = queued(provider)
    assert tags(provider.post(after(root, "Gather"), Digits="1")) == ["Connect", "Redirect"]


def test_another_key_has_the_place_said_again(provider: Provider) -> None:
    root = provider.post(after(queued(provider), "Gather"), Digits="0")
    assert (tags(root), played(root)) == (["Gather", "Redirect"], 2)
    assert waits(provider)


def test_a_place_that_changed_is_told(provider: Provider) -> None:
    root = queued(provider, position=2)
    root = provider.post(after(root, "Redirect"))
    assert QueueMoved(at=provider.events()[-1].at, position=1) == provider.events()[-1]
    assert played(root) == 2
    assert played(provider.post(after(root, "Redirect"))) == 1


def test_when_nobody_is_left_a_message_is_offered(turns: Provider) -> None:
    root = queued(turns)
    for phone in turns.desk.settings.services["accueil"].agents:
        turns.desk.availability.switch(phone, available=False)
    root = turns.post(after(root, "Redirect"))
    assert tags(root)[-2:] == ["Record", "Redirect"]
    assert [e.reason for e in turns.events() if isinstance(e, QueueEnded)] == ["away"]


def test_a_caller_who_hangs_up_leaves_the_line(provider: Provider) -> None:
    queued(provider)
    provider.request("/voice/status", CallStatus="completed")
    assert isinstance(provider.events()[-1], HungUp)
    assert waiting.places(provider.equipment.passes._connections.get(), 0.0) == []


def test_a_worker_that_dies_in_the_middle_costs_nobody_their_place(provider: Provider) -> None:
    path = after(queued(provider), "Redirect")
    url = f"https://voix.example.fr{path}"
    root = provider.post("/voice/fallback", ErrorCode="11200", ErrorUrl=url)
    assert (tags(root), played(root)) == (["Gather", "Redirect"], 1)
    assert after(root, "Redirect") == path, "the same place, listened to in the same way"
    unreadable = provider.post("/voice/fallback", ErrorCode="12100", ErrorUrl=url)
    assert tags(unreadable) == ["Play", "Dial"], "a document that cannot be read would come again"


def test_a_wait_that_cannot_be_read_goes_on(provider: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    root = queued(provider)

    def fail(*args: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(provider.desk.routing, "look", fail)
    again = provider.post(after(root, "Redirect"))
    assert (tags(again), played(again)) == (["Gather", "Redirect"], 1)


def test_the_music_is_soft_and_never_silent_for_long(provider: Provider) -> None:
    from speech.audio import mulaw_decode

    response = provider.client.get(PATH)
    assert response.status_code == 200
    assert response.mimetype == "audio/basic"
    assert response.data == hold_music()
    assert len(response.data) == PIECE_SECONDS * 8000
    pcm = memoryview(mulaw_decode(response.data)).cast("h")
    loudest = [max(abs(value) for value in pcm[start : start + 2000]) for start in range(0, len(pcm), 2000)]
    assert max(loudest) < 0.3 * 32_768
    assert min(loudest) > 300, "no quarter of a second is silent"


def test_an_agent_freed_late_is_told_to_a_call_that_no_longer_waits_without_harm(turns: Provider) -> None:
    root = queued(turns)
    path = after(root, "Redirect")
    turns.post(after(root, "Gather"), Digits="1")
    turns.desk.availability.let_go(OTHER_CALL)
    assert tags(turns.post(path))[-2:] == ["Record", "Redirect"]
    assert AgentFreed not in [type(event) for event in turns.events()]
