"""Whatever happens, in whatever order: the dialogue waits or has ended, and never gets stuck."""

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.actions import Ask, FindAnswers, HangUp, Say, TakeMessage, Transfer
from flows.codec import decode_action, decode_event, encode
from flows.dialogue import Dialogue
from flows.events import (
    AnswersFound,
    CallStarted,
    Heard,
    HungUp,
    NoInput,
    OpeningFound,
    Pressed,
    Resumed,
    TransferEnded,
    TransferOutcome,
    Word,
)
from flows.prompts import Catalogue
from flows.registry import ANSWERED_BY
from flows.routing import (
    AgentFreed,
    AgentsFound,
    AgentsState,
    FindAgents,
    QueueEnded,
    QueueMoved,
    WaitInQueue,
)
from flows.service_registry import nothing_found
from flows.town_hall import town_hall
from tests.flows.calls import BINS, CARD, HOURS

SAID = """oui|non|euh||la carte|un agent|répétez|plus lentement|attendez|retour|au revoir|il y a le feu
|le premier|adulte|pas ça|détails|merci|non la carte d'identité"""
UTTERANCES = st.sampled_from([words.strip() for words in SAID.split("|")])
EVENTS = st.one_of(
    st.builds(Heard, text=UTTERANCES, words=st.just((Word(text="a", confidence=0.5),))),
    st.builds(Pressed, digits=st.sampled_from("0123456789*#")),
    st.builds(Pressed, digits=st.text("0123456789#", min_size=1, max_size=12)),
    st.just(NoInput()),
    st.builds(
        AnswersFound,
        decision=st.sampled_from(["answer", "confirm", "disambiguate", "none"]),
        choices=st.sampled_from([(), (CARD,), (BINS, HOURS), (CARD, BINS, HOURS), (CARD, BINS, HOURS, CARD)]),
    ),
    st.builds(OpeningFound, open=st.booleans(), sentence=st.just("Fermé."), reachable=st.booleans()),
    st.builds(TransferEnded, outcome=st.sampled_from(get_args(TransferOutcome))),
    st.builds(AgentsFound, state=st.sampled_from(get_args(AgentsState)), position=st.integers(1, 9)),
    st.builds(QueueMoved, position=st.integers(1, 9)),
    st.just(AgentFreed()),
    st.builds(QueueEnded, reason=st.sampled_from(["too_long", "away"])),
    st.just(Resumed()),
    st.just(CallStarted()),
    st.just(HungUp()),
)
FRENCH = Catalogue.load("fr")


def answering(dialogue, event):
    """An event that the dialogue waits for, when the drawn one is not."""
    waiting = dialogue.waiting_for
    return waiting is None or isinstance(event, ANSWERED_BY[type(waiting)])


@settings(max_examples=150)
@given(st.lists(EVENTS, max_size=60), st.sampled_from(["", "+33612345678"]))
def test_after_any_event_the_dialogue_waits_or_has_ended(events, caller):
    dialogue = Dialogue(town_hall)
    dialogue.handle(CallStarted(caller=caller))
    for event in events:
        actions = dialogue.handle(event)
        assert dialogue.ended or dialogue.waiting_for is not None
        for action in actions:
            if isinstance(action, Say):
                assert FRENCH.voice(action.prompt, {"town": "Valmont", **action.values})
            assert decode_action(*encode(action)) == action
        assert decode_event(*encode(event)) == event


@settings(max_examples=100)
@given(st.lists(EVENTS, max_size=40))
def test_a_replay_gives_the_same_conversation(events):
    first, second = Dialogue(town_hall), Dialogue(town_hall)
    events = [CallStarted(), *events]
    assert [first.handle(event) for event in events] == [second.handle(event) for event in events]
    assert (first.waiting_for, first.pending, first.ended) == (
        second.waiting_for,
        second.pending,
        second.ended,
    )


@settings(max_examples=100)
@given(st.lists(EVENTS, max_size=30), st.sampled_from(["silence", "nonsense"]))
def test_from_anywhere_failing_long_enough_reaches_a_person_a_message_or_the_end(events, failure):
    dialogue = Dialogue(town_hall)
    dialogue.handle(CallStarted(caller="+33612345678"))
    for event in events:
        dialogue.handle(event)
    for _ in range(60):
        waiting = dialogue.waiting_for
        if dialogue.ended or isinstance(waiting, Transfer | WaitInQueue):
            return
        if isinstance(waiting, Ask):
            actions = dialogue.handle(NoInput() if failure == "silence" else Heard(text="blabla"))
        elif type(waiting).__name__ == "OpenNow":
            actions = dialogue.handle(OpeningFound(open=True, sentence="Fermé."))
        elif isinstance(waiting, FindAgents):
            actions = dialogue.handle(AgentsFound(state="engaged"))
        elif isinstance(waiting, FindAnswers):
            actions = dialogue.handle(AnswersFound(decision="none"))
        else:
            actions = dialogue.handle(nothing_found(waiting))
        if any(isinstance(action, Transfer | TakeMessage | HangUp) for action in actions):
            return
    raise AssertionError(f"still asking {dialogue.waiting_for} after sixty failures")
