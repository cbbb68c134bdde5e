"""standardiste deliveries: what could not be sent is listed with its cause, and sent again on request."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.actions import SendText
from ivr.calls.outbox import DeedError, Outbox, promise
from ivr.calls.undelivered import undelivered
from ivr.cli import main
from tests.ivr.calls.town import PROJECT, opened


@pytest.fixture
def connections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path))
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(PROJECT / "mairie.toml"))
    return opened(tmp_path)


def fail(connections, *, permanent: bool, tries: int = 1) -> None:
    with connections.writing() as db:
        promise(db, f"test/{permanent}/{tries}", SendText(to="+33639980101", text="Bonjour"), 0.0)

    def refuse(claimed):
        raise DeedError("The provider refused a text: status 400.", permanent=permanent)

    outbox = Outbox(connections, "worker")
    for attempt in range(tries):
        outbox.run_one(refuse, 1e6 * (attempt + 1))


def run(*arguments: str):
    return CliRunner().invoke(main, ["deliveries", *arguments])


def test_nothing_undelivered_is_said(connections):
    assert "Tout est parti" in run("list").output


def test_what_was_given_up_is_listed_with_its_cause_and_sent_again(connections):
    fail(connections, permanent=True)
    listed = run("list").output
    assert "1. SMS, abandonné le 12/01/1970" in listed
    assert "status 400" in listed
    assert "+33639980101" not in listed
    again = run("retry", "1")
    assert (again.exit_code, "Envois remis en route : 1" in again.output) == (0, True)
    assert undelivered(connections.get()) == []
    sent = []
    Outbox(connections, "worker").run_one(lambda claimed: sent.append(claimed.deed), 1e12)
    assert len(sent) == 1


def test_what_has_failed_for_a_while_is_listed_before_it_is_given_up(connections):
    fail(connections, permanent=False, tries=2)
    assert undelivered(connections.get()) == []
    fail(connections, permanent=False, tries=3)
    assert "3 essais, encore tenté" in run("list").output


def test_a_number_that_did_not_fail_is_not_sent_twice(connections):
    assert run("retry", "7").exit_code == 1
    assert run("retry").exit_code == 2
    assert "--all" in run("retry").output
    fail(connections, permanent=True)
    assert run("retry", "--all").exit_code == 0
