"""`standardiste messages`: read the messages callers left, and close those handled."""

from __future__ import annotations

import sys
import time
from datetime import datetime

import click

from flows.prompts import phone_in_pairs
from ivr.calls.messages_left import MessageLeft, close_message, messages_for
from ivr.cli.advice import tell
from ivr.cli.serve import settings_or_exit
from ivr.database import Connections
from ivr.house import prepare_databases
from ivr.messages import message
from ivr.settings import Settings


@click.group(help="Les messages laissés par les appelants.")
@click.pass_context
def messages(ctx: click.Context) -> None:
    settings = settings_or_exit()
    prepare_databases(settings, mend=False)
    ctx.obj = settings


@messages.command("list", help="Lire les messages à traiter, du plus ancien au plus récent.")
@click.option("--service", default="", help="Ceux d'un seul service.")
@click.option("--all", "all_of_them", is_flag=True, help="Avec ceux qui sont déjà traités.")
@click.pass_obj
def list_(settings: Settings, service: str, all_of_them: bool) -> None:
    if service and service not in settings.services:
        tell(message("messages.unknown_service", value=service), err=True)
        sys.exit(2)
    found = messages_for(_database(settings).get(), service, all_of_them=all_of_them)
    for one in found:
        tell(_told(one, settings))
    if not found:
        tell(message("messages.none"))


@messages.command(help="Marquer des messages comme traités.")
@click.argument("numbers", metavar="NUMÉRO...", nargs=-1, required=True, type=int)
@click.pass_obj
def close(settings: Settings, numbers: tuple[int, ...]) -> None:
    db = _database(settings).get()
    missing = [number for number in numbers if not close_message(db, number, time.time())]
    for number in numbers:
        tell(message("messages.not_open" if number in missing else "messages.closed", number=number))
    sys.exit(1 if missing else 0)


def _database(settings: Settings) -> Connections:
    return Connections(settings.var / "calls.db")


def _told(one: MessageLeft, settings: Settings) -> str:
    left = datetime.fromtimestamp(one.left_at, tz=settings.zone)
    service = settings.services.get(one.service)
    head = message(
        "messages.head",
        number=one.id,
        date=f"{left:%d/%m/%Y}",
        time=f"{left:%H:%M}",
        service=service.name if service else one.service,
        phone=phone_in_pairs(one.phone) or message("messages.hidden"),
        done=message("messages.done") if one.handled_at else "",
    )
    subject = [f"({one.subject})"] if one.subject else []
    return "\n    ".join([head, *subject, *one.text.splitlines()])
