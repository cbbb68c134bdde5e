"""Long answers are said in parts."""

from __future__ import annotations

from typing import Any

import pytest

from flows.actions import Say
from flows.dialogue import Dialogue
from flows.events import CallStarted, Choice, Variant
from flows.in_parts import LONGEST_SECONDS, in_parts, said_apart, said_in_one_go, speaking_seconds
from flows.town_hall import town_hall
from knowledge import articles
from knowledge.demonstration import load_demonstration, load_demonstration_english
from tests.flows.calls import PlayedCall, sure

FIRST = (
    "La carte d'identité se demande sur rendez-vous, dans n'importe quelle mairie équipée, même loin de chez"
    " vous."
)
SECOND = (
    "Faites d'abord la pré-demande en ligne, puis prenez rendez-vous, et venez avec une photo de moins de six"
    " mois."
)
THIRD = (
    "Apportez aussi un justificatif de domicile et votre ancienne carte, et comptez trois semaines pour la"
    " recevoir."
)
ARTICLES = load_demonstration()
SAID = [
    text
    for each in (*ARTICLES, *load_demonstration_english())
    for text in (each.spoken, each.details, *(variant.spoken for variant in each.variants))
    if text
]


def test_a_text_is_cut_where_its_sentences_end():
    assert in_parts(f"{FIRST} {SECOND} {THIRD}") == (FIRST, SECOND, THIRD)
    assert in_parts("Oui. C'est ouvert. Venez.") == ("Oui. C'est ouvert. Venez.",)
    assert in_parts("  ") == ()


def test_a_sentence_that_is_too_long_is_cut_at_a_pause():
    long = ", ".join(["un justificatif de domicile de moins de six mois"] * 8) + "."
    parts = in_parts(long)
    assert len(parts) > 1
    assert all(part.endswith(",") for part in parts[:-1])
    assert " ".join(parts) == long


def test_a_sentence_without_any_pause_is_cut_between_words_and_said_to_its_end():
    long = " et ".join(["un justificatif de domicile de moins de six mois"] * 8) + "."
    parts = in_parts(long)
    assert " ".join(parts) == long
    assert all(speaking_seconds(part) <= LONGEST_SECONDS for part in parts)
    assert said_in_one_go((*parts, "Venez.")) == len(parts)


@pytest.mark.parametrize("text", ["Le bureau n° 3. M. Dupont le tient.", "Ouvert à 8 h 30. Fermé à 17 h."])
def test_nothing_is_lost_nor_added(text):
    assert " ".join(in_parts(text, 1.0)) == text


@pytest.mark.parametrize("text", SAID)
def test_no_part_of_a_shipped_answer_lasts_longer_than_twelve_seconds(text):
    parts = in_parts(text)
    assert " ".join(parts) == " ".join(text.split())
    assert parts[-1][-1] in ".?!}"  # a brace is filled by a whole sentence
    assert max(map(speaking_seconds, parts)) <= LONGEST_SECONDS == 12


@pytest.mark.parametrize("text", SAID[::7])
def test_flows_and_articles_measure_alike(text):
    assert speaking_seconds(text) == articles.speaking_seconds(text)


def asking(**more: Any) -> PlayedCall:
    choice = Choice(slug="carte-identite", title="une carte d'identité", service="accueil", score=1.0, **more)
    call = PlayedCall(knows={"une carte d'identité": sure(choice)})
    call.says("une carte d'identité")
    return call


def texts(call: PlayedCall) -> list[str]:
    """The parts of an answer said last."""
    return [str(one.values["text"]) for one in call.last if isinstance(one, Say) and "text" in one.values]


def test_a_long_answer_is_said_in_parts_and_the_rest_offered():
    call = asking(spoken=f"{FIRST} {SECOND}", details=THIRD)
    assert (texts(call), call.asked) == ([FIRST], "main.details_or_else")
    call.says("oui")
    assert (texts(call), call.asked) == ([SECOND], "main.details_or_else")
    call.presses("1")
    assert (texts(call), call.asked) == ([THIRD], "main.anything_else")


OPEN = (
    "La mairie est ouverte du lundi au vendredi de huit heures trente à midi et de treize heures trente à"
    " dix-sept heures trente, le jeudi jusqu'à dix-neuf heures sans interruption, et le samedi de neuf heures"
    " à midi, sauf en juillet et en août."
)
BUT = "Mais le bureau des passeports ne reçoit que sur rendez-vous, du mardi au samedi, le matin seulement."


def test_nobody_is_asked_anything_in_the_middle_of_a_sentence_nor_before_what_takes_it_back():
    call = asking(spoken=f"{OPEN} {BUT} {FIRST}")
    assert len(texts(call)) > 1
    assert " ".join(texts(call)) == f"{OPEN} {BUT}"
    call.says("oui")
    assert texts(call) == [FIRST]


def test_what_was_not_heard_is_the_part_said_last():
    call = asking(spoken=f"{FIRST} {SECOND}", details=THIRD)
    call.says("la suite")
    call.presses("*")
    assert texts(call) == [SECOND]


@pytest.mark.parametrize("words", ["la suite s'il vous plaît", "oui", "continuez", "plus de détails"])
def test_the_rest_may_be_asked_for_in_many_words(words):
    call = asking(spoken=f"{FIRST} {SECOND}")
    call.says(words)
    assert texts(call) == [SECOND]


def test_nobody_who_has_heard_enough_is_made_to_listen():
    call = asking(spoken=f"{FIRST} {SECOND}", details=THIRD)
    assert call.says("non merci") == ["goodbye"]


def test_the_answer_chosen_by_a_question_is_cut_too():
    variants = (
        Variant(label="un adulte", phrases=("adulte",), spoken=f"{SECOND} {THIRD}"),
        Variant(label="un mineur", phrases=("mineur",), spoken=FIRST),
    )
    call = asking(spoken=FIRST, question="Pour un adulte ou pour un mineur ?", variants=variants)
    call.says("un adulte")
    assert texts(call)[-1] == SECOND
    call.says("la suite")
    assert texts(call) == [THIRD]


def test_what_everybody_hears_today_is_said_in_parts_too():
    assert said_apart(()) == ()
    assert said_apart(("La rue est barrée.", "Le marché est annulé.")) == (
        "La rue est barrée. Le marché est annulé.",
    )
    call = Dialogue(town_hall)
    said = call.handle(CallStarted(alerts=(FIRST, SECOND)))
    told = [one.values["alert"] for one in said if isinstance(one, Say) and one.prompt == "main.alert"]
    assert told == [FIRST, SECOND]
