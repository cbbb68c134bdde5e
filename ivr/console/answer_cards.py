"""What the articles of a call's subject answer, for the agent who has the caller on the telephone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ivr.console.office import office
from knowledge.librarian import Response


@dataclass(frozen=True)
class AnswerCard:
    """One article, as callers are told it now."""

    title: str
    answer: Response


def answer_cards(slugs: Iterable[str]) -> list[AnswerCard]:
    """The articles that are said these days, in their order; others are left out."""
    here = office()
    titles, now = here.knowledge.titles(), here.now()
    known = [slug for slug in dict.fromkeys(slugs) if slug in titles]
    return [
        AnswerCard(titles[slug], answer)
        for slug in known
        for answer in here.librarian.article(slug, now=now).responses
    ]
