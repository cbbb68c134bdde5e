"""The desk practises before anybody calls."""

from __future__ import annotations

import pytest

from ivr.calls import desk as of
from ivr.calls.desk import Desk
from tests.ivr.channels.fakes import CALL, CALLER


def test_nothing_of_it_is_written(desk: Desk) -> None:
    desk.practise()
    assert desk.live_streams() == 0
    assert not desk.log.rows("")
    assert desk.begin(CALL, caller=CALLER, channel="stream").position == 1


def test_a_line_that_cannot_practise_starts_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(languages: object) -> None:
        raise ValueError("no such pattern")

    monkeypatch.setattr(of, "practise", broken)
    desk.practise()
    assert "No call could be practised" in caplog.text
