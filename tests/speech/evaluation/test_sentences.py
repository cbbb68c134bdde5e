"""The sentences that measure ears stand in nothing the ears learn from."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest
from rapidfuzz import fuzz, process

from speech.evaluation.errors import compared
from speech.training.callers import HANDWRITTEN, callers, handwritten
from speech.training.ours import our_sentences

PROJECT = Path(__file__).parents[3]
SETS: dict[str, list[str]] = tomllib.loads(
    (PROJECT / "tests/ears/sentences.toml").read_text(encoding="utf-8")
)
NEARLY = 85
"""Of a hundred: two sentences that differ by a word in ten or so."""


def test_there_are_enough_of_each_kind() -> None:
    citizens = SETS["citizens"] + SETS["citizens_named"]
    assert len(citizens) >= 150
    assert len(SETS["citizens_named"]) >= len(citizens) // 3
    assert len(SETS["free"]) >= 100


@pytest.mark.parametrize("name", SETS)
def test_they_are_words_only_each_said_once(name: str) -> None:
    assert len(set(SETS[name])) == len(SETS[name])
    for sentence in SETS[name]:
        assert not any(sign.isdigit() or sign in ".,?!;:" for sign in sentence), sentence


def test_none_stands_in_what_the_project_teaches() -> None:
    taught = set()
    for file in [*PROJECT.glob("speech/**/*.t*"), *PROJECT.glob("knowledge/**/*.y*ml")]:
        if file.parent == HANDWRITTEN:
            continue  # not even nearly: the last test
        if file.suffix in (".txt", ".yaml", ".yml"):
            taught |= {words(line) for line in file.read_text(encoding="utf-8").splitlines()}
        elif file.suffix == ".toml":
            for text in texts_of(tomllib.loads(file.read_text(encoding="utf-8"))):
                taught |= {words(line) for line in text.splitlines()}
    taught |= {words(sentence) for sentence in our_sentences()}
    for file in PROJECT.glob("tests/questions/*.jsonl"):
        lines = file.read_text(encoding="utf-8").splitlines()
        taught |= {words(json.loads(line)["text"]) for line in lines}
    for name in ("citizens", "citizens_named", "free"):
        for sentence in SETS[name]:
            assert words(sentence) not in taught, sentence


def test_none_is_drawn_from_the_templates_callers_are_made_of() -> None:
    measured = {words(sentence) for name in SETS if name != "first_fifty" for sentence in SETS[name]}
    drawn = {words(sentence) for sentence in islice(callers(Random(7)), 20_000)}  # noqa: S311
    assert len(drawn) > 5_000
    assert measured.isdisjoint(drawn)


@pytest.mark.timeout(600)  # sixty million comparisons
def test_none_written_to_be_learnt_from_is_nearly_one_of_them() -> None:
    measured = [sentence for name in SETS for sentence in SETS[name]]
    near = process.cdist(handwritten(), measured, scorer=fuzz.ratio, score_cutoff=NEARLY, dtype=np.uint8)
    assert len(handwritten()) > 20_000
    assert not [handwritten()[at] for at in np.flatnonzero(near.max(axis=1))]


def words(text: str) -> str:
    """A sentence as errors are counted in it."""
    return " ".join(compared(text))


def texts_of(given: Any) -> Iterator[str]:
    """Every string of a TOML file, whatever holds it."""
    if isinstance(given, str):
        yield given
    elif isinstance(given, dict):
        for value in given.values():
            yield from texts_of(value)
    elif isinstance(given, list):
        for value in given:
            yield from texts_of(value)
