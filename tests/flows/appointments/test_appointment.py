"""Appointments: booked once, changed, cancelled."""

from dataclasses import replace

import pytest

from flows.actions import Ask, NoteOutcome, Say
from flows.appointments.appointment import appointment
from flows.ask import Talk
from flows.booking import (
    Appointment,
    BookSlot,
    CancelAppointment,
    FindAppointment,
    FindAppointmentKinds,
    FindSlots,
    Period,
)
from flows.collect.visit_asked import asked_of_mine
from flows.events import AnswersFound, CallStarted, Choice, Heard
from flows.reporting import SendNotice
from flows.routes import Route
from flows.services import route_in
from flows.town_hall import town_hall
from tests.flows.calls import PlayedCall
from tests.flows.reopened import KeepingTownHall, ReopenedCall
from tests.flows.services import (
    CARD,
    LANDLINE,
    MOBILE,
    MONDAY,
    PACS,
    PASSPORT,
    WEDDING,
    Played,
    TownHall,
    values_of,
)

FOR_A_CARD = "je voudrais un rendez-vous pour une carte d'identité"
FIRST, SECOND, THIRD = "mardi 24 novembre à 9 h", "mardi 24 novembre à 14 h 30", "jeudi 26 novembre à 10 h"
HOURS = AnswersFound(
    decision="confirm",
    choices=(Choice(slug="horaires", title="les horaires", service="accueil", spoken="", score=0.6),),
)
MADE = Appointment(reference="471290", kind=CARD, start="2026-11-27T16:00", name="Jean Martin")


def calling(words: str = FOR_A_CARD, town: TownHall | None = None, **options: str) -> Played:
    return Played(lambda talk, started: appointment(talk, started, words), town, **options)


def settled(call: Played) -> None:
    """Agree to the slot read back, then give a name and keep the number of the call."""
    assert call.asked == "appointment.confirm"
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    assert call.asked == "appointment.same_number"
    call.says("oui")


def booked(call: Played) -> list[str]:
    return [booking.slot for booking in call.town.booked]


def test_a_slot_is_offered_agreed_booked_and_told():
    call = calling()
    assert call.said == [f"Il reste {FIRST}, à 14 h 30, ou {THIRD}. Lequel préférez-vous ?"]
    assert call.says("le deuxième") == [f"Je réserve {SECOND}, pour une carte d'identité. C'est bien ça ?"]
    settled(call)
    told = call.sentences(call.last)
    assert told[0] == f"C'est réservé : {SECOND}, pour une carte d'identité."
    assert told[1] == "Apportez une photo et un justificatif de domicile."
    assert told[2].count("1, 2, 3, 4, 5, 6") == 2
    assert call.says("oui") == ["Vous allez le recevoir."]
    assert call.town.booked == [
        BookSlot(slot="2026-11-24T14:30", kind="carte-identite", name="Jean Martin", phone=MOBILE)
    ]
    assert call.deeds(SendNotice) == [
        SendNotice(
            to=MOBILE,
            prompt="notice.appointment",
            values={"slot": SECOND, "what": "une carte d'identité", "reference": "123456"},
        )
    ]
    assert call.deeds(NoteOutcome) == [NoteOutcome(outcome="answered", topic="rendez-vous")]
    assert call.result is True


def test_no_sms_is_sent_to_whoever_says_no():
    call = calling()
    call.presses("1")
    settled(call)
    call.says("non")
    assert call.deeds(SendNotice) == []
    assert call.result is True


def test_a_landline_is_not_offered_an_sms():
    call = calling(caller=LANDLINE)
    call.presses("1")
    settled(call)
    assert call.result is True


def test_the_number_to_note_is_said_slowly():
    call = calling()
    call.presses("1")
    settled(call)
    assert [action.prompt for action in call.done if isinstance(action, Say) and action.slow] == [
        "reference.note"
    ]


@pytest.mark.parametrize(
    ("answer", "slot"),
    [
        ("le premier", FIRST),
        ("la deuxième", SECOND),
        ("le dernier", THIRD),
        ("jeudi", THIRD),
        ("neuf heures", FIRST),
        ("à quatorze heures trente", SECOND),
        ("mardi après-midi", SECOND),
        ("celui de mardi neuf heures", FIRST),
        ("le vingt-six", THIRD),
        ("peu importe", FIRST),
        ("oui le premier", FIRST),
    ],
)
def test_a_slot_is_picked_by_its_place_its_day_or_its_hour(answer, slot):
    assert f"Je réserve {slot}," in calling().says(answer)[0]


