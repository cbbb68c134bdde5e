"""`standardiste demonstration-calls`: fill calls.db with a year of calls nobody made."""

from __future__ import annotations

import sys
import time

import click

from ivr.calls.queries import TownQueries
from ivr.calls.service_queries import ServiceQueries
from ivr.cli.serve import fail, settings_or_exit
from ivr.house import House, prepare_databases
from ivr.messages import message
from ivr.simulator.past_year.year import NotEmpty, Year, write_year


@click.command("demonstration-calls", help="Inventer une année d'appels, pour montrer et mesurer la console.")
@click.option("--count", default=20_000, show_default=True, type=click.IntRange(1, 1_000_000), help="Appels.")
@click.option("--days", default=365, show_default=True, type=click.IntRange(1, 3650), help="Jours écoulés.")
@click.option("--seed", default=1, show_default=True, help="La même graine donne les mêmes appels.")
@click.option("--add", is_flag=True, help="Les ajouter aux appels qui sont déjà là.")
@click.option("--keep-words", is_flag=True, help="Garder les paroles et numéros trop anciens pour l'être.")
def demonstration_calls(count: int, days: int, seed: int, add: bool, keep_words: bool) -> None:
    settings = settings_or_exit()
    prepare_databases(settings, mend=False)
    house = House(settings)
    try:
        with click.progressbar(length=count, label=message("past_year.writing"), file=sys.stderr) as bar:
            write_year(
                house.connections,
                year_of(house, seed),
                count,
                days,
                add=add,
                keep_words=keep_words,
                progress=bar.update,
            )
    except NotEmpty as known:
        fail(message("past_year.not_empty", count=known, path=house.connections.path))
    click.echo(message("past_year.written", count=count, days=days, path=house.connections.path))


def year_of(house: House, seed: int) -> Year:
    """What a year of this town is made of: its articles, its matcher, its hours."""
    now = house.now()
    services = ServiceQueries(house.settings, house.connections, house.librarian, house.now, time.time)
    return Year(
        settings=house.settings,
        articles=house.store.articles(),
        queries=TownQueries(house.settings, house.librarian, services, house.now),
        calendar=house.librarian.calendar(now),
        desk=house.desk,
        now=now,
        due_date=house.due_date,
        seed=seed,
    )
