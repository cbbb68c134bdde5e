"""Handing the caller to a person, and what follows when nobody can take the call."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, NoteOutcome, OpenNow, Transfer
from flows.ask import Talk
from flows.events import Event, OpeningFound, TransferEnded
from flows.message import offer_message

RECEPTION = "accueil"
"""The service that takes what belongs to no other."""


def hand_over(
    talk: Talk, caller: str, *, service: str = RECEPTION, subject: str = "", summary: str = ""
) -> Generator[Action, Event, bool]:
    """Put the caller through to a service; true when a person took the call or a message was left.

    Closed, or nobody free: the caller is told which, and offered a message. Never a dead end.
    """
    opening = yield OpenNow(service=service, language=talk.language)
    if not isinstance(opening, OpeningFound):
        raise TypeError(f"{type(opening).__name__} does not answer OpenNow.")
    if not opening.open:
        yield from talk.say("transfer.closed", {"sentence": opening.sentence})
    elif not opening.reachable:
        yield from talk.say("transfer.unreachable")
    else:
        yield from talk.say("transfer.connecting", interruptible=False)
        ended = yield Transfer(service=service, subject=subject, summary=summary, language=talk.language)
        if not isinstance(ended, TransferEnded):
            raise TypeError(f"{type(ended).__name__} does not answer Transfer.")
        if ended.outcome == "answered":
            yield NoteOutcome(outcome="transferred")
            return True
        yield from talk.say(f"transfer.{ended.outcome}")
    return (yield from offer_message(talk, caller, service, subject))
