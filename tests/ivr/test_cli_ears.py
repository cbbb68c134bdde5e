"""standardiste bench ears."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli.bench_ears import SETS
from ivr.cli.ears_questions import questions, words_question
from ivr.cli.ears_report import BEGIN, END, TEXTS, Line, Report, percent
from speech.evaluation.conditions import CONDITIONS


def report() -> Report:
    """Two models, two lines."""
    made = Report([("ears", False), ("ears", True)])
    made.add(Line("title_words", "free", "white15", ("12.3 %", "9.8 %"), 100))
    made.add(Line("title_cost", "load", "–", ("0.12 s", "0.13 s")))
    return made


def test_the_tables_go_between_their_marks_and_nothing_else_changes(tmp_path: Path) -> None:
    document = tmp_path / "ears.md"
    document.write_text(f"# Before\n\n{BEGIN}\nold\n{END}\n\nAfter.\n", encoding="utf-8")
    assert report().write(document)
    text = document.read_text(encoding="utf-8")
    assert text.startswith("# Before\n\n")
    assert text.endswith(f"{END}\n\nAfter.\n")
    assert "old" not in text
    assert "| everyday sentences (100) | white noise at 15 dB | 12.3 % | 9.8 % |" in text
    assert "| ears | ears, with the town's words |" in text
    assert report().write(document)
    assert document.read_text(encoding="utf-8") == text


def test_a_document_without_marks_is_left_as_it_is(tmp_path: Path) -> None:
    document = tmp_path / "ears.md"
    document.write_text("nothing\n", encoding="utf-8")
    assert not report().write(document)
    assert document.read_text(encoding="utf-8") == "nothing\n"


def test_every_word_of_the_report_is_told_in_both_languages() -> None:
    for language in TEXTS:
        for key in (*SETS, *CONDITIONS, *(question.name for question in questions())):
            assert TEXTS[language][key]
    assert set(TEXTS["en"]) <= set(TEXTS["fr"])


def test_each_question_understands_its_own_answers() -> None:
    for question in questions():
        for answer in question.answers:
            assert question.understand(answer.said.replace(",", "")) == answer.meaning, answer


def test_words_asked_one_by_one_are_a_question_too() -> None:
    question = words_question("days", ["lundi", "mardi", "lundi"])
    assert question.phrases == ("lundi", "mardi")
    assert [question.understand(answer.said) for answer in question.answers] == [
        answer.meaning for answer in question.answers
    ]


def test_shares_are_told_as_percentages() -> None:
    assert percent(0.1234) == "12.3 %"


def test_outside_the_project_it_says_where_to_start_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ivr.cli.bench import bench

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(Path(__file__).parents[2] / "mairie.toml"))
    told = CliRunner().invoke(bench, ["ears"])
    assert told.exit_code == 0, told.output
    assert "lancez la mesure depuis le dossier du projet" in told.output
