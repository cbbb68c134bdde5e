"""A worker that may die after any event, next to one that never does: the same conversation."""

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from flows.actions import Ask, TakeMessage
from flows.dialogue import Dialogue
from flows.events import CallStarted, Heard
from flows.town_hall import town_hall
from ivr.calls.log import CallLog, FlowChanged, Stale
from ivr.calls.migrations import migrate
from ivr.database import Connections, prepare
from tests.flows.test_any_call import EVENTS


def new_log(folder: Path) -> CallLog:
    path = folder / "calls.db"
    prepare(path, migrate)
    return CallLog(Connections(path))


class CrashyCall(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name)
        self.log = new_log(self.path)
        self.steady = Dialogue(town_hall)
        self.live = self.log.resume("CA1", town_hall)
        self.keys = (f"k{n}" for n in itertools.count())
        self.last = ("", None)
        self.feed(CallStarted())

    def feed(self, event):
        self.last = (next(self.keys), event)
        assert self.log.step("CA1", *self.last, self.live) == self.steady.handle(event)

    @rule(event=EVENTS)
    def something_happens(self, event):
        self.feed(event)

    @rule()
    def the_provider_retries(self):
        assert self.log.step("CA1", *self.last, self.live) == []

    @rule()
    def the_worker_dies(self):
        self.log = new_log(self.path)
        self.live = self.log.resume("CA1", town_hall)

    @rule(event=EVENTS)
    def another_worker_takes_the_event(self, event):
        other = new_log(self.path)
        theirs = other.resume("CA1", town_hall)
        self.last = (next(self.keys), event)
        assert other.step("CA1", *self.last, theirs) == self.steady.handle(event)
        with pytest.raises(Stale):
            self.log.step("CA1", "late", event, self.live)
        self.live = self.log.resume("CA1", town_hall)

    @precondition(lambda self: not self.steady.ended)
    @rule()
    def the_caller_asks_for_someone(self):
        self.feed(Heard(text="un agent"))

    @invariant()
    def it_is_the_same_conversation(self):
        assert self.live.waiting_for == self.steady.waiting_for
        assert self.live.pending == self.steady.pending
        assert self.live.ended == self.steady.ended

    @invariant()
    def every_deed_is_promised_once(self):
        db = self.log._connections.get()
        promised = db.execute("select count(*), count(distinct seq || '/' || n) from outbox").fetchone()
        assert promised[0] == promised[1]
        messages = sum(isinstance(action, TakeMessage) for action in self.steady.pending)
        assert promised[0] >= messages

    def teardown(self):
        self.folder.cleanup()


CrashyCall.TestCase.settings = settings(max_examples=25, stateful_step_count=20)
TestCrashyCall = CrashyCall.TestCase


def test_a_flow_changed_under_a_running_call_is_noticed(tmp_path):
    log = new_log(tmp_path)
    log.step("CA1", "k", CallStarted(), log.resume("CA1", town_hall))

    def another_flow(started):
        yield Ask(prompt="main.question")

    with pytest.raises(FlowChanged, match="changed while this call was running"):
        log.resume("CA1", another_flow)


def test_reworded_prompts_do_not_count_as_a_change(tmp_path):
    log = new_log(tmp_path)

    def flow(words):
        def told(started):
            yield Ask(prompt=words)

        return told

    log.step("CA1", "k", CallStarted(), log.resume("CA1", flow("before")))
    assert log.resume("CA1", flow("after")).waiting_for == Ask(prompt="after")
