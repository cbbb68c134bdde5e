"""Names near those that were heard spelled."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.collect.alphabet import SPELLING
from speech.hypotheses import RecognisedWord, Row
from speech.known_names import (
    ADDED,
    AWAY,
    BEAM,
    MISHEARD,
    MISSED,
    MISTAKEN,
    NAMES,
    KnownNames,
    aligned,
    letters_in,
)
from speech.letter_model import HYPOTHESES, LetterModel, model_of_names
from speech.spelling import Words, letters_of, said_letters

BARE: dict[str, Words] = {letter: (letter,) for letter in "abcdefghijklmnopqrstuvxz"}
NAMED = said_letters(tuple(phrase.split()) for phrase in SPELLING)


def near(*names: str, said: dict[str, Words] = BARE) -> KnownNames:
    return KnownNames(names, said, LetterModel(names).opinion)


def row(text: str) -> list[RecognisedWord]:
    """Words of a second each, one after the other."""
    return [RecognisedWord(word, 0.0, at, at + 1) for at, word in enumerate(text.split())]


def spelled(words: Row) -> str:
    return " ".join(word.text for word in words)


@pytest.mark.parametrize(
    ("heard", "name", "nats"),
    [
        ("m a r t i n", "martin", 0),
        ("m a r d i n", "martin", MISHEARD),
        ("m a r t i m", "martin", MISHEARD),
        ("m o r t o n", "martin", 2 * MISTAKEN),
        ("m e r c i d e r", "mercier", ADDED),
        ("p e r i n", "perrin", MISSED),
        ("h e u", "hue", 2 * MISHEARD),
        ("m e r t", "martin", MISTAKEN + 2 * MISSED),
        ("m a r d comme daniel i n", "martin", math.inf),
        ("m a r d t comme thomas i n", "martin", ADDED),
        ("m a r deux t i n", "martin", ADDED),
    ],
)
def test_a_name_costs_what_it_takes_at_least_to_mishear_it(heard: str, name: str, nats: float) -> None:
    assert aligned(letters_in(row(heard)), name)[0] == nats


def test_a_name_no_row_has_is_one_more_less_likely_than_the_last() -> None:
    many = [row("m e r c i d e r"), *[row("x")] * (HYPOTHESES - 1)]
    rows, scores = near("mercier", "martin").beside(many, [-20.0, *[-23.0] * (HYPOTHESES - 1)])
    assert spelled(rows[-1]) == "m e r c i e r"
    assert scores[HYPOTHESES:] == [-20.0 - ADDED]
    _, scores = near("mercier").beside(many, [-20.0, *[-40.0] * (HYPOTHESES - 1)])
    assert scores[HYPOTHESES:] == [-40.0]


def test_where_the_recogniser_found_few_rows_it_gave_the_others_up() -> None:
    _, scores = near("martin").beside([row("m a r d i n"), row("m a r d i m")], [-20.0, -21.0])
    assert scores[2] == -20.0 - BEAM


def test_few_names_are_added_the_nearest() -> None:
    names = [f"mart{one}{other}" for one in "aeiouy" for other in "lmnrsx" if one != "y"]
    rows, _ = near(*names).beside([row("m a r t i n")], [0.0])
    assert len(rows) == NAMES
    assert {"martim", "martil", "martir", "martis", "martix"} <= {letters_of(spelled(one)) for one in rows}


def test_a_name_too_short_to_be_told_from_others_is_not_added() -> None:
    assert len(near("an", "ana").beside([row("a n i")], [0.0])[0]) == 2
    assert len(near("ana").beside([row("a n")], [0.0])[0]) == 1


def test_letters_keep_their_times_and_one_that_was_not_heard_takes_none() -> None:
    rows, _ = near("perrin").beside([row("b e r i n")], [0.0])
    times = [(word.text, word.start, word.end) for word in rows[1]]
    assert [time for time in times if time[0] != "r"] == [("p", 0, 1), ("e", 1, 2), ("i", 3, 4), ("n", 4, 5)]
    assert [end - start for letter, start, end in times if letter == "r"] in ([0, 1], [1, 0])
    rows, _ = near("aperin").beside([row("p e r i n")], [0.0])
    assert (rows[1][0].text, rows[1][0].start, rows[1][0].end) == ("a", 0, 0)


def test_each_name_is_added_once_from_where_it_costs_least() -> None:
    heard = [row("m a r d i n"), row("m o r d i n"), row("m a r t i m"), row("x")]
    heard += [row("x")] * (HYPOTHESES - len(heard))
    rows, scores = near("martin").beside(heard, [-10.0, -9.0, -11.0, *[-12.0] * (HYPOTHESES - 3)])
    assert [*map(spelled, rows[HYPOTHESES:])] == ["m a r t i n"]
    assert scores[HYPOTHESES:] == [-10.0 - MISHEARD]


def test_a_name_that_was_heard_is_not_added() -> None:
    heard = [row("m a r d i n"), row("m a r t i n")]
    assert near("martin").beside(heard, [-10.0, -12.0]) == (heard, [-10.0, -12.0])


@pytest.mark.parametrize(
    "heard",
    [
        "",
        "[unk]",
        "a n m",
        "m a r [unk] i n",
        "m a comme [unk] i n",
        "je ne sais pas",
        "x x x x",
        "m a " + "r " * (AWAY + 2) + "t i n",
    ],
)
def test_nothing_is_near_what_is_no_name(heard: str) -> None:
    assert near("martin").beside([row(heard)], [-10.0]) == ([row(heard)], [-10.0])


def test_a_name_with_a_letter_that_has_no_word_is_left_out() -> None:
    assert len(near("wagner", "magner").beside([row("p a g n e r")], [0.0])[0]) == 2


@pytest.mark.parametrize(
    ("heard", "name", "words"),
    [
        ("g e accent aigu r a r d", "gerart", "g e accent aigu r a r t"),
        ("m a r comme robert d i n", "martin", "m a r comme robert t i n"),
        ("a deux l a r t", "allard", "a l l a r d"),
        ("m a deux r comme robert t i n", "martin", "m a r comme robert t i n"),
        ("b a deux t comme robert i n", "pattrin", "p a t t t comme robert i n"),
        ("et m a r d i n", "martin", "m a r t i n"),
    ],
)
def test_letters_that_are_not_changed_keep_the_words_that_name_them(
    heard: str, name: str, words: str
) -> None:
    rows, _ = near(name, said=NAMED).beside([row(heard)], [0.0])
    assert [*map(spelled, rows)] == [heard, words]
    times = [(word.start, word.end) for word in rows[1]]
    assert times == sorted(times)


def test_what_a_first_name_told_is_never_another() -> None:
    heard = row("m a r d comme daniel i n")
    assert near("martin", said=NAMED).beside([heard], [0.0]) == ([heard], [0.0])


@given(st.lists(st.sampled_from(SPELLING), min_size=3, max_size=8).map(" ".join))
def test_a_row_that_is_added_spells_a_name_of_the_list(heard: str) -> None:
    model = model_of_names()
    rows, scores = KnownNames(model.words, NAMED, model.opinion).beside([row(heard)], [0.0])
    assert len(rows) == len(scores)
    for one, score in zip(rows[1:], scores[1:], strict=True):
        assert letters_of(spelled(one)) in model.words
        assert score <= -MISHEARD


def test_the_names_people_have_are_found_among_what_the_recogniser_heard() -> None:
    model = model_of_names()
    known = KnownNames(model.words, BARE | {"w": ("double", "v"), "y": ("i", "grec")}, model.opinion)
    for heard, name in (("m e r c i d e r", "mercier"), ("s o u r n i e r", "fournier")):
        many = [row(heard), *[row("[unk]")] * (HYPOTHESES - 1)]
        rows, scores = known.beside(many, [0.0, *[-3.0] * (HYPOTHESES - 1)])
        texts = [*map(spelled, rows)]
        assert letters_of(max(zip(model.opinion(texts, scores), texts, strict=True))[1]) == name
