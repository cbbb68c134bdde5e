"""Whoever asks for it is forgotten: here, and in what a backup would bring back."""

import shutil
from datetime import UTC, datetime

import pytest

from flows.actions import Transfer
from flows.booking import AskCallback, BookSlot
from flows.dialogue import Dialogue
from flows.events import CallStarted, Pressed, TransferEnded
from flows.reporting import JoinReport, KeepRating, OpenReport
from flows.town_hall import town_hall
from ivr import database
from ivr.calls.appointments import Appointments
from ivr.calls.erasure import proofs
from ivr.calls.following_up import FollowingUp, Kind
from ivr.calls.forgetting import NotANumber, RunningCall, calls_of, forget, number_of, reapply
from ivr.calls.log import CallLog
from ivr.calls.outbox import Outbox
from ivr.calls.reminders import remind
from ivr.calls.reports import Reports
from ivr.calls.reviews import Verdict, review
from ivr.calls.search_index import index_due
from ivr.calls.sounds_kept import SoundsKept
from ivr.calls.transfers import Transfers
from ivr.calls.visits import Visits
from ivr.database import Connections
from tests.ivr.calls.past import hold, said
from tests.ivr.calls.town import TOWN, claimed, diary_of, effects_on, opened

NUMBER = "+33639980001"
SECRETS = (NUMBER, "0639980001", "jean dupont", "cryptonyme")


@pytest.fixture
def calls(tmp_path):
    """One caller who did everything one can do, and another who is none of their business."""
    connections = opened(tmp_path)
    events = [said("le cryptonyme de jean dupont"), said("ma carte"), said("oui")]
    hold(connections, "CA1", events, caller=NUMBER)
    hold(connections, "CA2", [said("le secret d'une autre personne")], caller="+33639980002")
    index_due(connections, "fr")
    effects = effects_on(connections, send_text=lambda to, text: None, now=2e6)
    for number, deed in enumerate(
        (
            OpenReport(
                reference="100001", kind="arbre", service="voirie", place="chez jean dupont", phone=NUMBER
            ),
            AskCallback(service="voirie", subject="", phone=NUMBER, name="jean dupont", start="", end=""),
            KeepRating(score=1, comment="cryptonyme"),
        ),
        start=1,
    ):
        effects(claimed(number, "CA1", deed))
    effects(claimed(9, "CA2", JoinReport(reference="100001", description="moi aussi")))
    told = Transfer(service="voirie", subject="cryptonyme", fields={"name": "jean dupont", "phone": NUMBER})
    Transfers(connections).offer("CA1", 4, told, [])
    older = {"subject": "cryptonyme", "summary": "", "fields": '{"name": "jean dupont"}'}
    connections.get()["transfers"].update(("CA1", 4), older)
    visit = BookSlot(slot="pacs/2026-11-26T14:00", kind="pacs", name="jean dupont", phone=NUMBER)
    assert Appointments(TOWN, connections).book(diary_of(), "CA1", visit, at=0.0).outcome == "booked"
    seq = next(connections.get()["questions"].rows_where("call_id = 'CA1'"))["seq"]
    review(connections, "CA1", seq, Verdict.WRONG, by="Ana", at=2e6)
    return connections


def everything(connections):
    tables = [name for name in connections.get().table_names() if "fts" not in name]
    return [
        str(value)
        for table in tables
        for row in connections.get()[table].rows
        for value in row.values()
        if value is not None
    ]


def erase(connections, at=3e6):
    ids = calls_of(connections.get(), NUMBER)
    return forget(connections, ids, by="Ana", reason="demande du 3 mars", at=at)


def test_nothing_is_left_of_the_caller(calls):
    assert any(secret in value for secret in SECRETS for value in everything(calls))
    counts = erase(calls)
    left = [value for value in everything(calls) for secret in SECRETS if secret in value and value != "CA1"]
    assert left == ["chez jean dupont"]  # an open problem whose street is not known must still be found
    assert counts["logs"] > 3
    assert counts["callbacks"] == counts["comments"] == counts["searches"] == 1
    assert calls.get()["calls"].get("CA1")["topic"] == "carte-identite"
    found = "select 1 from call_search_fts where call_search_fts match '\"cryptonyme\"'"
    assert calls.get().execute(found).fetchone() is None


def on_disk(folder, word):
    return [file.name for file in folder.glob("calls.db*") if word.encode() in file.read_bytes()]


def test_nothing_of_the_caller_is_left_in_the_files_while_the_line_goes_on(calls, tmp_path):
    beside = Connections(tmp_path / "calls.db")
    beside.get().execute("select count(*) from calls").fetchone()
    assert on_disk(tmp_path, "cryptonyme")
    erase(calls)
    for secret in ("cryptonyme", NUMBER, "0639980001"):
        assert on_disk(tmp_path, secret) == []
    assert on_disk(tmp_path, "+33639980002") == ["calls.db"]


