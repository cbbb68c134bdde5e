"""A call by keyboard: the dialogue without telephone or sound."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol, get_args

from flows.actions import Action, Ask, Deed, Say, SendText, Transfer
from flows.events import Event, Heard, HungUp, NoInput, Pressed, TransferEnded, TransferOutcome
from flows.reporting import SendNotice
from flows.routing import AgentFreed, QueueMoved, WaitInQueue
from ivr.calls.texts import in_gsm_letters
from ivr.simulator.messages import message

OUTCOMES: tuple[TransferOutcome, ...] = get_args(TransferOutcome)
KEYS = re.compile(r"#([0-9*#]+)")
"""Typed keys begin with #: "#1", "##"."""


class Conversation(Protocol):
    """The dialogue of one call: `ivr.calls.conversation.Conversation`."""

    pending: list[Action]

    @property
    def waiting_for(self) -> Action | None: ...
    @property
    def ended(self) -> bool: ...
    def handle(self, key: str, event: Event) -> list[Action]: ...


class Texts(Protocol):
    """The sentences of the catalogue."""

    def screen_text(self, action: Say) -> str: ...


def converse(
    conversation: Conversation,
    texts: Texts,
    read: Callable[[str], str],
    write: Callable[[str], None],
    serve: str = "standardiste serve",
) -> None:
    """Hold the conversation until it ends. `read` raises EOFError when the person leaves.

    What the call promises is told, and that nothing of it is done before the command `serve` runs.
    """
    write(message("text.hint"))
    actions: Sequence[Action] = conversation.pending
    step, promised = 0, False
    while True:
        for action in actions:
            if isinstance(action, Say):
                write(message("text.line", text=texts.screen_text(action)))
            elif isinstance(action, Deed):
                promised = True
                write(message("text.promised", what=message(f"deed.{type(action).__name__}")))
                if sms := _sms(action, texts):
                    write(message("text.sms", text=sms))
        if conversation.ended or conversation.waiting_for is None:
            break
        step += 1
        try:
            event = _answer(conversation.waiting_for, read)
        except EOFError:
            event = HungUp()
        actions = conversation.handle(f"text/{step}", event)
        if isinstance(event, HungUp):
            break
    write(message("text.goodbye"))
    if promised:
        write(message("text.nothing_done", serve=serve))


def _sms(deed: Deed, texts: Texts) -> str:
    """The SMS that a deed will send; empty for any other deed."""
    if isinstance(deed, SendText):
        return in_gsm_letters(deed.text)
    if isinstance(deed, SendNotice):
        values = {"photo_link": message("text.photo_link"), **deed.values}
        told = Say(prompt=deed.prompt, values=values, language=deed.language)
        return in_gsm_letters(texts.screen_text(told))
    return ""


def _answer(waited: Action, read: Callable[[str], str]) -> Event:
    """What the person does about what the line waits for."""
    if isinstance(waited, Transfer):
        asked = message("text.transfer", service=waited.service, outcomes=", ".join(OUTCOMES))
        while (given := read(asked).strip()) not in OUTCOMES:
            pass
        return TransferEnded(outcome=next(outcome for outcome in OUTCOMES if outcome == given))
    if isinstance(waited, WaitInQueue):
        return _waited(read(message("text.queue", service=waited.service)).strip(), waited)
    given = read(message("text.you")).strip()
    if not given and isinstance(waited, Ask):
        return NoInput()
    if keys := KEYS.fullmatch(given):
        return Pressed(digits=keys[1])
    return Heard(text=given.lower().rstrip(" .?!"))


def _waited(given: str, wait: WaitInQueue) -> Event:
    """What happens in the line: a key, a place, or an agent who becomes free."""
    if keys := KEYS.fullmatch(given):
        return Pressed(digits=keys[1])
    if given.isdecimal():
        return QueueMoved(position=max(1, int(given)))
    return AgentFreed() if not given else QueueMoved(position=wait.position)
