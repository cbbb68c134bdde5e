"""Which of the slots offered is picked, in the words people use: "d'accord le deuxième", "celui d'avant"."""

import pytest

from flows.collect.told_place import told_beside, told_place
from tests.flows.appointments.test_offer_corrected import offered, slot_read_back
from tests.flows.reopened import KeepingTownHall, ReopenedCall


def english() -> ReopenedCall:
    return offered("i need an appointment for a passport", languages=("en", "fr"))


def agreed() -> ReopenedCall:
    call = offered()
    call.says("le deuxième")
    assert call.asked == "appointment.confirm"
    return call


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("d'accord le deuxième", 1),
        ("le deuxième plutôt", 1),
        ("le troisième créneau", 2),
        ("bon ça ira pour le premier", 0),
        ("va pour le premier", 0),
        ("ok le dernier me va", 2),
        ("pas le premier le deuxième", 1),
        ("the third slot please", 2),
        ("okay the second one", 1),
        ("the last one works for me", 2),
    ],
)
def test_a_place_is_told_inside_a_sentence(words, place):
    assert told_place(words, 3) == place


@pytest.mark.parametrize(
    "words",
    [
        "le premier décembre",
        "le premier lundi",
        "la première semaine de janvier",
        "le deuxième jour",
        "pas le premier",
        "le premier et le deuxième",
        "the first or the second",
        "the first of december",
        "je voudrais savoir comment ça se passe chez vous à la mairie pour le premier rendez vous",
    ],
)
def test_a_date_two_places_or_another_subject_tell_none(words):
    assert told_place(words, 3) is None


def test_a_place_that_was_not_offered_is_none():
    assert told_place("le troisième", 2) is None


def test_the_slot_beside_the_one_read_back():
    assert told_beside("non attendez celui d'avant") == -1
    assert told_beside("no the next one") == 1
    assert told_beside("le deuxième") == 0


@pytest.mark.parametrize("words", ["parfait", "d'accord", "oui très bien"])
def test_a_mere_yes_at_the_offer_reads_the_first_one_back(words):
    call = offered()
    call.says(words)
    assert call.asked == "appointment.confirm"
    first = slot_read_back(call)
    call = offered()
    call.says("le premier")
    assert slot_read_back(call) == first


def test_a_mere_yes_reads_the_first_one_back_in_english():
    call = english()
    call.says("perfect")
    assert call.asked == "appointment.confirm"


def test_a_yes_that_wants_others_picks_none():
    call = offered()
    call.says("oui plus tard")
    assert call.asked.startswith("appointment.offer")


def test_the_first_inside_a_sentence_is_the_first_of_those_offered():
    call = agreed()
    second = slot_read_back(call)
    call.says("je m'en fiche le premier")
    assert call.asked == "appointment.confirm"
    assert slot_read_back(call) != second


@pytest.mark.parametrize(("words", "place"), [("non attendez celui d'avant", 0), ("non celui d'après", 2)])
def test_the_one_before_is_the_one_offered_before_it(words, place):
    call = agreed()
    call.says(words)
    told = slot_read_back(call)
    call = offered()
    call.says(("le premier", "le deuxième", "le troisième")[place])
    assert slot_read_back(call) == told


@pytest.mark.parametrize("question", ["appointment.name", "name.read_back"])
def test_another_place_told_at_the_name_is_read_back(question):
    call = agreed()
    call.says("oui")
    if question == "name.read_back":
        call.says("paul petit")
    assert call.asked == question
    call.says("non j'ai dit le troisième")
    assert call.asked == "appointment.confirm"
    told = slot_read_back(call)
    call = offered()
    call.says("le troisième")
    assert slot_read_back(call) == told


DIARY = [
    *("2026-11-25T10:20", "2026-11-25T10:40", "2026-11-25T11:00", "2026-11-26T09:00", "2026-11-26T11:00"),
    *("2026-11-26T14:00", "2026-11-27T09:00", "2026-11-27T09:20", "2026-11-27T09:40", "2026-11-27T11:00"),
    *("2026-12-22T09:00", "2027-01-05T09:00", "2027-01-05T09:20", "2027-01-05T09:40", "2027-01-20T09:00"),
]


def diary_of(*said: str, language: str = "fr") -> ReopenedCall:
    town = KeepingTownHall()
    town.diary = list(DIARY)
    call = ReopenedCall(services=town, languages=("en", "fr") if language == "en" else ("fr",))
    call.says(
        "i need an appointment for a passport" if language == "en" else "un rendez-vous pour un passeport"
    )
    for words in said:
        call.says(words)
    return call


@pytest.mark.parametrize(
    ("said", "slot"),
    [
        (("plutôt vendredi", "après dix heures"), "vendredi 27 novembre à 11 h"),
        (("jeudi", "l'après-midi"), "jeudi 26 novembre à 14 h"),
        (("jeudi", "le matin", "n'importe lequel"), "jeudi 26 novembre à 9 h"),
        (("pas mercredi", "pas le matin non plus"), "jeudi 26 novembre à 14 h"),
    ],
)
def test_the_day_said_stays_when_an_hour_is_said_next(said, slot):
    call = diary_of(*said)
    if call.asked.startswith("appointment.offer"):
        assert call.dialogue.waiting_for.values["slot_1"] == slot
    else:
        assert slot_read_back(call) == slot


def test_the_day_said_stays_in_english():
    call = diary_of("thursday", "in the afternoon", language="en")
    assert "26 November" in str(call.dialogue.waiting_for.values)


def test_another_day_frees_the_day_said_before():
    call = diary_of("jeudi", "un autre jour le matin")
    assert str(call.dialogue.waiting_for.values["slot_1"]).startswith("mercredi 25 novembre")


def test_a_day_of_the_month_is_that_of_the_month_offered():
    call = diary_of("en janvier", "le vingt")
    assert "mercredi 20 janvier à 9 h" in str(call.dialogue.waiting_for.values)


def test_a_day_said_with_its_month_is_of_that_month():
    call = diary_of("en janvier", "le 22 décembre")
    assert "mardi 22 décembre à 9 h" in str(call.dialogue.waiting_for.values)


@pytest.mark.parametrize(
    "words", ["les trois me vont", "le premier ou le deuxième", "n'importe lequel me va"]
)
def test_the_first_of_those_that_will_do_is_read_back(words):
    call = offered()
    call.says(words)
    assert call.asked == "appointment.confirm"
    assert slot_read_back(call) == slot_read_back(first_picked())


@pytest.mark.parametrize("words", ["the first or the second", "any of them is fine"])
def test_the_first_of_those_that_will_do_is_read_back_in_english(words):
    call = english()
    call.says(words)
    assert call.asked == "appointment.confirm"


@pytest.mark.parametrize("words", ["les trois ne me vont pas", "le premier et le deuxième"])
def test_none_is_picked_where_none_or_two_are_meant(words):
    call = offered()
    call.says(words)
    assert call.asked != "appointment.confirm"


def first_picked() -> ReopenedCall:
    call = offered()
    call.says("le premier")
    return call


def test_a_name_said_with_the_slot_is_not_asked_again():
    call = offered()
    call.says("oui le premier et c'est au nom de petit")
    assert call.asked == "appointment.confirm"
    call.says("oui")
    assert call.asked.startswith("name.read_back")
