"""An address in the town: number, street, and a check against the streets that exist."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import replace

from flows.actions import Action
from flows.ask import NOTHING, TRIES, Reply, Talk, Values
from flows.booking import answered
from flows.change_of_mind import look_for_another_subject
from flows.collect.agreed_address import Address as Address
from flows.collect.agreed_address import agree, is_mere_answer, is_sure, with_number
from flows.collect.capture import declines
from flows.collect.heard_address import heard_address
from flows.collect.keyed_street import key_number, key_street, key_suffix
from flows.collect.named_street import naming_a_street
from flows.collect.place_in_parts import PlaceInParts
from flows.collect.problem import problem_in, says_danger
from flows.collect.said_address import other_kind
from flows.collect.street_choice import Missed, choose_street
from flows.collect.words import bare
from flows.events import Event, Heard, Pressed
from flows.reporting import TOWN_HALL, FindStreet, Street, StreetsFound

MAX_OFFERED = 3
_OWN = re.compile(r"\b(?:mon|ma|mes|notre(?! dame)|nos|chez (?:moi|nous)|my|our)\b")
""" "Dans mon jardin" is no rue des Jardins."""
_LANDMARKS = 2
"""Times that a place without a street is told before it is kept as it was said."""
LETTERS_KEY = "1"
"""At the question: the street will be keyed, letter by letter."""


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
    told what was said of the place so far, for whoever leaves before it is agreed. `beside`: told what was
    said that is none.
    """
    reply: Reply | None = heard
    asked, question, said = prompt, prompt, ""
    told: set[str] = set()
    parts = PlaceInParts()
    values: Values = NOTHING
    landmarks = 0
    failures = 0 if reply is None else -1  # words said before the question are no failure to answer it

    def no_place(words: str) -> None:
        if _tells(talk, words) and words not in told:
            told.add(words)
            beside(words)

    while failures < TRIES:
        if reply is None:
            reply = yield from talk.ask(asked, values, patience="long", silence_seconds=8.0)
            values = NOTHING
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
            reply = yield from naming_a_street(talk, reply)
            if failures >= 0 and (alone := talk.tongue.address.number_alone(talk.tongue.digits(reply.text))):
                first, parts.number = not parts.number, alone
                if parts.unlisted and words_will_do:
                    break
                if first:
                    asked, values, reply = "address.which_street", {"number": alone}, None
                    continue
            before = said
            if failures >= 0 or talk.tongue.address.names_a_street(reply.text):
                said = _more_telling(talk, said, reply.text)
            if said:
                note(said)
            found = yield from _look_for(
                talk, reply, note, no_place, only_if_sure=failures < 0, number=parts.number
            )
            if isinstance(found, Address):
                return found
            if isinstance(found, Heard) and failures < TRIES - 1:
                failures += 1
                reply = found
                continue
            if found is Missed.AGAIN:
                failures, reply = max(failures, 0) + 1, None
                asked = question
                continue
            if found is Missed.UNKNOWN and failures >= 0 and parts.told_twice(talk, reply.text):
                said = said if parts.number or not before else before
                break
            if _is_a_landmark(talk, reply.text):
                landmarks += 1
            if words_will_do and landmarks >= _LANDMARKS:
                break  # the place is told, and no street with it
            if not talk.tongue.address.names_a_street(reply.text):
                yield from look_for_another_subject(talk, reply.text)
            if found is Missed.UNKNOWN and failures >= 0 and not _place_in(talk, reply.text):
                no_place(reply.text)
            if found is Missed.REFUSED:
                question = "address.street_only"
        failures += 1
        asked = question if question != prompt or failures in (0, TRIES) else f"{prompt}.no_match.{failures}"
        reply = None
    if words_will_do and said:
        yield from talk.say("address.kept_as_said")
        return Address(street="", said=parts.with_number(talk, said))
    yield from talk.say("address.give_up")
    return None


def _is_a_landmark(talk: Talk, words: str) -> bool:
    """Do these words tell a place without any street: "devant la mairie"?"""
    return not talk.tongue.address.names_a_street(words) and bool(_place_in(talk, words))


def _more_telling(talk: Talk, said: str, words: str) -> str:
    """Of two tries to say where it is, the one kept when no street is found: never a mere "non".

    A landmark told beside a street that is not found goes with it: "chemin du stade, près du stade".
    """
    told = _place_in(talk, words)
    if said and told and _is_a_landmark(talk, words) and talk.tongue.address.names_a_street(said):
        return said if told in said else f"{said}, {told}"
    if said and told and _are_two_streets(talk, said, told):
        return f"{said}, {told}"
    return said if not told or len(told.split()) < len(said.split()) else told


