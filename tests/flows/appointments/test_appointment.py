"""Appointments: booked once, changed, cancelled."""

import pytest

from flows.actions import NoteOutcome, Say
from flows.appointments.appointment import appointment
from flows.ask import Talk
from flows.booking import (
    BookSlot,
    FindAppointmentKinds,
    FindSlots,
    Period,
)
from flows.events import CallStarted
from flows.reporting import SendNotice
from tests.flows.appointments.calls import (
    FIRST,
    FOR_A_CARD,
    HOURS,
    MADE,
    SECOND,
    THIRD,
    booked,
    calling,
    settled,
)
from tests.flows.services import (
    CARD,
    LANDLINE,
    MOBILE,
    MONDAY,
    PACS,
    WEDDING,
    Played,
    TownHall,
    values_of,
)


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
