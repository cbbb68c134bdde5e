"""Answer, make sure, offer a choice, or refuse."""

from __future__ import annotations

import pytest

from knowledge.calibration import Thresholds
from knowledge.decision import OFFERED, Answer, Candidate, Confirm, Disambiguate, Evidence, NoMatch, decide

LEAST = Thresholds(answer=0.9, confirm=0.5, choose=0.6, close=0.3)


def candidates(*scores: float) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            slug=f"article-{at}",
            title="",
            service="",
            score=score,
            evidence=Evidence(phrasing="", words=(), scores={}),
        )
        for at, score in enumerate(scores)
    )


@pytest.mark.parametrize(
    ("scores", "kind", "offered"),
    [
        ((0.95, 0.04), Answer, 2),
        ((0.9,), Answer, 1),
        ((0.7, 0.1), Confirm, 2),
        ((0.5, 0.1), Confirm, 2),
        ((0.4, 0.3), Disambiguate, 2),
        ((0.3, 0.2, 0.15), Disambiguate, 3),
        ((0.6, 0.3), Disambiguate, 2),
        ((0.3, 0.2), NoMatch, 2),
        ((0.49, 0.1), NoMatch, 2),
        ((0.01,), NoMatch, 1),
        ((), NoMatch, 0),
    ],
)
def test_probabilities_decide(scores: tuple[float, ...], kind: type, offered: int) -> None:
    match = decide(candidates(*scores), LEAST)
    assert type(match) is kind
    assert len(match.candidates) == offered


def test_a_choice_is_never_longer_than_a_caller_can_keep_in_mind() -> None:
    match = decide(candidates(*([0.2] * 5)), LEAST)
    assert isinstance(match, Disambiguate)
    assert len(match.candidates) == OFFERED
