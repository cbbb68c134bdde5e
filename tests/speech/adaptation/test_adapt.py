"""A real model with a town's words added, put in service, and taken back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from speech import homophones, rescoring
from speech.adaptation.adapt import Adapted, adapt
from speech.adaptation.shelf import NOTE, AdaptedModels
from speech.model_errors import ModelDamaged, ModelMissing
from speech.models import ModelStore
from speech.recogniser import VoskEars

NAME = "vosk-model-fr-mairie-0.15"
SENTENCES = [
    "j'habite au 12 rue Kerdoncuff",
    "c'est rue Kerdoncuff",
    "madame Vuillermoz",
    "l'étang des Îles",
    "東京",
]


@pytest.fixture(scope="module")
def base(model_store: ModelStore) -> Path:
    return model_store.path(NAME)


@pytest.fixture(scope="module")
def made(base: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Adapted]:
    folder = tmp_path_factory.mktemp("adapted") / NAME
    return folder, adapt(base, folder, SENTENCES)


def test_the_new_words_are_known_and_the_old_ones_still_are(made: tuple[Path, Adapted]) -> None:
    folder, added = made
    assert set(added.words) >= {"kerdoncuff", "vuillermoz"}
    assert added.unpronounceable == ()
    ears = VoskEars(folder)
    assert all(ears.knows(word) for word in ("kerdoncuff", "vuillermoz", "mairie", "l'école", "[unk]"))


@pytest.mark.parametrize("file", [rescoring.FILE, homophones.FILE])
def test_it_keeps_what_reads_again(base: Path, made: tuple[Path, Adapted], file: str) -> None:
    assert (made[0] / file).read_bytes() == (base / file).read_bytes()


def test_it_still_hears_and_its_grammars_still_work(made: tuple[Path, Adapted]) -> None:
    ears = VoskEars(made[0])
    for phrases in ((), ("oui", "non")):
        recogniser = ears.open(phrases)
        recogniser.accept(bytes(16_000))
        assert recogniser.finish().text == ""


def test_words_without_a_sound_are_left_out_and_named(base: Path, tmp_path: Path) -> None:
    added = adapt(
        base, tmp_path / "new", ["rue zzyzx", "rue zzyzx"], pronounce=lambda words: dict.fromkeys(words, ())
    )
    assert added.unpronounceable == ("zzyzx",)
    assert added.words == ()
    assert added.sentences == 0
    assert not VoskEars(tmp_path / "new").knows("zzyzx")


@pytest.mark.parametrize("share", [0.0, 1.0, -1.0, float("nan")])
def test_a_share_that_is_none_is_refused(base: Path, tmp_path: Path, share: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        adapt(base, tmp_path / "new", SENTENCES, share=share)


def test_a_damaged_model_is_refused_and_nothing_is_written(base: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(base, broken)
    content = (broken / "graph/HCLr.fst").read_bytes()
    (broken / "graph/HCLr.fst").write_bytes(content[: len(content) // 2])
    with pytest.raises(ModelDamaged, match="seuls les modèles du projet"):
        adapt(broken, tmp_path / "new", SENTENCES)
    assert not (tmp_path / "new").exists()


@pytest.fixture
def shelf(model_store: ModelStore, tmp_path: Path) -> AdaptedModels:
    store = ModelStore(tmp_path / "models")
    shutil.copytree(model_store.path(NAME), store.root / NAME)
    return AdaptedModels(store)


def copied(base: Path, new: Path) -> None:
    shutil.copytree(base, new)


def test_the_towns_version_takes_over_and_can_be_undone_twice(shelf: AdaptedModels) -> None:
    plain = shelf.path(NAME)
    first = shelf.replace(NAME, copied)
    assert shelf.path(NAME) == first != plain
    (first / "first").touch()
    shelf.replace(NAME, copied)
    assert not (first / "first").exists()
    assert shelf.undo(NAME) == first
    assert (first / "first").exists()
    assert shelf.undo(NAME) == plain
    with pytest.raises(ModelMissing, match="rien à annuler"):
        shelf.undo(NAME)


def test_a_version_is_made_once_for_what_it_learns_and_again_when_that_changes(shelf: AdaptedModels) -> None:
    made: list[str] = []

    def build(base: Path, new: Path) -> None:
        made.append(base.name)
        shutil.copytree(base, new)

    for learnt in ("streets", "streets", "streets and people"):
        shelf.ensure(NAME, build, learnt)
    assert made == [NAME, NAME]
    assert shelf.path(NAME) == shelf.folder(NAME)


def test_a_version_that_somebody_took_out_does_not_come_back_by_itself(shelf: AdaptedModels) -> None:
    shelf.ensure(NAME, copied, "streets")
    shelf.undo(NAME)
    shelf.ensure(NAME, copied, "streets and people")
    assert shelf.path(NAME).name == NAME
    shelf.replace(NAME, copied)
    shelf.undo(NAME)
    shelf.replace(NAME, copied)
    shelf.ensure(NAME, copied, "more")
    assert shelf.path(NAME) == shelf.folder(NAME)


@pytest.mark.parametrize("file", ["graph/HCLr.fst", rescoring.FILE])
def test_a_version_the_engine_cannot_use_never_takes_over(shelf: AdaptedModels, file: str) -> None:
    def broken(base: Path, new: Path) -> None:
        shutil.copytree(base, new)
        (new / file).write_bytes(b"something else")

    with pytest.raises(ModelDamaged, match="ne parvient pas"):
        shelf.replace(NAME, broken)
    assert shelf.path(NAME).name == NAME
    assert [folder.name for folder in shelf.path(NAME).parent.iterdir() if "commune" in folder.name] == []


def test_a_version_damaged_since_leaves_the_line_with_the_model_itself(
    shelf: AdaptedModels, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shelf.replace(NAME, copied)
    (folder / "graph/words.txt").write_text("")
    assert shelf.path(NAME).name == NAME
    assert "cannot be used" in caplog.text


def test_a_version_of_another_model_than_the_one_installed_is_not_used(
    shelf: AdaptedModels, caplog: pytest.LogCaptureFixture
) -> None:
    folder = shelf.replace(NAME, copied)
    record = json.loads((folder / "standardiste-model.json").read_text())
    (folder / NOTE).write_text('{"from": "another"}')
    record["files"].pop(NOTE)
    (folder / "standardiste-model.json").write_text(json.dumps(record))
    assert shelf.path(NAME).name == NAME
    assert "adapt it again" in caplog.text


@pytest.mark.parametrize("file", ["am/final.mdl", rescoring.FILE, "conf/model.conf"])
def test_a_version_of_a_model_changed_since_is_not_used(
    shelf: AdaptedModels, caplog: pytest.LogCaptureFixture, file: str
) -> None:
    base = shelf.path(NAME)
    shelf.replace(NAME, copied)
    record = json.loads((base / "standardiste-model.json").read_text())
    record["files"][file]["sha256"] = "another"
    (base / "standardiste-model.json").write_text(json.dumps(record))
    assert shelf.path(NAME).name == NAME
    assert "adapt it again" in caplog.text
