"""A visit left, given up, spoken of again; and whoever is told of it."""

import pytest

from flows.actions import Say, TakeMessage, Transfer
from flows.booking import Appointment, CancelAppointment
from flows.events import OpeningFound
from flows.routes import Route, route_of
from tests.flows.reopened import KeepingTownHall, ReopenedCall, having_booked
from tests.flows.services import CARD, MOBILE, PASSPORT

A_VISIT = "un rendez-vous pour un passeport"


def agreed(caller: str = MOBILE) -> ReopenedCall:
    """A call whose slot and name are agreed, and whose number is asked."""
    call = ReopenedCall(caller=caller)
    for said in (A_VISIT, "le premier", "oui", "paul petit", "oui"):
        call.says(said)
    assert call.asked == "appointment.same_number"
    return call


def test_whoever_hangs_up_with_a_slot_and_a_name_agreed_is_passed_on_to_the_service():
    call = agreed()
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert (message.service, message.subject, message.phone) == ("etat-civil", "un passeport", MOBILE)
    assert message.unsure_phone
    assert message.fields["slot"] == "mardi 24 novembre à 9 h"
    assert message.fields["name"] == "Paul Petit"


def test_whoever_hangs_up_before_that_leaves_nothing():
    call = ReopenedCall()
    call.says(A_VISIT)
    call.says("le premier")
    call.hangs_up()
    assert call.deeds(TakeMessage) == []


def test_whoever_hangs_up_once_it_is_booked_leaves_no_message():
    call = having_booked()
    call.hangs_up()
    assert call.deeds(TakeMessage) == []


NOT_COMING = "je ne viendrai pas demain au rendez-vous de neuf heures je m'appelle paul"


def test_whoever_says_which_visit_they_give_up_and_hangs_up_is_passed_on():
    call = ReopenedCall(caller=MOBILE)
    call.says(NOT_COMING)
    assert call.asked == "appointment.reference"
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert (message.text, message.phone) == (NOT_COMING, MOBILE)


@pytest.mark.parametrize(
    ("then", "told"), [(("oui", "je serai chez le dentiste"), "je serai chez le dentiste"), ((), NOT_COMING)]
)
def test_whoever_gives_up_a_visit_that_is_not_found_leaves_one_letter_and_no_second_one(then, told):
    call = ReopenedCall(caller=MOBILE, opening=OpeningFound(open=False, sentence="Fermé."))
    for words in (NOT_COMING, "non", *then):
        call.says(words)
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert message.text == told


def test_whoever_does_not_say_which_visit_they_give_up_leaves_nothing():
    call = ReopenedCall(caller=MOBILE)
    call.says("annuler mon rendez-vous")
    call.hangs_up()
    assert call.deeds(TakeMessage) == []


@pytest.mark.parametrize(
    "words",
    [
        "mon mari est décédé il faut annuler son rendez-vous",
        "je suis malade vous pouvez annuler mon rendez-vous",
        "c'est moi sam je voudrais venir plus tôt",
        "je voudrais venir un peu plus tard s'il vous plaît",
    ],
)
def test_a_visit_that_was_made_is_changed_whatever_it_is_told_with(words):
    assert route_of(words) is Route.APPOINTMENT


@pytest.mark.parametrize("words", ["comment annuler une amende", "il faut changer mon adresse"])
def test_what_is_no_visit_is_left_to_the_answers(words):
    assert route_of(words) is not Route.APPOINTMENT


def with_visits() -> ReopenedCall:
    town = KeepingTownHall()
    for reference, kind, start in (
        ("471290", CARD, "2026-11-24T09:00"),
        ("471291", PASSPORT, "2026-11-27T16:00"),
    ):
        town.appointments[(reference, MOBILE)] = Appointment(
            reference=reference, kind=kind, start=start, name="Jean Martin"
        )
    return ReopenedCall(services=town, caller=MOBILE, languages=("fr", "en"))


def test_all_visits_are_cancelled_one_after_the_other_without_any_number():
    call = with_visits()
    assert call.says("annulez tous mes rendez-vous") == ["appointment.cancel_this"]
    assert call.says("oui")[-1] == "appointment.cancel_this"
    call.says("oui")
    assert [deed.reference for deed in call.deeds(CancelAppointment)] == ["471290", "471291"]


def test_a_no_keeps_that_visit_alone():
    call = with_visits()
    call.says("annulez tous mes rendez-vous")
    assert call.says("non")[0] == "appointment.kept"
    call.says("oui")
    assert [deed.reference for deed in call.deeds(CancelAppointment)] == ["471291"]


