"""Who answers for a fall, or for a damaged car: it is told whom to write to, and nobody is in danger."""

import pytest

from flows.collect.claims import claims_harm
from flows.emergencies.alarm.learnt import Level
from flows.emergencies.urgent_words import level_told
from flows.reporting import OpenReport
from flows.understand import fold
from tests.flows.calls import PlayedCall

CLAIMS = [
    "ma mère s'est cassé la figure sur une plaque d'égout mal fermée qui est responsable",
    "mamie s'est cassé la jambe sur le trottoir défoncé je veux me faire rembourser",
    "j'ai glissé sur le verglas c'est qui qui paye",
    "je suis tombée hier sur le trottoir qui est responsable",
    "j'ai crevé un pneu dans un trou rue pasteur qui me rembourse",
    "un de vos arbres est tombé sur ma voiture je voudrais être indemnisé",
    "mon fils s'est ouvert le genou au parc votre assurance prend en charge",
]


@pytest.mark.parametrize("words", CLAIMS)
def test_whom_to_write_to_is_told_and_no_report_is_opened(words):
    call = PlayedCall()
    assert call.says(words) == ["report.claim", "main.anything_else"]
    assert not call.deeds(OpenReport)


def test_it_is_told_in_english():
    call = PlayedCall(languages=("fr", "en"))
    call.presses("9")
    assert call.says("my mother fell on the pavement who is liable")[0] == "report.claim"


@pytest.mark.parametrize(
    "words",
    [
        "mamie s'est cassé la jambe sur le trottoir défoncé",
        "ma mère vient de tomber sur le trottoir qui est responsable elle saigne",
        "ma mère est par terre sur le trottoir elle s'est cassé la jambe qui paye",
    ],
)
def test_what_may_be_happening_now_is_met_as_ever(words):
    assert not claims_harm(words)


def test_what_the_lists_know_is_asked_about_even_then():
    words = "mon mari est blessé dans l'accident avec votre camion qui est responsable"
    assert claims_harm(words)
    assert level_told(fold(words)) is Level.LIKELY


@pytest.mark.parametrize(
    "words",
    [
        "qui paie si l'arbre du voisin menace de tomber",
        "je suis tombé malade je veux me faire rembourser la cantine",
        "qui est responsable de la voirie",
        "qui paye la réparation du trottoir",
        "la piscine est fermée je veux me faire rembourser",
    ],
)
def test_other_questions_of_money_claim_nothing(words):
    assert not claims_harm(words)
