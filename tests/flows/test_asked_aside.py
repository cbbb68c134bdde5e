"""In the middle of a question: hours that are asked, a tongue that slipped, another subject to choose."""

from __future__ import annotations

import pytest

from flows.actions import SendText
from flows.events import AnswersFound, Choice
from flows.reporting import Street
from tests.flows.calls import CARD, HOURS, PlayedCall, either, sure
from tests.flows.services import TownHall

POOL = Choice(
    slug="piscine", title="la piscine", service="sport", score=0.9, spoken="La piscine ferme à 20 h."
)
BESIDE = {
    "les horaires": sure(HOURS),
    "les horaires de la mairie": sure(HOURS),
    "c'est quoi vos horaires": sure(HOURS),
    "la piscine c'est ouvert": sure(POOL),
    "the hours of the pool": sure(POOL),
}


def calling(*said: str, **options: object) -> PlayedCall:
    call = PlayedCall(knows=dict(BESIDE), **options)  # type: ignore[arg-type]
    for words in said:
        call.says(words)
    return call


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (("signaler un lampadaire", "non"), "les horaires"),
        (("signaler un lampadaire",), "c'est quoi vos horaires"),
        (("un rendez-vous pour une carte d'identité",), "les horaires de la mairie"),
        (("un rendez-vous pour une carte d'identité",), "la piscine c'est ouvert"),
        (("rappelez-moi",), "les horaires d'abord"),
    ],
)
def test_hours_asked_in_the_middle_are_told_and_the_question_asked_again(before, words):
    call = calling(*before)
    asked = call.asked
    assert call.says(words) == ["answer.spoken", asked]


def test_a_sentence_cut_at_a_pause_is_told_to_its_end():
    week = ", ".join(
        f"le {day} de 9 h à 12 h et de 14 h à 19 h 30" for day in ("lundi", "mardi", "jeudi", "samedi")
    )
    call = calling("un rendez-vous pour une carte d'identité")
    pool = Choice(**{**vars(POOL), "spoken": f"La piscine est ouverte {week}."})
    call.knows["les horaires de la piscine"] = sure(pool)
    assert call.says("les horaires de la piscine")[:-1] == ["answer.spoken", "answer.spoken"]


def test_hours_asked_in_the_middle_are_told_in_english_too():
    call = calling("i want to report a street light", "no", languages=("en", "fr"))
    english = Choice(**{**vars(POOL), "language": "en"})
    call.knows["the hours of the pool"] = sure(english)
    asked = call.asked
    assert call.says("the hours of the pool") == ["answer.spoken", asked]


def test_the_hours_of_the_slots_offered_are_no_question_beside():
    call = calling("un rendez-vous pour une carte d'identité")
    assert "answer.spoken" not in call.says("les horaires")


@pytest.mark.parametrize("asked", ["report.describe", "callback.subject"])
def test_what_is_dictated_is_no_question_beside(asked):
    call = calling(*(("signaler un lampadaire", "non") if asked == "report.describe" else ("rappelez-moi",)))
    answers = ["rue de la gare", "oui", "demain matin", "oui", "oui", "robert martin", "oui"]
    if asked == "callback.subject":
        answers = answers[2:]
    while call.asked != asked:
        call.says(answers.pop(0))
    assert "answer.spoken" not in call.says("les horaires de la mairie")


OPEN_ON_SATURDAY = ("vous êtes ouverts samedi", "au fait est-ce que la mairie est ouverte samedi")


def knowing_the_hours() -> PlayedCall:
    town = TownHall(streets={"rue pasteur": [Street(name="rue Pasteur", score=0.99)]})
    call = PlayedCall(services=town)
    call.knows |= {words: sure(HOURS) for words in ("vous etes ouverts samedi", "c est combien un passeport")}
    call.knows["est ce que la mairie est ouverte samedi"] = sure(HOURS)
    return call


@pytest.mark.parametrize("words", OPEN_ON_SATURDAY)
@pytest.mark.parametrize(
    ("first", "answers"),
    [
        ("rappelez-moi", ("demain matin", "oui", "oui", "robert martin", "oui")),
        (
            "un rendez-vous pour une carte d'identité",
            ("le premier", "oui", "robert martin", "oui", "oui"),
        ),
        ("signaler un lampadaire", ("non", "rue pasteur", "oui", "il clignote")),
    ],
)
def test_whether_the_town_hall_is_open_is_told_at_every_step_and_changes_nothing(first, answers, words):
    call = knowing_the_hours()
    call.says(first)
    for answer in answers:
        asked = call.asked
        assert call.says(words) == ["answer.spoken", asked]
        call.says(answer)
    assert not any(words in repr(action) for action in call.done)


