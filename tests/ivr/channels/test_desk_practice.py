"""The desk practises before anybody calls."""

from __future__ import annotations

import pytest

from ivr.calls.desk import Desk
from ivr.database import Connections


def test_nothing_of_it_is_written(desk: Desk, connections: Connections) -> None:
    desk.practise()
    tables = ("calls", "call_events", "outbox")
    assert [connections.get().table(name).count for name in tables] == [0, 0, 0]


def test_a_line_that_cannot_practise_starts_all_the_same(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(languages: object) -> None:
        raise ValueError("no such pattern")

    monkeypatch.setattr("ivr.calls.desk.practise", broken)
    desk.practise()
    assert "No call could be practised" in caplog.text


def test_a_process_that_answers_nobody_practises_without_the_articles(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []
    monkeypatch.setattr(desk._queries, "is_sure", lambda text, language: looked_up.append(text))
    desk.practise(looking_up=False)
    assert looked_up == []
    desk.practise()
    assert looked_up != []
