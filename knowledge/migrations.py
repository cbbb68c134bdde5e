"""The tables of the knowledge base, step by step."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

knowledge = Migrations("knowledge")

WATCHED = ("articles", "phrasings", "alerts", "closures")
"""Tables whose every change moves the version, whoever makes it and by whatever tool."""


def migrate(database: Database) -> None:
    """Bring a database to the present form. Safe to call at every start."""
    knowledge.apply(database)


@knowledge()
def first_tables(database: Database) -> None:
    database.table("articles").create(
        {
            "slug": str,
            "position": int,
            "title": str,
            "offer": str,
            "service": str,
            "spoken": str,
            "source": str,
            "as_of": str,
            "details": str,
            "text_message": str,
            "keywords": str,  # JSON list
            "audience": str,  # JSON list
            "question": str,
            "variants": str,  # JSON list of {label, phrases, spoken}
            "valid_from": str,
            "valid_until": str,
            "status": str,
            "revision": int,  # the last one
        },
        pk="slug",
        not_null={"position", "title", "spoken", "as_of", "status", "revision"},
    )
    database.table("articles").create_index(["position"])
    database.table("phrasings").create(
        {"id": int, "slug": str, "position": int, "text": str},
        pk="id",
        foreign_keys=[("slug", "articles", "slug")],
        not_null={"slug", "position", "text"},
    )
    database.table("phrasings").create_index(["slug", "position"])
    database.table("revisions").create(
        {
            "id": int,
            "at": str,  # ISO 8601, UTC
            "who": str,
            "slug": str,
            "deed": str,  # created, changed, deleted, restored
            "before": str,  # the article as JSON; null when it did not exist
            "after": str,
        },
        pk="id",
        not_null={"at", "who", "slug", "deed"},
    )
    database.table("revisions").create_index(["slug", "id"])
    database.table("alerts").create(
        {"id": int, "text": str, "service": str, "topic": str, "starts": str, "ends": str, "who": str},
        pk="id",
        not_null={"text", "service", "topic", "starts", "ends", "who"},
    )
    database.table("closures").create(
        {"id": int, "service": str, "first": str, "last": str, "reason": str, "hours": str, "who": str},
        pk="id",
        not_null={"service", "first", "last", "reason", "hours", "who"},
    )
    database.table("official").create(
        {
            "sheet": str,  # the publisher's identifier
            "slug": str,
            "updated": str,  # date of the sheet last imported
            "base": str,  # the draft last proposed, as JSON
            "review": str,  # JSON list of fields to read again; empty list: nothing to do
        },
        pk="sheet",
        not_null={"slug", "updated", "base", "review"},
    )


@knowledge()
def version_counter(database: Database) -> None:
    """One number that every change to what callers may hear moves: other processes poll it."""
    database.table("counter").insert({"id": 1, "version": 0}, pk="id")
    for table in WATCHED:
        for deed in ("insert", "update", "delete"):
            database.execute(
                f"create trigger {table}_{deed}_counts after {deed} on {table}"  # noqa: S608 (our own names)
                " begin update counter set version = version + 1; end"
            )


@knowledge()
def refused_phrases_and_wordings(database: Database) -> None:
    """What the town hall taught the line to refuse, and the prompts it words its own way."""
    database.table("refused_phrases").create(
        {"id": int, "key": str, "text": str, "who": str, "at": str},
        pk="id",
        not_null={"key", "text", "who", "at"},
    )
    database.table("refused_phrases").create_index(["key"], unique=True)
    database.table("wordings").create(
        {"language": str, "key": str, "text": str, "who": str, "at": str, "revision": int},
        pk=("language", "key"),
        not_null={"text", "who", "at", "revision"},
    )
    database.table("wording_revisions").create(
        {"id": int, "at": str, "who": str, "language": str, "key": str, "before": str, "after": str},
        pk="id",
        not_null={"at", "who", "language", "key"},
    )
    database.table("wording_revisions").create_index(["language", "key", "id"])
    for table in ("refused_phrases", "wordings"):
        for deed in ("insert", "update", "delete"):
            database.execute(
                f"create trigger {table}_{deed}_counts after {deed} on {table}"  # noqa: S608 (our own names)
                " begin update counter set version = version + 1; end"
            )


@knowledge()
def proposals(database: Database) -> None:
    """Changes put to the test of past questions before callers hear them."""
    database.table("proposals").create(
        {
            "id": int,
            "kind": str,  # article, refused
            "slug": str,
            "article": str,  # as it would be published, as JSON; empty for phrases to refuse
            "expected": int,  # the revision it starts from; 0 for a new article
            "phrases": str,  # JSON list: phrasings added, or phrases to refuse
            "who": str,
            "at": str,
            "state": str,  # open, published, undone, dropped
            "revision": int,  # the one its publication made
        },
        pk="id",
        not_null={"kind", "slug", "article", "expected", "phrases", "who", "at", "state"},
    )
    database.table("proposals").create_index(["state", "id"])


@knowledge()
def translations(database: Database) -> None:
    """What articles say in other languages, and every change of it."""
    database.table("translations").create(
        {"language": str, "slug": str, "data": str, "who": str, "at": str},
        pk=("language", "slug"),
        not_null={"data", "who", "at"},
    )
    database.table("translation_revisions").create(
        {"id": int, "at": str, "who": str, "language": str, "slug": str, "before": str, "after": str},
        pk="id",
        not_null={"at", "who", "language", "slug"},
    )
    database.table("translation_revisions").create_index(["language", "slug", "id"])
    for deed in ("insert", "update", "delete"):
        database.execute(
            f"create trigger translations_{deed}_counts after {deed} on translations"  # noqa: S608 (our own names)
            " begin update counter set version = version + 1; end"
        )
