"""`standardiste agents`: see who takes calls, and say who does or does not."""

from __future__ import annotations

import re
import sys
import time
from datetime import datetime, timedelta

import click

from flows.prompts import phone_in_pairs
from ivr.calls.availability import AgentState, Availability
from ivr.cli.advice import tell
from ivr.cli.serve import settings_or_exit
from ivr.database import Connections
from ivr.house import prepare_databases
from ivr.messages import message
from ivr.settings import Settings

CLOCK_TIME = re.compile(r"([01]?\d|2[0-3])(?::|h)([0-5]\d)?")
WHO = "standardiste agents"


@click.group(help="Les agents : qui prend les appels en ce moment.")
@click.pass_context
def agents(ctx: click.Context) -> None:
    settings = settings_or_exit()
    prepare_databases(settings, mend=False)
    ctx.obj = settings


@agents.command("list", help="Dire qui prend les appels, service par service.")
@click.option("--service", default="", help="Ceux d'un seul service.")
@click.pass_obj
def list_(settings: Settings, service: str) -> None:
    if service and service not in settings.services:
        tell(message("agents.unknown_service", value=service), err=True)
        sys.exit(2)
    book = _book(settings)
    for slug in [service] if service else settings.services:
        wanted = settings.services[slug]
        tell(message("agents.head", service=wanted.name))
        if not wanted.agents:
            tell(message("agents.none"))
        for state in book.states(wanted.agents):
            tell(_told(state, settings))


@agents.command(help="Un agent prend de nouveau les appels.")
@click.argument("phones", metavar="NUMÉRO...", nargs=-1, required=True)
@click.option("--until", default="", metavar="HH:MM", help="Jusqu'à cette heure seulement.")
@click.pass_obj
def available(settings: Settings, phones: tuple[str, ...], until: str) -> None:
    _switch(settings, phones, until, available=True)


@agents.command(help="Un agent ne prend plus les appels.")
@click.argument("phones", metavar="NUMÉRO...", nargs=-1, required=True)
@click.option("--until", default="", metavar="HH:MM", help="Jusqu'à cette heure ; ensuite il les reprend.")
@click.pass_obj
def away(settings: Settings, phones: tuple[str, ...], until: str) -> None:
    _switch(settings, phones, until, available=False)


def _switch(settings: Settings, phones: tuple[str, ...], until: str, *, available: bool) -> None:
    """All of them or none: a wrong number among several changes nothing."""
    declared = {phone for service in settings.services.values() for phone in service.agents}
    numbers = [_e164(phone) for phone in phones]
    unknown = [given for given, number in zip(phones, numbers, strict=True) if number not in declared]
    for given in unknown:
        tell(message("agents.unknown", value=given), err=True)
    ends = _moment(until, settings) if until else None
    if until and ends is None:
        tell(message("agents.not_a_time", value=until), err=True)
    if unknown or (until and ends is None):
        sys.exit(2)
    book = _book(settings)
    for number in numbers:
        tell(_told(book.switch(number, available=available, until=ends, by=WHO), settings))


def _e164(given: str) -> str:
    """A French number as agents write it, or one already in E.164."""
    bare = re.sub(r"[\s.()-]", "", given)
    return f"+33{bare[1:]}" if re.fullmatch(r"0[1-9]\d{8}", bare) else bare


def _moment(text: str, settings: Settings) -> float | None:
    """The next time the town's clock shows this, seconds since the epoch; None for no time of day."""
    found = CLOCK_TIME.fullmatch(text.strip())
    if found is None:
        return None
    now = datetime.fromtimestamp(time.time(), tz=settings.zone)
    moment = now.replace(hour=int(found[1]), minute=int(found[2] or 0), second=0, microsecond=0)
    return (moment if moment > now else moment + timedelta(days=1)).timestamp()


def _book(settings: Settings) -> Availability:
    return Availability(Connections(settings.var / "calls.db"))


def _told(state: AgentState, settings: Settings) -> str:
    def hour(at: float) -> str:
        return f"{datetime.fromtimestamp(at, tz=settings.zone):%d/%m à %H:%M}"

    said = message("agents.available" if state.available else "agents.away")
    if state.since is not None:
        said += message("agents.since", moment=hour(state.since))
    if state.until is not None:
        said += message("agents.until", moment=hour(state.until))
    if state.engaged:
        said += message(f"agents.{state.engaged}")
    return message("agents.line", phone=phone_in_pairs(state.phone), state=said)
