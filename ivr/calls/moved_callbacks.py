"""Callbacks that callers move or give up: each deed counts once, and never in a row that is dealt with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from ivr.calls.following_up import Kind, change, deeds_followed, keep
from ivr.calls.outbox import Claimed, DeedError

_OF = ("callbacks", "deed")
_OPEN = "handled_at is null"


@dataclass(frozen=True)
class CallbackMeant:
    """The callback that a deed is about."""

    number: int
    is_open: bool
    done: bool
    """By this very deed, tried again."""
    overtaken: bool
    """By what the caller said of it later, which was done first."""


def callback_meant(db: Database, claimed: Claimed, reference: str, phone: str) -> CallbackMeant | None:
    """The callback agreed before: that of `reference`, from `phone`, or the last one of this call.

    Where that of `reference` is dealt with, the one that this call put in its place. None: that telephone has
    none such. Raises DeedError when this call is to have one and has not yet.
    """
    done = db.execute(
        "select item from follow_ups where kind = ? and deed = ?", [str(Kind.CALLBACK), claimed.id]
    ).fetchone()
    if done is not None:
        return CallbackMeant(int(done[0]), is_open=False, done=True, overtaken=False)
    named = None
    if reference:
        named = db.execute(
            "select deed, handled_at is null from callbacks where deed = ? and phone = ?",
            [int(reference), phone],
        ).fetchone()
    row = named
    if named is None or not named[1]:
        row = (
            db.execute(
                "select deed, handled_at is null from callbacks where call_id = ?1 and deed < ?2"
                " and (?3 = '' or phone = ?3) order by deed desc limit 1",
                [claimed.call_id, claimed.id, phone if reference else ""],
            ).fetchone()
            or named
        )
    if row is None and not reference:
        raise DeedError(f"Call {claimed.call_id} has no callback to change yet.")
    if row is None:
        return None
    number, is_open = int(row[0]), bool(row[1])
    later = any(deed > claimed.id for deed in deeds_followed(db, Kind.CALLBACK, number))
    return CallbackMeant(number, is_open=is_open, done=False, overtaken=later)


def move(
    db: Database, meant: CallbackMeant, claimed: Claimed, changes: dict[str, Any], *, at: float, was: str
) -> bool:
    """Change an open callback and keep what it `was`, inside the transaction that found it.

    False when somebody has dealt with it.
    """
    moved = change(db, _OF, meant.number, changes, revision=None, only=_OPEN)
    if moved:
        keep(db, Kind.CALLBACK, meant.number, "changed", who="line", at=at, text=was, deed=claimed.id)
    return moved


def give_up(db: Database, meant: CallbackMeant, claimed: Claimed, outcome: str, *, at: float) -> bool:
    """Close an open callback, inside the transaction that found it; false when somebody has dealt with it."""
    closed = {"handled_at": at, "handled_by": "line", "outcome": outcome}
    given_up = change(db, _OF, meant.number, closed, revision=None, only=_OPEN)
    if given_up:
        keep(db, Kind.CALLBACK, meant.number, "closed", who="line", at=at, text=outcome, deed=claimed.id)
    return given_up
