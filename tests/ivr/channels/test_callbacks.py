"""Callers whom nothing can hear leave a message all the same."""

from __future__ import annotations

from typing import Any, cast

import pytest

from flows.actions import Action, Ask, Say, TakeMessage
from flows.events import Event, Heard, HungUp, NoInput
from ivr.calls.desk import Desk
from ivr.channels.callbacks import ask_for_a_callback
from ivr.database import Connections
from tests.ivr.channels.fakes import CALL, CALLER, InstantMouth
from tests.ivr.channels.webhooks import RECORDING, Provider, after, tags


@pytest.fixture
def deaf(desk: Desk, connections: Connections) -> Provider:
    return Provider(desk, connections, InstantMouth(), ears=False)


def asked(provider: Provider) -> str:
    conversation = provider.desk.resume(CALL)
    assert conversation is not None
    assert isinstance(conversation.waiting_for, Ask)
    return conversation.waiting_for.prompt


def test_a_caller_by_keys_is_promised_a_callback(deaf: Provider) -> None:
    root = deaf.until_message({"Digits": "1"})
    assert "Gather" in tags(root)
    assert asked(deaf) == "message.same_number", "nobody is asked to speak to no ears"
    deaf.post(after(root, "Gather"), Digits="1")
    (deed,) = deaf.deeds()
    assert isinstance(deed, TakeMessage)
    assert deed.text == "Appel sans paroles : la personne demande à être rappelée."
    assert deed.phone == CALLER
    assert deaf.outcome() == "message"


def test_a_repeated_key_asks_for_one_callback(deaf: Provider) -> None:
    root = deaf.post(after(deaf.post("/voice"), "Gather"), Digits="0")
    root = deaf.post(after(root, "Dial"), DialCallStatus="busy", DialBridged="false")
    path = after(root, "Gather")
    first = deaf.request(path, Digits="1")
    again = deaf.request(path, Digits="1")
    assert first.data == again.data
    assert len([event for event in deaf.events() if isinstance(event, Heard)]) == 1


def test_who_hangs_up_before_giving_a_number_is_rung_back_at_their_own(deaf: Provider) -> None:
    deaf.until_message({"Digits": "1"})
    deaf.request("/voice/status", CallStatus="completed")
    assert isinstance(deaf.events()[-1], HungUp)
    (deed,) = deaf.deeds()
    assert isinstance(deed, TakeMessage)
    assert deed.phone == CALLER


class Dictation:
    """A dialogue about to ask for a message, with something to be said before."""

    call_id, position = CALL, 7

    def __init__(self) -> None:
        self.pending: list[Action] = [Say(prompt="transfer.busy"), Ask(prompt="message.speak.no_input.1")]
        self.events: list[Event] = []

    @property
    def waiting_for(self) -> Action:
        return self.pending[-1]

    def handle(self, key: str, event: Event) -> list[Action]:
        self.events.append(event)
        self.pending = {
            Heard: [Say(prompt="message.offer"), Ask(prompt="message.more")],
            NoInput: [Ask(prompt="message.same_number")],
        }[type(event)]
        return self.pending


def test_what_was_to_be_said_before_is_said_still(desk: Desk) -> None:
    dictation = Dictation()
    ask_for_a_callback(cast(Any, dictation), desk)
    prompts = [action.prompt for action in dictation.pending if isinstance(action, Say)]
    assert prompts == ["transfer.busy", "message.offer", "message.same_number"]


def test_a_call_by_keys_ends_with_the_providers_word_for_it(deaf: Provider) -> None:
    root = deaf.until_message({"Digits": "1"})
    deaf.post(after(root, "Gather"), Digits="2")
    assert asked(deaf) == "message.number_by_keys"
    deaf.request("/voice/status", CallStatus="completed")
    assert isinstance(deaf.events()[-1], HungUp), "no recording is awaited"


def test_with_ears_the_message_is_dictated(turns: Provider) -> None:
    turns.shelf.words = ["oui"]
    root = turns.until_message({"RecordingUrl": RECORDING, "RecordingDuration": "2"})
    assert "Record" in tags(root)
    assert asked(turns) == "message.speak"
