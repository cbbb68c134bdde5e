"""A paper is wanted, and nothing says which: the likeliest are offered, and any other is heard."""

from dataclasses import replace

import pytest

from flows.vague_papers import LIKELIEST, wants_some_paper
from knowledge.demonstration import load_demonstration
from tests.flows.calls import BINS, CARD, HOURS, PlayedCall, sure

PASSPORT = replace(CARD, slug="passeport", title="un passeport")
BIRTH = replace(HOURS, slug="acte-naissance", title="une copie d'acte de naissance")
PAPERS = {"carte-identite": sure(CARD), "passeport": sure(PASSPORT), "acte-naissance": sure(BIRTH)}


@pytest.mark.parametrize(
    "words",
    [
        "c'est pour un papier",
        "c'est pour des papiers",
        "j'ai besoin d'un document",
        "il me faut un papier de la mairie",
        "bonjour je vous appelle pour des papiers administratifs",
        "un papier s'il vous plaît",
        "it's for a document",
    ],
)
def test_some_paper_is_wanted(words):
    assert wants_some_paper(words)


@pytest.mark.parametrize(
    "words",
    [
        "c'est pour le papier",
        "quels papiers il faut",
        "refaire mes papiers d'identité",
        "c'est pour signer un papier",
        "j'ai perdu mes papiers",
        "un papier pour la cantine",
        "il y a des papiers partout",
        "ramasser des papiers",
        "",
    ],
)
def test_a_paper_that_is_told_is_another_matter(words):
    assert not wants_some_paper(words)


@pytest.mark.parametrize("words", ["les documents", "des papiers", "j'ai besoin de mes papiers"])
def test_after_an_answer_they_are_those_of_it(words):
    assert wants_some_paper(words)
    assert not wants_some_paper(words, after_another=True)
    assert wants_some_paper("c'est pour un papier", after_another=True)


def test_the_likeliest_are_offered():
    call = PlayedCall(knows={**PAPERS, "c'est pour un papier": sure(BINS)})
    assert call.says("c'est pour un papier") == ["answer.choose_3"]
    assert call.says("un passeport") == ["answer.which_2"]


def test_another_one_is_heard():
    call = PlayedCall(knows={**PAPERS, "les encombrants": sure(BINS)})
    call.says("c'est pour des papiers")
    assert call.says("les encombrants")[0] == "answer.spoken"


def test_a_town_hall_that_has_one_of_them_makes_sure_of_it():
    call = PlayedCall(knows={"passeport": sure(PASSPORT)})
    assert call.says("c'est pour un papier") == ["answer.confirm"]


def test_a_town_hall_that_has_none_does_not_understand():
    assert PlayedCall().says("c'est pour un papier") == ["main.question.no_match.1"]


def test_they_are_articles_of_the_demonstration():
    assert set(LIKELIEST) <= {article.slug for article in load_demonstration()}
