"""A tiny line and a provider to call it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from ivr.simulator.account import Account, PhoneNumber
from ivr.simulator.leg import Sent
from ivr.simulator.provider import PlacedCall, Provider
from ivr.simulator.rest_server import RestServer
from tests.ivr.simulator.tiny_line import ACCOUNT_SID, TOKEN, TinyLine

CALLER, NUMBER = "+33639980101", "+33465710000"


@pytest.fixture
def line() -> Iterator[TinyLine]:
    with TinyLine() as line:
        yield line


@pytest.fixture
def account() -> Account:
    return Account(sid=ACCOUNT_SID, auth_token=TOKEN)


@dataclass
class SimpleCaller:
    """Sends what it was told at the tick it was told, hangs up at the end."""

    plan: dict[int, Sent] = field(default_factory=dict)
    """By tick, from 0."""
    hang_up_at: float = 1e9
    """Call seconds."""
    heard: bytearray = field(default_factory=bytearray)
    ticks: int = 0

    def tick(self, now: float, heard: bytes) -> Sent:
        self.heard += heard
        sent = self.plan.get(self.ticks, Sent())
        self.ticks += 1
        return Sent(hung_up=True) if now >= self.hang_up_at else sent


@pytest.fixture
def call(line: TinyLine, account: Account) -> Iterator[Callable[..., PlacedCall]]:
    """call(caller, **provider fields): place a call on the tiny line, ten times faster than life."""
    with RestServer(account) as rest:

        def place(caller: Any = None, *, fallback: str = "", status: str = "", **more: Any) -> PlacedCall:
            number = PhoneNumber(
                number=NUMBER,
                voice_url=line.url + "/voice",
                fallback_url=line.url + fallback if fallback else "",
                status_callback=line.url + status if status else "",
            )
            provider = Provider(account, number, **{"speed": 10.0, "rest": rest, **more})
            return provider.place_call(CALLER, caller or SimpleCaller(hang_up_at=30.0))

        yield place
