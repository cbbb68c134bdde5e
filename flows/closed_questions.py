"""What a reply to a closed question means: yes or no, or one option of a few."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass

from flows.actions import Action
from flows.choosing import Option
from flows.events import Event, Heard, Pressed
from flows.messages.words import is_a_slip
from flows.tongue import Tongue

_ANOTHER_SUBJECT = 3
"""Words that are no option, from which a reply is about something else."""

Tells = Callable[[str], bool]
"""Do these words, said where a closed question was asked, tell something of their own?"""


def tells_nothing(text: str) -> bool:
    """Of every utterance: nothing but an answer is expected."""
    return False


LooksUp = Callable[[str], Generator[Action, Event, bool]]
"""The same, where it takes a search to know."""


@dataclass(frozen=True)
class Confirmation:
    """What a yes/no question brought."""

    yes: bool | None
    """None: neither, or silence."""
    text: str = ""
    """What was said besides: "non, la carte d'identité" leaves "la carte d'identité"."""
    said: str = ""
    """All that was said; empty after a key."""
    hedged: bool = False
    """It began as a yes, and went on to correct it: "oui mais plutôt lundi" agrees to nothing as it was."""

    @property
    def recognised(self) -> bool:
        """A yes, or the yes that was corrected: enough where nothing is agreed to, only recognised."""
        return self.yes is True or self.hedged


def confirmed(
    reply: Heard | Pressed, tongue: Tongue, denied_by: Tells = tells_nothing, told_by: Tells = tells_nothing
) -> Confirmation | None:
    """What a yes/no question is answered by; None when the reply says nothing of it. Keys: 1 yes, 2 no.

    `denied_by`, `told_by`: as in `Talk.confirm`.
    """
    if isinstance(reply, Pressed):
        return Confirmation(reply.digits == "1") if reply.digits in ("1", "2") else None
    if denied_by(reply.text):
        return Confirmation(False, said=reply.text)
    if told_by(reply.text):
        return Confirmation(tongue.yes_or_no(reply.text), reply.text, reply.text)
    if tongue.unsure(reply.text):
        return None
    if is_a_slip(reply.text):  # what was understood is what they meant no more
        return Confirmation(False, said=reply.text)
    answer, rest = tongue.yes_or_no(reply.text), tongue.besides(reply.text)
    if answer and tongue.correction_of_yes(reply.text):
        return Confirmation(None, rest, reply.text, hedged=True)
    tells = len(rest.split()) >= 2 or (rest and len(reply.text.split()) > 2)  # "it is big" tells something
    return Confirmation(answer, rest, reply.text) if answer is not None or tells else None


def chosen(reply: Heard | Pressed, options: Sequence[Option], tongue: Tongue) -> int | str | None:
    """The index of the option; the words when they are something else altogether; None: not understood."""
    if isinstance(reply, Pressed):
        return int(reply.digits) - 1 if reply.digits in tuple("1234"[: len(options)]) else None
    index = tongue.chosen_option(reply.text, options)
    if index is not None:
        return index
    elsewhere = len(tongue.without_fillers(reply.text).split()) >= _ANOTHER_SUBJECT
    return reply.text if elsewhere or tongue.yes_or_no(reply.text) is False else None
