"""A call is found by what was said in it, soon after its end, and no longer than its words are kept."""

from flows.codec import encode
from flows.events import Pressed, TransferEnded
from flows.reporting import KeepRating
from ivr.calls.forgetting import forget
from ivr.calls.outbox import Claimed
from ivr.calls.replayed import replay
from ivr.calls.review_tables import join_questions
from ivr.calls.reviews import Verdict, review
from ivr.calls.search_index import Attention, index_due, merge_words
from ivr.database import open_database
from tests.ivr.calls.past import FOUND, hold, said
from tests.ivr.calls.town import effects_on, opened

CARD = said("je voudrais refaire ma carte d'identité")


def row(connections, call_id="CA1"):
    return next(connections.get()["call_search"].rows_where("call_id = ?", [call_id]))


def found(connections, words):
    rows = connections.get().execute(
        "select call_id from call_search where id in"
        " (select rowid from call_search_fts where call_search_fts match ?)",
        [words],
    )
    return [one[0] for one in rows]


def test_a_call_is_indexed_once_it_ended(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [CARD, said("non merci", 0.4)])
    assert index_due(connections, "fr") == 1
    assert index_due(connections, "fr") == 0
    kept = row(connections)
    assert (kept["topic"], kept["outcome"], kept["service"]) == ("carte-identite", "answered", "etat-civil")
    assert (kept["confidence"], kept["score"]) == (0.4, 0.93)
    assert (kept["language"], kept["channel"]) == ("fr", "stream")
    assert found(connections, '"identite"') == ["CA1"]  # without its accent


def test_nobody_waits_for_the_file_while_a_call_is_replayed(tmp_path, monkeypatch):
    connections = opened(tmp_path)
    hold(connections, "CA1", [CARD])
    caller, written = open_database(tmp_path / "calls.db", wait_seconds=0.0), []

    def replay_slowly(rows):
        with caller.conn:
            written.append(caller.conn.execute("update calls set provider_seconds = 30").rowcount)
        return replay(rows)

    monkeypatch.setattr("ivr.calls.search_index.replay", replay_slowly)
    assert index_due(connections, "fr") == 1
    assert written == [1]


def test_words_erased_while_their_call_is_replayed_are_not_written_again(tmp_path, monkeypatch):
    connections = opened(tmp_path)
    hold(connections, "CA1", [CARD])

    def replay_too_late(rows):
        replayed = replay(rows)
        forget(connections, ["CA1"], by="Ana", reason="", at=2e6)
        return replayed

    monkeypatch.setattr("ivr.calls.search_index.replay", replay_too_late)
    assert index_due(connections, "fr") == 0
    assert connections.get()["questions"].count == 0
    monkeypatch.undo()
    assert index_due(connections, "fr") == 1
    assert row(connections)["words"] == ""


def test_what_is_learnt_later_is_found_too(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [CARD, said("non merci")])
    index_due(connections, "fr")
    review(connections, "CA1", 3, Verdict.RIGHT, by="Ana", at=2e6)
    effects = effects_on(connections, send_text=lambda to, text: None)
    effects(Claimed(1, "CA1", 1, *encode(KeepRating(score=1))))
    assert index_due(connections, "fr") == 1
    kept = row(connections)
    assert (kept["satisfaction"], kept["reviewed"]) == (1, 1)
    assert kept["attention"] == Attention.LOW_RATING


def test_what_deserves_to_be_listened_to_is_marked(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [said("blabla", 0.3), said("ma carte"), said("oui"), said("c'est pas ça")])
    index_due(connections, "fr")
    assert Attention(row(connections)["attention"]) == (
        Attention.COMPLAINT | Attention.UNANSWERED | Attention.BADLY_HEARD
    )


TWICE = said("non pas la cantine, je voudrais refaire ma carte d'identité")
"""Looked up as what it says instead, then whole."""


def test_words_looked_up_again_and_answered_are_no_question_in_vain(tmp_path, monkeypatch):
    monkeypatch.setitem(FOUND, TWICE.text, FOUND[CARD.text])
    monkeypatch.delitem(FOUND, CARD.text)
    connections = opened(tmp_path)
    hold(connections, "CA1", [TWICE, said("non merci")])
    index_due(connections, "fr")
    assert row(connections)["attention"] == 0
    asked = list(connections.get()["questions"].rows)
    assert [(one["decision"], one["topic"]) for one in asked] == [("answer", "carte-identite")]


def test_the_last_look_up_of_a_turn_is_the_one_in_vain(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [said("non pas la cantine, la piscine"), said("non merci")])
    index_due(connections, "fr")
    assert Attention(row(connections)["attention"]) == Attention.UNANSWERED
    assert connections.get()["questions"].count == 1


def test_calls_indexed_before_lose_the_look_ups_that_were_no_question(tmp_path, monkeypatch):
    monkeypatch.setitem(FOUND, TWICE.text, FOUND[CARD.text])
    monkeypatch.delitem(FOUND, CARD.text)
    connections = opened(tmp_path)
    hold(connections, "CA1", [TWICE, said("non merci")])
    hold(connections, "CA2", [said("blabla"), said("non merci")])
    index_due(connections, "fr")
    db = connections.get()
    (answered,) = db["questions"].rows_where("call_id = 'CA1'")
    with connections.writing() as writing:
        writing["questions"].insert({**answered, "seq": answered["seq"] - 1, "decision": "none", "topic": ""})
        writing.execute("update call_search set attention = 4 where call_id = 'CA1'")
        join_questions(writing)
    assert db["questions"].count == 2
    assert row(connections)["attention"] == 0
    assert row(connections, "CA2")["attention"] == Attention.UNANSWERED


def test_a_transferred_call_is_found_under_the_service_that_was_rung(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [CARD, Pressed(digits="0"), TransferEnded(outcome="answered")])
    index_due(connections, "fr")
    assert (row(connections)["service"], row(connections)["outcome"]) == ("etat-civil", "transferred")


def test_a_call_whose_log_cannot_be_read_does_not_stop_the_others(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [CARD])
    hold(connections, "CA2", [CARD])
    connections.get().execute("update call_events set data = '{' where call_id = 'CA1'")
    connections.get().conn.commit()
    assert index_due(connections, "fr") == 2
    assert found(connections, '"carte"') == ["CA2"]
    assert row(connections, "CA1")["outcome"] == "answered"


def test_erased_words_leave_the_index_for_good(tmp_path):
    connections = opened(tmp_path)
    hold(connections, "CA1", [said("mon secret cryptonyme")])
    hold(connections, "CA2", [CARD])
    index_due(connections, "fr")
    db = connections.get()
    with db.conn:
        db.conn.execute("update call_search set words = '' where call_id = 'CA1'")
    merge_words(db)
    assert found(connections, '"cryptonyme"') == []
    assert found(connections, '"carte"') == ["CA2"]
    blocks = b"".join(block for (block,) in db.execute("select block from call_search_fts_data"))
    assert b"cryptonyme" not in blocks
    assert b"carte" in blocks
