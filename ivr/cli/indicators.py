"""`standardiste indicators`: the figures, counted again or written out."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime

import click

from ivr.calls.indicators.board import read_board
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.indicators.spans import SpanError, month_of, read_span
from ivr.cli.advice import tell
from ivr.cli.serve import settings_or_exit
from ivr.console.indicator_csv import written
from ivr.database import Connections
from ivr.house import prepare_databases
from ivr.messages import message
from ivr.settings import Settings


@click.group(help="Les indicateurs : les recompter, les exporter.")
@click.pass_context
def indicators(ctx: click.Context) -> None:
    settings = settings_or_exit()
    prepare_databases(settings, mend=False)
    ctx.obj = settings


@indicators.command(help="Recompter tous les appels gardés ; ce qui a été effacé reste compté comme avant.")
@click.pass_obj
def rebuild(settings: Settings) -> None:
    began = time.monotonic()
    calls = _ledger(settings).rebuild(time.time())
    tell(message("indicators.rebuilt", calls=calls, seconds=round(time.monotonic() - began, 1)))


@indicators.command(help="Écrire les indicateurs en CSV ; par défaut ceux du mois en cours.")
@click.option("--from", "first", default="", metavar="JOUR", help="Premier jour : 2026-11-01.")
@click.option("--to", "last", default="", metavar="JOUR", help="Dernier jour, inclus.")
@click.option("--service", default="", help="D'un seul service.")
@click.pass_obj
def export(settings: Settings, first: str, last: str, service: str) -> None:
    if service and service not in settings.services:
        tell(message("messages.unknown_service", value=service), err=True)
        sys.exit(2)
    now = datetime.now(UTC).astimezone(settings.zone)
    today = now.date()
    month = month_of(today)
    try:
        span = read_span(first or month.first.isoformat(), last or today.isoformat())
    except SpanError:
        tell(message("indicators.no_span", first=first, last=last), err=True)
        sys.exit(2)
    database = Connections(settings.var / "calls.db")
    board = read_board(
        _ledger(settings),
        database.get(),
        span,
        now=now,
        minutes_per_call=settings.indicators.minutes_per_call,
        services=[service] if service else None,
    )
    click.echo(written(board, {}), nl=False)


def _ledger(settings: Settings) -> Ledger:
    return Ledger(settings, Connections(settings.var / "calls.db"))
