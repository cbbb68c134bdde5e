"""Words that sound alike share their key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from knowledge.normalise import words
from knowledge.sounds import sound_of, sound_of_words


@pytest.mark.parametrize(
    "alike",
    [
        ("passeport", "passport"),
        ("cantine", "quantine", "cantines"),
        ("carte", "quarte", "cartes"),
        ("mairie", "mairies"),
        ("maire", "mère", "mer"),
        ("eau", "haut", "aux", "o"),
        ("décès", "décé"),
        ("école", "écoles", "ékole"),
        ("encombrant", "encombrants", "encombrent"),
        ("déchèterie", "déchetterie"),
        ("sans", "cent"),
        ("voix", "voie", "voies"),
        ("poubelle", "poubelles"),
    ],
)
def test_words_heard_the_same_share_a_key(alike: tuple[str, ...]) -> None:
    assert len({sound_of(word) for word in alike}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("cantine", "crèche"),
        ("pain", "bain"),
        ("bus", "bouse"),
        ("chat", "ça"),
        ("poule", "pull"),
        ("vin", "vent"),
        ("bon", "banc"),
        ("jour", "four"),
    ],
)
def test_words_heard_apart_have_different_keys(one: str, other: str) -> None:
    assert sound_of(one) != sound_of(other)


@pytest.mark.parametrize(
    ("right", "heard"),
    [
        ("passeport", "passe port"),
        ("carte d'identité", "carte dit entité"),
        ("encombrants", "en combrants"),
        ("médiathèque", "média tech"),
        ("certificat d'urbanisme", "certificat d'urbain isme"),
    ],
)
def test_word_boundaries_are_forgiven(right: str, heard: str) -> None:
    assert fuzz.ratio(sound_of_words(words(right)), sound_of_words(words(heard))) > 80


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzàâçéèêëîïôùûü", max_size=30))
def test_any_word_has_a_key_no_longer_than_twice_itself(word: str) -> None:
    key = sound_of(word)
    assert len(key) <= 2 * len(word)
    assert not set(key) & set("°àâçéèêëîïôùûü")
