"""Articles as a spreadsheet: one row each, lists one item a line in their cell, safe to open.

A cell that a spreadsheet would run as a formula (it begins with =, +, -, @ or the like) is written with an
apostrophe in front, which reading takes away: nothing is lost, nothing is run. Semicolons and a byte order
mark, because that is what spreadsheets set to French open without a question.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.articles import FIELDS, Article, Variant
from knowledge.located import SIZE_LIMIT, InputError, Located, Problem
from knowledge.messages import message

LISTS = ("phrasings", "keywords", "audience")
PLAIN = tuple(name for name in FIELDS if name != "variants")
VARIANT_PARTS = ("label", "phrases", "spoken")

_VARIANT_COLUMN = re.compile(r"variant_([1-9]\d?)_(label|phrases|spoken)")
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_SEPARATORS = ";,\t"

csv.field_size_limit(SIZE_LIMIT)


def write_csv(articles: Iterable[Article]) -> str:
    """Articles as CSV text that `csv_records` reads back unchanged."""
    articles = list(articles)
    most = max((len(article.variants) for article in articles), default=0)
    columns = [f"variant_{number}_{part}" for number in range(1, most + 1) for part in VARIANT_PARTS]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([*PLAIN, *columns])
    for article in articles:
        cells = [_cell(getattr(article, name)) for name in PLAIN]
        cells += [_cell(getattr(variant, part)) for variant in article.variants for part in VARIANT_PARTS]
        writer.writerow([_escaped(cell) for cell in cells])
    return "\ufeff" + out.getvalue()


def csv_records(text: str) -> list[Located]:
    """The rows of a CSV text as located mappings with an article's fields. Raises InputError."""
    text = text.removeprefix("\ufeff")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows = _located_rows(reader)
    header = next(rows, None)
    if header is None:
        return []
    line, names = header
    names = [name.strip() for name in names]
    problems = [
        Problem(message("article.unknown_field", name=name, known=PLAIN), line=line, field=name)
        for name in names
        if name not in PLAIN and not _VARIANT_COLUMN.fullmatch(name)
    ]
    problems += [
        Problem(message("file.key_twice", key=name), line=line, field=name)
        for name in sorted({name for name in names if names.count(name) > 1})
    ]
    if problems:
        raise InputError(problems)
    records = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            problems.append(Problem(message("csv.too_many", count=len(cells), limit=len(names)), line=line))
            continue
        cells = [_unescaped(cell) for cell in cells] + [""] * (len(names) - len(cells))
        records.append(_record(line, dict(zip(names, cells, strict=True))))
    if problems:
        raise InputError(problems)
    return records


def _located_rows(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on."""
    line = 1
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            told = message("csv.broken", detail=str(error))
            raise InputError([Problem(told, line=line)]) from error
        yield line, row
        line = int(getattr(reader, "line_num", 0)) + 1


def _record(line: int, cells: dict[str, str]) -> Located:
    """A row as the mapping the same article would be in YAML."""
    fields: dict[str, Located] = {}
    variants: dict[int, dict[str, str]] = {}
    for name, cell in cells.items():
        if (found := _VARIANT_COLUMN.fullmatch(name)) is not None:
            variants.setdefault(int(found[1]), {})[found[2]] = cell
        elif name in LISTS:
            fields[name] = _lines(line, cell)
        elif cell.strip() or name != "status":
            fields[name] = Located(line, cell)
    given = [variants[number] for number in sorted(variants) if any(variants[number].values())]
    if given:
        fields["variants"] = Located(line, [_variant(line, variant) for variant in given])
    return Located(line, fields)


def _variant(line: int, parts: dict[str, str]) -> Located:
    fields = {part: Located(line, parts.get(part, "")) for part in ("label", "spoken")}
    return Located(line, {**fields, "phrases": _lines(line, parts.get("phrases", ""))})


def _lines(line: int, cell: str) -> Located:
    return Located(line, [Located(line, item) for item in cell.splitlines()])


def _cell(value: str | tuple[str, ...] | date | Variant | None) -> str:
    if isinstance(value, tuple):
        return "\n".join(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value or "")


def _escaped(cell: str) -> str:
    return "'" + cell if _FORMULA.match(cell) else cell


def _unescaped(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def _separator(text: str) -> str:
    """The separator of the header line: the one it holds most of."""
    header = text.split("\n", 1)[0]
    return max(_SEPARATORS, key=header.count)
