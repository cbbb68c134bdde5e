"""An emergency in the middle of something: the number to dial, then the question where it was."""

import pytest

from flows.actions import NoteOutcome, TakeMessage
from flows.ask import Talk
from flows.booking import AskCallback
from flows.emergencies.outlived import is_over
from flows.events import CallStarted
from tests.flows.reopened import ENGLISH, FRENCH, ReopenedCall

UNWELL = "mon mari fait un malaise"
SLOT = "mardi 24 novembre à 9 h"


def up_to(question: str, *, english: bool = False) -> ReopenedCall:
    call = ReopenedCall(languages=("en", "fr")) if english else ReopenedCall()
    for said in ENGLISH if english else FRENCH:
        if call.asked == question:
            return call
        call.says(said)
    raise AssertionError(question)


@pytest.mark.parametrize(
    "over", ["c'est passé", "c'est bon", "on reprend", "ça va mieux on continue", "revenir"]
)
@pytest.mark.parametrize(
    "question",
    [
        "appointment.offer_3",
        "appointment.confirm",
        "appointment.name",
        "name.read_back",
        "appointment.same_number",
    ],
)
def test_a_booking_goes_on_where_it_was_once_the_emergency_is_over(question, over):
    call = up_to(question)
    assert call.says(UNWELL) == ["emergency.medical", "emergency.resume"]
    said = call.says(over)
    agreed = question != "appointment.offer_3"
    assert said == ["emergency.over_visit" if agreed else "emergency.over", question]
    for answer in FRENCH[[*QUESTIONS].index(question) + 1 :]:
        call.says(answer)
    assert call.asked == "appointment.by_text"
    assert [(one.start, one.name) for one in call.visits.values()] == [("2026-11-24T09:00", "Paul Petit")]


QUESTIONS = (
    "appointment.offer_3",
    "appointment.confirm",
    "appointment.name",
    "name.read_back",
    "appointment.same_number",
)


def test_what_was_agreed_is_told_again():
    call = up_to("appointment.same_number")
    call.says(UNWELL)
    call.says("c'est passé")
    told = next(action for action in call.last if getattr(action, "prompt", "") == "emergency.over_visit")
    assert told.values == {"slot": SLOT, "what": "un passeport"}


@pytest.mark.parametrize("over", ["it's over", "he's fine", "let's go on"])
def test_a_booking_goes_on_in_english(over):
    call = up_to("appointment.name", english=True)
    assert call.says("my husband collapsed")[-1] == "emergency.resume"
    assert call.says(over) == ["emergency.over_visit", "appointment.name"]


def test_by_keys_the_booking_goes_on_or_is_left():
    call = up_to("appointment.name")
    call.says(UNWELL)
    assert call.presses("1") == ["emergency.over_visit", "appointment.name"]
    call.says(UNWELL)
    assert call.presses("2") == ["main.otherwise"]


def test_silence_while_somebody_is_looked_after_is_waited_for():
    call = up_to("appointment.name")
    call.says(UNWELL)
    assert call.last[-1].silence_seconds >= 20
    assert call.is_silent() == ["emergency.resume.no_input.1"]
    assert call.says("c'est bon") == ["emergency.over_visit", "appointment.name"]


def test_a_second_danger_is_told_its_own_number():
    call = up_to("appointment.name")
    call.says(UNWELL)
    assert call.says("il y a le feu dans la cuisine")[:1] == ["emergency.fire"]
    assert call.says("fausse alerte")[-1] == "appointment.name"


def test_something_else_is_heard_in_the_place_of_the_booking():
    call = up_to("appointment.name")
    call.says(UNWELL)
    assert call.says("je veux signaler un nid de poule")[-1].startswith("report.")


def test_nobody_answers_and_the_call_goes_on_as_in_any_silence():
    call = up_to("appointment.name")
    call.says(UNWELL)
    for _ in range(3):
        call.is_silent()
    assert call.asked == "main.otherwise"


def test_a_cable_down_is_reported_even_in_the_middle_of_a_booking():
    call = up_to("appointment.name")
    said = call.says("un câble électrique est tombé sur la route")
    assert "report.danger_next" in said


def test_a_callback_goes_on_where_it_was():
    call = ReopenedCall()
    call.says("rappelez-moi demain matin")
    asked = call.asked
    assert asked == "callback.window"
    assert call.says(UNWELL)[-1] == "emergency.resume"
    assert call.says("c'est bon on reprend") == ["emergency.over", "callback.window"]
    for said in ("oui", "oui", "jean martin", "oui", "pour mon permis"):
        call.says(said)
    assert len(call.deeds(AskCallback)) == 1
    assert NoteOutcome(outcome="emergency") in call.done


def test_whoever_hangs_up_to_dial_the_number_is_still_rung_back():
    call = ReopenedCall()
    for said in ("rappelez-moi demain matin", "oui", UNWELL):
        call.says(said)
    call.hangs_up()
    assert len(call.deeds(AskCallback)) == 1


@pytest.mark.parametrize(
    "words", ["ce n'est pas fini", "non", "il ne va pas mieux", "il y a toujours le feu"]
)
def test_what_goes_on_is_not_over(words):
    assert not is_over(Talk(CallStarted()), words)


DICTATED = "mon toit fuit depuis hier"


def dictating() -> ReopenedCall:
    call = ReopenedCall()
    call.says("je voudrais laisser un message")
    assert call.says(DICTATED) == ["message.more"]
    assert call.says(UNWELL) == ["emergency.medical", "emergency.resume"]
    return call


def kept(call: ReopenedCall) -> list[str]:
    return [action.text for action in call.last if isinstance(action, TakeMessage)]


def test_a_message_goes_on_after_the_emergency_with_the_words_dictated_before():
    call = dictating()
    assert call.says("c'est passé") == ["emergency.over", "message.more"]
    call.says("et la cave aussi")
    call.hangs_up()
    assert kept(call) == [f"{DICTATED}\net la cave aussi"]


def test_whoever_hangs_up_in_the_emergency_has_left_the_message():
    call = dictating()
    call.hangs_up()
    assert kept(call) == [DICTATED]


def test_whoever_does_not_go_on_with_the_message_hears_that_it_is_taken():
    call = dictating()
    assert call.presses("2") == ["message.taken", "main.otherwise"]
    assert kept(call) == [DICTATED]
