"""Every sentence the line can be foreseen to say, so that it is rendered before it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from flows.actions import Say, Transfer
from flows.appointments.kind import examples_of
from flows.in_parts import said_apart
from ivr.calls.desk import Desk
from knowledge.librarian import Librarian, Response
from speech.written import Written

_OFFERS = ("answer.confirm", "answer.choose_2", "answer.choose_3")
"""Prompts that offer articles; each of their sentences holds one offer, and is rendered once for each."""
PLACES = range(2, 10)
"""Places in a line that are foreseen: who comes next is told so in words, and a tenth is rare."""


def first_sentences(desk: Desk) -> list[str]:
    """What the first caller may hear in the first moments: the line opens once these are ready."""
    return [*desk.catalogue.fixed(desk.town_values(), first_only=True), *_others(desk, first_only=True)]


def all_sentences(
    desk: Desk,
    librarian: Librarian,
    articles: Iterable[str],
    now: datetime,
    others: Mapping[str, Sequence[Response]] = MappingProxyType({}),
) -> list[str]:
    """Most urgent first: fixed prompts, answers, what asks which answer is meant, whispers, details.

    `others`: the answers there are in each of the other languages.
    """
    town = desk.town_values()
    responses = [one for slug in articles for one in librarian.article(slug, now=now).responses]
    found = [
        *first_sentences(desk),
        *_alerts(desk),
        *desk.catalogue.fixed(town),
        *_others(desk),
        *_places_in_line(desk),
        *_appointments(desk),
        *(text for one in responses for text in answer_sentences(one)),
        *(
            desk.catalogue.voice(key, {**town, "offer": one.offer, **_same(one.offer)})
            for one in responses
            for key in _OFFERS
        ),
        *(whisper(desk, service, "") for service in desk.settings.services),
        *(whisper(desk, one.service, one.offer) for one in responses),
        *(one.details for one in responses),
        *(text for language, found in others.items() for text in _in_other_language(desk, language, found)),
    ]
    return [text for text in dict.fromkeys(found) if text]


def _alerts(desk: Desk) -> Iterator[Written]:
    """What a welcome tells everybody today."""
    for told in said_apart(desk.alerts()):
        yield desk.voice_text(Say(prompt="main.alert", values={"alert": told}))


def _in_other_language(desk: Desk, language: str, responses: Sequence[Response]) -> Iterator[Written]:
    """The answers of another language, and what offers them; nothing when there is no voice for it."""
    if language not in desk.catalogues or language in desk.unvoiced:
        return
    catalogue, town = desk.catalogues[language], desk.town_values()
    for one in responses:
        offers = (catalogue.voice(key, {**town, "offer": one.offer, **_same(one.offer)}) for key in _OFFERS)
        for text in (*answer_sentences(one), *offers, one.details):
            yield Written(text, language)


def _places_in_line(desk: Desk) -> Iterator[Written]:
    """What callers who wait are told of their place, in every language that we have a voice for."""
    spoken = (desk.settings.line.language, *desk.catalogues)
    for language in (one for one in spoken if one not in desk.unvoiced):
        for place in PLACES:
            for prompt in ("queue.joined", "queue.position"):
                yield desk.voice_text(Say(prompt=prompt, values={"position": place}, language=language))


def _appointments(desk: Desk) -> Iterator[str]:
    """The questions that cite what the town takes appointments for."""
    titles = [kind.title for kind in desk.settings.appointments.values()]
    for key in ("", ".no_match.1", ".no_match.2") if titles else ():
        values = examples_of(titles, asked_again=key.endswith(".2"))
        yield desk.catalogue.voice(f"appointment.what{key}", values)


def answer_sentences(response: Response) -> Iterator[str]:
    """The question that decides, every answer it leads to, and the answer for everybody."""
    yield from (response.question, *(variant.spoken for variant in response.variants), response.spoken)


def whisper(desk: Desk, service: str, subject: str) -> str:
    """What an agent hears before taking a call, without the caller's own words."""
    return desk.voice_text(desk.announced(Transfer(service=service, subject=subject))[0])


def _others(desk: Desk, *, first_only: bool = False) -> Iterator[Written]:
    """What the catalogues of the other languages say, of those that we have a voice for."""
    for language, catalogue in desk.catalogues.items():
        if language not in desk.unvoiced:
            for text in catalogue.fixed(desk.town_values(), first_only=first_only):
                yield Written(text, language)


def _same(offer: str) -> dict[str, str]:
    return {f"offer_{number}": offer for number in range(1, 4)}
