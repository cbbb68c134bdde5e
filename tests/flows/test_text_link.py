"""The link by SMS after an answer: asked for once, sent for a yes alone, never to a landline."""

from __future__ import annotations

import pytest

from flows.actions import SendText
from flows.ask import Talk
from flows.events import CallStarted, Choice, Heard
from flows.text_link import offer_text
from tests.flows.services import MOBILE, Played

CARD = Choice(
    slug="carte-identite",
    title="une carte d'identité",
    service="etat-civil",
    score=0.9,
    spoken="Prenez rendez-vous.",
    text_message="Carte d'identité : https://www.service-public.fr/x",
)


def offered(times: int = 1, choice: Choice = CARD, texts: bool = True) -> Played:
    def service(talk: Talk, started: CallStarted):
        told = None
        for _ in range(times):
            told = yield from offer_text(talk, CallStarted(caller=started.caller, texts=texts), choice)
        return told

    return Played(service)


@pytest.mark.parametrize("reply", ["oui", "oui s'il vous plaît", "d'accord"])
def test_a_yes_sends_the_article_s_own_text_to_the_caller(reply):
    call = offered()
    assert call.asked == "answer.by_text"
    call.says(reply)
    assert call.deeds(SendText) == [SendText(to=MOBILE, text=CARD.text_message)]
    assert call.said[-1] == "C'est parti, vous allez le recevoir."
    assert call.result is None


def test_it_can_be_had_by_key():
    call = offered()
    call.presses("1")
    assert len(call.deeds(SendText)) == 1


@pytest.mark.parametrize("reply", ["non", "non merci", "non c'est bon merci"])
def test_a_no_sends_nothing_and_is_no_question(reply):
    call = offered()
    call.says(reply)
    assert call.deeds(SendText) == []
    assert call.result is None


def test_another_question_instead_is_heard():
    call = offered()
    call.says("non et pour un passeport")
    assert call.deeds(SendText) == []
    assert isinstance(call.result, Heard)
    assert "passeport" in call.result.text


def test_silence_sends_nothing():
    call = offered()
    while call.asked:
        call.is_silent()
    assert call.deeds(SendText) == []


def test_it_is_offered_once_for_one_article():
    call = offered(times=2)
    call.says("non")
    assert call.asked == ""


@pytest.mark.parametrize(
    ("texts", "choice"),
    [(False, CARD), (True, Choice(**{**vars(CARD), "text_message": ""}))],
    ids=["a landline, or a town that sends none", "nothing to send"],
)
def test_it_is_not_offered_for_nothing(texts, choice):
    assert offered(texts=texts, choice=choice).asked == ""


@pytest.mark.parametrize("words", ["oui un rendez-vous", "oui je voudrais prendre rendez-vous"])
def test_a_yes_to_something_else_is_taken_up_and_sends_nothing(words):
    call = offered()
    call.says(words)
    assert call.deeds(SendText) == []
    assert isinstance(call.result, Heard)
