"""What time it is for the line: the real one, or a rehearsed moment on the town hall's own machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ivr.settings import Settings


def line_clock(settings: Settings) -> Callable[[], datetime]:
    """A function that gives now, with its zone.

    With `settings.rehearsed_at`, time runs from that moment since the process began: opening hours can be
    tried at any date. Logs, promises and retries always use the real time.
    """
    rehearsed = settings.rehearsed_at
    if rehearsed is None:
        return lambda: datetime.now(UTC)
    began = time.monotonic()
    return lambda: rehearsed + timedelta(seconds=time.monotonic() - began)


def next_open_hour(is_open: Callable[[datetime], bool], now: datetime) -> datetime:
    """The next whole hour, at least an hour from closing, when somebody is there; now when it is so now."""
    moment = now
    for _ in range(24 * 30):
        if is_open(moment) and is_open(moment + timedelta(hours=1)):
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return now
