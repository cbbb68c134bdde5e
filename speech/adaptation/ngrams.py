"""Which words follow which: a model's own three-word language model, mixed with the town's sentences.

Read back from the graph (`Gr.fst`), where a state is a context, an arc a word, and the arc without a word the
way to a shorter context.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from speech.adaptation.transducer import Arc, Transducer, TransducerError

BEGINNING, ENDING = "<s>", "</s>"
ORDER = 3
DISCOUNT = 0.4
"""What each of the town's counts leaves to words that were not counted there."""
LEAST = 1e-12
KEPT_BACK = 1e-4
"""Least share a context leaves to the words it does not list: nothing is ever impossible."""

Context = tuple[str, ...]


@dataclass
class Words:
    """What follows one context."""

    probabilities: dict[str, float] = field(default_factory=dict)
    """Of the words listed; `ENDING` among them."""
    backoff: float = 1.0
    """What the probabilities of the shorter context are multiplied by for the words not listed."""


LanguageModel = dict[Context, Words]


def probability(model: LanguageModel, context: Context, word: str) -> float:
    """Of a word after a context."""
    factor = 1.0
    while True:
        words = model.get(context)
        if words is not None:
            if word in words.probabilities:
                return factor * words.probabilities[word]
            if context:
                factor *= words.backoff
        if not context:
            return 0.0
        context = context[1:]


def perplexity(model: LanguageModel, sentences: Iterable[str]) -> float:
    """How many words the model hesitates between, on average; words it does not have are passed over."""
    nats, count = 0.0, 0
    for context, word in _steps(sentences):
        if chance := probability(model, context, word):
            nats -= math.log(chance)
            count += 1
    return math.exp(nats / count) if count else math.inf


def read_language(graph: Transducer, words: Mapping[int, str]) -> LanguageModel:
    """Raises TransducerError when the graph is no such model."""
    shorter: dict[int, tuple[int, float]] = {}
    for state, arcs in enumerate(graph.arcs):
        for arc in arcs:
            if not arc.ilabel:
                shorter[state] = arc.to, math.exp(-arc.weight)
    plain = graph.start
    while plain in shorter:
        plain = shorter[plain][0]
    contexts: dict[int, Context] = {plain: (), graph.start: (BEGINNING,)}
    waiting = [plain, graph.start]
    while waiting:
        state = waiting.pop()
        for arc in graph.arcs[state]:
            if arc.ilabel and arc.to not in contexts:
                depth = _depth(arc.to, shorter)
                said = (*contexts[state], words[arc.ilabel])
                if len(said) >= depth:
                    contexts[arc.to] = said[len(said) - depth :]
                    waiting.append(arc.to)
    if len(contexts) < len(graph.arcs):
        raise TransducerError("Some contexts of the language model follow no word.")
    model: LanguageModel = {}
    for state, context in contexts.items():
        listed = {words[arc.ilabel]: math.exp(-arc.weight) for arc in graph.arcs[state] if arc.ilabel}
        if state in graph.finals:
            listed[ENDING] = math.exp(-graph.finals[state])
        model[context] = Words(listed, shorter[state][1] if state in shorter else 1.0)
    return model


def learn(sentences: Iterable[str]) -> LanguageModel:
    """The model of some sentences; each line counts once, words are separated by spaces."""
    counts: dict[Context, Counter[str]] = defaultdict(Counter)
    for context, word in _steps(sentences):
        for length in range(len(context) + 1):
            counts[context[len(context) - length :]][word] += 1
    model: LanguageModel = {}
    for context in sorted(counts, key=len):
        counted = counts[context]
        total = sum(counted.values())
        left = DISCOUNT * len(counted) / total if context else 0.0
        listed = {
            word: (count - (DISCOUNT if context else 0.0)) / total
            + left * probability(model, context[1:], word)
            for word, count in counted.items()
        }
        model[context] = Words(listed, left)
        _balance(model, context)
    return model


def mix(general: LanguageModel, town: LanguageModel, share: float) -> LanguageModel:
    """The general model with a share of the town's, 0 to 1, in the contexts the town's sentences have.

    Elsewhere the general model stays as it was, so that what it knew of the language is not diluted.
    """
    mixed: LanguageModel = {}
    for context in sorted({*general, *town}, key=len):
        if context not in town:
            mixed[context] = Words(dict(general[context].probabilities))
        elif context not in general:
            mixed[context] = Words(dict(town[context].probabilities))
        else:
            listed = {*general[context].probabilities, *town[context].probabilities}
            mixed[context] = Words(
                {
                    word: (1 - share) * probability(general, context, word)
                    + share * probability(town, context, word)
                    for word in listed
                }
            )
        _balance(mixed, context)
    return mixed


def write_language_graph(model: LanguageModel, words: Mapping[str, int]) -> Transducer:
    """The graph of a model; words without a number are left out."""
    graph = Transducer()
    state = {
        context: graph.add_state() for context in sorted(model, key=lambda one: (one != (BEGINNING,), one))
    }
    graph.start = state[(BEGINNING,)]
    for context, following in model.items():
        here = state[context]
        arcs = graph.arcs[here]
        if context:
            arcs.append(Arc(0, 0, _cost(following.backoff), _longest(context[1:], state)))
        for word, chance in following.probabilities.items():
            if word == ENDING:
                graph.finals[here] = _cost(chance)
            elif word in words:
                arcs.append(
                    Arc(
                        words[word],
                        words[word],
                        _cost(chance),
                        _longest((*context, word)[1 - ORDER :], state),
                    )
                )
    return graph


def _longest(context: Context, state: Mapping[Context, int]) -> int:
    while context not in state:
        context = context[1:]
    return state[context]


def _balance(model: LanguageModel, context: Context) -> None:
    """Give the words not listed what the listed ones leave."""
    if not context:
        return
    words = model[context]
    listed = sum(words.probabilities.values())
    below = sum(probability(model, context[1:], word) for word in words.probabilities)
    if listed > 1 - KEPT_BACK:
        scale = (1 - KEPT_BACK) / listed
        words.probabilities = {word: chance * scale for word, chance in words.probabilities.items()}
        listed = 1 - KEPT_BACK
    words.backoff = (1 - listed) / max(1 - below, KEPT_BACK)


def _steps(sentences: Iterable[str]) -> Iterator[tuple[Context, str]]:
    for sentence in sentences:
        said = [BEGINNING, *sentence.split(), ENDING]
        for at in range(1, len(said)):
            yield tuple(said[max(0, at + 1 - ORDER) : at]), said[at]


def _depth(state: int, shorter: Mapping[int, tuple[int, float]]) -> int:
    depth = 0
    while state in shorter:
        state, depth = shorter[state][0], depth + 1
    return depth


def _cost(chance: float) -> float:
    return -math.log(max(chance, LEAST))
