"""An address in the town: number, street, and a check against the streets that exist."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, replace
from enum import Enum

from flows.actions import Action
from flows.ask import TRIES, Reply, Talk
from flows.booking import answered
from flows.change_of_mind import look_for_another_subject
from flows.choosing import ORDINALS, Option, chosen_option
from flows.collect.numbers import with_digits
from flows.collect.spelling import parse_spelling
from flows.collect.words import bare, bare_words
from flows.events import Event, Heard
from flows.reporting import FindStreet, Street, StreetsFound
from flows.understand import yes_or_no

SURE = 0.85
"""Likeness from which a street is the one, when no other comes near."""
MARGIN = 0.08
"""How far behind the next one must be."""
MAX_OFFERED = 3
_LEAST_SPELLED = 4
"""Letters of a street's name spelled out; fewer are an accident of "rue de l…"."""

_TYPES = (
    r"(?:rue|avenue|boulevard|place|chemin|impasse|allees?|route|quai|square|cours|passage|montee|sentier"
    r"|voie"
    r"|ruelle|rond point|traverse|esplanade|promenade|faubourg|parvis|venelle|av|bd|boul)"
)
_PLAIN_KINDS = frozenset(
    (
        "rue",
        "avenue",
        "boulevard",
        "place",
        "chemin",
        "impasse",
        "route",
        "quai",
        "square",
        "cours",
        "passage",
    )
)
"""Kinds that are written as they are heard."""
_LESSER_TYPES = r"(?:lotissement|residence|hameau|clos|cite|pont|villa|zone|lieu dit|parc|mail|cour|galerie)"
_NUMBER = r"(?P<number>[1-9]\d{0,3})(?: ?(?P<suffix>bis|ter|quater|[abc]))?"
_BEFORE = re.compile(rf"\b{_NUMBER} (?:de |du |de la |de l |dans la |dans l )?(?P<street>{_TYPES}\b.+)")
_AFTER = re.compile(
    rf"\b(?P<street>{_TYPES}\b.+?) (?:au|a hauteur du|au niveau du|devant le|en face du|numero|c est le) "
    rf"(?:numero )?{_NUMBER}$"
)
_STREETS = tuple(
    re.compile(pattern) for pattern in (rf"\b(?P<street>{_TYPES}\b.+)", rf"\b(?P<street>{_LESSER_TYPES}\b.+)")
)
_ONE = re.compile(rf"\b(au|le|numero|devant le) un (?={_TYPES})")
""""Un" is 1 there, and the article of the next word elsewhere."""
_UNTYPED = re.compile(rf"^(?:au |le |numero |c est (?:au |le )?)*{_NUMBER} (?P<street>.+)")
_LEAD_INS = re.compile(
    r"^(?:(?:c est|ca se (?:trouve|passe)|cela se trouve|j habite|je suis|on est|dans|sur|a|au|la|le|les|l"
    r"|en|mon adresse|l adresse|est|alors|non|oui|euh|plutot|numero)\b ?)+"
)
_LEFT_OUT = re.compile(
    r" (?:devant|en face|a cote|pres|derriere|au niveau|a hauteur|a l angle|au coin|au croisement"
    r"|juste|bat(?:iment)?|appartement|appt|escalier|etage|chez|entre|vers|depuis|il y a|et de|et du|et l"
    r"|\d{5}|s il vous plait|voila)\b.*"
)


@dataclass(frozen=True)
class SaidAddress:
    """What some words say of an address."""

    street: str
    """Bare words of the street, its type included when it was said."""
    number: str = ""
    """ "12", or "12 bis"."""
    typed: bool = False
    """A kind of street was named: "rue", "place"…"""


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


def parse_address(text: str) -> SaidAddress | None:
    """The number and street a text says; None when it has no word for a street.

    "au douze bis de la rue Pasteur, devant l'école" is 12 bis, "rue pasteur".
    """
    letters = parse_spelling(text) or ""
    if len(letters) >= _LEAST_SPELLED:
        return SaidAddress(with_digits(letters))
    plain = _ONE.sub(r"\1 1 ", with_digits(text))
    for pattern in (_BEFORE, _AFTER, *_STREETS):
        if found := pattern.search(plain):
            return _said(found, typed=True)
    if found := _UNTYPED.search(plain):
        return _said(found, typed=False)
    street = _LEFT_OUT.sub("", f" {_LEAD_INS.sub('', plain)}").strip()
    return SaidAddress(street) if len(street) > 2 else None


def collect_address(
    talk: Talk, prompt: str, *, heard: Heard | None = None, words_will_do: bool = False
) -> Generator[Action, Event, Address | None]:
    """Ask for an address of the town, checked against its streets; None when it could not be had.

    `heard`: words already said that may hold it ("un lampadaire en panne au 12 rue Pasteur"); they are not
    asked again when they do. `words_will_do`: after three failures, what was said is kept as it is.
    """
    reply: Reply | None = heard if heard is not None and _names_a_street(heard) else None
    asked, question, said = prompt, prompt, ""
    failures = 0 if reply is None else -1  # words said before the question are no failure to answer it
    while failures < TRIES:
        if reply is None:
            reply = yield from talk.ask(asked, patience="long", silence_seconds=8.0)
        if reply is None:
            break
        if isinstance(reply, Heard) and reply.text:
            said = reply.text
            found = yield from _look_for(talk, reply, only_if_sure=failures < 0)
            if isinstance(found, Address):
                return found
            if isinstance(found, Heard) and failures < TRIES - 1:
                failures += 1
                reply = found
                continue
            if not _names_a_street(reply):
                yield from look_for_another_subject(talk, reply.text)
            if found is _Missed.REFUSED:
                question = "address.street_only"
        failures += 1
        asked = question if question != prompt or failures in (0, TRIES) else f"{prompt}.no_match.{failures}"
        reply = None
    if words_will_do and said:
        yield from talk.say("address.kept_as_said")
        return Address(street="", said=said)
    yield from talk.say("address.give_up")
    return None


