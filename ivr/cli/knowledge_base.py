"""What the commands on the knowledge base share: where it is, who acts, what is said."""

from __future__ import annotations

import getpass
import os
import sys
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import click

from ivr.cli.advice import tell
from ivr.settings import SettingsError, load_settings
from ivr.town import town_facts
from knowledge.connections import StoreError
from knowledge.located import InputError
from knowledge.store import KnowledgeStore
from knowledge.town import TownFacts

PROBLEMS_SHOWN = 30
"""Problems of a file listed on the screen; more would hide the first ones."""


class _DefaultBase(click.Option):
    """`--db`, whose default follows the folder of the line's data."""

    def get_default(self, ctx: click.Context, call: bool = True) -> object:
        return Path(os.environ.get("STANDARDISTE_VAR") or "var") / "knowledge.db"


db_option = click.option(
    "--db",
    cls=_DefaultBase,
    type=click.Path(dir_okay=False, path_type=Path),
    help="La base de connaissances ; par défaut knowledge.db dans $STANDARDISTE_VAR, ou dans var.",
)


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("articles.toml").read_text(encoding="utf-8"))


def text(key: str, **values: object) -> str:
    """The sentence at "section.name", its braces filled."""
    section, _, name = key.partition(".")
    return _texts()[section][name].format(**values)


def say(key: str, *, err: bool = False, **values: object) -> None:
    """Print a sentence of the catalogue."""
    tell(text(key, **values), err=err)


def columns(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
    return "\n".join(line.rstrip() for line in lines)


def open_store(db: Path) -> KnowledgeStore:
    """The base, made when missing. Raises StoreError."""
    return KnowledgeStore(db)


def town() -> TownFacts:
    """What mairie.toml says of the town, or its mistakes on the screen."""
    try:
        return town_facts(load_settings())
    except SettingsError as error:
        tell(str(error), err=True)
        sys.exit(2)


def account() -> str:
    """Who answers for a change made from the command line."""
    try:
        return f"commande ({getpass.getuser()})"
    except (KeyError, OSError):
        return "commande"


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Problems with a file as sentences on the screen, and exit status 1."""
    try:
        yield
    except InputError as error:
        say("problem.refused", path=path, err=True)
        for problem in error.problems[:PROBLEMS_SHOWN]:
            tell(f"  {problem}", err=True)
        if (more := len(error.problems) - PROBLEMS_SHOWN) > 0:
            say("problem.more", count=more, err=True)
        sys.exit(1)
    except StoreError as error:
        tell(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        say("problem.unreadable", path=path, detail=error.strerror or error, err=True)
        sys.exit(1)