def test_an_erasure_is_not_held_up_by_somebody_who_reads_for_long(calls, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(database, "CUT_TRIES", 2)
    reading = Connections(tmp_path / "calls.db").get().conn
    reading.execute("begin")
    reading.execute("select count(*) from calls").fetchone()
    erase(calls)
    assert "somebody is reading" in caplog.text
    with calls.writing() as db:
        assert db.execute("pragma busy_timeout").fetchone() == (1000,)
    reading.rollback()
    erase(calls)
    assert on_disk(tmp_path, "cryptonyme") == []


def test_the_others_are_left_alone(calls):
    erase(calls)
    assert calls.get()["calls"].get("CA2")["caller"] == "+33639980002"
    assert "le secret d'une autre personne" in everything(calls)
    assert calls.get()["report_witnesses"].get(9)["description"] == "moi aussi"
    assert calls.get()["reports"].get("100001")["closed_at"] is None


def test_no_text_leaves_for_somebody_erased(calls):
    db = calls.get()
    db.execute("update reports set text_updates = 1")
    db.execute("update appointments set remind = 1, booked_at = 0")
    db["report_witnesses"].update(9, {"phone": "+33639980002", "text_updates": 1})
    Reports(calls, TOWN.zone).set_status("100001", "in_progress", who="Ana", at=2e6)
    assert remind(TOWN, calls, datetime(2026, 11, 25, 10, tzinfo=UTC)) == 1
    (visit,) = [row["reference"] for row in db["appointments"].rows]
    assert Visits(TOWN, calls).cancel(visit, who="Ana", at=2e6)
    db["outbox"].insert(
        {"call_id": "house/unreadable", "seq": 0, "n": 0, "kind": "?", "data": "", "due_at": 1}
    )
    texts = []
    house = "call_id >= 'house/' and call_id < 'house0' and kind = 'SendNotice'"
    assert db["outbox"].count_where(house) == 4
    assert not [row for row in db["outbox"].rows if "+33" in row["call_id"]]
    erase(calls)
    outbox = Outbox(calls, "w")
    while outbox.run_one(effects_on(calls, lambda to, text: texts.append(to)), 1e10):
        pass
    assert texts == ["+33639980002"], "the other witness alone"
    left = [value for value in everything(calls) for secret in SECRETS if secret in value]
    assert left == ["chez jean dupont"]


def test_a_coming_visit_is_given_back(calls):
    erase(calls, at=0.0)
    (visit,) = calls.get()["appointments"].rows
    assert (visit["cancelled_at"], visit["phone"], visit["name"]) == (0.0, "", visit["reference"])


def test_the_erasure_leaves_its_proof(calls):
    erase(calls)
    (proof,) = proofs(calls.get())
    assert (proof.kind, proof.by, proof.reason, proof.at) == ("caller", "Ana", "demande du 3 mars", 3e6)
    assert proof.counts["numbers"] == 1
    assert NUMBER not in str(proof)


def test_what_agents_noted_goes_with_it(calls):
    FollowingUp(calls).note(Kind.CALLBACK, 2, "jean dupont a déménagé", who="Bob", at=2e6)
    erase(calls)
    assert not any("déménagé" in value for value in everything(calls))


def test_a_number_given_in_another_call_leads_to_that_call(calls):
    hold(
        calls,
        "CA3",
        [Pressed(digits="0"), TransferEnded(outcome="busy"), said("oui"), said("rappelez moi"), said("non")],
        caller="",
    )
    effects_on(calls, send_text=lambda to, text: None)(
        claimed(20, "CA3", AskCallback(service="voirie", subject="", phone=NUMBER, start="", end=""))
    )
    assert sorted(calls_of(calls.get(), NUMBER)) == ["CA1", "CA3"]


def test_a_backup_does_not_bring_the_caller_back(calls, tmp_path):
    copy = tmp_path / "copy.db"
    with calls.writing():
        pass
    calls.get().conn.execute("vacuum into ?", [str(copy)])
    erase(calls)
    calls.get().conn.close()
    for name in ("calls.db", "calls.db-wal", "calls.db-shm"):
        (tmp_path / name).unlink(missing_ok=True)
    shutil.copy(copy, tmp_path / "calls.db")
    assert reapply(tmp_path / "calls.db", at=4e6) == 1
    restored = Connections(tmp_path / "calls.db")
    assert not any("cryptonyme" in value or NUMBER in value for value in everything(restored))
    assert [proof.kind for proof in proofs(restored.get())] == ["restored"]
    assert reapply(tmp_path / "calls.db", at=5e6) == 0


def test_voices_and_photos_are_erased_with_their_caller(calls, tmp_path):
    sounds, photos = SoundsKept(tmp_path), tmp_path / "photos"
    for call_id, number in (("CA1", 1), ("CA2", 2)):
        sounds.add(call_id, b"\0\0" * 800)
        row = {"deed": 50 + number, "call_id": call_id, "service": "voirie", "text": "", "left_at": 0.0}
        calls.get()["messages"].insert({**row, "audio": sounds.gather(call_id, number)})
    sounds.add("CA1", b"\0\0" * 800)
    photos.mkdir()
    (photos / "abc.jpg").write_bytes(b"jpg")
    sizes = {"width": 1, "height": 1, "bytes": 3}
    calls.get()["report_photos"].insert({"id": "abc", "reference": "100001", "added_at": 0.0, **sizes})
    counts = erase(calls)
    assert (counts["recordings"], counts["photos"]) == (1, 1)
    assert sounds.names() == ["message-2"]
    assert not list(photos.iterdir())
    assert not (tmp_path / "recordings" / "pieces" / "CA1").exists()
    assert calls.get()["report_photos"].count == 0


def test_nobody_is_erased_while_they_speak(calls):
    log = CallLog(calls)
    log.step("CA4", "a", CallStarted(caller=NUMBER), Dialogue(town_hall))
    with pytest.raises(RunningCall, match="CA4"):
        erase(calls)
    assert calls.get()["calls"].get("CA1")["caller"] == NUMBER
    assert proofs(calls.get()) == []


@pytest.mark.parametrize("written", ["06 39 98 00 01", "+33639980001", "06.39.98.00.01", "0033639980001"])
def test_numbers_are_read_as_people_write_them(written):
    assert number_of(written) == NUMBER


@pytest.mark.parametrize("written", ["", "bonjour", "12", "' or 1=1 --", "%"])
def test_what_is_no_number_is_refused(written):
    with pytest.raises(NotANumber):
        number_of(written)
