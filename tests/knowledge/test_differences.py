"""What changed in an article, word by word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from knowledge.articles import Variant
from knowledge.differences import differences
from tests.knowledge.valmont import article


def shown(before, after):
    return {
        one.field: [(piece.change, piece.text) for piece in one.pieces if piece.change != "same"]
        for one in differences(before, after)
    }


def test_words_changed_are_shown_and_the_rest_is_the_same():
    found = differences(article(), replace(article(), spoken="Prenez vite rendez-vous."))
    (spoken,) = found
    assert (
        "".join(piece.text for piece in spoken.pieces if piece.change != "removed")
        == "Prenez vite rendez-vous."
    )
    assert "".join(piece.text for piece in spoken.pieces if piece.change != "added") == "Prenez rendez-vous."


def test_lists_are_compared_line_by_line():
    one, other = article(phrasings=("a", "b")), article(phrasings=("b", "c"))
    assert shown(one, other) == {"phrasings": [("removed", "a"), ("added", "c")]}
    assert [each.unchanged for each in differences(one, other)] == [1]


def test_dates_variants_and_states_are_compared():
    variants = (
        Variant(label="un adulte", phrases=("majeur",), spoken="Oui."),
        Variant(label="un enfant", phrases=("mineur",), spoken="Non."),
    )
    other = article(question="Pour qui ?", variants=variants, valid_until=date(2026, 12, 1), status="draft")
    assert set(shown(article(), other)) == {"question", "variants", "valid_until", "status"}


def test_an_article_that_did_not_exist_is_all_added():
    assert all(change == "added" for pieces in shown(None, article()).values() for change, _ in pieces)
    assert differences(article(), article()) == []


def test_the_name_of_a_service_and_a_date_are_never_cut_into_pieces():
    before = article(service="voirie", as_of=date(2026, 11, 1))
    after = replace(before, service="voirie-espaces", as_of=date(2026, 11, 25))
    assert shown(before, after) == {
        "service": [("removed", "voirie"), ("added", "voirie-espaces")],
        "as_of": [("removed", "2026-11-01"), ("added", "2026-11-25")],
    }
