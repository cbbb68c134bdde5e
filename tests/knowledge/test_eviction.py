"""Whoever is to be evicted reaches social help, which the demonstration's article tells of."""

import pytest

from tests.knowledge.understood import demonstration


@pytest.mark.parametrize(
    "words",
    [
        "je suis expulsée que faire",
        "on va me mettre à la porte de chez moi",
        "j'ai reçu une lettre d'expulsion ce matin",
        "mon propriétaire veut nous expulser",
        "je suis menacé d'expulsion à cause des loyers",
    ],
)
def test_an_eviction_is_for_social_help(words):
    match = demonstration().match(words)
    assert match.decision == "answer"
    assert match.candidates[0].slug == "ccas-aide-sociale"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("je cherche un logement social", "logement-social"),
        ("mon propriétaire ne fait pas les travaux", "habitat-insalubre"),
        ("mettre mes encombrants dehors", "encombrants"),
    ],
)
def test_another_matter_of_housing_keeps_its_answer(words, slug):
    assert demonstration().match(words).candidates[0].slug == slug


def test_a_tenant_to_evict_is_no_town_halls_business():
    assert demonstration().match("expulser un locataire").decision == "none"
