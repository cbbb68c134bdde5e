"""What a call's record keeps of how it went."""

from flows.actions import Remark
from flows.dialogue import Dialogue
from flows.events import AnswersFound, CallStarted, Heard
from flows.town_hall import town_hall
from ivr.calls import records
from ivr.calls.log import CallLog
from ivr.calls.migrations import migrate
from ivr.database import Connections, prepare


def test_what_was_remarked_of_a_call_is_kept_once_and_counted(tmp_path):
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
        assert records.count_remarks(db, "insult", 900, 1100) == 1
        assert records.count_remarks(db, "insult", 1001, 1100) == 0


def test_a_remark_holds_no_word_of_the_caller():
    assert set(Remark(kind="insult").__dict__) == {"kind"}
