"""What a call's record keeps of how it went."""

import pytest

from flows.actions import Remark
from flows.dialogue import Dialogue
from flows.events import AnswersFound, CallStarted, Heard, Resumed
from flows.town_hall import town_hall
from ivr.calls import records
from ivr.calls.log import CallLog
from ivr.calls.migrations import migrate
from ivr.database import Connections, prepare
from tests.ivr.calls.indicators.made import BEGAN, keep_call
from tests.ivr.calls.town import opened


def test_what_was_remarked_of_a_call_is_kept_once(tmp_path):
    prepare(tmp_path / "calls.db", migrate)
    connections = Connections(tmp_path / "calls.db")
    log = CallLog(connections, clock=lambda: 1000.0)
    dialogue = Dialogue(town_hall)
    log.step("CA1", "k0", CallStarted(channel="test"), dialogue)
    for key, words in (("k1", "connard"), ("k1", "connard"), ("k2", "je vais venir tout casser")):
        log.step("CA1", key, Heard(text=words), dialogue)
    log.step("CA1", "k3", AnswersFound(decision="none"), dialogue)
    with connections.writing() as db:
        assert records.remarks(db, "CA1") == ["insult", "threat"]
        assert records.remarks(db, "CA2") == []


@pytest.mark.parametrize(
    ("events", "lasts"),
    [
        ([(Heard(text="un agent"), "Say Transfer")], 14_400),
        ([(Heard(text="un agent"), "Say Transfer"), (Resumed(), "")], 14_400),
        ([(Heard(text="un agent"), "Say Transfer"), (Resumed(), "Say Ask")], 0),
        ([(Heard(text="la carte"), "Say Ask")], 0),
    ],
)
def test_a_call_in_an_agents_hands_goes_on_for_hours_and_any_other_for_ten_minutes(tmp_path, events, lasts):
    db = opened(tmp_path).get()
    keep_call(db, *events, id="CA1", ended_at=None, outcome=None, seen_at=BEGAN)
    keep_call(db, *events, id="CA2", seen_at=BEGAN)
    for seconds in (0, 599):
        assert records.going_on(db, BEGAN + seconds) == ["CA1"]
        assert records.vanished(db, BEGAN + seconds) == []
    assert records.going_on(db, BEGAN + 599 + lasts) == ["CA1"]
    assert records.going_on(db, BEGAN + 601 + lasts) == []
    assert records.vanished(db, BEGAN + 601 + lasts) == ["CA1"]


def test_a_remark_holds_no_word_of_the_caller():
    assert set(Remark(kind="insult").__dict__) == {"kind"}
