"""From the front door to a service's flow and back, and the note asked for at the end."""

from flows.actions import NoteOutcome
from flows.booking import AskCallback, BookSlot
from flows.reporting import KeepRating, OpenReport, Street
from tests.flows.calls import BINS, CARD, PlayedCall, sure
from tests.flows.services import TownHall


def test_an_appointment_asked_for_in_clear_words_is_made():
    call = PlayedCall()
    assert call.says("je voudrais prendre rendez-vous pour une carte d'identité")[-1] == "appointment.offer_3"
    call.says("le premier")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    call.says("oui")
    call.says("non")
    assert call.asked == "main.anything_else"
    assert [query.slot for query in call.services.booked] == ["2026-11-24T09:00"]
    assert call.says("non merci") == ["goodbye"]
    assert call.hung_up


def test_a_question_about_appointments_stays_a_question():
    words = "faut-il un rendez-vous pour la déchetterie"
    call = PlayedCall(knows={words: sure(BINS)})
    assert call.says(words) == ["answer.spoken", "main.anything_else"]


def test_rendez_vous_after_an_answer_is_for_what_the_answer_was_about():
    call = PlayedCall(knows={"ma carte": sure(CARD)})
    call.says("ma carte")
    call.says("pour moi")
    call.says("oui je voudrais un rendez-vous")
    assert call.asked == "appointment.offer_3"


def test_the_callers_own_words_win_over_the_last_answer():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    call.says("je voudrais un rendez-vous pour une carte d'identité")
    assert call.asked == "appointment.offer_3"


def test_a_key_begins_an_appointment_and_another_a_report():
    assert PlayedCall().presses("4") == ["appointment.what"]
    assert PlayedCall().presses("3") == ["report.what"]


def test_a_report_is_opened_and_the_call_goes_on():
    town = TownHall(streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]})
    call = PlayedCall(services=town)
    call.says("je veux signaler un nid de poule rue pasteur")
    assert call.asked == "report.danger"
    call.says("non")
    while call.asked != "main.anything_else":
        call.says("oui" if call.asked == "address.read_back" else "non")
    (report,) = call.deeds(OpenReport)
    assert (report.kind, report.street) == ("chaussee", "rue Pasteur")


def test_being_rung_back_is_about_the_last_answer():
    call = PlayedCall(knows={"les encombrants": sure(BINS)})
    call.says("les encombrants")
    call.says("rappelez-moi demain matin")
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    (deed,) = call.deeds(AskCallback)
    assert (deed.service, deed.subject) == (BINS.service, BINS.title)
    assert call.asked == "main.anything_else"


def test_an_appointment_that_cannot_be_made_ends_with_a_person():
    call = PlayedCall(services=TownHall(kinds={}))
    call.presses("4")
    for _ in range(3):
        call.says("blabla dans le vent")
    assert call.asked == "Transfer"


def test_a_person_may_be_asked_for_in_the_middle_of_a_flow():
    call = PlayedCall()
    call.presses("4")
    call.says("un agent")
    assert call.asked == "Transfer"
    assert not call.deeds(BookSlot)


def test_back_leaves_a_flow_for_the_open_question():
    call = PlayedCall()
    call.presses("4")
    assert call.presses("#") == ["main.question_again"]


def answered(**settings):
    call = PlayedCall(knows={"les encombrants": sure(BINS)}, **settings)
    call.says("les encombrants")
    return call


def test_no_note_is_asked_for_unless_the_town_wants_one():
    assert answered().says("non merci") == ["goodbye"]


def test_a_note_is_asked_for_after_an_answer_then_the_line_says_goodbye():
    call = answered(survey=True)
    assert call.says("non merci") == ["survey.rate"]
    assert call.presses("5") == ["survey.thanks", "goodbye"]
    assert call.deeds(KeepRating) == [KeepRating(score=5, topic=BINS.slug)]
    assert call.hung_up


def test_no_note_is_asked_for_after_silence():
    call = answered(survey=True)
    call.is_silent()
    call.is_silent()
    assert call.is_silent() == ["goodbye"]


def test_no_note_is_asked_for_after_an_emergency():
    call = answered(survey=True)
    call.says("il y a le feu")
    call.says("les encombrants")
    assert call.says("non merci") == ["goodbye"]
    assert NoteOutcome(outcome="emergency") in call.done


def test_no_note_is_asked_of_somebody_who_takes_leave():
    assert answered(survey=True).says("au revoir") == ["goodbye"]


def test_a_person_wanted_instead_of_a_note_is_fetched():
    call = answered(survey=True)
    call.says("non merci")
    call.presses("0")
    assert call.asked == "Transfer"
