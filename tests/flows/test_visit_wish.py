"""A booking asked for with its day, or in a hurry, is a booking: no article is read instead."""

import pytest

from flows.choosing import Option, chosen_option
from tests.flows.reopened import ReopenedCall


def called(words: str, language: str = "fr") -> ReopenedCall:
    call = ReopenedCall(languages=("en", "fr") if language == "en" else ("fr",))
    call.says(words)
    return call


@pytest.mark.parametrize(
    "words",
    [
        "rendez-vous passeport le 3 décembre à 10 heures",
        "passeport je veux savoir si ya de la place jeudi",
        "rendez vous passeport en urgence je pars dans trois jours",
        "passeport rendez-vous jeudi",
        "vous avez des créneaux jeudi pour un passeport",
    ],
)
def test_a_visit_asked_for_with_its_day_is_booked(words):
    assert called(words).asked.startswith(("appointment.offer", "appointment.confirm"))


@pytest.mark.parametrize(
    "words",
    ["passport appointment on 3 december at 10", "passport is there any room on thursday"],
)
def test_a_visit_asked_for_with_its_day_is_booked_in_english(words):
    assert called(words, "en").asked.startswith(("appointment.offer", "appointment.confirm"))


@pytest.mark.parametrize(
    "words",
    [
        "le passeport c'est sur rendez-vous le jeudi",
        "il y a de la place jeudi à la cantine",
        "le passeport vous êtes ouvert jeudi",
        "ai je besoin d'un rendez-vous pour un passeport jeudi",
        "j'ai rendez-vous jeudi pour un passeport c'est où",
    ],
)
def test_what_asks_for_no_day_of_a_visit_is_left_to_the_answers(words):
    assert not called(words).asked.startswith(("appointment.offer", "appointment.confirm"))


def test_the_day_of_a_departure_is_not_the_day_wished_for():
    call = called("rendez vous passeport en urgence je pars dans trois jours")
    assert "24 novembre" in str(call.dialogue.waiting_for.values)


def test_a_yes_chooses_no_option():
    options = [Option("un adulte", ("adulte", "majeur", "moi")), Option("un mineur", ("mineur", "enfant"))]
    assert chosen_option("oui un rendez vous", options) is None
    assert chosen_option("oui", options) is None
    assert chosen_option("oui moi", options) == 0
