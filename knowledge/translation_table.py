"""The translations of one base, and their history."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlite_utils import Database

from knowledge.connections import Connections
from knowledge.located import InputError
from knowledge.translations import Translation, from_json, to_json

log = logging.getLogger(__name__)


class Translations:
    """The translations of one base. Raises StoreError."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def all(self, language: str) -> list[Translation]:
        """Every translation in that language; one damaged by hand is logged, and left out."""
        with self._connections.reading() as database:
            rows = list(
                database.query(
                    "select slug, data from translations where language = ? order by rowid", [language]
                )
            )
        found = []
        for row in rows:
            try:
                found.append(from_json(row["data"]))
            except (InputError, ValueError, TypeError, KeyError) as error:
                log.error("The translation of %s is left out: %s", row["slug"], error)
        return found

    def save_all(
        self, language: str, translations: Iterable[Translation], *, who: str, at: datetime
    ) -> tuple[int, int]:
        """Add or change translations, all or none: (how many are new, how many changed)."""
        if at.tzinfo is None:
            raise ValueError(f"{at.isoformat()} has no time zone; a revision must say when it was made.")
        created = changed = 0
        with self._connections.writing() as database:
            for one in translations:
                before = _data(database, language, one.slug)
                after = to_json(one)
                if before == after:
                    continue
                created, changed = created + (not before), changed + bool(before)
                moment = at.astimezone(UTC).isoformat()
                database.conn.execute(
                    "insert into translation_revisions (at, who, language, slug, before, after)"
                    " values (?, ?, ?, ?, ?, ?)",
                    [moment, who, language, one.slug, before, after],
                )
                database.conn.execute(
                    "insert into translations (language, slug, data, who, at) values (?, ?, ?, ?, ?)"
                    " on conflict (language, slug) do update set data = excluded.data, who = excluded.who,"
                    " at = excluded.at",
                    [language, one.slug, after, who, moment],
                )
        return created, changed


def _data(database: Database, language: str, slug: str) -> str | None:
    row = next(
        database.query("select data from translations where language = ? and slug = ?", [language, slug]),
        None,
    )
    return str(row["data"]) if row else None
