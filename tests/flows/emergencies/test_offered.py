""" "Une urgence", where the line itself offered "une fuite ou une urgence": that choice, and no danger."""

import pytest

from flows.actions import Say
from flows.choosing import Option
from flows.events import Choice, Variant
from flows.offered import option_repeated
from tests.flows.calls import PlayedCall, sure

WATER = Choice(
    slug="eau",
    title="l'eau",
    service="voirie",
    score=0.95,
    spoken="L'eau.",
    question="Est-ce pour une fuite ou une urgence, pour une facture, ou pour un abonnement ?",
    variants=(
        Variant(label="une fuite ou une urgence", phrases=("fuite", "coupure"), spoken="Au 04."),
        Variant(label="une facture", phrases=("payer",), spoken="Sur notre site."),
        Variant(label="un abonnement", phrases=("contrat",), spoken="À la régie."),
    ),
)
ASKED = "l'eau est coupée"


def asked() -> PlayedCall:
    call = PlayedCall(knows={ASKED: sure(WATER)})
    call.says(ASKED)
    assert call.asked == "answer.which_3"
    return call


@pytest.mark.parametrize(
    "words",
    [
        "une urgence",
        "c'est une urgence",
        "pour une urgence",
        "l'urgence",
        "une urgence je sais pas",
        "euh une urgence je crois",
        "une fuite ou une urgence",
    ],
)
def test_a_word_of_what_was_offered_is_that_choice(words):
    call = asked()
    assert call.says(words)[0] == "answer.spoken"
    assert "Au 04." in [action.values.get("text") for action in call.last if isinstance(action, Say)]


@pytest.mark.parametrize(
    "words",
    [
        "c'est une urgence vitale",
        "une urgence mon mari ne respire plus",
        "une vraie urgence",
        "vite une urgence il y a le feu",
        "une fuite de gaz",
        "au secours",
    ],
)
def test_more_than_what_was_offered_is_heard_as_ever(words):
    assert asked().says(words)[0].startswith("emergency.")


def test_it_is_an_emergency_anywhere_else():
    assert PlayedCall().says("une urgence")[0] == "emergency.any"
    call = asked()
    call.says("une facture")
    assert call.says("une urgence")[0] == "emergency.any"


def test_in_the_place_of_yes_to_whether_anybody_is_in_danger_it_is_one():
    call = asked()
    assert call.says("y a mon père il est pas bien du tout là") == ["emergency.asked"]
    assert call.says("une urgence")[0].startswith("emergency.")


def test_a_word_that_two_options_hold_chooses_none():
    options = [Option("une urgence d'eau"), Option("une urgence de gaz")]
    assert option_repeated("une urgence", options) is None
    assert option_repeated("pas une urgence", options) is None
