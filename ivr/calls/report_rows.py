"""Rows of reports, as deeds tell them."""

from __future__ import annotations

from typing import Any

from flows.reporting import OpenReport, ReportDeed


def told(deed: ReportDeed) -> dict[str, Any]:
    """What it is of and where, which a correction replaces."""
    return {
        "kind": deed.kind,
        "service": deed.service,
        "street": deed.street,
        "number": deed.number,
        "place": deed.place,
    }


def opened(deed: OpenReport, reference: str, at: float) -> dict[str, Any]:
    """A new report. `at`: when its caller made it, in seconds since the epoch."""
    return {
        **told(deed),
        "reference": reference,
        "description": deed.description,
        "dangerous": int(deed.dangerous),
        "phone": deed.phone,
        "text_updates": int(deed.text_updates),
        "language": deed.language,
        "opened_at": at,
    }
