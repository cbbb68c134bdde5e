"""Another visit that is meant in the place of the one first named."""

import pytest

from tests.flows.appointments.calls import (
    FIRST,
    HOURS,
    calling,
    changing_to_a_passport,
    settled,
)
from tests.flows.services import (
    CARD,
    PASSPORT,
    TownHall,
)


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


def test_who_was_mistaken_of_subject_says_so_at_the_offer():
    town = TownHall(kinds={"passeport": [PASSPORT], "carte d'identité": [CARD]})
    town.knows["une carte d'identité"] = HOURS
    call = calling("je voudrais un rendez-vous pour un passeport", town)
    said = call.says("ah non je me suis trompé c'est pour une carte d'identité")
    assert said[0] == "D'accord, plutôt un rendez-vous pour une carte d'identité."


def test_the_first_subject_is_come_back_to_at_the_offer():
    town = TownHall(kinds={"passeport": [PASSPORT], "carte d'identité": [CARD]})
    town.knows["le passeport"] = HOURS
    call = calling(town=town)
    said = call.says("non non laissez le passeport c'était bien ça")
    assert said[0] == "D'accord, plutôt un rendez-vous pour un passeport."
