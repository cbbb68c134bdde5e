"""A question that follows an answer and names no subject: what the answer holds of it is said."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.events import AnswersFound, Heard
from flows.follow_up import Told, follow_up
from tests.flows.calls import BINS, HOURS, PlayedCall, nearly, sure

CARD = replace(
    HOURS,
    slug="carte",
    title="une carte d'identité",
    spoken="Apportez une photo et un justificatif. C'est gratuit, sauf perte.",
    details="La photo a moins de six mois. Le délai varie selon la saison.",
)
TOLD = Told(CARD, f"{CARD.spoken} {CARD.details}")


def asked() -> PlayedCall:
    call = PlayedCall(knows={"la carte": sure(CARD), "le prix de la cantine": nearly(HOURS)})
    call.says("la carte")
    return call


@pytest.mark.parametrize(
    ("words", "heard"),
    [
        ("le prix", "C'est gratuit, sauf perte."),
        ("et c'est gratuit", "C'est gratuit, sauf perte."),
        (
            "il faut quoi comme papiers",
            "Apportez une photo et un justificatif. La photo a moins de six mois.",
        ),
        ("combien de temps ça prend", "La photo a moins de six mois. Le délai varie selon la saison."),
        ("combien de temps ça met", "La photo a moins de six mois. Le délai varie selon la saison."),
        ("je peux avoir quoi comme prix", "C'est gratuit, sauf perte."),
        ("et les délais", "Le délai varie selon la saison."),
        ("et en cas de perte", "C'est gratuit, sauf perte."),
    ],
)
def test_what_the_answer_holds_of_it_is_said(words, heard):
    told = [one for one in asked().feed(Heard(text=words)) if isinstance(one, Say)]
    assert [one.prompt for one in told] == ["answer.details", "main.anything_else"]
    assert told[0].values == {"text": heard}


def test_an_answer_that_holds_nothing_of_it_says_so():
    call = PlayedCall(knows={"les horaires": sure(HOURS)})
    call.says("les horaires")
    assert call.says("quel est le prix") == ["answer.not_told", "main.anything_else"]


@pytest.mark.parametrize("words", ["des trucs et des machins", "le bidule de la grande place"])
def test_words_that_ask_nothing_of_it_are_not_understood(words):
    assert asked().says(words)[-1] == "main.question.no_match.1"


def test_a_subject_that_is_named_comes_first():
    assert asked().says("le prix de la cantine") == ["answer.confirm"]
    assert follow_up(TOLD, "le prix de la cantine", understood=True) is None


@pytest.mark.parametrize(
    "words",
    [
        "c'est quand le bal",
        "la CNI c'est combien",
        "le Pacs c'est combien",
        "quels papiers pour le pacs",
        "les papiers du bac",
        "et pour payer l'eau",
    ],
)
def test_a_short_word_names_a_subject_as_well(words):
    assert follow_up(TOLD, words, understood=False) is None
    assert follow_up(TOLD, words, understood=True) is None
    assert asked().says(words)[-1] == "main.question.no_match.1"


def test_two_articles_that_come_near_are_offered_before_the_last_one_is_searched():
    told = replace(CARD, spoken="Inscrivez-le à l'école. Apportez une photo.")
    found = AnswersFound(decision="disambiguate", choices=(HOURS, BINS))
    call = PlayedCall(knows={"la carte": sure(told), "inscription à l'école": found})
    call.says("la carte")
    assert call.says("inscription à l'école") == ["answer.choose_2"]


def test_the_subject_of_the_answer_may_be_named_again():
    told = Told(replace(CARD, title="un Pacs"), TOLD.text)
    assert follow_up(told, "le Pacs c'est combien", understood=False) == ("C'est gratuit, sauf perte.",)


def test_a_country_is_no_price():
    told = Told(CARD, "Indiquez votre pays de naissance. Le timbre coûte 25 euros.")
    assert follow_up(told, "c'est combien", understood=False) == ("Le timbre coûte 25 euros.",)


def test_nothing_follows_before_an_answer():
    assert PlayedCall().says("le prix")[-1] == "main.question.no_match.1"
    assert follow_up(None, "le prix", understood=False) is None


def test_english_questions_follow_as_well():
    told = Told(CARD, "Bring a photo. It costs 25 euros.")
    assert follow_up(told, "how much is it", understood=False) == ("It costs 25 euros.",)
    assert follow_up(told, "what do i bring", understood=False) == ("Bring a photo.",)
