"""Which form of a word, of those that sound alike: "fermé", "fermer" or "fermées", told by the sounds around.

No ear tells them apart, and those who read hypotheses one way at a time (`speech.rescoring`) see half of what
decides. A bidirectional recurrent network (Schuster and Paliwal, 1997) is given the sentence as sounds, a
number for all the words that sound alike, so that a word spelled wrong misleads it about no other; it says
how likely each spelling is in its place. `speech.training.homophones` trains it.

Only forms of one word stand for one another. "dix" never becomes "dit", nor "sète" "sept": a wrong choice
there would be another meaning, and of those words the graph and the readers know more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from speech.grammar import UNKNOWN
from speech.hypotheses import Utterance, utterance_of
from speech.weights import Arrays, Floats, check_shapes, gru_step, lines_of, made_of

FILE = "homophones.npz"
"""In a model's folder; without it, words stay as they were heard."""
ORDER = "ez"
"""Ends what the line is told to do, "annulez", "aidez-moi": nothing before it tells it from "annuler", and
much hangs on it. Such a form is neither replaced nor put in the place of another."""
MARGIN = 3.0
"""Nats by which another form must be the likelier: the recogniser and the readers chose theirs by the words
themselves. Any margin from one to four spells as well, on sentences and voices that measure nothing; the
fewer sentences well spelled are changed, the better."""


@dataclass(frozen=True, eq=False)
class Speller:
    """The network. Shapes: S sounds, the first that of unknown words; E the width of one, H of each state; W
    words that have homophones, D the width of one.
    """

    sounds: NDArray[np.int8]
    """[S, E]: a sound as it is read; to be multiplied by its scale."""
    sound_scales: Floats
    """[S, 1]."""
    read: Floats
    """[E, 6 H]: what a sound does to the gates, of the unit that reads from the left then of the other."""
    read_bias: Floats
    """[6 H]."""
    keep: Floats
    """[2, H, 3 H]: what the state of each does to its own."""
    keep_bias: Floats
    """[2, 3 H]."""
    narrow: Floats
    """[2 H, D]: both states, as the choice sees them."""
    narrow_bias: Floats
    """[D]."""
    words: NDArray[np.int8]
    """[W, D]: a word as it is chosen; to be multiplied by its scale."""
    word_scales: Floats
    """[W, 1]."""
    word_bias: Floats
    """[W]."""
    families: NDArray[np.int32]
    """[W]: words of one number are forms of one word."""

    def check(self, sounds: int) -> None:
        """Raises ValueError when the arrays do not go together, or are not of so many sounds."""
        width, state, (words, seen) = self.sounds.shape[1], self.keep.shape[1], self.words.shape
        shapes: dict[str, tuple[int, ...]] = {
            "sounds": (sounds, width),
            "sound_scales": (sounds, 1),
            "read": (width, 6 * state),
            "read_bias": (6 * state,),
            "keep": (2, state, 3 * state),
            "keep_bias": (2, 3 * state),
            "narrow": (2 * state, seen),
            "narrow_bias": (seen,),
            "words": (words, seen),
            "word_scales": (words, 1),
            "word_bias": (words,),
            "families": (words,),
        }
        check_shapes(vars(self), shapes)
        if {self.sounds.dtype, self.words.dtype} != {np.dtype(np.int8)}:
            raise ValueError(f"sounds are {self.sounds.dtype}, words {self.words.dtype}, not int8.")
        if self.families.dtype.kind not in "iu":
            raise ValueError(f"families are {self.families.dtype}, not whole numbers.")

    def seen(self, sentences: Sequence[Sequence[int]]) -> list[Floats]:
        """[n, D] for each sentence of n sounds: each place, all of it read from both sides."""
        lengths = [len(one) for one in sentences]
        numbers = np.zeros((len(sentences), max(lengths, default=0)), np.intp)
        backwards = np.zeros_like(numbers)
        for row, one in enumerate(sentences):
            numbers[row, : len(one)] = one
            backwards[row, : len(one)] = one[::-1]
        read = np.stack([self._read(numbers, 0), self._read(backwards, 1)])
        left, right = self._states(read)
        both = [
            np.hstack([left[row, :length], right[row, :length][::-1]]) for row, length in enumerate(lengths)
        ]
        return [states @ self.narrow + self.narrow_bias for states in both]

    def log_probabilities(self, seen: Floats, first: int, past: int) -> Floats:
        """Of the words from `first` up to `past`, which sound alike, in a place [D]."""
        words = self.words[first:past] * self.word_scales[first:past]
        logs: Floats = log_softmax(words @ seen + self.word_bias[first:past])
        return logs

    def _read(self, numbers: NDArray[np.intp], side: int) -> Floats:
        """[..., 3 H]: what these sounds do to the gates of the unit that reads from that side."""
        gates = np.s_[side * self.keep.shape[2] : (side + 1) * self.keep.shape[2]]
        sounds: Floats = self.sounds[numbers] * self.sound_scales[numbers]
        read: Floats = sounds @ self.read[:, gates] + self.read_bias[gates]
        return read

    def _states(self, read: Floats) -> Floats:
        """[2, N, n, H]: of both units after each sound of N sentences, from [2, N, n, 3 H]."""
        _, sentences, length, _ = read.shape
        state = np.zeros((2, sentences, self.keep.shape[1]), np.float32)
        states = np.zeros((2, sentences, length, self.keep.shape[1]), np.float32)
        for at in range(length):
            state = gru_step(state, read[:, :, at], state @ self.keep + self.keep_bias[:, None])
            states[:, :, at] = state
        return states


