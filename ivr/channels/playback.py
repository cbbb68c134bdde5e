"""What the line says on one stream: queued, sent, marked, heard, interrupted.

Pure bookkeeping: sound and marks in, messages to send out, and the time is an argument. Nothing here
knows a socket, a thread or a clock.

The provider buffers what it gets and plays it in real time. Two facts tell how much the caller has heard:
the clock since each piece was sent, and the marks that come back. A mark also comes back when a clear
dropped it, so the names cleared are remembered.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

from ivr.channels.media_messages import Outgoing, SendClear, SendMark, SendMedia

BYTES_PER_SECOND = 8000
"""Mu-law at 8 kHz: one byte is one sample."""


@dataclass
class Prompt:
    """One sentence or more, said in one go."""

    ticket: int
    interruptible: bool
    opened_at: float
    """When it was asked for, in the caller's clock of seconds."""
    audio: bytearray = field(default_factory=bytearray)
    """Mu-law received from the mouth so far."""
    complete: bool = False
    """The mouth has given everything."""
    sent: int = 0
    """Bytes given to the provider, of which an interruption takes back what was not heard."""
    origin: int | None = None
    """Where its first byte lies on the line's count of bytes; None: nothing of it is on the line."""
    end_marked: bool = False

    def heard(self, line_heard: int) -> int:
        """Bytes of it the caller has heard, when `line_heard` bytes of the line have been."""
        if self.origin is None:
            return self.sent
        return min(max(line_heard - self.origin, 0), self.sent)


@dataclass(frozen=True, slots=True)
class _Pending:
    """A mark on its way."""

    name: str
    position: int
    """Bytes sent on the line before it."""
    due_at: float
    """When it should have been played, by the clock."""


