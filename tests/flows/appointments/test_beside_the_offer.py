"""What is said beside the slots that are offered, or the visit that is read back."""

import pytest

from flows.actions import Ask
from flows.events import AnswersFound, Choice
from tests.flows.appointments.calls import (
    FIRST,
    FOR_A_CARD,
    calling,
)
from tests.flows.calls import PlayedCall
from tests.flows.reopened import ReopenedCall
from tests.flows.services import (
    CARD,
    TownHall,
)


@pytest.mark.parametrize("words", ["je sais pas", "peut-être", "euh je ne sais pas trop"])
def test_not_knowing_is_no_refusal_of_what_is_read_back(words):
    call = calling()
    call.says("le premier")
    assert call.asked == "appointment.confirm"
    call.says(words)
    assert call.asked == "appointment.confirm.no_match.1"
    call.says("oui")
    call.says("jean martin")
    assert call.asked == "name.read_back"
    call.says(words)
    assert call.asked == "name.read_back.no_match.1"
    call.says("oui")
    assert call.asked == "appointment.same_number"


def test_words_beside_a_read_back_are_no_refusal_of_it():
    call = calling()
    call.says("le premier")
    call.says("il y a un parking devant")
    assert call.asked == "appointment.confirm.no_match.1"
    call.says("oui")
    call.says("jean martin")
    call.says("il viendra avec sa maman")
    assert call.asked == "name.read_back.no_match.1"


@pytest.mark.parametrize("words", ["le plus tôt possible", "le premier", "mardi à neuf heures"])
def test_the_slot_read_back_and_said_again_is_agreed(words):
    call = calling()
    call.says("le premier")
    call.says(words)
    assert call.asked == "appointment.name"


@pytest.mark.parametrize("words", ["non le premier", "le deuxième"])
def test_another_slot_or_a_no_agrees_to_none(words):
    call = calling()
    call.says("le premier")
    call.says(words)
    assert call.asked != "appointment.name"


@pytest.mark.parametrize("words", ["le premier et le deuxième", "the first and the second"])
def test_two_places_at_once_are_neither_one_slot_nor_a_day_of_the_month(words):
    call = calling()
    call.says(words)
    assert call.asked == "appointment.offer_3.no_match.1"


def test_a_change_of_mind_after_wait_picks_its_slot():
    call = calling()
    call.says("le deuxième")
    assert FIRST in call.says("non attendez le premier")[0]


@pytest.mark.parametrize(
    "words", ["quels papiers il faut", "je dois apporter quoi", "et il faut quoi", "what documents"]
)
def test_what_to_bring_is_told_in_the_middle_of_the_offer_and_the_offer_made_again(words):
    call = calling()
    assert call.says(words)[0] == CARD.documents
    assert call.asked == "appointment.offer_3"


def test_a_question_beside_the_offer_is_answered_and_the_offer_made_again():
    fee = Choice(slug="tarif", title="le prix", service="etat-civil", spoken="C'est gratuit.", score=0.95)
    town = TownHall(knows={"c'est combien le passeport": AnswersFound(decision="answer", choices=(fee,))})
    call = calling(town=town)
    assert call.says("c'est combien le passeport")[0] == "C'est gratuit."
    assert call.asked == "appointment.offer_3"


def test_what_nobody_can_answer_is_not_understood():
    call = calling()
    call.says("c'est combien le passeport")
    assert call.asked == "appointment.offer_3.no_match.1"


@pytest.mark.parametrize("before", [(), ("jean martin", "oui")])
def test_another_slot_is_heard_at_the_name_and_at_the_number(before):
    call = calling()
    for words in ("le deuxième", "oui", *before):
        call.says(words)
    assert call.asked in ("appointment.name", "appointment.same_number")
    call.says("en fait je préfère le jeudi")
    assert call.asked.startswith("appointment.offer")


def test_a_place_said_at_the_name_is_no_name():
    call = calling()
    call.says("le deuxième")
    call.says("oui")
    call.says("non plutôt le premier")
    assert call.asked == "appointment.confirm"
    assert call.dialogue.waiting_for.values["slot"] == "mardi 24 novembre à 9 h"


@pytest.mark.parametrize(
    ("words", "asked"),
    [("je préfère qu'on me rappelle", "callback.when"), ("je veux laisser un message", "message.speak")],
)
def test_whoever_would_rather_be_rung_back_or_leave_a_message_does(words, asked):
    call = PlayedCall()
    call.says(FOR_A_CARD)
    assert call.asked == "appointment.offer_3"
    call.says(words)
    assert call.asked == asked


@pytest.mark.parametrize("at", ["appointment.confirm", "appointment.name", "appointment.same_number"])
def test_a_language_chosen_late_loses_neither_the_slot_nor_the_name(at):
    call = ReopenedCall(languages=("fr", "en"))
    call.says("un rendez-vous pour un passeport")
    call.says("le deuxième")
    answers = {"appointment.name": "paul petit"}
    while call.asked != at:
        call.says(answers.get(call.asked, "oui"))
    call.says("english please")
    if at != "appointment.name":  # whose question is of no language: it is asked again as it was
        assert call.asked == "appointment.confirm"
        assert call.dialogue.waiting_for.values["slot"] == "Tuesday 24 November at 2.30 pm"
    while not call.services.booked:
        call.says(answers.get(call.asked, "yes"))
    booked = call.services.booked[0]
    assert (booked.slot, booked.name) == ("2026-11-24T14:30", "Paul Petit")
    asked = [action.prompt for action in call.done if isinstance(action, Ask)]
    assert asked.count("appointment.name") == 1 + (at == "appointment.name")
    assert asked.count("appointment.offer_3") == 1


def test_a_language_chosen_at_the_offer_keeps_the_day_wished_for():
    call = ReopenedCall(languages=("fr", "en"))
    call.says("un rendez-vous pour un passeport")
    call.says("en décembre")
    before = call.asked
    assert before == "appointment.offer_2"
    call.says("english please")
    assert call.asked == before
    assert "December" in str(call.dialogue.waiting_for.values["slot_1"])
