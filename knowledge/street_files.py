"""Street lists on disk: the national address base's CSV, read with every fault's line; the town's own.

Columns and encoding as the Base adresse nationale documents them ("Schéma des données adresses au format
CSV"): semicolons, UTF-8, one line a house number. A Base adresse locale, whose columns have other names, is
read too. Only seven columns are used; the former commune is kept in the
name of the streets that only it tells apart.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import IO

from rapidfuzz import fuzz, process

from knowledge.commune_streets import Commune
from knowledge.located import InputError, Problem
from knowledge.normalise import without_accents
from knowledge.streets import Street, StreetList, catalogue

COLUMNS = ("numero", "rep", "nom_voie", "code_postal", "code_insee", "nom_commune")
OPTIONAL = ("code_postal", "nom_ancienne_commune")
"""Of the columns that are read, those that a file may lack."""
LOCAL_NAMES = {
    "rep": "suffixe",
    "nom_voie": "voie_nom",
    "code_insee": "commune_insee",
    "nom_commune": "commune_nom",
    "nom_ancienne_commune": "commune_deleguee_nom",
}
"""The same columns in a Base adresse locale, format 1.3, which has no postcode."""
LONGEST_FILE = 500_000_000
"""Characters read, after decompression: three times the largest department."""
MOST_PROBLEMS = 20
"""Faulty lines named at once."""
_LONGEST_NUMBER = 9


@dataclass(frozen=True)
class TownStreets:
    """The streets of one commune, ready to be kept."""

    commune: str
    code: str
    """INSEE code."""
    streets: tuple[Street, ...]

    @property
    def addresses(self) -> int:
        """How many house numbers."""
        return sum(len(street.numbers) for street in self.streets)

    def listed(self) -> StreetList:
        """The list that calls look streets up in."""
        return StreetList(self.streets, self.commune)


def read_address_base(path: Path, commune: str = "") -> TownStreets:
    """The streets of a CSV of the national address base, or its .gz; `commune`: a name or an INSEE code.

    Raises InputError with the line of every fault; a file of several communes needs `commune`.
    """
    try:
        with _open(path) as text:
            return _read(text, commune, str(path))
    except FileNotFoundError as error:
        raise InputError([_problem("missing", path=path)]) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError([_problem("gzip", detail=error)]) from error
    except OSError as error:
        raise InputError([_problem("unreadable", path=path, detail=error.strerror or error)]) from error


def read_text(text: str, commune: str = "") -> TownStreets:
    """The same, from a text. Raises InputError."""
    return _read(io.StringIO(text, newline=""), commune, "adresses.csv")


def save(path: Path, town: TownStreets) -> None:
    """Keep a town's streets: the whole list takes the place of the one before, or nothing changes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with draft.open("w", encoding="utf-8", newline="") as file:
            _write(file, town)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def demonstration() -> TownStreets:
    """The invented streets of the demonstration commune, shipped with the package."""
    return read_text(
        resources.files("knowledge").joinpath("data/demonstration_streets.csv").read_text("utf-8")
    )


class KeptStreets:
    """The streets kept in a file, read again when it changes; the demonstration's while there is none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._version: tuple[int, int] | None = None
        self._streets: StreetList | None = None

    @property
    def own(self) -> bool:
        """Has the town imported its own?"""
        return self.path.exists()

    def current(self) -> StreetList:
        """The list as it is now. Raises InputError for a file that cannot be read."""
        version = self._stamp()
        if self._streets is None or version != self._version:
            town = read_address_base(self.path) if version else demonstration()
            self._streets, self._version = town.listed(), version
        return self._streets

    def _stamp(self) -> tuple[int, int] | None:
        try:
            status = self.path.stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_size


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf-8-sig", newline="")
    return path.open(encoding="utf-8-sig", newline="")


def _read(text: Iterable[str], wanted: str, file: str) -> TownStreets:
    communes: dict[str, Commune] = {}
    problems: list[Problem] = []
    faults = 0
    for line, row in _rows(text):
        found = _faults(row)
        if not found:
            code = row["code_insee"]
            communes.setdefault(code, Commune(row["nom_commune"], code)).keep(row)
        elif not wanted or _is_wanted(row["nom_commune"], row["code_insee"], wanted):
            faults += 1
            if len(problems) < MOST_PROBLEMS:
                problems += [Problem(text, line=line, field=name) for name, text in found]
    if faults > MOST_PROBLEMS:
        problems.append(_problem("more", count=faults - MOST_PROBLEMS))
    if problems:
        raise InputError(problems)
    if not communes:
        raise InputError([_problem("empty")])
    return _one(communes, wanted, file)


def _rows(text: Iterable[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number and the columns used of it. Raises InputError."""
    reader = csv.reader(_bounded(text), delimiter=";")
    try:
        header = next(reader, None)
        if header is None:
            raise InputError([_problem("empty")])
        places = _places(header)
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                wanted = {"count": len(cells), "wanted": len(header)}
                raise InputError([_problem("fields", line=reader.line_num, **wanted)])
            values = {column: cells[place].strip() for column, place in places.items()}
            yield reader.line_num, {**dict.fromkeys(OPTIONAL, ""), **values}
    except csv.Error as error:
        raise InputError([_problem("csv", line=reader.line_num, detail=error)]) from error


