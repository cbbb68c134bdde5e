"""A vehicle in the way, by whatever name, and the gate that only tells where it stands."""

import pytest

from flows.collect.happening import happens
from flows.collect.problem import problem_in
from flows.emergencies.alarm.learnt import Level
from flows.emergencies.urgent_words import level_told
from flows.understand import fold
from tests.flows.calls import PlayedCall


@pytest.mark.parametrize(
    "words",
    [
        "y a une camionnette plantée devant mon portail je peux plus sortir",
        "une camionnette est plantée devant mon entrée",
        "un fourgon bloque mon garage",
        "y a un utilitaire devant chez moi",
        "il y a une fourgonnette arrêtée au milieu de la rue",
        "y a un camion devant mon portail il bouge pas",
        "une voiture devant chez moi elle bouge pas",
    ],
)
def test_it_is_reported_as_a_vehicle_in_the_way(words):
    named = problem_in(words)
    assert named is not None
    assert named.slug == "vehicule"
    call = PlayedCall()
    assert "report.understood" in call.says(words)
    assert call.asked == "report.danger"


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("le portail du parc est cassé", "mobilier"),
        ("on a tagué mon portail", "proprete"),
        ("mon portail est cassé", None),
        ("notre portillon ferme plus", None),
    ],
)
def test_a_gate_of_one_s_own_is_no_furniture_of_the_street(words, slug):
    named = problem_in(words)
    assert (named.slug if named else None) == slug


@pytest.mark.parametrize(
    "words",
    [
        "ma camionnette est garée devant chez moi",
        "j'ai le droit de garer mon camping-car devant chez moi",
        "je peux mettre une benne devant mon portail",
        "la camionnette de la bibliothèque passe quand",
    ],
)
def test_a_question_about_one_s_own_vehicle_reports_none(words):
    assert not happens(words)


@pytest.mark.parametrize(
    "words",
    [
        "y a un camion devant mon portail il bouge pas",
        "il y a une voiture garée devant mon garage depuis trois jours elle bouge plus",
        "y a une bagnole devant chez nous qui bouge plus depuis deux semaines",
    ],
)
def test_a_vehicle_that_does_not_move_is_nobody_in_danger(words):
    assert level_told(fold(words)) is Level.NONE


@pytest.mark.parametrize(
    "words",
    [
        "y a un homme dans la voiture il bouge plus",
        "y a un camion devant mon portail y a un homme dedans il bouge plus",
        "une voiture sur la place il bouge plus",
        "une voiture dans le fossé elle bouge plus",
        "il y a une voiture devant chez moi le conducteur il bouge pas",
        "un camion a renversé mon fils il bouge plus",
        "une voiture devant chez moi elle bouge plus le conducteur est inconscient",
    ],
)
def test_somebody_who_does_not_is(words):
    assert level_told(fold(words)) is Level.SURE