@pytest.mark.parametrize("key", ["1", "2", "3"])
def test_a_slot_is_picked_by_its_key(key):
    call = calling()
    call.presses(key)
    assert call.asked == "appointment.confirm"


@pytest.mark.parametrize("answer", ["plus tard", "un autre jour", "aucun", "non"])
def test_the_next_slots_come_after_those(answer):
    call = calling()
    call.says(answer)
    assert "vendredi 27 novembre à 16 h" in call.said[-1]
    assert call.deeds(FindSlots)[-1] == FindSlots(
        kind="carte-identite", period=Period(after="2026-11-26T10:00")
    )


def test_key_4_is_later():
    call = calling()
    call.presses("4")
    assert "vendredi 27 novembre à 16 h" in call.said[-1]


@pytest.mark.parametrize(
    ("answer", "period"),
    [
        ("un samedi", Period(weekdays=(5,))),
        ("le premier décembre", Period(first="2026-12-01", last="2026-12-01")),
        ("la semaine prochaine", Period(first="2026-11-30", last="2026-12-06")),
        ("plutôt en fin de journée", Period(earliest="16:00")),
        ("jeudi trois à quatorze heures", Period(first="2026-12-03", last="2026-12-03", at="14:00")),
    ],
)
def test_a_wish_is_looked_for(answer, period):
    call = calling()
    call.says(answer)
    assert call.deeds(FindSlots)[-1] == FindSlots(kind="carte-identite", period=period)
    assert call.asked == "appointment.confirm" if period.at else call.asked.startswith("appointment.offer_")


def test_a_wish_already_said_is_looked_for_at_once():
    call = calling("un rendez-vous pour ma carte d'identité samedi")
    assert call.said == [
        "Pour une carte d'identité, il reste samedi 28 novembre à 9 h 30. Cela vous convient ?"
    ]
    call.says("oui")
    assert call.asked == "appointment.confirm"


def test_a_day_without_a_slot_is_said_and_the_nearest_are_offered():
    call = calling()
    said = call.says("mercredi deux décembre")
    assert said[0] == "Je n'ai rien de libre à ce moment-là. Voici ce qui s'en approche."
    assert "jeudi 3 décembre à 14 h" in said[1]


def test_a_past_day_is_refused_with_the_reason():
    assert calling().says("hier")[0] == "Le dimanche 22 novembre est déjà passé."


def test_a_full_diary_is_said():
    call = calling(town=TownHall(diary=[]))
    assert call.said == ["Il n'y a plus de créneau libre dans l'agenda."]
    assert call.result is False


def test_a_refused_slot_leads_to_the_offer_again_and_a_correction_is_heard():
    call = calling()
    call.says("le premier")
    assert f"Je réserve {THIRD}," in call.says("non plutôt jeudi")[0]
    call.says("non")
    assert call.asked.startswith("appointment.offer_3")


def test_a_slot_taken_meanwhile_is_replaced_and_booked_once():
    call = calling(town=TownHall(quicker=["2026-11-24T09:00"], kinds={"carte d'identité": [CARD]}))
    call.presses("1")
    settled(call)
    assert "Quelqu'un vient de prendre ce créneau. Voyons les suivants." in call.sentences(call.last)
    call.says("jeudi")
    call.says("oui")
    assert booked(call) == ["2026-11-26T10:00"]
    assert call.asked == "appointment.by_text", "neither the name nor the number is asked twice"


def test_three_slots_taken_in_a_row_are_enough():
    call = calling(town=TownHall(quicker=["2026-11-24T09:00", "2026-11-24T14:30", "2026-11-26T10:00"]))
    call.presses("1")
    settled(call)
    for _ in range(2):
        call.presses("1")
        call.says("oui")
    assert call.result is False
    assert booked(call) == []


def test_a_booking_that_fails_is_said():
    call = calling(town=TownHall(failing=True))
    call.presses("1")
    settled(call)
    assert "n'a pas pu être enregistrée" in call.said[-1]
    assert call.result is False


