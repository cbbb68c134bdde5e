"""standardiste knowledge translations: what articles say in another language, in and out."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from ivr.cli.knowledge_base import account, db_option, explained, open_store, say, town
from knowledge.located import decode
from knowledge.translations import read_translations, write_translations

LANGUAGES = ("en",)

language_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="La langue des traductions.",
)


@click.group(help="Les traductions des fiches : importer, exporter.")
def translations() -> None:
    pass


@translations.command("import", help="Importer des traductions depuis un fichier YAML : toutes, ou aucune.")
@click.argument("file", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@language_option
@db_option
def import_(file: Path, language: str, db: Path) -> None:
    with explained(file):
        read = read_translations(decode(file.read_bytes()), town())
    with explained(db):
        store = open_store(db)
        created, changed = store.translations.save_all(language, read, who=account(), at=datetime.now(UTC))
        known = {article.slug for article in store.articles()}
    say(
        "translations.imported",
        path=file,
        created=created,
        changed=changed,
        same=len(read) - created - changed,
    )
    for one in read:
        if one.slug not in known:
            say("translations.no_article", slug=one.slug, err=True)


@translations.command(help="Écrire toutes les traductions dans un fichier YAML.")
@click.argument("file", metavar="FICHIER", type=click.Path(dir_okay=False, path_type=Path))
@language_option
@db_option
def export(file: Path, language: str, db: Path) -> None:
    with explained(db):
        kept = open_store(db).translations.all(language)
    with explained(file):
        file.write_text(write_translations(kept), encoding="utf-8")
    say("translations.exported", path=file, count=len(kept))
