"""Wordings that the recogniser perhaps misheard are told from those that were likely said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.clusters import Asked, Cluster, cluster
from knowledge.likely import APART, BADLY_HEARD, WELL_HEARD, doubtful, words_of
from tests.knowledge.valmont import article

BEES = "j'ai un essaim d'abeilles dans mon jardin"
KNOWN = frozenset({"jardin"})


def heard(*wordings: tuple[str, float]) -> Cluster:
    (group,) = cluster([Asked(text, 1, confidence=confidence) for text, confidence in wordings])
    return group


def test_words_heard_well_are_likely_even_when_nobody_else_uses_them():
    assert doubtful(heard((BEES, WELL_HEARD)), ()) == frozenset()
    assert doubtful(heard((BEES, 1.0), ("un essaim d'abeilles chez moi", 0.9)), ()) == frozenset()


@pytest.mark.parametrize("confidence", [0.0, BADLY_HEARD - 0.01])
def test_words_heard_badly_are_doubtful_whatever_they_say(confidence):
    group = heard((BEES, 0.95), ("un essaim d'abeilles dans le jardin", confidence))
    assert doubtful(group, KNOWN) == {"un essaim d'abeilles dans le jardin"}


def test_a_word_that_nobody_uses_makes_words_half_heard_doubtful():
    group = heard((BEES, 0.95), ("j'ai un essaim d'abeilles dans mon gardien", 0.7))
    assert doubtful(group, KNOWN) == {"j'ai un essaim d'abeilles dans mon gardien"}
    assert doubtful(group, {"gardien"}) == frozenset()


def test_words_of_the_base_or_of_another_wording_are_believed_when_half_heard():
    group = heard((BEES, 0.7), ("dans mon jardin des abeilles un gros essaim", 0.7))
    assert doubtful(group, KNOWN) == {"dans mon jardin des abeilles un gros essaim"}
    assert doubtful(group, words_of([article(phrasings=("un gros chien",))])) == frozenset()


def test_the_same_stems_twice_do_not_vouch_for_each_other():
    group = heard(("un essai d'abeille", 0.7), ("des essais d'abeilles", 0.7))
    assert doubtful(group, ()) == {one.text for one in group.wordings}


def test_what_is_far_from_the_middle_of_its_group_is_doubtful():
    group = Cluster(
        tuple(Asked(text) for text in ("essaim abeilles", "abeilles jardin", "jardin public")),
        (0.9, 0.8, APART - 0.01),
    )
    assert doubtful(group, ()) == {"jardin public"}
    assert doubtful(replace(group, closeness=()), ()) == frozenset()


def test_two_wordings_have_no_middle_to_be_far_from():
    group = Cluster((Asked("essaim"), Asked("abeilles")), (0.4, 0.4))
    assert doubtful(group, ()) == frozenset()


def test_each_wording_of_a_group_knows_how_near_its_middle_it_is():
    (group,) = cluster([Asked(BEES, 9), Asked("un essaim d'abeilles", 2), Asked("des abeilles au jardin", 1)])
    assert len(group.closeness) == len(group.wordings)
    assert all(0 < one <= 1 for one in group.closeness)
    assert group.closeness[0] == max(group.closeness)


def test_two_words_of_the_base_that_the_group_does_not_use_are_doubtful_when_half_heard():
    said = ("un essaim d'abeilles au jardin", "des abeilles dans le jardin un essaim", BEES)
    misheard = "conseille un essaim d'abeilles aveugle jardin"
    others = tuple(Asked(text, 1, confidence=0.95) for text in (*said, "un essaim"))
    known = words_of([article(phrasings=("je conseille un aveugle", "un essaim d'abeilles au jardin"))])
    half_heard = Cluster((*others, Asked(misheard, 1, confidence=0.75)), (1.0,) * 5)
    assert doubtful(half_heard, known) == {misheard}
    heard_well = Cluster((*others, Asked(misheard, 1, confidence=WELL_HEARD)), (1.0,) * 5)
    assert doubtful(heard_well, known) == frozenset()
    one_word = Cluster((*others, Asked("un essaim aveugle", 1, confidence=0.75)), (1.0,) * 5)
    assert doubtful(one_word, known) == frozenset()
