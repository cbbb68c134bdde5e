"""Names spelled letter by letter, as a recogniser writes them."""

from __future__ import annotations

import re

import pytest

from flows.collect.alphabet import SPELLING
from flows.collect.spelling import parse_spelling
from speech.spelling import APART, UNREAD, letters_of, names, plain, spelled_by, spelled_rows, spells

BARE = frozenset((letter,) for letter in "abcdefghijklmnopqrstuvwxyz")
NAMED = frozenset(tuple(phrase.split()) for phrase in SPELLING)


@pytest.mark.parametrize(
    ("heard", "letters"),
    [
        ("m a r t i n", "martin"),
        ("emme a erre té i enne", "martin"),
        ("double v a i grec", "way"),
        ("double vé a elle té e erre", "walter"),
        ("a deux elle a erre dé", "allard"),
        ("enne comme marie a erre", "mar"),
        ("comme marie comme anatole", "ma"),
        ("a deux elle comme laure a", "alla"),
        ("emme comme [unk] a", f"{UNREAD}a"),
        ("e accent aigu comme émilie elle", "el"),
        ("zède comme simon o è", f"zo{UNREAD}"),
        ("erre e accent aigu emme i", "remi"),
        ("elle e tiret gé a deux elle", f"le{APART}gall"),
        ("elle e trait d' union gé a", f"le{APART}ga"),
        ("a et bé puis cé", "abc"),
        ("a émile bé [unk]", f"a{UNREAD}b{UNREAD}"),
        ("deux deux elle", f"{UNREAD}ll"),
        ("cé cédille a", "ca"),
        ("elle apostrophe a", f"l{APART}a"),
        ("a majuscule bé", "ab"),
        ("o accent circonflexe i tréma", "oi"),
        ("deux", UNREAD),
        ("comme", UNREAD),
        ("", ""),
    ],
)
def test_a_row_of_words_is_read_as_letters(heard: str, letters: str) -> None:
    assert letters_of(heard) == letters


def test_each_word_of_a_row_is_read_once() -> None:
    words = "double vé a deux elle e accent aigu emme comme marie [unk] a".split()  # noqa: SIM905
    read = spelled_by(words)
    assert [one.signs for one in read] == ["w", "a", "ll", "e", "m", UNREAD, "a"]
    assert [word for one in read for word in words[one.first : one.end]] == words


def test_every_phrase_of_the_lines_alphabet_is_read_as_the_dialogue_reads_it() -> None:
    for phrase in SPELLING:
        assert UNREAD not in letters_of(phrase), phrase
        understood = parse_spelling(f"a {phrase} a") or ""
        assert letters_of(f"a {phrase} a") == plain(understood).replace("-", APART), phrase


def test_names_are_written_as_they_are_read_once_each_in_their_part() -> None:
    assert len(names()) > 4000
    for name in names():
        assert re.fullmatch(r"[a-z]+( [a-z]+)*", plain(name)), name
    assert {"martin", "le goff", "traoré", "ferreira", "nguyen", "éloïse"} <= set(names())


def test_accents_and_hyphens_are_left_out_of_plain_letters() -> None:
    assert plain("marie-thérèse") == f"marie{APART}therese"
    assert plain("françois") == "francois"
    assert plain("lozac'h") == f"lozac{APART}h"


def test_the_letters_of_the_alphabet_are_told_from_other_phrases() -> None:
    assert spells(BARE)
    assert spells(NAMED)
    assert not spells({("oui",), ("non",), ("un", "agent")})
    assert not spells({(letter,) for letter in "abcdef"})


def test_names_are_spelled_with_the_phrases_that_are_there() -> None:
    rows = spelled_rows(BARE)
    assert set("".join(rows)) <= set("abcdefghijklmnopqrstuvwxyz ")
    assert {letters_of(row) for row in rows} & set(map(plain, names()))
    assert spelled_rows(BARE - {("w",)}) != rows
    assert not any("w" in row for row in spelled_rows(BARE - {("w",)}))


def test_names_are_spelled_in_the_ways_people_have() -> None:
    rows = spelled_rows(NAMED)
    for way in ("deux l", "comme marie", "accent aigu", "tiret", "double v", "i grec"):
        assert any(way in row for row in rows), way
    words = {word for phrase in NAMED for word in phrase}
    assert {word for row in rows for word in row.split()} <= words
