"""Floors under which understanding must not fall, on questions the matcher never learnt.

The floors leave the margin that a change of wording or seed may cost; the figures themselves are in
docs/evaluation.md.
"""

from __future__ import annotations

import pytest

from knowledge.evaluate import Report, evaluate, read_questions
from tests.knowledge.understood import QUESTIONS, demonstration

KEPT_ASIDE = [
    *read_questions(QUESTIONS / "developpement.jsonl"),
    *read_questions(QUESTIONS / "hors_sujet.jsonl"),
]


@pytest.mark.parametrize(
    ("noise", "resolved", "precision"),
    [(0.0, 0.94, 0.97), (0.1, 0.88, 0.97), (0.2, 0.79, 0.955), (0.3, 0.7, 0.94)],
)
def test_questions_kept_aside_are_understood(noise: float, resolved: float, precision: float) -> None:
    # Several draws: of two hundred answers, chance alone makes two or three wrong.
    reports = [evaluate(demonstration(), KEPT_ASIDE, noise=noise, seed=seed) for seed in range(4)]

    def share(name: str) -> float:
        shares = [getattr(report, name) for report in reports]
        return sum(one.count for one in shares) / sum(one.total for one in shares)

    words = "\n".join(map(told, reports))
    assert share("resolved") >= resolved, words
    assert share("precision") >= precision, words
    assert share("asked_back") <= (0.2 if noise < 0.2 else 0.3), words
    assert share("wrongly_offered") <= 0.06, words
    assert share("strangers_offered") <= 0.15, words
    assert share("strangers_answered") <= 0.05, words


def test_callers_stories_are_understood() -> None:
    report = evaluate(demonstration(), read_questions(QUESTIONS / "appelants.yaml"))
    assert report.resolved.value >= 0.95, told(report)
    assert report.precision.value >= 0.98, told(report)
    assert report.strangers_answered.value <= 0.04, told(report)


def test_misheard_words_are_forgiven() -> None:
    report = evaluate(demonstration(), read_questions(QUESTIONS / "mal_entendues.yaml"))
    assert report.resolved.value >= 0.85, told(report)
    assert report.precision.value >= 0.95, told(report)


def told(report: Report) -> str:
    """What to look at when a floor gives way."""
    return "\n".join(
        f"{one.topic or 'hors sujet'} -> {one.taken_for or 'rien'} x{one.count}: {one.example}"
        for one in report.confusions
    )
