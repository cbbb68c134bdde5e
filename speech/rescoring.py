"""A second opinion on what was heard: whole hypotheses weighed by a recurrent language model.

The graph a recogniser searches sees three words at a time, which in French leaves "fermé", "fermer" and
"fermés" to luck. Its best hypotheses are few enough to be read whole, once from the left and once from the
right (n-best rescoring: Mikolov et al., 2010), by two gated recurrent units that a model carries in seventeen
megabytes and that answer in hundredths of a second: two or three for thirty hypotheses of ten words.
`speech.training.rescorer` trains them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.special import log_softmax

from speech.weights import Arrays, Floats, check_shapes, gru_step, lines_of, made_of

FILE = "rescorer.npz"
"""In a model's folder; a model without it is not rescored."""
ENDING, UNKNOWN = "</s>", "<unk>"
"""Words of the model that nobody says: what begins and ends a sentence, and any word it does not know."""
DIRECTIONS = ("forward", "backward")
WEIGHT = 0.6
"""What the readers' nats are worth beside the recogniser's. This and the three below were chosen on sentences
and voices that measure nothing."""
WORD = 1.0
"""Nats added for each word: without them the shortest hypothesis would be favoured."""
UNKNOWN_WORD = -2.0
"""Nats added for each word the readers do not know, which has the chance of all such words together."""
SHARPNESS = 0.6
"""What log-likelihoods are worth when they become probabilities: a network is too sure of itself."""


def tokens_of(text: str) -> list[str]:
    """The model's words of a hypothesis: elisions and compounds taken apart."""
    return text.replace("-", " ").replace("'", "' ").split()


def softened(texts: Sequence[str], scores: Sequence[float]) -> list[float]:
    """Log-likelihoods no surer than those of `Rescorer.opinion`, of hypotheses that are not read again."""
    return [SHARPNESS * score for score in scores]


@dataclass(frozen=True, eq=False)
class Reader:
    """One gated recurrent unit (Cho et al., 2014), and its two choices: a class, a word of that class.

    Shapes: E the width of a word, H of the state, W words, C classes.
    """

    words: NDArray[np.int8]
    """[W, E]: a word as it is read, and as it is chosen; to be multiplied by its scale."""
    scales: Floats
    """[W, 1]."""
    word_bias: Floats
    """[W]."""
    read: Floats
    """[E, 3 H]: what a word does to the gates (reset, update, new state)."""
    read_bias: Floats
    """[3 H]."""
    keep: Floats
    """[H, 3 H]: what the state does to them."""
    keep_bias: Floats
    """[3 H]."""
    narrow: Floats
    """[H, E]: the state, as the choices see it."""
    narrow_bias: Floats
    """[E]."""
    classes: Floats
    """[E, C]."""
    class_bias: Floats
    """[C]."""

    def check(self, starts: NDArray[np.intp]) -> None:
        """Raises ValueError when the arrays do not go together, or hold what is no number.

        `starts`: the first number of each class of words, and one past the last.
        """
        (words, width), state, classes = self.words.shape, len(self.keep), len(starts) - 1
        shapes = {
            "scales": (words, 1),
            "word_bias": (words,),
            "read": (width, 3 * state),
            "read_bias": (3 * state,),
            "keep": (state, 3 * state),
            "keep_bias": (3 * state,),
            "narrow": (state, width),
            "narrow_bias": (width,),
            "classes": (width, classes),
            "class_bias": (classes,),
        }
        check_shapes(vars(self), shapes)
        if self.words.dtype != np.int8:
            raise ValueError(f"words are {self.words.dtype}, not int8.")
        if starts[0] != 0 or starts[-1] != words or (np.diff(starts) < 1).any():
            raise ValueError("The words and their classes do not go together.")

    def table(self, numbers: NDArray[np.intp] | slice) -> Floats:
        """[n, E] of these words."""
        return self.words[numbers] * self.scales[numbers]

    def gates(self, words: NDArray[np.intp]) -> Floats:
        """[n, 3 H]: what each of these words does to them."""
        gates: Floats = self.table(words) @ self.read + self.read_bias
        return gates

    def step(self, states: Floats, gates: Floats) -> Floats:
        """States [n, H] after one more word each, of which this is what it does to the gates."""
        return gru_step(states, gates, states @ self.keep + self.keep_bias)


@dataclass
class _Tree:
    """Beginnings that several hypotheses share, each computed once."""

    parents: list[int] = field(default_factory=lambda: [-1])
    words: list[int] = field(default_factory=lambda: [0])
    depths: list[int] = field(default_factory=lambda: [0])
    _children: dict[tuple[int, int], int] = field(default_factory=dict)

    def grow(self, numbers: Sequence[int]) -> list[int]:
        """The nodes of a sentence, its beginning first."""
        path = [0]
        for word in numbers:
            node = self._children.get((path[-1], word))
            if node is None:
                node = len(self.parents)
                self._children[path[-1], word] = node
                self.parents.append(path[-1])
                self.words.append(word)
                self.depths.append(self.depths[path[-1]] + 1)
            path.append(node)
        return path


