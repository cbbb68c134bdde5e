"""Coming back about a report: done with, still waited for, when will it be, another description."""

import pytest

from flows.collect.report_wish import ReportWish, report_wish_in
from flows.events import AnswersFound
from flows.reporting import CorrectReport, JoinReport, ReportStatus
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import PASTEUR, calling, town
from tests.flows.services import MOBILE

LAMP = "un lampadaire en panne"
MINE = ReportStatus(
    reference="300111", title="une panne d'éclairage", status="new", opened="2026-11-12", kind="eclairage"
)


def reported() -> PlayedCall:
    call = PlayedCall(services=town())
    for words in (LAMP, "non", PASTEUR, "oui", "il est éteint", "non"):
        call.says(words)
    assert call.asked == "main.anything_else"
    return call


@pytest.mark.parametrize(
    ("words", "language", "wish"),
    [
        ("le chien que j'ai signalé a été récupéré", "fr", ReportWish.MENDED),
        ("l'arbre qu'on a signalé a été coupé", "fr", ReportWish.MENDED),
        ("the dog i reported has been found", "en", ReportWish.MENDED),
        ("la fuite que vous deviez réparer rue du four elle coule toujours", "fr", ReportWish.STILL),
        ("the street light you were supposed to fix is dark", "en", ReportWish.STILL),
        ("un lampadaire en panne, c'est toujours pas fait", "fr", ReportWish.STILL),
    ],
)
def test_what_was_reported_before_is_no_new_report(words: str, language: str, wish: ReportWish):
    assert report_wish_in(words, language) is wish


def test_one_s_own_dog_found_again_is_no_report():
    assert report_wish_in("mon chien a été retrouvé") is None


@pytest.mark.parametrize(
    "words",
    ["et quand est-ce que ce sera fait", "vous venez quand", "c'est pour quand"],
)
def test_whoever_asks_when_it_will_be_done_is_answered(words: str):
    call = reported()
    assert "report.when" in call.says(words)
    assert call.asked == "main.anything_else"


@pytest.mark.parametrize("words", ["quand ouvre la piscine", "quels délais passeport"])
def test_another_moment_is_not_asked_of_the_report(words: str):
    call = reported()
    call.knows[words] = AnswersFound(decision="none")
    assert "report.when" not in call.says(words)


def test_when_is_asked_of_nothing_before_a_report():
    call = PlayedCall(services=town())
    assert "report.when" not in call.says("vous venez quand")


def test_when_is_asked_of_a_report_that_was_found_again():
    there = town(made_from={MOBILE: [MINE]}, statuses={"300111": MINE})
    call = PlayedCall(services=there)
    call.says("où en est mon signalement")
    call.says("oui")
    assert "report.when" in call.says("et ce sera fait quand")


def test_another_description_is_asked_for_and_handed_on():
    call = reported()
    call.says("je veux changer la description")
    assert call.asked == "report.describe"
    call.says("il clignote plutôt")
    (deed,) = call.deeds(CorrectReport)
    assert isinstance(deed, CorrectReport)
    assert deed.words == "il clignote plutôt"


def test_another_description_said_at_once_is_handed_on():
    call = reported()
    call.says("je veux changer la description il y a aussi un fil")
    assert len(call.deeds(CorrectReport)) == 1


def test_still_not_done_said_at_the_danger_is_of_the_report_made_before():
    there = town(made_from={MOBILE: [MINE]}, statuses={"300111": MINE})
    call = PlayedCall(services=there)
    call.says(LAMP)
    call.says("c'est toujours pas fait")
    assert call.asked == "status.is_it"
    call.says("oui")
    assert len(call.deeds(JoinReport)) == 1


@pytest.mark.parametrize("words", ["quelqu'un s'est coupé tout à l'heure", "tout le monde"])
def test_somebody_hurt_before_or_everybody_is_a_yes(words: str):
    call = calling("signaler un banc cassé")
    call.says(words)
    assert call.asked == "report.where"
