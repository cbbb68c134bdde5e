"""standardiste knowledge translations: out to a file, and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from knowledge.demonstration import load_demonstration_english
from knowledge.store import KnowledgeStore


@pytest.fixture
def base(tmp_path: Path) -> Path:
    path = tmp_path / "knowledge.db"
    assert run("load", "--db", str(path)).exit_code == 0
    return path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["knowledge", *arguments])


def test_the_demonstration_brings_its_english_with_it(base: Path) -> None:
    assert KnowledgeStore(base).translations.all("en") == load_demonstration_english()


def test_translations_go_out_and_come_back_unchanged(base: Path, tmp_path: Path) -> None:
    file = tmp_path / "anglais.yaml"
    assert "62 traductions" in run("translations", "export", str(file), "--db", str(base)).stdout
    result = run("translations", "import", str(file), "--db", str(base))
    assert "0 traductions ajoutées, 0 modifiées, 62 inchangées" in result.stdout


def test_a_translation_of_no_article_is_kept_and_told(base: Path, tmp_path: Path) -> None:
    file = tmp_path / "anglais.yaml"
    file.write_text("- {slug: patinoire, offer: the ice rink, as_of: 2026-11-01}\n", encoding="utf-8")
    result = run("translations", "import", str(file), "--db", str(base))
    assert result.exit_code == 0
    assert "patinoire : aucune fiche de ce nom" in result.stderr


def test_a_wrong_file_changes_nothing(base: Path, tmp_path: Path) -> None:
    file = tmp_path / "anglais.yaml"
    file.write_text(
        '- {slug: mariage, offer: a wedding, as_of: 2026-11-01, spoken: "{fact:rien}"}\n', encoding="utf-8"
    )
    result = run("translations", "import", str(file), "--db", str(base))
    assert result.exit_code != 0
    assert "rien" in result.stderr
    assert KnowledgeStore(base).translations.all("en") == load_demonstration_english()
