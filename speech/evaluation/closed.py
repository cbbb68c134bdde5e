"""Closed questions: runtime grammars, and the end of an utterance after words no grammar has."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import vosk

from speech.evaluation.errors import Errors, compared, errors_of
from speech.evaluation.trial import CHUNK_BYTES, hear
from speech.grammar import UNKNOWN
from speech.pcm import PHONE_RATE, seconds_of
from speech.recogniser import VoskEars

SILENCE_SECONDS = 2.0
PATIENCE_SECONDS = 1.2
"""An end found later than this after the last word counts as none."""


@dataclass(frozen=True)
class Answer:
    """Something to be said to a closed question, and what the line should make of it."""

    said: str
    meaning: object


@dataclass(frozen=True)
class Question:
    """A closed question: what is expected, and how the words heard are understood."""

    name: str
    phrases: tuple[str, ...]
    answers: tuple[Answer, ...]
    understand: Callable[[str], object]


@dataclass(frozen=True)
class Closed:
    """How many answers to a closed question were understood."""

    asked: int
    right: int
    errors: Errors
    """Word by word."""
    wrong: tuple[tuple[str, str], ...]
    """Said and heard."""

    @property
    def share(self) -> float:
        return self.right / self.asked if self.asked else 0.0


def same_words(text: str) -> tuple[str, ...]:
    """A meaning for questions whose answer is its very words."""
    return tuple(compared(text))


def ask(ears: VoskEars, question: Question, sounds: Sequence[bytes]) -> Closed:
    """Have the ears hear each answer, in the order of the question's, listening for its phrases."""
    wrong = []
    errors = Errors()
    for answer, sound in zip(question.answers, sounds, strict=True):
        heard = hear(ears, sound, question.phrases)
        errors += errors_of(answer.said, heard)
        if question.understand(heard) != answer.meaning:
            wrong.append((answer.said, heard))
    return Closed(len(question.answers), len(question.answers) - len(wrong), errors, tuple(wrong))


def ends_after_unknown(folder: Path, sounds: Sequence[bytes], phrases: Sequence[str]) -> float:
    """The share of sounds, of words that are none of the phrases, whose end the recogniser finds in time.

    `sounds`: PCM at 8 kHz without silence at the end. Phrases must be in the model's words.
    """
    model = vosk.Model(str(folder))
    grammar = json.dumps([*phrases, UNKNOWN], ensure_ascii=False)
    found = 0
    for sound in sounds:
        recogniser = vosk.KaldiRecognizer(model, PHONE_RATE, grammar)
        silent = sound + bytes(round(SILENCE_SECONDS * PHONE_RATE) * 2)
        ends = [
            seconds_of(silent[: at + CHUNK_BYTES])
            for at in range(0, len(silent), CHUNK_BYTES)
            if recogniser.AcceptWaveform(silent[at : at + CHUNK_BYTES])
        ]
        late = seconds_of(sound)
        found += any(late - 0.1 <= end <= late + PATIENCE_SECONDS for end in ends)
    return found / len(sounds) if sounds else 0.0
