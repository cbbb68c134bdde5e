"""Scripts that need something to have happened before: a report, appointments, texts switched on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.booking import BookSlot
from flows.reporting import OpenReport
from ivr.calls.appointments import Appointments
from ivr.calls.diary import Diary
from ivr.calls.reports import Reports
from ivr.calls.sounds_kept import SoundsKept
from ivr.database import Connections
from ivr.simulator.script import CALLER, load_script
from speech.models import ModelStore
from speech.recogniser import VoskEars
from tests.ivr.calls.town import calendar_of, claimed
from tests.ivr.simulator.test_calls import AT_A_TIME, SPEED, play_all, report_of
from tests.ivr.simulator.whole_line import OPEN, PROJECT, WholeLine

pytestmark = pytest.mark.timeout(900)  # whole calls, one after the other where they ring the same agents
CALLS = sorted((PROJECT / "tests" / "calls" / "prepares").glob("*.yaml"))
TURNS_SPEED = 2.0
"""Times real time. A request takes its own time, so many times as long in the call: at eight, these fail on a
machine with four other programs at work."""
TURN_BY_TURN = ("suivi_signalement_au_clavier", "suivi_numero_dit", "message_enregistre")
VISITS = {
    "123456": "09:00",
    "234567": "09:20",
    "345678": "09:40",
    "456789": "10:00",
    "567890": "10:20",
    "678901": "10:40",
    "789012": "11:00",
    "471290": "11:20",
    "890123": "11:40",
}


@pytest.fixture(scope="module")
def ears(model_store: ModelStore) -> VoskEars:
    return VoskEars(model_store.path("vosk-model-fr-mairie-0.15"))


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, ears: VoskEars) -> Iterator[WholeLine]:
    with prepared(tmp_path_factory.mktemp("var"), ears, "stream") as made:
        yield made


def prepared(folder: Path, ears: VoskEars, mode: str) -> WholeLine:
    config = folder / "mairie.toml"
    shipped = (PROJECT / "mairie.toml").read_text(encoding="utf-8")
    changed = shipped.replace("text_links = false", "text_links = true").replace(
        "messages = false", "messages = true"
    )
    assert changed.count("= true") == shipped.count("= true") + 2
    config.write_text(changed, encoding="utf-8")
    line = WholeLine(folder / "line", ears, mode, config=config)
    connections = Connections(line.settings.var / "calls.db")
    report = OpenReport(reference="471290", kind="eclairage", service="voirie", street="rue Pasteur")
    reports = Reports(connections, line.settings.zone)
    at = OPEN.timestamp() - 86_400
    reports.open(claimed(1, "CA1", report), report, at)
    reports.set_status("471290", "in_progress", who="voirie@valmont.example", at=at)
    booked = datetime(2026, 11, 23, 9, tzinfo=UTC)
    diary = Diary(line.settings, calendar_of(line.settings), booked)
    for reference, time in VISITS.items():
        wanted = BookSlot(
            slot=f"carte-identite/2026-11-26T{time}", kind="carte-identite", name="Anne", phone=CALLER
        )
        made = Appointments(line.settings, connections).book(diary, f"CA{reference}", wanted, at)
        assert made.outcome == "booked"
        connections.get().table("appointments").update(made.reference, {"reference": reference})
    return line


def test_every_prepared_call_goes_as_its_script_says(line: WholeLine, subtests: pytest.Subtests) -> None:
    assert AT_A_TIME >= 2
    for played in play_all(line.rehearsal(SPEED), [load_script(path) for path in CALLS]):
        with subtests.test(played.script.name):
            assert played.went_well, report_of(played)


def test_what_was_promised_in_these_calls_is_in_the_books(line: WholeLine) -> None:
    db = Connections(line.settings.var / "calls.db").get()
    held = {row["reference"]: row for row in db.table("appointments").rows}
    assert held["123456"]["cancelled_at"] is None, "given back by the outbox, not by the call itself"
    assert held["456789"]["cancelled_at"] is None
    assert held["234567"]["replaced_by"]
    assert held["345678"]["replaced_by"]
    moved = held[held["345678"]["replaced_by"]]
    assert datetime.fromisoformat(moved["start"]).weekday() == 2, "a Wednesday, as was asked"
    pieces = list(line.settings.var.glob("recordings/pieces/*/*.pcm"))
    assert len(pieces) == 1
    assert SoundsKept(line.settings.var).names() == []


def test_the_same_calls_go_as_well_turn_by_turn(
    tmp_path: Path, ears: VoskEars, subtests: pytest.Subtests
) -> None:
    scripts = [load_script(path) for path in CALLS if path.stem in TURN_BY_TURN]
    assert len(scripts) == len(TURN_BY_TURN)
    with prepared(tmp_path, ears, "turns") as turns:
        for played in play_all(turns.rehearsal(TURNS_SPEED), scripts):
            with subtests.test(played.script.name):
                assert played.went_well, report_of(played)
        assert len(list(turns.settings.var.glob("recordings/pieces/*/*.pcm"))) == 1
