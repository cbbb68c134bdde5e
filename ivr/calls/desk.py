"""The desk: where every channel comes to begin a call, take it up again, and learn what to say."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from flows.actions import Ask, Say, Transfer
from flows.commands import Command
from flows.events import CallStarted
from flows.prompts import Catalogue
from flows.tongues import tongue_of
from flows.town_hall import town_hall
from ivr.calls import records
from ivr.calls.availability import Availability
from ivr.calls.conversation import Conversation
from ivr.calls.log import CallLog
from ivr.calls.practice import first_words, practise
from ivr.calls.queries import TownQueries
from ivr.calls.routing import Routing
from ivr.calls.sounds_kept import SoundsKept
from ivr.calls.texts import can_be_texted, note_reply, wants_no_text
from ivr.calls.transfers import Transfers
from ivr.calls.whispered import announced
from ivr.database import Connections
from ivr.settings import Settings
from speech.written import Written

log = logging.getLogger(__name__)

SHORT_WORDS = 5
"""A yes or a no with no more words than that is not the beginning of a sentence."""


class Desk:
    """Everything a channel needs of the calls; shared by all threads of a process."""

    def __init__(
        self,
        settings: Settings,
        connections: Connections,
        queries: TownQueries,
        catalogue: Catalogue,
        clock: Callable[[], float] = time.time,
        now: Callable[[], datetime] | None = None,
        catalogues: Mapping[str, Catalogue] = MappingProxyType({}),
        alerts: Callable[[], Sequence[str]] = tuple,
    ) -> None:
        """`clock`: the real time, in seconds since the epoch. `now`: the moment the town lives in, which a
        rehearsal may have chosen, and which answers are given for; None: the real one. `catalogues`: those of
        the other languages. `alerts`: what everybody who calls now must hear, whole sentences.
        """
        self.settings = settings
        self.catalogue = catalogue
        self.catalogues = dict(catalogues)
        """Of the other languages; a call in one that was since switched off goes on in French."""
        self.unheard: tuple[str, ...] = ()
        """Languages that this process has no ears for."""
        self.unvoiced: tuple[str, ...] = ()
        """Languages that this process has no voice for."""
        self.log = CallLog(connections, clock)
        self._connections = connections
        self._queries = queries
        self._clock = clock
        self._alerts = alerts
        self.routing = Routing(settings, connections, clock)
        self.transfers = Transfers(connections, clock)
        self.availability = Availability(connections, clock)
        self._now = now or (lambda: datetime.fromtimestamp(clock(), tz=settings.zone))

    def begin(self, call_id: str, *, caller: str, channel: str) -> Conversation:
        """Answer a call, or take it up where it is when the provider asks twice."""
        conversation = self._open(call_id)
        local = self._now().astimezone(self.settings.zone)
        started = CallStarted(
            caller=caller,
            channel=channel,
            local_time=local.isoformat(timespec="seconds"),
            survey=self.settings.line.survey,
            texts=self._may_text(caller),
            said_stop=self._said_stop(caller),
            recording_days=self.settings.recording.days if self.settings.recording.messages else 0,
            languages=(self.settings.line.language, *self.catalogues),
            unheard=self.unheard,
            unvoiced=self.unvoiced,
            alerts=self.alerts(),
            town=self.settings.town.name,
        )
        conversation.handle("started", started)
        return conversation

    def practise(self, *, looking_up: bool = True) -> None:
        """Understand and look up a few words for nobody, before anybody calls. Nothing is written.

        `looking_up`: not for a process that only goes through calls already held: articles take memory.

        Never raises: without it, the first caller waits longer than the others.
        """
        languages = (self.settings.line.language, *self.catalogues)
        try:
            practise(languages)
        except Exception:
            log.exception("No call could be practised.")
        for language in languages if looking_up else ():
            self._queries.is_sure(first_words(language), language)

    def resume(self, call_id: str) -> Conversation | None:
        """Take a call up again from its log; None for a call nobody began.

        Raises FlowChanged when the log was written by another version of the flow.
        """
        return self._open(call_id) if self.log.knows(call_id) else None

    def alerts(self) -> tuple[str, ...]:
        """What the welcome tells everybody who calls now. Never raises."""
        try:
            return tuple(self._alerts())
        except Exception:  # the call goes on without them
            log.exception("The alerts could not be read.")
            return ()

    def voice_text(self, action: Say) -> Written:
        """The sentence of a prompt, written in its own language."""
        text = self._catalogue_of(action).voice(action.prompt, {**self.town_values(), **action.values})
        return Written(text, action.language)

    def announced(self, transfer: Transfer) -> tuple[Say, ...]:
        """What an agent hears before taking a call, one prompt after the other, as `whispered.announced`."""
        name = self.service_name(transfer.service)
        return announced(self.catalogue, transfer, name, self.town_values())

    def screen_text(self, action: Say) -> str:
        """The sentence of a prompt, for a screen."""
        return self._catalogue_of(action).screen(action.prompt, {**self.town_values(), **action.values})

    def town_values(self) -> dict[str, str | int | float]:
        """What any prompt may cite."""
        return {"town": self.settings.town.name}

    def service_name(self, service: str) -> str:
        """The service as said aloud."""
        known = self.settings.services.get(service) or self.settings.services["accueil"]
        return known.name

    def is_complete(self, text: str, ask: Ask) -> bool:
        """Do the words heard so far already make a sure answer? Asked once per pause."""
        if not text:
            return False
        tongue = tongue_of(ask.language)
        if ask.phrases and ask.patience != "long":  # dictated, one letter or digit is not the whole
            return text in ask.phrases or tongue.yes_or_no(text) is not None
        if tongue.command(text) not in (None, Command.WAIT, Command.GREETING):
            return True
        if tongue.yes_or_no(text) is not None and len(text.split()) <= SHORT_WORDS:
            return True
        return ask.patience != "long" and self._queries.is_sure(text, ask.language)

    def seen(self, call_id: str, *, streaming: bool | None = None, stream: str | None = None) -> None:
        """A channel holds this call, or has just let it go.

        `stream`: the one that it holds or lets go. One that ends after another has taken the call up says
        nothing of that one, whichever process holds it.
        """
        changes: dict[str, object] = {"seen_at": self._clock()}
        if streaming is not None:
            changes["streaming"] = int(streaming)
        if stream is not None:
            changes["stream"] = stream
        with self._connections.writing() as db:
            row = next(iter(db.table("calls").rows_where("id = ?", [call_id], select="stream")), None)
            if row is None:
                return
            overtaken = streaming is False and stream is not None and row["stream"] not in (None, stream)
            if not overtaken:
                db.table("calls").update(call_id, changes)

    def provider_says(self, call_id: str, status: str, sequence: int, seconds: int | None) -> None:
        """Learn a status callback; late and repeated ones never move a call backwards."""
        with self._connections.writing() as db:
            records.note_provider(db, call_id, status, sequence, seconds)

    def text_reply(self, phone: str, text: str) -> str:
        """Obey what somebody answers to our texts: "stop", "start", or "" for anything else."""
        return note_reply(self._connections, phone, text, self._clock())

    def _may_text(self, caller: str) -> bool:
        """Does the town offer texts, and can this caller receive them?"""
        sends = self.settings.provider.number or self.settings.line.is_local
        offered = self.settings.line.text_links and sends and can_be_texted(caller)
        return bool(offered) and not self._said_stop(caller)

    def _said_stop(self, caller: str) -> bool:
        """Has this caller answered STOP to a text? So it is assumed when that cannot be read."""
        try:
            return bool(caller) and wants_no_text(self._connections.get(), caller)
        except sqlite3.Error as error:
            log.warning("Who wants no text could not be read: %s", error)
            return True

    def keep_sound(self, call_id: str, pcm: bytes) -> None:
        """Keep what a caller who agreed to it has just dictated: 16-bit samples at 8 kHz. Never raises."""
        if not self.settings.recording.messages:
            return
        try:
            SoundsKept(self.settings.var).add(call_id, pcm)
        except OSError as error:  # the words are kept all the same
            log.error("What the caller of %s dictated was not recorded: %s", call_id, error)

    def is_over(self, call_id: str) -> bool:
        """Whether the provider said that this call is over; no where that cannot be read."""
        try:
            return records.is_over(self._connections.get(), call_id)
        except sqlite3.Error as error:
            log.warning("Whether call %s is over could not be read: %s.", call_id, error)
            return False

    def held_a_stream(self, call_id: str) -> bool:
        """Whether a stream of this call was ever written down."""
        return records.held_a_stream(self._connections.get(), call_id)

    def live_streams(self) -> int:
        """Calls that hold a stream now."""
        return records.live_streams(self._connections.get(), self._clock())

    def vanished(self) -> list[str]:
        """Calls whose channel went away without a word."""
        return records.vanished(self._connections.get(), self._clock())

    def note_outcome(self, call_id: str, outcome: str) -> None:
        """What became of a call that its dialogue could not end itself; a better outcome stands."""
        with self._connections.writing() as db:
            records.note_outcome(db, call_id, outcome)

    def close(self, call_id: str) -> None:
        """End the record of a call that can no longer be replayed."""
        with self._connections.writing() as db:
            db.table("calls").update(
                call_id, {"ended_at": self._clock(), "outcome": "abandoned", "streaming": 0}
            )

    def _catalogue_of(self, action: Say) -> Catalogue:
        return self.catalogues.get(action.language, self.catalogue)

    def _open(self, call_id: str) -> Conversation:
        rows = self.log.rows(call_id)
        started_at = rows[0]["written_at"] if rows else self._clock()
        return Conversation(call_id, self.log, self._queries, town_hall, started_at, self._clock)
