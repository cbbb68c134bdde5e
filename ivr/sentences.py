"""Every sentence the line can be foreseen to say, so that it is rendered before it is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from flows.actions import Transfer
from ivr.calls.desk import Desk
from knowledge.librarian import Librarian, Response
from speech.written import Written

_OFFERS = ("answer.confirm", "answer.choose_2", "answer.choose_3")
"""Prompts that offer articles; each of their sentences holds one offer, and is rendered once for each."""


def first_sentences(desk: Desk) -> list[str]:
    """What the first caller may hear in the first moments: the line opens once these are ready."""
    return [*desk.catalogue.fixed(desk.town_values(), first_only=True), *_others(desk, first_only=True)]


def all_sentences(desk: Desk, librarian: Librarian, articles: Iterable[str], now: datetime) -> list[str]:
    """Most urgent first: fixed prompts, answers, what asks which answer is meant, whispers, details."""
    town = desk.town_values()
    responses = [one for slug in articles for one in librarian.article(slug, now=now).responses]
    found = [
        *first_sentences(desk),
        *desk.catalogue.fixed(town),
        *_others(desk),
        *(text for one in responses for text in answer_sentences(one)),
        *(
            desk.catalogue.voice(key, {**town, "offer": one.offer, **_same(one.offer)})
            for one in responses
            for key in _OFFERS
        ),
        *(whisper(desk, service, "") for service in desk.settings.services),
        *(whisper(desk, one.service, one.offer) for one in responses),
        *(one.details for one in responses),
    ]
    return [text for text in dict.fromkeys(found) if text]


def answer_sentences(response: Response) -> Iterator[str]:
    """The question that decides, every answer it leads to, and the answer for everybody."""
    yield from (response.question, *(variant.spoken for variant in response.variants), response.spoken)


def whisper(desk: Desk, service: str, subject: str) -> str:
    """What an agent hears before taking a call, without the caller's own words."""
    return desk.voice_text(desk.announcement(Transfer(service=service, subject=subject)))


def _others(desk: Desk, *, first_only: bool = False) -> Iterator[Written]:
    """What the catalogues of the other languages say, of those that we have a voice for."""
    for language, catalogue in desk.catalogues.items():
        if language not in desk.unvoiced:
            for text in catalogue.fixed(desk.town_values(), first_only=first_only):
                yield Written(text, language)


def _same(offer: str) -> dict[str, str]:
    return {f"offer_{number}": offer for number in range(1, 4)}
