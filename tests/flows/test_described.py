"""What is told of a thing that is lost, once the answer asks to have it described, goes to the service."""

from dataclasses import replace

import pytest

from flows.actions import TakeMessage
from flows.events import Variant
from tests.flows.calls import BINS, CARD, PlayedCall, nearly, sure

LOST = Variant(
    label="j'ai perdu un objet", phrases=("perdu", "j'ai perdu"), spoken="Décrivez l'objet sur notre site."
)
FOUND = Variant(
    label="j'ai trouvé un objet", phrases=("trouvé", "j'ai trouvé"), spoken="Apportez-le au poste."
)
THINGS = replace(
    CARD,
    slug="objets",
    title="un objet perdu ou trouvé",
    service="police",
    spoken="Les objets sont gardés un an.",
    details="",
    question="Perdu ou trouvé ?",
    variants=(LOST, FOUND),
)
KNOWN = {
    "j'ai perdu mes clés": sure(THINGS),
    "j'ai trouvé des clés": sure(THINGS),
    "un trousseau rouge": sure(THINGS),
    "un trousseau de clés": sure(THINGS),
    "c'est un lapin bleu": nearly(BINS),
    "les encombrants": sure(BINS),
    "le marché": nearly(BINS),
    "combien de temps vous les gardez": sure(THINGS),
}


def lost() -> PlayedCall:
    call = PlayedCall(knows=KNOWN)
    call.says("j'ai perdu mes clés")
    return call


@pytest.mark.parametrize(
    "words",
    [
        "un trousseau rouge",
        "un trousseau de clés",
        "il est noir en cuir",
        "c'est un lapin bleu",
        "avec un porte-clés bleu",
        "hier devant la pharmacie",
        "mon sac est marron",
    ],
)
def test_what_is_told_of_it_is_offered_to_the_service(words):
    assert lost().says(words) == ["answer.pass_on"]


def test_whoever_agrees_has_it_passed_on_with_what_was_said_first():
    call = lost()
    call.says("un trousseau rouge")
    call.says("avec un porte-clés bleu")
    assert call.says("oui") == ["message.more"]
    call.is_silent()
    assert call.says("oui") == ["message.taken", "main.anything_else"]
    (message,) = call.deeds(TakeMessage)
    assert message.service == "police"
    parts = message.text.split("\n")
    assert parts == ["j'ai perdu mes clés", "un trousseau rouge", "avec un porte-clés bleu"]


def test_whoever_refuses_is_asked_what_else():
    call = lost()
    call.says("un trousseau rouge")
    assert call.says("non") == ["main.otherwise"]
    assert not call.deeds(TakeMessage)


def test_another_subject_told_in_its_place_is_heard():
    call = lost()
    call.says("un trousseau rouge")
    assert call.says("non les encombrants") == ["answer.spoken", "main.anything_else"]


@pytest.mark.parametrize(
    "words",
    ["les encombrants", "le marché", "combien de temps vous les gardez", "oui", "non merci", "un agent"],
)
def test_what_is_no_description_is_none(words):
    assert "answer.pass_on" not in lost().says(words)


def test_another_case_is_told_as_it_was():
    assert lost().says("j'ai trouvé des clés")[:2] == ["answer.case", "answer.spoken"]


def test_an_answer_that_asks_for_no_description_takes_none():
    call = PlayedCall(knows=KNOWN)
    call.says("j'ai trouvé des clés")
    assert "answer.pass_on" not in call.says("il est noir en cuir")
