"""Ears: sound to words, with Vosk on this machine."""

from __future__ import annotations

import logging
import math
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import vosk

from speech.foreground import Foreground
from speech.grammar import UNKNOWN, Grammar, grammar_of
from speech.homophones import Homophones
from speech.hypotheses import Opinion, RecognisedWord, Utterance, utterance_of, without_unknown
from speech.known_names import KnownNames
from speech.letter_model import HYPOTHESES, model_of_names
from speech.model_errors import ModelDamaged
from speech.native_recognisers import NativeRecognisers
from speech.pcm import PHONE_RATE, SAMPLE_BYTES
from speech.rescoring import Rescorer, softened
from speech.spelling import said_letters
from speech.tones import ToneMeter
from speech.vosk_model import check_folder, check_rate, takes_grammars
from speech.vosk_stream import VoskStream

__all__ = ["RecognisedWord", "Recogniser", "RecogniserError", "Utterance", "VoskEars"]

log = logging.getLogger(__name__)

SURE = 0.9
SURER = 0.05
"""On a closed question, other words win when they are sure, and surer than the phrases by this much: a clear
"un adulte" is not the "un agent" expected, while a mumbled "les jours" is the "oui" expected."""

CLEAR = 0.8
"""Several words this sure are no lone digit or letter: people's letters are heard as two words at 0.7 at the
most, "au revoir" at 0.9. Nor is what was heard so surely a breath beside a phrase; and digits expected and
heard so surely win over as many, or fewer, heard openly."""

ROW = 4
"""Words of numbers, or letters, in a row, at the least, that may win by how likely they are."""
WORSE = 4.0
"""Nats by which a row may be less likely, for Vosk, than the words heard openly, a second of its own words.
With version 0.14 of the carried model, of ninety rows dictated by voices and synthesisers, whose letters and
digits are often unsure, one is beyond it; of forty short replies that dictate nothing, the one in which so
many digits were heard is too."""

vosk.SetLogLevel(-1)


class RecogniserError(Exception):
    """A recogniser was used in a way it cannot be: our own fault, never the caller's."""


class Recogniser(Protocol):
    """Hears one utterance. Belongs to the thread that first feeds it."""

    def accept(self, pcm: bytes) -> None:
        """More sound: 16-bit samples, one channel, at the rate of the ears that opened it."""

    def partial(self) -> str:
        """The words so far; they may still change. Up to 0.4 s behind the sound."""

    def finish(self) -> Utterance:
        """The utterance; asked again, the same. No more sound can be given."""

    def close(self) -> None:
        """Free its memory; any thread may, at any time, and more than once."""


class VoskEars:
    """Opens recognisers that share one model, loaded when the first is opened. Any thread may.

    One for each process, loaded after any fork: the model has threads of its own, which a fork leaves behind.
    """

    def __init__(self, model_path: Path, rate: int = PHONE_RATE) -> None:
        """`rate` in hertz is that of the sound to come: 8 kHz from a telephone, never anything pretended.

        Raises ModelMissing or ModelDamaged for a folder that is not a Vosk model, RecogniserError for a rate
        it cannot hear. The native library would hang, or kill the process, instead.
        """
        self.path = Path(model_path)
        self.rate = rate
        check_folder(self.path)
        if trouble := check_rate(self.path, rate):
            raise RecogniserError(trouble)
        self._natives: NativeRecognisers | None = None
        self._opinion: Opinion | None = None
        self._homophones: Homophones | None = None
        self._loading = threading.Lock()

    def load(self) -> None:
        """Load the model now rather than at the first call; raises ModelDamaged."""
        self._loaded()

    def knows(self, word: str) -> bool:
        """Whether the model's vocabulary has this word. Symbols such as <eps> are no words."""
        if word.startswith(("<", "#")) or not word or "\0" in word:
            return False
        return self._loaded().knows(word)

    def open(self, phrases: Sequence[str] = ()) -> Recogniser:
        """A fresh recogniser; with the phrases of a closed question it listens for those too.

        Phrases are favoured, not imposed: whoever says something else is heard as well. Raises ValueError
        for phrases that cannot be a grammar.
        """
        natives = self._loaded()
        grammar = grammar_of(phrases, self.knows) if phrases and takes_grammars(self.path) else None
        if grammar is not None and grammar.left_out:
            log.warning("No word of this model for the phrases %s.", ", ".join(grammar.left_out))
        return _VoskRecogniser(natives, grammar, self._opinion, self._homophones)

    def _loaded(self) -> NativeRecognisers:
        with self._loading:
            if self._natives is None:
                _look_at_words(self.path)
                rescorer = Rescorer.of_folder(self.path)
                self._opinion = rescorer.opinion if rescorer else None
                self._homophones = Homophones.of_folder(self.path)
                model_of_names()  # before a caller spells one
                try:
                    self._natives = _tried(NativeRecognisers(vosk.Model(str(self.path)), self.rate))
                except Exception as error:  # Vosk raises nothing more precise
                    raise ModelDamaged(
                        "trial", name=self.path.name, engine="Vosk", reason=f"« {error} »."
                    ) from error
            return self._natives


