"""Every sentence the line can be foreseen to say, so that it is rendered before it is needed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from flows.actions import Value
from flows.prompts import Catalogue
from knowledge.librarian import Librarian, Response
from knowledge.store import KnowledgeStore

_OFFERS = ("answer.confirm", "answer.choose_2", "answer.choose_3")
"""Prompts that offer articles; each of their sentences holds one offer, and is rendered once for each."""


def sentences_of(
    catalogue: Catalogue,
    town: Mapping[str, Value],
    librarian: Librarian,
    store: KnowledgeStore,
    now: datetime,
) -> list[str]:
    """Most urgent first: fixed prompts, answers, what asks which answer is meant, details."""
    responses = list(_responses(librarian, store, now))
    answers = [
        text
        for one in responses
        for text in (one.question, *(variant.spoken for variant in one.variants), one.spoken)
    ]
    offers = [
        catalogue.voice(key, {**town, "offer": one.offer, **_same(one.offer)})
        for one in responses
        for key in _OFFERS
    ]
    details = [one.details for one in responses]
    return [text for text in (*catalogue.fixed(town), *answers, *offers, *details) if text]


def _responses(librarian: Librarian, store: KnowledgeStore, now: datetime) -> Iterator[Response]:
    for article in store.articles():
        yield from librarian.article(article.slug, now=now).responses


def _same(offer: str) -> dict[str, str]:
    return {f"offer_{number}": offer for number in range(1, 4)}
