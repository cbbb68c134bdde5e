"""What a recogniser believes it heard: words, how sure of each, and what else it might have been."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Protocol

from rapidfuzz.distance import Levenshtein

from speech.foreground import Foreground, Moment
from speech.grammar import UNKNOWN

MOST_ALTERNATIVES = 5
"""Worth keeping for whoever looks for an answer."""

AS_WRITTEN = {
    "ouiquènde": "week-end",
    "ouiquèndes": "week-ends",
    "mèle": "mail",
    "mèles": "mails",
    "ouifi": "wifi",
    "pacse": "pacs",
}
"""Words the ears learn as the voice is told to say them (`data/spoken.toml`), and as people write them."""
_VERB, _REFLEXIVES = "pacse", ("se", "me", "te")
"""One of those is a word of its own after these: "on se pacse"."""

Opinion = Callable[[Sequence[str], Sequence[float]], Sequence[float]]
"""Texts and the log-likelihood of each -> those log-likelihoods on second thoughts."""


@dataclass(frozen=True)
class RecognisedWord:
    """One word."""

    text: str
    confidence: float
    """0 to 1: how much of the probability lies on hypotheses that have this word here."""
    start: float
    """Seconds from the first sound given to the recogniser."""
    end: float

    @property
    def moment(self) -> Moment:
        """When it begins and ends."""
        return self.start, self.end


Row = Sequence[RecognisedWord]
"""The words of one hypothesis."""


class WholeAnswers(Protocol):
    """Knows what is answered as a whole: names, where one is spelled."""

    def beside(self, rows: Sequence[Row], scores: Sequence[float]) -> tuple[Sequence[Row], Sequence[float]]:
        """Rows and the log-likelihood of each -> the same, and answers near them with theirs."""


@dataclass(frozen=True)
class Utterance:
    """What the caller said, as far as we heard."""

    text: str = ""
    """Lower case, without punctuation; empty when no word was recognised."""
    confidence: float = 0.0
    """0 to 1, mean over the words; 0 without any."""
    words: tuple[RecognisedWord, ...] = ()
    alternatives: tuple[str, ...] = ()
    """Other hypotheses, best first, without `text`."""


def utterance_of(words: Sequence[RecognisedWord], alternatives: Sequence[str] = ()) -> Utterance:
    """The utterance made of these words. Repeated and empty alternatives are dropped."""
    text = " ".join(word.text for word in words)
    others = [other for other in dict.fromkeys(alternatives) if other and other != text]
    confidence = sum(word.confidence for word in words) / len(words) if words else 0.0
    return Utterance(text, confidence, tuple(words), tuple(others[:MOST_ALTERNATIVES]))


@dataclass(frozen=True)
class _Hypothesis:
    """One of the sentences the audio may have been."""

    words: tuple[RecognisedWord, ...]
    probability: float

    @property
    def spelled(self) -> list[str]:
        return [word.text for word in self.words]


def highest_score(result: str) -> float:
    """Log-likelihood, in nats, of the likeliest alternative in one result of Vosk, as JSON; 0 without any.

    Of no sound at all Vosk tells one nat, and of silence some, which is little beside a second of speech.
    """
    found: list[dict[str, Any]] = json.loads(result).get("alternatives", [])
    return max((float(one["confidence"]) for one in found), default=0.0)


def read_result(
    result: str,
    opinion: Opinion | None = None,
    foreground: Foreground | None = None,
    since: float = 0.0,
    *,
    telling: bool = True,
    answers: WholeAnswers | None = None,
) -> Utterance:
    """One result of Vosk with words and alternatives on, as JSON, UNKNOWN still among its words.

    `foreground` tells which words the caller said; when there are others, all is weighed again without them.
    `since`: seconds of the utterance before those that Vosk counts. `telling`: its words are sure enough to
    tell the foreground how loud the caller is; where phrases are expected, one is made of any sound.
    `answers`: what else may have been answered, weighed with the rest.

    Vosk gives either confidences or alternatives, never both. Alternatives carry log-likelihoods, so both
    come from them: a hypothesis's probability is its share of the likelihood, and a word's confidence the
    probability of all hypotheses that have the word at that time. On noisy calls it is within 0.1 of Vosk's
    own figure for most words, without an opinion. The opinion is asked for where there are several to choose
    from, and its log-likelihoods replace Vosk's. The sentence kept is not the likeliest but the one expected
    to have the fewest wrong words (minimum Bayes risk, as Vosk does without alternatives): a point of word
    error less in noise. With `answers` it is the likeliest: a name is right or wrong as a whole.
    """
    found: list[dict[str, Any]] = json.loads(result).get("alternatives", [])
    rows = [_words(one.get("result", ()), since) for one in found]
    scores = [float(one["confidence"]) for one in found]
    heard = _weighed(rows, scores, opinion, answers)
    if foreground is None:
        return heard
    for word in heard.words if telling else ():
        if word.text != UNKNOWN:
            foreground.hear_word(word.moment, word.confidence)
    callers = [foreground.of_caller(row) for row in rows]
    return heard if callers == rows else _weighed(callers, scores, opinion, answers)


def _weighed(
    rows: Sequence[Row],
    scores: Sequence[float],
    opinion: Opinion | None,
    answers: WholeAnswers | None,
) -> Utterance:
    """The row to keep, of hypotheses with these log-likelihoods, and how sure its words are."""
    if answers is not None and rows:
        rows, scores = answers.beside(rows, scores)
    hypotheses = _hypotheses(rows, scores, opinion)
    if not hypotheses:
        return Utterance()
    likeliest = sorted(hypotheses, key=lambda one: -one.probability)
    whole = answers is not None
    best = likeliest[0] if whole else min(hypotheses, key=lambda one: _expected_errors(one, hypotheses))
    words = tuple(replace(word, confidence=_confidence(word, hypotheses)) for word in best.words)
    return utterance_of(words, [" ".join(one.spelled) for one in likeliest])


def join_utterances(parts: Sequence[Utterance]) -> Utterance:
    """One utterance out of the pieces between pauses; alternatives differ from it in one piece each."""
    spoken = [part for part in parts if part.text]
    alternatives = [
        " ".join(other if place == index else part.text for place, part in enumerate(spoken))
        for index in range(len(spoken))
        for other in spoken[index].alternatives
    ]
    return utterance_of([word for part in spoken for word in part.words], alternatives)


def without_unknown(utterance: Utterance) -> Utterance:
    """The same with only real words."""
    words = [word for word in utterance.words if word.text != UNKNOWN]
    return utterance_of(words, [_real_words(other) for other in utterance.alternatives])


def _real_words(text: str) -> str:
    return " ".join(word for word in text.split() if word != UNKNOWN)


def as_written(words: Sequence[str]) -> list[str]:
    """Words of the recogniser's, as people write them: "un pacs", but "on se pacse"."""
    return [
        word if word == _VERB and before in _REFLEXIVES else AS_WRITTEN.get(word, word)
        for before, word in pairwise(["", *words])
    ]