def _look_at_words(folder: Path) -> None:
    """A list of words cut short loads, and then answers with words that were not said."""
    words = folder / "graph" / "words.txt"
    if words.exists() and not words.read_bytes().endswith(b"\n"):
        raise ModelDamaged("words_cut", name=folder.name, file="graph/words.txt")


def _tried(natives: NativeRecognisers) -> NativeRecognisers:
    """Hear a tenth of a second: a damaged graph is only found when a recogniser is made."""
    native = natives.borrow()
    native.accept(bytes(natives.rate // 10 * SAMPLE_BYTES))
    native.vosk.FinalResult()
    natives.give_back(native)
    return natives


class _VoskRecogniser:
    """Hears openly and, for a closed question, for its phrases at the same time.

    A second native recogniser costs half as much again, for its language is small, and no delay. The closed
    one is the better judge of "oui", the open one hears "non, je voulais les horaires".
    """

    def __init__(
        self,
        natives: NativeRecognisers,
        grammar: Grammar | None,
        opinion: Opinion | None,
        homophones: Homophones | None,
    ) -> None:
        self._foreground = Foreground(natives.rate)
        self._open: VoskStream | None = VoskStream(natives, self._foreground, opinion=opinion)
        self._closed: VoskStream | None = None
        if grammar is not None:
            self._closed = _expecting(natives, grammar, self._foreground, softening=opinion is not None)
        self._grammar = grammar
        self._homophones = homophones
        self._tones = ToneMeter(natives.rate)
        self._owner = 0
        self._finished: Utterance | None = None

    def accept(self, pcm: bytes) -> None:
        if len(pcm) % SAMPLE_BYTES:
            raise RecogniserError(f"{len(pcm)} bytes are not a whole number of 16-bit samples.")
        stream = self._mine()
        if self._finished is not None:
            raise RecogniserError("This recogniser has finished its utterance; open another for the next.")
        self._tones.add(pcm)
        self._foreground.add(pcm)
        stream.accept(pcm)
        if self._closed is not None:
            self._closed.accept(pcm)

    def partial(self) -> str:
        stream = self._mine()
        if self._finished is not None:
            return self._finished.text
        if self._grammar is not None and self._closed is not None:
            closed = self._closed.partial()
            if self._grammar.accepts(closed) and not self._grammar.is_a_beginning(closed):
                return " ".join(closed)
        return " ".join(word for word in stream.partial() if word != UNKNOWN)

    def finish(self) -> Utterance:
        stream, closed = self._mine(), self._closed
        if self._finished is None:
            try:
                heard = self._understood(stream, closed)
            except Exception:
                self.close()  # half heard: nothing more can be had of it
                raise
            self._finished = Utterance() if self._tones.only_a_tone() else heard
        return self._finished

    def _understood(self, stream: VoskStream, closed: VoskStream | None) -> Utterance:
        heard = without_unknown(stream.finish())
        if self._homophones is not None:
            heard = self._homophones.respelled(heard)
        if self._grammar is None or closed is None:
            return heard
        expected = closed.finish()
        return choose(heard, expected, self._grammar, closed.log_likelihood - stream.log_likelihood)

    def close(self) -> None:
        # A call in progress in another thread holds its own reference: nothing is freed under its feet.
        self._open = self._closed = None

    def _mine(self) -> VoskStream:
        """The open stream, once sure that it may be used here and now."""
        caller = threading.get_ident()
        if not self._owner:
            self._owner = caller
        if self._owner != caller:
            raise RecogniserError(
                f"A recogniser belongs to the thread that first used it ({self._owner}); thread {caller} "
                "must open its own. Vosk aborts the process when two threads feed one."
            )
        stream = self._open
        if stream is None:
            raise RecogniserError("This recogniser is closed; open another.")
        return stream


def _expecting(
    natives: NativeRecognisers, grammar: Grammar, foreground: Foreground, *, softening: bool
) -> VoskStream:
    """A stream that hears the phrases of a grammar; `softening`: no surer than one that reads twice.

    Phrases are known whole, and reading them again would teach nothing; a name spelled with them is not.
    """
    if not grammar.spells:
        return VoskStream(natives, foreground, grammar.json, softened if softening else None)
    names = model_of_names()

    def opinion(texts: Sequence[str], scores: Sequence[float]) -> Sequence[float]:
        read = names.opinion(texts, scores)
        return softened(texts, read) if softening else read

    near = KnownNames(names.words, said_letters(grammar.phrases), names.opinion)
    return VoskStream(natives, foreground, grammar.json, opinion, hypotheses=HYPOTHESES, answers=near)


def choose(heard: Utterance, expected: Utterance, grammar: Grammar, likelier: float = -math.inf) -> Utterance:
    """The utterance of a closed question, out of what was heard openly and what was heard expecting phrases.

    The phrases win when nothing but phrases was heard (`_phrases_in`), and not with less certainty than other
    words altogether; otherwise they are offered as alternatives. Digits or letters heard openly are no other
    words: who clearly heard as many or more, expecting them, knows better, but for a lone one, which a breath
    easily follows. One digit, or letter, alone where they are dictated gives way to several words that were
    heard clearly: to ears that expect nothing else, "au revoir" is a sure "trois".

    `likelier`: nats by which Vosk finds the likeliest phrases likelier for the whole sound than the likeliest
    words, before either is read again or taken for another voice's. A row of letters may be unsure one by
    one, and a sentence that nobody said sure of each word ("mes mollets sont partis" for "m o r e a u"):
    where the row is nearly as likely, or more so, it was said.
    """
    others = [heard.text, *heard.alternatives]
    favoured = [expected.text, *expected.alternatives]
    fitting = [text for text in favoured if grammar.accepts(text.split())]
    phrases = _phrases_in(heard, expected, grammar)
    said = [word.text for word in phrases]
    elsewhere = heard.confidence >= SURE and heard.confidence > expected.confidence + SURER
    if expected.confidence >= CLEAR:
        elsewhere = elsewhere and not 1 < grammar.dictated(heard.text.split()) <= grammar.dictated(said)
    if grammar.is_a_beginning(said):
        elsewhere = elsewhere or (len(heard.words) > 1 and heard.confidence >= CLEAR)
    if grammar.dictated(said) >= ROW:
        elsewhere = elsewhere and likelier < -WORSE * sum(word.end - word.start for word in phrases)
    if phrases and not elsewhere:
        return utterance_of(phrases, [*others[:1], *fitting, *others[1:]])
    return utterance_of(heard.words, [*fitting, *heard.alternatives])


def _phrases_in(heard: Utterance, expected: Utterance, grammar: Grammar) -> tuple[RecognisedWord, ...]:
    """The words of phrases that were heard expecting them; none when there was more than phrases.

    An unknown sound beside or between them was a breath, or the line, when no more words than theirs were
    heard openly, and not clearly. Of a spelled name, whose letters need not follow one another as phrases do,
    the likeliest hypothesis made of phrases stands for the first, when it has as many words: each keeps the
    times and the confidence of the word it replaces.
    """
    known = tuple(word for word in expected.words if word.text != UNKNOWN)
    if grammar.accepts([word.text for word in known]):
        alone = len(known) == len(expected.words)
        if alone or (len(heard.words) <= len(known) and heard.confidence < CLEAR):
            return known
    if not grammar.spells or (len(known) < len(expected.words) and heard.confidence >= CLEAR):
        return ()
    for other in expected.alternatives:
        texts = other.split()
        if len(texts) == len(expected.words) and grammar.accepts(texts):
            return tuple(replace(word, text=text) for word, text in zip(expected.words, texts, strict=True))
    return ()
