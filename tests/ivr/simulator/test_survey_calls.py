"""Scripts of a line that asks its callers for a note."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from flows.codec import decode_action
from flows.reporting import KeepRating
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.indicators.rates import Share, responses
from ivr.calls.indicators.spans import week_of
from ivr.calls.outbox import Outbox
from ivr.database import Connections
from ivr.house import House
from ivr.simulator.script import load_script
from speech.recogniser import VoskEars
from tests.ivr.simulator.test_calls import SPEED, play_all, report_of
from tests.ivr.simulator.whole_line import PROJECT, WholeLine

pytestmark = pytest.mark.timeout(900)  # whole calls, one after the other where they ring the same agents
CALLS = sorted((PROJECT / "tests" / "calls" / "enquete").glob("*.yaml"))


def test_callers_are_asked_for_a_note_and_it_is_kept(
    tmp_path: Path, town_ears: Path, subtests: pytest.Subtests
) -> None:
    config = tmp_path / "mairie.toml"
    shipped = (PROJECT / "mairie.toml").read_text(encoding="utf-8")
    assert "survey = false" in shipped
    config.write_text(shipped.replace("survey = false", "survey = true"), encoding="utf-8")
    with WholeLine(tmp_path / "line", VoskEars(town_ears), config=config) as line:
        for played in play_all(line.rehearsal(SPEED), [load_script(path) for path in CALLS]):
            with subtests.test(played.script.name):
                assert played.went_well, report_of(played)
    connections = Connections(line.settings.var / "calls.db")
    promised = connections.get().execute("select data from outbox where kind = 'KeepRating'").fetchall()
    notes = [decode_action("KeepRating", data) for (data,) in promised]
    assert sorted(note.score for note in notes if isinstance(note, KeepRating)) == [2, 5, 5]
    worker = House(line.settings).worker("test")
    outbox, now = Outbox(connections, "test"), worker.clock()
    while outbox.run_one(worker._effects(now), now):
        pass
    Ledger(line.settings, connections).keep(now)
    days = Ledger(line.settings, connections).read(week_of(_day_of(connections, line)))
    assert [responses(figures) for figures in days.values()] == [Share(3, 4)]


def _day_of(connections: Connections, line: WholeLine) -> date:
    (began,) = connections.get().execute("select min(started_at) from calls").fetchone()
    return datetime.fromtimestamp(began, tz=line.settings.zone).date()