class Rescorer:
    """The two readers and their words. Any thread may ask: nothing is changed by an answer."""

    def __init__(self, words: Sequence[str], starts: Sequence[int], readers: Mapping[str, Reader]) -> None:
        """`starts`: the first number of each class of words, and one past the last.

        Raises ValueError when they do not go together, KeyError without UNKNOWN or one of DIRECTIONS.
        """
        self._number = {word: number for number, word in enumerate(words)}
        self._unknown = self._number[UNKNOWN]
        self._starts = np.asarray(starts, np.intp)
        self._readers = [readers[name] for name in DIRECTIONS]
        for reader in self._readers:
            reader.check(self._starts)
            if len(reader.words) != len(words):
                raise ValueError(f"{len(words)} words have {len(reader.words)} rows.")

    @classmethod
    def of_folder(cls, folder: Path) -> Rescorer | None:
        """The one in a model's folder, or None when it has none; raises ModelDamaged for a damaged file."""
        return made_of(folder, FILE, cls._made)

    @classmethod
    def _made(cls, kept: Arrays) -> Rescorer:
        readers = {name: _reader(kept, name) for name in DIRECTIONS}
        return cls(lines_of(kept["words"]), kept["starts"].tolist(), readers)

    def log_likelihoods(self, sentences: Sequence[str]) -> list[float]:
        """Of each sentence, in nats: the mean of what both readers think."""
        numbered = [[self._number.get(word, self._unknown) for word in tokens_of(one)] for one in sentences]
        forward, backward = self._readers
        left = self._read(forward, numbered)
        right = self._read(backward, [one[::-1] for one in numbered])
        return [float(one) for one in (left + right) / 2]

    def opinion(self, texts: Sequence[str], scores: Sequence[float]) -> list[float]:
        """Log-likelihoods of the hypotheses of one sound, once read; `scores` are the recogniser's own.

        One without a word is judged as the best of the others: no sentence was learnt from silence.
        """
        worded = [text for text in texts if tokens_of(text)]
        added = {
            text: WEIGHT * (nats + sum(self._worth(word) for word in tokens_of(text)))
            for text, nats in zip(worded, self.log_likelihoods(worded), strict=True)
        }
        best = max(added.values(), default=0.0)
        return softened(
            texts, [score + added.get(text, best) for text, score in zip(texts, scores, strict=True)]
        )

    def _worth(self, word: str) -> float:
        return WORD if word in self._number else WORD + UNKNOWN_WORD

    def _read(self, reader: Reader, sentences: Sequence[Sequence[int]]) -> Floats:
        tree = _Tree()
        paths = [tree.grow([*one, 0]) for one in sentences]
        parents, words, depths = np.array(tree.parents), np.array(tree.words), np.array(tree.depths)
        goes_on = np.zeros(len(words), bool)
        goes_on[parents[1:]] = True
        states = np.zeros((len(words), len(reader.keep)), np.float32)
        gates = reader.gates(words)
        for depth in range(depths.max() + 1):
            nodes = np.flatnonzero((depths == depth) & goes_on)
            if len(nodes):
                before = states[parents[nodes]] if depth else states[:1]
                states[nodes] = reader.step(before, gates[nodes])
        chosen = np.zeros(len(words), np.float32)
        chosen[1:] = self._chances(reader, states[parents[1:]], words[1:])
        return np.array([chosen[path].sum() for path in paths], np.float32)

    def _chances(self, reader: Reader, states: Floats, words: NDArray[np.intp]) -> Floats:
        """Log-probability of each word after the state beside it."""
        seen = states @ reader.narrow + reader.narrow_bias
        classes = np.searchsorted(self._starts, words, side="right") - 1
        by_class = log_softmax(seen @ reader.classes + reader.class_bias, axis=1)
        chances: Floats = by_class[np.arange(len(words)), classes]
        for one in np.unique(classes):
            members = slice(self._starts[one], self._starts[one + 1])
            rows = np.flatnonzero(classes == one)
            scores = seen[rows] @ reader.table(members).T + reader.word_bias[members]
            chances[rows] += log_softmax(scores, axis=1)[np.arange(len(rows)), words[rows] - members.start]
        return chances


def _reader(kept: Arrays, name: str) -> Reader:
    arrays = {one.name: kept[f"{name}_{one.name}"] for one in fields(Reader)}
    return Reader(
        words=arrays.pop("words"), **{key: values.astype(np.float32) for key, values in arrays.items()}
    )
