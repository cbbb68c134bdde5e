"""Unknown words, read as the known ones they sound or look like."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.mishearing import Mishearing
from knowledge.normalise import words

KNOWN = Mishearing(
    [
        "inscrire mon fils à la cantine",
        "ma voiture est à la fourrière",
        "quand passent les encombrants",
        "une déclaration préalable pour mon abri",
        "la poubelle est pleine",
        "un acte de naissance",
        "je voudrais renouveler mon passeport",
        "la crèche du parc",
    ]
)

SCRAPS = ["cantine", "fou", "rière", "la", "quantine", "an", "combrants", "euh", "x", "tine"]


def read(text: str) -> str:
    return " ".join(reading.word for reading in KNOWN.read(words(text)))


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("la quantine", "la cantine"),
        ("ma voiture est à la fou rière", "ma voiture est à la fourrière"),
        ("les an combrants", "les encombrants"),
        ("une déclaration préable", "une déclaration préalable"),
        ("la poubellle", "la poubelle"),
        ("mon pasport", "mon passeport"),
        ("nessance", "naissance"),
    ],
)
def test_an_unknown_word_becomes_the_one_it_sounds_like(heard: str, meant: str) -> None:
    assert read(heard) == meant


@pytest.mark.parametrize(
    "said",
    ["ma fille", "inscrire ma fille à la cantine", "la crêpe", "un trombone", "zorglub krapoutchik", ""],
)
def test_the_rest_is_left_alone(said: str) -> None:
    assert read(said) == said


@pytest.mark.parametrize("known", ["cantines", "POUBELLE", "creche", "renouvelée", "parcs"])
def test_any_form_of_a_known_word_is_known(known: str) -> None:
    assert KNOWN.is_known(words(known)[0])


@given(st.lists(st.sampled_from(SCRAPS), max_size=30))
def test_readings_cover_what_was_said_in_order(spoken: list[str]) -> None:
    at = 0
    for reading in KNOWN.read(spoken):
        assert reading.start == at < reading.end
        at = reading.end
    assert at == len(spoken)


def test_a_long_utterance_of_unknown_words_takes_bounded_time() -> None:
    spoken = [f"zorg{chr(97 + at % 26)}lub{chr(97 + at % 25)}" for at in range(150)]
    started = time.perf_counter()
    KNOWN.read(spoken)
    assert time.perf_counter() - started < 0.25


def test_it_travels_to_another_process() -> None:
    travelled = pickle.loads(pickle.dumps(KNOWN))  # noqa: S301 (our own bytes)
    assert [one.word for one in travelled.read(("quantine",))] == ["cantine"]
