"""What takes seconds to learn from a base, kept in a file named after the content it was learnt from."""

from __future__ import annotations

import hashlib
import json
import logging
import secrets
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from pathlib import Path

import numpy as np

from knowledge.classifier import Classifier
from knowledge.space import Columns, Space

log = logging.getLogger(__name__)

CODE = (
    "normalise",
    "sounds",
    "features",
    "space",
    "mishearing",
    "noise",
    "classifier",
    "understanding",
    "learnt",
)
"""Modules on which what is learnt depends: when one of them changes, everything is learnt anew."""


@dataclass(frozen=True)
class Learnt:
    """The space of the phrasings, the phrasings in it, and the classifier when the base is small enough."""

    space: Space
    columns: Columns
    classifier: Classifier | None


def fingerprint(texts: Sequence[Sequence[str]], concepts: Sequence[Sequence[str]]) -> str:
    """A name for everything that learning depends on: the texts of each owner, the concepts in them, the
    code."""
    digest = hashlib.sha256(_code())
    digest.update(json.dumps([texts, concepts]).encode())
    return digest.hexdigest()[:24]


@cache
def _code() -> bytes:
    sources = (files("knowledge").joinpath(f"{module}.py").read_bytes() for module in CODE)
    return b"".join(hashlib.sha256(source).digest() for source in sources)


def save(learnt: Learnt, path: Path) -> None:
    """Writes beside, then puts in place, so that a reader never sees half a file. A folder that cannot be
    written costs the next start a few seconds, nothing else: it is logged, not raised."""
    arrays = {
        "names": np.array("\n".join(learnt.space.names)),
        "rarity": learnt.space.rarity,
        "starts": learnt.columns.starts,
        "rows": learnt.columns.rows,
        "values": learnt.columns.values,
    }
    if learnt.classifier:
        arrays |= {"weights": learnt.classifier.weights, "bias": learnt.classifier.bias}
    beside = path.with_name(f"{path.name}.{secrets.token_hex(6)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        beside.replace(path)
    except OSError as error:
        log.warning("What was learnt could not be kept in %s: %s", path, error)
    finally:
        _forget(beside)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        log.warning("The unfinished file %s could not be removed: %s", path, error)


def load(path: Path) -> Learnt | None:
    """What is kept at that path, or None when there is nothing or the file is damaged."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            known = Space(str(kept["names"]).split("\n"), kept["rarity"])
            columns = Columns(kept["starts"], kept["rows"], kept["values"])
            linear = Classifier(kept["weights"], kept["bias"]) if "weights" in kept else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError, KeyError, EOFError, zipfile.BadZipFile) as error:
        log.warning("What was learnt cannot be read from %s, and is learnt anew: %s", path, error)
        return None
    whole = len(known) == len(known.rarity) == len(columns.starts) - 1
    if not whole or (linear is not None and len(linear.weights) != len(known)):
        log.warning("What was learnt is damaged in %s, and is learnt anew.", path)
        return None
    return Learnt(known, columns, linear)


def flat(texts: Sequence[Sequence[str]]) -> tuple[list[str], list[int]]:
    """The texts one after the other, and the owner of each."""
    owners = [owner for owner, own in enumerate(texts) for _ in own]
    return list(chain.from_iterable(texts)), owners
