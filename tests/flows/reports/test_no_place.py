"""Words that are no place, said where the place is asked: never the place of a report, never lost."""

import pytest

from flows.actions import Transfer
from flows.reporting import OpenReport, Street
from flows.tongues import tongue_of
from tests.flows.reports.calls import calling, harmless, opened, town

LAMP = "un lampadaire en panne"
TELLING = ("il clignote", "cassé", "c'est éteint depuis lundi", "il est penché", "dans le noir")
MERE = ("#", "oui", "je ne sais pas", "aucune idée", "...")


@pytest.mark.parametrize("words", [*TELLING, *MERE])
def test_words_that_are_no_place_are_asked_again_with_a_way_on(words):
    call = harmless(LAMP)
    call.says(words)
    assert call.asked == "report.where.no_match.1"
    call.says("rue pasteur")
    call.says("oui")
    call.says("non")
    call.says("non")
    assert opened(call).street == "rue Pasteur"
    assert (words in opened(call).description) is (words in TELLING)


@pytest.mark.parametrize("words", [*TELLING, *MERE])
def test_a_danger_whose_place_is_not_told_has_none(words):
    call = calling("un arbre va tomber")
    while call.asked.startswith("report.where"):
        call.says(words)
    assert (opened(call).place, opened(call).street) == ("", "")
    assert (words in opened(call).description) is (words in TELLING)
    assert isinstance(call.dialogue.waiting_for, Transfer)


@pytest.mark.parametrize("words", TELLING)
def test_what_is_told_there_is_kept_of_whoever_hangs_up(words):
    call = harmless(LAMP)
    call.says(words)
    call.hangs_up()
    assert opened(call).place == ""
    assert opened(call).description.splitlines() == [LAMP, words]


def test_who_said_nothing_of_use_and_hangs_up_has_reported_nothing():
    call = harmless(LAMP)
    call.says("oui")
    call.hangs_up()
    assert call.deeds(OpenReport) == []


@pytest.mark.parametrize(
    ("language", "words", "place"),
    [
        ("fr", "derrière le gymnase", True),
        ("fr", "le parking de la piscine", True),
        ("fr", "au rond-point de l'Europe", True),
        ("fr", "douze machin bidule", True),
        ("fr", "c'est à côté de chez moi", True),
        ("fr", "la lumière marche plus", False),
        ("fr", "il est tombé par terre", False),
        ("fr", "un gros chien noir", False),
        ("en", "behind the church", True),
        ("en", "the bus stop", True),
        ("en", "it keeps flickering", False),
        ("en", "broken", False),
        ("en", "it is on the ground", False),
    ],
)
def test_a_place_is_told_from_what_is_none(language, words, place):
    tongue = tongue_of(language)
    assert tongue.address.tells_a_place(tongue.digits(words)) is place


def test_a_street_known_without_its_kind_is_found_in_the_first_words():
    there = town()
    there.streets["jean moulin"] = [Street(name="avenue Jean Moulin", score=0.98)]
    call = harmless("signaler un lampadaire jean moulin", there)
    assert call.asked == "address.read_back"
    call.says("oui")
    call.says("il clignote")
    call.says("non")
    assert opened(call).street == "avenue Jean Moulin"


@pytest.mark.parametrize("words", ["signaler un lampadaire cassé", "signaler un lampadaire qui clignote"])
def test_no_street_is_looked_for_in_what_is_wrong(words):
    assert harmless(words).asked == "report.where"


@pytest.mark.parametrize(
    "words", ["signaler un nid de poule rue pasteur", "oui rue pasteur", "non rue pasteur"]
)
def test_the_place_kept_of_whoever_hangs_up_is_the_place_alone(words):
    call = harmless(LAMP)
    call.says(words)
    call.hangs_up()
    assert opened(call).place == "rue pasteur"


@pytest.mark.parametrize(
    "words",
    ["y a une fuite énorme rue pasteur ça inonde tout", "une fuite rue pasteur qui coule depuis hier"],
)
def test_what_follows_the_street_is_no_part_of_its_name(words):
    call = harmless(words)
    assert call.asked == "address.read_back"
    call.hangs_up()
    assert opened(call).place == "rue pasteur"


def test_no_danger_that_one_knows_of_is_none_and_describes_nothing():
    call = calling(LAMP)
    call.says("pas que je sache")
    assert call.asked == "report.where"
    call.says("rue pasteur")
    call.hangs_up()
    assert opened(call).description == LAMP
