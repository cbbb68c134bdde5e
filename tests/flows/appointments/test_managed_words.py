"""A visit that is made, spoken of with a mere pronoun; and what is said where its number is asked for."""

import pytest

from flows.collect.visit_asked import Told, told_in
from flows.collect.wish import Wish, wish_of
from flows.routes import Route, route_of
from tests.flows.appointments.calls import managing


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("j'ai un rendez-vous demain je veux l'annuler", Wish.CANCEL),
        ("j'ai pris un rendez-vous et je dois l'annuler", Wish.CANCEL),
        ("mon rendez-vous de demain faut l'annuler", Wish.CANCEL),
        ("mon rendez-vous il faut l'annuler", Wish.CANCEL),
        ("je dois annuler pour demain", Wish.CANCEL),
        ("c'est pour annuler", Wish.CANCEL),
        ("bonjour j'appelle pour annuler", Wish.CANCEL),
        ("je voudrais décommander mon rendez-vous", Wish.CANCEL),
        ("j'ai rendez-vous demain et je voudrais le décaler", Wish.CHANGE),
        ("on a rendez-vous jeudi est-ce qu'on pourrait le déplacer", Wish.CHANGE),
    ],
)
def test_a_visit_is_cancelled_or_moved_by_a_pronoun(words, wish):
    assert route_of(words) is Route.APPOINTMENT
    assert wish_of(words) is wish


@pytest.mark.parametrize(
    "words",
    [
        "comment annuler mon rendez-vous",
        "j'ai rendez-vous chez le médecin je dois l'annuler",
        "mon rendez-vous a été annulé",
        "j'ai rendez-vous pour changer d'adresse",
        "c'est pour annuler la cantine de demain",
        "je veux annuler mon inscription",
        "j'ai pas pris de rendez-vous je veux annuler mon inscription",
    ],
)
def test_what_is_no_visit_of_ours_is_not_managed_here(words):
    assert route_of(words) is not Route.APPOINTMENT


@pytest.mark.parametrize(
    "words", ["j'avais rendez-vous hier et j'ai oublié", "j'avais rendez-vous j'ai pas pu venir"]
)
def test_a_visit_that_was_missed_is_told_in_two_breaths(words):
    assert told_in(words) is Told.MISSED


@pytest.mark.parametrize(
    "words",
    [
        "j'ai plus le numéro",
        "je le trouve pas",
        "je ne la trouve plus",
        "il est vendredi",
        "c'est vendredi à seize heures",
    ],
)
def test_without_its_number_the_visit_made_from_this_telephone_is_told(words):
    call = managing("je veux annuler mon rendez-vous")
    assert call.asked == "appointment.reference"
    said = call.says(words)
    assert said[0] == "Ce n'est pas grave, faisons sans."
    assert "vendredi 27 novembre à 16 h" in said[-1]


def test_a_visit_that_is_kept_after_all_is_kept_where_its_number_is_asked():
    call = managing("je veux annuler mon rendez-vous")
    assert call.says("non finalement je le garde") == ["Votre rendez-vous est conservé, rien n'a changé."]
    assert call.result is True


def test_the_digits_of_a_number_are_no_day():
    call = managing("je veux annuler mon rendez-vous")
    call.says("quarante-sept douze quatre-vingt-dix")
    assert call.asked == "digits.read_back"
