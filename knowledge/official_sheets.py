"""The State's fact sheets ("Vos droits et démarches", DILA), read from JSON Lines or the publisher's XML."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from knowledge.articles import fault, tidy_line
from knowledge.located import InputError, Problem, decode
from knowledge.messages import message
from knowledge.safe_xml import SIZE_LIMIT as XML_LIMIT
from knowledge.safe_xml import parse_xml, text_of

SHEETS_LIMIT = 20_000
"""Sheets read from one import; the whole publication has some six thousand."""

ZIP_LIMIT = 1_000_000_000
"""Bytes that an archive may unfold to in all."""

_ID = re.compile(r"F\d{1,7}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, kw_only=True)
class OfficialSheet:
    """One sheet, as published."""

    id: str
    """The publisher's number: "F1341"."""
    title: str
    updated: date
    audience: str = "particuliers"
    theme: str = ""
    """From the broadest: "Papiers - Citoyenneté > Passeport"."""
    summary: str = ""
    intro: str = ""
    """One paragraph a line."""
    keywords: tuple[str, ...] = ()
    town_hall: bool = False
    """The sheet sends its readers to their town hall."""


def read_sheets(path: Path) -> list[OfficialSheet]:
    """The sheets of a JSON Lines file, an XML file, a folder or a zip archive of XML files.

    Raises InputError with every fault, its file and line; OSError when the file cannot be read.
    """
    sheets: list[OfficialSheet] = []
    problems: list[Problem] = []
    for name, line, source in _sources(path):
        try:
            sheet = sheet_from_json(source) if isinstance(source, str) else sheet_from_xml(source)
        except InputError as error:
            problems += [_placed(problem, name, line) for problem in error.problems]
            continue
        if sheet is not None:
            sheets.append(sheet)
        if len(sheets) > SHEETS_LIMIT:
            raise InputError([Problem(message("sheets.too_many", limit=SHEETS_LIMIT))])
    counts = Counter(sheet.id for sheet in sheets)
    if twice := tuple(sorted(number for number, count in counts.items() if count > 1)):
        problems.append(Problem(message("sheets.twice", ids=twice)))
    if problems:
        raise InputError(problems)
    return sheets


def sheet_from_json(text: str) -> OfficialSheet:
    """One line of JSON: id, title, updated, and optionally the other fields. Raises InputError."""
    try:
        record: dict[str, Any] = json.loads(text)
        if not isinstance(record, dict):
            raise TypeError("not an object")
        return _checked(
            OfficialSheet(
                id=str(record["id"]),
                title=_line(record["title"]),
                updated=date.fromisoformat(record["updated"]),
                audience=_line(record.get("audience", "particuliers")),
                theme=_line(record.get("theme", "")),
                summary=_line(record.get("summary", "")),
                intro=_line(record.get("intro", "")),
                keywords=tuple(_line(word) for word in record.get("keywords", ())),
                town_hall=record.get("mairie") is True,
            )
        )
    except json.JSONDecodeError as error:
        raise InputError([Problem(message("sheets.broken_json", detail=error.msg))]) from error
    except KeyError as error:
        raise InputError([Problem(message("article.missing_field", name=str(error.args[0])))]) from error
    except (TypeError, ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError([Problem(message("sheets.wrong_value", detail=str(error)))]) from error


def sheet_from_xml(raw: bytes) -> OfficialSheet | None:
    """One XML document; None when it is not a sheet (a theme, a directory…). Raises InputError."""
    root = parse_xml(raw)
    if root.tag != "Publication" or not root.get("ID", "").startswith("F"):
        return None
    found = _DATE.search(text_of(root.find("dc:date")))
    if found is None:
        text = message("sheets.no_date", id=root.get("ID", ""))
        raise InputError([Problem(text)])
    try:
        updated = date.fromisoformat(found[0])
    except ValueError:
        raise InputError([Problem(message("article.date", value=found[0]))]) from None
    audience = text_of(root.find("Audience")).lower() or "particuliers"
    levels = [text_of(level) for level in root.iterfind("FilDAriane/Niveau")][1:]
    levels = levels or [text_of(root.find("Theme/Titre")), text_of(root.find("DossierPere/Titre"))]
    return _checked(
        OfficialSheet(
            id=root.get("ID", ""),
            title=text_of(root.find("dc:title")),
            updated=updated,
            audience=audience,
            theme=" > ".join(level for level in levels if level),
            summary=text_of(root.find("dc:description")),
            intro="\n".join(_paragraphs(root)),
            town_hall=_sends_to_town_hall(root),
        )
    )


def _paragraphs(root: Element) -> Iterator[str]:
    """The introduction, or the first paragraphs outside any case, chapter or list."""
    introduction = root.find("Introduction")
    if introduction is not None:
        places: Iterable[Element] = introduction.iter("Paragraphe")
    else:
        places = root.iterfind("Texte/Paragraphe")
    yield from (text for text in map(text_of, places) if text)


def _sends_to_town_hall(root: Element) -> bool:
    return any(
        text_of(place.find("PivotLocal")) == "mairie" or text_of(place.find("Titre")).lower() == "mairie"
        for place in root.iter("OuSAdresser")
    )


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r}")
    return tidy_line(value)


def _checked(sheet: OfficialSheet) -> OfficialSheet:
    if not _ID.fullmatch(sheet.id):
        raise InputError([Problem(message("sheets.id", value=sheet.id))])
    if not sheet.title:
        raise InputError([Problem(message("article.empty", name="title"))])
    for text in (sheet.title, sheet.theme, sheet.audience, sheet.summary, sheet.intro, *sheet.keywords):
        if wrong := fault(text):
            raise InputError([Problem(wrong)])
    return sheet


def _placed(problem: Problem, name: str, line: int) -> Problem:
    """A problem with the line of the file it was found in, or the file's name inside a folder."""
    if not name:
        return replace(problem, line=line or problem.line)
    where = message("sheets.in_file", name=name)
    return replace(problem, text=where + str(problem), line=0)


def _sources(path: Path) -> Iterator[tuple[str, int, str | bytes]]:
    """Each sheet of a file, folder or archive: name inside it, line, and text (JSON) or bytes (XML)."""
    if path.is_dir():
        for file in sorted(path.rglob("*.xml")):
            yield str(file.relative_to(path)), 0, _bounded(file)
    elif zipfile.is_zipfile(path):
        yield from _zipped(path)
    elif path.suffix.lower() == ".xml":
        yield "", 0, _bounded(path)
    else:
        for number, line in enumerate(decode(path.read_bytes()).split("\n"), start=1):
            if line.strip():
                yield "", number, line


def _bounded(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(XML_LIMIT + 1)


def _zipped(path: Path) -> Iterator[tuple[str, int, bytes]]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if member.filename.lower().endswith(".xml")]
            if sum(member.file_size for member in members) > ZIP_LIMIT:
                raise InputError([Problem(message("file.too_large", size="?", limit=ZIP_LIMIT))])
            for member in members:
                # What a member says of its own size is not to be believed: the limit is unfolded at most.
                with archive.open(member) as opened:
                    yield member.filename, 0, opened.read(XML_LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise InputError([Problem(message("sheets.broken_zip", detail=str(error)))]) from error
