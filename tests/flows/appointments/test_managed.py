"""A visit that is made: changed, cancelled, kept, asked about, and its number lost."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.appointments.appointment import appointment
from flows.ask import Talk
from flows.booking import (
    Appointment,
    BookSlot,
    CancelAppointment,
    FindAppointment,
    FindSlots,
)
from flows.collect.visit_asked import asked_of_mine
from flows.events import CallStarted, Heard
from flows.routes import Route
from flows.services import route_in
from flows.town_hall import town_hall
from tests.flows.appointments.calls import (
    FOR_A_CARD,
    MADE,
    THIRD,
    calling,
    cancelled,
    managing,
    missing,
    settled,
)
from tests.flows.reopened import KeepingTownHall, ReopenedCall
from tests.flows.services import (
    LANDLINE,
    MOBILE,
    MONDAY,
    PACS,
    Played,
    TownHall,
)


def test_an_appointment_is_cancelled_with_its_reference_and_the_number_of_the_call():
    call = managing("je veux annuler mon rendez-vous")
    assert call.asked == "appointment.reference"
    call.says("quarante-sept douze quatre-vingt-dix")
    assert call.says("oui") == [
        "J'annule votre rendez-vous du vendredi 27 novembre à 16 h, pour une carte d'identité."
        " C'est bien ça ?"
    ]
    assert call.says("oui") == ["C'est annulé. Merci d'avoir prévenu."]
    assert call.deeds(CancelAppointment) == [CancelAppointment(reference="471290", phone=MOBILE)]
    assert call.result is True


def test_an_appointment_is_cancelled_without_a_word():
    call = managing("")
    call.presses("3")
    assert call.asked == "appointment.what.no_input.2"  # which tells the keys
    call.presses("3")
    assert call.asked == "appointment.reference"
    for keys in ("471290", "1", "1"):
        call.presses(keys)
    assert call.deeds(CancelAppointment) == [CancelAppointment(reference="471290", phone=MOBILE)]
    assert call.result is True


def test_an_appointment_is_changed_without_a_word():
    call = managing("")
    for keys in ("2", "2", "471290", "1", "1"):
        call.presses(keys)
    assert call.asked == "appointment.offer_3"
    for keys in ("3", "1"):
        call.presses(keys)
    (moved,) = call.town.booked
    assert moved.replaces == "471290"


def test_an_appointment_made_with_another_number_needs_that_number():
    call = managing("annuler mon rendez-vous", caller=LANDLINE)
    call.presses("471290")
    call.presses("1")
    assert call.asked == "appointment.booked_with"
    call.presses("0612345678")
    call.presses("1")
    assert call.asked == "appointment.cancel_this"
    assert call.deeds(FindAppointment) == [
        FindAppointment(reference="471290", phone=LANDLINE),
        FindAppointment(reference="471290", phone=MOBILE),
    ]


def test_a_wrong_reference_tells_nothing_and_is_asked_once_more():
    call = managing("annuler mon rendez-vous")
    for reference in ("111111", "222222"):
        call.presses(reference)
        call.presses("1")
        call.presses("0612345678")
        call.presses("1")
    assert call.result is False
    assert call.said.count("Je ne trouve pas de rendez-vous avec ces deux numéros.") == 2
    assert call.deeds(CancelAppointment) == []


def test_a_cancellation_that_is_not_confirmed_changes_nothing():
    call = managing("annuler mon rendez-vous")
    call.presses("471290")
    call.presses("1")
    assert call.says("non") == ["Votre rendez-vous est conservé, rien n'a changé."]
    assert call.deeds(CancelAppointment) == []


def test_an_appointment_is_moved_in_one_booking():
    call = managing("je voudrais déplacer mon rendez-vous de vendredi")
    call.presses("471290")
    call.presses("1")
    assert call.asked == "appointment.change_this"
    call.says("oui")
    assert call.deeds(FindSlots)[0] == FindSlots(kind="carte-identite"), "the day said is that of the old one"
    call.says("jeudi")
    said = call.says("oui")
    assert said[0] == f"C'est changé : votre rendez-vous est maintenant {THIRD}."
    assert call.town.booked == [
        BookSlot(
            slot="2026-11-26T10:00",
            kind="carte-identite",
            name="Jean Martin",
            phone=MOBILE,
            replaces="471290",
        )
    ]


def test_a_change_given_up_keeps_the_appointment():
    call = managing("changer mon rendez-vous")
    call.presses("471290")
    call.presses("1")
    call.says("oui")
    for _ in range(3):
        call.is_silent()
    assert call.said[-1] == "Votre rendez-vous est conservé, rien n'a changé."
    assert call.town.booked == []


def test_a_lost_reference_ends_with_a_person():
    call = managing("changer mon rendez-vous", caller=LANDLINE)
    call.says("je l'ai perdu")
    assert call.result is False


def test_a_number_that_is_not_given_ends_the_search():
    call = managing("annuler mon rendez-vous", caller="")
    call.presses("471290")
    call.presses("1")
    assert call.asked == "appointment.booked_with"
    call.says("je ne sais plus")
    assert call.result is False
    assert call.deeds(FindAppointment) == []


def test_the_appointment_just_made_is_cancelled_by_saying_so():
    started = CallStarted(caller=MOBILE, local_time=MONDAY)
    talk = Talk(started)
    town = TownHall(appointments={("471290", MOBILE): MADE})
    talk.appointment = ("471290", MOBILE)
    assert route_in(talk, Heard(text="je voudrais l'annuler finalement")) is Route.APPOINTMENT
    assert route_in(talk, Heard(text="finalement je voudrais le déplacer")) is Route.APPOINTMENT
    assert route_in(Talk(started), Heard(text="je voudrais l'annuler finalement")) is None
    call = Played(lambda _, began: appointment(talk, began, "je voudrais l'annuler finalement"), town)
    assert call.asked == "appointment.cancel_this"
    call.says("oui")
    assert call.deeds(CancelAppointment) == [CancelAppointment(reference="471290", phone=MOBILE)]
    assert talk.appointment is None


def test_a_reference_said_at_once_is_not_asked_again():
    call = managing("annuler mon rendez-vous numéro quatre sept un deux neuf zéro")
    assert call.asked == "appointment.cancel_this"


def test_whoever_lost_the_reference_is_told_of_what_was_booked_from_this_telephone():
    call = managing("changer mon rendez-vous")
    call.says("je l'ai perdu")
    assert call.asked == "appointment.change_this"


def test_several_booked_from_this_telephone_are_told_one_by_one():
    other = Appointment(reference="222222", kind=PACS, start="2026-12-01T11:00")
    town = TownHall(appointments={("471290", MOBILE): MADE, ("222222", MOBILE): other})
    call = calling("annuler mon rendez-vous", town)
    call.says("je ne sais plus")
    assert call.asked == "appointment.is_it"
    call.says("non")
    call.says("oui")
    assert call.asked == "appointment.cancel_this"
    call.says("oui")
    assert call.deeds(CancelAppointment) == [CancelAppointment(reference="222222", phone=MOBILE)]


@pytest.mark.parametrize("caller", ["", LANDLINE])
def test_without_its_reference_nobody_learns_of_an_appointment_made_with_another_number(caller):
    call = managing("annuler mon rendez-vous", caller=caller)
    call.says("je l'ai perdu")
    assert call.result is False
    assert MOBILE not in {asked.phone for asked in call.deeds(FindAppointment)}


def test_cancelling_right_after_booking_cancels_the_booking():
    town = TownHall(appointments={("123456", MOBILE): replace(MADE, reference="123456")})

    def front_door(talk, started):
        yield from town_hall(started)

    call = Played(front_door, town)
    call.says(FOR_A_CARD)
    call.says("le premier")
    settled(call)
    call.says("non")
    assert call.asked == "main.anything_else"
    call.says("annuler")
    assert call.asked == "appointment.cancel_this"
    call.says("oui")
    assert call.deeds(CancelAppointment) == [CancelAppointment(reference="123456", phone=MOBILE)]


def test_whoever_cannot_come_chooses_to_cancel():
    call = missing("annuler")
    assert call.deeds(CancelAppointment) == [CancelAppointment(reference="471290", phone=MOBILE)]
    assert call.said[-1] == "C'est annulé. Merci d'avoir prévenu."


@pytest.mark.parametrize("words", ["le changer", "un autre jour", "plutôt jeudi"])
def test_whoever_cannot_come_chooses_another_day(words):
    call = missing(words)
    assert call.asked.startswith("appointment.offer")
    assert not call.deeds(CancelAppointment)
    if "jeudi" in words:
        assert call.deeds(FindSlots)[0].period.first == "2026-11-26"


@pytest.mark.parametrize("words", ["le garder finalement", "non rien", "non merci"])
def test_whoever_cannot_come_may_keep_the_visit_after_all(words):
    call = missing(words)
    assert call.said[-1] == "Votre rendez-vous est conservé, rien n'a changé."
    assert not call.deeds(CancelAppointment)


def test_a_visit_one_cannot_come_to_is_changed_or_cancelled_by_keys():
    call = missing()
    call.presses("2")
    assert call.deeds(CancelAppointment)
    call = missing()
    call.presses("1")
    assert call.asked.startswith("appointment.offer")


def test_whoever_would_rather_change_what_was_to_be_cancelled_is_heard():
    town = TownHall(appointments={("471290", MOBILE): MADE})
    call = calling("annuler mon rendez-vous", town)
    call.says("je ne l'ai pas")
    call.says("non je voudrais le déplacer")
    assert call.asked.startswith("appointment.offer")


@pytest.mark.parametrize("words", ["c'est quand mon rendez-vous déjà", "confirmer mon rendez-vous"])
def test_whoever_asks_when_they_come_is_told_by_the_telephone_they_call_from(words):
    call = calling(words, TownHall(appointments={("471290", MOBILE): MADE}))
    assert (
        call.said[-1]
        == "Votre rendez-vous est bien noté : vendredi 27 novembre à 16 h, pour une carte d'identité."
    )
    assert call.result is True
    assert call.talks[0].appointment == ("471290", MOBILE)


def test_whoever_asks_when_they_come_from_another_telephone_gives_both_numbers():
    call = calling("c'est quand mon rendez-vous", TownHall(appointments={("471290", LANDLINE): MADE}))
    assert call.asked == "appointment.reference"
    call.says("quarante-sept douze quatre-vingt-dix")
    call.says("oui")
    assert call.asked == "appointment.booked_with"
    call.says("zéro quatre soixante-seize zéro zéro zéro zéro douze")
    call.says("oui")
    assert "vendredi 27 novembre à 16 h" in call.said[-1]


def test_nobody_is_told_of_a_visit_that_their_telephone_did_not_make():
    call = calling("c'est quand mon rendez-vous", TownHall(appointments={("471290", LANDLINE): MADE}))
    call.says("je ne m'en souviens plus")
    assert call.said[-2:] == [
        "Ce n'est pas grave, faisons sans.",
        "Je ne trouve pas de rendez-vous pris avec le téléphone d'où vous appelez.",
    ]
    assert call.result is False


@pytest.mark.parametrize("words", ["plutôt vendredi", "oui plutôt vendredi", "je voudrais venir vendredi"])
def test_another_day_said_when_the_visit_to_change_is_read_back_is_looked_for(words):
    call = managing("changer mon rendez-vous")
    call.says("je ne l'ai pas")
    assert call.asked == "appointment.change_this"
    call.says(words)
    assert call.deeds(FindSlots)[0].period.first == "2026-11-27"


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("je peux pas venir finalement", "appointment.change_or_cancel"),
        ("c'est quand déjà", "main.anything_else"),
    ],
)
def test_the_visit_just_made_is_the_one_that_is_spoken_of(words, asked):
    call = Played(lambda _, started: town_hall(started), managing("").town)
    call.says("confirmer mon rendez-vous")
    assert call.asked == "main.anything_else"
    call.says(words)
    assert call.asked == asked
    assert "vendredi 27 novembre à 16 h" in "".join(call.sentences(call.last))


def test_a_visit_is_moved_to_the_day_said_with_the_wish():
    call = managing("déplacez mon rendez-vous à jeudi")
    while call.asked != "appointment.change_this":
        call.says("je ne l'ai pas")
    call.says("oui")
    assert call.deeds(FindSlots)[0].period.first == "2026-11-26"


@pytest.mark.parametrize(
    "words",
    [
        "non attendez finalement je le garde",
        "en fait je veux le garder",
        "je garde mon rendez-vous",
        "finalement je garde",
        "non n'annulez pas",
    ],
)
def test_a_visit_just_cancelled_is_taken_again_by_whoever_keeps_it_after_all(words):
    call = cancelled()
    assert call.says(words) == ["appointment.confirm"]
    call.says("oui")
    (booked,) = call.services.booked
    assert (booked.slot, booked.replaces, booked.name) == (MADE.start, "471290", MADE.name)


@pytest.mark.parametrize(
    "words",
    [
        "comment garder mon chien",
        "est-ce que je garde mon ancien passeport pendant la demande",
        "je garde mon petit-fils le mercredi",
        "je le garde combien de temps",
    ],
)
def test_what_is_said_after_a_cancellation_is_not_taken_for_a_wish_to_keep_it(words):
    call = cancelled()
    call.says(words)
    assert not call.asked.startswith("appointment.")


def test_words_that_answer_nothing_at_the_visit_read_back_keep_nothing_by_themselves():
    call = managing("changer mon rendez-vous")
    call.presses("471290")
    call.presses("1")
    call.says("le deuxième")
    assert call.asked == "appointment.change_this.no_match.1"


def test_later_at_the_visit_read_back_is_a_wish_to_change_it():
    call = managing("changer mon rendez-vous")
    call.presses("471290")
    call.presses("1")
    call.says("plus tard")
    assert call.asked.startswith("appointment.offer")


@pytest.mark.parametrize(
    "words",
    [
        "j'ai perdu mon numéro de rendez-vous",
        "j'ai pris rendez-vous tout à l'heure et j'ai pas noté le numéro",
        "c'est quoi mon numéro de rendez-vous",
        "je retrouve plus la référence de mon rendez-vous",
    ],
)
def test_whoever_lost_the_number_of_their_visit_has_it_back(words):
    town = KeepingTownHall()
    town.appointments[("471290", MOBILE)] = MADE
    call = ReopenedCall(services=town, caller=MOBILE)
    assert "reference.note" in call.says(words)
    told = [action for action in call.last if isinstance(action, Say) and action.prompt == "reference.note"]
    assert told[0].values == {"reference": "471290"}


@pytest.mark.parametrize(
    "words",
    [
        "je ne sais pas quel numéro appeler pour un rendez-vous",
        "rappelez-moi pour un rendez-vous à ce numéro",
        "j'ai un rendez-vous demain je ne connais pas le numéro de la rue",
        "je n'ai pas noté le numéro de la rue pour le rendez-vous",
        "what is the number to get an appointment",
    ],
)
def test_another_number_than_a_visit_s_is_not_the_one_that_was_lost(words):
    assert not asked_of_mine(words)


@pytest.mark.parametrize(
    "words",
    [
        "j'ai pris rendez-vous et je n'ai pas noté la référence",
        "j'ai perdu le numéro qu'on m'a donné pour mon rendez-vous",
        "rappelez-moi mon numéro de rendez-vous",
        "what was the number of my appointment",
        "i made an appointment and i didn't write down the reference",
    ],
)
def test_the_number_of_a_visit_is_wanted_back_in_many_ways(words):
    assert asked_of_mine(words)


def test_the_number_of_a_visit_is_told_to_no_other_telephone():
    town = KeepingTownHall()
    town.appointments[("471290", LANDLINE)] = MADE
    call = ReopenedCall(services=town, caller=MOBILE)
    assert "reference.note" not in call.says("j'ai perdu mon numéro de rendez-vous")


def test_the_number_just_told_is_repeated_to_whoever_asks():
    call = ReopenedCall(services=KeepingTownHall(), caller=MOBILE)
    call.says("un rendez-vous pour un passeport")
    call.says("le premier")
    for said in ("oui", "paul petit", "oui", "oui", "non"):
        call.says(said)
    assert call.asked == "main.anything_else"
    assert "reference.note" in call.says("vous pouvez répéter le numéro")
