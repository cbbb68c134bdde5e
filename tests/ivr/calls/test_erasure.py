"""Words and numbers are forgotten in time; what a call was is kept."""

from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from flows.actions import Transfer
from flows.booking import AskCallback, BookSlot
from flows.dialogue import Dialogue
from flows.events import CallStarted, Heard, HungUp
from flows.reporting import JoinReport, KeepRating, OpenReport
from flows.town_hall import town_hall
from ivr.calls import erasure
from ivr.calls.appointments import Appointments
from ivr.calls.erasure import DAY_SECONDS, erase_old, last_erasure, last_purge, proofs
from ivr.calls.log import CallLog
from ivr.calls.migrations import migrate
from ivr.calls.search_index import index_due
from ivr.calls.transfers import Transfers
from ivr.database import Connections, prepare
from ivr.settings import Retention
from tests.ivr.calls.past import hold, said
from tests.ivr.calls.town import TOWN, claimed, diary_of, effects_on, opened


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
    assert (tmp_path / "calls.db-wal").read_bytes() == b""
    assert erase_old(db, retention, now=1_000_000.0 + 96 * DAY_SECONDS).numbers == 1
    assert {row["id"]: row["caller"] for row in db["calls"].rows} == {"old": "", "recent": "+33612345678"}


def test_it_touches_nothing_of_a_running_call(tmp_path):
    prepare(tmp_path / "calls.db", migrate)
    connections = Connections(tmp_path / "calls.db")
    log = CallLog(connections, clock=lambda: 0.0)
    log.step("live", "a", CallStarted(caller="+33612345678"), Dialogue(town_hall))
    erased = erase_old(connections.get(), Retention(), now=1e9)
    assert (erased.logs, erased.numbers) == (0, 0)


def test_what_the_services_were_told_is_forgotten_once_it_is_done(tmp_path):
    connections = opened(tmp_path)
    effects = effects_on(connections, send_text=lambda to, text: None, now=0.0)
    phone = "+33612345678"
    for number, deed in enumerate(
        (
            OpenReport(reference="100001", kind="arbre", service="voirie", description="là", phone=phone),
            JoinReport(reference="100001", description="moi aussi", phone=phone),
            AskCallback(service="voirie", subject="", phone=phone, start="", end=""),
            KeepRating(score=1, comment="trop long"),
        ),
        start=1,
    ):
        effects(claimed(number, "CA1", deed))
    books = Appointments(TOWN, connections)
    visit = BookSlot(slot="pacs/2026-11-26T14:00", kind="pacs", name="Jean", phone=phone)
    assert books.book(diary_of(), "CA1", visit, at=0.0).outcome == "booked"
    db, retention = connections.get(), Retention(words_days=90, numbers_days=30)

    visited = datetime(2026, 11, 26, 14, 30, tzinfo=UTC).timestamp()
    open_ = erase_old(db, retention, now=visited + 29 * DAY_SECONDS)
    assert (open_.visits, open_.reports, open_.callbacks, open_.comments) == (0, 0, 0, 1)
    db.execute("update reports set closed_at = ?", [visited])
    db.execute("update callbacks set handled_at = ?", [visited])
    done = erase_old(db, retention, now=visited + 31 * DAY_SECONDS)
    assert (done.visits, done.reports, done.callbacks) == (1, 2, 1)
    kept = [
        value for table in ("appointments", "reports") for row in db[table].rows for value in row.values()
    ]
    assert not {phone, "Jean", "là"} & set(kept)
    assert not erase_old(db, retention, now=visited + 31 * DAY_SECONDS).anything


def test_each_purge_leaves_its_proof_and_an_idle_one_no_more_than_once_a_day(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [said("ma vie privée")])
    index_due(connections, "fr")
    db, after = connections.get(), 1_000_000.0 + 91 * DAY_SECONDS
    assert erase_old(db, Retention(), now=after).searches == 1
    assert [proof.counts["logs"] for proof in proofs(db)] == [4]
    erase_old(db, Retention(), now=after + 3600)
    assert len(proofs(db)) == 1
    erase_old(db, Retention(), now=after + DAY_SECONDS, by="Ana")
    last = proofs(db)[0]
    assert (last.by, last.counts) == ("Ana", {})
    assert not [one for one in db["questions"].rows if one["text"]]
    assert db["call_search"].get(1)["outcome"] == "unanswered"


LATER = 1_000_000.0 + 91 * DAY_SECONDS


@pytest.fixture
def talked(tmp_path, monkeypatch):
    """Five old calls with words in them, which are erased one at a time."""
    monkeypatch.setattr(erasure, "BATCH", 1)
    connections = opened(tmp_path)
    for number in range(5):
        hold(connections, f"CA{number}", [said("ma vie privée")])
    index_due(connections, "fr")
    return connections


def after_each_batch(monkeypatch, do):
    """Do something once the file is free again for others."""
    real = erasure.in_turn

    @contextmanager
    def turn(db):
        with real(db):
            yield
        do()

    monkeypatch.setattr(erasure, "in_turn", turn)


