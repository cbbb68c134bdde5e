"""A number is given once: what is known of an erased caller is never taken for the next one's."""

import pytest

from flows.actions import SendText, TakeMessage
from flows.codec import encode
from flows.reporting import KeepRating, OpenReport
from ivr.calls.effects import Effects
from ivr.calls.erasure import DAY_SECONDS, erase_old
from ivr.calls.forgetting import forget
from ivr.calls.migrations import migrations
from ivr.calls.numbering import number_once
from ivr.calls.outbox import Outbox
from ivr.database import open_database
from ivr.settings import Retention
from tests.ivr.calls.town import TOWN, opened

DEEDS = (
    OpenReport(reference="", kind="arbre", service="voirie", description="un arbre"),
    SendText(to="+33639980001", text="bonjour"),
    KeepRating(score=4, comment="bien"),
    TakeMessage(service="voirie", subject="", text="ça coule", phone="+33639980001"),
)


def by_request(connections):
    forget(connections, ["CA1"], by="Ana", reason="demandé", at=5.0)


def in_time(connections):
    connections.get().execute("update messages set handled_at = 5")
    connections.get().execute("update reports set closed_at = 5")
    connections.get().conn.commit()
    erase_old(connections.get(), Retention(), 5.0 + 4000 * DAY_SECONDS)


@pytest.mark.parametrize("erase", [by_request, in_time])
def test_after_an_erasure_the_next_caller_loses_nothing(tmp_path, erase):
    connections = opened(tmp_path)
    texts, letters = [], []

    def call(call_id):
        db = connections.get()
        db["calls"].insert(
            {"id": call_id, "channel": "test", "caller": "", "started_at": 1, "seen_at": 1, "ended_at": 2}
        )
        for n, deed in enumerate(DEEDS):
            kind, data = encode(deed)
            row = {"call_id": call_id, "seq": 1, "n": n, "kind": kind, "data": data, "due_at": 1.0}
            db["outbox"].insert(row)
        effects = Effects(
            TOWN,
            connections,
            lambda to, text: texts.append(text),
            lambda say: "",
            3.0,
            send_letter=lambda letter: letters.append(letter.key),
            photo_link=str,
        )
        outbox = Outbox(connections, "w")
        while outbox.run_one(effects, 3.0):
            pass

    call("CA1")
    assert (len(texts), len(letters)) == (1, 2)
    erase(connections)
    call("CA2")
    db = connections.get()
    assert db["reports"].count_where("call_id = 'CA2'") == 1
    assert db["ratings"].count_where("call_id = 'CA2'") == 1
    assert (len(texts), len(letters), len(set(letters))) == (2, 4, 4)


def test_a_line_that_erased_before_keeps_its_rows_and_gives_no_number_again(tmp_path):
    db = open_database(tmp_path / "calls.db")
    migrations.apply(db, stop_before="m027_numbers_given_once")
    db["outbox"].insert({"call_id": "CA1", "seq": 1, "n": 0, "kind": "SendText", "data": "{}", "due_at": 1.0})
    db["sent_texts"].insert({"deed": 12, "sent_at": 1.0})
    message = {"deed": 3, "call_id": "CA1", "service": "voirie", "text": "ça coule", "left_at": 1.0}
    db["messages"].insert(message)
    house = {"seq": 0, "n": 0, "kind": "NotifyService", "data": "{}", "due_at": 1.0}
    db["outbox"].insert({**house, "call_id": "house/letter/message/31/new/0"})
    kept = {table: list(db[table].rows) for table in ("outbox", "messages")}
    indexes = {table: {one.name for one in db[table].indexes} for table in kept}
    migrations.apply(db)
    assert {table: list(db[table].rows) for table in kept} == kept
    assert {table: {one.name for one in db[table].indexes} for table in kept} == indexes
    assert db["outbox"].insert({**house, "call_id": "house/x"}).last_pk == 13
    assert db["messages"].insert({**message, "deed": 4}).last_pk == 32


def test_a_table_that_is_not_as_it_was_made_is_left_alone(tmp_path):
    db = opened(tmp_path).get()
    with pytest.raises(RuntimeError, match="outbox"):
        number_once(db)
