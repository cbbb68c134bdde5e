"""A line with everything real but its engines."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, cast

import pytest

from flows.prompts import Catalogue
from ivr.calls.desk import Desk
from ivr.calls.migrations import migrate as migrate_calls
from ivr.channels.passes import migrate as migrate_channels
from ivr.database import Connections
from ivr.settings import Settings, load_settings
from tests.ivr.channels.fakes import ACCOUNT, PROJECT, TOKEN, FewQueries, InstantMouth
from tests.ivr.channels.webhooks import Provider


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """calls.db with its tables and no call, made once: each test gets a copy."""
    path = tmp_path_factory.mktemp("empty") / "calls.db"
    database = Connections(path).get()
    migrate_calls(database)
    migrate_channels(database)
    database.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def connections(tmp_path: Path, empty_database: Path) -> Connections:
    shutil.copy(empty_database, tmp_path / "calls.db")
    return Connections(tmp_path / "calls.db")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(
        PROJECT / "mairie.toml",
        {
            "STANDARDISTE_PUBLIC_URL": "https://voix.example.fr",
            "STANDARDISTE_TWILIO_AUTH_TOKEN": TOKEN,
            "STANDARDISTE_TWILIO_ACCOUNT_SID": ACCOUNT,
            "STANDARDISTE_VAR": str(tmp_path),
        },
    )


@pytest.fixture
def desk(settings: Settings, connections: Connections) -> Desk:
    return Desk(settings, connections, cast(Any, FewQueries()), Catalogue.load())


@pytest.fixture
def provider(desk: Desk, connections: Connections) -> Provider:
    return Provider(desk, connections, InstantMouth(), ears=True)


@pytest.fixture
def turns(desk: Desk, connections: Connections) -> Provider:
    line = desk.settings.line.model_copy(update={"mode": "turns"})
    desk.settings = desk.settings.model_copy(update={"line": line})
    return Provider(desk, connections, InstantMouth(), ears=True)
