"""What is left of an utterance to compare."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import MAX_WORDS, is_stop_word, stem, without_accents, words


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("L’acte de naissance", "l acte de naissance"),
        ("qu'est-ce qu'il faut ?", "qu est ce qu il faut"),
        ("Mon fils a 16 ans", "mon fils a seize ans"),
        ("aujourd'hui", "aujourdhui"),
        ("ma sœur", "ma soeur"),
        ("le passe-port", "le passe port"),
        ("au 0465", "au quatre cent soixante cinq"),
        ("ÉCOLE", "école"),
    ],
)
def test_it_reads_words_as_they_are_said(said: str, read: str) -> None:
    assert " ".join(words(said)) == read


def test_it_spells_a_telephone_number_digit_by_digit() -> None:
    assert words("0465710000")[:4] == ("zéro", "quatre", "six", "cinq")


@pytest.mark.parametrize("text", ["", "   ", "😀🎉", "...!?", "你好", "Привет"])
def test_it_finds_no_word_where_there_is_none(text: str) -> None:
    assert words(text) == ()


@given(st.text(max_size=400))
def test_any_text_becomes_a_bounded_number_of_plain_words(text: str) -> None:
    found = words(text)
    assert len(found) <= MAX_WORDS
    assert all(word and word == word.lower() and not word.isdigit() for word in found)


@given(st.text(max_size=200))
def test_reading_twice_changes_nothing_more(text: str) -> None:
    once = words(text)
    assert words(" ".join(once)) == once


def test_a_story_without_end_is_cut() -> None:
    assert len(words("blabla " * 5000)) == MAX_WORDS


@pytest.mark.parametrize(
    "forms",
    [
        ("périmé", "périmée", "périmés", "perime", "perimee"),
        ("poubelle", "poubelles"),
        ("électoral", "électorale", "électorales"),
        ("renouveler", "renouvelé", "renouvelée"),
        ("inscription", "inscriptions"),
    ],
)
def test_forms_of_a_word_share_their_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_words_that_differ_keep_different_stems() -> None:
    stems = {stem(word) for word in ("cantine", "crèche", "école", "mairie", "marché", "passeport", "pacs")}
    assert len(stems) == 7


@pytest.mark.parametrize("word", ["je", "voudrais", "s", "bonjour", "euh", "être", "très", "à"])
def test_words_without_content_are_known(word: str) -> None:
    assert is_stop_word(word)


@pytest.mark.parametrize("word", ["pacs", "eau", "cni", "bus", "maire", "combien"])
def test_short_telling_words_are_kept(word: str) -> None:
    assert not is_stop_word(word)


def test_accents_go_and_letters_stay() -> None:
    assert without_accents("déchèterie façade Noël") == "decheterie facade Noel"
