"""A booking asked for with its day, or in a hurry, is a booking: no article is read instead."""

import pytest

from flows.appointments.wish import asks_if_needed
from flows.choosing import Option, chosen_option
from flows.reporting import SendNotice
from tests.flows.calls import CARD, sure
from tests.flows.reopened import ReopenedCall


def called(words: str, language: str = "fr") -> ReopenedCall:
    call = ReopenedCall(languages=("en", "fr") if language == "en" else ("fr",))
    call.says(words)
    return call


@pytest.mark.parametrize(
    "words",
    [
        "rendez-vous passeport le 3 décembre à 10 heures",
        "passeport je veux savoir si ya de la place jeudi",
        "rendez vous passeport en urgence je pars dans trois jours",
        "passeport rendez-vous jeudi",
        "vous avez des créneaux jeudi pour un passeport",
    ],
)
def test_a_visit_asked_for_with_its_day_is_booked(words):
    assert called(words).asked.startswith(("appointment.offer", "appointment.confirm"))


@pytest.mark.parametrize(
    "words",
    ["passport appointment on 3 december at 10", "passport is there any room on thursday"],
)
def test_a_visit_asked_for_with_its_day_is_booked_in_english(words):
    assert called(words, "en").asked.startswith(("appointment.offer", "appointment.confirm"))


@pytest.mark.parametrize(
    "words",
    [
        "le passeport c'est sur rendez-vous le jeudi",
        "il y a de la place jeudi à la cantine",
        "le passeport vous êtes ouvert jeudi",
        "ai je besoin d'un rendez-vous pour un passeport jeudi",
        "j'ai rendez-vous jeudi pour un passeport c'est où",
    ],
)
def test_what_asks_for_no_day_of_a_visit_is_left_to_the_answers(words):
    assert not called(words).asked.startswith(("appointment.offer", "appointment.confirm"))


def test_the_day_of_a_departure_is_not_the_day_wished_for():
    call = called("rendez vous passeport en urgence je pars dans trois jours")
    assert "24 novembre" in str(call.dialogue.waiting_for.values)


def test_a_yes_chooses_no_option():
    options = [Option("un adulte", ("adulte", "majeur", "moi")), Option("un mineur", ("mineur", "enfant"))]
    assert chosen_option("oui un rendez vous", options) is None
    assert chosen_option("oui", options) is None
    assert chosen_option("oui moi", options) == 0


@pytest.mark.parametrize(
    "words",
    [
        "prendre date pour un passeport",
        "vous auriez un créneau pour un passeport",
        "j'aimerais bloquer une date pour mon pacs",
        "le plus tôt possible pour un passeport c'est urgent je pars en vacances",
        "j'aimerais venir jeudi pour le passeport",
        "je peux passer demain pour un passeport",
        "rendez vous passeport pour mon mari moi et mes deux enfants",
        "il faut que je prenne rendez-vous pour un passeport",
        "passeport rendez vous pour toute la famille on est quatre",
        "faudrait que je vienne pour un passeport vous avez quoi comme dates",
    ],
)
def test_a_visit_asked_for_in_ones_own_words_is_booked(words):
    assert called(words).asked.startswith(("appointment.offer", "appointment.confirm"))


def test_a_visit_asked_for_in_ones_own_words_is_booked_in_english():
    call = called("i'd like to come on thursday for a passport", "en")
    assert call.asked.startswith(("appointment.offer", "appointment.confirm"))


@pytest.mark.parametrize(
    "words",
    ["je peux passer jeudi récupérer mon passeport", "je voudrais passer prendre mon passeport jeudi"],
)
def test_whoever_comes_for_a_passport_that_is_ready_asks_for_no_visit(words):
    assert not called(words).asked.startswith("appointment.")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("je voudrais savoir s'il faut un rendez-vous pour un passeport", "fr"),
        ("faut il prendre rendez-vous pour un passeport", "fr"),
        ("ai je besoin d'un rendez-vous pour un passeport", "fr"),
        ("je peux venir sans rendez-vous pour un passeport", "fr"),
        ("do i need an appointment for a passport", "en"),
    ],
)
def test_whoever_asks_whether_a_visit_is_needed_is_told_and_may_have_one(words, language):
    call = called(words, language)
    assert call.asked == "appointment.needed"
    call.says("oui" if language == "fr" else "yes")
    assert call.asked == "appointment.offer_3"


@pytest.mark.parametrize(
    ("words", "needed"),
    [
        ("qu'est-ce qu'il faut apporter au rendez-vous pour un passeport", False),
        ("est-ce qu'il faut payer le rendez-vous passeport", False),
        ("est-ce que je peux prendre un rendez-vous pour mon passeport", False),
        ("do i need to bring a photo to the appointment", False),
        ("est-ce que c'est sur rendez-vous pour un passeport", True),
        ("est-ce que vous ne recevez que sur rendez-vous pour un passeport", True),
        ("est-ce que c'est obligatoire d'avoir un rendez-vous", True),
    ],
)
def test_only_whoever_asks_whether_one_must_make_a_visit_is_told_so(words, needed):
    assert asks_if_needed(words) is needed


def test_whoever_asks_whether_they_can_book_is_offered_slots_at_once():
    call = called("est-ce que je peux prendre un rendez-vous pour un passeport")
    assert call.asked == "appointment.offer_3"


def test_whoever_only_asked_whether_a_visit_is_needed_has_none():
    call = called("faut il un rendez-vous pour un passeport")
    call.says("non merci")
    assert call.asked == "main.anything_else"
    assert call.services.booked == []


@pytest.mark.parametrize(("people", "files"), [("deux", 2), ("trois", 3), ("quatre", 4)])
def test_a_visit_for_several_people_is_for_as_many_in_every_sentence_and_in_the_text(people, files):
    call = called(f"rendez vous passeport pour {people} personnes")
    call.says("le premier")
    what = f"un passeport, pour {people} personnes"
    assert call.dialogue.waiting_for.values["what"] == what
    for said in ("oui", "paul petit", "oui", "oui"):
        call.says(said)
    assert [len(booked.files) for booked in call.services.booked] == [files]
    call.says("oui")
    assert [notice.values["what"] for notice in call.deeds(SendNotice)] == [what]


def test_an_age_corrected_is_no_day_wished_for():
    asked = "une carte d'identité pour mon fils de huit ans"
    call = ReopenedCall(knows={asked: sure(CARD)})
    call.says(asked)
    assert call.says("non il en a vingt")[:2] == ["answer.case", "answer.spoken"]