def test_what_for_is_asked_when_it_is_not_known():
    call = calling("")
    assert call.asked == "appointment.what"
    call.says("euh je ne sais plus trop")
    call.says("une carte d'identité")
    assert call.asked == "appointment.offer_3"


def test_several_kinds_are_offered():
    call = calling("me marier", TownHall(kinds={"marier": [WEDDING, PACS]}))
    assert call.said == ["Un rendez-vous pour un mariage, ou pour un Pacs ?"]
    call.says("le pacs")
    assert values_of(call.done, "appointment.offer_3")
    assert call.deeds(FindSlots)[0] == FindSlots(kind="pacs")


def test_a_kind_that_cannot_be_found_ends_with_the_reason():
    call = calling("")
    for _ in range(3):
        call.says("une fusée pour la lune")
    assert call.said[-1] == "Je ne sais pas prendre ce rendez-vous moi-même."
    assert call.result is False


def test_alternatives_are_looked_up_too():
    call = calling("")
    call.says("un carton tité", "une carte d'identité")
    looked_up = FindAppointmentKinds(text="un carton tité", alternatives=("une carte d'identité",))
    assert looked_up in call.deeds(FindAppointmentKinds)


def test_the_question_cites_what_this_town_takes_appointments_for():
    town = TownHall(kinds={"mariage": [WEDDING], "pacs": [PACS], "carte d'identité": [CARD]})
    call = calling("", town)
    assert call.said[-1] == f"Un rendez-vous pour quoi ? Par exemple : {WEDDING.title}, {PACS.title}."
    assert f"par exemple : {WEDDING.title}, {PACS.title}." in call.says("une fusée pour la lune")[0]
    assert f"comme : {CARD.title}." in call.says("une fusée pour la lune")[0]


def test_a_town_that_takes_no_appointment_says_so_at_once():
    call = calling("", TownHall(kinds={"": []}))
    assert call.said == ["Je ne sais pas prendre ce rendez-vous moi-même."]


def test_no_number_no_booking():
    call = calling(caller="")
    call.presses("1")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    for _ in range(3):
        call.says("je suis dans le train")
    assert call.result is False
    assert "Il me faut un numéro" in call.said[-1]
    assert booked(call) == []


def test_a_call_without_its_day_cannot_read_the_diary():
    call = calling(local_time="")
    assert call.result is False
    assert call.said == ["Je n'arrive pas à consulter l'agenda pour le moment."]


def test_hanging_up_before_the_booking_books_nothing():
    call = calling()
    call.presses("1")
    call.hangs_up()
    assert booked(call) == []


def managing(words: str, **options: str) -> Played:
    return calling(words, TownHall(appointments={("471290", MOBILE): MADE}), **options)


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


def test_keys_do_not_say_what_the_appointment_is_for():
    call = calling("")
    call.presses("5")
    assert call.asked == "appointment.what.no_match.1"
    for _ in range(3):
        call.is_silent()
    assert call.result is False


def test_a_kind_that_is_not_chosen_is_asked_again():
    call = calling("me marier", TownHall(kinds={"marier": [WEDDING, PACS]}))
    for _ in range(3):
        call.is_silent()
    assert call.asked == "appointment.what"


def changing_to_a_passport() -> Played:
    town = KeepingTownHall()
    choice = Choice(slug="passeport", title="un passeport", service="etat-civil", score=0.9, spoken="Venez.")
    town.knows = {"le passeport": AnswersFound(decision="answer", choices=(choice,))}
    return Played(lambda talk, started: appointment(talk, started, "une carte d'identité"), town)


@pytest.mark.parametrize(
    "question",
    ["appointment.offer_3", "appointment.confirm", "appointment.name", "appointment.same_number"],
)
def test_another_appointment_may_be_meant_at_any_question(question):
    call = changing_to_a_passport()
    answers = {"appointment.offer_3": "le premier", "appointment.name": "jean martin"}
    while call.asked != question:
        call.says(answers.get(call.asked, "oui"))
    said = call.says("non finalement pas la carte d'identité le passeport")
    assert said[0] == "D'accord, plutôt un rendez-vous pour un passeport."
    before = question == "appointment.offer_3"
    assert call.asked == (question if before else "appointment.confirm")  # the slot agreed on stands
    answers["name.read_back"] = "oui"
    while not call.town.booked:
        call.says(answers.get(call.asked, "oui"))
    assert [query.kind for query in call.town.booked] == ["passeport"]
    assert [query.name for query in call.town.booked] == ["Jean Martin"]
    assert call.said.count("À quel nom ?") == 1 + (question == "appointment.name")


