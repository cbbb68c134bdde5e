"""Articles found in a list, and phrasings that two articles share."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.listing import lines, shared_phrasings
from knowledge.store import KnowledgeStore
from tests.knowledge.valmont import MONDAY, article

TODAY = date(2026, 11, 25)


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    store = KnowledgeStore(tmp_path / "knowledge.db")
    store.save_all(
        [
            article(phrasings=("mon passeport est périmé",)),
            article(
                "piscine", title="Piscine", valid_until=date(2026, 11, 1), phrasings=("nager", "plonger")
            ),
            article("patinoire", title="Patinoire", valid_from=date(2026, 12, 1)),
            article("brouillon", title="Brouillon", status="draft"),
        ],
        who="Camille",
        at=MONDAY,
    )
    return store


def test_each_article_tells_its_state_and_last_change(store):
    found = lines(store)
    assert [(one.slug, one.state(TODAY), one.phrasings) for one in found] == [
        ("passeport", "published", 1),
        ("piscine", "expired", 2),
        ("patinoire", "coming", 0),
        ("brouillon", "draft", 0),
    ]
    assert {(one.changed_by, one.changed_at) for one in found} == {("Camille", MONDAY)}


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("plonge", ["piscine"]),
        ("PÉRIMÉS", ["passeport"]),
        ("mon passeport perime", ["passeport"]),
        ("nage", ["piscine"]),
        ("cheval", []),
        ("' or cheval=1 --", []),
        ("  ", ["passeport", "piscine", "patinoire", "brouillon"]),
        ("le la les", ["passeport", "piscine", "patinoire", "brouillon"]),
    ],
)
def test_articles_are_found_by_their_words(store, search, expected):
    assert [one.slug for one in lines(store, search)] == expected


def test_a_phrasing_of_another_article_is_told_even_said_nearly_the_same():
    mine = article(phrasings=("je veux nager", "mon passeport", "euh"))
    others = [article(phrasings=("mon passeport",)), article("piscine", phrasings=("nager", "euh"))]
    assert shared_phrasings(mine, others) == {"je veux nager": "piscine"}
