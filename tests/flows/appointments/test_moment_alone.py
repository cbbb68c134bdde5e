"""A moment and nothing else, where a subject that visits are booked for was spoken of, asks for a visit."""

from dataclasses import replace

import pytest

from flows.events import Choice, Variant
from tests.flows.calls import HOURS, nearly, sure
from tests.flows.reopened import ReopenedCall

PACS = Choice(
    slug="pacs",
    title="un pacs",
    service="etat-civil",
    score=0.95,
    spoken="Voyez la notice.",
    question="Pour le conclure ou pour le dissoudre ?",
    variants=(
        Variant(label="le conclure", phrases=("conclure",), spoken="Venez à deux."),
        Variant(label="le dissoudre", phrases=("dissoudre", "le quinze décembre"), spoken="Écrivez."),
    ),
)

PASSPORT = Choice(slug="passeport", title="a passport", service="etat-civil", score=0.95, spoken="A photo.")


def asked_about_a_pacs() -> ReopenedCall:
    return ReopenedCall(knows={"un dossier de pacs": sure(PACS), "après seize heures": nearly(HOURS)})


@pytest.mark.parametrize("words", ["le trois décembre", "jeudi", "le quinze décembre", "après seize heures"])
def test_a_moment_told_instead_of_a_case_is_that_of_a_visit(words):
    call = asked_about_a_pacs()
    assert call.says("un dossier de pacs") == ["answer.which_2"]
    assert call.says(words)[-1].startswith("appointment.offer")


def test_a_moment_told_where_a_subject_was_doubted_is_that_of_a_visit():
    call = ReopenedCall(knows={"un dossier de pacs": nearly(PACS)})
    assert call.says("un dossier de pacs") == ["answer.confirm"]
    assert call.says("jeudi")[-1].startswith("appointment.offer")


@pytest.mark.parametrize("words", ["jeudi", "après seize heures"])
def test_a_moment_told_after_an_answer_is_that_of_a_visit(words):
    call = asked_about_a_pacs()
    call.says("un dossier de pacs")
    call.says("le conclure")
    assert call.asked == "main.anything_else"
    assert call.says(words)[-1].startswith("appointment.offer")


@pytest.mark.parametrize("words", ["conclure", "le premier", "la cantine"])
def test_what_is_no_moment_chooses_as_before(words):
    call = asked_about_a_pacs()
    call.says("un dossier de pacs")
    assert not call.says(words)[-1].startswith("appointment.")


def test_a_moment_is_of_no_visit_where_none_is_booked_for_the_subject():
    call = ReopenedCall(knows={"les horaires": sure(HOURS), "jeudi": sure(HOURS)})
    call.says("les horaires")
    assert call.says("jeudi") == ["answer.spoken", "main.anything_else"]


@pytest.mark.parametrize("words", ["est ce que vous avez quelque chose jeudi pour les passeports"])
def test_something_free_is_asked_for_as_a_visit(words):
    assert ReopenedCall().says(words)[-1].startswith("appointment.offer")


@pytest.mark.parametrize("words", ["next thursday", "after four pm", "on december third"])
def test_a_moment_alone_asks_for_a_visit_in_english(words):
    english = replace(PASSPORT, language="en")
    call = ReopenedCall(languages=("en", "fr"), knows={"passport": sure(english)})
    assert call.says("passport") == ["answer.spoken", "main.anything_else"]
    assert call.says(words)[-1].startswith("appointment.offer")
