"""What becomes of a caller's words: a yes, a no, "je ne sais pas" is no place; what is told late is kept."""

import pytest

from flows.actions import Transfer
from flows.routes import Route
from flows.tongues import tongue_of
from tests.flows.reports.calls import calling, harmless, opened

LAMP = "un lampadaire en panne"


@pytest.mark.parametrize(
    ("said", "place"),
    [
        ("non devant la boulangerie", "devant la boulangerie"),
        ("oui derrière la gare", "derrière la gare"),
        ("non derrière le non-lieu", "derrière le non-lieu"),
    ],
)
def test_a_place_kept_as_said_begins_with_no_yes_nor_no(said, place):
    call = harmless(LAMP)
    call.says(said)
    call.hangs_up()
    assert opened(call).place == place


def test_whoever_does_not_know_where_a_danger_is_has_it_passed_on_without_a_place():
    call = calling("un arbre va tomber")
    while call.asked.startswith("report.where"):
        call.says("je ne sais pas")
    assert opened(call).dangerous
    assert opened(call).place == ""
    assert isinstance(call.dialogue.waiting_for, Transfer)


def test_a_danger_whose_caller_is_cut_off_before_any_place_is_passed_on():
    call = calling("un arbre va tomber")
    call.hangs_up()
    assert opened(call).dangerous


def test_what_is_told_in_the_place_of_a_place_reaches_the_team():
    call = calling("un arbre va tomber")
    call.says("il est penché depuis la tempête de hier")
    call.says("rue pasteur")
    call.says("oui")
    assert "depuis la tempête" in opened(call).description


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("non c'est pas il clignote c'est éteint", True),
        ("non pas besoin de sms", False),
        ("non je vous remercie", False),
        ("non ça va aller comme ça", False),
    ],
)
def test_what_a_refused_sms_comes_with_is_kept_when_it_tells_of_the_problem(words, kept):
    call = harmless(LAMP + " rue pasteur")
    call.says("oui")
    call.says("il clignote")
    assert call.asked == "report.by_text"
    call.says(words)
    told = opened(call).description
    assert told.endswith(words.removeprefix("non ")) if kept else told.endswith("il clignote")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "signaler un changement d'adresse"),
        ("fr", "je voudrais signaler une erreur sur ma facture"),
        ("fr", "signaler une fuite d'eau dans mon appartement"),
        ("en", "i want to report a change of address"),
    ],
)
def test_what_an_office_is_told_is_no_problem_in_the_street(language, words):
    assert tongue_of(language).route_of(words) is not Route.REPORT


@pytest.mark.parametrize(
    "words", ["signaler un trou", "signaler un vol de plaque d'égout", "signaler un problème"]
)
def test_what_lies_in_the_street_is_reported(words):
    assert tongue_of("fr").route_of(words) is Route.REPORT
