"""Endpointing: has the caller begun to speak, paused, finished, or said nothing at all?

Sans-IO, and without a clock: time is the sum of the chunks fed.

              voiced long enough                    pause long enough, or too long an utterance
    waiting ─────────────────────► speaking ───────────────────────────────────────────────────► over
       │                             ▲  │ a pause begins: Paused, now and then until it ends
       │                             └──┘ voice again
       └──── prompt heard, silence ran out: NoInput ───────────────────────────────────────────► over
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

_ROUNDING = 1e-6
"""Sums of 0.02 are not exact: a pause of 0.35 s is over at 0.34999."""


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait for the caller, for one kind of question."""

    speech_onset_seconds: float
    """Voiced time that makes speech rather than a click or a breath."""
    pause_seconds: float
    """Silence that ends an utterance which may go on."""
    complete_pause_seconds: float
    """Silence enough once the words so far already make a sure answer."""
    max_utterance_seconds: float
    """The caller is stopped there: music, a television, or somebody who does not stop."""
    no_input_seconds: float
    """Silence after the prompt that means no answer."""
    barge_in_seconds: float = 0.2
    """Voiced time that stops a prompt: longer than an onset, so that "mm" or an echo does not."""
    match_pause_seconds: float = 0.2
    """Silence after which the words so far are worth matching."""
    match_again_seconds: float = 0.15
    """Then again this often while the pause lasts: the recogniser is up to 0.4 s behind the voice."""
    resume_seconds: float = 0.06
    """Voiced time that makes the voice back after a pause rather than a click."""

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not value > 0:
                raise ValueError(f"Patience needs {name} above zero, not {value}.")
        if self.complete_pause_seconds > self.pause_seconds:
            raise ValueError(
                f"A complete answer cannot wait longer ({self.complete_pause_seconds} s) than an incomplete "
                f"one ({self.pause_seconds} s)."
            )


BRIEF = Patience(
    speech_onset_seconds=0.1,
    pause_seconds=0.55,
    complete_pause_seconds=0.25,
    max_utterance_seconds=10.0,
    no_input_seconds=5.0,
)
"""Yes or no, a choice, keys."""

NORMAL = Patience(
    speech_onset_seconds=0.12,
    pause_seconds=0.85,
    complete_pause_seconds=0.35,
    max_utterance_seconds=25.0,
    no_input_seconds=5.0,
)
"""An open question. Within a sentence most people pause for less than 0.7 s."""

LONG = Patience(
    speech_onset_seconds=0.12,
    pause_seconds=1.6,
    complete_pause_seconds=0.9,
    max_utterance_seconds=60.0,
    no_input_seconds=8.0,
)
"""An address, a spelling, a message, and whoever was told to take their time."""

PATIENCE: Mapping[str, Patience] = MappingProxyType({"brief": BRIEF, "normal": NORMAL, "long": LONG})
"""By the names that questions use."""


def patience_named(name: str, no_input_seconds: float | None = None) -> Patience:
    """The patience of that name, with the question's own silence if it has one.

    Raises ValueError for a name that is not in PATIENCE.
    """
    try:
        patience = PATIENCE[name]
    except KeyError:
        raise ValueError(f"No patience is called {name!r}; there are {', '.join(PATIENCE)}.") from None
    return patience if no_input_seconds is None else replace(patience, no_input_seconds=no_input_seconds)


@dataclass(frozen=True)
class SpeechEvent:
    """Something the caller's voice did."""


@dataclass(frozen=True)
class SpeechStarted(SpeechEvent):
    """The caller speaks. Before `listen()` it is a barge-in."""

    seconds_ago: float
    """How long ago the voice began: the onset has to be heard before it is believed."""
    barge_in: bool


@dataclass(frozen=True)
class Paused(SpeechEvent):
    """The caller has paused: a moment to match the words so far and call `words_complete`."""

    pause_seconds: float


@dataclass(frozen=True)
class UtteranceEnded(SpeechEvent):
    """The caller's turn is over; the endpointer hears no more."""

    speech_seconds: float
    """From the first to the last voiced chunk, pauses within included."""
    pause_seconds: float
    """Silence since the last voiced chunk."""
    cut_short: bool
    """The caller was still speaking: max_utterance_seconds was reached."""


