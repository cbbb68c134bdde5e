"""The indicators drawn: SVG images without any script, each with its title and a description."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree

from ivr.calls.indicators.board import Board
from ivr.calls.indicators.spans import Span
from ivr.console.drawing import COMPARED, PARTS, pygal
from ivr.console.indicator_words import named, number, period, step_name, words

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""An image carries its own style and nothing else; it is never part of a page's document."""
MOST_TOPICS = 11
"""Lines of the table of topics, the one of all the others included."""


@dataclass(frozen=True)
class Size:
    """How large a chart is drawn: what is made for a screen cannot be read on a telephone, shrunk."""

    width: int
    """Pixels, like `height`, at which its letters are as large as those of the page."""
    height: int
    most_dates: int
    """Dates that fit side by side under the bars."""
    longest_name: int
    """Characters of a name beside its bar; the table has it whole."""
    lying: bool
    """Bars lie down, so that their names fit."""


WIDE = Size(width=860, height=340, most_dates=8, longest_name=34, lying=False)
BESIDE = Size(width=700, height=420, most_dates=6, longest_name=30, lying=False)
NARROW = Size(width=430, height=320, most_dates=5, longest_name=20, lying=True)
SIZES = {"": WIDE, "moyenne": BESIDE, "etroite": NARROW}
"""By the width asked for: alone across a page or a sheet, beside its table, on a telephone."""
DATE_MARGIN = 48
"""Pixels kept right of the last bar: half the date under it, which is centred on it."""


def days(board: Board, titles: Mapping[str, str], size: Size = WIDE) -> bytes:
    """Calls along the span, those settled without an agent apart."""
    steps = board.steps()
    kind = (
        "days"
        if all(step.days == 1 for step, _ in steps)
        else "weeks"
        if board.span.days <= 366
        else "months"
    )
    options = {"show_minor_x_labels": False, "margin_right": DATE_MARGIN}
    chart = _chart(pygal.StackedBar, board, words("chart", kind), size, **options)
    dates = [step_name(Span(step.first, step.first)) for step, _ in steps]
    # On a telephone, without the name of the day.
    chart.x_labels = [date.partition(" ")[2] for date in dates] if size.lying else dates
    chart.x_labels_major = chart.x_labels[:: max(1, -(-len(steps) // size.most_dates))]
    chart.add(words("chart", "contained"), [figures.contained for _, figures in steps])
    chart.add(words("chart", "others"), [figures.calls - figures.contained for _, figures in steps])
    return bytes(chart.render())


def topics(board: Board, titles: Mapping[str, str], size: Size = WIDE) -> bytes:
    """The topics asked for most, now and before."""
    # Without the others, which would dwarf every one of them.
    rows = [row for row in board.breakdown("topics", most=MOST_TOPICS) if row[0]]
    return _bars(
        board, "topics", [(named("topics", code, titles), now, then) for code, now, then in rows], size
    )


def outcomes(board: Board, titles: Mapping[str, str], size: Size = WIDE) -> bytes:
    """What became of the calls."""
    return _bars(board, "outcomes", _named(board, "outcomes"), size)


def durations(board: Board, titles: Mapping[str, str], size: Size = WIDE) -> bytes:
    """Calls by time on the line."""
    return _columns(board, "durations", _named(board, "durations", [str(n) for n in range(6)]), size)


def scores(board: Board, titles: Mapping[str, str], size: Size = WIDE) -> bytes:
    """Notes given."""
    return _columns(board, "scores", _named(board, "scores", [str(n) for n in range(1, 6)]), size)


#: Every chart, by the name in its address; each takes the board, the titles of articles, and its size.
CHARTS: dict[str, Callable[..., bytes]] = {
    "jours": days,
    "sujets": topics,
    "issues": outcomes,
    "durees": durations,
    "notes": scores,
}


def _named(board: Board, name: str, codes: list[str] | None = None) -> list[tuple[str, int, int]]:
    return [(named(name, code, {}), now, then) for code, now, then in board.breakdown(name, codes or ())]


def _bars(board: Board, name: str, rows: list[tuple[str, int, int]], size: Size) -> bytes:
    """Horizontal bars, the most frequent on top."""
    height = 90 + 44 * max(3, len(rows))
    chart = _chart(pygal.HorizontalBar, board, words("chart", name), size, style=COMPARED, height=height)
    rows = rows[::-1]
    chart.x_labels = [_short(label, size.longest_name) for label, _, _ in rows]
    chart.show_x_guides, chart.show_y_guides = True, False
    # Drawn from below: what comes last is on top, as in the table.
    chart.add(words("chart", "now"), [now for _, now, _ in rows])
    chart.add(words("chart", "before"), [then for _, _, then in rows])
    return bytes(chart.render())


def _columns(board: Board, name: str, rows: list[tuple[str, int, int]], size: Size) -> bytes:
    if size.lying:
        return _bars(board, name, rows, size)
    chart = _chart(pygal.Bar, board, words("chart", name), size, style=COMPARED, print_values=True)
    chart.x_labels = [label for label, _, _ in rows]
    chart.add(words("chart", "now"), [now for _, now, _ in rows])
    chart.add(words("chart", "before"), [then for _, _, then in rows])
    return bytes(chart.render())


def _chart(kind: type[Any], board: Board, title: str, size: Size, **options: Any) -> Any:
    """A chart with our look, its description filled, and no script."""
    chart = kind(
        **{
            "style": PARTS,
            "js": (),
            "title": None,
            "width": size.width,
            "height": size.height,
            "explicit_size": True,
            "legend_at_bottom": True,
            "legend_at_bottom_columns": 1 if size.lying else 2,
            "legend_box_size": 14,
            "margin": 12,
            "spacing": 10,
            "truncate_label": -1,
            "truncate_legend": -1,
            "max_scale": 7,
            "print_values_position": "top",
            "print_zeroes": False,
            "value_formatter": lambda value: number(value or 0),
            "no_data_text": words("chart", "no_data"),
            "range": (0, None),
            **options,
        }
    )
    if not board.now.calls and not board.before.calls:
        chart.range = None
    described = words("chart", "described", title=title, period=period(board.span), total=board.now.calls)

    def tell(svg: ElementTree.Element) -> ElementTree.Element:
        for parent in svg.iter():
            for child in list(parent):
                if child.tag in ("script", "desc") or (parent is svg and child.tag == "title"):
                    parent.remove(child)
        svg.set("role", "img")
        for position, (tag, text) in enumerate((("title", title), ("desc", described))):
            element = ElementTree.Element(tag)
            element.text = text
            svg.insert(position, element)
        return svg

    chart.add_xml_filter(tell)
    return chart


def _short(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"
