"""standardiste models adapt."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr.cli.models import models
from ivr.house import prepare_databases
from ivr.settings import load_settings
from speech.models import ModelStore
from speech.recogniser import VoskEars

NAME = "vosk-model-fr-mairie-0.15"
PROJECT = Path(__file__).parents[2]


@pytest.fixture
def var(model_store: ModelStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("STANDARDISTE_VAR", str(tmp_path))
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(PROJECT / "mairie.toml"))
    shutil.copytree(model_store.path(NAME), tmp_path / "models" / NAME)
    prepare_databases(load_settings())
    return tmp_path


def test_the_ears_learn_the_towns_words_and_forget_them_again(var: Path) -> None:
    done = CliRunner().invoke(models, ["adapt", "--no-trial"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "vuillermoz" in VoskEars(var / "models" / f"{NAME}.commune").path.joinpath(
        "graph/words.txt"
    ).read_text(encoding="utf-8")
    assert "--undo" in done.output
    undone = CliRunner().invoke(models, ["adapt", "--undo"], catch_exceptions=False)
    assert undone.exit_code == 0
    again = CliRunner().invoke(models, ["adapt", "--undo"])
    assert again.exit_code == 1
    assert "rien à annuler" in again.output


def test_without_a_voice_the_words_are_learnt_and_the_missing_trial_is_told(var: Path) -> None:
    done = CliRunner().invoke(models, ["adapt"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    assert "n'a pas été comparée" in done.output


def test_a_model_of_somebody_elses_making_is_refused_and_told(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (var / "models" / NAME / "graph/Gr.fst").write_bytes(b"\0" * 10)
    done = CliRunner().invoke(models, ["adapt"])
    assert done.exit_code == 1
    assert "abîmé" in done.output
