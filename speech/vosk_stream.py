"""One native Vosk recogniser, kept within bounds over any length of sound."""

from __future__ import annotations

import json

import vosk

from speech.foreground import Foreground
from speech.hypotheses import (
    Opinion,
    Utterance,
    WholeAnswers,
    as_written,
    highest_score,
    join_utterances,
    read_result,
    utterance_of,
)
from speech.pcm import seconds_of

HYPOTHESES = 30
"""Sentences asked of Vosk for each stretch of speech: no measurable time, and half a point of word error less
in noise than with ten. Sixty are no better, even when they are read again."""
LONGEST_SECONDS = 60.0
"""Sound a native recogniser is given before it is replaced: its memory grows with what it has heard."""


class VoskStream:
    """Sound in, words out; nothing said before a pause is lost. For one thread."""

    def __init__(
        self,
        model: vosk.Model,
        rate: int,
        foreground: Foreground,
        grammar: str = "",
        opinion: Opinion | None = None,
        hypotheses: int = HYPOTHESES,
        answers: WholeAnswers | None = None,
    ) -> None:
        """`foreground` is given the sound before the stream is: it tells the caller's words from others'.

        `answers`: what may have been answered as a whole, beside the hypotheses asked of Vosk.
        """
        self._arguments = (model, rate, grammar) if grammar else (model, rate)
        self._expects_phrases = bool(grammar)
        self._opinion = opinion
        self._hypotheses = hypotheses
        self._answers = answers
        self._foreground = foreground
        self._rate = rate
        self._parts: list[Utterance] = []
        self.log_likelihood = 0.0
        """In nats, of the likeliest words for the sound that results were had of, as Vosk itself has it."""
        self._fed = 0.0
        """Seconds of sound so far."""
        self._renew()

    def _renew(self) -> None:
        # Setting a grammar on a recogniser that has heard sound aborts the process: always a new one.
        self._native = vosk.KaldiRecognizer(*self._arguments)
        self._native.SetWords(True)
        self._native.SetMaxAlternatives(self._hypotheses)
        self._opened = self._fed

    def accept(self, pcm: bytes) -> None:
        self._fed += seconds_of(pcm, self._rate)
        # Vosk ends an utterance at half a second of silence, and drops it unless asked for it at once.
        if self._native.AcceptWaveform(pcm):
            self._keep(self._native.Result())
        if self._fed - self._opened >= LONGEST_SECONDS:
            self._keep(self._native.FinalResult())
            self._renew()

    def partial(self) -> list[str]:
        words: str = json.loads(self._native.PartialResult()).get("partial", "")
        said = [word for part in self._parts for word in part.text.split()]
        return said + as_written(words.split())

    def finish(self) -> Utterance:
        self._keep(self._native.FinalResult())
        return join_utterances([self._of_caller(part) for part in self._parts])

    def _keep(self, result: str) -> None:
        self.log_likelihood += highest_score(result)
        part = read_result(
            result,
            self._opinion,
            self._foreground,
            self._opened,
            telling=not self._expects_phrases,
            answers=self._answers,
        )
        if part.text:
            self._parts.append(part)

    def _of_caller(self, part: Utterance) -> Utterance:
        """What is left of a piece, once the caller has been heard in those after it."""
        words = self._foreground.of_caller(part.words)
        return part if len(words) == len(part.words) else utterance_of(words)
