"""Days asked for in an address, among those that a calendar can still count from."""

from __future__ import annotations

from datetime import date

FIRST_YEAR, LAST_YEAR = 2000, 2100


def asked_day(text: str) -> date | None:
    """The day of "2026-11-25"; None when it is no day, or too far away for anything to be known of it."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
