"""Where the town hall is, its mail address and its number, asked in words that hold nothing else."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.events import Heard
from flows.our_details import own_detail
from tests.flows.calls import BINS, HOURS, PlayedCall, sure

PLACE, MAIL, NUMBER = (
    "l'adresse de la mairie",
    "l'adresse mail de la mairie",
    "le numéro de téléphone de la mairie",
)
CONTACT = replace(
    HOURS, spoken="Elle est place Neuve.", details="Notre adresse mail est a@b.fr. Notre numéro est le 01."
)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("c'est quoi votre mail", MAIL),
        ("quelle est votre adresse mail", MAIL),
        ("donnez-moi votre e-mail", MAIL),
        ("je peux vous écrire un mail", MAIL),
        ("vous êtes où exactement", PLACE),
        ("où êtes-vous", PLACE),
        ("où est-ce que vous êtes situés", PLACE),
        ("c'est quoi l'adresse de la mairie", PLACE),
        ("dans quelle rue vous êtes", PLACE),
        ("comment on vient chez vous", PLACE),
        ("c'est quoi votre numéro", NUMBER),
    ],
)
def test_it_is_asked_for_in_few_words(words, asked):
    assert own_detail(words, "fr") == own_detail(words, "fr", after_another=True) == asked


@pytest.mark.parametrize(
    "words",
    [
        "l'adresse mail de l'école",
        "où est la piscine",
        "vous êtes où pour le ramassage",
        "où en êtes-vous",
        "où êtes-vous né",
        "vous êtes qui",
        "vous êtes ouverts",
        "j'ai changé d'adresse mail",
        "vous avez mon numéro",
        "je n'ai pas reçu votre mail",
        "le numéro de la mairie de grenoble",
        "bonjour",
        "",
    ],
)
def test_something_else_is_not_taken_for_it(words):
    assert own_detail(words, "fr") == ""


@pytest.mark.parametrize("words", ["c'est quoi l'adresse", "vous avez l'adresse"])
def test_after_an_answer_it_must_be_said_to_be_ours(words):
    assert own_detail(words, "fr") == PLACE
    assert own_detail(words, "fr", after_another=True) == ""


def test_it_is_asked_for_in_english_as_well():
    assert own_detail("where are you exactly", "en") == "the address of the town hall"
    assert own_detail("where is the swimming pool", "en") == ""


def test_the_line_answers_and_says_first_what_is_asked_for():
    call = PlayedCall(knows={MAIL: sure(CONTACT), PLACE: sure(CONTACT), "les encombrants": sure(BINS)})
    said = [one for one in call.feed(Heard(text="c'est quoi votre mail")) if isinstance(one, Say)]
    assert said[0].values == {"text": "Notre adresse mail est a@b.fr. Elle est place Neuve."}
    call.says("les encombrants")
    assert call.says("vous êtes où exactement")[0] == "answer.spoken"
