"""The loss, or the theft, of what was just answered: "et si je l'ai perdu" is no lost property."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.events import Heard, Variant
from flows.follow_up import Told
from flows.told_loss import loss_in
from knowledge.demonstration import load_demonstration, load_demonstration_english
from tests.flows.calls import BINS, CARD, PlayedCall, prompts, sure

LOST = "Une perte se déclare ici."
STOLEN = "Un vol se déclare à la police."
PASSPORT = replace(
    CARD,
    slug="passeport",
    title="un passeport",
    details=f"Apportez une photo. {LOST} {STOLEN}",
)
TOLD = Told(PASSPORT, f"{PASSPORT.spoken} {PASSPORT.details}")
FOUND_THINGS = replace(
    BINS,
    slug="objets",
    title="un objet perdu ou trouvé",
    spoken="Une perte se déclare au poste.",
)
KNOWN = {
    "un passeport": sure(PASSPORT),
    "mes clés": sure(FOUND_THINGS),
    "et si je l'ai perdu": sure(FOUND_THINGS),
    "j'ai perdu mes clés": sure(FOUND_THINGS),
}


@pytest.mark.parametrize(
    "words",
    [
        "et si je l'ai perdu",
        "je l'ai perdu dans le train",
        "en cas de perte",
        "et pour une perte",
        "il est perdu",
        "je l'ai égaré",
        "et si je le perds",
        "j'ai perdu mon passeport",
        "what if i lost it",
    ],
)
def test_what_to_do_once_it_is_lost_is_told(words):
    assert loss_in(TOLD, words) == (LOST,)


@pytest.mark.parametrize(
    "words",
    ["on me l'a volé", "et s'il a été volé", "il est volé", "en cas de vol", "mon passeport a été volé"],
)
def test_what_to_do_once_it_is_stolen_is_told(words):
    assert loss_in(TOLD, words) == (STOLEN,)


@pytest.mark.parametrize(
    "words",
    [
        "j'ai perdu mes clés",
        "j'ai perdu ma carte d'identité",
        "j'ai perdu mon chat",
        "je l'ai perdu mon chat",
        "je suis perdu",
        "j'ai un vol demain pour madrid",
        "un objet perdu",
        "et si le vol est annulé",
        "combien ça coûte",
        "",
    ],
)
def test_what_else_is_lost_is_no_loss_of_it(words):
    assert loss_in(TOLD, words) == ()


def test_a_loss_that_is_a_case_of_the_article_is_that_case():
    booklet = replace(
        PASSPORT, variants=(Variant(label="perdu", phrases=(), spoken="Refait."), *PASSPORT.variants)
    )
    assert loss_in(replace(TOLD, choice=booklet), "je l'ai perdu") == ()
    assert loss_in(Told(FOUND_THINGS, FOUND_THINGS.spoken), "je l'ai perdu") == ()


def test_after_the_answer_the_loss_of_it_is_told():
    call = PlayedCall(knows=KNOWN)
    call.says("un passeport")
    call.says("un adulte")
    said = [one for one in call.feed(Heard(text="et si je l'ai perdu")) if isinstance(one, Say)]
    assert prompts(said) == ["answer.details", "main.anything_else"]
    assert said[0].values == {"text": LOST}


def test_where_the_case_is_asked_the_loss_is_told_and_the_case_asked_again():
    call = PlayedCall(knows=KNOWN)
    call.says("un passeport")
    assert call.says("et si je l'ai perdu") == ["answer.details", "answer.which_2"]
    assert call.says("un adulte") == ["answer.spoken", "main.details_or_else"]


def test_it_is_told_once_where_the_case_is_asked():
    call = PlayedCall(knows=KNOWN)
    call.says("un passeport")
    call.says("et si je l'ai perdu")
    assert "answer.details" not in call.says("et si je l'ai perdu")


def test_other_things_lost_are_another_subject():
    call = PlayedCall(knows=KNOWN)
    call.says("un passeport")
    call.says("un adulte")
    assert call.says("j'ai perdu mes clés")[0] == "answer.spoken"


@pytest.mark.parametrize("slug", ["passeport", "carte-identite"])
def test_the_shipped_answers_about_papers_tell_it(slug):
    for article in (*load_demonstration(), *load_demonstration_english()):
        if article.slug == slug:
            told = Told(replace(CARD, title=article.offer), f"{article.spoken} {article.details}")
            told = replace(told, choice=replace(told.choice, details=article.details, variants=()))
            assert loss_in(told, "et si je l'ai perdu")
            assert loss_in(told, "et si on me l'a volé")
