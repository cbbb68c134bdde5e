"""The demonstration town hall with an empty set of books, for tests of what its services do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from flows.actions import Deed, Say
from flows.codec import encode
from flows.prompts import Catalogue
from ivr.calls.diary import Diary
from ivr.calls.effects import Effects
from ivr.calls.migrations import migrate
from ivr.calls.outbox import Claimed
from ivr.database import Connections, prepare
from ivr.settings import Settings, load_settings
from ivr.town import town_facts
from knowledge.calendar import OpeningCalendar

PROJECT = Path(__file__).parents[3]
MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))
FRENCH = Catalogue.load("fr")
TOWN = load_settings(PROJECT / "mairie.toml", environ={})


def opened(folder: Path) -> Connections:
    """An empty calls.db."""
    prepare(folder / "calls.db", migrate)
    return Connections(folder / "calls.db")


def settings_with(**changes: object) -> Settings:
    """The demonstration town, other sections in place of its own."""
    return TOWN.model_copy(update=changes)


def calendar_of(settings: Settings = TOWN) -> OpeningCalendar:
    return OpeningCalendar(town_facts(settings))


def diary_of(settings: Settings = TOWN, now: datetime = MONDAY) -> Diary:
    return Diary(settings, calendar_of(settings), now)


def claimed(row: int, call_id: str, deed: Deed) -> Claimed:
    """A deed as the outbox hands it over."""
    return Claimed(row, call_id, 1, *encode(deed))


def effects_on(connections: Connections, send_text: Callable[[str, str], None], now: float = 1.0) -> Effects:
    def written(action: Say) -> str:
        return FRENCH.screen(action.prompt, {"town": TOWN.town.name, **action.values})

    return Effects(
        TOWN, connections, send_text, written, now, photo_link="https://voix.example/photo/{}".format
    )
