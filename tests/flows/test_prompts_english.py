"""The English catalogue, held against the French one and against the rules of a telephone."""

import re

import pytest

from flows.prompts import Catalogue
from speech.spoken_english import spell_out
from tests.flows.spoken_length import LETTERS_PER_SECOND, LONGEST_SECONDS

FRENCH = Catalogue.load("fr")
ENGLISH = Catalogue.load("en")
KEYS = ENGLISH.keys()
CHARACTERS_PER_SECOND = 14.0
BY_KEYS_OR_OUT = re.compile(r"[Pp]ress|[Kk]ey in|keypad|hang up|\bSay\b|ask\b|[Aa]sk your|question")


def filled(key: str, catalogue: Catalogue = ENGLISH) -> str:
    return catalogue.voice(key, dict.fromkeys(catalogue.placeholders(key), "an identity card"))


def test_both_languages_say_the_same_things():
    assert set(KEYS) == set(FRENCH.keys())


def test_both_languages_need_the_same_values():
    for key in KEYS:
        base = re.split(r"\.no_(?:input|match)\.", key)[0]
        assert ENGLISH.placeholders(key) <= FRENCH.placeholders(base) | FRENCH.placeholders(key), key
        if not re.search(r"\.no_(?:input|match)\.", key):
            assert ENGLISH.placeholders(key) == FRENCH.placeholders(key), key


def test_no_english_sentence_is_longer_than_twelve_seconds():
    for key in KEYS:
        assert len(filled(key)) / CHARACTERS_PER_SECOND <= 12.0, key


def test_every_english_question_rises_to_keys_or_to_a_way_out():
    for key in {key.split(".no_input")[0] for key in KEYS if ".no_input" in key}:
        assert BY_KEYS_OR_OUT.search(filled(f"{key}.no_input.2")), key


def test_both_languages_offer_the_same_keys():
    for key in KEYS:
        if key.endswith(".no_input.2") and re.search(r"[Pp]ress \d", filled(key)):
            english, french = (set(re.findall(r"\b\d\b", filled(key, c))) for c in (ENGLISH, FRENCH))
            assert english == french, key


def test_the_english_sentences_are_typeset_in_english():
    for key in KEYS:
        text = filled(key)
        assert not re.search(r"\s[?!:;]|[éèàçœ«»]", text), key
        assert text == text.strip(), key


@pytest.mark.parametrize("key", ["welcome", "language.offer", "main.question"])
def test_the_first_moments_are_ready_before_the_line_opens(key):
    first = ENGLISH.fixed({"town": "Valmont"}, first_only=True)
    assert ENGLISH.voice(key, {"town": "Valmont"}) in first


@pytest.mark.parametrize("key", [key for key in KEYS if key.startswith("appointment.offer_")])
def test_no_offer_of_slots_is_longer_than_twelve_seconds(key: str):
    slots = {f"slot_{place}": "Tuesday 24 November at 2.30 pm" for place in (1, 2, 3)}
    text = spell_out(ENGLISH.voice(key, {"what": "an identity card", **slots}))
    assert len(text) / LETTERS_PER_SECOND <= LONGEST_SECONDS, text
