"""A street said alone at the open question: what is wrong there is asked, and reported with its street."""

import pytest

from flows.events import AnswersFound
from flows.reporting import OpenReport
from tests.flows.calls import HOURS, PlayedCall, sure
from tests.flows.reports.calls import PASTEUR, town


@pytest.mark.parametrize("words", ["rue pasteur", "au 12 rue pasteur"])
def test_a_street_alone_is_asked_about_and_its_problem_reported_there(words: str):
    call = PlayedCall(services=town())
    call.says(words)
    assert call.asked == "main.what_there"
    call.says("un trou")
    call.says("non")
    assert call.asked.startswith("address.read_back")
    call.says("oui")
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert (report.street, report.kind) == ("rue Pasteur", "chaussee")


def test_another_question_said_of_the_street_is_answered():
    question = "les horaires de la mairie"
    call = PlayedCall({question: sure(HOURS)}, services=town())
    call.says(PASTEUR)
    call.says(question)
    assert call.asked == "main.anything_else"


@pytest.mark.parametrize("words", ["rue inconnue", "la rue pasteur est sombre", "place du marché"])
def test_a_street_that_is_none_or_not_alone_is_a_question_like_another(words: str):
    call = PlayedCall({words: AnswersFound(decision="none")}, services=town())
    call.says(words)
    assert call.asked != "main.what_there"


def test_silence_about_the_street_is_a_silence():
    call = PlayedCall(services=town())
    call.says(PASTEUR)
    for _ in range(3):
        call.is_silent()
    assert call.asked == "Transfer"


@pytest.mark.parametrize("between", [(), ("non",)])
def test_the_street_of_a_fire_told_after_its_number_is_reported_with_it(between):
    call = PlayedCall(services=town())
    call.says("une poubelle brûle")
    for words in between:
        call.says(words)
    assert call.says("rue pasteur")[-1] == "address.read_back"
    call.says("oui")
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert (report.street, report.dangerous) == ("rue Pasteur", True)
    assert "une poubelle brûle" in report.description


def test_a_street_told_after_somebody_fell_ill_is_no_report_of_theirs():
    call = PlayedCall(services=town())
    call.says("mon père a perdu connaissance")
    assert call.says("rue pasteur") == ["main.what_there"]
