"""Words that agree alike are one family."""

from __future__ import annotations

import numpy as np

from speech.adaptation.ngrams import BEGINNING, ENDING
from speech.training.counting import Counts
from speech.training.dictionary import Entry
from speech.training.families import Families, families_of

PLURAL = Entry(agreement="VER/m/p/par:pas")
DICTIONARY = {
    "obligés": PLURAL,
    "perdus": PLURAL,
    "tombés": PLURAL,
    "perdu": Entry(agreement="VER/m/s/par:pas"),
}


def test_participles_alike_are_one_family_but_for_a_vowel_at_the_head() -> None:
    found = families_of(dict.fromkeys(DICTIONARY, 1.0), {}, DICTIONARY)
    assert found["perdus"] == found["tombés"]
    assert len({found["perdus"], found["perdu"], found["obligés"]}) == 3


def test_the_commonest_words_and_both_ends_are_their_own_family() -> None:
    found = families_of(dict.fromkeys(DICTIONARY, 1.0), {"perdus": 9.0}, DICTIONARY)
    assert found["perdus"] == "perdus" != found["tombés"]
    assert (found[BEGINNING], found[ENDING]) == (BEGINNING, ENDING)


def test_an_elided_word_agrees_as_the_word_does_and_apart_from_it() -> None:
    found = families_of(
        {"l'école": 1.0, "école": 1.0, "d'école": 1.0}, {}, {"école": Entry(agreement="NOM/f/s/")}
    )
    assert len(set(found.values())) == 5
    assert "NOM/f/s/" in found["l'école"]


def test_after_a_family_its_own_company_is_expected_and_all_chances_make_one() -> None:
    counts = Counts()
    counts.add(
        ["on est perdus", "ils sont tombés"], 1.0, {"on", "est", "perdus", "ils", "sont", "tombés", "perdu"}
    )
    words = [*sorted({"on", "est", "perdus", "ils", "sont", "tombés", "perdu"}), ENDING]
    family = {word: word for word in (*words, BEGINNING)} | {"perdus": "participles", "tombés": "participles"}
    expected = Families(counts, words, np.full(len(words), 1 / len(words)), family)
    for context in (("est",), ("on", "est"), ("perdu",), ("perdu", "est")):
        assert np.isclose(expected.after(*context).sum(), 1.0)
    after = dict(zip(words, expected.after("on", "est"), strict=True))
    assert np.isclose(after["tombés"], after["perdus"])  # never said there, but one of the family
    assert after["tombés"] > 2 * after["perdu"]
