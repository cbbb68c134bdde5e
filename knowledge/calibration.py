"""From partial scores to one probability, and from probabilities to a decision: figures that were learnt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import resources
from typing import Any

import numpy as np

from knowledge.space import Floats
from knowledge.understanding import AGAINST, FOR, Findings


@dataclass(frozen=True, kw_only=True)
class Weights:
    """A conditional logistic model: every candidate and "none of them" get a score, and the scores share out
    one probability."""

    in_favour: Mapping[str, float]
    """One for each name in `FOR`."""
    against: Mapping[str, float]
    """One for each name in `AGAINST`."""
    constant: float
    """Added to every candidate's score."""

    def __post_init__(self) -> None:
        for given, names in ((self.in_favour, FOR), (self.against, AGAINST)):
            if set(given) != set(names):
                raise ValueError(
                    f"The calibration weighs {sorted(given)}, and the matcher measures {sorted(names)}: "
                    "run « standardiste knowledge calibrate »."
                )

    def probabilities(self, findings: Findings) -> tuple[Floats, float]:
        """The probability of each candidate, shape (candidates,), and that of none of them; together 1."""
        favour = np.array([self.in_favour[name] for name in FOR])
        against = np.array([self.against[name] for name in AGAINST])
        scores = np.append(findings.in_favour @ favour + self.constant, findings.against @ against)
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return shares[:-1].astype(np.float32), float(shares[-1])


@dataclass(frozen=True, kw_only=True)
class Thresholds:
    """Least probabilities, 0 to 1."""

    answer: float
    """Of the best candidate, to answer at once."""
    confirm: float
    """Of the best candidate, to ask whether it is the one."""
    choose: float
    """Of the candidates offered together, to ask which one."""
    close: float
    """Of a candidate as a share of the best, to be offered beside it."""

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():
            if not 0 < value <= 1:
                raise ValueError(f"The threshold « {name} » is a probability between 0 and 1, not {value}.")


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How evidence is weighed, and how much of it each decision takes."""

    weights: Weights
    thresholds: Thresholds


@dataclass(frozen=True, kw_only=True)
class Calibration:
    """Two judgements: for a base with a classifier, and for one too large to have it."""

    with_classifier: Judgement
    without_classifier: Judgement
    made: Mapping[str, Any]
    """The command, its data and what it measured, for the people who read the file."""

    def to_json(self) -> str:
        """The calibration as kept in the package, figures rounded to what they mean."""
        return json.dumps(_rounded(asdict(self)), ensure_ascii=False, indent=2) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Calibration:
        """Raises ValueError when the text is not a calibration."""
        try:
            kept = json.loads(text)
            return cls(
                with_classifier=_judgement(kept["with_classifier"]),
                without_classifier=_judgement(kept["without_classifier"]),
                made=kept["made"],
            )
        except (KeyError, TypeError) as error:
            raise ValueError(
                f"The calibration is incomplete ({error}): run « standardiste knowledge calibrate »."
            ) from error


def _judgement(kept: Mapping[str, Any]) -> Judgement:
    return Judgement(weights=Weights(**kept["weights"]), thresholds=Thresholds(**kept["thresholds"]))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, Mapping):
        return {key: _rounded(of) for key, of in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(of) for of in value]
    return value


@cache
def shipped_calibration() -> Calibration:
    """The calibration shipped with the package, `data/calibration.json`."""
    text = resources.files("knowledge").joinpath("data/calibration.json").read_text(encoding="utf-8")
    return Calibration.from_json(text)
