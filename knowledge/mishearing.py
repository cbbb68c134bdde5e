"""Words nobody uses here, read as the known ones they sound or look like: "quantine", "fou rière"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from knowledge.normalise import stem, without_accents, words
from knowledge.sounds import sound_of_words

LEAST_ALIKE = 84.0
"""Similarity, 0 to 100, from which one unknown word is taken for a known one."""

LEAST_ALIKE_JOINED = 86.0
"""The same for several words in a row, which resemble a longer one by chance more often."""

_SHORTEST = 3
"""Letters of a word, and sounds of a known one, below which nothing is guessed."""

_SHORTEST_ALIKE = 5
"""Sounds or letters that a near match needs; a shorter one must be exact."""

_LOOKED_UP = 8
"""Unknown words of one utterance that are looked up; one with more is in another language, or noise."""


_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Reading:
    """A word, and where it was in what was said."""

    word: str
    start: int
    end: int
    """Position after the last word it replaces."""


class Mishearing:
    """Knows the words of a base; immutable, safe to share between threads."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts = Counter(word for text in texts for word in words(text))
        # Where two words share a key, the commoner one is meant.
        common = sorted(counts, key=lambda word: (counts[word], word))
        self._known = frozenset(map(stem, common))
        long = [word for word in common if len(word) >= _SHORTEST]
        self._by_sound = {key: word for word in long if len(key := sound_of_words((word,))) >= _SHORTEST}
        self._by_letters = {without_accents(word): word for word in long}
        self._sounds = [key for key in self._by_sound if len(key) >= _SHORTEST_ALIKE]
        self._letters = [key for key in self._by_letters if len(key) >= _SHORTEST_ALIKE]
        self._nearest = lru_cache(maxsize=_REMEMBERED)(self._nearest_uncached)

    def __getstate__(self) -> dict[str, object]:
        # The memory of past look-ups stays behind.
        return {name: value for name, value in self.__dict__.items() if name != "_nearest"}

    def __setstate__(self, state: dict[str, object]) -> None:
        self.__dict__.update(state)
        self._nearest = lru_cache(maxsize=_REMEMBERED)(self._nearest_uncached)

    def is_known(self, word: str) -> bool:
        """Whether the word is used in the base, in any form, or is too short to be guessed."""
        return len(word) < _SHORTEST or stem(word) in self._known

    def read(self, spoken: Sequence[str]) -> tuple[Reading, ...]:
        """What was said, each unknown word replaced by the known one that it sounds like, alone or with the
        words beside it; left as it is when there is none."""
        unknown = [at for at, word in enumerate(spoken) if not self.is_known(word)][:_LOOKED_UP]
        guesses: list[Reading] = []
        for at in unknown:
            if guesses and at < guesses[-1].end:
                continue
            after = guesses[-1].end if guesses else 0
            if guess := self._guess(spoken, at, after):
                guesses.append(guess)
        return tuple(_woven(spoken, guesses))

    def _guess(self, spoken: Sequence[str], at: int, after: int) -> Reading | None:
        """The best reading of the unknown word at that position, beginning at `after` or later."""
        best: tuple[float, int, Reading] | None = None
        for start in range(max(after, at - 2), at + 1):
            for end in range(at + 1, min(len(spoken), start + 3) + 1):
                word, score = self._nearest(tuple(spoken[start:end]))
                # At equal likeness, the reading that swallows fewer words.
                if word and (best is None or (score, start - end) > best[:2]):
                    best = score, start - end, Reading(word, start, end)
        return best[2] if best else None

    def _nearest_uncached(self, said: tuple[str, ...]) -> tuple[str, float]:
        """The known word nearest to these words run together, and how near, 0 to 100; "" and 0 for none."""
        sound = sound_of_words(said)
        if exact := self._by_sound.get(sound):
            return exact, 100.0
        cutoff = LEAST_ALIKE if len(said) == 1 else LEAST_ALIKE_JOINED
        found: list[tuple[float, str]] = []
        letters = without_accents("".join(said))
        for key, keys, known in (
            (sound, self._sounds, self._by_sound),
            (letters, self._letters, self._by_letters),
        ):
            if len(key) >= _SHORTEST_ALIKE and (
                near := process.extractOne(key, keys, scorer=fuzz.ratio, score_cutoff=cutoff)
            ):
                found.append((near[1], known[near[0]]))
        if not found:
            return "", 0.0
        score, word = max(found)
        return word, score


def _woven(spoken: Sequence[str], guesses: Sequence[Reading]) -> Iterator[Reading]:
    at = 0
    for guess in guesses:
        yield from (Reading(spoken[here], here, here + 1) for here in range(at, guess.start))
        yield guess
        at = guess.end
    yield from (Reading(spoken[here], here, here + 1) for here in range(at, len(spoken)))
