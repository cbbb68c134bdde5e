"""Names near those that were heard spelled."""

from __future__ import annotations

import math

import pytest

from flows.collect.alphabet import SPELLING
from speech.hypotheses import RecognisedWord
from speech.known_names import ADDED, AWAY, MISHEARD, MISSED, MISTAKEN, KnownNames, cost
from speech.letter_model import LetterModel, model_of_names
from speech.spelling import Words, letters_of, said_letters

BARE: dict[str, Words] = {letter: (letter,) for letter in "abcdefghijklmnopqrstuvxz"}
NAMED = said_letters(tuple(phrase.split()) for phrase in SPELLING)


def near(*names: str, said: dict[str, Words] = BARE) -> KnownNames:
    return KnownNames(names, said, LetterModel(names).opinion)


def row(text: str) -> list[RecognisedWord]:
    """Words of a second each, one after the other."""
    return [RecognisedWord(word, 0.0, at, at + 1) for at, word in enumerate(text.split())]


def spelled(words: list[RecognisedWord]) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("heard", "name", "nats"),
    [
        ("martin", "martin", 0),
        ("mardin", "martin", MISHEARD),
        ("martim", "martin", MISHEARD),
        ("morton", "martin", 2 * MISTAKEN),
        ("mercider", "mercier", ADDED),
        ("perin", "perrin", MISSED),
        ("mert", "martin", MISTAKEN + 2 * MISSED),
    ],
)
def test_a_name_costs_what_it_takes_to_mishear_it(heard: str, name: str, nats: float) -> None:
    assert cost(heard, name) == nats


def test_a_name_no_row_has_is_one_more_with_its_own_likelihood() -> None:
    rows, scores = near("mercier", "martin").among([row("m e r c i d e r")], [-20.0])
    assert [spelled(one) for one in map(list, rows)] == ["m e r c i d e r", "m e r c i e r"]
    assert scores == [-20.0, -20.0 - ADDED]


def test_letters_keep_their_times_and_one_that_was_not_heard_takes_none() -> None:
    rows, _ = near("perrin").among([row("b e r i n")], [0.0])
    assert [(word.text, word.start, word.end) for word in rows[1]] == [
        ("p", 0, 1),
        ("e", 1, 2),
        ("r", 2, 2),
        ("r", 2, 3),
        ("i", 3, 4),
        ("n", 4, 5),
    ]
    rows, _ = near("aperin").among([row("p e r i n")], [0.0])
    assert (rows[1][0].text, rows[1][0].start, rows[1][0].end) == ("a", 0, 0)


def test_each_name_is_added_once_from_where_it_costs_least() -> None:
    heard = [row("m a r d i n"), row("m o r d i n"), row("m a r t i m")]
    rows, scores = near("martin").among(heard, [-10.0, -9.0, -11.0])
    assert [spelled(one) for one in map(list, rows[3:])] == ["m a r t i n"]
    assert scores[3] == -10.0 - MISHEARD


def test_a_name_that_was_heard_is_not_added() -> None:
    heard = [row("m a r d i n"), row("m a r t i n")]
    assert near("martin").among(heard, [-10.0, -12.0]) == (heard, [-10.0, -12.0])


@pytest.mark.parametrize(
    "heard",
    [
        "",
        "[unk]",
        "a n",
        "m a r [unk] i n",
        "je ne sais pas",
        "x x x x",
        "m a " + "r " * (AWAY + 2) + "t i n",
    ],
)
def test_nothing_is_near_what_is_no_name(heard: str) -> None:
    assert near("martin").among([row(heard)], [-10.0]) == ([row(heard)], [-10.0])


def test_a_name_with_a_letter_that_has_no_word_is_left_out() -> None:
    assert len(near("wagner", "magner").among([row("p a g n e r")], [0.0])[0]) == 2


def test_phrases_of_several_words_are_changed_whole() -> None:
    text = "double vé a deux elle e emme comme marie"
    rows, _ = near("walter", "hallet", said=NAMED).among([row(text)], [0.0])
    found = {letters_of(spelled(list(one))): one for one in rows}
    assert found.keys() == {"wallem", "walter", "hallet"}
    assert spelled(list(found["walter"])) == f"double vé a {' '.join(NAMED['l'] + NAMED['t'])} e " + " ".join(
        NAMED["r"]
    )
    ends = [word.end for word in found["walter"]]
    assert ends == sorted(ends)
    assert found["walter"][0] == row(text)[0]


def test_the_names_people_have_are_found_among_what_the_recogniser_heard() -> None:
    model = model_of_names()
    known = KnownNames(model.words, BARE | {"w": ("double", "v"), "y": ("i", "grec")}, model.opinion)
    for heard, name in (("m e r c i d e r", "mercier"), ("s o u r n i e r", "fournier")):
        rows, scores = known.among([row(heard)], [0.0])
        texts = [spelled(one) for one in map(list, rows)]
        assert letters_of(max(zip(model.opinion(texts, scores), texts, strict=True))[1]) == name


def test_scores_stay_numbers() -> None:
    _, scores = near("martin").among([row("m a r d i n"), row("[unk]")], [-1e6, -3.0])
    assert all(map(math.isfinite, scores))
