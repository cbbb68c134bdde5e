"""Asking where a report is: by its number, said or keyed, and told without anything of who made it."""

import pytest

from flows.actions import NoteOutcome, Transfer
from flows.report_issue import report_issue
from flows.report_status import report_status
from flows.reporting import FindReportStatus, ReportStatus
from flows.routes import Route, route_of
from tests.flows.services import Played, TownHall


def lamp(status: str, changed: str = "2026-11-20") -> TownHall:
    known = ReportStatus(
        reference="471290", title="une panne d'éclairage", status=status, opened="2026-11-18", changed=changed
    )
    return TownHall(statuses={"471290": known})


def asking(town: TownHall) -> Played:
    return Played(report_status, town)


@pytest.mark.parametrize(
    ("status", "told"),
    [
        ("new", "mercredi 18 novembre, est bien enregistré"),
        ("in_progress", "pris en charge depuis le vendredi 20 novembre"),
        ("done", "réglé depuis le vendredi 20 novembre"),
        ("refused", "examiné le vendredi 20 novembre : il n'y aura pas d'intervention"),
    ],
)
def test_each_status_has_its_sentence(status, told):
    call = asking(lamp(status))
    assert call.asked == "status.reference"
    call.presses("471290#")
    said = call.says("oui")
    assert told in said[0]
    assert "panne d'éclairage" in said[0]
    assert call.result is True
    assert call.deeds(NoteOutcome) == [NoteOutcome(outcome="answered", topic="suivi-signalement")]


def test_the_number_can_be_said():
    call = asking(lamp("done"))
    call.says("quarante-sept douze quatre-vingt-dix")
    call.says("oui")
    assert call.deeds(FindReportStatus) == [FindReportStatus(reference="471290")]
    assert call.result is True


def test_a_number_nobody_knows_is_asked_again_once_then_a_person_is_expected():
    call = asking(lamp("done"))
    for number in ("111111#", "222222#"):
        call.presses(number)
        assert call.says("oui")[0] == "Je ne trouve pas de signalement avec ce numéro."
    assert call.result is False


def test_whoever_says_nothing_is_not_kept():
    call = asking(lamp("done"))
    while call.asked:
        call.is_silent()
    assert call.result is False


def test_it_is_reached_by_key_from_the_first_question_of_a_report():
    call = Played(lambda talk, started: report_issue(talk, started), lamp("in_progress"))
    call.is_silent()
    assert "4 pour suivre un signalement" in call.is_silent()[-1]
    call.presses("4")
    assert call.asked == "status.reference"
    call.presses("471290#")
    call.presses("1")
    assert call.result is True


def test_a_status_nobody_can_tell_ends_with_a_person():
    call = Played(lambda talk, started: report_issue(talk, started), lamp("in_progress"))
    call.presses("4")
    for _ in range(2):
        call.presses("111111#")
        call.presses("1")
    assert isinstance(call.dialogue.waiting_for, Transfer)


@pytest.mark.parametrize(
    "words",
    [
        "où en est mon signalement",
        "bonjour je voudrais savoir où en est mon signalement pour le lampadaire",
        "je voudrais suivre mon signalement",
        "avez-vous des nouvelles de mon signalement",
        "j'ai signalé un trou la semaine dernière où ça en est",
        "mon signalement il avance",
        "j'avais signalé un lampadaire et toujours rien",
        "quel est l'état de mon signalement",
    ],
)
def test_asking_about_a_report_is_no_new_report(words):
    assert route_of(words) is Route.STATUS


@pytest.mark.parametrize(
    "words",
    [
        "je voudrais signaler un trou",
        "faire un signalement",
        "il y a un lampadaire en panne",
        "signaler un dépôt",
    ],
)
def test_a_new_report_stays_one(words):
    assert route_of(words) is Route.REPORT


def test_the_hash_that_people_were_told_to_end_with_is_no_way_back():
    call = asking(lamp("done"))
    call.presses("471290")
    assert call.asked == "digits.read_back"
    call.presses("#")
    assert call.asked == "digits.read_back"
    call.presses("1")
    assert call.result is True


def test_a_second_hash_is_a_way_back_one_question_at_a_time():
    call = asking(lamp("done"))
    question = call.asked
    call.presses("471290")
    call.presses("#")
    call.presses("#")
    assert call.asked == question
    call.presses("#")
    assert call.result == "BackWanted"


def test_a_reference_said_at_once_is_not_asked_again():
    words = "où en est mon signalement numéro quatre sept un deux neuf zéro"
    call = Played(lambda talk, started: report_status(talk, started, words), lamp("new"))
    assert "est bien enregistré" in call.said[0]
    assert call.result is True


def test_a_wrong_reference_said_at_once_is_asked_once_more():
    words = "où en est mon signalement un un un un un un"
    call = Played(lambda talk, started: report_status(talk, started, words), lamp("new"))
    assert call.said[0] == "Je ne trouve pas de signalement avec ce numéro."
    assert call.asked == "status.reference"