def test_the_slot_just_cancelled_is_its_own_for_whoever_keeps_it_after_all():
    call = having_booked()
    call.says("non")
    call.says("en fait annulez")
    call.says("oui")
    call.says("finalement je le garde")
    assert call.asked == "appointment.confirm"
    assert call.dialogue.waiting_for.values["slot"] == "mardi 24 novembre à 9 h"


def test_whoever_is_late_for_a_visit_is_told_of_as_booked():
    call = with_visits()
    call.says("je suis en retard pour mon rendez-vous")
    call.says("oui")
    (message,) = call.deeds(TakeMessage)
    assert message.fields == {"name": "Jean Martin", "booked": "mardi 24 novembre à 9 h"}


@pytest.mark.parametrize("words", ["finalement non", "laissez", "tant pis merci", "rien laissez"])
def test_a_visit_that_is_not_wanted_any_more_is_none(words):
    for before in ("un rendez-vous", A_VISIT):
        call = ReopenedCall()
        call.says(before)
        assert call.says(words) == ["appointment.none_made", "main.anything_else"]


def test_a_mere_no_at_the_offer_is_for_other_slots():
    call = ReopenedCall()
    call.says(A_VISIT)
    call.says("non")
    assert call.asked.startswith("appointment.offer")


def test_a_key_that_was_not_told_tells_the_keys():
    call = ReopenedCall()
    call.says("un rendez-vous")
    call.presses("2")  # the second of the examples, perhaps
    assert call.asked == "appointment.what.no_input.2"
    call.presses("2")
    assert call.asked == "appointment.reference"


def test_a_key_that_was_told_is_obeyed():
    call = ReopenedCall()
    call.says("un rendez-vous")
    call.is_silent()
    call.is_silent()
    call.presses("3")
    assert call.asked == "appointment.reference"


def test_a_service_without_a_diary_here_is_put_through_to():
    call = ReopenedCall()
    assert "appointment.no_kind" in call.says("un rendez-vous avec l'urbanisme")
    (transfer,) = call.deeds(Transfer)
    assert transfer.service == "urbanisme"


def test_a_service_that_takes_appointments_is_asked_which():
    call = ReopenedCall()
    call.services.named["état civil"] = "etat-civil"
    call.says("un rendez-vous avec l'état civil")
    assert call.asked.startswith("appointment.which")


@pytest.mark.parametrize(
    ("words", "told"),
    [("c'est quelle heure", "appointment.chosen"), ("ça coûte combien", "appointment.price_unknown")],
)
def test_what_is_asked_of_the_visit_at_the_name_is_answered_and_the_name_asked_again(words, told):
    call = ReopenedCall()
    for said in (A_VISIT, "le premier", "oui"):
        call.says(said)
    assert call.says(words) == [told, "appointment.name"]


def test_the_day_it_is_is_told_at_the_offer():
    call = ReopenedCall()
    call.says(A_VISIT)
    assert call.says("quel jour on est") == ["appointment.today", "appointment.offer_3"]
    told = [action for action in call.last if isinstance(action, Say)]
    assert told[0].values == {"day": "lundi 23 novembre"}


def test_something_else_is_booked_beside_the_first():
    call = having_booked()
    call.says("non")
    call.says("une carte d'identité aussi")
    assert call.asked == "appointment.offer_3"
    for said in ("le premier", "oui", "oui"):
        call.says(said)
    assert [booked.kind for booked in call.services.booked] == ["passeport", "carte-identite"]
    assert not any(booked.replaces for booked in call.services.booked)


def test_somebody_forgotten_is_booked_for_as_well():
    call = having_booked()
    call.says("non")
    assert call.says("ah et j'ai oublié pour mon fils aussi")[0] == "appointment.one_more"


def test_all_visits_are_cancelled_in_english_as_well():
    call = with_visits()
    call.says("english")
    assert call.says("cancel all my appointments") == ["appointment.cancel_this"]


def test_a_subject_that_a_service_sees_to_is_no_name_of_the_service():
    call = ReopenedCall()
    call.services.named["recensement"] = "etat-civil"
    assert not any("which" in said for said in call.says("rendez-vous recensement citoyen"))


def test_what_is_not_booked_here_is_said_not_to_be_found():
    call = ReopenedCall()
    assert call.says("rendez-vous pour le vaccin contre la grippe") == ["appointment.what.no_match.1"]
