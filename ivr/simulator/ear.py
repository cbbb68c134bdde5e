"""What somebody at the telephone notices: sound began, how much of it, how long it has been quiet. Pure."""

from __future__ import annotations

from ivr.simulator.clock import TICK
from ivr.simulator.line_noise import is_audible


class Ear:
    """Listens to 20 ms frames; `turn` forgets what was heard before."""

    def __init__(self) -> None:
        self.audible_seconds = 0.0
        """Sound heard in this turn."""
        self.quiet_seconds = 0.0
        """Silence since the last sound, or since the turn began."""
        self.first_sound_at: float | None = None
        """Call seconds at which this turn's first sound began."""
        self.last_sound_at: float | None = None
        """Call seconds at which the last sound ended, whatever the turn."""

    def hear(self, now: float, frame: bytes) -> None:
        """One more frame; `now` is the moment it ends."""
        if is_audible(frame):
            self.audible_seconds += TICK
            self.quiet_seconds = 0.0
            self.last_sound_at = now
            if self.first_sound_at is None:
                self.first_sound_at = now - TICK
        else:
            self.quiet_seconds += TICK

    def turn(self) -> None:
        """Begin to listen for something new."""
        self.audible_seconds = 0.0
        self.quiet_seconds = 0.0
        self.first_sound_at = None
