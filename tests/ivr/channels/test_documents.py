"""What follows in a call that another worker is moving at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from flows.actions import Action, Ask, FindAnswers, Say
from flows.events import Event, Heard, NoInput, Pressed
from ivr.calls.desk import Desk
from ivr.channels.agents_side import AgentsSide
from ivr.channels.documents import CATCH_UP_SECONDS, Documents, NobodyAnswers
from ivr.channels.passes import Passes
from ivr.channels.sounds import Sounds
from ivr.database import Connections
from tests.ivr.channels.fakes import CALL, CALLER, TOKEN
from tests.ivr.channels.webhooks import Provider, after, tags


@dataclass
class Snapshot:
    """A call as one worker sees it."""

    waiting_for: Action | None
    pending: list[Action] = field(default_factory=list)
    ended: bool = False
    call_id: str = CALL
    position: int = 3


QUERY = Snapshot(FindAnswers(text="une carte"))
QUESTION = Ask(prompt="main.question")
ANSWERED = Snapshot(QUESTION, [Say(prompt="goodbye"), QUESTION])

Resumed = Callable[..., tuple[str, list[float]]]


@pytest.fixture
def resumed(desk: Desk, connections: Connections, monkeypatch: pytest.MonkeyPatch) -> Resumed:
    def next_document(*seen: Snapshot, heard: bool = False) -> tuple[str, list[float]]:
        """The document after these looks at the call, and the waits between them."""
        waits: list[float] = []
        looks = list(seen[1:])
        monkeypatch.setattr(desk, "resume", lambda call_id: looks.pop(0))
        documents = Documents(
            desk, Sounds(None, desk.voice_text), Passes(connections, [TOKEN]), AgentsSide(desk), waits.append
        )
        return documents.next(cast(Any, seen[0]), "record", heard=heard), waits

    return next_document


def test_a_question_that_another_worker_is_answering_is_waited_for(resumed: Resumed) -> None:
    text, waits = resumed(QUERY, QUERY, ANSWERED, heard=True)
    assert "<Record" in text
    assert text.count("<Say") == 2, "what it led to was not heard on the stream that ended"
    assert waits == list(CATCH_UP_SECONDS)
    assert sum(waits) <= 0.5


def test_nobody_waits_when_nothing_is_being_answered(resumed: Resumed) -> None:
    text, waits = resumed(ANSWERED, heard=True)
    assert "<Record" in text
    assert "<Say" not in text
    assert waits == []


def test_a_dialogue_that_waits_for_no_caller_is_never_hung_up_on(resumed: Resumed) -> None:
    with pytest.raises(NobodyAnswers, match="FindAnswers"):
        resumed(QUERY, QUERY, QUERY)


def test_a_dialogue_that_has_ended_is_hung_up_on(resumed: Resumed) -> None:
    text, _ = resumed(Snapshot(None, ended=True))
    assert "<Hangup" in text


def test_a_call_whose_answer_never_comes_goes_to_a_person(
    turns: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = after(turns.post("/voice"), "Record")
    monkeypatch.setattr("ivr.channels.documents.CATCH_UP_SECONDS", (0.0, 0.0))
    monkeypatch.setattr(turns.desk, "resume", lambda call_id: QUERY)
    assert tags(turns.post(path.replace("step=1", "step=0"))) == ["Play", "Dial"]


@pytest.mark.parametrize(
    ("events", "keys_first"),
    [
        ([], False),
        ([Pressed(digits="5")], True),
        ([Pressed(digits="5"), NoInput()], True),
        ([Heard(text="un deux")], False),
        ([Pressed(digits="5"), Heard(text="un deux")], False),
        ([Heard(text="un deux"), Pressed(digits="5")], True),
    ],
)
def test_a_number_is_gathered_whole_after_keys_pressed_on_the_stream(
    desk: Desk, resumed: Resumed, events: list[Event], keys_first: bool
) -> None:
    call = desk.begin(CALL, caller=CALLER, channel="stream")
    for number, event in enumerate(events):
        call.handle(f"stream/{number}", event)
    text, _ = resumed(Snapshot(Ask(prompt="main.question", digits=6)), heard=True)
    assert ("<Gather" in text) is keys_first
    assert "<Record" in text