def _places(header: list[str]) -> dict[str, int]:
    """Where each column stands, under one name or the other. Raises InputError."""
    places = {}
    for column in (*COLUMNS, "nom_ancienne_commune"):
        name = column if column in header else LOCAL_NAMES.get(column, column)
        if name in header:
            places[column] = header.index(name)
        elif column not in OPTIONAL:
            raise InputError([_problem("columns", line=1, column=column)])
    return places


def _bounded(text: Iterable[str]) -> Iterator[str]:
    """The lines of a file, of a size and in an encoding that can be read. Raises InputError."""
    size = line = 0
    lines = iter(text)
    while True:
        try:
            read = next(lines)
        except StopIteration:
            return
        except UnicodeDecodeError as error:
            raise InputError([_problem("encoding", line=line + 1)]) from error
        line += 1
        size += len(read)
        if size > LONGEST_FILE:
            raise InputError([_problem("too_large", limit=LONGEST_FILE // 1_000_000)])
        yield read


def _faults(row: dict[str, str]) -> list[tuple[str, str]]:
    """What is wrong in a line: (column, sentence)."""
    found: list[tuple[str, str]] = []
    number, postcode = row["numero"], row["code_postal"]
    if number and not (number.isdecimal() and len(number) <= _LONGEST_NUMBER):
        found.append(("numero", _sentence("number", value=number[:60])))
    if not row["nom_voie"]:
        found.append(("nom_voie", _sentence("name")))
    if postcode and not (postcode.isdecimal() and len(postcode) == 5):
        found.append(("code_postal", _sentence("postcode", value=postcode[:60])))
    return found


def _one(communes: dict[str, Commune], wanted: str, file: str) -> TownStreets:
    """The commune asked for, or the only one there is."""
    if wanted:
        kept = [commune for commune in communes.values() if _is_wanted(commune.name, commune.code, wanted)]
        if not kept:
            names = [commune.name for commune in communes.values()]
            near = process.extract(wanted, names, scorer=fuzz.WRatio, limit=3)
            text = _problem("unknown_commune", value=wanted, near=", ".join(name for name, _, _ in near))
            raise InputError([text])
    else:
        kept = list(communes.values())
        if len(kept) > 1:
            raise InputError([_problem("communes", count=len(kept), file=file, example=kept[0].code)])
    commune = kept[0]
    return TownStreets(commune.name, commune.code, tuple(commune.streets()))


def _is_wanted(name: str, code: str, wanted: str) -> bool:
    return wanted == code or _plain(name) == _plain(wanted)


def _plain(name: str) -> str:
    return " ".join(without_accents(name).lower().replace("-", " ").replace("'", " ").split())


def _write(file: IO[str], town: TownStreets) -> None:
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for street in town.streets:
        for number in sorted(street.numbers, key=lambda n: (int("".join(filter(str.isdecimal, n))), n)) or [
            ""
        ]:
            digits = "".join(filter(str.isdecimal, number))
            row = (digits, number[len(digits) :], street.name, street.postcode, town.code, town.commune)
            writer.writerow(row)


def _sentence(key: str, **values: object) -> str:
    sentence: str = catalogue()["problem"][key]
    return sentence.format(**values)


def _problem(key: str, *, line: int = 0, **values: object) -> Problem:
    return Problem(_sentence(key, **values), line=line)