class Homophones:
    """The network and its words. Any thread may ask: nothing is changed by an answer."""

    def __init__(self, words: Sequence[str], starts: Sequence[int], speller: Speller) -> None:
        """`words`: those that sound alike together, the ones with homophones before the others.

        `starts`: the first number of each sound from the second on, and one past the last; the first sound is
        that of any word not listed. Raises ValueError when they do not go together, or are no words.
        """
        self._words = list(words)
        if len(set(words)) < len(words) or any(word.split() != [word] or word == UNKNOWN for word in words):
            raise ValueError("Some words are listed twice, or are none.")
        self._starts = np.asarray(starts, np.intp)
        self._speller = speller
        if self._starts[0] != 0 or self._starts[-1] != len(words) or (np.diff(self._starts) < 1).any():
            raise ValueError("The words and their sounds do not go together.")
        if len(speller.words) not in self._starts:
            raise ValueError("The words that may be chosen are not those of whole sounds.")
        speller.check(len(self._starts))
        sounds = np.repeat(np.arange(1, len(self._starts)), np.diff(self._starts)).tolist()
        self._sound = dict(zip(self._words, sounds, strict=True))
        forms = Counter(zip(sounds, speller.families.tolist(), strict=False))
        self._has_forms = {
            word
            for word, *form in zip(words, sounds, speller.families.tolist(), strict=False)
            if forms[tuple(form)] > 1 and not word.endswith(ORDER)
        }

    @classmethod
    def of_folder(cls, folder: Path) -> Homophones | None:
        """The one in a model's folder, or None when it has none; raises ModelDamaged for a damaged file."""
        return made_of(folder, FILE, cls._made)

    @classmethod
    def _made(cls, kept: Arrays) -> Homophones:
        arrays = {one.name: kept[one.name] for one in fields(Speller)}
        sounds, words, families = (arrays.pop(name) for name in ("sounds", "words", "families"))
        real = {name: values.astype(np.float32) for name, values in arrays.items()}
        speller = Speller(sounds=sounds, words=words, families=families, **real)
        return cls(lines_of(kept["listed"]), kept["starts"].tolist(), speller)

    def spelled(self, words: Sequence[str]) -> list[str]:
        """The same sounds, with another form of a word where it is likelier by MARGIN.

        A word alone stays as it is: nothing tells its forms apart.
        """
        return self._all_spelled([words])[0]

    def respelled(self, heard: Utterance) -> Utterance:
        """What was heard, words spelled by all that is around; each keeps its times and its confidence."""
        sentences = [[word.text for word in heard.words], *(other.split() for other in heard.alternatives)]
        texts, *others = self._all_spelled(sentences)
        words = [replace(word, text=text) for word, text in zip(heard.words, texts, strict=True)]
        return utterance_of(words, [" ".join(other) for other in others])

    def _all_spelled(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Each spelled, all of them in one reading."""
        doubtful = [
            at
            for at, words in enumerate(sentences)
            if len(words) > 1 and not self._has_forms.isdisjoint(words)
        ]
        sounds = [[self._sound.get(word, 0) for word in sentences[at]] for at in doubtful]
        spelled = [list(words) for words in sentences]
        for at, sounded, seen in zip(doubtful, sounds, self._speller.seen(sounds), strict=True):
            spelled[at] = [
                self._chosen(word, sound, place) if word in self._has_forms else word
                for word, sound, place in zip(sentences[at], sounded, seen, strict=True)
            ]
        return spelled

    def _chosen(self, word: str, sound: int, seen: Floats) -> str:
        first, past = self._starts[sound - 1], self._starts[sound]
        spellings, families = self._words[first:past], self._speller.families[first:past]
        own = spellings.index(word)
        logs = self._speller.log_probabilities(seen, first, past)
        forms = (families == families[own]) & [not other.endswith(ORDER) for other in spellings]
        likeliest = int(np.where(forms, logs, -np.inf).argmax())
        return spellings[likeliest] if logs[likeliest] > logs[own] + MARGIN else word