def test_another_appointment_meant_once_it_is_booked_takes_its_place():
    call = changing_to_a_passport()
    call.says("le premier")
    settled(call)
    assert call.asked == "appointment.by_text"
    said = call.says("non en fait pas la carte d'identité le passeport")
    assert said == [
        "D'accord, plutôt un rendez-vous pour un passeport.",
        f"Je réserve {FIRST}, pour un passeport. C'est bien ça ?",
    ]
    assert call.says("oui")[0].startswith("C'est changé")
    assert [(query.kind, query.replaces) for query in call.town.booked] == [
        ("carte-identite", ""),
        ("passeport", "123456"),
    ]


def test_an_appointment_booked_stands_when_nothing_suits_for_the_one_meant_instead():
    call = changing_to_a_passport()
    call.says("le premier")
    settled(call)
    call.town.diary.clear()
    call.says("non plutôt le passeport")
    call.says("non")
    call.is_silent()
    call.is_silent()
    assert "Votre rendez-vous est conservé, rien n'a changé." in call.is_silent()
    assert call.result is False
    assert [query.kind for query in call.town.booked] == ["carte-identite"]


def test_an_agent_hears_of_the_appointment_meant_in_the_end_alone():
    call = changing_to_a_passport()
    call.says("le premier")
    call.says("oui")
    call.says("non pas la carte d'identité le passeport")
    talk = call.talks[-1]
    known = {"visit": "un passeport", "slot": FIRST}  # the slot agreed on stands
    assert talk.captured == known
    assert talk.told.summary == "le passeport"
    assert talk.fields_for("le passeport", "etat-civil") == known


def test_another_subject_that_is_no_appointment_goes_back_to_the_front_door():
    call = changing_to_a_passport()
    call.town.knows["les encombrants"] = call.town.knows["le passeport"]
    call.says("non pas la carte les encombrants")
    assert call.result == "ChangeOfMind"


def test_whoever_is_merely_misunderstood_stays_where_they_are():
    call = changing_to_a_passport()
    call.says("non plutôt le bidule")
    assert call.asked.startswith("appointment.offer_3")


def test_lunch_time_where_the_town_hall_is_closed_is_offered_what_comes_near():
    call = Played(lambda talk, started: appointment(talk, started, "une carte d'identité"))
    said = call.says("entre midi et deux")
    assert said[0] == "Je n'ai rien de libre à ce moment-là. Voici ce qui s'en approche."
    assert "mardi 24 novembre à 14 h 30" in said[1]
    assert "9 h," not in said[1]


@pytest.mark.parametrize("said", ["non plutôt vendredi après-midi", "non plutôt vendredi", "non, vendredi"])
def test_another_day_said_when_the_slot_is_read_back_is_looked_for(said):
    town = TownHall(knows={"vendredi après midi": HOURS, "vendredi": HOURS})
    call = calling(town=town)
    call.says("le premier")
    assert "vendredi 27 novembre à 16 h" in call.says(said)[-1]
    assert call.asked == "appointment.offer_1"


def test_a_slot_refused_without_another_word_has_the_others_told_again():
    call = calling()
    call.says("le premier")
    assert call.says("non") == [
        "D'accord, pas celui-là.",
        f"Il reste {FIRST}, à 14 h 30, ou {THIRD}. Lequel préférez-vous ?",
    ]
    assert f"Je réserve {SECOND}," in call.says("le deuxième")[0]


def test_going_back_is_going_back_one_question():
    call = calling()
    call.says("le premier")
    call.says("revenir")
    assert call.asked == "appointment.offer_3"
    call.says("le deuxième")
    call.says("oui")
    assert call.asked == "appointment.name"
    call.says("revenir")
    assert call.asked == "appointment.offer_3"
    call.says("le deuxième")
    call.says("oui")
    call.says("jean martin")
    call.says("retour")
    assert call.asked == "appointment.name", "the name read back is asked again"
    call.says("jean martin")
    call.says("oui")
    call.says("revenir à la question précédente")
    assert call.asked == "appointment.name"
    call.says("jean martin")
    call.says("oui")
    call.says("oui")
    assert booked(call) == ["2026-11-24T14:30"]
    call.says("revenir")
    assert call.result is True, "what is booked is not gone through again"