@pytest.mark.parametrize(
    "words", ["elle est ouverte", "la bouche d'égout est ouverte", "celle-là est ouverte"]
)
def test_what_is_open_in_the_street_is_told_of_the_report(words):
    call = knowing_the_hours()
    call.knows[words] = sure(HOURS)
    call.says("signaler une plaque d'égout")
    assert call.asked == "report.danger"
    assert "answer.spoken" not in call.says(words)


def test_what_is_asked_by_the_way_is_not_what_a_callback_is_about():
    call = knowing_the_hours()
    for words in ("rappelez-moi", "demain matin", "oui", "oui", "robert martin", "oui"):
        call.says(words)
    assert call.asked == "callback.subject"
    assert call.says("au fait c'est combien un passeport") == ["answer.spoken", "callback.subject"]


def test_after_what_was_asked_aside_the_question_comes_in_its_own_words():
    call = knowing_the_hours()
    call.says("rappelez-moi")
    call.says("blabla blabla")
    assert call.asked == "callback.when.no_match.1"
    call.says("vous êtes ouverts samedi")
    assert call.asked == "callback.when"


@pytest.mark.parametrize(
    "words",
    [
        "quand vous êtes ouverts",
        "vous êtes fermés le midi donc rappelez-moi le soir",
        "samedi si vous ouvrez",
    ],
)
def test_an_answer_that_speaks_of_opening_is_no_question_beside(words):
    call = knowing_the_hours()
    call.says("rappelez-moi")
    assert "answer.spoken" not in call.says(words)
    assert not any("ouvr" in query.text or "ferm" in query.text for query in call.queries[1:])


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (("un rendez-vous pour une carte d'identité",), "appointment.what"),
        (("un rendez-vous pour une carte d'identité", "le premier"), "appointment.offer_3"),
        (("rappelez-moi",), "main.question_again"),
        (("signaler un lampadaire",), "main.question_again"),
        (("signaler un lampadaire", "non"), "report.danger"),
    ],
)
@pytest.mark.parametrize("words", ["je me suis trompé", "ah pardon je me suis trompée"])
def test_a_slip_told_in_the_place_of_an_answer_asks_the_question_before(before, asked, words):
    call = calling(*before)
    call.says(words)
    assert call.asked == asked


def test_a_slip_at_the_choice_of_a_case_reads_none_of_them():
    call = PlayedCall(knows={"la carte": sure(CARD)})
    call.says("la carte")
    assert call.asked == "answer.which_2"
    assert "answer.spoken" not in call.says("je me suis trompé")
    assert call.asked == "main.question_again"


def test_a_plain_subject_said_where_others_were_to_be_chosen_is_answered():
    call = PlayedCall(knows={"le mauvais service": either(CARD, HOURS), "la piscine": sure(POOL)})
    call.says("le mauvais service")
    assert call.asked == "answer.choose_2"
    assert "answer.spoken" in call.says("la piscine")


def test_two_articles_of_one_title_are_no_choice():
    twin = Choice(**{**vars(POOL), "slug": "piscine-periode"})
    call = PlayedCall(knows={"horaires piscine": AnswersFound(decision="disambiguate", choices=(POOL, twin))})
    call.says("horaires piscine")
    assert call.asked == "answer.confirm"


@pytest.mark.parametrize("words", ["pas de sms je suis sur un fixe", "no text please i'm on a landline"])
def test_whoever_wants_no_sms_is_not_misunderstood(words):
    choice = Choice(**{**vars(POOL), "text_message": "https://mairie.example/piscine"})
    call = PlayedCall(knows={"la piscine": sure(choice)}, texts=True)
    call.says("la piscine")
    assert call.asked == "answer.by_text"
    call.says(words)
    assert call.asked == "main.anything_else"
    assert call.deeds(SendText) == []


def test_wait_a_bit_more_is_no_failure():
    call = calling("un rendez-vous pour une carte d'identité")
    assert call.says("attendez encore") == ["ask.take_your_time"]
