"""Agreeing on an address of the town: read back, corrected in the answer, kept as unconfirmed by silence."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

from flows.actions import Action
from flows.ask import TRIES, Talk
from flows.booking import answered
from flows.collect.street_choice import Missed
from flows.events import Event, Heard
from flows.interruptions import BackWanted
from flows.reporting import FindStreet, Street, StreetsFound
from flows.stepping_back import is_one_step

SURE = 0.85
"""Likeness from which a street is the one, when no other comes near."""
MARGIN = 0.08
"""How far behind the next one must be."""
_MERE_ANSWER = 2
"""Words of "non merci": more of them may be a place."""


@dataclass(frozen=True)
class Address:
    """An address that was agreed."""

    street: str
    """Official name; empty when only the caller's words are known."""
    number: str = ""
    said: str = ""
    """The caller's own words, with all that no address holds: "devant la boulangerie"."""
    confirmed: bool = True
    """False: it was found and read back, and the caller said neither yes nor no."""

    @property
    def written(self) -> str:
        """ "12 bis rue Victor-Hugo", or the caller's words."""
        return f"{self.number} {self.street}".strip() if self.street else self.said


def agree(
    talk: Talk,
    street: Street,
    number: str,
    said: str,
    unknown_kind: str = "",
    *,
    crossing: str = "",
    beside: Callable[[str], None] = lambda words: None,
) -> Generator[Action, Event, Address | Heard | Missed]:
    """Read the address back; a number said in the answer corrects it, words of another place come back.

    `unknown_kind`: what was said ("rue") where the town has another ("place"): that is told. `crossing`: the
    street that meets it there, which the words tell too. `beside`: told what is said of no place.
    Whoever says neither yes nor no keeps it, unconfirmed.
    """
    offered: list[str] = []
    misunderstood = 0
    while True:
        address = Address(street=street.name, number=number, said=said)
        prompt = "address.read_back" if street.number_known else "address.read_back_unknown_number"
        if unknown_kind and not offered:
            prompt = "address.read_back_other_kind"
        if crossing and not offered:
            prompt = "address.read_back_crossing"
        values = {"address": address.written, "number": number, "kind": unknown_kind, "crossing": crossing}
        try:
            answer = yield from talk.confirm(prompt, values, misunderstood=misunderstood)
        except BackWanted as back:
            if not is_one_step(back):
                raise
            return Missed.AGAIN
        other = talk.tongue.address.number_alone(talk.tongue.digits(answer.text))
        if other and other != number and other not in offered:
            offered.append(number)
            street = yield from with_number(street, other)
            number, misunderstood = other, 0
            continue
        if answer.hedged and not talk.tongue.address.names_a_street(answer.text):
            return replace(address, said=f"{said}, {answer.text}".removeprefix(", "))
        if answer.yes:
            more = answer.said or answer.text
            return (
                replace(address, said=f"{said}, {more}")
                if talk.tongue.address.tells_a_place(more)
                else address
            )
        if answer.yes is None and _says_where_in_it(talk, answer.text):
            again = answer.text in said
            return address if again else replace(address, said=f"{said}, {answer.text}".removeprefix(", "))
        if answer.text and not other:
            if (yield from _is_a_place(talk, answer.text, corrects=answer.yes is False)):
                return Heard(text=answer.text)
            beside(answer.said)
        if answer.yes is False:
            return Missed.REFUSED
        misunderstood += 1
        if not answer.text or misunderstood >= TRIES:
            return replace(address, confirmed=False)


def _says_where_in_it(talk: Talk, words: str) -> bool:
    """Do these words tell where in the street it is, and name no other: "c'est en face"?"""
    address = talk.tongue.address
    return address.says_where(words) and not address.names_a_street(words)


def with_number(street: Street, number: str) -> Generator[Action, Event, Street]:
    """The same street, and whether this number is one of its own."""
    if not number:
        return street
    event = yield FindStreet(text=street.name, number=number)
    same = [s for s in answered(event, StreetsFound).streets if s.name == street.name]
    return same[0] if same else replace(street, number_known=True)


def is_sure(streets: tuple[Street, ...]) -> bool:
    """Is the first of these streets the one, best first?"""
    runner_up = streets[1].score if len(streets) > 1 else 0.0
    return bool(streets) and streets[0].score >= SURE and streets[0].score - runner_up >= MARGIN


def is_mere_answer(talk: Talk, words: str) -> bool:
    """Is it a yes or a no and nothing more: "c'est faux", which is no rue Foch?"""
    return len(words.split()) <= _MERE_ANSWER and talk.tongue.yes_or_no(words) is not None


def _is_a_place(talk: Talk, words: str, *, corrects: bool) -> Generator[Action, Event, bool]:
    """Is another place told, or a street of the town by its name alone: "non, Pasteur"?

    `corrects`: they follow a no, and any street that is like them is believed.
    """
    if talk.tongue.address.says_where(words):
        return True
    said = talk.tongue.address.said_in(talk.tongue.digits(words))
    if said is None or is_mere_answer(talk, words):
        return False
    event = yield FindStreet(text=said.street, number=said.number)
    streets = answered(event, StreetsFound).streets
    return bool(streets) and (corrects or is_sure(streets))
