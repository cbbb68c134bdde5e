"""What was asked for with something else is taken up, or goes to its service when the caller leaves."""

from __future__ import annotations

import pytest

from flows.actions import Action, TakeMessage
from flows.booking import AskCallback
from flows.events import AnswersFound, OpeningFound
from flows.reporting import OpenReport
from tests.flows.calls import CARD, HOURS, PlayedCall, sure
from tests.flows.services import MOBILE, TownHall

BREATH = "les horaires de la mairie et je veux signaler un trou dans la route"
HOLE = "je veux signaler un trou dans la route"
OPEN = {"les horaires de la mairie": sure(HOURS)}


def calling(knows: dict[str, AnswersFound] | None = None, caller: str = MOBILE) -> PlayedCall:
    services = TownHall(named={"cantine": "scolaire"})
    return PlayedCall(knows={**OPEN, **(knows or {})}, services=services, caller=caller)


def letters(call: PlayedCall) -> list[Action]:
    return [deed for deed in call.done if isinstance(deed, TakeMessage | AskCallback | OpenReport)]


def test_the_second_request_of_a_breath_goes_to_its_service_when_the_caller_hangs_up():
    call = calling()
    call.says(BREATH)
    call.hangs_up()
    (letter,) = letters(call)
    assert letter == TakeMessage(
        service="voirie",
        subject="",
        text=HOLE,
        phone=MOBILE,
        unsure_phone=True,
        fields={"outstanding": "les horaires de la mairie"},
    )


def test_a_callback_asked_for_with_something_else_is_one_when_the_caller_hangs_up():
    call = calling()
    call.says("les horaires de la mairie et rappelez-moi pour la cantine demain")
    call.hangs_up()
    (letter,) = letters(call)
    assert isinstance(letter, AskCallback)
    assert (letter.service, letter.phone) == ("scolaire", MOBILE)
    assert letter.subject == letter.fields["wished"] == "rappelez moi pour la cantine demain"


def test_without_a_number_to_ring_it_is_a_message():
    call = calling(caller="")
    call.says("les horaires de la mairie et rappelez-moi pour la cantine")
    call.hangs_up()
    (letter,) = letters(call)
    assert isinstance(letter, TakeMessage)
    assert (letter.phone, letter.unsure_phone) == ("", False)


@pytest.mark.parametrize("answer", ["au revoir", "", "le toboggan de l'école"])
def test_who_leaves_without_answering_when_it_is_come_back_to_has_not_refused_it(answer: str):
    call = calling()
    call.says(BREATH)
    assert call.asked == "main.also_report"
    for _ in range(12):
        if call.dialogue.ended:
            break
        call.says(answer) if answer else call.is_silent()
    call.hangs_up()
    assert [letter.text for letter in letters(call) if isinstance(letter, TakeMessage)] == [HOLE]


def test_what_is_refused_goes_nowhere():
    call = calling()
    call.says(BREATH)
    call.says("non merci")
    call.hangs_up()
    assert letters(call) == []


def test_what_is_taken_up_is_not_handed_over_as_well():
    call = calling()
    call.says(BREATH)
    call.says("oui")
    assert call.asked.startswith("report.")
    call.hangs_up()
    assert not any(isinstance(letter, TakeMessage) for letter in letters(call))


def test_a_question_that_waited_goes_with_its_caller():
    call = calling({"ma carte d'identité": sure(CARD)})
    call.says("les horaires de la mairie et aussi ma carte d'identité")
    call.hangs_up()
    assert letters(call) == []


def test_being_rung_back_about_what_was_just_named_is_one_request():
    call = calling({"un problème avec ma carte": sure(CARD)})
    call.says("un problème avec ma carte et rappelez-moi vendredi")
    assert call.asked.startswith("callback.")


def test_a_person_asked_for_first_is_looked_for_and_told_what_waits():
    call = calling({"passez moi quelqu'un pour la cantine": sure(HOURS)})
    call.says(f"passez-moi quelqu'un pour la cantine et {HOLE}")
    assert call.asked == "Transfer"
    assert HOLE in str(call.transfer.fields)
    call.agent("answered")
    assert letters(call) == []


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("et aussi signaler un tag", 2),
        ("je voudrais aussi un rendez-vous pour un passeport", 2),
        ("jeudi et aussi laisser un message pour le maire", 1),
    ],
)
def test_what_is_said_to_be_wanted_too_is_kept_at_any_question(words: str, left: int):
    call = calling()
    call.says("rappelez-moi demain")
    assert "ask.noted_too" in call.says(words)
    assert call.asked == "callback.window"
    call.hangs_up()
    assert len(letters(call)) == left


