"""What somebody looks for among the calls: from the address of the page to filters, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from ivr.calls.search import ANY_REASON, NO_REASON, Filters
from ivr.calls.search_index import Attention

LONGEST_WORDS = 200
_FIELDS = (
    "mots",
    "du",
    "au",
    "fiche",
    "issue",
    "service",
    "canal",
    "langue",
    "ecoute",
    "certitude",
    "note",
    "raison",
    "relu",
)
"""Names in the address."""
_ANY = "toutes"


@dataclass(frozen=True)
class Asked:
    """A search as it was asked for."""

    filters: Filters
    values: Mapping[str, str]
    """What was typed or chosen, by the names of the address; what was left empty is not there."""
    problems: tuple[str, ...] = ()
    """Dates that are none."""

    def address(self, **more: str) -> str:
        """The query string of this search, with other values in place of its own; empty ones are left out."""
        values = {**self.values, **more}
        return urlencode({name: value for name, value in values.items() if value})


def asked(given: Mapping[str, str], zone: ZoneInfo) -> Asked:
    """Read a search. Never raises: what cannot be read is left out, and told when it was typed."""
    values = {name: value for name in _FIELDS if (value := given.get(name, "").strip()[:LONGEST_WORDS])}
    problems: list[str] = []

    def moment(name: str, days: int = 0) -> float | None:
        if name not in values:
            return None
        try:
            day = date.fromisoformat(values[name]) + timedelta(days=days)
            return datetime.combine(day, time(), tzinfo=zone).timestamp()
        except (ValueError, OverflowError):
            problems.append(values.pop(name))
            return None

    filters = Filters(
        words=values.get("mots", ""),
        since=moment("du"),
        until=moment("au", days=1),
        topic=values.get("fiche", ""),
        outcome=values.get("issue", ""),
        service=values.get("service", ""),
        channel=values.get("canal", ""),
        language=values.get("langue", ""),
        confidence_below=_percent(values.get("ecoute", "")),
        score_below=_percent(values.get("certitude", "")),
        satisfaction=_notes(values.get("note", "")),
        attention=_reasons(values.get("raison", "")),
        reviewed={"oui": True, "non": False}.get(values.get("relu", "")),
    )
    return Asked(filters, values, tuple(problems))


def _percent(value: str) -> float | None:
    return int(value) / 100 if value.isascii() and value.isdigit() and int(value) <= 100 else None


def _notes(value: str) -> tuple[int, ...]:
    """basse: 1 or 2; haute: 4 or 5; else one note."""
    spans = {"basse": (1, 2), "haute": (4, 5)}
    return spans.get(value, (int(value),) if value in ("1", "2", "3", "4", "5") else ())


def _reasons(value: str) -> Attention:
    if value == _ANY:
        return ANY_REASON
    return _one(value, Attention)


def _one(value: str, known: Iterable[Attention]) -> Attention:
    return next((one for one in known if one.name and one.name.lower() == value), NO_REASON)
