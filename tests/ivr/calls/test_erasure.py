"""Words and numbers are forgotten in time; what a call was is kept."""

from flows.dialogue import Dialogue
from flows.events import CallStarted, Heard, HungUp
from flows.town_hall import town_hall
from ivr.calls.erasure import DAY_SECONDS, erase_old
from ivr.calls.log import CallLog
from ivr.calls.migrations import migrate
from ivr.database import Connections, prepare
from ivr.settings import Retention


def test_it_forgets_words_then_numbers_and_keeps_the_record(tmp_path):
    prepare(tmp_path / "calls.db", migrate)
    connections = Connections(tmp_path / "calls.db")
    now = [1_000_000.0]
    log = CallLog(connections, clock=lambda: now[0])
    for call_id in ("old", "recent"):
        dialogue = Dialogue(town_hall)
        log.step(call_id, "a", CallStarted(caller="+33612345678", channel="test"), dialogue)
        log.step(call_id, "b", Heard(text="ma vie privée"), dialogue)
        log.step(call_id, "c", HungUp(), dialogue)
        now[0] += 89 * DAY_SECONDS
    db, retention = connections.get(), Retention(words_days=90, numbers_days=95)
    erased = erase_old(db, retention, now=1_000_000.0 + 91 * DAY_SECONDS)
    assert (erased.logs, erased.numbers) == (3, 0)
    assert [row["seq"] for row in log.rows("recent")] == [1, 2, 3]
    assert not log.knows("old")
    assert erase_old(db, retention, now=1_000_000.0 + 96 * DAY_SECONDS).numbers == 1
    assert {row["id"]: row["caller"] for row in db["calls"].rows} == {"old": "", "recent": "+33612345678"}


def test_it_touches_nothing_of_a_running_call(tmp_path):
    prepare(tmp_path / "calls.db", migrate)
    connections = Connections(tmp_path / "calls.db")
    log = CallLog(connections, clock=lambda: 0.0)
    log.step("live", "a", CallStarted(caller="+33612345678"), Dialogue(town_hall))
    erased = erase_old(connections.get(), Retention(), now=1e9)
    assert (erased.logs, erased.numbers) == (0, 0)