@pytest.mark.parametrize("words", ["ma fille aussi", "moi aussi", "il y a aussi un tag"])
def test_a_mere_too_asks_for_nothing_more(words: str):
    call = calling()
    call.says("rappelez-moi demain")
    assert "ask.noted_too" not in call.says(words)


def test_two_requests_after_an_answer_are_told_apart_as_at_first():
    call = calling({"les tarifs": sure(HOURS)})
    call.says("les tarifs")
    call.says("rappelez-moi pour la cantine et signaler un trou dans la route")
    assert call.asked == "callback.when"
    call.hangs_up()
    assert len(letters(call)) == 2


@pytest.mark.parametrize("words", ["signaler un lampadaire en panne rue pasteur"])
def test_a_report_whose_words_tell_where_is_one_when_the_caller_hangs_up_at_its_first_question(words: str):
    call = calling()
    call.says(words)
    assert call.asked == "report.danger"
    call.hangs_up()
    (report,) = letters(call)
    assert isinstance(report, OpenReport)
    assert (report.kind, report.description) == ("eclairage", words)


def test_what_waits_is_come_back_to_once_a_message_was_taken():
    call = calling()
    call.opening = OpeningFound(open=False, sentence="Fermé.")
    for words in (
        "un agent",
        "et aussi signaler un trou dans la route",
        "oui",
        "mon permis est bloqué",
        "voilà",
    ):
        call.says(words)
    call.says("oui")
    assert call.asked == "main.also_report"


@pytest.mark.parametrize(
    "breath",
    [
        "je veux parler à quelqu'un et signaler un trou dans la route",
        "passez-moi quelqu'un et puis je veux signaler un trou dans la route",
    ],
)
def test_a_report_told_with_the_wish_for_a_person_is_come_back_to_when_nobody_is_free(breath):
    call = calling()
    call.says(breath)
    assert "un trou dans la route" in str(call.transfer.fields["said"])
    call.agent("busy")
    assert call.asked == "message.offer"
    call.says("non")
    assert call.asked == "main.also_report"
    call.hangs_up()
    (letter,) = letters(call)
    assert isinstance(letter, TakeMessage)
    assert (letter.service, "un trou dans la route" in letter.text) == ("voirie", True)


def test_a_report_told_before_the_wish_for_a_person_is_made_first():
    call = calling()
    call.says("je veux signaler un lampadaire rue du four et je veux parler à quelqu'un des écoles")
    assert call.asked == "report.danger"
    call.hangs_up()
    (letter,) = letters(call)
    assert isinstance(letter, OpenReport)
    assert "rue du four" in letter.description


def test_a_visit_told_with_the_wish_for_a_person_is_looked_for_first():
    call = calling()
    call.says("je veux un rendez-vous pour une carte d'identité et parler à quelqu'un")
    assert call.asked == "appointment.offer_3"


def test_whoever_was_told_of_it_all_leaves_nothing_to_come_back_to():
    call = calling()
    call.says("je veux parler à quelqu'un et signaler un trou dans la route")
    call.agent("answered")
    assert call.hung_up
    assert letters(call) == []


@pytest.mark.parametrize(
    "begun", ["je veux signaler un trou dans la route", "un rendez-vous pour une carte d'identité"]
)
def test_what_was_being_done_when_a_person_was_wanted_is_come_back_to(begun):
    call = calling()
    call.says(begun)
    call.says("je veux parler à quelqu'un")
    call.agent("busy")
    call.says("non")
    assert call.asked in ("main.also_report", "main.also_appointment")
    call.hangs_up()
    (letter,) = letters(call)
    assert isinstance(letter, TakeMessage)
    assert letter.text == begun


def test_a_callback_asked_for_before_a_person_is_kept_when_the_caller_hangs_up():
    call = calling()
    call.says("rappelez-moi demain pour la cantine")
    call.says("passez-moi quelqu'un")
    call.agent("busy")
    call.hangs_up()
    (letter,) = letters(call)
    assert isinstance(letter, AskCallback)
    assert letter.fields["wished"] == "rappelez-moi demain pour la cantine"
