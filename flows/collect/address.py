"""An address in the town: number, street, and a check against the streets that exist."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import dataclass, replace

from flows.actions import Action
from flows.ask import TRIES, Reply, Talk
from flows.booking import answered
from flows.change_of_mind import look_for_another_subject
from flows.collect.capture import declines
from flows.collect.keyed_street import key_number, key_street, key_suffix
from flows.collect.said_address import other_kind
from flows.collect.street_choice import Missed, choose_street
from flows.events import Event, Heard, Pressed
from flows.reporting import FindStreet, Street, StreetsFound

SURE = 0.85
"""Likeness from which a street is the one, when no other comes near."""
MARGIN = 0.08
"""How far behind the next one must be."""
MAX_OFFERED = 3
_LEAST_TOLD = 3
"""Words that are no place, and tell something all the same."""
_MERE_ANSWER = 2
"""Words of "non merci": more of them may be a place."""
LETTERS_KEY = "1"
"""At the question: the street will be keyed, letter by letter."""


@dataclass(frozen=True)
class Address:
    """An address that was agreed."""

    street: str
    """Official name; empty when only the caller's words are known."""
    number: str = ""
    said: str = ""
    """The caller's own words, with all that no address holds: "devant la boulangerie"."""

    @property
    def written(self) -> str:
        """ "12 bis rue Victor-Hugo", or the caller's words."""
        return f"{self.number} {self.street}".strip() if self.street else self.said


def same_street(talk: Talk, place: Address, words: str) -> bool:
    """Are these the words of the street of that place, whole or in part?"""
    return talk.tongue.address.has_every_word(place.street, words)


def collect_address(
    talk: Talk,
    prompt: str,
    *,
    heard: Heard | None = None,
    words_will_do: bool = False,
    note: Callable[[str], None] = lambda said: None,
    beside: Callable[[str], None] = lambda words: None,
) -> Generator[Action, Event, Address | None]:
    """Ask for an address of the town, checked against its streets; None when it could not be had.

    `heard`: words already said that may hold it ("un lampadaire en panne au 12 rue Pasteur"); they are not
    asked again when they do. `words_will_do`: after three failures, what was said is kept as it is. `note`:
    told what was said of the place so far, for whoever leaves before it is agreed. `beside`: told, once the
    place is had, what was said that turned out to be none.
    """
    reply: Reply | None = (
        heard if heard is not None and talk.tongue.address.names_a_street(heard.text) else None
    )
    asked, question, said = prompt, prompt, ""
    missed: list[str] = []
    failures = 0 if reply is None else -1  # words said before the question are no failure to answer it
    while failures < TRIES:
        if reply is None:
            reply = yield from talk.ask(asked, patience="long", silence_seconds=8.0)
        if reply is None:
            break
        if isinstance(reply, Pressed) and reply.digits == LETTERS_KEY:
            keyed = yield from _by_keys(talk)
            if not isinstance(keyed, Heard):
                if keyed is not None:
                    return keyed
                break
            reply = keyed
        if isinstance(reply, Heard) and reply.text:
            said = _more_telling(talk, said, reply.text)
            if said:
                note(said)
            found = yield from _look_for(talk, reply, only_if_sure=failures < 0)
            if isinstance(found, Address):
                for words in missed:
                    beside(words)
                return found
            if isinstance(found, Heard) and failures < TRIES - 1:
                failures += 1
                reply = found
                continue
            if not talk.tongue.address.names_a_street(reply.text):
                missed += [reply.text] if len(_place_in(talk, reply.text).split()) >= _LEAST_TOLD else []
                yield from look_for_another_subject(talk, reply.text)
            if found is Missed.REFUSED:
                question = "address.street_only"
        failures += 1
        asked = question if question != prompt or failures in (0, TRIES) else f"{prompt}.no_match.{failures}"
        reply = None
    if words_will_do and said:
        for words in missed:
            if said not in words:
                beside(words)
        yield from talk.say("address.kept_as_said")
        return Address(street="", said=said)
    yield from talk.say("address.give_up")
    return None