def test_going_back_from_the_slots_is_asking_what_for():
    town = TownHall(kinds={"carte d'identité": [CARD], "marier": [WEDDING]})
    call = calling(town=town)
    call.presses("#")
    assert call.asked == "appointment.what"
    call.says("me marier")
    call.says("le premier")
    assert "pour un mariage" in call.said[-1]


@pytest.mark.parametrize("words", ["annuler", "laissez tomber", "retour au menu"])
def test_giving_up_is_not_going_back_one_question(words):
    call = calling()
    call.says(words)
    assert call.result == "BackWanted"


@pytest.mark.parametrize(
    "words",
    ["un rendez-vous pour ma carte jeudi à 10h", "jeudi à 10h un rendez-vous pour ma carte"],
)
def test_a_day_said_with_what_it_is_for_hides_neither(words):
    call = calling(words, TownHall(whole={"un rendez-vous pour ma carte": [CARD]}))
    assert call.deeds(FindSlots) == [
        FindSlots(kind="carte-identite", period=Period(first="2026-11-26", last="2026-11-26", at="10:00"))
    ]


def test_a_day_said_when_asked_what_for_is_kept():
    call = calling("")
    call.says("une carte d'identité jeudi")
    assert call.deeds(FindSlots) == [
        FindSlots(kind="carte-identite", period=Period(first="2026-11-26", last="2026-11-26"))
    ]


def test_keys_choose_among_the_visits_most_asked_for():
    call = calling("", TownHall(kinds={"carte d'identité": [CARD], "marier": [WEDDING, PACS]}))
    call.presses("1")
    assert call.asked == "appointment.which_3"
    call.presses("2")
    assert call.asked == "appointment.offer_3"
    call.presses("1")
    assert "pour un mariage" in call.said[-1]


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


@pytest.mark.parametrize(
    ("wished", "told"),
    [
        ("un samedi", "le samedi"),
        ("samedi matin", "le samedi matin"),
        ("le matin", "le matin"),
    ],
)
def test_days_and_hours_that_never_are_in_the_diary_are_said_to_be_so(wished, told):
    call = calling(town=TownHall(diary=["2026-12-02T12:00"], never=True))
    said = call.says(wished)
    assert said[0] == f"Il n'y a pas de rendez-vous {told}. Voici les prochains."
    assert call.asked == "appointment.offer_1"


def test_a_free_slot_whose_day_and_hour_were_both_said_is_read_back_at_once():
    call = calling("un rendez-vous pour une carte d'identité jeudi à dix heures")
    assert call.said == [f"Je réserve {THIRD}, pour une carte d'identité. C'est bien ça ?"]
    call.says("non")
    assert call.asked.startswith("appointment.offer")
    call = calling()
    call.says("mardi premier décembre à onze heures")
    settled(call)
    assert booked(call) == ["2026-12-01T11:00"]


def test_an_agent_is_told_the_slot_agreed_with_whoever_has_no_telephone():
    talk = Talk(CallStarted(caller="", local_time=MONDAY))
    call = Played(lambda _, started: appointment(talk, started, FOR_A_CARD), caller="")
    call.says("le deuxième")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    call.says("je n'ai pas de téléphone")
    assert call.result is False
    assert talk.captured == {"visit": "une carte d'identité", "slot": SECOND, "name": "Jean Martin"}


def test_whoever_has_answered_stop_to_an_sms_is_promised_no_other():
    call = Played(lambda talk, started: appointment(talk, started, FOR_A_CARD), said_stop=True)
    call.says("le deuxième")
    settled(call)
    assert call.results == [True]
    assert "SMS" not in " ".join(call.sentences(call.last))
    assert not call.deeds(SendNotice)


NOT_COMING = "j'ai rendez-vous demain et je ne pourrai pas être là"


def missing(*answers: str, words: str = NOT_COMING) -> Played:
    """Somebody who cannot come, and has no number at hand; their visit is found by their telephone."""
    town = TownHall(appointments={("471290", MOBILE): MADE})
    call = calling(words, town)
    call.says("je n'ai pas noté")
    assert call.asked == "appointment.change_or_cancel"
    for answer in answers:
        call.says(answer)
    return call


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


