"""From scores to probabilities, and to the file that keeps how."""

from __future__ import annotations

import dataclasses
import json

import numpy as np
import pytest

from knowledge.calibration import Calibration, Thresholds, Weights, shipped_calibration
from knowledge.crossvalidation import Trial
from knowledge.features import read
from knowledge.logistic import fit
from knowledge.understanding import AGAINST, FOR, Findings
from knowledge.vocabulary import shipped_vocabulary

QUESTION = read("une carte", shipped_vocabulary())


def findings(favour: list[list[float]], against: list[float]) -> Findings:
    return Findings(
        QUESTION,
        tuple(range(len(favour))),
        ("une carte",) * len(favour),
        np.array(favour, np.float32),
        np.array(against, np.float32),
    )


def test_probabilities_share_out_one() -> None:
    weights = shipped_calibration().with_classifier.weights
    given = findings([[0.5] * len(FOR), [0.1] * len(FOR)], [0.2] * len(AGAINST))
    shares, none = weights.probabilities(given)
    assert float(shares.sum()) + none == pytest.approx(1.0, abs=1e-5)
    assert shares[0] > shares[1]


def test_the_shipped_file_reads_back_as_it_was_written() -> None:
    shipped = shipped_calibration()
    assert Calibration.from_json(shipped.to_json()) == shipped


def test_the_shipped_file_says_which_command_made_it() -> None:
    assert shipped_calibration().made["command"] == "standardiste knowledge calibrate"


def test_a_file_without_its_weights_is_refused() -> None:
    kept = json.loads(shipped_calibration().to_json())
    del kept["with_classifier"]["weights"]
    with pytest.raises(ValueError, match="knowledge calibrate"):
        Calibration.from_json(json.dumps(kept))


def test_weights_for_other_scores_are_refused() -> None:
    with pytest.raises(ValueError, match="knowledge calibrate"):
        Weights(in_favour={"margin": 1.0}, against=dict.fromkeys(AGAINST, 1.0), constant=0.0)


@pytest.mark.parametrize("value", [0.0, -1.0, 1.2])
def test_a_threshold_is_a_probability(value: float) -> None:
    thresholds = shipped_calibration().with_classifier.thresholds
    with pytest.raises(ValueError, match="between 0 and 1"):
        dataclasses.replace(thresholds, confirm=value)


def test_thresholds_ask_more_to_answer_than_to_confirm() -> None:
    for judgement in (shipped_calibration().with_classifier, shipped_calibration().without_classifier):
        thresholds: Thresholds = judgement.thresholds
        assert thresholds.answer > thresholds.confirm


def drawn(count: int) -> list[Trial]:
    """Trials drawn from a known model: only the first score counts for, only the first against."""
    rng = np.random.default_rng(8)
    trials = []
    for _ in range(count):
        favour, against = rng.normal(size=(3, len(FOR))), rng.normal(size=len(AGAINST))
        scores = np.append(2.0 * favour[:, 0] - 1.0, 1.5 * against[0])
        shares = np.exp(scores) / np.exp(scores).sum()
        chosen = int(rng.choice(4, p=shares))
        owner = None if chosen == 3 else chosen
        trials.append(Trial("", 0.0, owner, findings(favour.tolist(), against.tolist())))
    return trials


def test_fitting_finds_the_model_the_trials_were_drawn_from() -> None:
    weights = fit(drawn(3000))
    assert weights.in_favour[FOR[0]] == pytest.approx(2.0, abs=0.25)
    assert weights.against[AGAINST[0]] == pytest.approx(1.5, abs=0.25)
    assert weights.constant == pytest.approx(-1.0, abs=0.25)
    others = [weights.in_favour[name] for name in FOR[1:]] + [weights.against[name] for name in AGAINST[1:]]
    assert max(map(abs, others)) < 0.25


def test_fitted_probabilities_tell_the_truth() -> None:
    trials = drawn(3000)
    weights = fit(trials)
    sure = []
    for trial in trials:
        shares, _ = weights.probabilities(trial.findings)
        best = int(shares.argmax())
        if 0.6 < shares[best] < 0.8:
            sure.append(trial.owner == best)
    assert np.mean(sure) == pytest.approx(0.7, abs=0.06)
