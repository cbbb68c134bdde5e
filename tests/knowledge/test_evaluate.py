"""Figures on sets of questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.evaluate import Question, QuestionsError, Share, evaluate, offered, read_questions
from tests.knowledge.understood import BACKGROUND, ENTRIES, tiny

QUESTIONS = [Question(text, entry.slug) for entry in ENTRIES for text in entry.phrasings]
STRANGERS = [Question(text, None) for text in BACKGROUND]


def test_every_question_is_counted_once() -> None:
    report = evaluate(tiny(), [*QUESTIONS, *STRANGERS], noise=0.4)
    known = len(QUESTIONS)
    assert report.coverage.count + report.asked_back.count + report.refused.count == known
    assert report.resolved.total == report.accuracy.total == known
    strangers = (report.strangers_refused, report.strangers_offered, report.strangers_answered)
    assert sum(share.count for share in strangers) == len(STRANGERS)
    assert report.precision.total == report.coverage.count + report.strangers_answered.count
    assert sum(share.count for share in report.topics.values()) == report.resolved.count
    wrong = known - report.resolved.count
    touched = report.strangers_offered.count + report.strangers_answered.count
    assert sum(one.count for one in report.confusions) == wrong + touched


def test_what_was_learnt_is_understood() -> None:
    report = evaluate(tiny(), [*QUESTIONS, *STRANGERS])
    assert report.accuracy.value == 1.0
    assert report.strangers_answered.count == 0


def test_a_wrong_label_shows_as_a_confusion() -> None:
    report = evaluate(tiny(), [Question("j'ai un vieux canapé à jeter", "cantine")])
    assert report.accuracy.count == 0
    assert report.resolved.count == 0
    [confusion] = report.confusions
    assert (confusion.topic, confusion.count) == ("cantine", 1)


def test_noise_is_drawn_from_the_seed() -> None:
    one, again = (evaluate(tiny(), QUESTIONS, noise=0.5, seed=3) for _ in "ab")
    assert one == again
    assert evaluate(tiny(), QUESTIONS, noise=0.5).accuracy.value < 1.0


def test_the_slugs_offered_follow_the_decision() -> None:
    for question in [*QUESTIONS, *STRANGERS]:
        match = tiny().match(question.text)
        count = len(offered(match))
        assert count == {"answer": 1, "confirm": 1, "none": 0}.get(match.decision, len(match.candidates))


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [(50, 100, 0.4038, 0.5962), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)],
)
def test_intervals_are_wilson_s(count: int, total: int, low: float, high: float) -> None:
    assert Share(count, total).interval == pytest.approx((low, high), abs=1e-4)


@given(st.integers(1, 500).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_holds_its_share(share: tuple[int, int]) -> None:
    low, high = Share(*share).interval
    assert 0 <= low <= Share(*share).value + 1e-9
    assert Share(*share).value - 1e-9 <= high <= 1


def test_a_report_becomes_plain_values() -> None:
    plain = evaluate(tiny(), [*QUESTIONS, *STRANGERS]).as_dict()
    assert plain["accuracy"] == {
        "value": 1.0,
        "low": pytest.approx(0.7575),
        "high": 1.0,
        "count": 12,
        "total": 12,
    }
    assert plain["topics"]["cantine"]["total"] == 4


def test_it_reads_json_lines_and_yaml(tmp_path: Path) -> None:
    lines = tmp_path / "q.jsonl"
    lines.write_text('{"text": "ma carte", "topic": "carte-identite"}\n\n{"text": "météo", "ood": "far"}\n')
    listed = tmp_path / "q.yaml"
    listed.write_text("carte-identite:\n  - ma carte\nnull:\n  - météo\n")
    expected = [Question("ma carte", "carte-identite"), Question("météo", None)]
    assert read_questions(lines) == read_questions(listed) == expected


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("q.jsonl", "bonjour\n", "not_json"),
        ("q.jsonl", '{"topic": "pacs"}\n', "not_json"),
        ("q.jsonl", "[1]\n", "not_json"),
        ("q.yaml", "- un\n", "not_by_topic"),
        ("q.yaml", "pacs: un\n", "not_a_list"),
        ("q.yaml", "pacs: [un\n", "not_yaml"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(tmp_path: Path, name: str, content: str, fault: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(QuestionsError) as error:
        read_questions(path)
    assert error.value.fault == fault
    assert error.value.path == path
