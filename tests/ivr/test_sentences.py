"""What is rendered before it is said."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from flows.actions import Say
from flows.prompts import Catalogue
from ivr.calls.desk import Desk
from ivr.database import Connections
from ivr.sentences import all_sentences
from ivr.settings import load_settings
from speech.written import Written, language_of

PROJECT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A line in French and English; nothing is asked of it but its sentences."""
    settings = load_settings(PROJECT / "mairie.toml", {"STANDARDISTE_VAR": str(tmp_path)})
    connections = Connections(tmp_path / "calls.db")
    catalogues = {"en": Catalogue.load("en")}
    return Desk(settings, connections, cast(Any, None), Catalogue.load(), catalogues=catalogues)


def rendered(desk: Desk) -> list[str]:
    return all_sentences(desk, cast(Any, None), (), NOW)


def told(desk: Desk, language: str) -> list[Written]:
    """What somebody who waits is told, from the ninth place to the first."""
    places = [
        Say(prompt=prompt, values={"position": place}, language=language)
        for prompt in ("queue.joined", "queue.position")
        for place in range(9, 1, -1)
    ]
    first = [Say(prompt=f"queue.{way}_first", language=language) for way in ("joined", "position")]
    return [desk.voice_text(action) for action in (*places, *first)]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_place_in_the_line_is_rendered_ahead(desk: Desk, language: str) -> None:
    ready = {(str(text), language_of(text)) for text in rendered(desk)}
    assert {(str(text), language) for text in told(desk, language)} <= ready


def test_what_the_welcome_tells_everybody_today_is_rendered_ahead(desk: Desk) -> None:
    desk._alerts = lambda: ("La mairie ferme à midi.", "La rue est barrée.")
    assert "À noter : La mairie ferme à midi. La rue est barrée." in rendered(desk)


def test_a_call_begins_though_the_alerts_cannot_be_read(desk: Desk) -> None:
    def unreadable() -> tuple[str, ...]:
        raise OSError("no disk")

    desk._alerts = unreadable
    assert desk.alerts() == ()


def test_nothing_is_rendered_in_a_language_without_a_voice(desk: Desk) -> None:
    desk.unvoiced = ("en",)
    assert {language_of(text) for text in rendered(desk)} == {"fr"}