class _Missed(Enum):
    """Why an utterance gave no address."""

    UNKNOWN = "nothing in the town is like it"
    REFUSED = "it was not that one"


def _look_for(
    talk: Talk, heard: Heard, *, only_if_sure: bool
) -> Generator[Action, Event, Address | Heard | _Missed]:
    """The address agreed, or the words that the caller corrects it with."""
    said = parse_address(heard.text)
    if said is None:
        return _Missed.UNKNOWN
    others = tuple(other.street for text in heard.alternatives if (other := parse_address(text)))
    event = yield FindStreet(text=said.street, alternatives=others, number=said.number)
    streets = answered(event, StreetsFound).streets
    if not streets or (only_if_sure and not _is_sure(streets)):
        return _Missed.UNKNOWN
    chosen: Street | Heard | _Missed = streets[0]
    if not _is_sure(streets) and len(streets) > 1:
        chosen = yield from _choose(talk, streets[:MAX_OFFERED])
    if not isinstance(chosen, Street):
        return chosen
    return (yield from _agree(talk, chosen, said.number, heard.text, _other_kind(said, chosen)))


def _agree(
    talk: Talk, street: Street, number: str, said: str, unknown_kind: str = ""
) -> Generator[Action, Event, Address | Heard | _Missed]:
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
        other = _number_alone(answer.text)
        if other and other != number and other not in offered:
            offered.append(number)
            event = yield FindStreet(text=street.name, number=other)
            same = [s for s in answered(event, StreetsFound).streets if s.name == street.name]
            street = same[0] if same else replace(street, number_known=True)
            number = other
            continue
        if answer.yes:
            return address
        return Heard(text=answer.text) if len(answer.text.split()) >= 2 and not other else _Missed.REFUSED


def _choose(talk: Talk, streets: tuple[Street, ...]) -> Generator[Action, Event, Street | Heard | _Missed]:
    """Which of the nearest streets is it? Other words are given back."""
    prompt = "address.nearest_2" if len(streets) == 2 else "address.nearest_3"
    values = {f"street_{number}": street.name for number, street in enumerate(streets, start=1)}
    asked = prompt
    for attempt in range(1, TRIES + 1):
        phrases = (*(street.name for street in streets), *ORDINALS)
        reply = yield from talk.ask(asked, values, patience="normal", phrases=phrases)
        if reply is None:
            return _Missed.REFUSED
        if not isinstance(reply, Heard):
            if reply.digits in list("123"[: len(streets)]):
                return streets[int(reply.digits) - 1]
        else:
            place = chosen_option(reply.text, [Option("")] * len(streets))
            named = [streets[place]] if place is not None else _named(reply.text, streets)
            if len(named) == 1:
                return named[0]
            if yes_or_no(reply.text) is False and len(reply.text.split()) <= 2:
                return _Missed.REFUSED
            if not named and parse_address(reply.text) is not None:
                return Heard(text=reply.text)
        asked = f"{prompt}.no_match.{attempt}" if attempt < TRIES else prompt
    return _Missed.REFUSED


def _named(text: str, streets: tuple[Street, ...]) -> list[Street]:
    """The streets that have every word said: "la rue" is "rue de l'Église", not "place de l'Église"."""
    words = set(_LEAD_INS.sub("", f"{bare(text)} ").split())
    return [street for street in streets if words and words <= set(bare_words(street.name))]


def _other_kind(said: SaidAddress, street: Street) -> str:
    """The kind of street said, when the one found is of another; empty when they agree, or none was said."""
    kind = said.street.split()[0] if said.typed else ""
    found = bare_words(street.name)
    return kind if kind in _PLAIN_KINDS and found and found[0] != kind else ""


def _is_sure(streets: tuple[Street, ...]) -> bool:
    runner_up = streets[1].score if len(streets) > 1 else 0.0
    return streets[0].score >= SURE and streets[0].score - runner_up >= MARGIN


def _names_a_street(heard: Heard) -> bool:
    said = parse_address(heard.text)
    return said is not None and said.typed


def _number_alone(text: str) -> str:
    """ "le quatorze bis" is "14 bis"; empty when the words are more than a number."""
    found = re.fullmatch(rf"(?:(?:c est|le|au|numero|plutot|non|mais) )*{_NUMBER}", with_digits(text))
    return _house(found) if found else ""


def _said(found: re.Match[str], *, typed: bool) -> SaidAddress:
    groups = found.groupdict()
    number = _house(found) if groups.get("number") else ""
    return SaidAddress(_LEFT_OUT.sub("", groups["street"]).strip(), number, typed)


def _house(found: re.Match[str]) -> str:
    return f"{found['number']} {found['suffix'] or ''}".strip()
