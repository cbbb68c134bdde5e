"""Fitting the conditional logistic model that turns partial scores into probabilities."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from knowledge.calibration import Weights
from knowledge.crossvalidation import Trial
from knowledge.understanding import AGAINST, CANDIDATES, FOR

RIDGE = 1.0
"""Penalty on the squared weights, in units of one trial; keeps twin scores from fighting each other."""

_ABSENT = -50.0

Doubles = npt.NDArray[np.float64]


def fit(trials: Sequence[Trial]) -> Weights:
    """The weights under which the trials' outcomes are the likeliest.

    A right article missing from the candidates counts as "none of them": the matcher can only refuse then.
    """
    from scipy.optimize import minimize

    favour, present, against, outcome = _tables(trials)
    favour_mean, favour_scale = favour[present].mean(axis=0), favour[present].std(axis=0) + 1e-6
    against_mean, against_scale = against.mean(axis=0), against.std(axis=0) + 1e-6
    x = (favour - favour_mean) / favour_scale
    z = (against - against_mean) / against_scale
    rows = np.arange(len(outcome))
    split = len(FOR) + 1

    def loss(parameters: Doubles) -> tuple[float, Doubles]:
        scores = np.where(present, x @ parameters[: split - 1] + parameters[split - 1], _ABSENT)
        scores = np.hstack([scores, (z @ parameters[split:])[:, None]])
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores)
        total = shares.sum(axis=1, keepdims=True)
        missed = shares / total
        missed[rows, outcome] -= 1
        of_candidates = missed[:, :-1] * present
        gradient = np.concatenate(
            [
                np.einsum("ij,ijk->k", of_candidates, x),
                [of_candidates.sum()],
                missed[:, -1] @ z,
            ]
        )
        surprise = -(scores[rows, outcome] - np.log(total[:, 0])).sum()
        return surprise + RIDGE / 2 * float(parameters @ parameters), gradient + RIDGE * parameters

    found = minimize(loss, np.zeros(split + len(AGAINST)), jac=True, method="L-BFGS-B").x
    in_favour = found[: split - 1] / favour_scale
    of_none = found[split:] / against_scale
    # Scores were centred to be fitted; what that took away goes into the constant.
    constant = found[split - 1] - in_favour @ favour_mean + of_none @ against_mean
    return Weights(
        in_favour=dict(zip(FOR, in_favour.tolist(), strict=True)),
        against=dict(zip(AGAINST, of_none.tolist(), strict=True)),
        constant=float(constant),
    )


def _tables(
    trials: Sequence[Trial],
) -> tuple[Doubles, npt.NDArray[np.bool_], Doubles, npt.NDArray[np.int64]]:
    """Scores for, shape (trials, CANDIDATES, FOR); which of them exist; scores against, shape (trials,
    AGAINST); and the right column of each, the last one being "none of them"."""
    favour = np.zeros((len(trials), CANDIDATES, len(FOR)))
    present = np.zeros((len(trials), CANDIDATES), dtype=np.bool_)
    against = np.zeros((len(trials), len(AGAINST)))
    outcome = np.full(len(trials), CANDIDATES, dtype=np.int64)
    for row, trial in enumerate(trials):
        owners = trial.findings.owners
        favour[row, : len(owners)] = trial.findings.in_favour
        present[row, : len(owners)] = True
        against[row] = trial.findings.against
        if trial.owner is not None and trial.owner in owners:
            outcome[row] = owners.index(trial.owner)
    return favour, present, against, outcome
