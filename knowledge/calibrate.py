"""Making the calibration: weights and thresholds learnt from questions judged by cross-validation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import product

import numpy as np
import numpy.typing as npt

from knowledge.calibration import Calibration, Judgement, Thresholds, Weights
from knowledge.crossvalidation import FOLDS, NOISES, Trial, trials
from knowledge.decision import OFFERED
from knowledge.entry import Entry
from knowledge.logistic import fit
from knowledge.understanding import CLASSIFIER_LIMIT
from knowledge.vocabulary import Vocabulary

COMMAND = "standardiste knowledge calibrate"

LEAST_PRECISION = 0.97
"""Of the answers given without asking, on questions heard perfectly."""

MOST_WRONGLY_OFFERED = 0.05
"""Share of the questions for which only wrong articles are offered, all noises together."""

MOST_STRANGERS_OFFERED = 0.10
"""Share of the questions to refuse for which an article is offered, all noises together."""

MOST_ASKED_BACK = 0.34
"""Share of the questions answered by another question, all noises together. Callers should meet less: their
words are seldom as new to the matcher as those held out."""

_ANSWER = np.arange(0.70, 0.99, 0.01)
_CONFIRM = np.arange(0.30, 0.75, 0.05)
_CHOOSE = np.arange(0.40, 0.90, 0.10)
_CLOSE = (0.25, 0.3, 0.4, 0.5)

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Outcomes:
    """What a set of thresholds makes of the trials; shares between 0 and 1."""

    resolved: float
    """Of the questions in scope: answered right, or with the right article offered."""
    precision: float
    """Of the answers given."""
    asked_back: float
    """Of the questions in scope: confirmed or offered as a choice."""
    wrongly_offered: float
    strangers_answered: float
    """Of the questions to refuse."""
    strangers_offered: float


@dataclass(frozen=True)
class Ranking:
    """The best candidates of every trial, as arrays."""

    scores: npt.NDArray[np.float64]
    """Shape (trials, OFFERED), best first, 0 where there are fewer candidates."""
    right: Flags
    """Shape (trials, OFFERED): which of them is the one that was wanted."""
    in_scope: Flags
    noise: npt.NDArray[np.float64]

    @classmethod
    def of(cls, judged: Sequence[Trial], weights: Weights) -> Ranking:
        """The trials ranked under these weights."""
        scores = np.zeros((len(judged), OFFERED))
        right = np.zeros((len(judged), OFFERED), dtype=np.bool_)
        for row, trial in enumerate(judged):
            probabilities, _ = weights.probabilities(trial.findings)
            for column, at in enumerate(np.argsort(-probabilities, kind="stable")[:OFFERED]):
                scores[row, column] = probabilities[at]
                right[row, column] = trial.findings.owners[at] == trial.owner
        in_scope = np.array([trial.owner is not None for trial in judged])
        return cls(scores, right, in_scope, np.array([trial.noise for trial in judged]))

    def at(self, noise: float) -> Ranking:
        """The trials of one noise."""
        kept = self.noise == noise
        return Ranking(self.scores[kept], self.right[kept], self.in_scope[kept], self.noise[kept])

    def outcomes(self, least: Thresholds) -> Outcomes:
        """The shares, decided as `decision.decide` does."""
        best, right = self.scores[:, 0], self.right[:, 0]
        close = self.scores >= least.close * best[:, None]
        several = (close.sum(axis=1) > 1) & ((self.scores * close).sum(axis=1) >= least.choose)
        answered = best >= least.answer
        chosen = ~answered & several
        confirmed = ~answered & ~several & (best >= least.confirm)
        among = (self.right & close).any(axis=1)
        offered_right = (confirmed & right) | (chosen & among)
        offered = confirmed | chosen
        known, strange = self.in_scope, ~self.in_scope
        return Outcomes(
            resolved=_share((answered & right) | offered_right, known),
            precision=_share(right, answered),
            asked_back=_share(offered, known),
            wrongly_offered=_share(offered & ~offered_right, known),
            strangers_answered=_share(answered, strange),
            strangers_offered=_share(offered, strange),
        )


def _share(these: Flags, among: Flags) -> float:
    return float(these[among].mean()) if among.any() else 0.0


def choose_thresholds(ranking: Ranking) -> Thresholds:
    """The lowest answer threshold with the wanted precision, then the others that resolve the most questions
    within the bounds of this module. Raises ValueError when no thresholds keep them."""
    clean = ranking.at(0.0)
    answer = next((float(one) for one in _ANSWER if _precision(clean, one) >= LEAST_PRECISION), None)
    if answer is None:
        raise ValueError(
            f"No threshold gives {LEAST_PRECISION:.0%} of right answers: the articles are asked in words too "
            "alike, or too few phrases to refuse are known."
        )
    kept = [
        (outcomes.resolved, thresholds)
        for thresholds in _grid(answer)
        if (outcomes := ranking.outcomes(thresholds)).wrongly_offered <= MOST_WRONGLY_OFFERED
        and outcomes.strangers_offered <= MOST_STRANGERS_OFFERED
        and outcomes.asked_back <= MOST_ASKED_BACK
    ]
    if not kept:
        raise ValueError("No thresholds keep the questions asked back, and the wrong ones, within bounds.")
    return max(kept, key=lambda one: one[0])[1]


def _precision(ranking: Ranking, answer: float) -> float:
    return _share(ranking.right[:, 0], ranking.scores[:, 0] >= answer)


def _grid(answer: float) -> Iterator[Thresholds]:
    for confirm, choose, close in product(_CONFIRM, _CHOOSE, _CLOSE):
        if confirm <= answer:
            yield Thresholds(answer=answer, confirm=float(confirm), choose=float(choose), close=close)


def calibrate(
    entries: Sequence[Entry],
    held_out: Mapping[str, Sequence[str]],
    themes: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
) -> Calibration:
    """A calibration learnt from these articles alone, in some minutes; see `crossvalidation.trials`."""
    measured: dict[str, object] = {}
    judgements = {}
    for name, limit in (("with_classifier", CLASSIFIER_LIMIT), ("without_classifier", 0)):
        judged = list(trials(entries, held_out, themes, vocabulary, classifier_limit=limit))
        weights = fit(judged)
        ranking = Ranking.of(judged, weights)
        thresholds = choose_thresholds(ranking)
        judgements[name] = Judgement(weights=weights, thresholds=thresholds)
        measured[name] = {f"{noise:.0%}": asdict(ranking.at(noise).outcomes(thresholds)) for noise in NOISES}
    return Calibration(
        with_classifier=judgements["with_classifier"],
        without_classifier=judgements["without_classifier"],
        made={
            "command": COMMAND,
            "articles": len(entries),
            "held_out_phrasings": sum(map(len, held_out.values())),
            "phrases_to_refuse": sum(map(len, themes.values())),
            "folds": FOLDS,
            "goals": {
                "precision": LEAST_PRECISION,
                "wrongly_offered": MOST_WRONGLY_OFFERED,
                "strangers_offered": MOST_STRANGERS_OFFERED,
                "asked_back": MOST_ASKED_BACK,
            },
            "measured_by_word_error_rate": measured,
        },
    )
