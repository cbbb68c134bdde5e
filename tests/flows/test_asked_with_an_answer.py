"""What is asked for in the same breath as an answer waits for its turn; the answer is heard first."""

import pytest

from flows.actions import TakeMessage
from flows.commands import Command
from flows.events import Choice
from flows.reporting import OpenReport, SendNotice
from flows.tongues import tongue_of
from tests.flows.calls import PlayedCall, sure
from tests.flows.reports.calls import harmless, opened, town


def at_the_sms() -> PlayedCall:
    call = PlayedCall(services=town())
    for words in ("je veux signaler un lampadaire en panne rue pasteur", "non", "oui", "il clignote"):
        call.says(words)
    assert call.asked == "report.by_text"
    return call


@pytest.mark.parametrize(
    ("words", "comes_back"),
    [
        ("oui et je voudrais aussi signaler un nid de poule", "main.also_report"),
        ("oui mais je veux aussi prendre un rendez-vous pour une carte d'identité", "main.also_appointment"),
        ("non et il y a aussi un matelas sur le trottoir", "main.also_report"),
    ],
)
def test_a_request_said_with_an_answer_is_come_back_to(words, comes_back):
    call = at_the_sms()
    call.says(words)
    assert call.asked == comes_back
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert deed.description.endswith("il clignote")
    assert bool(call.deeds(SendNotice)) is words.startswith("oui")


def test_a_question_said_with_an_answer_is_come_back_to():
    hours = Choice(
        slug="horaires", title="les horaires", service="accueil", score=0.9, spoken="De 8 h à 17 h."
    )
    call = at_the_sms()
    call.knows["je voudrais savoir les horaires"] = sure(hours)
    call.says("oui et je voudrais aussi savoir les horaires")
    assert call.asked == "main.also_answer"
    assert "answer.spoken" in call.says("oui")


def test_a_danger_told_with_an_answer_stays_with_it():
    call = harmless("un lampadaire en panne rue pasteur")
    call.says("oui")
    call.says("il clignote")
    call.says("non et il y a des fils à nu")
    call.hangs_up()
    assert "fils à nu" in opened(call).description


def test_something_else_wanted_at_the_danger_question_is_taken_up():
    call = PlayedCall()
    call.says("je veux signaler un lampadaire en panne")
    assert call.asked == "report.danger"
    call.says("en fait non je veux un rendez-vous pour une carte d'identité")
    assert call.asked.startswith("appointment.offer")
    assert not call.deeds(OpenReport)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "c'était quoi le numéro"),
        ("fr", "c'est quoi le numéro déjà"),
        ("fr", "quel était le numéro de dossier"),
        ("en", "what was the number again"),
    ],
)
def test_a_number_that_was_not_noted_is_said_again(language, words):
    assert tongue_of(language).command(words) is Command.REPEAT


@pytest.mark.parametrize("words", ["quel est votre numéro", "c'est quoi le numéro de la crèche"])
def test_the_number_of_the_town_hall_is_a_question(words):
    assert tongue_of("fr").command(words) is None


def test_the_number_of_a_report_is_said_again_at_the_question_after_it():
    call = at_the_sms()
    call.says("non")
    assert "reference.note" in call.says("c'était quoi le numéro")
    assert call.asked == "main.anything_else"


def with_a_lamp_that_waits() -> PlayedCall:
    call = PlayedCall(services=town())
    call.says("je veux un rendez-vous pour une carte d'identité")
    call.says("le premier")
    assert call.asked == "appointment.confirm"
    call.says("oui et je voudrais aussi signaler un lampadaire en panne rue pasteur")
    assert call.asked == "appointment.name"
    return call


def test_what_waits_for_its_turn_is_handed_to_the_agent_who_takes_the_call():
    call = with_a_lamp_that_waits()
    call.says("je veux parler à quelqu'un")
    assert "lampadaire en panne rue pasteur" in str(call.transfer.fields["said"])
    assert "carte d'identité" in call.transfer.summary


def test_what_waits_is_asked_about_once_before_the_goodbye():
    call = with_a_lamp_that_waits()
    call.says("au revoir")
    assert call.asked == "main.also_report"
    assert call.says("au revoir") == ["goodbye"]
    assert call.hung_up


def test_what_waits_is_seen_to_by_whoever_had_taken_leave():
    call = with_a_lamp_that_waits()
    call.says("au revoir")
    call.says("oui")
    assert call.asked == "report.danger"


@pytest.mark.parametrize(
    ("begun", "words", "met"),
    [
        (
            "je voudrais un rendez-vous",
            "je voudrais aussi un rendez-vous pour une carte d'identité",
            "appointment.offer",
        ),
        ("je voudrais signaler un problème", "je voudrais aussi signaler un tag", "report."),
    ],
)
def test_the_same_request_said_again_with_its_subject_answers_what_it_is_about(begun, words, met):
    call = PlayedCall(services=town())
    call.says(begun)
    assert call.asked.endswith(".what")
    assert "ask.noted_too" not in call.says(words)
    assert call.asked.startswith(met)
    call.hangs_up()
    assert not call.deeds(TakeMessage)
