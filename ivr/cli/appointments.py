"""`standardiste appointments`: the visits booked, their export, and the calendars of the services."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click

from flows.collect.phone_number import written_number
from flows.collect.written import written_moment
from ivr.calls.agendas import AgendaLinks
from ivr.calls.visits import Visit, Visits, as_csv, as_json
from ivr.cli.advice import tell
from ivr.cli.serve import settings_or_exit
from ivr.database import Connections
from ivr.house import prepare_databases
from ivr.messages import message
from ivr.settings import Settings

COMMAND_LINE = "standardiste"
"""Who did it, for what is done at the command line."""
FORMATS: dict[str, Callable[[list[Visit], Settings], str]] = {"csv": as_csv, "json": as_json}


class _Book:
    """The diary at hand."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.connections = Connections(settings.var / "calls.db")
        self.visits = Visits(settings, self.connections)
        self.links = AgendaLinks(self.connections)
        self.today = datetime.now(settings.zone).date()

    def between(
        self, first: datetime | None, last: datetime | None, service: str, cancelled: bool
    ) -> list[Visit]:
        """The visits of a span of days, from today to a year ahead when it is not said."""
        if service:
            self.check(service)
        begins: date = first.date() if first else self.today
        ends: date = last.date() if last else max(begins, self.today) + timedelta(days=366)
        return self.visits.between(
            begins, ends, services=[service] if service else (), cancelled=cancelled, limit=1_000_000
        )

    def check(self, service: str) -> None:
        """Stop, saying so, when there is no such service."""
        if service not in self.settings.services:
            tell(message("messages.unknown_service", value=service), err=True)
            sys.exit(2)


def _span(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that choose visits."""
    for option in (
        click.option("--cancelled", is_flag=True, help="Avec ceux qui sont annulés ou changés."),
        click.option("--service", default="", help="Ceux d'un seul service."),
        click.option("--until", "last", type=click.DateTime(["%Y-%m-%d"]), help="Jusqu'à ce jour compris."),
        click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="À partir de ce jour."),
    ):
        command = option(command)
    return command


@click.group(help="Les rendez-vous : les lister, les annuler, les exporter, les suivre dans un agenda.")
@click.pass_context
def appointments(ctx: click.Context) -> None:
    settings = settings_or_exit()
    prepare_databases(settings, mend=False)
    ctx.obj = _Book(settings)


@appointments.command("list", help="Lister les rendez-vous, à partir d'aujourd'hui si rien n'est dit.")
@_span
@click.pass_obj
def list_(book: _Book, first: datetime | None, last: datetime | None, service: str, cancelled: bool) -> None:
    found = book.between(first, last, service, cancelled)
    for visit in found:
        tell(
            message(
                "appointments.one",
                reference=visit.reference,
                when=written_moment(datetime.fromisoformat(visit.start), book.today),
                what=visit.what,
                name=visit.name or message("appointments.nameless"),
                phone=written_number(visit.phone),
                status=message(f"appointments.{visit.status}"),
            ).rstrip()
        )
    tell(message("appointments.count", count=len(found)))


@appointments.command(help="Exporter les rendez-vous en CSV ou en JSON.")
@_span
@click.option("--format", "kind", type=click.Choice(sorted(FORMATS)), default="csv", show_default=True)
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Fichier ; sinon, l'écran.")
@click.pass_obj
def export(
    book: _Book,
    first: datetime | None,
    last: datetime | None,
    service: str,
    cancelled: bool,
    kind: str,
    output: Path | None,
) -> None:
    found = book.between(first, last, service, cancelled)
    text = FORMATS[kind](found, book.settings)
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        output.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        tell(message("appointments.unwritable", path=output, error=error.strerror), err=True)
        sys.exit(1)
    tell(message("appointments.exported", count=len(found), path=output))


@appointments.command(help="Annuler un rendez-vous ; la personne est prévenue par SMS si elle l'a accepté.")
@click.argument("reference", metavar="NUMÉRO")
@click.option("--reason", default="", help="Pourquoi, pour les collègues.")
@click.pass_obj
def cancel(book: _Book, reference: str, reason: str) -> None:
    done = book.visits.cancel(reference, who=COMMAND_LINE, at=time.time(), reason=reason)
    tell(
        message("appointments.done" if done else "appointments.not_booked", reference=reference), err=not done
    )
    sys.exit(0 if done else 1)


@appointments.group(help="Les adresses d'agenda (iCalendar) données aux services.")
def agenda() -> None:
    pass


@agenda.command("add", help="Créer l'adresse d'agenda d'un service ; elle n'est montrée qu'une fois.")
@click.argument("service")
@click.pass_obj
def add(book: _Book, service: str) -> None:
    book.check(service)
    token = book.links.create(service, who=COMMAND_LINE, at=time.time())
    tell(f"{book.settings.line.public_url}/agenda/{token}.ics")
    tell(message("appointments.agenda_secret"), err=True)


@agenda.command("list", help="Lister les adresses d'agenda, sans leur secret.")
@click.pass_obj
def list_links(book: _Book) -> None:
    found = book.links.all()
    for link in found:
        read = (
            f"{datetime.fromtimestamp(link.read_at, book.settings.zone):%d/%m/%Y %H h}"
            if link.read_at
            else "–"
        )
        tell(
            message(
                "appointments.agenda_revoked" if link.revoked_at else "appointments.agenda_one",
                number=link.id,
                service=link.service,
                date=f"{datetime.fromtimestamp(link.created_at, book.settings.zone):%d/%m/%Y}",
                who=link.created_by,
                read=read,
            )
        )
    if not found:
        tell(message("appointments.agenda_none"))


@agenda.command(help="Retirer une adresse d'agenda : elle ne répond plus.")
@click.argument("number", metavar="NUMÉRO", type=int)
@click.pass_obj
def revoke(book: _Book, number: int) -> None:
    done = book.links.revoke(number, at=time.time())
    key = "appointments.agenda_taken_back" if done else "appointments.agenda_unknown"
    tell(message(key, number=number), err=not done)
    sys.exit(0 if done else 1)