@pytest.mark.parametrize(
    "words", ["je ne l'ai pas sous la main", "je n'ai pas noté", "je ne m'en souviens plus"]
)
def test_the_question_tells_that_one_may_do_without_the_number(words):
    call = calling("annuler mon rendez-vous", TownHall(appointments={("471290", MOBILE): MADE}))
    assert "je ne l'ai pas" in call.said[-1]
    assert call.says(words)[0] == "Ce n'est pas grave, faisons sans."
    assert call.asked == "appointment.cancel_this"


@pytest.mark.parametrize("wished", ["le premier avril", "dans deux mois et demi", "dans un an"])
def test_a_day_out_of_reach_is_said_to_be_so_and_the_furthest_days_are_offered(wished):
    call = calling(town=TownHall(last_day="2026-12-04"))
    said = call.says(wished)
    assert said[0] == "L'agenda n'est ouvert que jusqu'au vendredi 4 décembre. Voici les dernières dates."
    assert "jeudi 3 décembre à 14 h" in said[1]


def test_the_hours_wished_for_are_kept_when_the_day_is_out_of_reach():
    call = calling(town=TownHall(last_day="2026-12-04"))
    assert "mardi 1 décembre à 11 h" in call.says("le premier avril au matin")[1].replace("1er", "1")


@pytest.mark.parametrize(
    ("never", "told"),
    [
        (True, "Il n'y a pas de rendez-vous le mardi à 18 h. Voici ce qui s'en approche."),
        (False, "Je n'ai rien de libre à 18 h ce jour-là. Voici ce qui s'en approche."),
    ],
)
def test_an_hour_that_nothing_comes_near_is_said_to_be_so(never, told):
    call = calling(town=TownHall(never=never))
    said = call.says("demain à dix-huit heures")
    assert said[0] == told
    assert call.asked.startswith("appointment.offer")


def test_an_hour_that_something_comes_near_needs_no_word():
    assert len(calling().says("demain à neuf heures vingt")) == 1


FOR_TWO, FOR_THREE = "un passeport, pour deux personnes", "un passeport, pour trois personnes"


def for_several(words: str, **options: str) -> Played:
    kinds = {"passeport": [PASSPORT], "pacs": [PACS], "mariage": [WEDDING]}
    kinds |= {named: [CARD] for named in ("carte d'identité", "cartes d'identité")}
    return calling(words, TownHall(kinds=kinds, knows={"la carte d'identité": HOURS}), **options)


@pytest.mark.parametrize(
    ("words", "files", "title"),
    [
        (
            "un rendez-vous pour deux passeports et une carte d'identité",
            ("passeport", "passeport", "carte-identite"),
            "deux passeports et une carte d'identité",
        ),
        ("un rendez-vous pour trois cartes d'identité", ("carte-identite",) * 3, "trois cartes d'identité"),
        ("rendez-vous passeport pour moi et mes deux enfants", ("passeport",) * 3, FOR_THREE),
        ("rendez-vous passeport pour mes deux filles demain", ("passeport",) * 2, FOR_TWO),
        ("rendez-vous passeport pour ma femme et moi et notre fils", ("passeport",) * 3, FOR_THREE),
    ],
)
def test_several_files_are_given_one_longer_visit(words, files, title):
    call = for_several(words)
    assert call.said[0] == f"D'accord, {len(files)} dossiers : je cherche un rendez-vous plus long."
    assert call.deeds(FindSlots)[0].files == files
    call.says("le premier")
    assert f"pour {title}." in call.said[-1]
    settled(call)
    assert [(booking.kind, booking.files) for booking in call.town.booked] == [(files[0], files)]


def test_the_files_may_be_told_when_what_for_is_asked():
    call = for_several(
        "je voudrais un rendez-vous",
    )
    call.says("une carte d'identité et un passeport")
    assert call.deeds(FindSlots)[0].files == ("carte-identite", "passeport")


