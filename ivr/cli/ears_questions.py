"""Closed questions put to ears: answers drawn by a seeded chance, and how the line understands them."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from flows.collect.spelling import parse_spelling
from flows.french.speech import YES_NO
from flows.understand import yes_or_no
from speech.evaluation.closed import Answer, Question, same_words
from speech.spoken import spell_out
from speech.spoken.moments import MONTHS

SEED = 8
ASKED = 20
"""Answers to each question, but yes or no."""
VOICES = 3
"""That say every yes and every no."""


def questions(file: Path) -> tuple[Question, ...]:
    """Yes or no, digits, dates, names spelled, as the TOML file has them answered. The same at each call.

    Raises OSError, ValueError or KeyError.
    """
    told = tomllib.loads(file.read_text(encoding="utf-8"))
    spelled = (_spelling(told, "spelling", "names"), _spelling(told, "rare_spelling", "rare_names"))
    return (_yes_no(told), _digits(told["digits"]), _dates(told), *spelled)


def words_question(name: str, words: Sequence[str]) -> Question:
    """Which of these words was said? Each is said once, in their order."""
    return Question(name, tuple(dict.fromkeys(words)), _word_for_word(words), same_words)


def _yes_no(told: Mapping[str, Any]) -> Question:
    said = [(words, True) for words in told["yes"]] + [(words, False) for words in told["no"]]
    answers = tuple(Answer(words, meaning) for words, meaning in said for _ in range(VOICES))
    return Question("yes_no", YES_NO, answers, yes_or_no)


def _digits(digits: Sequence[str]) -> Question:
    chance = random.Random(SEED)  # noqa: S311
    drawn = [" ".join(chance.choices(digits, k=chance.choice((4, 4, 5, 6)))) for _ in range(ASKED)]
    return Question("digits", tuple(digits), _word_for_word(drawn), same_words)


def _dates(told: Mapping[str, Any]) -> Question:
    chance = random.Random(SEED)  # noqa: S311
    numbers = {day: spell_out(str(day)) for day in range(2, 32)} | {1: told["first"]}
    days, article = told["days"], told["article"]
    drawn = []
    for _ in range(ASKED):
        day = numbers[chance.randint(1, 31)]
        week_day = f"{chance.choice(days)} " if chance.random() < 0.6 else f"{article} "
        drawn.append(f"{week_day}{day} {chance.choice(MONTHS)}")
    phrases = (article, *days, *MONTHS, *numbers.values())
    return Question("dates", phrases, _word_for_word(drawn), same_words)


def _spelling(told: Mapping[str, Any], question: str, names: str) -> Question:
    letters = tuple("abcdefghijklmnopqrstuvwxyz")
    answers = tuple(Answer(", ".join(name), name) for name in told[names])
    return Question(question, (*letters, *told["letters_in_words"]), answers, parse_spelling)


def _word_for_word(said: Iterable[str]) -> tuple[Answer, ...]:
    return tuple(Answer(one, same_words(one)) for one in said)
