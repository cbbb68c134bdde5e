"""A telephone number told in the same breath as something else."""

import pytest

from flows.ask import Talk
from flows.collect.name import collect_name
from flows.collect.told_number import number_aside
from flows.reporting import OpenReport, Street
from flows.routes import Route
from flows.services import serve
from tests.flows.services import MOBILE, Played, TownHall

NUMBER = "zéro six douze trente quatre cinquante six soixante dix huit"


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        (
            f"vers dix heures au nom de martin mon numéro c'est le {NUMBER}",
            "vers dix heures au nom de martin",
        ),
        (
            f"un trou au douze rue pasteur rappelez-moi au {NUMBER} merci",
            "un trou au douze rue pasteur merci",
        ),
        (f"c'est martin et mon portable c'est {NUMBER}", "c'est martin"),
        ("le 06 12 34 56 78 jeudi matin", "jeudi matin"),
        (NUMBER, ""),
    ],
)
def test_a_number_is_parted_from_what_is_said_with_it(words, rest):
    assert number_aside(words) == (rest, MOBILE)


@pytest.mark.parametrize(
    "words",
    [
        "un trou au douze rue pasteur",
        "le six décembre à dix heures dix",
        "rendez-vous pour trois passeports",
        "",
    ],
)
def test_other_numbers_are_left_where_they_are(words):
    assert number_aside(words) == (words, "")


@pytest.mark.parametrize("at", ["mon numéro c'est le", "mon portable", "rappelez-moi au"])
def test_a_visit_asked_for_with_a_number_keeps_its_name_and_reads_the_number_back(at):
    words = f"je voudrais un rendez-vous carte d'identité au nom de martin {at} {NUMBER}"
    call = Played(lambda talk, started: serve(talk, started, Route.APPOINTMENT, words, None), caller="")
    call.says("le premier")
    assert call.says("oui") == ["Martin, c'est bien ça ?"]
    assert call.says("oui") == ["Votre numéro de téléphone est bien le 06 12 34 56 78 ?"]
    call.says("oui")
    (booked,) = call.town.booked
    assert (booked.name, booked.phone) == ("Martin", MOBILE)


def test_a_report_made_with_a_number_keeps_its_street_and_texts_that_number_once_agreed():
    words = f"je voudrais signaler un trou rue pasteur mon numéro c'est le {NUMBER}"
    town = TownHall(streets={"rue pasteur": [Street(name="rue Pasteur", score=1.0)]})
    call = Played(lambda talk, started: serve(talk, started, Route.REPORT, words, None), town, caller="")
    assert call.says("non") == ["Rue Pasteur, c'est bien ça ?"]
    call.says("oui")
    call.says("il est profond")
    assert call.says("oui") == ["Au 06 12 34 56 78 ?"]
    call.says("oui")
    (opened,) = call.deeds(OpenReport)
    assert (opened.phone, opened.text_updates) == (MOBILE, True)


def test_a_number_in_the_place_of_a_name_is_kept_and_the_name_asked_for_again():
    told = []

    def flow(talk: Talk, started):
        name = yield from collect_name(talk, "appointment.name")
        told.append(talk.number_told)
        return name

    call = Played(flow)
    call.says(NUMBER)
    assert call.asked == "appointment.name"
    call.says("paul durand")
    call.says("oui")
    assert (call.result, told) == ("Paul Durand", [MOBILE])


def test_a_number_said_after_a_name_is_no_part_of_it():
    call = Played(lambda talk, started: collect_name(talk, "appointment.name"))
    assert call.says(f"paul durand et mon numéro c'est le {NUMBER}") == ["Paul Durand, c'est bien ça ?"]
