"""What became of each call offered to agents: a row only ever moves forward."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from flows.actions import Transfer
from ivr.calls.migrations import migrations
from ivr.calls.transfers import AgentsPart, Transfers, tried
from ivr.database import Connections, open_database
from tests.ivr.calls.town import opened

ANNE, BRUNO = "+33465710011", "+33465710012"
TRANSFER = Transfer(service="etat-civil", subject="un acte", fields={"name": "Éloïse <Martin>"})


class Book(Transfers):
    def __init__(self, connections: Connections) -> None:
        super().__init__(connections, clock=lambda: self.now)
        self.now = 1000.0
        self.connections = connections

    def row(self, attempt: int = 4) -> dict[str, Any]:
        found: dict[str, Any] = next(
            iter(self.connections.get().table("transfers").rows_where("attempt = ?", [attempt]))
        )
        return found

    def tried(self, call_id: str = "CA1", since: float = 0.0) -> set[str]:
        return tried(self.connections.get(), since).get(call_id, set())


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book(opened(tmp_path))
    book.offer("CA1", 4, TRANSFER, [ANNE, BRUNO])
    return book


def test_who_rang_is_kept_with_the_offer_and_nothing_of_the_caller(book: Book) -> None:
    row = book.row()
    assert (row["service"], row["offered_at"]) == ("etat-civil", 1000.0)
    assert "Éloïse" not in str(row)
    assert "un acte" not in str(row)
    assert json.loads(row["rung"]) == [ANNE, BRUNO]


def test_a_call_is_picked_up_answered_and_ended_in_that_order(book: Book) -> None:
    assert book.agents_part("CA1", 4) == AgentsPart()
    book.now = 1005.0
    book.picked_up("CA1", 4, BRUNO)
    assert book.agents_part("CA1", 4) == AgentsPart(picked_up=True)
    book.now = 1012.0
    assert book.answer("CA1", 4, BRUNO, "accepted") == "accepted"
    book.now = 1200.0
    book.end("CA1", 4, "answered")
    row = book.row()
    assert (row["agent"], row["picked_up_at"], row["answered_at"], row["ended_at"], row["outcome"]) == (
        BRUNO,
        1005.0,
        1012.0,
        1200.0,
        "answered",
    )


def test_the_first_answer_stands_however_often_it_is_told(book: Book) -> None:
    assert book.answer("CA1", 4, BRUNO, "accepted") == "accepted"
    assert book.answer("CA1", 4, BRUNO, "accepted") == "accepted"
    assert book.answer("CA1", 4, BRUNO, "declined") == "accepted"
    assert book.answer("CA1", 4, BRUNO, "silent") == "accepted"


def test_a_key_after_the_silence_still_counts(book: Book) -> None:
    assert book.answer("CA1", 4, BRUNO, "silent") == "silent"
    assert book.answer("CA1", 4, BRUNO, "declined") == "declined"
    assert book.answer("CA1", 4, BRUNO, "silent") == "declined"


def test_whatever_comes_after_the_end_is_ignored(book: Book) -> None:
    book.end("CA1", 4, "no_answer")
    book.now = 2000.0
    book.end("CA1", 4, "answered")
    book.picked_up("CA1", 4, BRUNO)
    assert book.answer("CA1", 4, BRUNO, "accepted") == ""
    row = book.row()
    assert (row["outcome"], row["ended_at"], row["agent"], row["answer"]) == ("no_answer", 1000.0, None, None)


def test_a_caller_who_leaves_ends_what_was_under_way(book: Book) -> None:
    book.offer("CA1", 9, TRANSFER, [ANNE])
    book.end("CA1", 4, "busy")
    book.answer("CA1", 9, ANNE, "accepted")
    book.caller_left("CA1")
    assert (book.row(4)["outcome"], book.row(9)["outcome"]) == ("busy", "answered")
    book.offer("CA2", 7, TRANSFER, [ANNE])
    book.caller_left("CA2")
    assert book.row(7)["outcome"] == "caller_left"


def test_an_offer_written_twice_is_one(book: Book) -> None:
    book.answer("CA1", 4, BRUNO, "accepted")
    book.offer("CA1", 4, TRANSFER, [ANNE])
    assert book.row()["answer"] == "accepted"
    assert book.connections.get().table("transfers").count == 1


def test_an_offer_that_could_not_be_written_is_made_up_for_by_what_the_agent_does(book: Book) -> None:
    assert book.answer("CA2", 6, BRUNO, "accepted", "etat-civil") == "accepted"
    book.offer("CA2", 6, TRANSFER, [ANNE, BRUNO])
    book.end("CA2", 6, "answered")
    row = book.row(6)
    assert (row["service"], row["agent"], row["answer"], row["outcome"]) == (
        "etat-civil",
        BRUNO,
        "accepted",
        "answered",
    )
    book.picked_up("CA3", 7, BRUNO, "etat-civil")
    assert book.agents_part("CA3", 7) == AgentsPart(picked_up=True)


def test_nothing_is_made_up_for_once_the_call_has_gone_on(book: Book) -> None:
    event = {"call_id": "CA2", "seq": 7, "key": "dialled/6", "type": "TransferEnded", "data": "{}"}
    book.connections.get().table("call_events").insert({**event, "actions": "", "written_at": 1000.0})
    assert book.answer("CA2", 6, BRUNO, "accepted", "etat-civil") == ""
    assert book.agents_part("CA2", 6) == AgentsPart()


def test_all_who_rang_in_vain_were_tried(book: Book) -> None:
    assert book.tried() == set(), "it still rings"
    book.end("CA1", 4, "no_answer")
    assert book.tried() == {ANNE, BRUNO}
    assert book.tried("CA2") == set()
    assert book.tried(since=1000.0) == set(), "it was long ago"


def test_when_one_picks_up_the_others_were_not_tried(book: Book) -> None:
    book.picked_up("CA1", 4, BRUNO)
    book.answer("CA1", 4, BRUNO, "declined")
    book.end("CA1", 4, "declined")
    assert book.tried() == {BRUNO}


def test_an_agent_who_was_cut_off_may_be_rung_again(book: Book) -> None:
    book.answer("CA1", 4, BRUNO, "accepted")
    book.end("CA1", 4, "dropped")
    assert book.tried() == set()


def test_what_an_older_version_kept_of_callers_is_erased_by_the_upgrade(tmp_path: Path) -> None:
    db = open_database(tmp_path / "calls.db")
    migrations.apply(db, stop_before="m028_transfers_without_words")
    told = {"subject": "un acte", "summary": "Éloïse Martin", "fields": "{}", "rung": "[]"}
    db.table("transfers").insert({"call_id": "CA1", "attempt": 4, "service": "etat-civil", **told})
    migrations.apply(db)
    (row,) = db.table("transfers").rows
    assert (row["subject"], row["summary"], row["fields"], row["rung"]) == (None, None, None, "[]")
