"""A street said alone at the open question: what is wrong there is asked, and reported with its street."""

import pytest

from flows.actions import Transfer
from flows.events import AnswersFound
from flows.reporting import OpenReport
from flows.routing import ON_CALL, RECEPTION
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


def test_a_street_told_after_somebody_fell_ill_has_the_number_told_again_and_a_person_fetched():
    call = PlayedCall(services=town())
    call.says("mon père a perdu connaissance")
    assert call.says("rue pasteur")[:2] == ["emergency.no_rescue", "emergency.medical"]
    (transfer,) = call.deeds(Transfer)
    assert isinstance(transfer, Transfer)
    assert transfer.service == RECEPTION
    assert transfer.summary == "mon père a perdu connaissance, rue pasteur"


@pytest.mark.parametrize("words", ["on est au 12 rue pasteur", "elle est rue pasteur", "venez rue pasteur"])
def test_the_street_is_heard_as_well_in_a_sentence_that_says_who_is_there(words):
    call = PlayedCall(services=town())
    call.says("mon père a perdu connaissance")
    assert call.says(words)[:2] == ["emergency.no_rescue", "emergency.medical"]


def test_the_street_of_a_house_on_fire_is_told_to_the_team_on_call():
    call = PlayedCall(services=town())
    call.says("la maison de mon voisin brûle")
    told = call.says("rue pasteur")
    assert told == ["emergency.no_rescue", "emergency.fire", "report.danger_next", "address.read_back"]
    call.says("oui")
    (report,), (transfer,) = call.deeds(OpenReport), call.deeds(Transfer)
    assert isinstance(report, OpenReport)
    assert isinstance(transfer, Transfer)
    assert (report.street, report.dangerous) == ("rue Pasteur", True)
    assert transfer.service == ON_CALL


def test_a_street_told_once_something_else_was_answered_is_not_that_of_the_danger():
    question = "les horaires de la mairie"
    call = PlayedCall({question: sure(HOURS)}, services=town())
    call.says("mon père a perdu connaissance")
    call.says(question)
    assert call.says("rue pasteur") == ["main.what_there"]


@pytest.mark.parametrize("unclear", ["non c'est mon voisin qui cuisine", "je vois rien"])
def test_whoever_is_not_understood_after_the_number_is_asked_whether_there_is_danger_still(unclear):
    call = PlayedCall({unclear: AnswersFound(decision="none")}, services=town())
    call.says("ça sent le brûlé dans la maison")
    assert call.says(unclear) == ["emergency.still"]
    assert call.says("non") == ["main.question_again"]


def test_a_danger_of_the_street_that_goes_on_is_reported_and_its_street_asked():
    call = PlayedCall(services=town())
    call.says("une poubelle brûle")
    call.says("non")
    assert call.says("oui")[-1] == "report.where"
