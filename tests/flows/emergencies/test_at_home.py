"""A danger at home: water in the house is asked about, and whoever is struck hears whom to speak to."""

import pytest

from flows.actions import Transfer
from flows.emergencies.flooded_home import cut_off_by_water, floods_home
from flows.routing import RECEPTION
from tests.flows.calls import BINS, HOURS, PlayedCall, either, sure


@pytest.mark.parametrize(
    "words",
    [
        "ma maison est inondée",
        "mon sous-sol est inondé",
        "le garage est complètement sous l'eau",
        "on est inondés chez nous",
        "j'ai une inondation dans ma cave",
        "la maison de ma mère est inondée",
        "l'appartement de la voisine du dessus est inondé",
        "la salle de bain est inondée",
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
        "la maison des associations est inondée de demandes",
        "quelle aide si la maison est inondée",
    ],
)
def test_water_told_of_another_time_or_place_is_not(words):
    assert not floods_home(words)


def test_whoever_says_that_nobody_is_in_danger_is_answered():
    call = PlayedCall(knows={"ma cave est inondée": sure(BINS)})
    call.says("ma cave est inondée")
    assert call.says("non")[0] == "answer.spoken"


def test_what_only_comes_near_a_flooded_cellar_is_left_to_a_person():
    call = PlayedCall(knows={"ma cave est inondée": either(HOURS, BINS)})
    call.says("ma cave est inondée")
    call.says("non")
    (transfer,) = call.deeds(Transfer)
    assert isinstance(transfer, Transfer)
    assert (transfer.service, transfer.summary) == (RECEPTION, "ma cave est inondée")


@pytest.mark.parametrize(
    "words",
    [
        "mes parents sont coincés à l'étage",
        "on est montés à l'étage",
        "l'eau est montée jusqu'aux genoux",
        "on est réfugiés au grenier",
        "on peut pas sortir",
        "je suis sur le toit",
    ],
)
def test_whoever_is_cut_off_by_the_water_is_told_the_number(words):
    call = PlayedCall(knows={words: either(HOURS, BINS)})
    call.says("ma maison est inondée")
    assert cut_off_by_water(words)
    told, asked = call.says(words)
    assert told in ("emergency.any", "emergency.fire")
    assert asked == "emergency.next"


def test_whoever_is_told_the_number_and_cut_off_by_the_water_hears_it_again():
    call = PlayedCall()
    for words in ("ma maison est inondée", "oui"):
        call.says(words)
    assert call.says("on est montés à l'étage")[1] == "emergency.stay"


def test_a_roof_fled_to_once_the_number_was_told_is_the_water_s_and_no_wish_to_die():
    call = PlayedCall()
    for words in ("ma maison est inondée", "oui"):
        call.says(words)
    assert call.says("je suis sur le toit")[0] in ("emergency.any", "emergency.fire")
    assert call.says("je vais sauter du toit je veux mourir")[0] == "emergency.distress"


@pytest.mark.parametrize(
    "words",
    ["non personne n'est coincé", "non tout va bien", "non c'est juste la cave", "c'est pour un devis"],
)
def test_whoever_is_not_cut_off_is_told_no_number(words):
    assert not cut_off_by_water(words)
    call = PlayedCall()
    call.says("ma maison est inondée")
    assert "emergency.next" not in call.says(words)


@pytest.mark.parametrize(
    "words", ["mon mari me tape dessus je sais plus quoi faire", "mon fils me tape dessus"]
)
def test_whoever_is_struck_by_one_of_their_own_hears_the_number_for_it_too(words):
    assert PlayedCall().says(words) == ["emergency.violence", "emergency.next"]


def test_a_stranger_who_strikes_is_the_police_s():
    assert PlayedCall().says("un homme me tape dessus dans la rue") == ["emergency.police", "emergency.next"]
