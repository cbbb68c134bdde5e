"""Two workers on one call: whoever comes second catches up, and nobody is hung up on."""

import pytest

from flows.actions import Ask, FindAnswers, OpenNow, Transfer
from flows.events import AnswersFound, CallStarted, Heard, OpeningFound
from flows.town_hall import town_hall
from ivr.calls.conversation import Conversation
from ivr.calls.log import CallLog
from ivr.calls.migrations import migrate
from ivr.database import Connections, prepare
from tests.flows.reports.calls import town


class Nothing:
    """Queries that find nothing; `before` runs just before the answer comes back."""

    def __init__(self, before=lambda: None):
        self.before = before

    def perform(self, query, call_id):
        before, self.before = self.before, lambda: None
        before()
        return AnswersFound(decision="none")


@pytest.fixture
def log(tmp_path):
    prepare(tmp_path / "calls.db", migrate)
    return CallLog(Connections(tmp_path / "calls.db"))


def open_call(log, queries):
    return Conversation("CA1", log, queries, town_hall, 0.0)


def test_a_query_that_another_worker_answered_first_is_taken_from_the_log(log):
    open_call(log, Nothing()).handle("started", CallStarted())
    theirs = []

    def somebody_else() -> None:
        theirs.append(open_call(log, Nothing()))  # resumes in the middle of the query, and answers it

    ours = open_call(log, Nothing(before=somebody_else))
    actions = ours.handle("heard", Heard(text="blabla"))
    assert [type(action) for action in actions] == [Ask]
    assert theirs[0].waiting_for == ours.waiting_for
    assert ours.pending == theirs[0].pending == actions
    assert ours.position == theirs[0].position == 3


def test_a_worker_left_behind_catches_up(log):
    open_call(log, Nothing()).handle("started", CallStarted())
    first, second = open_call(log, Nothing()), open_call(log, Nothing())
    first.handle("a", Heard(text="blabla"))
    actions = second.handle("b", Heard(text="blabla"))
    assert [action.prompt for action in actions] == ["main.question.no_match.2"]


def test_a_repeated_event_changes_nothing(log):
    call = open_call(log, Nothing())
    call.handle("started", CallStarted())
    call.handle("a", Heard(text="blabla"))
    before = call.pending
    assert call.handle("a", Heard(text="blabla")) == []
    assert call.pending == before


def test_an_event_that_another_worker_has_taken_leads_to_the_question_that_now_stands(log):
    open_call(log, Nothing()).handle("started", CallStarted())
    first, second = open_call(log, Nothing()), open_call(log, Nothing())
    asked = first.handle("turn/1", Heard(text="blabla"))
    assert second.handle("turn/1", Heard(text="blabla")) == []
    assert second.position == first.position == 3
    assert second.pending == asked
    assert [action.prompt for action in second.handle("turn/3", Heard(text="blabla"))] == [
        "main.question.no_match.2"
    ]


class OpenTownHall:
    """Queries that find no answer, at a town hall that is open."""

    def __init__(self):
        self.services = town()

    def perform(self, query, call_id):
        if isinstance(query, FindAnswers):
            return AnswersFound(decision="none")
        if isinstance(query, OpenNow):
            return OpeningFound(open=True, sentence="")
        return self.services.answer(query)


def test_whoever_told_many_things_that_came_to_nothing_is_put_through_all_the_same(log):
    call = open_call(log, OpenTownHall())
    call.handle("started", CallStarted(caller="+33612345678"))
    told = ("il est bizarre", "le grand machin", "rue pasteur", "au 12 rue pasteur", "12 rue pasteur merci")
    for words in (*told, "au 2 rue pasteur", "jeudi matin"):
        call.handle(words, Heard(text=words))
    assert isinstance(call.waiting_for, Transfer)
