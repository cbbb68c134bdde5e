"""Whose danger it is, and the number that what happens calls for."""

import pytest

from flows.emergencies.of_whom import is_of_somebody_else, kind_by_its_cause
from flows.understand import fold
from tests.flows.calls import PlayedCall


@pytest.mark.parametrize(
    "words",
    [
        "il veut sauter du pont",
        "mon frère veut mourir",
        "ma fille dit qu'elle va se tuer",
        "j'ai peur mon mari parle de se pendre",
        "une femme veut se jeter sous le train",
        "je crois que mon voisin va se suicider",
    ],
)
def test_another_who_would_die_is_told_of_by_somebody_near_them(words):
    assert is_of_somebody_else(fold(words), "fr")
    assert PlayedCall().says(words)[0] == "emergency.distress_near"


@pytest.mark.parametrize(
    "words", ["je veux mourir", "mon mari m'a quittée je veux mourir", "j'en peux plus je vais me tuer"]
)
def test_whoever_would_die_is_spoken_to(words):
    assert not is_of_somebody_else(fold(words), "fr")
    assert PlayedCall().says(words)[0] == "emergency.distress"


@pytest.mark.parametrize(
    ("words", "mine"),
    [
        ("my brother wants to die", False),
        ("he is going to jump off the bridge", False),
        ("i want to die", True),
        ("my husband has left me and i want to die", True),
    ],
)
def test_english_tells_them_apart_too(words, mine):
    assert is_of_somebody_else(fold(words), "en") is not mine


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("mon balcon menace de tomber", "fire"),
        ("le plafond de l'école va s'effondrer", "fire"),
        ("un homme dort dehors il fait moins cinq", "shelter"),
        ("une dame sans abri sous la neige", "shelter"),
    ],
)
def test_what_falls_is_for_the_firemen_and_who_sleeps_in_the_cold_for_the_shelter(words, kind):
    assert kind_by_its_cause(fold(words), "fr") == kind


@pytest.mark.parametrize(
    ("words", "prompt"),
    [
        ("mon balcon menace de tomber", "emergency.fire"),
        ("un homme dort dehors il fait moins cinq", "emergency.shelter"),
    ],
)
def test_the_number_told_is_theirs(words, prompt):
    assert PlayedCall().says(words)[0] == prompt


@pytest.mark.parametrize(
    "words",
    [
        "un homme dort dehors il ne respire plus",
        "ma mère est tombée",
        "il fait froid dans la classe",
        "mon bébé dort dans sa chambre",
        "le prix du pont",
    ],
)
def test_what_only_looks_like_them_is_neither(words):
    assert kind_by_its_cause(fold(words), "fr") is None
