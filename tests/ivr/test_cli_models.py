"""standardiste models, as the installer meets it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ivr.cli import main
from speech.catalogue import carried_catalogue
from speech.model_errors import ModelMissing
from speech.models import ModelStore

EARS = "vosk-model-fr-mairie-0.15"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture(scope="module")
def installed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("var")
    result = CliRunner().invoke(main, ["models", "--root", str(root), "install", EARS])
    assert result.exit_code == 0, result.output
    assert f"{EARS} : installé dans {root / 'models' / EARS}" in result.stdout
    assert f"Déballage de {EARS}.tar.xz" in result.stderr
    return root


@pytest.fixture
def with_ears(root: Path, installed_once: Path) -> Path:
    shutil.copytree(installed_once, root)
    return root


def run(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["models", "--root", str(root), *arguments])


def test_the_list_shows_every_model_and_its_state(with_ears: Path) -> None:
    shown = run(with_ears, "list").stdout
    for model in carried_catalogue().models.values():
        assert model.name in shown
        assert model.licence in shown
    (ears,) = [line for line in shown.splitlines() if line.startswith(f"{EARS} *")]
    assert "installé" in ears
    assert "37,4 Mo" in ears
    (large,) = [line for line in shown.splitlines() if line.startswith("vosk-model-fr-0.22  ")]
    assert "≤ 1,8 Go" in large
    assert "structure et essai" in large


def test_a_damaged_model_is_shown_and_fails_verification(with_ears: Path) -> None:
    (with_ears / "models" / EARS / "graph" / "words.txt").write_text("")
    assert "abîmé" in run(with_ears, "list").stdout
    result = run(with_ears, "verify")
    assert result.exit_code == 1
    assert f"Réinstallez-le : standardiste models install {EARS}" in result.stderr


def test_a_sound_model_passes_verification(with_ears: Path) -> None:
    result = run(with_ears, "verify")
    assert (result.exit_code, result.stdout) == (0, f"{EARS} : intact\n")


def test_verifying_nothing_says_what_to_install(root: Path) -> None:
    result = run(root, "verify")
    assert result.exit_code == 1
    assert "standardiste models install --default" in result.stderr


def test_one_failure_does_not_stop_the_others(with_ears: Path) -> None:
    result = run(with_ears, "verify", "inconnu", EARS)
    assert result.exit_code == 1
    assert "« inconnu » n'est pas au catalogue" in result.stderr
    assert f"{EARS} : intact" in result.stdout


def test_where_says_the_folder(with_ears: Path) -> None:
    assert run(with_ears, "where").stdout == f"{with_ears / 'models'}\n"
    assert run(with_ears, "where", EARS).stdout == f"{with_ears / 'models' / EARS}\n"
    assert run(with_ears, "where", "fr_FR-siwis-kokoro").exit_code == 1


def test_the_folder_comes_from_the_environment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDARDISTE_VAR", str(root))
    assert CliRunner().invoke(main, ["models", "where"]).stdout == f"{root / 'models'}\n"


def test_a_removed_model_is_gone(with_ears: Path) -> None:
    assert run(with_ears, "remove", EARS).stdout == f"{EARS} : retiré\n"
    assert run(with_ears, "where", EARS).exit_code == 1


def test_installing_nothing_is_refused_with_what_to_type(root: Path) -> None:
    result = run(root, "install")
    assert result.exit_code == 2
    assert "--default" in result.stderr


def test_default_leaves_other_languages_to_the_settings(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    french = Path("mairie.toml").read_text(encoding="utf-8").replace('["fr", "en"]', '["fr"]')
    root.mkdir()
    (root / "mairie.toml").write_text(french, encoding="utf-8")
    monkeypatch.setenv("STANDARDISTE_CONFIG", str(root / "mairie.toml"))
    wanted: list[str] = []
    monkeypatch.setattr(
        "speech.models.ModelStore.install",
        lambda store, name, progress: wanted.append(name) or store.root / name,
    )
    assert run(root, "install", "--default").exit_code == 0
    assert wanted == list(carried_catalogue().defaults)


def test_default_goes_without_a_voice_that_cannot_be_had(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(store: ModelStore, name: str, progress: object) -> Path:
        if name == "en_US-joe-medium":
            raise ModelMissing("missing", name=name, folder=store.root)
        return store.root / name

    monkeypatch.setattr("speech.models.ModelStore.install", install)
    result = run(root, "install", "--default")
    assert result.exit_code == 0
    assert "en_US-joe-medium" in result.stderr
    assert "standardiste models install vosk-model-small-en-us-0.15" in result.stdout


def test_default_installs_the_models_the_line_starts_with(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted: list[str] = []
    monkeypatch.setattr(
        "speech.models.ModelStore.install",
        lambda store, name, progress: wanted.append(name) or store.root / name,
    )
    assert run(root, "install", "--default", EARS).exit_code == 0
    assert wanted == [*carried_catalogue().defaults, "en_US-joe-medium"]
