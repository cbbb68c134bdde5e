"""standardiste knowledge load, import, export, list, show, import-service-public."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from ivr.cli.advice import tell
from ivr.cli.knowledge_base import (
    account,
    columns,
    db_option,
    explained,
    open_store,
    say,
    text,
    town,
)
from ivr.cli.notices import alert, hours
from knowledge.article_files import write_yaml_articles
from knowledge.articles import Article
from knowledge.calendar import OpeningCalendar
from knowledge.demonstration import load_demonstration, load_demonstration_english
from knowledge.exchange import FORMATS, format_of, import_articles, read_file, write_articles
from knowledge.placeholders import fill
from knowledge.service_public import import_service_public as bring_sheets
from knowledge.service_public import to_review
from knowledge.store import KnowledgeStore, Revision

__all__ = ["alert", "export", "hours", "import_", "import_service_public", "list_", "load", "show"]

STANDARD_OUTPUT = Path("-")


@click.command(help="Ajouter les fiches de démonstration qui manquent, sans toucher à celles qui existent.")
@db_option
def load(db: Path) -> None:
    with explained(db):
        store = open_store(db)
        here = {article.slug for article in store.articles()}
        missing = [article for article in load_demonstration() if article.slug not in here]
        store.save_all(missing, who=account(), at=datetime.now(UTC))
        translated = {one.slug for one in store.translations.all("en")}
        english = [one for one in load_demonstration_english() if one.slug not in translated]
        store.translations.save_all("en", english, who=account(), at=datetime.now(UTC))
    say("done.loaded", created=len(missing), kept=len(load_demonstration()) - len(missing), path=db)


@click.command("import", help="Importer des fiches depuis un fichier YAML ou CSV : toutes, ou aucune.")
@click.argument("file", metavar="FICHIER", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Supprimer les fiches de la base absentes du fichier.")
@click.option("--check", is_flag=True, help="Vérifier seulement : ne rien enregistrer.")
@db_option
def import_(file: Path, replace: bool, check: bool, db: Path) -> None:
    with explained(file):
        articles = read_file(file, town())
    if check:
        say("done.checked", path=file, count=len(articles))
        return
    with explained(db):
        done = import_articles(open_store(db), articles, who=account(), at=datetime.now(UTC), replace=replace)
    say(
        "done.imported",
        path=file,
        created=len(done.created),
        changed=len(done.changed),
        unchanged=len(done.unchanged),
        deleted=len(done.deleted),
    )


@click.command(help="Écrire toutes les fiches dans un fichier YAML ou CSV ; « - » pour l'écran.")
@click.argument(
    "file", metavar="FICHIER", default="-", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option(
    "--format", "kind", type=click.Choice(sorted(set(FORMATS.values()))), help="Sinon d'après le nom."
)
@db_option
def export(file: Path, kind: str | None, db: Path) -> None:
    with explained(db):
        articles = open_store(db).articles()
    if file == STANDARD_OUTPUT:
        click.echo(write_articles(articles, "csv" if kind == "csv" else "yaml"), nl=False)
        return
    with explained(file):
        chosen = format_of(file) if kind is None else FORMATS[f".{kind}"]
        file.write_text(write_articles(articles, chosen), encoding="utf-8", newline="")
    say("done.exported", count=len(articles), path=file)


@click.command("list", help="Les fiches de la base.")
@click.option("--service", default="", help="Celles d'un service.")
@click.option("--drafts", is_flag=True, help="Les brouillons seulement.")
@click.option("--to-review", "review", is_flag=True, help="Celles que leur fiche officielle invite à relire.")
@db_option
def list_(service: str, drafts: bool, review: bool, db: Path) -> None:
    with explained(db):
        store = open_store(db)
        articles, problems = store.readable_articles()
        again = {found.slug for found in to_review(store)}
    for problem in problems:
        tell(str(problem), err=True)
    shown = [
        article
        for article in articles
        if service in ("", article.service)
        and (not drafts or article.status == "draft")
        and (not review or article.slug in again)
    ]
    if not shown:
        say("list.empty" if not articles else "list.count", shown=0)
        return
    rows = [text("list.header").split("|")]
    rows += [_row(article, again) for article in shown]
    tell(columns(rows))
    say("list.count", shown=len(shown))


def _row(article: Article, again: set[str]) -> list[str]:
    today = datetime.now(UTC).date()
    state = text(f"list.{article.status}")
    if article.status == "published" and not article.answers_on(today):
        state = text("list.expired")
    if article.slug in again:
        state += f", {text('list.to_review')}"
    title, source = _cut(article.title, 48), _cut(article.source, 30)
    return [article.slug, article.service, title, source, article.as_of.isoformat(), state]


def _cut(value: str, width: int) -> str:
    return value if len(value) <= width else value[: width - 1] + "…"


@click.command(help="Une fiche : ce qu'elle contient, ce qu'on en dit, son histoire.")
@click.argument("slug", metavar="FICHE")
@click.option("--said", is_flag=True, help="Telle qu'elle serait dite en ce moment.")
@click.option("--history", is_flag=True, help="Qui l'a modifiée, quand, et quels champs.")
@click.option("--undo", type=int, metavar="NUMÉRO", help="Annuler une modification de son histoire.")
@db_option
def show(slug: str, said: bool, history: bool, undo: int | None, db: Path) -> None:
    with explained(db):
        store = open_store(db)
        if undo is not None:
            _undo(store, slug, undo)
        elif history:
            _show_history(store, slug)
        elif (article := store.article(slug)) is None:
            say("problem.no_article", slug=slug, err=True)
            sys.exit(1)
        elif said:
            _show_said(article)
        else:
            click.echo(write_yaml_articles([article]), nl=False)


def _undo(store: KnowledgeStore, slug: str, number: int) -> None:
    if number not in {revision.id for revision in store.revisions(slug, limit=10_000)}:
        say("problem.no_revision", number=number, err=True)
        sys.exit(1)
    article = store.undo(number, who=account(), at=datetime.now(UTC))
    say("done.undone" if article else "done.removed", number=number, slug=slug)


def _show_history(store: KnowledgeStore, slug: str) -> None:
    revisions = store.revisions(slug)
    if not revisions:
        say("history.none", slug=slug)
    for revision in revisions:
        say(
            "history.line",
            id=revision.id,
            at=revision.at.astimezone().strftime("%Y-%m-%d %H:%M"),
            who=revision.who,
            deed=text(f"history.{revision.deed}"),
            fields=", ".join(_changed(revision)),
        )


def _changed(revision: Revision) -> list[str]:
    before, after = revision.before, revision.after
    if before is None or after is None:
        return []
    return [name for name, value in vars(before).items() if value != getattr(after, name)]


def _show_said(article: Article) -> None:
    facts, now = town(), datetime.now(UTC)
    calendar = OpeningCalendar(facts)
    answers = [article.spoken, *(variant.spoken for variant in article.variants), article.details]
    for answer in filter(None, (*answers, article.text_message)):
        tell(fill(answer, facts, calendar, now))


@click.command(
    "import-service-public",
    help="Importer des fiches de service-public.fr en brouillons : fichier JSON Lines, XML, dossier ou zip.",
)
@click.argument("path", metavar="CHEMIN", type=click.Path(exists=True, path_type=Path))
@click.option("--all", "every", is_flag=True, help="Toutes, pas seulement celles qui renvoient à la mairie.")
@click.option("--sheet", "sheets", multiple=True, metavar="NUMÉRO", help="Seulement celle-ci ; répétable.")
@click.option("--theme", default="", metavar="MOTS", help="Celles dont le thème contient ces mots.")
@db_option
def import_service_public(path: Path, every: bool, sheets: tuple[str, ...], theme: str, db: Path) -> None:
    services = tuple(town().services)
    with explained(path):
        changes = bring_sheets(
            open_store(db),
            path,
            who=account(),
            at=datetime.now(UTC),
            services=services,
            only_town_hall=not every,
            only=sheets,
            theme=theme,
        )
    for change in changes:
        if change.outcome != "unchanged":
            fields = ", ".join(change.to_review or change.changed)
            say(
                f"official.{change.outcome}",
                sheet=change.sheet,
                slug=change.slug,
                title=change.title,
                fields=fields,
            )
    if not changes:
        say("official.none")
        return
    outcomes = [change.outcome for change in changes]
    say(
        "official.summary",
        count=len(changes),
        created=outcomes.count("created"),
        updated=outcomes.count("updated"),
        to_review=outcomes.count("to_review"),
        unchanged=outcomes.count("unchanged"),
    )
