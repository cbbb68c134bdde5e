"""What a caller pays attention to: the sound of the line, turn by turn, and the line's log beside it."""

from __future__ import annotations

from collections.abc import Sequence

from ivr.simulator.clock import TICK
from ivr.simulator.ear import Ear
from ivr.simulator.journal import Journal, Kind
from ivr.simulator.witness import Fact, Witness

LOOK_EVERY = 5
"""Ticks between two looks at the line's log."""
QUIET_SECONDS = 0.7
"""Silence after which a caller takes it that the line has stopped speaking."""
STALLED_SECONDS = 3.0
"""Silence after which a caller no longer waits for the rest of a sentence."""
RINGING_AFTER_SECONDS = 0.5
"""A sound that follows so much silence, while the caller is put through, is the agent's telephone."""
RING_PAUSE_SECONDS = 3.5
"""Between two rings."""
FASTEST_SPEECH = 30.0
"""Characters a second that no voice reaches: what was played of a text must have lasted at least that."""

NOTED: dict[str, Kind] = {
    "prompt": "line",
    "question": "line",
    "heard": "recognised",
    "found": "found",
    "transfer": "transfer",
    "transferred": "transferred",
    "message": "message",
    "text": "text",
    "resumed": "resumed",
}
"""Facts that the journal tells, and under which name."""


class Attention:
    """Follows the line through one call; a turn begins each time the caller has had their say."""

    def __init__(self, witness: Witness | None, journal: Journal) -> None:
        self.journal = journal
        self.now = 0.0
        self.heard_bytes = 0
        """Bytes of mu-law heard since the call began."""
        self.turns = [0]
        """Where each turn begins, in these bytes."""
        self._witness = witness
        self._ear = Ear()
        self._ticks = 0
        self._due_seconds = 0.0
        """How long this turn's sentences last at the very least."""
        self._awaiting = ""
        """What the caller said or pressed, until the line answers it."""
        self._sounded_until = 0.0
        self._expecting = True
        """It is the line's turn to speak."""
        self._silence = 0.0
        """How long the line has owed the caller a sound."""
        self._put_through = False
        """An agent was asked for, and it is not known yet what became of it."""
        self._rung = False
        """The agent's telephone was heard to ring: what follows is no silence of the line's."""

    @property
    def facts(self) -> Sequence[Fact]:
        """What the log attests; never anything without a witness."""
        return self._witness.facts if self._witness is not None else []

    @property
    def heard_seconds(self) -> float:
        """Sound heard in this turn."""
        return self._ear.audible_seconds

    @property
    def patient(self) -> bool:
        """The line owes a sound: it has something to answer, or has not said all it had to say."""
        if self._put_through:
            return not self._rung
        return not self._all_said if self._ear.audible_seconds else self._expecting

    @property
    def last_sound_at(self) -> float:
        """Call seconds at which the line's last sound ended."""
        return self._ear.last_sound_at or 0.0

    @property
    def stopped(self) -> bool:
        """The line has said something in this turn, and is quiet now."""
        return bool(self._ear.audible_seconds) and self._ear.quiet_seconds >= QUIET_SECONDS

    @property
    def finished(self) -> bool:
        """The line has said all it had to say, and listens."""
        if not self.stopped:
            return False
        return self._all_said or self._ear.quiet_seconds >= STALLED_SECONDS

    @property
    def _all_said(self) -> bool:
        """As far as the log tells: the line listens, and what it had to say was heard."""
        return self._witness is None or (
            self._witness.listening and self._ear.audible_seconds >= self._due_seconds
        )

    def hear(self, now: float, frame: bytes) -> None:
        """20 ms of the line, ending now."""
        self.now = now
        self.heard_bytes += len(frame)
        quiet, owed = self._ear.quiet_seconds, self.patient
        self._ear.hear(now, frame)
        if self._ear.quiet_seconds:
            self._silence += TICK if owed else 0.0
        else:
            ringing = self._put_through and abs(self._silence - RING_PAUSE_SECONDS) < 2 * TICK
            self.journal.silent(now, 0.0 if ringing else self._silence)
            self._silence = 0.0
            self._rung = self._put_through and (self._rung or quiet >= RINGING_AFTER_SECONDS)
        if self._awaiting and self._ear.first_sound_at is not None:
            seconds = max(0.0, self._ear.first_sound_at - self._sounded_until)
            self.journal.answered(now, seconds, self._awaiting)
            self._awaiting = ""
        if self._ticks % LOOK_EVERY == 0:
            self.look()
        self._ticks += 1

    def sounded(self, until: float) -> None:
        """The caller made a sound, or pressed a key, up to this moment."""
        self._sounded_until = until
        self._silence = 0.0

    def new_turn(self, awaiting: str = "") -> None:
        """The caller has had their say; `awaiting` is what the line will now react to."""
        speaks_on = bool(self._ear.audible_seconds) and self._ear.quiet_seconds < 0.1
        self._awaiting = "" if speaks_on else awaiting
        self._due_seconds = 0.0
        self.forget_sound()
        self._expecting = bool(awaiting)

    def forget_sound(self) -> None:
        """What was heard so far was not the line: it rang, or an agent spoke."""
        self._ear.turn()
        self.turns.append(self.heard_bytes)
        self._expecting = True

    def look(self) -> None:
        """See what the line's log has to say, and tell it to the journal."""
        for fact in self._witness.look() if self._witness is not None else []:
            if fact.kind in ("prompt", "question"):
                self._due_seconds += len(fact.text) / FASTEST_SPEECH
            if fact.kind in ("transfer", "transferred"):
                self._put_through, self._rung = fact.kind == "transfer", False
            if fact.kind in NOTED:
                self.journal.note(self.now, NOTED[fact.kind], fact.text, fact.key)
