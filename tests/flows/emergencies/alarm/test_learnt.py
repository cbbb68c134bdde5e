"""Danger told from what only sounds like it, by what was learnt of sentences."""

from array import array

import pytest

from flows.emergencies.alarm.features import MOST_WORDS, features_of, plain_words
from flows.emergencies.alarm.learnt import (
    Ear,
    Level,
    Table,
    danger_level,
    ear_of,
    likeliest_kind,
    packed,
    unpacked,
)

SIZE = 8


def small_ear(weights: list[int], **kinds: list[int]) -> Ear:
    return Ear(
        danger=Table(-1.0, 0.5, array("b", weights)),
        kinds={kind: Table(0.0, 1.0, array("b", given)) for kind, given in kinds.items()},
        thresholds={Level.PERHAPS: -0.5, Level.LIKELY: 0.5, Level.SURE: 2.0},
        learnt_from="here",
    )


def test_words_are_plain_without_case_accents_or_elisions():
    assert plain_words("L'échelle est TOMBÉE, là-haut !") == ["l", "echelle", "est", "tombee", "la", "haut"]
    assert len(plain_words("un mot " * 200)) == MOST_WORDS


def test_a_sentence_is_no_louder_for_being_long():
    for text in ("au feu", "je voudrais savoir si la mairie est ouverte samedi matin"):
        seen = features_of(plain_words(text), 1 << 16)
        assert sum(much**2 for much in seen.values()) == pytest.approx(1, abs=0.1)
    assert features_of([], SIZE) == {}


def test_levels_go_by_the_score():
    for weight, level in ((-1, Level.NONE), (1, Level.PERHAPS), (3, Level.LIKELY), (9, Level.SURE)):
        assert small_ear([weight] * SIZE, any=[0] * SIZE).level("il est tombé") >= level
    assert small_ear([-1] * SIZE, any=[0] * SIZE).level("il est tombé") is Level.NONE
    assert small_ear([100] * SIZE, any=[0] * SIZE).level("feu") is Level.NONE  # a lone word tells too little


def test_the_likeliest_kind_is_the_one_that_scores_most():
    ear = small_ear([0] * SIZE, fire=[1] * SIZE, medical=[2] * SIZE)
    assert ear.kind("quelque chose brûle") == "medical"


def test_an_ear_is_kept_and_read_back_as_it_was():
    ear = small_ear([1, -2, 3, 0, 0, 0, 0, 127], fire=[1] * SIZE, medical=[2] * SIZE)
    assert unpacked(packed(ear)) == ear


def test_an_ear_cut_short_says_how_to_make_it_anew():
    with pytest.raises(ValueError, match="standardiste dangers learn"):
        unpacked(packed(small_ear([1] * SIZE, fire=[1] * SIZE))[:-3])


def test_nothing_was_learnt_of_another_language():
    assert danger_level("hilfe es brennt", "de") is Level.NONE
    assert likeliest_kind("hilfe es brennt", "de") == "any"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_level_asks_for_more_than_the_one_before(language):
    thresholds = ear_of(language).thresholds
    assert thresholds[Level.PERHAPS] < thresholds[Level.LIKELY] < thresholds[Level.SURE]
    assert max(thresholds) is Level.SURE