def _words(told: Sequence[dict[str, Any]], since: float) -> list[RecognisedWord]:
    return [
        RecognisedWord(one["word"], 0.0, since + float(one["start"]), since + float(one["end"]))
        for one in told
    ]


def _hypotheses(rows: Sequence[Row], scores: Sequence[float], opinion: Opinion | None) -> list[_Hypothesis]:
    if opinion is not None and len(rows) > 1:
        scores = opinion([" ".join(word.text for word in row) for row in rows], scores)
    highest = max(scores, default=0.0)
    shares = [math.exp(score - highest) for score in scores]
    return [_Hypothesis(_written(row), share / sum(shares)) for row, share in zip(rows, shares, strict=True)]


def _written(row: Row) -> tuple[RecognisedWord, ...]:
    texts = as_written([word.text for word in row])
    return tuple(replace(word, text=text) for word, text in zip(row, texts, strict=True))


def _expected_errors(one: _Hypothesis, others: Sequence[_Hypothesis]) -> float:
    """Words wrong on average if the truth is one of `others`."""
    return sum(other.probability * Levenshtein.distance(one.spelled, other.spelled) for other in others)


def _confidence(word: RecognisedWord, hypotheses: Sequence[_Hypothesis]) -> float:
    share = sum(
        one.probability
        for one in hypotheses
        if any(other.text == word.text and _meet(word, other) for other in one.words)
    )
    return min(1.0, share)


def _meet(word: RecognisedWord, other: RecognisedWord) -> bool:
    """Whether one is where the other is; a word that takes no time, only where another takes none."""
    if word.start == word.end:
        return word.moment == other.moment
    return other.start <= (word.start + word.end) / 2 <= other.end
