"""The sentences that measure ears stand in nothing the ears learn from."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from speech.evaluation.errors import compared

PROJECT = Path(__file__).parents[3]
SETS: dict[str, list[str]] = tomllib.loads(
    (PROJECT / "tests/ears/sentences.toml").read_text(encoding="utf-8")
)


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
        if file.suffix in (".toml", ".txt", ".yaml", ".yml"):
            taught |= {" ".join(compared(line)) for line in file.read_text(encoding="utf-8").splitlines()}
    for file in PROJECT.glob("tests/questions/*.jsonl"):
        lines = file.read_text(encoding="utf-8").splitlines()
        taught |= {" ".join(compared(json.loads(line)["text"])) for line in lines}
    for name in ("citizens", "citizens_named", "free"):
        for sentence in SETS[name]:
            assert " ".join(compared(sentence)) not in taught, sentence
