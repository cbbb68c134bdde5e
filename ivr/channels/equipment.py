"""What the webhooks and the websocket share in one process."""

from __future__ import annotations

import logging
import sqlite3
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from flask import current_app

from ivr.calls.records import live_streams
from ivr.channels.agents_side import AgentsSide
from ivr.channels.documents import Documents, Way
from ivr.channels.media_stream import Line
from ivr.channels.passes import Passes
from ivr.channels.recordings import Recordings
from ivr.channels.recordings_left import RecordingsLeft
from ivr.channels.signature import SignatureCheck

if TYPE_CHECKING:
    from ivr.calls.desk import Desk

log = logging.getLogger(__name__)

EXTENSION = "channels"


@dataclass(frozen=True)
class Equipment:
    """Made once by `install`."""

    desk: Desk
    line: Line
    """What streams need; its ears are never used when `hears` is false."""
    documents: Documents
    agents: AgentsSide
    recordings: Recordings
    left: RecordingsLeft
    signatures: SignatureCheck
    hears: bool
    """We have ears: without them, callers use keys."""
    speaks: bool
    """We have a voice: without it, the provider's reads our sentences."""

    @property
    def passes(self) -> Passes:
        return self.line.passes

    def way_for_a_new_call(self, call_id: str) -> Way:
        """Continuously if there is room for it, else turn by turn: a call is never refused."""
        if self.desk.settings.line.mode != "stream" or not (self.hears and self.speaks):
            return self.way_without_stream()
        if self.line.streams.full or self.line.streams.draining:
            return self.way_without_stream()
        most = self.desk.settings.line.max_calls
        try:
            admitted = self.passes.admit(call_id, most, lambda db: live_streams(db, time.time()))
        except sqlite3.Error as error:
            log.warning("The streams could not be counted: %s.", error)
            admitted = len(self.line.streams) + self.passes.awaited() < most
        return "stream" if admitted else self.way_without_stream()

    def way_without_stream(self) -> Way:
        """Recordings heard here, or keys alone without ears."""
        return "record" if self.hears else "keys"

    def note_outcome(self, call_id: str, outcome: str) -> None:
        """Keep what became of a caller whom the switchboard took over from us."""
        try:
            self.desk.note_outcome(call_id, outcome)
        except Exception as error:  # the caller is being answered: nothing may come in between
            log.warning("The outcome of call %s was not written down: %s.", call_id, type(error).__name__)


def equipment() -> Equipment:
    """The equipment of the application that answers this request."""
    return cast(Equipment, current_app.extensions[EXTENSION])
