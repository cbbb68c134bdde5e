"""Background work: deeds, calls whose channel vanished, promises, erasing, backups; sentences beside it."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.codec import CodecError
from flows.events import HungUp
from ivr.calls.desk import Desk
from ivr.calls.due import DueDate
from ivr.calls.effects import Effects, LinkFor
from ivr.calls.erasure import erase_old, last_purge
from ivr.calls.file_erasure import erase_files
from ivr.calls.indicators.ledger import Ledger
from ivr.calls.lateness import give_due_dates, notice_late
from ivr.calls.letters import LetterSender
from ivr.calls.log import FlowChanged
from ivr.calls.outbox import Outbox
from ivr.calls.reminders import remind
from ivr.calls.rendering import Rendering, RendersAhead
from ivr.calls.search_index import index_due
from ivr.calls.texts import TextSender
from ivr.database import Connections, back_up, backups

log = logging.getLogger(__name__)

RENDERING_SECONDS = 5.0
"""Granted to the sentence being rendered when the worker is told to stop: it is rendered another time."""

IDLE_SECONDS = 0.5
DEEDS_SECONDS = 20.0
"""Deeds that take longer go on after the rest has had its turn: a mail server that does not answer holds up
neither calls to be ended nor promises."""
BACKUP_SECONDS = 24 * 3600.0
ROUND_SECONDS = 30.0
PAUSE_SECONDS = 5.0
"""What has just failed is left alone for so long."""
ERASE_SECONDS = 24 * 3600.0
"""Erasing looks at every call, and what was made of erased words is made again: a promise of days is kept by
the day."""


@dataclass
class _Task:
    """One thing to do again and again, which may fail without the others."""

    do: Callable[[float], object]
    """Given the time, in seconds since the epoch."""
    every: float
    next_at: float

    def look(self, now: float) -> None:
        """Do it when its time has come."""
        if now < self.next_at:
            return
        self.next_at = now + self.every
        try:
            self.do(now)
        except (sqlite3.Error, OSError) as error:
            log.error("Background work waits: %s", error)
            self.next_at = now + max(self.every, PAUSE_SECONDS)
        except Exception:  # one bad row or sentence must not stop the rest of the work
            log.exception("Background work goes on after an unexpected error.")
            self.next_at = now + max(self.every, PAUSE_SECONDS)


@dataclass
class Worker:
    """One background process. Several may run: claims keep them apart."""

    name: str
    desk: Desk
    connections: Connections
    others: Sequence[Path]
    """The other databases, backed up with the calls."""
    send_text: TextSender
    sentences: Callable[[], list[str]]
    """Every sentence worth having ready, as of now."""
    mouth: RendersAhead | None
    clock: Callable[[], float]
    photo_link: LinkFor
    send_letter: LetterSender | None = None
    """None: the services are not written to."""
    due_date: DueDate = lambda service, at: None
    erased_at: float | None = None
    """When what is too old was last erased; None: as the proof of it tells."""

    def run(self, stop: threading.Event) -> None:
        """Work until told to stop. What fails is logged and tried again a little later; the rest goes on."""
        outbox = Outbox(self.connections, self.name)
        self.desk.practise(looking_up=False)  # the first call that is ended here holds the file no longer

        def deeds(now: float) -> None:
            until = now + DEEDS_SECONDS
            while not stop.is_set() and now < until and outbox.run_one(self._effects(now), now):
                now = self.clock()

        began = self.clock()
        tasks = [
            _Task(deeds, 0.0, began),
            _Task(lambda now: index_due(self.connections, self.desk.settings.line.language), 0.0, began),
            _Task(lambda now: self.sweep(), ROUND_SECONDS, began),
            _Task(self.keep_promises, ROUND_SECONDS, began),
            # Before erasing: whether a caller called again cannot be known once their number is erased.
            _Task(self.keep_figures, ROUND_SECONDS, began),
            # Before the copies: a disk too full for them must not hold on to what people were promised.
            _Task(self.erase, ROUND_SECONDS, began),
            _Task(self.back_up, ROUND_SECONDS, began),
        ]
        rendering = self._start_rendering(stop)
        while not stop.is_set():
            for task in tasks:
                if not stop.is_set():
                    task.look(self.clock())
            stop.wait(IDLE_SECONDS)
        if rendering is not None:
            rendering.join(RENDERING_SECONDS)

    def _start_rendering(self, stop: threading.Event) -> threading.Thread | None:
        if self.mouth is None:
            return None
        return Rendering(self.mouth, self.sentences, lambda: self.desk.live_streams() > 0).start(stop)

    def _effects(self, now: float) -> Effects:
        return Effects(
            self.desk.settings,
            self.connections,
            self.send_text,
            self.desk.screen_text,
            now,
            send_letter=self.send_letter,
            due_date=self.due_date,
            photo_link=self.photo_link,
        )

    def keep_promises(self, now: float) -> None:
        """Notice what is late, and remind people of tomorrow's visits."""
        zone = self.desk.settings.zone
        if dated := give_due_dates(self.connections, zone, self.due_date, now):
            log.info("%d things left before due dates were kept have one now.", dated)
        if late := notice_late(self.connections, now):
            log.warning("%d things left for the services are late.", late)
        if reminded := remind(self.desk.settings, self.connections, datetime.fromtimestamp(now, UTC)):
            log.info("%d people are reminded of tomorrow's visit.", reminded)

    def keep_figures(self, now: float) -> None:
        """The indicators of the calls that ended."""
        Ledger(self.desk.settings, self.connections).keep(now)

    def erase(self, now: float) -> None:
        """Forget what is too old, once a day; what failed is tried again at the next round.

        A worker that starts knows when it was last done: callers wait while every call is looked at.
        """
        if self.erased_at is None:
            self.erased_at = last_purge(self.connections.get())
        if now - self.erased_at < ERASE_SECONDS:
            return
        erased = erase_old(self.connections.get(), self.desk.settings.retention, now)
        if erased.anything:
            log.info("Erased what was too old: %s", erased)
        erase_files(self.desk.settings, self.connections, now)
        self.erased_at = now

    def back_up(self, now: float) -> None:
        """Copies of the databases, once a day by the age of the newest."""
        for path in (self.connections.path, *self.others):
            newest = next(iter(backups(path)), None)
            if newest is None or now - newest.stat().st_mtime >= BACKUP_SECONDS:
                log.info("Backup written: %s", back_up(path))

    def sweep(self) -> int:
        """End the calls whose channel went away without a word; how many."""
        ended = 0
        for call_id in self.desk.vanished():
            try:
                conversation = self.desk.resume(call_id)
                if conversation is not None:
                    conversation.handle("swept", HungUp(reason="swept"))
            except (FlowChanged, CodecError) as unreadable:
                log.warning("%s", unreadable)
                self.desk.close(call_id)
            except sqlite3.OperationalError:  # the file is busy or the disk full: no fault of the call's
                raise
            except Exception:  # a call that cannot be ended would be taken up for ever, and never be old
                log.exception("The call %s could not be ended by its dialogue.", call_id)
                self.desk.close(call_id)
            ended += 1
        return ended
