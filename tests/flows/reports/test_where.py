"""What was said of the place beyond its street reaches whoever goes there."""

import pytest

from flows.actions import Transfer
from flows.reports.where import written_where
from flows.tongues import tongue_of
from tests.flows.reports.calls import calling, harmless, opened


@pytest.mark.parametrize(
    ("street", "number", "said"),
    [
        ("rue Victor Hugo", "", "à l'angle de la rue victor hugo et de la rue pasteur"),
        ("avenue Jean Moulin", "", "avenue jean moulin devant la pharmacie"),
        ("rue Victor Hugo", "18 ter", "dix huit ter rue victor hugo derrière la poste"),
        ("rue Pasteur", "12", "au douze rue pasteur, oui au fond de la cour"),
        ("rue des Tilleuls", "", "square des tilleuls"),
    ],
)
def test_a_corner_or_a_landmark_is_written_after_the_street(street, number, said):
    assert written_where(street, number, said) == f"{number} {street} (« {said} »)".strip()


@pytest.mark.parametrize(
    ("street", "number", "said", "language"),
    [
        ("rue Pasteur", "12 bis", "devant le douze bis de la rue pasteur", "fr"),
        ("rue des Écoles", "", "c'est dans la rue de l'école", "fr"),
        ("rue Pasteur", "14", "au douze rue pasteur", "fr"),
        ("rue Pasteur", "12", "it's at twelve rue pasteur", "en"),
        ("rue Pasteur", "", "", "fr"),
    ],
)
def test_words_that_tell_no_more_than_the_street_are_not_written_twice(street, number, said, language):
    assert written_where(street, number, said, language) == f"{number} {street}".strip()


def test_words_alone_are_the_whole_of_a_place_without_a_street():
    assert written_where("", "", "derrière la gare") == "derrière la gare"


def test_the_agent_who_takes_a_danger_reads_the_corner():
    call = calling("un arbre va tomber")
    call.says("au coin de la rue pasteur et de la rue du four")
    call.says("oui")
    waiting = call.dialogue.waiting_for
    assert isinstance(waiting, Transfer)
    assert "rue du four" in dict(waiting.fields)["address"]


def test_a_landmark_told_with_the_yes_to_the_street_is_kept():
    call = harmless("un lampadaire en panne")
    call.says("rue pasteur")
    call.says("oui devant la pharmacie")
    call.hangs_up()
    assert "devant la pharmacie" in opened(call).place


@pytest.mark.parametrize(
    ("said", "street", "number"),
    [
        ("rue de la gare 8", "rue de la gare", "8"),
        ("rue victor hugo douze bis", "rue victor hugo", "12 bis"),
        ("rue du 8 mai 45", "rue du 8 mai 45", ""),
        ("un lampadaire dans la rue du four au numéro six il clignote", "rue du four", "6"),
        ("une voiture rue de la gare plaque ab douze trois cd", "rue de la gare", ""),
        ("place du onze novembre", "place du 11 novembre", ""),
        ("rue de la gare depuis 8", "rue de la gare", ""),
    ],
)
def test_a_number_told_after_its_street_is_the_house(said, street, number):
    found = tongue_of("fr").address.said_in(said)
    assert found is not None
    assert (found.street, found.number) == (street, number)


@pytest.mark.parametrize(
    "words",
    [
        "c'est le numéro douze sur le poteau",
        "lampadaire numéro quatre cent douze",
        "number twelve on the pole",
    ],
)
def test_the_number_on_the_post_reaches_the_team_with_the_street(words):
    call = harmless("signaler un lampadaire")
    call.says(words)
    call.says("rue pasteur")
    while call.asked.startswith("address."):
        call.says("oui")
    call.hangs_up()
    assert opened(call).street == "rue Pasteur"
    assert words in opened(call).description
