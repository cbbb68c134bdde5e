"""The demonstration town hall with its last days played and its staff, for tests of the console."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import ClassVar
from zoneinfo import ZoneInfo

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from ivr.accounts.accounts import Accounts
from ivr.accounts.users import Role, User
from ivr.console.install import install
from ivr.console.office import Office
from ivr.house import House, accounts_path, prepare_databases
from ivr.settings import Settings, load_settings
from knowledge.articles import Article
from knowledge.matching import Matcher
from tests.ivr.console.past_calls import Past, past_calls

ROOT = Path(__file__).parents[3]
NOW = datetime(2026, 11, 25, 10, 42, tzinfo=ZoneInfo("Europe/Paris"))
"""A Wednesday morning, when the town hall is open."""
PASSWORD = "une longue phrase de passe"
MAX_REQUEST_BYTES = 64 * 1024


@dataclass(frozen=True)
class Person:
    """Somebody who works at the town hall."""

    key: str
    name: str
    email: str
    role: Role
    services: tuple[str, ...] = ()
    phone: str = ""


STAFF = (
    Person("admin", "Claire Fontaine", "claire.fontaine@valmont.example", Role.ADMIN, (), "+33465710001"),
    Person("agent", "Karim Benali", "karim.benali@valmont.example", Role.AGENT, (), "+33465710002"),
    Person("viewer", "Jeanne Morel", "jeanne.morel@valmont.example", Role.VIEWER),
    Person(
        *("scoped", "Luc Perrin", "luc.perrin@valmont.example", Role.AGENT),
        *(("etat-civil", "elections"), "+33465710011"),
    ),
)
"""One of each role, and an agent of two services only."""


def seed(folder: Path) -> None:
    """Databases with a few dozen calls of the last days, and the staff."""
    settings = settings_in(folder)
    prepare_databases(settings)
    house = TestedHouse(settings, now=lambda: NOW)
    Past(settings, house.connections, house.librarian, NOW).play(past_calls())
    for person in STAFF:
        house.accounts.users.add(
            person.email,
            person.name,
            person.role,
            services=person.services,
            phone=person.phone,
            password=PASSWORD,
        )
    for database in folder.glob("*.db"):
        with closing(sqlite3.connect(database)) as connection:  # so that the file alone holds everything
            assert connection.execute("pragma wal_checkpoint(truncate)").fetchone()[0] == 0


def settings_in(folder: Path, **environ: str) -> Settings:
    """The demonstration town, its data in this folder."""
    (ROOT / "var" / "matcher").mkdir(parents=True, exist_ok=True)
    if not (folder / "matcher").exists():
        (folder / "matcher").symlink_to(ROOT / "var" / "matcher")
    return load_settings(
        ROOT / "mairie.toml",
        {"STANDARDISTE_VAR": str(folder), "STANDARDISTE_TWILIO_AUTH_TOKEN": "0" * 32, **environ},
    )


class TestedHouse(House):
    """Learns the same articles once a run: that takes a second, and every test would pay for it."""

    __test__ = False
    _learnt: ClassVar[dict[int, Matcher]] = {}

    def matcher(self, articles: Sequence[Article], refused: Sequence[str] = ()) -> Matcher:
        key = hash(repr((list(articles), list(refused))))
        if key not in self._learnt:
            self._learnt[key] = super().matcher(articles, refused)
        return self._learnt[key]


@dataclass
class Console:
    """An application with the console alone, over databases of its own."""

    app: Flask
    office: Office
    clock: list[float]
    """The real time, which a test may move: seconds since the epoch."""

    @property
    def accounts(self) -> Accounts:
        return self.office.accounts

    def person(self, key: str) -> User:
        """Somebody of the staff."""
        found = self.accounts.users.by_email(next(one.email for one in STAFF if one.key == key))
        assert found is not None
        return found

    def ring(self, call_id: str, service: str, attempt: int = 1) -> list[str]:
        """Take the telephones that are to ring for a call, as the line does; E.164."""
        return self.office.desk.routing.claim(call_id, attempt, service)

    def visitor(self) -> Browser:
        """A browser that nobody has signed in with."""
        return Browser(self.app.test_client())

    def signed_in(self, key: str) -> Browser:
        """A browser somebody has signed in with: admin, agent, viewer, or scoped."""
        browser = self.visitor()
        answer = browser.sign_in(self.person(key).email)
        assert answer.status_code == 302, answer.text
        return browser


@dataclass
class Browser:
    """Gets pages and sends their forms, as somebody would: with the form's own token."""

    client: FlaskClient

    def get(self, path: str, **more: object) -> TestResponse:
        """A page, as a browser asks for it."""
        return self.client.get(path, headers={"Accept": "text/html,*/*"}, **more)  # type: ignore[arg-type]

    def post(self, path: str, data: dict[str, object] | None = None, *, token_from: str = "") -> TestResponse:
        """Send a form. Its token is that of the page at `token_from`, else of the console's own pages."""
        page = self.get(token_from or "/console/", follow_redirects=True)
        return self.send(path, {"csrf_token": token_in(page.text), **(data or {})})

    def send(self, path: str, data: dict[str, object]) -> TestResponse:
        """Send exactly these fields."""
        return self.client.post(path, data=data, headers={"Accept": "text/html,*/*"})

    def sign_in(self, email: str, password: str = PASSWORD, **more: object) -> TestResponse:
        """Fill in the sign-in page."""
        fields = {"email": email, "password": password, **more}
        return self.post("/console/connexion", fields, token_from="/console/connexion")


def token_in(page: str) -> str:
    """The token of the first form of a page."""
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page
    return found[1]


def open_console(seeded: Path, folder: Path, clock: Callable[[], float] | None = None) -> Console:
    """A console over a copy of the seeded databases."""
    for database in seeded.glob("*.db"):
        shutil.copy(database, folder)
    settings = settings_in(folder)
    ticks = [NOW.timestamp()]
    accounts = Accounts(accounts_path(settings), clock or (lambda: ticks[0]))
    house = TestedHouse(settings, lambda: datetime.fromtimestamp(ticks[0], tz=settings.zone), accounts.clock)
    office = Office(
        settings=settings,
        calls=house.connections,
        knowledge=house.store,
        librarian=house.librarian,
        desk=house.desk,
        accounts=accounts,
        mouth=None,
        now=house.now,
    )
    app = Flask("console")
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    install(app, office)
    return Console(app, office, ticks)
