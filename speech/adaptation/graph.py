"""From a lexicon to the graph that hears it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from speech.adaptation.epsilons import without_epsilons
from speech.adaptation.lexicon import (
    SILENCE_LOOP,
    SILENCE_ON,
    UNKNOWN,
    Pronunciation,
    transition,
)
from speech.adaptation.phones import ALONE, BEGIN, END, INSIDE, PHONES, PLACES, numbered
from speech.adaptation.transducer import Arc, Interval, Transducer

BLANK_COST = 0.08
SILENCE_COST = 0.7
UNKNOWN_COST = 3.0
"""What staying in a blank, a silence between words and each sound of the unknown word cost. At 2.5 the
unknown word takes a short "oui"; at 3.5 the end of one unknown sentence in eight is not heard."""


@dataclass
class _Node:
    """A beginning shared by some pronunciations."""

    children: dict[int, _Node] = field(default_factory=dict)
    ending: list[Pronunciation] = field(default_factory=list)
    inside: list[tuple[Pronunciation, list[int]]] = field(default_factory=list)
    """Every pronunciation that begins so, with its sounds."""


@dataclass(frozen=True)
class PronunciationGraph:
    """What `write_pronunciations` writes."""

    transducer: Transducer
    words: dict[str, int]
    """Numbers of the words, from 1, the unknown one included."""
    reached: list[list[Interval]]
    final_label: int


def build_graph(lexicon: Iterable[Pronunciation]) -> PronunciationGraph:
    """The graph of a lexicon, with a loop of any sounds for the unknown word."""
    return _Builder(lexicon).build()


class _Builder:
    def __init__(self, lexicon: Iterable[Pronunciation]) -> None:
        self._root = _Node()
        self._words: dict[str, int] = {}
        self._graph = Transducer()
        self._end, self._loop = self._graph.add_state(), self._graph.add_state()
        self._below: dict[int, frozenset[int]] = {}
        """Words that come next from a state, where it is not all of them."""
        self._tails: dict[tuple[int, int], tuple[int, int]] = {}
        self._rests: dict[tuple[int, ...], int] = {(): self._end}
        for one in lexicon:
            sounds = numbered(one.phones)
            node = self._root
            node.inside.append((one, sounds))
            for sound in sounds:
                node = node.children.setdefault(sound, _Node())
                node.inside.append((one, sounds))
            node.ending.append(one)
        self._number(self._root)
        self._words[UNKNOWN] = len(self._words) + 1

    def _number(self, root: _Node) -> None:
        """Number words as the tree is walked, so that those of a branch lie side by side."""
        waiting = [root]
        while waiting:
            node = waiting.pop()
            for one in node.ending:
                self._words.setdefault(one.word, len(self._words) + 1)
            waiting += [node.children[sound] for sound in sorted(node.children, reverse=True)]

    def build(self) -> PronunciationGraph:
        arcs = self._graph.arcs
        self._branch(self._root, self._loop, 0)
        self._unknown()
        silence = self._graph.add_state()
        arcs[silence] += [Arc(SILENCE_LOOP, 0, 0.0, silence), Arc(0, 0, 0.0, self._loop)]
        # Between two words, or before the first: a silence, or at once the next word.
        arcs[self._end] += [*arcs[self._loop], Arc(SILENCE_ON, 0, SILENCE_COST, silence)]
        self._graph.start = self._end
        self._graph.finals = {self._end: 0.0, self._loop: 0.0}
        for (_, to), tail in self._tails.items():
            if to in self._below:
                self._below |= dict.fromkeys(tail, self._below[to])
        last = len(self._words) + 1
        everything = [(1, last + 1)]
        reached = [
            _intervals(self._below[state]) if state in self._below else everything
            for state in range(len(arcs))
        ]
        graph, reached = without_epsilons(self._graph, reached)
        return PronunciationGraph(graph, self._words, reached, last)

    def _branch(self, root: _Node, state: int, depth: int) -> None:
        waiting = [(root, state, depth)]
        while waiting:
            node, state, depth = waiting.pop()
            if state != self._loop:
                self._below[state] = frozenset(self._words[one.word] for one, _ in node.inside)
            for one in node.ending:
                self._graph.arcs[state].append(Arc(0, self._words[one.word], one.cost, self._end))
            for sound, child in sorted(node.children.items()):
                if len(child.inside) == 1:
                    # From here on it can be no other word: say it now, the rest is shared with other words.
                    ((one, sounds),) = child.inside
                    rest = self._rest(tuple(sounds[depth + 1 :]))
                    self._sound(state, sound, self._words[one.word], one.cost, rest)
                else:
                    following = self._graph.add_state()
                    self._sound(state, sound, 0, 0.0, following)
                    waiting.append((child, following, depth + 1))

    def _rest(self, sounds: tuple[int, ...]) -> int:
        """The state from which these sounds end a word already said."""
        begun: list[tuple[int, ...]] = []
        while sounds not in self._rests:
            begun.append(sounds)
            sounds = sounds[1:]
        for missing in reversed(begun):
            state = self._graph.add_state()
            self._sound(state, missing[0], 0, 0.0, self._rests[missing[1:]])
            self._rests[missing] = state
        return self._rests[begun[0] if begun else sounds]

    def _sound(self, state: int, sound: int, word: int, cost: float, to: int) -> None:
        """A sound, which a blank may follow.

        Straight on, then its loop, then the blank's: no more than one path for what is heard, where the
        transitions that lead to a blank and out of it would make two. Kaldi asks of a sound that it has been
        left once, whatever loops follow.
        """
        sounded, _ = self._tail(sound, to)
        self._graph.arcs[state].append(Arc(transition(sound, 2), word, cost, sounded))

    def _tail(self, sound: int, to: int) -> tuple[int, int]:
        if (sound, to) not in self._tails:
            arcs = self._graph.arcs
            sounded, blank = self._graph.add_state(), self._graph.add_state()
            arcs[sounded] += [
                Arc(transition(sound, 0), 0, 0.0, sounded),
                Arc(transition(sound, 3), 0, 0.0, blank),
                Arc(0, 0, 0.0, to),
            ]
            arcs[blank] += [Arc(transition(sound, 3), 0, BLANK_COST, blank), Arc(0, 0, 0.0, to)]
            self._tails[sound, to] = sounded, blank
        return self._tails[sound, to]

    def _unknown(self) -> None:
        """Any sounds at all, as one word that is none of ours."""
        inside, word = self._graph.add_state(), self._words[UNKNOWN]
        for phone in range(len(PHONES)):
            place = [2 + PLACES * phone + place for place in range(PLACES)]
            self._sound(self._loop, place[BEGIN], word, UNKNOWN_COST, inside)
            self._sound(inside, place[INSIDE], 0, UNKNOWN_COST, inside)
            self._sound(inside, place[END], 0, UNKNOWN_COST, self._end)
            self._sound(self._loop, place[ALONE], word, 2 * UNKNOWN_COST, self._end)


def _intervals(numbers: Iterable[int]) -> list[Interval]:
    """The numbers as runs."""
    runs: list[Interval] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number:
            runs[-1] = (runs[-1][0], number + 1)
        else:
            runs.append((number, number + 1))
    return runs
