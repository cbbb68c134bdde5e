"""What the public pages need of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from flask import current_app

from ivr.calls.links import PhotoLinks
from ivr.database import Connections
from ivr.settings import Settings

EXTENSION = "public"


@dataclass(frozen=True)
class Room:
    """One process's public pages."""

    settings: Settings
    calls: Connections
    """To calls.db."""
    photo_links: PhotoLinks
    now: Callable[[], datetime]
    """The moment the town lives in, with its zone."""
    clock: Callable[[], float]
    """The real time, in seconds since the epoch."""


def room() -> Room:
    """The current application's."""
    return cast(Room, current_app.extensions[EXTENSION])
