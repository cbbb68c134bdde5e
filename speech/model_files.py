"""The record of what was installed, file by file, and the check against it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from speech.catalogue import Model
from speech.fetching import sha256
from speech.model_errors import FetchError, ModelDamaged
from speech.progress import Progress, silent

RECORD = "standardiste-model.json"
"""Its name in the model's folder."""

# What an engine cannot do without; each line lists alternatives.
VOSK_FILES = (
    ("am/final.mdl", "final.mdl"),
    ("conf/model.conf",),
    ("conf/mfcc.conf", "mfcc.conf"),
    ("graph/HCLG.fst", "graph/HCLr.fst", "HCLG.fst", "HCLr.fst"),
)


@dataclass(frozen=True)
class FileRecord:
    """One installed file."""

    bytes: int
    sha256: str


@dataclass(frozen=True)
class Record:
    """What was installed."""

    name: str
    checksummed: bool
    """The parts it was made of had published checksums."""
    files: dict[str, FileRecord]
    """By path under the model's folder, with forward slashes."""


def check_structure(model: Model, folder: Path) -> None:
    """Raises FetchError when a file the engine needs is missing."""
    if model.engine == "vosk":
        for alternatives in VOSK_FILES:
            if not any((folder / file).is_file() for file in alternatives):
                raise FetchError("structure", name=model.name, engine=model.engine, file=alternatives[0])
        return
    voices = list(folder.glob("*.onnx"))
    if len(voices) != 1:
        raise FetchError("structure", name=model.name, engine=model.engine, file=f"{model.name}.onnx")
    config = voices[0].with_name(f"{voices[0].name}.json")
    try:
        described = json.loads(config.read_text(encoding="utf-8"))
        complete = {"audio", "phoneme_id_map"} <= described.keys()
    except (OSError, ValueError, AttributeError):
        complete = False
    if not complete:
        raise FetchError("structure", name=model.name, engine=model.engine, file=config.name)


def write_record(model: Model, folder: Path, progress: Progress) -> None:
    """Record every file of the folder."""
    files = {
        path.relative_to(folder).as_posix(): FileRecord(path.stat().st_size, sha256(path, progress))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    record = Record(model.name, model.checksummed, files)
    written = json.dumps(asdict(record), ensure_ascii=False, indent=2) + "\n"
    (folder / RECORD).write_text(written, encoding="utf-8")


def read_record(name: str, folder: Path) -> Record:
    """Raises ModelDamaged when there is none or it cannot be read."""
    path = folder / RECORD
    try:
        written: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files = {file: FileRecord(**entry) for file, entry in written["files"].items()}
        return Record(written["name"], written["checksummed"], files)
    except FileNotFoundError as error:
        raise ModelDamaged("no_manifest", name=name, folder=folder) from error
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelDamaged("bad_manifest", name=name, file=path) from error


def check_sizes(name: str, folder: Path) -> Record:
    """Compare the files with the record by presence and size: quick, for every start. Raises ModelDamaged."""
    record = read_record(name, folder)
    for file, recorded in record.files.items():
        try:
            size = (folder / file).stat().st_size
        except FileNotFoundError as error:
            raise ModelDamaged("file_missing", name=name, file=file) from error
        except OSError as error:
            raise ModelDamaged("file_unreadable", name=name, file=file, reason=error.strerror) from error
        if size != recorded.bytes:
            raise ModelDamaged("file_truncated", name=name, file=file, bytes=size, expected=recorded.bytes)
    return record


def check_contents(name: str, folder: Path, progress: Progress = silent) -> None:
    """Compare every byte with the record, at about half a gigabyte a second. Raises ModelDamaged."""
    for file, recorded in check_sizes(name, folder).files.items():
        try:
            got = sha256(folder / file, progress)
        except OSError as error:
            raise ModelDamaged("file_unreadable", name=name, file=file, reason=error.strerror) from error
        if got != recorded.sha256:
            raise ModelDamaged("file_altered", name=name, file=file)
