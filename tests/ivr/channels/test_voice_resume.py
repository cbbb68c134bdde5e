"""What comes next once a stream has ended."""

from __future__ import annotations

import pytest

from flows.events import NoInput
from tests.ivr.channels.webhooks import Provider, after, tags


def test_a_lost_stream_is_opened_again_a_few_times_then_turns_take_over(provider: Provider) -> None:
    root = provider.post("/voice")
    for _ in range(3):
        path = after(root, "Connect")
        provider.end_stream("")
        root = provider.post(path)
        assert tags(root) == ["Connect", "Redirect"]
    provider.end_stream("lost")
    assert tags(provider.post(after(root, "Connect")))[-2:] == ["Record", "Redirect"]


def test_a_planned_change_of_stream_is_no_loss(provider: Provider) -> None:
    provider.post("/voice")
    provider.end_stream("moved")
    assert after(provider.post("/voice/resume?lost=2"), "Connect") == "/voice/resume?lost=0"


def test_a_voice_that_failed_is_replaced_by_the_providers(provider: Provider) -> None:
    provider.post("/voice")
    provider.end_stream("voice")
    root = provider.post("/voice/resume?lost=0")
    assert tags(root) == ["Say", "Say", "Record", "Redirect"]
    again = root
    while tags(again) != ["Say", "Record", "Redirect"]:
        again = provider.post(after(again, "Redirect"))
    assert isinstance(provider.events()[-1], NoInput), "and stays so for the rest of the call"


def test_ears_that_failed_leave_keys(provider: Provider) -> None:
    provider.post("/voice")
    provider.end_stream("ears")
    assert "Gather" in tags(provider.post("/voice/resume?lost=0"))


@pytest.mark.parametrize(("ending", "expected"), [("trouble", ["Play", "Dial"]), ("apologised", ["Dial"])])
def test_a_stream_in_trouble_leads_to_a_person_told_once(
    provider: Provider, ending: str, expected: list[str]
) -> None:
    provider.post("/voice")
    provider.end_stream(ending)
    assert tags(provider.post("/voice/resume?lost=0")) == expected


def test_a_call_that_is_over_is_hung_up(provider: Provider) -> None:
    provider.post("/voice")
    provider.request("/voice/status", CallStatus="completed")
    provider.end_stream("hung_up")
    assert tags(provider.post("/voice/resume?lost=0")) == ["Hangup"]


def test_a_call_nobody_knows_is_begun_by_whatever_comes_first(provider: Provider) -> None:
    assert tags(provider.post("/voice/resume?lost=0")) == ["Connect", "Redirect"]
    assert provider.kinds() == ["CallStarted"]
