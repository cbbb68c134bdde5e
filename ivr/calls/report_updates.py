"""Who is told by SMS what becomes of a report: agreed to, or given up, after it was made."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from flows.reporting import ChangeUpdates

_MADE = (
    "update reports set text_updates = :wanted, phone = :phone"
    " where reference = :reference and coalesce(phone, '') in (:recorded, :phone)"
)
_JOINED = (
    "update report_witnesses set text_updates = :wanted, phone = :phone"
    " where reference = :reference and coalesce(phone, '') in (:recorded, :phone)"
)


def change_updates(db: Database, deed: ChangeUpdates) -> None:
    """Have the person who made, or joined, a report told by SMS, or no more; inside a transaction.

    They are known by the number that was recorded of them. Nothing else of the report changes.
    """
    values = {
        "reference": deed.reference,
        "phone": deed.phone,
        "recorded": deed.recorded,
        "wanted": int(deed.text_updates),
    }
    for of_one in (_MADE, _JOINED):
        db.execute(of_one, values)


def told_by_text(db: Database, report: dict[str, Any]) -> dict[str, str]:
    """Numbers told by SMS what becomes of a report (its row), each with the language first spoken."""
    told = [(report["phone"], report["language"])] if report["text_updates"] else []
    told += [
        (row["phone"], row["language"])
        for row in db.table("report_witnesses").rows_where(
            "reference = ? and text_updates", [report["reference"]], order_by="joined_at"
        )
    ]
    languages: dict[str, str] = {}
    for phone, language in told:
        if phone:
            languages.setdefault(phone, language)
    return languages
