"""The indicators as a file for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ivr.calls.indicators.board import Board, Headline
from ivr.calls.spreadsheet import csv_lines
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


def written(board: Board, titles: Mapping[str, str]) -> str:
    """Every figure of the board, one a line. `titles`: of articles and services, by slug."""
    header = [words("column", column) for column in COLUMNS]
    return "".join(csv_lines(header, _rows(board, titles)))


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
