"""Listening on one stream: the caller's sound in, what they said out. Owned by one thread."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from flows.actions import Ask
from flows.events import Heard, Word
from speech.audio import Chunker, mulaw_decode
from speech.endpointing import (
    Endpointer,
    NoInput,
    Paused,
    SpeechEvent,
    SpeechStarted,
    UtteranceEnded,
    patience_named,
)
from speech.vad import CHUNK_SECONDS

if TYPE_CHECKING:
    from speech.recogniser import Recogniser, Utterance

CHUNK_BYTES = 160
"""20 ms of mu-law at 8 kHz."""
LEAD_SECONDS = 0.3
"""Sound given to the recogniser from before the voice was noticed: the first consonant is often unvoiced."""
KEPT_SECONDS = 2.0
"""Sound kept while nobody speaks."""


class Ears(Protocol):
    """Opens recognisers for 16-bit samples at 8 kHz: `speech.recogniser.VoskEars`."""

    def open(self, phrases: Sequence[str] = (), language: str = "fr") -> Recogniser: ...


class Activity(Protocol):
    """Is there speech in these 20 ms? `speech.vad.VoiceActivity`."""

    def feed(self, pcm_chunk: bytes) -> bool: ...


class EarsFailed(Exception):
    """Our recogniser failed: this call goes on with keys, or with a person."""


@dataclass(frozen=True, slots=True)
class SpeechBegan:
    """The caller speaks."""


@dataclass(frozen=True, slots=True)
class Said:
    """The caller finished an utterance."""

    heard: Heard
    seconds: float
    """How long the voice lasted, from its first sound to its last."""


@dataclass(frozen=True, slots=True)
class StayedSilent:
    """The time to answer ran out in silence."""


Sign = SpeechBegan | Said | StayedSilent


class Listener:
    """Hears one caller, question after question.

    The recogniser is opened when a voice is noticed, with what came just before it, and closed when the
    utterance ends: silence costs nothing, and a long call does not grow.
    `is_complete(text, question)`: do the words so far make a sure answer? Asked in each pause.
    `activity`: what tells speech from noise; it learns the line's own noise, hence one for each call.
    """

    def __init__(self, ears: Ears, is_complete: Callable[[str, Ask], bool], activity: Activity) -> None:
        self._ears = ears
        self._is_complete = is_complete
        self._activity = activity
        self._chunker = Chunker(CHUNK_BYTES)
        self._recent: deque[bytes] = deque(maxlen=round(KEPT_SECONDS / CHUNK_SECONDS))
        self._question: Ask | None = None
        self._endpointer: Endpointer | None = None
        self._recogniser: Recogniser | None = None
        self._deaf_seconds = 0.0

    @property
    def speaking(self) -> bool:
        """The caller is in the middle of an utterance."""
        return self._recogniser is not None

    def ask(self, question: Ask, *, deaf_seconds: float = 0.0) -> None:
        """Listen for the answer to this question, from the first sound of its prompt on.

        An utterance under way is dropped. `deaf_seconds`: sound not to be taken for speech, after a key.
        """
        self.rest()
        self._question = question
        self._deaf_seconds = deaf_seconds
        self._endpointer = Endpointer(patience_named(question.patience, question.silence_seconds))

    def prompt_heard(self) -> None:
        """The question was heard to its end: the time to answer it runs."""
        if self._endpointer is not None:
            self._endpointer.listen()

    def last_words(self) -> Heard | None:
        """The utterance under way, ended here; None when nobody speaks. Raises EarsFailed."""
        return self._finish() if self.speaking else None

    def rest(self) -> None:
        """Listen for nothing; an utterance under way is dropped."""
        self._question = None
        self._endpointer = None
        self._close_recogniser()

    close = rest

    def hear(self, payload: bytes) -> list[Sign]:
        """The caller's sound, mu-law at 8 kHz, any length. Raises EarsFailed."""
        signs: list[Sign] = []
        for chunk in self._chunker.feed(payload):
            signs += self._hear_chunk(mulaw_decode(chunk))
        return signs

    def _hear_chunk(self, pcm: bytes) -> list[Sign]:
        is_speech = self._activity.feed(pcm)
        if self._deaf_seconds > 0:
            self._deaf_seconds -= CHUNK_SECONDS
            is_speech = False
        self._recent.append(pcm)
        if self._recogniser is not None:
            with _blaming_the_ears():
                self._recogniser.accept(pcm)
        if self._endpointer is None or self._question is None:
            return []
        signs: list[Sign] = []
        for event in self._endpointer.feed(CHUNK_SECONDS, is_speech):
            signs += self._understand(event, self._question, self._endpointer)
        return signs

    def _understand(self, event: SpeechEvent, question: Ask, endpointer: Endpointer) -> list[Sign]:
        match event:
            case SpeechStarted():
                self._open_recogniser(question, event.seconds_ago + LEAD_SECONDS)
                return [SpeechBegan()]
            case Paused() if self._recogniser is not None:
                with _blaming_the_ears():
                    words = self._recogniser.partial()
                endpointer.words_complete(self._is_complete(words, question))
            case UtteranceEnded():
                return [Said(self._finish(), event.speech_seconds)]
            case NoInput():
                return [StayedSilent()]
        return []

    def _open_recogniser(self, question: Ask, lead_seconds: float) -> None:
        chunks = math.ceil(lead_seconds / CHUNK_SECONDS)
        with _blaming_the_ears():
            self._recogniser = self._ears.open(question.phrases, question.language)
            for pcm in list(self._recent)[-chunks:]:
                self._recogniser.accept(pcm)

    def _finish(self) -> Heard:
        recogniser, self._recogniser = self._recogniser, None
        # What is already understood must not be heard again at the start of the next utterance.
        self._recent.clear()
        if recogniser is None:
            return Heard(text="", confidence=0.0)
        with _blaming_the_ears():
            utterance = recogniser.finish()
            recogniser.close()
        return heard_from(utterance)

    def _close_recogniser(self) -> None:
        if self._recogniser is not None:
            self._recogniser.close()
            self._recogniser = None


def heard_from(utterance: Utterance) -> Heard:
    """What a recogniser made of the sound, as the event the dialogue understands."""
    return Heard(
        text=utterance.text,
        confidence=utterance.confidence,
        alternatives=tuple(utterance.alternatives),
        words=tuple(Word(text=word.text, confidence=word.confidence) for word in utterance.words),
    )


@contextmanager
def _blaming_the_ears() -> Iterator[None]:
    """Whatever the recogniser raises becomes EarsFailed, so that the loop knows what to do without it."""
    try:
        yield
    except Exception as error:
        raise EarsFailed(f"Our recogniser failed: {error!r}.") from error
