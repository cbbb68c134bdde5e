"""Whole utterances that command something; the same words in a sentence of its own command nothing."""

import pytest

from flows.commands import Command
from flows.french.commands import command
from flows.routes import Route, route_of
from flows.understand import fold
from tests.flows.calls import PlayedCall

ALONE = {
    "parlez plus fort je suis sourde": Command.DEAF,
    "mon mari est sourd comment il peut vous appeler": Command.DEAF,
    "ma mère est sourde et ne peut pas téléphoner": Command.DEAF,
    "y a quelqu'un au bout du fil": Command.PRESENT,
    "allô y a personne": Command.PRESENT,
    "y a personne au bout du fil": Command.PRESENT,
    "pardon deux secondes": Command.WAIT,
    "j'étais en ligne avec quelqu'un": Command.AGENT,
    "repassez moi la dame s'il vous plaît": Command.AGENT,
    "on a été coupés": Command.AGENT,
    "envoyez moi un agent": Command.AGENT,
    "je veux me plaindre d'un agent": Command.AGENT,
    "je rappelle au sujet de mon message": Command.AGENT,
    "raccrochez": Command.GOODBYE,
    "comment ça marche": Command.OPTIONS,
    "stop": Command.BACK,
    "j'ai appuyé sur la mauvaise touche": Command.BACK,
    "annulez tout": Command.BACK,
    "non laissez finalement": Command.BACK,
}


@pytest.mark.parametrize(("words", "kind"), ALONE.items(), ids=list(ALONE))
def test_it_is_heard_as_what_it_commands(words, kind):
    assert command(fold(words)) is kind


@pytest.mark.parametrize(
    "words",
    [
        "comment ça marche un pacs",
        "le panneau stop est tombé",
        "je veux sortir mes poubelles le dimanche",
        "je veux me plaindre du bruit que fait mon voisin toutes les nuits jusqu'à trois heures",
        "ma fille est sourde je cherche une école",
        "mon fils est malentendant j'appelle pour l'inscription à l'école",
        "mon père est sourd je vous appelle pour sa carte d'identité",
        "il faut deux minutes pour venir",
        "annulez mon rendez vous de jeudi",
        "l'électricité a été coupée",
        "y a personne à l'accueil de la piscine",
        "non y a personne",
    ],
)
def test_the_same_words_in_a_sentence_command_nothing(words):
    assert command(fold(words)) is None


@pytest.mark.parametrize("words", ["je veux me plaindre du voisin", "ça a coupé", "j'ai été coupé"])
def test_what_is_wrong_is_an_answer_where_it_is_asked_and_calls_for_a_person_elsewhere(words):
    call = PlayedCall()
    call.says("je voudrais faire un signalement")
    assert call.asked == "report.what"
    assert "transfer.connecting" not in call.says(words)
    assert PlayedCall().says(words) == ["transfer.connecting"]


@pytest.mark.parametrize("words", ["zéro", "la touche zéro"])
def test_the_key_of_a_person_said_aloud_fetches_one(words):
    assert PlayedCall().says(words) == ["transfer.connecting"]


def test_whoever_does_not_hear_a_second_time_is_told_of_the_relay():
    call = PlayedCall()
    assert call.says("j'entends rien")[0] == "ask.louder"
    assert call.says("j'entends rien")[0] == "ask.relay"


def test_a_polite_opening_is_listened_to():
    opening = "bonjour excusez moi de vous déranger j'aurais besoin d'un petit renseignement s'il vous plaît"
    assert PlayedCall().says(opening) == ["main.question_again"]


@pytest.mark.parametrize(("words", "route"), [("appelez moi", Route.CALLBACK), ("appelez moi un taxi", None)])
def test_a_call_asked_for_is_a_callback(words, route):
    assert route_of(words) is route


@pytest.mark.parametrize(
    "words",
    [
        "si je passe demain vers onze heures il y aura quelqu'un",
        "samedi matin y a quelqu'un",
        "est-ce qu'on passe à midi y a du monde",
    ],
)
def test_somebody_there_at_some_time_is_a_question_about_the_hours(words: str):
    assert command(words) is None
