"""`standardiste deliveries`: letters and texts that could not be sent, and sending them again."""

from __future__ import annotations

import sys
import time
from datetime import datetime

import click

from ivr.calls.undelivered import try_again, undelivered
from ivr.cli.advice import tell
from ivr.cli.serve import settings_or_exit
from ivr.database import Connections
from ivr.house import prepare_databases
from ivr.messages import has_message, message
from ivr.settings import Settings


@click.group(help="Les courriers et les SMS qui n'ont pas pu être envoyés.")
@click.pass_context
def deliveries(ctx: click.Context) -> None:
    settings = settings_or_exit()
    prepare_databases(settings, mend=False)
    ctx.obj = settings


@deliveries.command("list", help="Lister les envois abandonnés ou en difficulté, avec leur cause.")
@click.pass_obj
def list_(settings: Settings) -> None:
    found = undelivered(_database(settings).get())
    for one in found:
        name = f"deliveries.kind_{one.kind}"
        given_up = ""
        if one.failed_at is not None:
            moment = datetime.fromtimestamp(one.failed_at, tz=settings.zone)
            given_up = message("deliveries.given_up", date=f"{moment:%d/%m/%Y}", time=f"{moment:%H:%M}")
        kind = message(name) if has_message(name) else one.kind
        state = given_up or message("deliveries.trying", tries=one.tries)
        tell(message("deliveries.one", number=one.id, kind=kind, state=state, error=one.error))
    if not found:
        tell(message("deliveries.none"))


@deliveries.command(help="Retenter des envois abandonnés : ceux dont on donne le numéro, ou tous.")
@click.argument("numbers", metavar="[NUMÉRO...]", nargs=-1, type=int)
@click.option("--all", "all_of_them", is_flag=True, help="Tous ceux qui sont abandonnés.")
@click.pass_obj
def retry(settings: Settings, numbers: tuple[int, ...], all_of_them: bool) -> None:
    db = _database(settings).get()
    if all_of_them:
        numbers = tuple(one.id for one in undelivered(db, limit=10_000) if one.failed_at is not None)
    elif not numbers:
        tell(message("deliveries.which"), err=True)
        sys.exit(2)
    count = try_again(db, numbers, time.time())
    tell(message("deliveries.retried", count=count))
    sys.exit(0 if count == len(numbers) else 1)


def _database(settings: Settings) -> Connections:
    return Connections(settings.var / "calls.db")
