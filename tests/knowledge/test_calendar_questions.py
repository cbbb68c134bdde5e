"""What is asked about opening hours, in callers' words, and the exact sentence that answers."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.articles import SPOKEN_SECONDS, speaking_seconds
from knowledge.calendar import OpeningCalendar
from knowledge.plain_words import plain
from tests.knowledge.valmont import MONDAY, TOWN, at

CASES = yaml.safe_load(Path(__file__).with_name("hours_questions.yaml").read_text(encoding="utf-8"))
WORDS = """vous êtes ouvert fermé demain samedi matin soir le la de à jusqu'à entre midi deux trente février
noël vacances 24 8h30 minuit prochain en huit férié week-end du au et"""
CALENDAR = OpeningCalendar(TOWN)


def answer(question: str, place: str = "mairie", now=MONDAY) -> str:
    named, read = CALENDAR.read(question, now)
    return CALENDAR.answer_to(read, named or place, now)


@pytest.mark.parametrize("case", CASES, ids=[f"{case['ask']} {case.get('at', '')}".strip() for case in CASES])
def test_it_answers_for_the_day_meant(case):
    now = at(str(case["at"])) if "at" in case else MONDAY
    assert answer(case["ask"], case.get("place", "mairie"), now) == case["say"]


@pytest.mark.parametrize("case", CASES, ids=[case["ask"] for case in CASES])
def test_no_answer_lasts_longer_than_a_caller_listens(case):
    assert speaking_seconds(case["say"]) <= SPOKEN_SECONDS + 3


@pytest.mark.parametrize(
    ("heard", "words"),
    [
        ("Après-demain, à 8 h 30", "apres demain a 8h30"),
        ("jusqu'à dix-sept heures trente", "jusqu a 17h30"),
        ("le vingt et un décembre", "le 21 decembre"),
        ("à une heure et demie", "a 1h30"),
        ("huit heures moins le quart", "7h45"),
        ("midi et demi", "12h30"),
        ("le premier mai à 9:05", "le 1 mai a 9h05"),
        ("l’ÉTAT-CIVIL, bœuf", "l etat civil boeuf"),
        ("minuit", "24h00"),
    ],
)
def test_words_and_digits_are_read_alike(heard, words):
    assert plain(heard) == words


@pytest.mark.parametrize(
    "question",
    [
        "vous êtes ouverts demain",
        "est-ce que la piscine est ouverte le mercredi après-midi",
        "bonjour je voudrais savoir à quelle heure vous fermez s'il vous plaît",
        "horaires de la médiathèque",
        "la police municipale est ouverte ce soir",
    ],
)
def test_a_question_about_hours_leaves_no_word_unexplained(question):
    _, read = CALENDAR.read(question, MONDAY)
    assert read.certain
    assert read.rest == ()


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("quels sont les horaires de la cantine", "cantine"),
        ("la préfecture est ouverte demain", "prefecture"),
        ("les poubelles passent samedi matin", "poubelles"),
        ("ma rue est fermée jusqu'à quand", "rue"),
        ("à quelle heure ouvre la poste", "poste"),
    ],
)
def test_what_else_is_said_is_not_swallowed(question, left):
    assert left in CALENDAR.read(question, MONDAY)[1].rest


def test_a_service_with_a_longer_name_is_not_taken_for_a_shorter_one():
    assert CALENDAR.places.named_in("l accueil de la mairie est ouvert")[0] == "accueil"
    assert CALENDAR.places.named_in("la police municipale")[0] == "police-municipale"
    assert CALENDAR.places.named_in("le marche")[0] == ""


@settings(max_examples=150)
@given(
    question=st.one_of(
        st.text(max_size=80),
        st.lists(
            st.sampled_from(WORDS.split()),
            max_size=9,
        ).map(" ".join),
    ),
    place=st.sampled_from([*TOWN.hours, *TOWN.services]),
)
def test_any_words_get_a_whole_sentence(question, place):
    said = answer(question, place)
    assert said[0].isupper()
    assert said.endswith(".")
    assert not set("{}") & set(said)
    assert "  " not in said
