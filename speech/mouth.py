"""The mouth: written French in, telephone sound out, ready-made when it can be."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from speech.audio import mulaw_encode, resampled
from speech.loudness import silence
from speech.pcm import PHONE_RATE, to_bytes
from speech.prompt_cache import PromptCache, digest_of
from speech.sentences import LONGEST_SLOWED, speakable, split_long, split_sentences, split_to_hurry
from speech.synthesiser import Synthesiser, SynthesisError

log = logging.getLogger(__name__)

BREATH_SECONDS = 0.6
"""Silence after each sentence, for a caller who asked for a slower voice: time to take it in."""
_BREATH = mulaw_encode(to_bytes(silence(BREATH_SECONDS, PHONE_RATE)))


class Mouth:
    """Says texts as mu-law at 8 kHz. Any thread may use it.

    A sentence is the unit: each is made once, kept, and said again from the disk by every call and process.
    """

    def __init__(self, synthesiser: Synthesiser, cache: PromptCache, spell_out: Callable[[str], str]) -> None:
        """`spell_out`: written French to words, as `speech.spoken.spell_out`."""
        self._synthesiser = synthesiser
        self._cache = cache
        self._spell_out = spell_out
        self._making: dict[str, tuple[threading.Lock, int]] = {}
        """Sentences being made whole, with how many want them."""
        self._making_changed = threading.Lock()

    def sentences(self, text: str, slow: bool = False) -> list[str]:
        """The sentences of a written text in words, as they are said and kept; none without any word.

        Said slowly, a prompt is cut at the end of each, and a long one where a speaker breathes: slowing down
        would make twelve seconds fifteen, which nobody keeps in mind who cannot follow.
        """
        sentences = split_sentences(speakable(self._spell_out(text)))
        if not slow:
            return sentences
        return [piece for sentence in sentences for piece in split_long(sentence, LONGEST_SLOWED)]

    def say(self, text: str, slow: bool = False) -> Iterator[bytes]:
        """The text's sound, piece by piece: a whole sentence when it is ready, else as it is being made.

        Raises SynthesisError, perhaps after some sound. A sentence made live is kept once whole.
        """
        for sentence in self.sentences(text, slow):
            digest = self._digest(sentence, slow)
            ready = self._cache.read(digest)
            if ready is not None:
                yield ready
                continue
            pieces = []
            for clause in split_to_hurry(sentence):
                for sound in self._make(clause, slow):
                    pieces.append(sound)
                    yield sound
            if slow and pieces:
                pieces.append(_BREATH)
                yield _BREATH
            self._cache.write(digest, b"".join(pieces))

    def cached(self, text: str, slow: bool = False) -> bool:
        """Whether every sentence of the text is ready."""
        return not self.missing([text], slow)

    def missing(self, texts: Sequence[str], slow: bool = False) -> list[str]:
        """Those of the texts with a sentence that is not ready."""
        return [
            text
            for text in texts
            if any(self._digest(sentence, slow) not in self._cache for sentence in self.sentences(text, slow))
        ]

    def render_ahead(
        self, texts: Sequence[str], progress: Callable[[], None] = lambda: None, slow: bool = False
    ) -> int:
        """Make ready every sentence of the texts; how many were not yet.

        `progress` is called once for each text, from the calling thread. A sentence that cannot be said is
        logged and left out: the others matter more.
        """
        with ThreadPoolExecutor(self._synthesiser.at_once, thread_name_prefix="rendering") as threads:
            rendered = 0
            for made in threads.map(lambda text: self._render_text(text, slow), texts):
                rendered += made
                progress()
        return rendered

    def digests(self, text: str, slow: bool = False) -> list[str]:
        """Names of the text's sentences, all ready to be read; those that were not are made now.

        Raises SynthesisError.
        """
        sentences = self.sentences(text, slow)
        named = {sentence: self._digest(sentence, slow) for sentence in sentences}
        for sentence, digest in named.items():
            self._ensure(digest, sentence, slow)
        return [named[sentence] for sentence in sentences if named[sentence] in self._cache]

    def read(self, digest: str) -> bytes:
        """A sentence by its name. Raises KeyError when it is not there, ValueError for what is no name."""
        sound = self._cache.read(digest)
        if sound is None:
            raise KeyError(digest)
        return sound

    def _digest(self, sentence: str, slow: bool) -> str:
        return digest_of(self._synthesiser.fingerprint, sentence, slow=slow)

    def _render_text(self, text: str, slow: bool) -> int:
        made = 0
        for sentence in self.sentences(text, slow):
            try:
                made += self._ensure(self._digest(sentence, slow), sentence, slow)
            except SynthesisError as error:
                log.error("A sentence was left out of those rendered ahead. %s", error)
        return made

    def _ensure(self, digest: str, sentence: str, slow: bool) -> bool:
        """Have the whole sentence kept; whether it had to be made."""
        if self._cache.read(digest) is not None:
            return False
        with self._alone(digest):
            # Another thread may have made it while this one waited.
            if self._cache.read(digest) is not None:
                return False
            sound = b"".join(self._make(sentence, slow))
            sound += _BREATH if slow and sound else b""
            self._cache.write(digest, sound)
            return bool(sound)

    def _make(self, text: str, slow: bool) -> Iterator[bytes]:
        for samples in self._synthesiser.speak(text, slow=slow):
            yield mulaw_encode(to_bytes(resampled(samples, self._synthesiser.rate, PHONE_RATE)))

    @contextmanager
    def _alone(self, digest: str) -> Iterator[None]:
        """One thread at a time makes a sentence; the others who want the same one wait for it."""
        with self._making_changed:
            lock, wanted = self._making.get(digest, (threading.Lock(), 0))
            self._making[digest] = (lock, wanted + 1)
        try:
            with lock:
                yield
        finally:
            with self._making_changed:
                lock, wanted = self._making[digest]
                if wanted == 1:
                    del self._making[digest]
                else:
                    self._making[digest] = (lock, wanted - 1)
