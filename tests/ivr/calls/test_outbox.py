"""Deeds happen once, are tried again, and are given up aloud."""

import pytest

from flows.actions import SendText, TakeMessage
from flows.codec import encode
from ivr.calls.migrations import migrate
from ivr.calls.outbox import CLAIM_SECONDS, RETRY_SECONDS, DeedError, Outbox
from ivr.database import Connections, prepare
from tests.ivr.calls.town import effects_on


@pytest.fixture
def connections(tmp_path):
    prepare(tmp_path / "calls.db", migrate)
    return Connections(tmp_path / "calls.db")


@pytest.fixture
def promise(connections):
    def promise(deed, n=0):
        kind, data = encode(deed)
        row = {"call_id": "CA1", "seq": 1, "n": n, "kind": kind, "data": data, "due_at": 0.0}
        connections.get()["outbox"].insert(row)

    return promise


HELLO = SendText(to="+33612345678", text="Bonjour")


def test_a_deed_is_done_once(connections, promise):
    promise(HELLO)
    done = []
    outbox = Outbox(connections, "w1")
    assert outbox.run_one(done.append, now=1.0)
    assert not outbox.run_one(done.append, now=2.0)
    assert [claimed.deed for claimed in done] == [HELLO]


def test_two_workers_never_have_the_same_deed(connections, promise):
    promise(HELLO)
    first, second = Outbox(connections, "w1"), Outbox(connections, "w2")
    assert first.claim(now=1.0) is not None
    assert second.claim(now=1.0) is None


def test_the_deed_of_a_dead_worker_is_taken_up(connections, promise):
    promise(HELLO)
    Outbox(connections, "dead").claim(now=1.0)
    assert Outbox(connections, "w2").claim(now=2.0 + CLAIM_SECONDS).attempts == 2


def test_a_failed_deed_is_tried_again_later_then_given_up(connections, promise):
    promise(HELLO)
    outbox = Outbox(connections, "w1")

    def fail(claimed):
        raise DeedError("the network is down")

    now = 1.0
    for wait in RETRY_SECONDS:
        assert outbox.run_one(fail, now)
        assert not outbox.run_one(fail, now + wait - 0.5)
        now += wait
    assert outbox.run_one(fail, now)
    row = next(connections.get()["outbox"].rows)
    assert row["failed_at"] == now
    assert row["error"] == "the network is down"
    assert not outbox.run_one(fail, now + 1e6)


def test_what_was_never_tried_comes_before_what_failed(connections, promise):
    promise(HELLO, n=0)
    outbox = Outbox(connections, "w1")

    def fail(claimed):
        raise DeedError("the server is down")

    outbox.run_one(fail, 1.0)
    new = SendText(to="+33612345679", text="Bonsoir")
    promise(new, n=1)
    connections.get().execute("update outbox set due_at = 100.0 where n = 1")
    connections.get().conn.commit()
    assert outbox.claim(100.0).deed == new
    assert outbox.claim(100.0).deed == HELLO


def test_a_permanent_failure_is_not_tried_again(connections, promise):
    promise(HELLO)

    def fail(claimed):
        raise DeedError("this number does not exist", permanent=True)

    outbox = Outbox(connections, "w1")
    outbox.run_one(fail, 1.0)
    assert not outbox.run_one(fail, 1e6)


def test_an_unexpected_error_does_not_stop_the_worker(connections, promise):
    promise(HELLO, n=0)
    promise(HELLO, n=1)

    def fail(claimed):
        raise ValueError("bonjour, ici Marie")

    outbox = Outbox(connections, "w1")
    assert outbox.run_one(fail, 1.0)
    assert outbox.run_one(fail, 1.0)
    told = connections.get().execute("select distinct error from outbox").fetchall()
    assert told == [("ValueError",)], "its kind, and no word of a caller"


def test_a_message_kept_twice_is_kept_once(connections, promise):
    promise(TakeMessage(service="accueil", subject="", text="rappelez-moi", phone="0612345678"))
    claimed = Outbox(connections, "w1").claim(now=1.0)
    effects = effects_on(connections, send_text=lambda to, text: None)
    effects(claimed)
    effects(claimed)
    assert [row["text"] for row in connections.get()["messages"].rows] == ["rappelez-moi"]


def test_a_text_goes_out_through_the_sender(connections, promise):
    promise(HELLO)
    sent = []
    effects = effects_on(connections, send_text=lambda to, text: sent.append((to, text)))
    Outbox(connections, "w1").run_one(effects, 1.0)
    assert sent == [("+33612345678", "Bonjour")]


def test_a_row_that_cannot_be_read_is_given_up_and_the_next_one_done(connections, promise):
    promise(HELLO, n=0)
    promise(HELLO, n=1)
    connections.get().execute("update outbox set data = '{' where n = 0")
    done = []
    outbox = Outbox(connections, "w1")
    assert outbox.run_one(lambda claimed: done.append(claimed.deed), now=1.0)
    assert outbox.run_one(lambda claimed: done.append(claimed.deed), now=1.0)
    assert done == [HELLO]
    rows = {row["n"]: row for row in connections.get()["outbox"].rows}
    assert rows[0]["failed_at"] == 1.0
    assert rows[1]["done_at"] == 1.0
