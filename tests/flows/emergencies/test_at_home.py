"""A danger at home: water in the house is asked about, and whoever is struck hears whom to speak to."""

import pytest

from flows.emergencies.doubt import floods_home
from tests.flows.calls import BINS, HOURS, PlayedCall, either


@pytest.mark.parametrize(
    "words",
    [
        "ma maison est inondée",
        "mon sous-sol est inondé",
        "le garage est complètement sous l'eau",
        "on est inondés chez nous",
        "j'ai une inondation dans ma cave",
        "my house is flooded",
    ],
)
def test_water_in_the_house_is_asked_about_before_any_menu(words):
    call = PlayedCall(knows={words: either(HOURS, BINS)})
    assert floods_home(words)
    assert call.says(words) == ["emergency.asked"]
    told, asked = call.says("oui")
    assert told in ("emergency.any", "emergency.fire")  # the firemen's number is in both
    assert asked == "emergency.next"


@pytest.mark.parametrize(
    "words",
    [
        "ma maison a été inondée l'année dernière",
        "ma cave est inondée à chaque orage qu'est-ce que je peux faire",
        "je suis inondé de publicités",
        "est-ce que ma maison est en zone inondable",
        "la rue est inondée",
        "quelle aide si la maison est inondée",
    ],
)
def test_water_told_of_another_time_or_place_is_not(words):
    assert not floods_home(words)


def test_whoever_says_that_nobody_is_in_danger_is_answered():
    call = PlayedCall(knows={"ma cave est inondée": either(HOURS, BINS)})
    call.says("ma cave est inondée")
    assert call.says("non") == ["answer.choose_2"]


@pytest.mark.parametrize(
    "words", ["mon mari me tape dessus je sais plus quoi faire", "mon fils me tape dessus"]
)
def test_whoever_is_struck_by_one_of_their_own_hears_the_number_for_it_too(words):
    assert PlayedCall().says(words) == ["emergency.violence", "emergency.next"]


def test_a_stranger_who_strikes_is_the_police_s():
    assert PlayedCall().says("un homme me tape dessus dans la rue") == ["emergency.police", "emergency.next"]