def test_callers_write_between_two_batches_and_what_is_gone_is_proven_at_each(talked, monkeypatch):
    other, proven = Connections(talked.path, wait_seconds=0.0), []

    def write():
        with other.writing() as db:
            db.execute("update calls set seen_at = seen_at + 1")
            proven.append((last_erasure(db), len(proofs(db))))

    after_each_batch(monkeypatch, write)
    assert erase_old(talked.get(), Retention(), now=LATER).searches == 5
    assert len(proven) > 10
    assert [lines for _, lines in proven] == [1] * len(proven)
    moved = [line for line, _ in proven]
    assert moved == sorted(set(moved)), "who read words before the last batch knows that they are gone"
    assert [proof.kind for proof in proofs(talked.get())] == ["retention"]


def test_an_erasure_that_dies_on_the_way_has_proven_what_it_did_and_goes_on_the_next_time(
    talked, monkeypatch, caplog
):
    whole = [row["seq"] for row in talked.get()["call_events"].rows_where("call_id = 'CA4'")]
    batches, merged = iter(range(3)), []

    def die():
        if next(batches, None) is None:
            raise KeyboardInterrupt

    db = talked.get()
    with monkeypatch.context() as patched:
        after_each_batch(patched, die)
        with pytest.raises(KeyboardInterrupt):
            erase_old(db, Retention(), now=LATER)
    (cut,) = proofs(db)
    assert (cut.kind, last_purge(db)) == ("cut_short", 0.0), (
        "the worker that starts again does not wait a day"
    )
    left = db.execute("select call_id, count(*) from call_events group by 1").fetchall()
    assert left == [("CA4", len(whole))], "a log is there whole or not at all"
    monkeypatch.setattr(erasure, "merge_words", merged.append)
    erased = erase_old(db, Retention(), now=LATER + 60)
    assert erased.logs + cut.counts["logs"] == 5 * len(whole)
    assert [proof.kind for proof in proofs(db)] == ["retention", "cut_short"]
    assert merged == [db]
    assert not db["call_events"].count
    assert not [one for one in db["call_search"].rows if one["words"]]


def test_words_erased_just_before_a_death_leave_the_full_text_index_the_next_time(talked, monkeypatch):
    merged = []
    with monkeypatch.context() as patched:
        patched.setattr(erasure._Tally, "close", _die)
        with pytest.raises(KeyboardInterrupt):
            erase_old(talked.get(), Retention(), now=LATER)
    monkeypatch.setattr(erasure, "merge_words", merged.append)
    assert not erase_old(talked.get(), Retention(), now=LATER + 60).anything
    assert len(merged) == 1


def _die(*_):
    raise KeyboardInterrupt


def test_two_visits_of_one_call_are_forgotten_together(tmp_path):
    connections = opened(tmp_path)
    books, when = Appointments(TOWN, connections), "carte-identite/2026-11-26T14:00"
    for name in ("Jean", "Jeanne"):
        visit = BookSlot(slot=when, kind="carte-identite", name=name, phone="+33612345678")
        assert books.book(diary_of(), "CA1", visit, at=0.0).outcome == "booked"
    later = datetime(2027, 3, 1, tzinfo=UTC).timestamp()
    assert erase_old(connections.get(), Retention(), now=later).visits == 2
    assert {row["phone"] for row in connections.get()["appointments"].rows} == {""}


def test_what_an_older_version_kept_of_what_agents_were_told_is_forgotten_with_the_numbers(tmp_path):
    connections = opened(tmp_path)
    transfers = Transfers(connections, clock=lambda: 0.0)
    for call_id in ("over", "going on"):
        transfers.offer(call_id, 4, Transfer(service="voirie"), ["+33465710061"])
        told = {"subject": "un trou", "summary": "", "fields": '{"phone": "+33612345678"}'}
        connections.get()["transfers"].update((call_id, 4), told)
    transfers.end("over", 4, "answered")
    assert erase_old(connections.get(), Retention(numbers_days=30), now=29 * DAY_SECONDS).deeds == 0
    assert erase_old(connections.get(), Retention(numbers_days=30), now=31 * DAY_SECONDS).deeds == 1
    kept = {row["call_id"]: (row["subject"], row["fields"]) for row in connections.get()["transfers"].rows}
    assert kept == {"over": ("", "{}"), "going on": ("un trou", '{"phone": "+33612345678"}')}


def test_what_could_not_be_delivered_is_kept_no_longer_than_words(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [said("bonjour")])
    db, ended = connections.get(), 1_000_000.0
    deed = {"call_id": "CA1", "seq": 99, "kind": "SendText", "data": "ma vie privée", "due_at": 1.0}
    db["outbox"].insert({**deed, "n": 0, "failed_at": ended + 10 * DAY_SECONDS, "error": "refused"})
    db["outbox"].insert({**deed, "n": 1})  # still to be done
    erase_old(db, Retention(words_days=90), now=ended + 95 * DAY_SECONDS)
    assert db["outbox"].count_where("seq = 99") == 2
    erase_old(db, Retention(words_days=90), now=ended + 101 * DAY_SECONDS)
    assert [row["n"] for row in db["outbox"].rows_where("seq = 99")] == [1]
