"""Native Vosk recognisers that pass from one utterance to the next.

A model's words and its language are two graphs, which a native recogniser puts together as it hears, state by
state, and it keeps what it has put together. One that has heard a few sentences hears the next with a fifth
to a quarter less processor than a new one, and as well: of a hundred sentences heard both ways, no word was
another.
"""

from __future__ import annotations

import threading

import vosk

from speech.pcm import seconds_of

WORN_SECONDS = 20.0
"""Sound after which a recogniser is not used again: with version 0.15 of the carried model it takes 30 MB by
then, and 45 after forty, and hears no quicker."""
MOST_KEPT = 8
"""Recognisers that wait for an utterance; more than these talk at once in a process only for a moment. After
a rush, a process keeps a quarter of a gigabyte in them, and more in worn ones until somebody speaks."""


class NativeRecogniser:
    """One of Vosk's recognisers, with words and their times, and how much it has heard.

    For one thread at a time.
    """

    def __init__(self, model: vosk.Model, rate: int, grammar: str) -> None:
        """`rate` in hertz; `grammar` in JSON: the phrases expected, if any."""
        self.vosk = vosk.KaldiRecognizer(model, rate, *([grammar] if grammar else []))
        self.vosk.SetWords(True)
        self.expects_phrases = bool(grammar)
        self.at_pause = False
        """A pause ended a stretch of speech with the last sound: Vosk may not have decoded all of it,
        and only more sound makes it do so."""
        self.heard_seconds = 0.0
        """Sound so far; from its start words have their times, whatever results were had since."""
        self._rate = rate

    def accept(self, pcm: bytes) -> bool:
        """More sound, as 16-bit PCM; whether a pause has ended a stretch of speech."""
        self.heard_seconds += seconds_of(pcm, self._rate)
        self.at_pause = True  # whatever happens: one that fails is not lent again
        self.at_pause = bool(self.vosk.AcceptWaveform(pcm))
        return self.at_pause


class NativeRecognisers:
    """One model's, lent to whoever hears an utterance. Any thread may borrow."""

    def __init__(self, model: vosk.Model, rate: int) -> None:
        """`rate` in hertz."""
        self.rate = rate
        self._model = model
        self._waiting: list[NativeRecogniser] = []
        self._worn: list[NativeRecogniser] = []
        self._lock = threading.Lock()

    def knows(self, word: str) -> bool:
        """Whether it is in the model's vocabulary, symbols among them."""
        return bool(self._model.vosk_model_find_word(word) > 0)

    def borrow(self, grammar: str = "") -> NativeRecogniser:
        """The one given back last, or a new one; for a grammar always a new one, which is as quick."""
        with self._lock:
            # Most are freed here, as somebody begins to speak, and not while a caller waits for an answer.
            worn, self._worn = self._worn, []
            kept = self._waiting.pop() if self._waiting and not grammar else None
        worn.clear()
        return kept or NativeRecogniser(self._model, self.rate, grammar)

    def give_back(self, native: NativeRecogniser) -> None:
        """By the thread that had its final result, which uses it no more. It may be lent again.

        Never one at a pause: what is left in it of one caller would be heard as the next one's.
        """
        again = not (native.expects_phrases or native.at_pause) and native.heard_seconds < WORN_SECONDS
        native.vosk.FinalResult()  # an empty one, in the place of what was heard
        with self._lock:
            if again and len(self._waiting) < MOST_KEPT:
                self._waiting.append(native)
            elif len(self._worn) < MOST_KEPT:
                self._worn.append(native)
