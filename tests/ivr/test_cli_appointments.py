"""standardiste appointments: the diary at the command line."""

from __future__ import annotations

import json

import pytest
import time_machine
from click.testing import CliRunner

from flows.booking import BookSlot
from ivr.calls.agendas import AgendaLinks
from ivr.calls.appointments import Appointments
from ivr.cli import main
from tests.ivr.calls.town import MONDAY, PROJECT, TOWN, diary_of, opened


@pytest.fixture(autouse=True)
def monday():
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def connections(tmp_path, monkeypatch):
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path))
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(PROJECT / "mairie.toml"))
    return opened(tmp_path)


@pytest.fixture
def reference(connections):
    wanted = BookSlot(slot="pacs/2026-11-26T14:00", kind="pacs", name="Anne Roux", phone="+33639980101")
    return Appointments(TOWN, connections).book(diary_of(), "CA1", wanted, at=MONDAY.timestamp()).reference


def run(*arguments: str):
    return CliRunner().invoke(main, ["appointments", *arguments])


def test_the_visits_are_listed_then_cancelled(reference):
    line = f"{reference}. jeudi 26 novembre à 14 h, un Pacs, Anne Roux 06 39 98 01 01"
    assert run("list").output.splitlines() == [line, "Rendez-vous : 1."]
    assert "est annulé" in run("cancel", reference, "--reason", "agent malade").output
    assert run("cancel", reference).exit_code == 1
    assert run("list").output == "Rendez-vous : 0.\n"
    assert run("list", "--cancelled").output.splitlines()[0] == f"{line} (annulé)"


def test_they_are_exported(reference, tmp_path):
    assert json.loads(run("export", "--format", "json").stdout)[0]["reference"] == reference
    file = tmp_path / "rendez-vous.csv"
    assert "1 rendez-vous exportés" in run("export", "--output", str(file)).output
    assert reference in file.read_text(encoding="utf-8-sig")
    assert run("export", "--from", "2026-11-27").stdout.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [("list", "--from", "hier"), ("list", "--service", "fanfare"), ("export", "--format", "pdf")]
)
def test_what_cannot_be_asked_is_said(connections, arguments):
    assert run(*arguments).exit_code == 2


def test_a_file_that_cannot_be_written_is_said(reference, tmp_path):
    gone = run("export", "--output", str(tmp_path / "nulle-part" / "x.csv"))
    assert (gone.exit_code, "ne peut pas être écrit" in gone.output) == (1, True)


def test_an_agenda_address_is_given_out_listed_and_taken_back(connections):
    made = run("agenda", "add", "etat-civil")
    address = made.stdout.strip()
    assert address.startswith("http://127.0.0.1:8080/agenda/")
    token = address.rpartition("/")[2].removesuffix(".ics")
    assert AgendaLinks(connections).service_of(token, at=1.0) == "etat-civil"
    listed = run("agenda", "list").output
    assert "1. etat-civil, créée le 23/11/2026 par standardiste" in listed
    assert token not in listed
    assert run("agenda", "revoke", "1").exit_code == 0
    assert run("agenda", "revoke", "1").exit_code == 1
    assert "Retirée." in run("agenda", "list").output
    assert run("agenda", "add", "fanfare").exit_code == 2
