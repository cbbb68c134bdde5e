"""The indicators as a file for spreadsheets: semicolons and a byte-order mark, as French ones expect."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from ivr.calls.indicators.board import Board, Headline
from ivr.console.indicator_words import named, number, percent, step_name, words

BREAKDOWNS = (
    "outcomes",
    "topics",
    "services",
    "reasons",
    "results",
    "scores",
    "durations",
    "confidences",
    "channels",
    "languages",
)
COLUMNS = ("indicator", "detail", "value", "unit", "of", "low", "high", "before")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be run by a spreadsheet instead of read."""


def written(board: Board, titles: Mapping[str, str]) -> str:
    """Every figure of the board, one a line. `titles`: of articles and services, by slug."""
    file = io.StringIO()
    file.write("\ufeff")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow([words("column", column) for column in COLUMNS])
    for row in _rows(board, titles):
        writer.writerow([_safe(cell) for cell in row])
    return file.getvalue()


def _rows(board: Board, titles: Mapping[str, str]) -> Iterator[list[str]]:
    for headline in board.headlines():
        yield _headline(headline, board)
    for table in BREAKDOWNS:
        for code, now, before in board.breakdown(table):
            yield _counted(words("table", table), named(table, code, titles), now, before)
    for code, now, before in board.breakdown("handovers"):
        reason, _, result = code.partition("/")
        detail = f"{words('reason', reason)} / {words('result', result)}"
        yield _counted(words("table", "handovers"), detail, now, before)
    for code, now, before in sorted(board.breakdown("hours"), key=_by_hour):
        weekday, _, hour = code.partition("/")
        yield _counted(words("table", "hours"), f"{words('weekday', weekday)} {hour} h", now, before)
    for step, figures in board.steps():
        yield [words("table", "days"), step_name(step), str(figures.calls), words("unit", "count")]


def _headline(headline: Headline, board: Board) -> list[str]:
    label = words("headline", headline.key)
    meaning = words("meaning", headline.key, minutes=number(board.minutes_per_call, 1))
    of, low, high = "", "", ""
    if headline.share is not None:
        of = str(headline.share.of)
        if headline.share.interval is not None:
            low, high = (percent(bound) for bound in headline.share.interval)
    plain = [
        ""
        if number_ is None
        else number(100 * number_, 1)
        if headline.unit == "percent"
        else number(number_, 2).replace("\u202f", "")
        for number_ in (headline.value, headline.before)
    ]
    return [label, meaning, plain[0], words("unit", headline.unit), of, low, high, plain[1]]


def _counted(table: str, detail: str, now: int, before: int) -> list[str]:
    return [table, detail, str(now), words("unit", "count"), "", "", "", str(before)]


def _by_hour(row: tuple[str, int, int]) -> tuple[int, int]:
    weekday, _, hour = row[0].partition("/")
    return int(weekday), int(hour)


def _safe(cell: str) -> str:
    """The cell as text, never as a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
