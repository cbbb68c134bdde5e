"""A bridge or a roof: where a problem of the street is, and where somebody would jump from."""

import pytest

from flows.emergencies.high_places import seen_from_there
from tests.flows.calls import PlayedCall
from tests.flows.emergencies.told import is_emergency


@pytest.mark.parametrize(
    "words",
    [
        "je suis sur le pont y a un trou",
        "je suis sur le pont de l'isère il y a un gros nid de poule",
        "on est sur le pont y a du verglas",
        "sur le toit du parking y a des ordures",
        "je suis sur le pont je veux signaler un trou",
        "je suis sur le pont je viens de voir un panneau par terre",
    ],
)
def test_a_problem_of_the_road_told_from_a_bridge_is_reported(words):
    assert seen_from_there(words)
    call = PlayedCall()
    call.says(words)
    assert call.asked == "report.danger"


@pytest.mark.parametrize(
    "words",
    [
        "je suis sur le pont",
        "je suis sur le pont je vais sauter",
        "je suis sur le pont y a un trou je vais sauter",
        "je suis sur le pont y a la rivière en dessous",
        "je suis sur le pont y a plein de voitures en bas",
        "je suis sur le pont y a plus d'espoir",
        "sur le pont il y a un homme qui veut sauter",
        "je suis sur le toit y a le feu",
    ],
)
def test_anything_else_told_from_there_is_an_emergency_as_ever(words):
    assert is_emergency(words)
    assert PlayedCall().says(words)[0].startswith("emergency.")


def at_the_place() -> PlayedCall:
    call = PlayedCall()
    call.says("signaler un trou")
    call.says("non")
    assert call.asked == "report.where"
    return call


@pytest.mark.parametrize(
    "words",
    [
        "sur le pont",
        "sur le pont de l'isère",
        "sur le toit de l'école",
        "c'est sur le pont",
        "je suis sur le pont",
        "euh ben on est sur le pont là",
        "sur le pont neuf",
    ],
)
def test_told_where_a_place_is_asked_it_is_that_place(words):
    call = at_the_place()
    assert not any(said.startswith("emergency.") for said in call.says(words))


@pytest.mark.parametrize(
    "words",
    [
        "je suis sur le pont je vais sauter",
        "sur le pont je vais sauter",
        "je vais sauter du pont",
        "je veux mourir",
        "sur le toit il y a un homme qui veut sauter",
    ],
)
def test_somebody_about_to_jump_is_heard_where_a_place_is_asked(words):
    assert at_the_place().says(words)[0].startswith("emergency.")


def test_the_place_may_be_told_instead_of_yes_or_no_to_whether_anybody_is_in_danger():
    call = PlayedCall()
    call.says("signaler un trou")
    assert call.says("sur le pont") == ["report.danger.no_match.1"]
    call.says("signaler un trou")
    assert call.says("je suis sur le pont")[0] == "emergency.distress"
