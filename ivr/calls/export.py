"""The calls of a search as a file: CSV for spreadsheets, JSON for programs; written line by line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from ivr.calls.masking import mask
from ivr.calls.search import Found
from ivr.calls.spreadsheet import csv_lines

Words = Callable[[str, str], str]
"""French name of one of our keys: words("outcome", "answered")."""

COLUMNS = (
    "date",
    "time",
    "seconds",
    "channel",
    "language",
    "service",
    "topic",
    "outcome",
    "satisfaction",
    "confidence",
    "score",
    "turns",
    "reasons",
    "reviewed",
    "words",
    "call_id",
)


def to_csv(calls: Iterable[Found], zone: ZoneInfo, words: Words) -> Iterator[str]:
    """Lines of CSV, the first with the names of the columns."""
    header = [words("export", column) for column in COLUMNS]
    return csv_lines(header, (_row(call, zone, words) for call in calls))


def _row(call: Found, zone: ZoneInfo, words: Words) -> list[str]:
    began = datetime.fromtimestamp(call.started_at, UTC).astimezone(zone)
    return [
        f"{began:%d/%m/%Y}",
        f"{began:%H:%M:%S}",
        str(round(call.seconds)),
        words("channel", call.channel),
        words("language", call.language) if call.language else "",
        words("service", call.service) if call.service else "",
        words("topic", call.topic) if call.topic else "",
        words("outcome", call.outcome or "none"),
        "" if call.satisfaction is None else str(call.satisfaction),
        _decimal(call.confidence),
        _decimal(call.score),
        str(call.turns),
        ", ".join(words("attention", reason) for reason in call.reasons),
        words("answer", "yes" if call.reviewed else "no"),
        mask(call.words.replace("\n", " / ")),
        call.call_id,
    ]


def to_json(calls: Iterable[Found], zone: ZoneInfo) -> Iterator[str]:
    """Pieces of one JSON array of objects, a line each."""
    yield "["
    for number, call in enumerate(calls):
        began = datetime.fromtimestamp(call.started_at, UTC).astimezone(zone)
        row = {
            "call_id": call.call_id,
            "started_at": began.isoformat(timespec="seconds"),
            "seconds": round(call.seconds, 1),
            "channel": call.channel,
            "language": call.language,
            "service": call.service,
            "topic": call.topic,
            "outcome": call.outcome,
            "satisfaction": call.satisfaction,
            "confidence": call.confidence,
            "score": call.score,
            "turns": call.turns,
            "reasons": call.reasons,
            "reviewed": bool(call.reviewed),
            "words": mask(call.words).splitlines(),
        }
        yield ("\n" if number == 0 else ",\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".replace(".", ",")
