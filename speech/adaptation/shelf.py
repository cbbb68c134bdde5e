"""Where adapted models are kept: beside the one they were made from, with the one before to go back to."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from pathlib import Path

from speech.model_errors import ModelDamaged, ModelMissing
from speech.model_files import RECORD, check_contents, read_record, write_record
from speech.models import ModelStore
from speech.progress import Progress, silent

log = logging.getLogger(__name__)

NOTE = "adapted-from.json"
MADE_OF = (".mdl", ".fst", ".npz", ".conf")
"""Ends of the names of the files that make a model hear as it does."""

Build = Callable[[Path, Path], object]
"""Writes a model into a new folder, the second, from the one in the first."""


class AdaptedModels:
    """The town's own versions of installed models."""

    def __init__(self, store: ModelStore) -> None:
        self._store = store

    def folder(self, name: str) -> Path:
        """Where the town's version of a model is, or would be."""
        return self._store.root / f"{name}.commune"

    def path(self, name: str) -> Path:
        """The town's version of a model when there is a sound one, made from it as installed; else the model.

        Raises what `ModelStore.path` raises. A version that cannot be used is told in the log: the line hears
        with the model it was made from.
        """
        base = self._store.path(name)
        folder = self.folder(name)
        if not folder.is_dir():
            return base
        try:
            check_contents(name, folder)
            if _note(folder)["from"] != _identity(base, name):
                log.warning("%s was made from another version of %s: adapt it again.", folder, name)
                return base
        except (ModelDamaged, OSError, ValueError, KeyError) as error:
            log.error("%s cannot be used: %s", folder, error)
            return base
        return folder

    def ensure(self, name: str, build: Build, learnt: str, progress: Progress = silent) -> None:
        """Have a version built and put in service, unless the one there is sound and has learnt the same.

        Nothing either after `undo`, until `replace`. `learnt` tells what is taught from anything else. Raises
        what `replace` raises.
        """
        with self._store.locked(name):
            if self._undone(name).exists():
                return
            if self.path(name) != self.folder(name) or _note(self.folder(name))["learnt"] != learnt:
                self._replace(name, build, learnt, progress)

    def replace(self, name: str, build: Build, learnt: str = "", progress: Progress = silent) -> Path:
        """Have a new version built, tried out, and put in service; its folder.

        Raises ModelDamaged when the engine cannot use it: the version in service stays.
        """
        with self._store.locked(name):
            self._replace(name, build, learnt, progress)
            self._undone(name).unlink(missing_ok=True)
        return self.folder(name)

    def _replace(self, name: str, build: Build, learnt: str, progress: Progress) -> None:
        base = self._store.path(name)
        new = self._store.root / f".{name}.commune.new"
        shutil.rmtree(new, ignore_errors=True)
        try:
            build(base, new)
            model = self._store.catalogue[name]
            self._store.try_out(model, new, progress)
            note = json.dumps({"from": _identity(base, name), "learnt": learnt})
            (new / NOTE).write_text(note + "\n", encoding="utf-8")
            (new / RECORD).unlink(missing_ok=True)
            write_record(model, new, progress)
            self._set_aside(name)
            new.rename(self.folder(name))
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def undo(self, name: str) -> Path:
        """Go back to the version before, or to the model itself when there was none; what is now in service.

        Raises ModelMissing when there is nothing to undo.
        """
        with self._store.locked(name):
            if not self.folder(name).is_dir():
                raise ModelMissing("not_adapted", name=name)
            shutil.rmtree(self.folder(name))
            self._undone(name).touch()
            if self._before(name).is_dir():
                self._before(name).rename(self.folder(name))
        return self.path(name)

    def _set_aside(self, name: str) -> None:
        if self.folder(name).is_dir():
            shutil.rmtree(self._before(name), ignore_errors=True)
            self.folder(name).rename(self._before(name))

    def _undone(self, name: str) -> Path:
        """There when somebody went back: what they took out must not come back by itself."""
        return self._store.root / f".{name}.commune.undone"

    def _before(self, name: str) -> Path:
        return self._store.root / f".{name}.commune.before"


def _note(folder: Path) -> dict[str, str]:
    """What a version was made from, and what it learnt."""
    note: dict[str, str] = json.loads((folder / NOTE).read_text(encoding="utf-8"))
    return {"learnt": "", **note}


def _identity(base: Path, name: str) -> str:
    """What tells two installed versions of a model apart."""
    files = read_record(name, base).files
    return " ".join(files[file].sha256 for file in sorted(files) if file.endswith(MADE_OF))