class Playback:
    """The queue of prompts of one stream.

    `ahead_seconds`: the provider never holds more than this of unplayed sound, so that an interruption,
    a hang-up or a provider that stops reading costs little.
    `mark_every_seconds`: how often the provider is asked where it is; one that stalls holds so much more.
    """

    def __init__(
        self, *, ahead_seconds: float = 1.5, mark_every_seconds: float = 0.5, piece_seconds: float = 0.1
    ) -> None:
        self._ahead = ahead_seconds
        self._mark_every = int(mark_every_seconds * BYTES_PER_SECOND)
        self._piece = int(piece_seconds * BYTES_PER_SECOND)
        self._prompts: deque[Prompt] = deque()
        self._suspended: list[Prompt] = []
        self._tickets = 0
        self._marks = 0
        self._sent = 0
        """Bytes sent on the line since the stream began."""
        self._since_mark = 0
        self._playing_until = 0.0
        """When everything sent will have been played, by the clock."""
        self._pending: deque[_Pending] = deque()
        self._returned = 0
        """Position of the last mark that came back because it was played, or of the last clear."""
        self._clear_due = False

    # --- from the mouth ---------------------------------------------------------

    def begin(self, now: float, *, interruptible: bool) -> int:
        """Queue a prompt behind the others; its sound follows through `add`."""
        self._tickets += 1
        self._prompts.append(Prompt(self._tickets, interruptible, now))
        return self._tickets

    def add(self, ticket: int, audio: bytes) -> bool:
        """More mu-law of this prompt. False: it was dropped, nobody waits for the rest."""
        prompt = self._find(ticket)
        if prompt is None:
            return False
        prompt.audio += audio
        return True

    def wants(self, ticket: int) -> bool:
        """Is anybody still to hear this prompt?"""
        return self._find(ticket) is not None

    def interject(self, audio: bytes, now: float) -> None:
        """Say this before the rest of a prompt that is late; only while `starved_seconds` is above zero."""
        for prompt in self._prompts:
            prompt.origin = None  # all that was sent of it was heard; the rest will lie elsewhere on the line
        self._tickets += 1
        self._prompts.appendleft(Prompt(self._tickets, True, now, bytearray(audio), complete=True))

    def complete(self, ticket: int) -> None:
        """The prompt has all its sound."""
        if (prompt := self._find(ticket)) is not None:
            prompt.complete = True

    # --- to the provider --------------------------------------------------------

    def due(self, now: float) -> list[Outgoing]:
        """What to send now, in order: at most `ahead_seconds` beyond what has been heard."""
        messages: list[Outgoing] = []
        if self._clear_due:
            self._clear_due = False
            messages.append(SendClear())
        for prompt in self._prompts:
            if prompt.origin is None:
                prompt.origin = self._sent - prompt.sent
            while prompt.sent < len(prompt.audio) and self._room(now) > 0:
                messages += self._send_piece(prompt, now)
            if prompt.sent < len(prompt.audio) or not prompt.complete:
                break
            if not prompt.end_marked:
                prompt.end_marked = True
                messages.append(self._mark(now))
        return messages

    def wait(self, now: float) -> float | None:
        """Seconds until `due` may have more to give; None: not before something else changes."""
        for prompt in self._prompts:
            if prompt.sent < len(prompt.audio):
                return max(0.0, self._piece / BYTES_PER_SECOND - self._room(now))
            if not prompt.complete:
                return None
        return None

    # --- from the provider ------------------------------------------------------

    def mark_returned(self, name: str, now: float) -> None:
        """A mark came back. One that a clear sent back, or of nobody's, changes nothing."""
        if all(mark.name != name for mark in self._pending):
            return
        while (mark := self._pending.popleft()).name != name:
            continue
        self._returned = mark.position
        # Played up to here, exactly: whatever the clock believed is corrected, both ways.
        self._playing_until = now + (self._sent - mark.position) / BYTES_PER_SECOND

    def heard_out(self, now: float) -> list[int]:
        """Tickets of the prompts newly heard to their end, which are then forgotten."""
        tickets: list[int] = []
        while self._prompts and self._ended(self._prompts[0], now):
            tickets.append(self._prompts.popleft().ticket)
        return tickets

    def late_seconds(self, now: float) -> float:
        """How late the oldest mark is: the provider no longer plays, or no longer answers."""
        return max(0.0, now - self._pending[0].due_at) if self._pending else 0.0

    # --- the caller speaks ------------------------------------------------------

    @property
    def quiet(self) -> bool:
        """Nothing is being said, nothing waits to be."""
        return not self._prompts

    @property
    def interruptible(self) -> bool:
        """Something is being said, and may be cut short."""
        return bool(self._prompts) and self._prompts[0].interruptible

    def barge_in(self, now: float) -> bool:
        """Cut what is being said: everything interruptible is set aside and the provider's buffer emptied.

        False, and nothing changes, when the prompt being said has to be heard. Such a prompt further down
        the queue is kept, and said after the clear. What is set aside is taken up again by `resume`, or
        dropped by `forget`.
        """
        if not self.interruptible:
            return False
        heard = self._heard(now)
        for prompt in self._prompts:
            prompt.sent, prompt.origin, prompt.end_marked = prompt.heard(heard), None, False
        self._suspended += [prompt for prompt in self._prompts if prompt.interruptible]
        self._prompts = deque(prompt for prompt in self._prompts if not prompt.interruptible)
        self._pending.clear()
        self._returned = self._sent
        self._since_mark = 0
        self._playing_until = now
        self._clear_due = True
        return True

    def drop_all(self, now: float) -> None:
        """Cut everything, even what had to be heard: something graver has to be said."""
        for prompt in self._prompts:
            prompt.interruptible = True
        self.barge_in(now)
        self.forget()

    def resume(self, *, back_seconds: float = 0.0) -> bool:
        """Say again what `barge_in` set aside, from a little before the cut. False: nothing was.

        For the cough or the passing lorry that sounded like an interruption.
        """
        if not self._suspended:
            return False
        first = self._suspended[0]
        first.sent = max(0, first.sent - int(back_seconds * BYTES_PER_SECOND))
        self._prompts += self._suspended
        self._suspended = []
        return True

    def forget(self) -> None:
        """Drop for good what `barge_in` set aside."""
        self._suspended = []

    # --- how far the caller is --------------------------------------------------

    def heard_seconds(self, ticket: int, now: float) -> float:
        """How much of this prompt the caller has heard; 0 for a prompt already forgotten."""
        prompt = self._find(ticket)
        return prompt.heard(self._heard(now)) / BYTES_PER_SECOND if prompt else 0.0

    def starved_seconds(self, now: float) -> float:
        """How long the caller has been hearing nothing because the mouth is late; 0 when it is not."""
        for prompt in self._prompts:
            if prompt.sent < len(prompt.audio):
                return 0.0
            if not prompt.complete:
                return max(0.0, now - max(prompt.opened_at, self._playing_until))
        return 0.0

    def _heard(self, now: float) -> int:
        """Bytes of the line heard by now: the clock's word, held back by a mark that is not back yet."""
        by_clock = self._sent - max(0, int((self._playing_until - now) * BYTES_PER_SECOND))
        if self._pending:
            # The byte before a mark counts as unheard, or an end would be heard before its mark is back.
            by_clock = min(by_clock, self._pending[0].position - 1)
        return max(by_clock, self._returned)

    def _room(self, now: float) -> float:
        """Seconds of sound that may still be sent; negative when the provider holds enough."""
        return self._ahead - (self._sent - self._heard(now)) / BYTES_PER_SECOND

    def _ended(self, prompt: Prompt, now: float) -> bool:
        return prompt.end_marked and prompt.heard(self._heard(now)) == len(prompt.audio)

    def _send_piece(self, prompt: Prompt, now: float) -> list[Outgoing]:
        piece = bytes(prompt.audio[prompt.sent : prompt.sent + self._piece])
        prompt.sent += len(piece)
        self._sent += len(piece)
        self._since_mark += len(piece)
        self._playing_until = max(self._playing_until, now) + len(piece) / BYTES_PER_SECOND
        if self._since_mark >= self._mark_every:
            return [SendMedia(piece), self._mark(now)]
        return [SendMedia(piece)]

    def _mark(self, now: float) -> SendMark:
        self._marks += 1
        self._since_mark = 0
        name = f"m{self._marks}"
        self._pending.append(_Pending(name, self._sent, max(self._playing_until, now)))
        return SendMark(name)

    def _find(self, ticket: int) -> Prompt | None:
        for prompt in (*self._prompts, *self._suspended):
            if prompt.ticket == ticket:
                return prompt
        return None
