"""Two calls that show what the line does: an answer, then a person."""

from __future__ import annotations

import threading
from pathlib import Path

import click

from ivr.clock import line_clock
from ivr.settings import Settings
from ivr.simulator import report
from ivr.simulator.account import Account
from ivr.simulator.rehearsal import Rehearsal, Rehearsed
from ivr.simulator.script import Script, load_script
from ivr.town import town_facts
from knowledge.calendar import OpeningCalendar

HERE = Path(__file__).parent


def demonstration_scripts(settings: Settings) -> list[Script]:
    """The two calls; the second depends on whether somebody is at the town hall when the line plays it."""
    hours = settings.services["accueil"].hours
    is_open = OpeningCalendar(town_facts(settings)).is_open(hours, line_clock(settings)())
    names = ("carte-identite", "agent" if is_open else "agent-mairie-fermee")
    return [load_script(HERE / f"{name}.yaml") for name in names]


def place_demonstration_calls(settings: Settings, url: str, stopping: threading.Event) -> bool:
    """Call the line at `url` and tell both conversations; true when they went as their scripts say.

    Needs the provider's account in the settings. Stops between the calls when `stopping` is set.
    """
    rehearsal = Rehearsal(
        account=Account(sid=settings.provider.account_sid, auth_token=settings.provider.tokens()[0]),
        url=url,
        town=settings.town.name,
        database=settings.var / "calls.db",
        told=lambda row: click.echo(report.one_line(row)),
    )
    went_well = True
    for script in demonstration_scripts(settings):
        if stopping.is_set():
            return False
        played = tell(rehearsal, script)
        for line in (*report.timings([played.journal], rehearsal.speed), ""):
            click.echo(line)
        went_well = went_well and played.went_well
    return went_well


def tell(rehearsal: Rehearsal, script: Script) -> Rehearsed:
    """Play one script and print how it went; `rehearsal.told` prints the conversation itself."""
    click.echo(script.title or script.name)
    played = rehearsal.play(script)
    for line in report.outcome(played, checked=rehearsal.database is not None):
        click.echo(line)
    return played
