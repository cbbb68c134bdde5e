"""Thresholds chosen from questions judged by cross-validation."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from knowledge.calibrate import LEAST_PRECISION, Ranking, choose_thresholds
from knowledge.calibration import Thresholds
from knowledge.crossvalidation import FOLDS, NOISES, trials
from knowledge.vocabulary import shipped_vocabulary
from tests.knowledge.understood import BACKGROUND, ENTRIES

HELD_OUT = {entry.slug: entry.phrasings for entry in ENTRIES}
THEMES = {f"theme-{at}": (phrase,) for at, phrase in enumerate(BACKGROUND)}


def ranking(best: list[float], right: list[bool], in_scope: list[bool] | None = None) -> Ranking:
    count = len(best)
    scores = np.zeros((count, 3))
    scores[:, 0] = best
    rights = np.zeros((count, 3), dtype=bool)
    rights[:, 0] = right
    return Ranking(scores, rights, np.array(in_scope or [True] * count), np.zeros(count))


def test_the_answer_threshold_is_the_lowest_that_is_precise_enough() -> None:
    wrong, right = np.linspace(0.75, 0.79, 16), np.linspace(0.8, 0.999, 384)
    given = ranking([*wrong, *right], [False] * 16 + [True] * 384)
    chosen = choose_thresholds(given)
    lower = dataclasses.replace(chosen, answer=chosen.answer - 0.01)
    assert given.outcomes(chosen).precision >= LEAST_PRECISION > given.outcomes(lower).precision


def test_no_threshold_is_better_than_a_wrong_one() -> None:
    with pytest.raises(ValueError, match="No threshold"):
        choose_thresholds(ranking([0.99] * 100, [True] * 50 + [False] * 50))


def test_outcomes_count_every_kind() -> None:
    least = Thresholds(answer=0.9, confirm=0.6, choose=0.7, close=0.3)
    scores = np.array(
        [[0.95, 0, 0], [0.7, 0.1, 0], [0.4, 0.35, 0], [0.3, 0, 0], [0.95, 0, 0], [0.65, 0, 0], [0.1, 0, 0]]
    )
    right = np.zeros((7, 3), dtype=bool)
    right[0, 0] = right[2, 1] = True
    in_scope = np.array([True, True, True, True, False, False, False])
    outcomes = Ranking(scores, right, in_scope, np.zeros(7)).outcomes(least)
    assert outcomes.resolved == pytest.approx(2 / 4)
    assert outcomes.precision == pytest.approx(1 / 2)
    assert outcomes.asked_back == pytest.approx(2 / 4)
    assert outcomes.wrongly_offered == pytest.approx(1 / 4)
    assert outcomes.strangers_answered == pytest.approx(1 / 3)
    assert outcomes.strangers_offered == pytest.approx(1 / 3)


def test_every_question_is_judged_once_for_each_noise() -> None:
    judged = list(trials(ENTRIES, HELD_OUT, THEMES, shipped_vocabulary(), classifier_limit=0))
    clean = [trial.text for trial in judged if trial.noise == 0]
    everything = [text for entry in ENTRIES for text in entry.phrasings] + list(BACKGROUND)
    assert sorted(clean) == sorted(everything)
    assert len(judged) == len(NOISES) * len(everything)
    assert len(THEMES) >= FOLDS


def test_a_question_is_never_judged_by_what_learnt_it() -> None:
    for trial in trials(ENTRIES, HELD_OUT, THEMES, shipped_vocabulary(), classifier_limit=0):
        if trial.noise == 0:
            assert trial.text not in trial.findings.phrasings
