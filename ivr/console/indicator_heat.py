"""The busiest hours: a table of the week, each cell with its count and how full it is. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from ivr.calls.indicators.board import Board

LEVELS = 5
"""Shades above the empty one."""
USUAL = range(8, 19)
"""Hours shown even without a call."""


@dataclass(frozen=True)
class Cell:
    """Calls that began in one hour of one weekday."""

    count: int
    level: int
    """0 empty, to LEVELS the fullest."""


@dataclass(frozen=True)
class Heat:
    """A row a weekday, a column an hour."""

    hours: list[int]
    rows: list[list[Cell]]
    busiest: list[tuple[int, int]]
    """(weekday, hour) of the most calls: several when they have as many, none without any call."""


def heat(board: Board) -> Heat:
    """The busiest hours of a board."""
    counts = {tuple(map(int, key.split("/"))): count for key, count in board.now.hours.items()}
    seen = [hour for _, hour in counts]
    hours = list(range(min([USUAL.start, *seen]), max([USUAL.stop - 1, *seen]) + 1))
    most = max(counts.values(), default=0)
    rows = [[_cell(counts.get((weekday, hour), 0), most) for hour in hours] for weekday in range(7)]
    busiest = [(key[0], key[1]) for key, count in sorted(counts.items()) if count == most]
    return Heat(hours, rows, busiest)


def _cell(count: int, most: int) -> Cell:
    return Cell(count, -(-count * LEVELS // most) if most else 0)
