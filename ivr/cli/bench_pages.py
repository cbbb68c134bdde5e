"""How fast the console's pages come with a year of calls behind them, as an administrator sees them."""

from __future__ import annotations

import re
import statistics
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import click
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from ivr.accounts.users import EmailTaken, Role
from ivr.calls.indicators.ledger import Ledger
from ivr.cli.past_year import year_of
from ivr.console.indicator_charts import CHARTS
from ivr.console.install import install
from ivr.console.office import Office
from ivr.database import open_database
from ivr.house import House, prepare_databases
from ivr.messages import message
from ivr.settings import Settings
from ivr.simulator.past_year.year import write_year

CALLS, DAYS = 100_000, 365
TIMES = 21
"""Each page is asked for so often; the first, which fills caches, is told apart."""
NOT_FOUND = 404
"""Of a page about something this base has none of."""
SLOW_SECONDS = 0.2
"""What no page may take."""
_PASSWORD = "mesure des pages de la console"  # noqa: S105 - opens invented calls only
_EMAIL = "mesure@mairie.example"
_NOT_PAGES = ("reviews.export", "indicators.export", "reviews.voice")
"""Files, which take the time of their length."""
_SEARCHES = (
    "mots=je",
    "mots=carte+identité",
    'mots="carte+d’identité"&issue=transferred',
    "mots=rienderien",
    "ecoute=40",
    "certitude=50&note=basse",
    "fiche=carte-identite&raison=toutes&relu=non",
)


@dataclass(frozen=True)
class Measure:
    """How long one page took."""

    address: str
    status: int
    first: float
    """Seconds; the first time, caches empty."""
    median: float
    high: float
    """Seconds; the 95th percentile of the others."""
    after_a_write: float
    """Seconds; the same when a call has just written to the database each time."""

    @property
    def slow(self) -> bool:
        """More than a page may take."""
        return max(self.high, self.after_a_write) > SLOW_SECONDS


def measure_pages(settings: Settings, count: int = CALLS) -> None:
    """Print how long each page takes, slowest first."""
    house = _house(settings, count)
    client = _signed_in(house)
    taken = (_measure(client, address, house) for address in _addresses(client.application, house))
    measures = sorted((one for one in taken if one.status != NOT_FOUND), key=lambda one: -one.high)
    for one in measures:
        slow = message("bench.page_slow") if one.slow else ""
        click.echo(
            message(
                "bench.page",
                address=one.address[:70],
                status=one.status,
                median=_milliseconds(one.median),
                high=_milliseconds(one.high),
                first=_milliseconds(one.first),
                written=_milliseconds(one.after_a_write),
                slow=slow,
            )
        )
    late = sum(one.slow for one in measures)
    click.echo(message("bench.pages_told", pages=len(measures), late=late, limit=_milliseconds(SLOW_SECONDS)))


def _house(settings: Settings, count: int) -> House:
    """A house of its own below var, with so many invented calls; kept for the next time."""
    folder = settings.var / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    retention = settings.retention.model_copy(update={"words_days": DAYS + 30, "numbers_days": DAYS + 30})
    own = settings.model_copy(update={"var": folder, "retention": retention})
    prepare_databases(own, mend=False)
    house = House(own)
    (known,) = house.connections.get().execute("select count(*) from calls").fetchone()
    if known < count:
        with click.progressbar(length=count - known, label=message("past_year.writing")) as bar:
            write_year(
                house.connections,
                year_of(house, seed=1),
                count - known,
                DAYS,
                add=True,
                keep_words=True,
                progress=bar.update,
            )
    # A year cut short while it was added up would be measured call by call, for ever.
    Ledger(house.settings, house.connections).keep(house.now().timestamp())
    return house


def _signed_in(house: House) -> FlaskClient:
    with suppress(EmailTaken):
        house.accounts.users.add(_EMAIL, "Mesure", Role.ADMIN, password=_PASSWORD)
    app = Flask(__name__)
    app.config["RATELIMIT_ENABLED"] = False  # one browser asks for every page many times
    install(
        app,
        Office(
            settings=house.settings,
            calls=house.connections,
            knowledge=house.store,
            librarian=house.librarian,
            desk=house.desk,
            accounts=house.accounts,
            mouth=None,
            now=house.now,
        ),
    )
    client = app.test_client()
    form = client.get("/console/connexion").text
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', form)
    fields = {"csrf_token": token[1] if token else "", "email": _EMAIL, "password": _PASSWORD}
    client.post("/console/connexion", data=fields)
    return client


def _addresses(app: Flask, house: House) -> Iterator[str]:
    """Every page below /console that is read; those about one thing, about one that exists."""
    known = _examples(house)
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if (
            "GET" not in (rule.methods or ())
            or not rule.rule.startswith("/console/")
            or rule.endpoint.endswith(".static")
            or rule.endpoint in _NOT_PAGES
            or not hasattr(app.view_functions[rule.endpoint], "required_roles")
        ):
            continue
        with suppress(LookupError):
            yield _address(rule, known)
    yield from (f"/console/relecture?{search}" for search in _SEARCHES)
    last = house.now().date()
    since = last - timedelta(days=DAYS)
    yield f"/console/indicateurs?du={since.isoformat()}&au={last.isoformat()}"


def _address(rule: Rule, known: dict[str, dict[str, Any]]) -> str:
    """The rule with the examples its blueprint goes by. Raises LookupError when one is missing."""
    blueprint = rule.endpoint.partition(".")[0]
    values = {**known["*"], **known.get(blueprint, {})}
    built = rule.rule
    for name in rule.arguments:
        built = re.sub(rf"<(?:[^<>]*:)?{name}>", str(values[name]), built)
    return built


def _examples(house: House) -> dict[str, dict[str, Any]]:
    """Things that exist, by blueprint ("*": any) and by their name in addresses."""
    db = house.connections.get()

    def one(statement: str) -> Any:
        row = db.execute(statement).fetchone()
        return row[0] if row else "1"

    slug = house.store.articles()[0].slug
    revisions = house.store.revisions(slug, limit=1)
    return {
        "*": {
            "call_id": one("select call_id from call_search where topic != '' order by started_at desc"),
            "slug": slug,
            "number": revisions[0].id if revisions else 1,
            "user_id": 1,
            "kind": "message",
            "item": one("select id from messages order by id desc"),
            "reference": one("select reference from appointments order by start desc"),
        },
        "wordings": {"key": "main.question"},
        "indicators": {"name": next(iter(CHARTS))},
    }


def _measure(client: FlaskClient, address: str, house: House) -> Measure:
    status = 0

    def timed() -> float:
        nonlocal status
        began = time.perf_counter()
        answer = client.get(address)
        answer.get_data()
        status = answer.status_code
        return time.perf_counter() - began

    first, *later = [timed() for _ in range(TIMES)]
    written = []
    with closing(open_database(house.connections.path).conn) as other:
        for _ in range(TIMES):
            with other:  # what the page's own connection had in memory is worth nothing after that
                other.execute("update calls set seen_at = seen_at where id = (select min(id) from calls)")
            written.append(timed())
    return Measure(address, status, first, statistics.median(later), _high(later), _high(written))


def _high(taken: list[float]) -> float:
    """The 95th percentile."""
    return sorted(taken)[round(0.95 * (len(taken) - 1))]


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:.0f} ms"
