"""The messages callers left, read and closed from the command line."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from flows.actions import TakeMessage
from flows.codec import encode
from ivr.calls.migrations import migrate
from ivr.calls.outbox import Outbox
from ivr.cli import main
from ivr.database import Connections, prepare
from tests.ivr.calls.town import effects_on

ROOT = Path(__file__).parents[2]


@pytest.fixture
def standardiste(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path))
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(ROOT / "mairie.toml"))
    prepare(tmp_path / "calls.db", migrate)
    connections = Connections(tmp_path / "calls.db")
    for n, (service, text) in enumerate([("accueil", "rappelez-moi"), ("voirie", "un trou\nrue Hugo")]):
        kind, data = encode(TakeMessage(service=service, subject="", text=text, phone="+33612345678"))
        row = {"call_id": "CA1", "seq": 1, "n": n, "kind": kind, "data": data, "due_at": 0.0}
        connections.get()["outbox"].insert(row)
    outbox = Outbox(connections, "test")
    while outbox.run_one(effects_on(connections, send_text=lambda to, text: None, now=1.8e9), 1.8e9):
        pass
    return lambda *arguments: CliRunner().invoke(main, ["messages", *arguments])


def test_messages_are_read_with_the_number_to_ring_back(standardiste):
    told = standardiste("list")
    assert told.exit_code == 0
    assert "rappelez-moi" in told.output
    assert "06 12 34 56 78" in told.output
    assert "le service voirie" in told.output
    assert "    rue Hugo" in told.output


def test_one_service_reads_its_own(standardiste):
    assert "rappelez-moi" not in standardiste("list", "--service", "voirie").output


def test_a_handled_message_is_no_longer_asked_for(standardiste):
    assert standardiste("close", "1").exit_code == 0
    assert "rappelez-moi" not in standardiste("list").output
    assert "rappelez-moi" in standardiste("list", "--all").output
    again = standardiste("close", "1", "99")
    assert again.exit_code == 1
    assert "99" in again.output


def test_an_unknown_service_is_told(standardiste):
    told = standardiste("list", "--service", "astronomie")
    assert told.exit_code == 2
    assert "astronomie" in told.output
