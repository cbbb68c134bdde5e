"""Which of a few streets of the town is it?"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from enum import Enum

from flows.actions import Action
from flows.ask import TRIES, Talk
from flows.choosing import Option
from flows.events import Event, Heard
from flows.reporting import Street

_NEAREST = {2: "address.nearest_2", 3: "address.nearest_3", 4: "address.nearest_4"}


class Missed(Enum):
    """Why an utterance gave no address."""

    UNKNOWN = "nothing in the town is like it"
    REFUSED = "it was not that one"
    AGAIN = "the place is to be asked for again"


def choose_street(talk: Talk, streets: Sequence[Street]) -> Generator[Action, Event, Street | Heard | Missed]:
    """Which of these two to four streets is it? Other words are given back."""
    prompt = _NEAREST[len(streets)]
    values = {f"street_{number}": street.name for number, street in enumerate(streets, start=1)}
    asked = prompt
    for attempt in range(1, TRIES + 1):
        phrases = (*(street.name for street in streets), *talk.tongue.ordinals)
        reply = yield from talk.ask(asked, values, patience="normal", phrases=phrases)
        if reply is None:
            return Missed.REFUSED
        if not isinstance(reply, Heard):
            if reply.digits in list("1234"[: len(streets)]):
                return streets[int(reply.digits) - 1]
        else:
            place = talk.tongue.chosen_option(reply.text, [Option("")] * len(streets))
            named = (
                [streets[place]]
                if place is not None
                else [
                    street
                    for street in streets
                    if talk.tongue.address.has_every_word(street.name, reply.text)
                ]
            )
            if len(named) == 1:
                return named[0]
            if talk.tongue.yes_or_no(reply.text) is False and len(reply.text.split()) <= 2:
                return Missed.REFUSED
            if not named and talk.tongue.address.said_in(reply.text) is not None:
                return Heard(text=reply.text)
        asked = f"{prompt}.no_match.{attempt}" if attempt < TRIES else prompt
    return Missed.REFUSED
