"""Conversing by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from flows.actions import Action, Ask, Deed, HangUp, Say, SendText, Transfer
from flows.events import Event, Heard, HungUp, NoInput, Pressed, TransferEnded
from flows.registry import ACTIONS
from flows.routing import AgentFreed, QueueMoved, WaitInQueue
from ivr.simulator.messages import message
from ivr.simulator.text_call import converse


class Scene:
    """Asks, transfers, says goodbye."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.pending: list[Action] = [Say(prompt="welcome"), Ask(prompt="question")]
        self.waiting_for: Action | None = self.pending[-1]
        self.ended = False

    def handle(self, key: str, event: Event) -> list[Action]:
        self.events.append(event)
        if isinstance(event, Heard) and event.text == "un agent":
            self.waiting_for = Transfer(service="accueil")
            return [Say(prompt="connecting"), self.waiting_for]
        if isinstance(event, TransferEnded):
            self.waiting_for, self.ended = None, True
            return [Say(prompt="goodbye"), HangUp()]
        return [Ask(prompt="question")]


class Promising(Scene):
    """Promises an SMS, then ends."""

    def handle(self, key: str, event: Event) -> list[Action]:
        self.waiting_for, self.ended = None, True
        return [SendText(to="+33612345678", text="Bonjour"), Say(prompt="goodbye"), HangUp()]


class Keys:
    def screen_text(self, action: Say) -> str:
        return action.prompt


def typing(*typed: str) -> Callable[[str], str]:
    left = list(typed)

    def read(prompt: str) -> str:
        if not left:
            raise EOFError
        return left.pop(0)

    return read


def test_what_is_typed_becomes_what_happened() -> None:
    scene, written = Scene(), []
    converse(scene, Keys(), typing("Bonjour !", "", "#12", "Un agent.", "perhaps", "busy"), written.append)
    assert scene.events == [
        Heard(text="bonjour"),
        NoInput(),
        Pressed(digits="12"),
        Heard(text="un agent"),
        TransferEnded(outcome="busy"),
    ]
    assert [line for line in written if line.startswith("ligne")] == [
        *("ligne ◂ welcome", "ligne ◂ question", "ligne ◂ question", "ligne ◂ question", "ligne ◂ question"),
        *("ligne ◂ connecting", "ligne ◂ goodbye"),
    ]
    assert written[-1] == "— Fin de l'appel."


def test_leaving_hangs_up() -> None:
    scene = Scene()
    converse(scene, Keys(), typing("bonjour"), lambda line: None)
    assert scene.events[-1] == HungUp()


def test_waiting_in_the_line_is_played_by_hand() -> None:
    scene = Scene()
    scene.waiting_for = WaitInQueue(service="accueil", position=2)
    converse(scene, Keys(), typing("1", "#0", ""), lambda line: None)
    assert scene.events[:3] == [QueueMoved(position=1), Pressed(digits="0"), AgentFreed()]


def test_what_the_call_promises_is_told_and_that_nothing_of_it_is_done_here() -> None:
    written: list[str] = []
    converse(Promising(), Keys(), typing("oui"), written.append, serve=".venv/bin/standardiste serve")
    assert "✎ Promis, pas encore fait : envoyer un SMS." in written
    assert "   SMS : Bonjour" in written
    assert "n'envoie rien" in written[-1]
    assert "« .venv/bin/standardiste serve »" in written[-1]


def test_a_call_that_promises_nothing_says_nothing_of_it() -> None:
    written: list[str] = []
    converse(Scene(), Keys(), typing("un agent", "busy"), written.append)
    assert written[-1] == "— Fin de l'appel."


def test_every_deed_has_a_name() -> None:
    for kind in ACTIONS.values():
        if issubclass(kind, Deed):
            assert message(f"deed.{kind.__name__}")
