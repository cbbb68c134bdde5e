"""Ears and mouths for several languages, to be used as if they were one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from speech.mouth import Mouth
from speech.prompt_cache import PromptCache
from speech.recogniser import Recogniser, VoskEars
from speech.synthesiser import Synthesiser, SynthesisError
from speech.written import language_of


class Mouths(Mouth):
    """Says each text in its own language (`speech.written`), and French when the text does not tell.

    A text in a language without a voice raises SynthesisError: whoever asked has another way to say it.
    """

    def __init__(
        self,
        synthesiser: Synthesiser,
        cache: PromptCache,
        spell_out: Callable[[str], str],
        others: Mapping[str, Mouth],
        language: str = "fr",
    ) -> None:
        """The first three are those of `language`. `others`: by language; they share the cache."""
        super().__init__(synthesiser, cache, spell_out)
        self._language = language
        self._others = dict(others)

    def speaks(self, language: str) -> bool:
        """Is there a voice for it?"""
        return language == self._language or language in self._others

    def sentences(self, text: str, slow: bool = False) -> list[str]:
        other = self._other(text)
        return super().sentences(text, slow) if other is None else other.sentences(text, slow)

    def say(self, text: str, slow: bool = False) -> Iterator[bytes]:
        other = self._other(text)
        return super().say(text, slow) if other is None else other.say(text, slow)

    def missing(self, texts: Sequence[str], slow: bool = False) -> list[str]:
        """Those of the texts with a sentence that is not ready; not those that can never be."""
        sayable = [text for text in texts if self.speaks(language_of(text, self._language))]
        return [text for text in sayable if self._misses(text, slow)]

    def cached(self, text: str, slow: bool = False) -> bool:
        return self.speaks(language_of(text, self._language)) and not self._misses(text, slow)

    def digests(self, text: str, slow: bool = False) -> list[str]:
        other = self._other(text)
        return super().digests(text, slow) if other is None else other.digests(text, slow)

    def _misses(self, text: str, slow: bool) -> bool:
        other = self._other(text)
        return bool(super().missing([text], slow) if other is None else other.missing([text], slow))

    def _render_text(self, text: str, slow: bool) -> int:
        other = self._other(text)
        return super()._render_text(text, slow) if other is None else other._render_text(text, slow)

    def _other(self, text: str) -> Mouth | None:
        """The mouth of the text's language; None for our own. Raises SynthesisError."""
        language = language_of(text, self._language)
        if language == self._language:
            return None
        if language not in self._others:
            raise SynthesisError(text, f"there is no voice here for the language {language!r}.")
        return self._others[language]


class ManyEars:
    """Ears for several languages. A language without ears of its own is listened to by the first ones.

    Those hear a caller name the language they know, and that somebody speaks; whoever asks them for more must
    not believe them.
    """

    def __init__(self, first: VoskEars, others: Mapping[str, VoskEars]) -> None:
        self._first = first
        self._others = dict(others)

    def hears(self, language: str) -> bool:
        """Are there ears made for this language, beside the first?"""
        return language in self._others

    def open(self, phrases: Sequence[str] = (), language: str = "fr") -> Recogniser:
        """A fresh recogniser of this language; as `VoskEars.open`."""
        if language in self._others:
            return self._others[language].open(phrases)
        return self._first.open(phrases if language == "fr" else ())
