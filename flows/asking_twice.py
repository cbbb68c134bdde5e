"""A yes/no question that is answered beside: the words are kept, and the question is asked once more."""

from __future__ import annotations

from collections.abc import Callable, Generator

from flows.actions import Action
from flows.ask import NOTHING, Talk, Values
from flows.closed_questions import Confirmation
from flows.events import Event


def confirm_noting(
    talk: Talk, prompt: str, values: Values = NOTHING, *, note: Callable[[str], object]
) -> Generator[Action, Event, Confirmation]:
    """Ask a yes/no question; words that are neither are handed to `note`, and it is asked once again.

    "Il clignote la nuit" is no refusal of an SMS: it tells more of the lamp.
    """
    answer = yield from talk.confirm(prompt, values)
    if answer.yes is not None or not answer.text:
        return answer
    note(answer.said)
    again = yield from talk.confirm(prompt, values)
    if again.yes is None and again.text:
        note(again.said)
    return again