@pytest.mark.parametrize(
    "words",
    [
        "un rendez-vous pour un passeport demain à deux heures",
        "un rendez-vous pour un pacs pour ma compagne et moi",
        "rendez-vous le deux décembre pour un passeport et merci",
        "je suis veuf et je voudrais un rendez-vous pour une carte d'identité",
    ],
)
def test_one_file_stays_one_visit(words):
    call = for_several(words)
    assert all(search.files == () for search in call.deeds(FindSlots))
    assert call.deeds(FindSlots)


def test_files_of_two_desks_are_two_visits():
    assert for_several("un rendez-vous pour un passeport et un mariage").asked == "appointment.which_2"


def test_more_files_than_one_visit_holds_are_for_somebody_to_look_at():
    call = for_several("un rendez-vous pour six passeports")
    assert call.said[0] == "Pour autant de dossiers à la fois, un agent doit voir avec vous."
    assert call.result is False


def test_a_visit_for_several_files_that_is_moved_keeps_its_length():
    made = replace(MADE, files=("carte-identite", "passeport"))
    call = calling("changer mon rendez-vous", TownHall(appointments={("471290", MOBILE): made}))
    for words in ("je ne l'ai pas", "oui", "le premier", "oui"):
        call.says(words)
    (moved,) = call.town.booked
    assert moved.files == ("carte-identite", "passeport")


def test_another_subject_meant_instead_of_several_files_is_one_file():
    call = for_several("un rendez-vous pour deux passeports et une carte d'identité")
    call.says("non finalement pas les passeports la carte d'identité")
    assert call.deeds(FindSlots)[-1].files == ()


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


def cancelled() -> PlayedCall:
    """A caller whose only visit has just been cancelled."""
    call = PlayedCall(services=TownHall(appointments={("471290", MOBILE): MADE}))
    call.says("annulez mon rendez-vous")
    call.says("je ne l'ai pas")
    assert call.says("oui")[0] == "appointment.cancelled"
    return call


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


@pytest.mark.parametrize("words", ["le premier et le deuxième", "the first and the second"])
def test_two_places_at_once_are_neither_one_slot_nor_a_day_of_the_month(words):
    call = calling()
    call.says(words)
    assert call.asked == "appointment.offer_3.no_match.1"


def test_a_change_of_mind_after_wait_picks_its_slot():
    call = calling()
    call.says("le deuxième")
    assert FIRST in call.says("non attendez le premier")[0]


@pytest.mark.parametrize("words", ["quels papiers il faut", "je dois apporter quoi", "what documents"])
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


def test_who_was_mistaken_of_subject_says_so_at_the_offer():
    town = TownHall(kinds={"passeport": [PASSPORT], "carte d'identité": [CARD]})
    town.knows["une carte d'identité"] = HOURS
    call = calling("je voudrais un rendez-vous pour un passeport", town)
    said = call.says("ah non je me suis trompé c'est pour une carte d'identité")
    assert said[0] == "D'accord, plutôt un rendez-vous pour une carte d'identité."


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


def test_the_first_subject_is_come_back_to_at_the_offer():
    town = TownHall(kinds={"passeport": [PASSPORT], "carte d'identité": [CARD]})
    town.knows["le passeport"] = HOURS
    call = calling(town=town)
    said = call.says("non non laissez le passeport c'était bien ça")
    assert said[0] == "D'accord, plutôt un rendez-vous pour un passeport."


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


BOTH = "un rendez-vous pour un passeport et une carte d'identité"


def test_a_visit_for_two_kinds_tells_what_to_bring_for_each():
    town = TownHall()
    bring = replace(PASSPORT, documents="Apportez les timbres fiscaux.")
    town.kinds = {"carte d'identité": [CARD], "passeport": [bring]}
    call = calling(BOTH, town)
    call.says("le premier")
    settled(call)
    said = " ".join(call.sentences(call.last))
    assert "Pour un passeport : apportez les timbres fiscaux." in said
    assert "Pour une carte d'identité : apportez une photo et un justificatif de domicile." in said


def test_what_was_booked_for_two_kinds_is_told_as_both():
    call = ReopenedCall()
    call.says(BOTH)
    call.says("le premier")
    for said in ("oui", "paul petit", "oui", "oui", "non"):
        call.says(said)
    call.says("c'est quand mon rendez-vous")
    told = [action for action in call.last if isinstance(action, Say) and action.prompt == "appointment.told"]
    assert told[0].values["what"] == "un passeport et une carte d'identité"


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
