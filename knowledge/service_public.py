"""Official sheets brought into the base as drafts, and kept up with without undoing the town hall's work.

Each field has three forms: what the sheet proposed last time, what it proposes now, and what the base holds.
A field the town hall left as proposed follows the sheet; a field it wrote is never touched, and is marked to
be read again when the sheet changed. A published article is not touched at all: what callers hear changes by
somebody's decision only. Nothing is ever published by an import.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

from sqlite_utils import Database

from knowledge.article_files import from_json, to_json
from knowledge.article_table import read_article, write_article
from knowledge.articles import Article
from knowledge.located import InputError
from knowledge.official_drafts import draft, slug_of
from knowledge.official_sheets import OfficialSheet, read_sheets
from knowledge.store import KnowledgeStore

Outcome = Literal["created", "updated", "to_review", "unchanged", "deleted_here"]

FOLLOWED = tuple(field.name for field in fields(Article) if field.name not in ("slug", "status"))
"""Fields that follow the sheet until the town hall writes them."""


@dataclass(frozen=True, kw_only=True)
class SheetChange:
    """What one sheet became."""

    sheet: str
    slug: str
    title: str
    outcome: Outcome
    changed: tuple[str, ...] = ()
    """Fields the publisher changed since the last import."""
    to_review: tuple[str, ...] = ()
    """Those of them that somebody must read again."""


@dataclass(frozen=True, kw_only=True)
class Review:
    """An article to be read again, because its sheet changed."""

    slug: str
    sheet: str
    fields: tuple[str, ...]
    current: Article
    proposed: Article
    """What the sheet would make of it today."""


def import_service_public(
    store: KnowledgeStore,
    path: Path,
    *,
    who: str,
    at: datetime,
    services: Iterable[str],
    only_town_hall: bool = True,
    only: Iterable[str] = (),
    theme: str = "",
) -> list[SheetChange]:
    """Bring the sheets of a file, folder or archive into the base; what became of each.

    `only_town_hall` keeps the sheets that send their readers to the town hall; `only` those with these
    numbers, whatever they say; `theme` those whose theme contains these words. All or nothing: raises
    InputError with every fault, OSError when the file cannot be read, StoreError.
    """
    wanted = {number.upper() for number in only}
    sheets = [
        sheet
        for sheet in read_sheets(path)
        if (sheet.id in wanted if wanted else sheet.town_hall or not only_town_hall)
        and theme.casefold() in sheet.theme.casefold()
    ]
    return import_sheets(store, sheets, who=who, at=at, services=services)


def import_sheets(
    store: KnowledgeStore,
    sheets: Iterable[OfficialSheet],
    *,
    who: str,
    at: datetime,
    services: Iterable[str],
) -> list[SheetChange]:
    """Bring sheets already read into the base, all or none."""
    known, today = tuple(services), at.date()
    with store.connections.writing() as database:
        return [_bring(database, sheet, draft(sheet, known, today), who, at) for sheet in sheets]


def to_review(store: KnowledgeStore) -> list[Review]:
    """The articles to be read again."""
    with store.connections.reading() as database:
        rows = list(database.query("select * from official where review <> '[]' order by slug"))
        found = [(row, read_article(database, row["slug"])) for row in rows]
    return [
        Review(
            slug=row["slug"],
            sheet=row["sheet"],
            fields=tuple(json.loads(row["review"])),
            current=current,
            proposed=from_json(row["base"]),
        )
        for row, current in found
        if current is not None
    ]


def reviewed(store: KnowledgeStore, slug: str) -> bool:
    """Note that an article has been read again; False when it did not have to be."""
    with store.connections.writing() as database:
        query = "update official set review = '[]' where slug = ? and review <> '[]'"
        return database.conn.execute(query, [slug]).rowcount > 0


def _bring(database: Database, sheet: OfficialSheet, new: Article, who: str, at: datetime) -> SheetChange:
    row = next(database.query("select * from official where sheet = ?", [sheet.id]), None)
    theirs = read_article(database, slug_of(sheet.id))

    def change(outcome: Outcome, changed: Iterable[str] = (), review: Iterable[str] = ()) -> SheetChange:
        review = tuple(review)
        _remember(database, sheet, new, (*_pending(row), *review))
        return SheetChange(
            sheet=sheet.id,
            slug=new.slug,
            title=new.title,
            outcome=outcome,
            changed=tuple(changed),
            to_review=review,
        )

    if row is None and theirs is None:
        write_article(database, new, who, at)
        return change("created")
    # An article of that name without a sheet is the town hall's own: all of it is theirs.
    base = from_json(row["base"]) if row is not None else None
    changed = [name for name in FOLLOWED if base is None or getattr(base, name) != getattr(new, name)]
    if not changed:
        return change("unchanged")
    if theirs is None:
        return change("deleted_here", changed)
    if base is None or theirs.status == "published":
        telling = _telling(changed)
        return change("to_review" if telling else "unchanged", changed, telling)
    untouched = [name for name in changed if getattr(theirs, name) == getattr(base, name)]
    kept = [name for name in changed if name not in untouched and getattr(theirs, name) != getattr(new, name)]
    try:
        merged = replace(theirs, **{name: getattr(new, name) for name in untouched})
    except InputError:
        # Fields that only make sense together, and of which the town hall wrote some.
        return change("to_review", changed, _telling(changed))
    write_article(database, merged, who, at)
    return change("to_review" if _telling(kept) else "updated", changed, _telling(kept))


def _telling(names: Iterable[str]) -> tuple[str, ...]:
    """The fields worth a person's reading: not the date alone."""
    found = tuple(names)
    return found if set(found) - {"as_of", "source"} else ()


def _pending(row: dict[str, Any] | None) -> tuple[str, ...]:
    return tuple(json.loads(row["review"])) if row is not None else ()


def _remember(database: Database, sheet: OfficialSheet, base: Article, review: Iterable[str]) -> None:
    row = {
        "sheet": sheet.id,
        "slug": base.slug,
        "updated": sheet.updated.isoformat(),
        "base": to_json(base),
        "review": json.dumps(list(dict.fromkeys(review))),
    }
    database.table("official").insert(row, replace=True, pk="sheet")
