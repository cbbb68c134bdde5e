"""Closed questions put to ears: answers drawn by a seeded chance, and how the line understands them."""

from __future__ import annotations

import random
from collections.abc import Sequence

from flows.collect.spelling import parse_spelling
from flows.french import YES_NO
from flows.understand import yes_or_no
from speech.evaluation.closed import Answer, Question, same_words
from speech.spoken import spell_out

DIGITS = ("zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf")
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
YES = ("oui", "ouais", "d'accord", "tout à fait", "oui c'est ça", "exactement", "oui oui", "oui d'accord")
NO = ("non", "non merci", "pas du tout", "non non", "non pas du tout")
NAMES = (
    *(
        "dupont",
        "martin",
        "lefevre",
        "moreau",
        "girard",
        "roux",
        "fournier",
        "mercier",
        "blanchet",
        "garnier",
    ),
    *("chevalier", "perrin", "gauthier", "faure", "barbier", "renaud", "vidal", "joly", "hubert", "leclerc"),
    *(
        "wagner",
        "kermarrec",
        "zidane",
        "quentin",
        "deschamps",
        "youssef",
        "fabre",
        "beaumont",
        "xavier",
        "hugo",
    ),
)
SEED = 8
ASKED = 20
"""Answers to each question, but yes or no."""
VOICES = 3
"""That say every yes and every no."""


def questions() -> tuple[Question, ...]:
    """Yes or no, digits, dates, spelling. The same at each call."""
    return (_yes_no(), _digits(), _dates(), _spelling())


def words_question(name: str, words: Sequence[str]) -> Question:
    """Which of these words was said? Each is said once, in their order."""
    answers = tuple(Answer(one, same_words(one)) for one in words)
    return Question(name, tuple(dict.fromkeys(words)), answers, same_words)


def _yes_no() -> Question:
    said = [(words, True) for words in YES] + [(words, False) for words in NO]
    answers = tuple(Answer(words, meaning) for words, meaning in said for _ in range(VOICES))
    return Question("yes_no", YES_NO, answers, yes_or_no)


def _digits() -> Question:
    chance = random.Random(SEED)  # noqa: S311
    drawn = [" ".join(chance.choices(DIGITS, k=chance.choice((4, 4, 5, 6)))) for _ in range(ASKED)]
    return Question("digits", DIGITS, tuple(Answer(one, same_words(one)) for one in drawn), same_words)


def _dates() -> Question:
    chance = random.Random(SEED)  # noqa: S311
    numbers = {day: spell_out(str(day)) for day in range(2, 32)} | {1: "premier"}
    drawn = []
    for _ in range(ASKED):
        day = numbers[chance.randint(1, 31)]
        week_day = f"{chance.choice(DAYS)} " if chance.random() < 0.6 else "le "
        drawn.append(f"{week_day}{day} {chance.choice(MONTHS)}")
    phrases = ("le", *DAYS, *MONTHS, *numbers.values())
    return Question("dates", phrases, tuple(Answer(one, same_words(one)) for one in drawn), same_words)


def _spelling() -> Question:
    letters = tuple("abcdefghijklmnopqrstuvwxyz")
    answers = tuple(Answer(", ".join(name), name) for name in NAMES[:ASKED])
    return Question("spelling", (*letters, "double v", "i grec"), answers, parse_spelling)