@dataclass(frozen=True)
class NoInput(SpeechEvent):
    """The time to answer ran out in silence; the endpointer hears no more."""

    silence_seconds: float


class Endpointer:
    """One for each question: feed it every chunk, from the first of the prompt on."""

    def __init__(self, patience: Patience) -> None:
        self.patience = patience
        self.over = False
        """The utterance has ended, or never came."""
        self._speaking = False
        self._listening = False
        self._complete = False
        self._silence = 0.0
        """Seconds of silence counted towards NoInput."""
        self._onset_voiced = 0.0
        """Voiced seconds of a start not yet believed; silence wears it away."""
        self._onset_age = 0.0
        """Seconds since that start."""
        self._utterance = 0.0
        self._pause = 0.0
        self._resumed = 0.0
        """Voiced seconds within a pause, not yet believed to end it."""
        self._next_match = 0.0

    @property
    def speaking(self) -> bool:
        """An utterance is under way."""
        return self._speaking and not self.over

    def listen(self) -> None:
        """The prompt has been heard to its end: silence counts from now on."""
        self._listening = True

    def words_complete(self, complete: bool) -> None:
        """Whether the words so far already make a sure answer; forgotten when the caller goes on."""
        self._complete = complete

    def feed(self, chunk_seconds: float, is_speech: bool) -> list[SpeechEvent]:
        """What this chunk tells; nothing once over."""
        if self.over:
            return []
        return (
            self._speaking_feed(chunk_seconds, is_speech)
            if self._speaking
            else self._waiting_feed(chunk_seconds, is_speech)
        )

    def _waiting_feed(self, seconds: float, is_speech: bool) -> list[SpeechEvent]:
        if self._listening:
            self._silence += seconds
        if is_speech or self._onset_voiced > 0:
            self._onset_age += seconds
        # Consonants leave holes in the voice: silence takes back half of what it lasts, not everything.
        self._onset_voiced = max(0.0, self._onset_voiced + (seconds if is_speech else -seconds / 2))
        if self._onset_voiced <= _ROUNDING:
            self._onset_voiced = self._onset_age = 0.0
        patience = self.patience
        onset = patience.speech_onset_seconds if self._listening else patience.barge_in_seconds
        if is_speech and self._onset_voiced >= onset - _ROUNDING:
            self._speaking = True
            self._utterance = self._onset_age
            self._next_match = patience.match_pause_seconds
            return [SpeechStarted(seconds_ago=self._onset_age, barge_in=not self._listening)]
        # A start under way at the last moment is given its chance.
        if self._silence >= patience.no_input_seconds - _ROUNDING and not self._onset_voiced:
            self.over = True
            return [NoInput(silence_seconds=self._silence)]
        return []

    def _speaking_feed(self, seconds: float, is_speech: bool) -> list[SpeechEvent]:
        patience = self.patience
        self._utterance += seconds
        if is_speech:
            self._resumed += seconds
            if self._pause and self._resumed < patience.resume_seconds - _ROUNDING:
                self._pause += seconds
            else:
                self._pause = self._resumed = 0.0
                self._next_match = patience.match_pause_seconds
                self._complete = False
        else:
            self._resumed = 0.0
            self._pause += seconds
        if self._utterance >= patience.max_utterance_seconds - _ROUNDING:
            return [self._end(cut_short=not self._pause)]
        enough = patience.complete_pause_seconds if self._complete else patience.pause_seconds
        if self._pause >= enough - _ROUNDING:
            return [self._end(cut_short=False)]
        if self._pause >= self._next_match - _ROUNDING:
            self._next_match += patience.match_again_seconds
            return [Paused(pause_seconds=self._pause)]
        return []

    def _end(self, *, cut_short: bool) -> UtteranceEnded:
        self.over = True
        return UtteranceEnded(
            speech_seconds=self._utterance - self._pause, pause_seconds=self._pause, cut_short=cut_short
        )
