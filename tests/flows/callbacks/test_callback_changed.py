"""A callback just agreed: moved, given up, with another number or another subject."""

from dataclasses import replace

import pytest

from flows.booking import AskCallback, CancelCallback
from flows.callbacks.callback import callback
from tests.flows.callbacks.calls import (
    agreed,
    asked_for,
    last_asked,
    promised,
    rung_back,
)
from tests.flows.calls import PlayedCall
from tests.flows.services import MOBILE, Played, TownHall


@pytest.mark.parametrize(
    "words",
    [
        "au fait c'est plutôt pour jeudi matin",
        "finalement jeudi",
        "rappelez-moi plutôt jeudi matin",
        "non pardon ce serait mieux jeudi",
        "je préfère jeudi",
    ],
)
def test_a_callback_just_agreed_can_be_moved(words):
    call = rung_back()
    call.says("c'est au sujet de mon loyer")
    call.says(words)
    assert call.asked == "callback.window"
    assert call.says("oui") == ["callback.agreed", "main.anything_else"]
    first, second = asked_for(call)
    assert (first.start[:10], first.changes) == ("2026-11-24", False)
    assert second == replace(first, start="2026-11-26T09:00", end=second.end, changes=True)


@pytest.mark.parametrize(
    "words",
    ["en fait vous êtes ouvert demain", "la mairie est ouverte jeudi", "plutôt la cantine", "non merci"],
)
def test_a_question_about_another_day_moves_nothing(words):
    call = rung_back()
    call.says("c'est au sujet de mon loyer")
    call.says(words)
    assert call.asked != "callback.window"
    assert len(asked_for(call)) == 1


def test_a_window_that_does_not_suit_leaves_the_callback_as_it_was():
    call = rung_back()
    call.says("c'est au sujet de mon loyer")
    call.says("finalement jeudi")
    said: list[str] = []
    while call.asked.startswith("callback."):
        said = call.is_silent()
    assert "callback.unchanged" in said
    assert len(asked_for(call)) == 1


def test_what_it_is_about_finds_its_service():
    call = rung_back(TownHall(named={"cantine": "scolaire"}))
    call.says("c'est pour la cantine de ma fille")
    (asked,) = asked_for(call)
    assert (asked.service, asked.subject) == ("scolaire", "c'est pour la cantine de ma fille")


def test_what_it_is_about_may_be_said_once_it_is_agreed():
    call = rung_back(TownHall(named={"cantine": "scolaire"}))
    call.is_silent()
    call.is_silent()
    assert call.asked == "main.anything_else"
    assert call.says("c'est pour la cantine de ma fille") == ["callback.about", "main.anything_else"]
    first, second = asked_for(call)
    assert (first.service, first.subject) == ("accueil", "")
    assert second == replace(
        first, service="scolaire", subject="c'est pour la cantine de ma fille", changes=True
    )


def test_a_callback_is_not_asked_for_on_a_number_just_denied():
    call = PlayedCall()
    call.says("je voudrais qu'on me rappelle demain matin")
    call.says("oui")
    call.says("non")
    call.says("zéro quatre soixante seize double zéro double zéro douze")
    assert call.asked == "phone.read_back"
    call.says("non je veux parler à quelqu'un")
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    assert deed.phone == MOBILE


@pytest.mark.parametrize(
    "words",
    ["pas à ce numéro au zéro six treize quatorze quinze seize", "plutôt sur mon fixe", "pas à ce numéro"],
)
def test_the_number_of_a_callback_just_agreed_is_changed(words):
    call = agreed()
    call.says(words)
    if call.asked == "callback.number":
        call.says("zéro six treize quatorze quinze seize")
    assert call.asked == "phone.read_back"
    assert call.says("oui") == ["callback.agreed", "main.anything_else"]
    assert last_asked(call).changes
    assert (last_asked(call).phone, last_asked(call).was_phone) == ("+33613141516", "+33612345678")


@pytest.mark.parametrize(
    ("words", "subject"),
    [
        ("non c'est pour un acte de naissance", "c'est pour un acte de naissance"),
        ("non je veux dire la cantine", "la cantine"),
    ],
)
def test_the_subject_of_a_callback_just_agreed_is_corrected(words, subject):
    call = agreed()
    assert call.says(words) == ["callback.about", "main.anything_else"]
    assert last_asked(call).subject == subject


@pytest.mark.parametrize(
    "words", ["quand est-ce qu'on me rappelle", "j'attends votre appel", "c'est quand mon rappel"]
)
def test_whoever_asks_when_they_are_rung_back_is_told(words):
    call = agreed()
    assert call.says(words) == ["callback.another_moment"]
    assert call.says("non merci") == ["callback.unchanged", "main.anything_else"]


@pytest.mark.parametrize("words", ["je me suis trompé de numéro", "attendez c'est pas le bon numéro"])
def test_a_number_refused_at_a_later_question_is_asked_again(words):
    call = Played(lambda talk, started: callback(talk, started, "accueil", "", "rappelez-moi demain matin"))
    for said in ("oui", "oui", "jean martin", "oui"):
        call.says(said)
    assert call.asked == "callback.subject"
    call.says(words)
    assert call.asked == "callback.number"
    call.says("zéro six treize quatorze quinze seize")
    call.says("oui")
    assert call.asked == "callback.subject"
    call.says("mon portable ne marche plus")
    assert (promised(call).phone, promised(call).subject) == ("+33613141516", "mon portable ne marche plus")


def test_a_subject_told_to_be_rather_another_is_corrected():
    call = agreed()
    assert call.says("c'est plutôt pour l'école de musique") == ["callback.about", "main.anything_else"]
    assert last_asked(call).subject == "c'est plutôt pour l'école de musique"


def test_a_service_named_in_one_word_is_the_one_that_rings_back():
    call = PlayedCall(services=TownHall(named={"police": "police-municipale"}))
    call.says("que la police me rappelle demain")
    call.hangs_up()
    (asked,) = call.deeds(AskCallback)
    assert isinstance(asked, AskCallback)
    assert asked.service == "police-municipale"


@pytest.mark.parametrize("words", ["non en fait annulez tout", "laissez tomber finalement", "annulez"])
def test_the_callback_just_agreed_is_given_up(words):
    call = PlayedCall()
    for said in ("rappelez-moi jeudi matin pour la cantine", "oui", "oui", "paul petit", "oui"):
        call.says(said)
    assert call.asked == "main.anything_else"
    call.says(words)
    call.says("oui")
    assert len(call.deeds(CancelCallback)) == 1
