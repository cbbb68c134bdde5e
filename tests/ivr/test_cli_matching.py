"""standardiste knowledge match, evaluate, bench, from the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from knowledge.demonstration import load_demonstration
from knowledge.store import KnowledgeStore
from tests.knowledge.understood import PROJECT, QUESTIONS, demonstration


@pytest.fixture
def db() -> Path:
    """No base there, but what the demonstration matcher learnt is kept beside."""
    demonstration()
    return PROJECT / "var" / "absent.db"


def run(*arguments: str | Path, given: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["knowledge", *map(str, arguments)], input=given)


def test_one_json_object_comes_out_for_each_line(db: Path) -> None:
    given = (
        "je voudrais refaire ma carte d'identité\n\n"
        "quelle est la capitale du pérou\nles éboueurs sont pas passés\n"
    )
    result = run("match", "--db", db, given=given)
    assert result.exit_code == 0, result.output
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [row["text"] for row in rows] == given.splitlines()
    assert [row["decision"] for row in rows] == ["answer", "transfer", "transfer", "answer"]
    assert [row["topic"] for row in rows] == ["carte-identite", None, None, "collecte-ordures"]
    assert all(0 <= row["score"] <= 1 and row["choices"] == [] for row in rows)


def test_choices_are_named_only_when_a_choice_is_offered(db: Path) -> None:
    questions = "les travaux\nla cantine ou la garderie\nla salle et la piscine\nune carte"
    rows = [json.loads(line) for line in run("match", "--db", db, given=questions).output.splitlines()]
    assert any(row["decision"] == "disambiguate" for row in rows)
    for row in rows:
        assert (len(row["choices"]) >= 2) == (row["decision"] == "disambiguate")
        if row["choices"]:
            assert row["topic"] == row["choices"][0]


def test_reasons_come_on_demand(db: Path) -> None:
    [line] = run("match", "--explain", "--db", db, given="menu de la cantine").output.splitlines()
    assert "cantine" in json.loads(line)["reason"]


def test_bytes_that_are_no_text_do_not_stop_it(db: Path) -> None:
    result = run("match", "--db", db, given=b"\xff\xfe\x80\nmenu de la cantine\n")
    assert [json.loads(line)["decision"] for line in result.output.splitlines()] == ["transfer", "answer"]


def test_the_base_is_used_when_there_is_one(tmp_path: Path) -> None:
    store = KnowledgeStore(tmp_path / "knowledge.db")
    kept = [article for article in load_demonstration() if article.slug in ("cantine", "pacs")]
    store.save_all(kept, who="test", at=datetime(2026, 11, 24, tzinfo=UTC))
    result = run(
        "match", "--db", tmp_path / "knowledge.db", given="menu de la cantine\nma carte d'identité\n"
    )
    rows = [json.loads(line) for line in result.output.splitlines()]
    assert [row["topic"] for row in rows] == ["cantine", None]
    assert list((tmp_path / "matcher").glob("*.npz"))


def test_an_empty_base_says_what_to_do(tmp_path: Path) -> None:
    KnowledgeStore(tmp_path / "knowledge.db")
    result = run("match", "--db", tmp_path / "knowledge.db", given="bonjour\n")
    assert result.exit_code == 1
    assert "knowledge load" in result.output


def test_figures_are_told_in_french(db: Path) -> None:
    result = run("evaluate", QUESTIONS / "mal_entendues.yaml", "--noise", "0", "--noise", "0,2", "--db", db)
    assert result.exit_code == 0, result.output
    assert "Sans bruit" in result.output
    assert "Bruit simulé : 20,0 %" in result.output
    assert "réponses directes justes" in result.output


def test_figures_come_as_json(db: Path) -> None:
    result = run("evaluate", QUESTIONS / "hors_sujet.jsonl", "--json", "--db", db)
    report = json.loads(result.output)
    assert report["strangers_refused"]["total"] == 145
    assert report["noise"] == 0


def test_a_table_is_written_between_its_marks(db: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("avant\n<!-- evaluation -->\nvieux\n<!-- /evaluation -->\naprès\n", encoding="utf-8")
    result = run("evaluate", QUESTIONS / "mal_entendues.yaml", "--table", page, "--db", db)
    assert result.exit_code == 0, result.output
    written = page.read_text(encoding="utf-8")
    assert written.startswith("avant\n<!-- evaluation -->\n\n| | Sans bruit |")
    assert written.endswith("<!-- /evaluation -->\naprès\n")
    assert "vieux" not in written
    assert "| résolues (réponse, confirmation ou choix) |" in written


@pytest.mark.parametrize(
    ("name", "content", "options", "sentence"),
    [
        ("q.jsonl", "bonjour\n", [], "ligne 1 : il faut un objet JSON"),
        ("q.jsonl", "", [], "Aucune question"),
        ("q.yaml", "pacs: un\n", [], "sous « pacs »"),
        (
            "q.jsonl",
            '{"text": "a", "topic": null}\n',
            ["--noise", "beaucoup"],
            "« beaucoup » n'est pas un taux",
        ),
        ("q.jsonl", '{"text": "a", "topic": null}\n', ["--noise", "3"], "« 3 » n'est pas un taux"),
    ],
)
def test_mistakes_are_explained(
    db: Path, tmp_path: Path, name: str, content: str, options: list[str], sentence: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    result = run("evaluate", path, "--db", db, *options)
    assert result.exit_code == 1
    assert sentence in result.output


def test_a_page_without_marks_is_left_alone(db: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("rien ici\n")
    result = run("evaluate", QUESTIONS / "mal_entendues.yaml", "--table", page, "--db", db)
    assert result.exit_code == 1
    assert "n'a pas les deux lignes" in result.output
    assert page.read_text() == "rien ici\n"


def test_the_bench_tells_sizes_and_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ivr.cli.matching.SIZES", ((8, 3), (12, 2)))
    result = run("bench")
    assert result.exit_code == 0, result.output
    rows = [line.split() for line in result.output.splitlines()]
    assert [row[:2] for row in rows[1:]] == [["8", "24"], ["12", "24"]]
    assert "ms" in result.output
