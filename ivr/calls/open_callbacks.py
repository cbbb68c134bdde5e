"""Callbacks still to be made to a telephone, for whoever rings again about one."""

from __future__ import annotations

from sqlite_utils import Database

from flows.booking import OpenCallback

_MOST = 3
_OPEN = (
    "select deed, service, coalesce(subject, ''), coalesce(start, ''), coalesce(\"end\", ''),"
    " coalesce(name, '') from callbacks where phone = ? and handled_at is null order by deed desc limit ?"
)


def open_callbacks(db: Database, phone: str) -> tuple[OpenCallback, ...]:
    """The last few that nobody has dealt with, the last one asked for first. `phone`: E.164."""
    return tuple(
        OpenCallback(
            reference=str(deed),
            service=service,
            subject=subject,
            phone=phone,
            start=start,
            end=end,
            name=name,
        )
        for deed, service, subject, start, end, name in db.execute(_OPEN, [phone, _MOST])
    )
