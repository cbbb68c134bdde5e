"""Wordings proposed as phrasings of an article, and put to the test of past questions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from ivr.calls.replays import ask_replay
from ivr.console.access import noted, signed_in
from ivr.console.office import office
from knowledge.articles import Article
from knowledge.proposals import Proposals


def propose_wordings(article: Article, texts: Iterable[str]) -> int:
    """Propose an article with these wordings among its phrasings; the number of the trial.

    Raises InputError, StoreError.
    """
    here = office()
    changed = replace(article, phrasings=(*article.phrasings, *texts))
    number = Proposals(here.knowledge).propose_article(
        changed, expected=here.knowledge.revision_of(article.slug), who=signed_in().name, at=here.now()
    )
    try_on_past_questions(number, "article.proposed", article.slug, f"#{number}")
    return number


def try_on_past_questions(number: int, *told: str) -> None:
    """Have a proposal tried; `told`: the words of the trail."""
    here = office()
    ask_replay(here.calls, number, here.accounts.clock())
    noted(*told)
