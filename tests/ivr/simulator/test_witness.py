"""The line's log, read beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.actions import Query
from flows.events import AnswersFound, CallStarted, Choice, Event, Heard, HungUp, NoInput
from flows.reporting import SendNotice
from flows.town_hall import town_hall
from ivr.calls.conversation import Conversation
from ivr.calls.log import CallLog
from ivr.calls.migrations import migrate
from ivr.database import Connections
from ivr.simulator.errors import SimulatorError
from ivr.simulator.witness import Fact, Witness

CHOICE = Choice(
    slug="cantine", title="la cantine", service="scolaire", score=0.9, spoken="Inscrivez-vous en ligne."
)


class OneAnswer:
    """Everything is about the canteen."""

    def perform(self, query: Query, call_id: str) -> Event:
        return AnswersFound(decision="answer", choices=(CHOICE,))


@pytest.fixture
def connections(tmp_path: Path) -> Connections:
    connections = Connections(tmp_path / "calls.db")
    migrate(connections.get())
    return connections


@pytest.fixture
def conversation(connections: Connections) -> Conversation:
    conversation = Conversation("CA1", CallLog(connections), OneAnswer(), town_hall, 0.0)
    conversation.handle("started", CallStarted(caller="+33639980101", channel="stream"))
    return conversation


@pytest.fixture
def witness(connections: Connections, conversation: Conversation) -> Iterator[Witness]:
    witness = Witness(connections.path, "Valmont")
    witness.follow("CA1")
    yield witness
    witness.close()


def test_it_tells_what_was_said_with_the_words_themselves(witness: Witness) -> None:
    welcome, question = witness.look()
    assert (welcome.kind, welcome.key) == ("prompt", "welcome")
    assert "mairie de Valmont" in welcome.text
    assert (question.kind, question.key) == ("question", "main.question")
    assert witness.listening


def test_each_look_tells_only_what_is_new(witness: Witness, conversation: Conversation) -> None:
    witness.look()
    assert witness.look() == []
    conversation.handle("1", NoInput())
    assert [fact.key for fact in witness.look()] == ["main.question.no_input.1"]
    assert len(witness.facts) == 3


def test_it_tells_what_was_heard_found_and_answered(witness: Witness, conversation: Conversation) -> None:
    witness.look()
    conversation.handle("1", Heard(text="la cantine"))
    told = witness.look()
    assert told[:3] == [
        Fact("heard", "", "la cantine"),
        Fact("found", "answer", "cantine (90 %)"),
        Fact("answer", "cantine"),
    ]
    assert told[3] == Fact("prompt", "answer.spoken", "Inscrivez-vous en ligne.")


def test_the_outcome_is_known_once_the_call_has_ended(witness: Witness, conversation: Conversation) -> None:
    assert witness.outcome(patience_seconds=0.0) == ""
    conversation.handle("hungup", HungUp())
    assert witness.outcome(patience_seconds=0.0) == "abandoned"


def test_a_log_of_another_flow_is_refused_with_what_to_do(witness: Witness, connections: Connections) -> None:
    with connections.writing() as db:
        db.execute("update call_events set actions = 'Say HangUp'")
    with pytest.raises(SimulatorError, match="relancez la ligne"):
        witness.look()


def test_a_line_without_a_log_yet_has_nothing_to_tell(tmp_path: Path) -> None:
    witness = Witness(tmp_path / "absent.db", "Valmont")
    witness.follow("CA1")
    assert witness.look() == []
    assert not (tmp_path / "absent.db").exists()


def test_an_sms_is_told_as_it_will_be_sent(witness: Witness) -> None:
    values = {"reference": "471290", "problem": "une panne d'éclairage"}
    notice = SendNotice(to="+33639980101", prompt="notice.report", values=values)
    (told,) = witness._facts_in(notice)
    assert told.key == "notice.report"
    assert told.text.startswith("Valmont : votre signalement no 471290 pour une panne")
    assert "[lien personnel]" in told.text
    visit = {"slot": "Tuesday 24 November at 2 p.m.", "what": "a passport", "reference": "119263"}
    (english,) = witness._facts_in(
        SendNotice(to="+33639980101", prompt="notice.appointment", values=visit, language="en")
    )
    assert "your appointment on Tuesday 24 November" in english.text
