"""One native Vosk recogniser, kept within bounds over any length of sound."""

from __future__ import annotations

import json

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
from speech.native_recognisers import NativeRecognisers
from speech.pcm import SAMPLE_BYTES

HYPOTHESES = 30
"""Sentences asked of Vosk for each stretch of speech: no measurable time, and half a point of word error less
in noise than with ten. Sixty are no better, even when they are read again."""
LONGEST_SECONDS = 60.0
"""Sound of one utterance that a native recogniser is given before another takes over: its memory grows with
what it has heard, in this utterance and in those before."""


class VoskStream:
    """Sound in, words out; nothing said before a pause is lost. For one thread."""

    def __init__(
        self,
        natives: NativeRecognisers,
        foreground: Foreground,
        grammar: str = "",
        opinion: Opinion | None = None,
        hypotheses: int = HYPOTHESES,
        answers: WholeAnswers | None = None,
    ) -> None:
        """`foreground` is given the sound before the stream is: it tells the caller's words from others'.

        `answers`: what may have been answered as a whole, beside the hypotheses asked of Vosk.
        """
        self._natives = natives
        self._grammar = grammar
        self._hypotheses = hypotheses
        self._opinion = opinion
        self._answers = answers
        self._foreground = foreground
        self._parts: list[Utterance] = []
        self.log_likelihood = 0.0
        """In nats, of the likeliest words for the sound that results were had of, as Vosk itself has it."""
        self._renew(0.0)

    def _renew(self, fed: float) -> None:
        """Hear with another native recogniser, after so many seconds of the utterance."""
        # Setting a grammar on a recogniser that has heard sound aborts the process: one for each grammar.
        self._native = self._natives.borrow(self._grammar)
        self._native.vosk.SetMaxAlternatives(self._hypotheses)
        self._since = fed - self._native.heard_seconds
        """Seconds of the utterance before those that the native recogniser counts; less than none if it has
        heard others."""
        self._until = fed + LONGEST_SECONDS

    def accept(self, pcm: bytes) -> None:
        self._hear(pcm)
        fed = self._since + self._native.heard_seconds
        if fed >= self._until:
            self._keep_the_rest()
            self._renew(fed)

    def _hear(self, pcm: bytes) -> None:
        # Vosk ends an utterance at half a second of silence, and drops it unless asked for it at once.
        if self._native.accept(pcm):
            self._keep(self._native.vosk.Result())

    def _keep_the_rest(self) -> None:
        if self._native.at_pause:
            # Asked now, Vosk would leave what it has not decoded yet out of this utterance, and in the next.
            # It is less than a stride: too little for another pause.
            self._hear(bytes(SAMPLE_BYTES))
        self._keep(self._native.vosk.FinalResult())

    def partial(self) -> list[str]:
        words: str = json.loads(self._native.vosk.PartialResult()).get("partial", "")
        said = [word for part in self._parts for word in part.text.split()]
        return said + as_written(words.split())

    def finish(self) -> Utterance:
        """The utterance; neither sound nor words can be had after it."""
        self._keep_the_rest()
        utterance = join_utterances([self._of_caller(part) for part in self._parts])
        self._natives.give_back(self._native)
        del self._native  # another thread may be using it
        return utterance

    def _keep(self, result: str) -> None:
        self.log_likelihood += highest_score(result)
        part = read_result(
            result,
            self._opinion,
            self._foreground,
            self._since,
            telling=not self._grammar,
            answers=self._answers,
        )
        if part.text:
            self._parts.append(part)

    def _of_caller(self, part: Utterance) -> Utterance:
        """What is left of a piece, once the caller has been heard in those after it."""
        words = self._foreground.of_caller(part.words)
        return part if len(words) == len(part.words) else utterance_of(words)