def _more_telling(talk: Talk, said: str, words: str) -> str:
    """Of two tries to say where it is, the one kept when no street is found: never a mere "non"."""
    told = _place_in(talk, words)
    return said if not told or len(told.split()) < len(said.split()) else told


def _place_in(talk: Talk, words: str) -> str:
    """What some words may tell of a place: no yes nor no before it, nothing for whoever does not know."""
    tongue = talk.tongue
    mere = len(words.split()) <= _MERE_ANSWER and tongue.yes_or_no(words) is not None
    unknown = tongue.unsure(words) or declines(words) or tongue.declines(words)
    if mere or (unknown and not tongue.address.says_where(words)):
        return ""
    return tongue.after_answer(words)


def _by_keys(talk: Talk) -> Generator[Action, Event, Address | Heard | None]:
    """The address keyed and agreed; words said in the place of keys; None when nothing came of it."""
    for _ in range(TRIES):
        street = yield from key_street(talk)
        if not isinstance(street, Street):
            return street
        number = talk.tongue.address.number_alone(talk.tongue.digits((yield from key_number(talk))))
        known = yield from _with_number(street, number)
        number = yield from key_suffix(talk, number, known.suffixed)
        if number in known.suffixed:
            known = replace(known, number_known=True)
        agreed = yield from _agree(talk, known, number, "")
        if not isinstance(agreed, Missed):
            return agreed
    return None


def _look_for(
    talk: Talk, heard: Heard, *, only_if_sure: bool
) -> Generator[Action, Event, Address | Heard | Missed]:
    """The address agreed, or the words that the caller corrects it with."""
    digits, said_in = talk.tongue.digits, talk.tongue.address.said_in
    said = said_in(digits(heard.text))
    if said is None:
        return Missed.UNKNOWN
    others = tuple(other.street for text in heard.alternatives if (other := said_in(digits(text))))
    event = yield FindStreet(text=said.street, alternatives=others, number=said.number)
    streets = answered(event, StreetsFound).streets
    if not streets or (only_if_sure and not _is_sure(streets)):
        return Missed.UNKNOWN
    chosen: Street | Heard | Missed = streets[0]
    if not _is_sure(streets) and len(streets) > 1:
        chosen = yield from choose_street(talk, streets[:MAX_OFFERED])
    if not isinstance(chosen, Street):
        return chosen
    return (yield from _agree(talk, chosen, said.number, heard.text, other_kind(said, chosen.name)))


def _agree(
    talk: Talk, street: Street, number: str, said: str, unknown_kind: str = ""
) -> Generator[Action, Event, Address | Heard | Missed]:
    """Read the address back; a number said in the answer corrects it.

    `unknown_kind`: what was said ("rue") where the town has another ("place"): that is told.
    """
    offered: list[str] = []
    while True:
        address = Address(street=street.name, number=number, said=said)
        prompt = "address.read_back" if street.number_known else "address.read_back_unknown_number"
        if unknown_kind and not offered:
            prompt = "address.read_back_other_kind"
        values = {"address": address.written, "number": number, "kind": unknown_kind}
        answer = yield from talk.confirm(prompt, values)
        other = talk.tongue.address.number_alone(talk.tongue.digits(answer.text))
        if other and other != number and other not in offered:
            offered.append(number)
            street = yield from _with_number(street, other)
            number = other
            continue
        if answer.hedged and not talk.tongue.address.names_a_street(answer.text):
            return replace(address, said=f"{said}, {answer.text}".removeprefix(", "))
        if answer.yes:
            return address
        return Heard(text=answer.text) if len(answer.text.split()) >= 2 and not other else Missed.REFUSED


def _with_number(street: Street, number: str) -> Generator[Action, Event, Street]:
    """The same street, and whether this number is one of its own."""
    if not number:
        return street
    event = yield FindStreet(text=street.name, number=number)
    same = [s for s in answered(event, StreetsFound).streets if s.name == street.name]
    return same[0] if same else replace(street, number_known=True)


def _is_sure(streets: tuple[Street, ...]) -> bool:
    runner_up = streets[1].score if len(streets) > 1 else 0.0
    return streets[0].score >= SURE and streets[0].score - runner_up >= MARGIN