def _are_two_streets(talk: Talk, said: str, told: str) -> bool:
    """Two names heard for one street, none of which is known: either may be the one."""
    one, other = (talk.tongue.address.said_in(talk.tongue.digits(words)) for words in (said, told))
    typed = one is not None and other is not None and one.typed and other.typed
    return typed and told not in said and said not in told


def _place_in(talk: Talk, words: str) -> str:
    """What some words tell of a place, without the yes or the no before it, nor the problem; nothing where
    they tell none, or none that anybody could find: "il clignote", "je ne sais pas", "ben chez moi".
    """
    address = talk.tongue.address
    told = talk.tongue.after_answer(words)
    findable = address.tells_a_place(talk.tongue.digits(words)) and not address.is_unfindable(told)
    if not findable or not _tells(talk, words):
        return ""
    named = problem_in(told, talk.language) or says_danger(told, talk.language)
    return address.place_alone(told) if named else told


def _tells(talk: Talk, words: str) -> bool:
    """Is it more than a yes, a no, or that the caller does not know?"""
    tongue = talk.tongue
    mere = is_mere_answer(talk, words)
    unknown = tongue.unsure(words) or declines(words) or tongue.declines(words)
    said = re.sub(rf"\b(?:{tongue.correction.hesitations})\b", "", bare(words)).strip()
    return bool(said) and not mere and not (unknown and not tongue.address.says_where(words))


def _by_keys(talk: Talk) -> Generator[Action, Event, Address | Heard | None]:
    """The address keyed and agreed; words said in the place of keys; None when nothing came of it."""
    for _ in range(TRIES):
        street = yield from key_street(talk)
        if not isinstance(street, Street):
            return street
        number = talk.tongue.address.number_alone(talk.tongue.digits((yield from key_number(talk))))
        known = yield from with_number(street, number)
        number = yield from key_suffix(talk, number, known.suffixed)
        if number in known.suffixed:
            known = replace(known, number_known=True)
        agreed = yield from agree(talk, known, number, "")
        if not isinstance(agreed, Missed):
            return agreed
    return None


def _look_for(
    talk: Talk,
    heard: Heard,
    note: Callable[[str], None],
    beside: Callable[[str], None],
    *,
    only_if_sure: bool,
    number: str = "",
) -> Generator[Action, Event, Address | Heard | Missed]:
    """The address agreed, or the words that the caller corrects it with.

    `number`: told before, for a street that is told without any.
    """
    digits, said_in = talk.tongue.digits, talk.tongue.address.said_in
    said = heard_address(talk.tongue, heard.text)
    if said is None or is_mere_answer(talk, heard.text):
        return Missed.UNKNOWN
    said = replace(said, number=said.number or number)
    others = tuple(other.street for text in heard.alternatives if (other := said_in(digits(text))))
    event = yield FindStreet(text=said.street, alternatives=others, number=said.number)
    streets = answered(event, StreetsFound).streets
    if not is_sure(streets) and talk.tongue.address.names_the_town_hall(heard.text):
        event = yield FindStreet(text=TOWN_HALL)  # "place de la mairie", where no street is called so
        streets = answered(event, StreetsFound).streets or streets
    if not said.typed and _OWN.search(bare(heard.text)):
        return Missed.UNKNOWN
    told = said.typed or not problem_in(heard.text, talk.language)
    if not streets or ((only_if_sure or not told) and not is_sure(streets)):
        return Missed.UNKNOWN
    chosen: Street | Heard | Missed = streets[0]
    if not is_sure(streets) and len(streets) > 1:
        chosen = yield from choose_street(talk, streets[:MAX_OFFERED])
    if not isinstance(chosen, Street):
        return chosen
    words = _place_in(talk, heard.text) or heard.text
    note(words)
    kind = other_kind(said, chosen.name)
    crossing = yield from _crossing(talk, chosen, heard.text)
    return (yield from agree(talk, chosen, said.number, words, kind, crossing=crossing, beside=beside))


def _crossing(talk: Talk, street: Street, words: str) -> Generator[Action, Event, str]:
    """The street of the town that meets this one where the words say; empty for none that is known."""
    other = talk.tongue.address.crossing(talk.tongue.digits(words))
    if not other:
        return ""
    event = yield FindStreet(text=other)
    streets = answered(event, StreetsFound).streets
    return streets[0].name if is_sure(streets) and streets[0].name != street.name else ""
