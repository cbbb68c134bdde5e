"""A yes that goes on to correct itself is no yes to what was asked: "oui mais plutôt lundi"."""

import pytest

from flows.appointments.appointment import appointment
from flows.ask import Talk
from flows.booking import AskCallback, BookSlot
from flows.callbacks.callback import callback
from flows.closed_questions import Confirmation, confirmed
from flows.collect.asked_number import confirm_number
from flows.events import CallStarted, Heard
from flows.reporting import ReportStatus
from flows.reports.status import report_status
from flows.tongues import tongue_of
from tests.flows.reports.calls import harmless, opened
from tests.flows.services import MOBILE, Played, TownHall


def heard(text: str, language: str = "fr") -> Confirmation | None:
    return confirmed(Heard(text=text), tongue_of(language))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "oui mais à onze heures plutôt"),
        ("fr", "oui finalement lundi"),
        ("fr", "d'accord mais pour deux personnes"),
        ("fr", "oui en fait c'est au douze"),
        ("en", "yes but at eleven instead"),
        ("en", "yes actually make it monday"),
    ],
)
def test_a_yes_that_corrects_itself_agrees_to_nothing(language, words):
    answer = heard(words, language)
    assert answer is not None
    assert answer.yes is None
    assert answer.hedged
    assert answer.text


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "oui mais oui"),
        ("fr", "oui finalement c'est bon"),
        ("fr", "oui mais vite"),
        ("fr", "oui oui c'est le bon numéro mais je ne réponds pas toujours"),
        ("fr", "oui plutôt"),
        ("en", "yes but hurry up"),
        ("en", "yes actually yes"),
    ],
)
def test_a_yes_that_corrects_nothing_is_one(language, words):
    answer = heard(words, language)
    assert answer is not None
    assert answer.yes is True


def test_another_moment_after_a_yes_is_offered_in_the_place_of_the_first():
    call = Played(lambda talk, started: callback(talk, started, "urbanisme", "un permis", "demain matin"))
    call.says("oui mais plutôt jeudi")
    assert call.asked == "callback.window"
    call.says("oui")
    call.hangs_up()
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    assert deed.start == "2026-11-26T09:00"


def test_a_yes_to_a_number_that_is_taken_back_has_the_other_one_asked():
    call = Played(
        lambda talk, started: confirm_number(talk, MOBILE, "callback.same_number", "callback.number")
    )
    call.says("oui mais plutôt sur mon fixe")
    assert call.asked == "callback.number"


def test_a_place_that_is_told_more_of_is_agreed_with_those_words():
    call = harmless("un lampadaire en panne rue pasteur")
    call.says("oui mais devant la boulangerie")
    assert call.asked == "report.describe"
    call.hangs_up()
    assert opened(call).street == "rue Pasteur"
    assert "devant la boulangerie" in opened(call).place


def test_whoever_recognises_a_report_and_complains_has_recognised_it():
    known = ReportStatus(reference="471290", title="une panne d'éclairage", status="new", opened="2026-11-18")
    call = Played(report_status, TownHall(made_from={MOBILE: [known]}))
    assert call.asked == "status.is_it"
    call.says("oui mais c'est toujours pas réparé")
    assert call.result is True


def test_no_slot_is_booked_on_a_yes_that_corrects_the_hour():
    call = Played(
        lambda talk, started: appointment(talk, started, "un rendez-vous pour une carte d'identité")
    )
    call.says("le premier")
    assert call.asked == "appointment.confirm"
    call.says("oui mais à quatorze heures trente plutôt")
    assert call.asked == "appointment.confirm"
    assert "14 h 30" in call.said[-1]
    assert not call.deeds(BookSlot)


def test_a_time_that_is_none_is_no_day():
    assert Talk(CallStarted(local_time="tomorrow")).today == ""
