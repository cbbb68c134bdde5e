"""The grammar of a closed question: safe, in the recogniser's own words."""

from __future__ import annotations

import json
from collections import Counter
from itertools import pairwise, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from speech.grammar import EVERY_PAIR, LONE, MOST_PHRASES, UNKNOWN, WEIGHT, Grammar, grammar_of
from speech.spelling import spelled_rows

VOCABULARY = {
    *("oui", "non", "merci", "un", "agent", "c'est", "bien", "ça", "rendez-vous", "vingt", "deux"),
    *("d'", "identité", "carte", "sûr", UNKNOWN),
}


def knows(word: str) -> bool:
    return word in VOCABULARY


def made(*phrases: str) -> Grammar:
    grammar = grammar_of(phrases, knows)
    assert grammar is not None
    return grammar


def test_phrases_become_an_array_with_the_unknown_at_its_end() -> None:
    assert json.loads(made("oui", "un agent").json) == ["oui", "un agent"] * WEIGHT + [UNKNOWN]


def test_what_is_dictated_is_expected_in_any_order_each_word_after_each() -> None:
    digits = ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
    grammar = grammar_of([*digits, "double v"], lambda word: True)
    assert grammar is not None
    *told, unknown = json.loads(grammar.json)
    phrases, rows = told[:-EVERY_PAIR], told[-EVERY_PAIR:]
    assert phrases == sorted([*digits, "double v"]) * WEIGHT
    assert unknown == UNKNOWN
    assert len(set(rows)) == 1
    said = rows[0].split()
    assert sorted(pairwise(said)) == sorted(product(digits, digits))


def test_no_row_is_made_of_few_words_nor_of_a_question_with_whole_phrases() -> None:
    for phrases in (
        ["oui", "non", "un", "deux"],
        [*"abcdefgh", *(f"{one} {other}" for one in "abcd" for other in "efgh")],
        [str(number) for number in range(100)],
    ):
        grammar = grammar_of(phrases, lambda word: True)
        assert grammar is not None
        assert len(json.loads(grammar.json)) == len(phrases) * WEIGHT + 1


def test_a_spelled_name_is_expected_as_names_are_spelled() -> None:
    letters = list("abcdefghijklmnopqrstuvwxyz")
    grammar = grammar_of(letters, lambda word: True)
    assert grammar is not None
    assert grammar.spells
    array = json.loads(grammar.json)
    assert array[: 26 * WEIGHT] == letters * WEIGHT
    rows = [row for row in array[26 * WEIGHT :] if row != UNKNOWN]
    assert tuple(rows) == (*spelled_rows(grammar.phrases), *letters * LONE)
    assert 0.005 < array.count(UNKNOWN) / len(array) < 0.02
    pairs = Counter(pair for row in rows for pair in pairwise(row.split()))
    assert pairs["q", "u"] > 10 * pairs["q", "t"]


def test_a_model_without_an_unknown_word_does_without() -> None:
    grammar = grammar_of(["oui"], lambda word: word == "oui")
    assert grammar is not None
    assert json.loads(grammar.json) == ["oui"] * WEIGHT


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Oui !", "oui"),
        ("C’est bien ça…", "c'est bien ça"),
        ("Bien su\u0302r", "bien sûr"),
        ("rendez-vous", "rendez-vous"),
        ("vingt-deux", "vingt deux"),
        ("carte d'identité", "carte d' identité"),
        ("« non » - merci", "non merci"),
        ("  oui\tmerci\n", "oui merci"),
    ],
)
def test_writing_is_brought_to_the_words_of_the_vocabulary(written: str, words: str) -> None:
    assert made(written).phrases == {tuple(words.split())}


def test_phrases_with_an_unknown_word_are_left_out_and_told() -> None:
    grammar = made("oui", "zorglub", "un zorglub", "")
    assert grammar.phrases == {("oui",)}
    assert grammar.left_out == ("zorglub", "un zorglub", "")


def test_there_is_no_grammar_when_no_phrase_is_known() -> None:
    assert grammar_of(["zorglub", "", "?!"], knows) is None
    assert grammar_of([], knows) is None


@pytest.mark.parametrize("phrases", ["oui", ["oui", 1], [["oui"]], [None]])
def test_anything_but_a_list_of_strings_is_refused(phrases: object) -> None:
    with pytest.raises(ValueError, match="list of strings"):
        grammar_of(phrases, knows)  # type: ignore[arg-type]


def test_too_many_phrases_or_too_long_a_phrase_are_refused() -> None:
    with pytest.raises(ValueError, match="501 phrases"):
        grammar_of(["oui"] * (MOST_PHRASES + 1), knows)
    with pytest.raises(ValueError, match="31 words"):
        grammar_of(["oui " * 31], knows)


@pytest.mark.parametrize(
    ("words", "accepted"),
    [
        ("oui", True),
        ("oui oui", True),
        ("oui un agent", True),
        ("c'est bien ça oui merci", True),
        ("", False),
        ("un", False),
        ("oui un", False),
        ("agent un", False),
        (f"oui {UNKNOWN}", False),
    ],
)
def test_only_whole_phrases_are_accepted(words: str, accepted: bool) -> None:
    assert made("oui", "oui merci", "un agent", "c'est bien ça").accepts(words.split()) is accepted


@given(st.lists(st.text(max_size=40), max_size=20))
def test_whatever_is_written_the_grammar_is_a_safe_array(phrases: list[str]) -> None:
    grammar = grammar_of(phrases, lambda word: not word.startswith(("<", "#")))
    if grammar is None:
        return
    array = json.loads(grammar.json)
    assert array
    for phrase in array:
        assert isinstance(phrase, str)
        assert phrase.split()
        assert not any(word.startswith(("<", "#")) for word in phrase.split())
