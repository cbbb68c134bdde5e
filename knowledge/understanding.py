"""What was learnt from the base, and the evidence it gives for and against each article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from rapidfuzz import fuzz

from knowledge.classifier import Classifier, learn
from knowledge.entry import Entry
from knowledge.features import Utterance, features, read
from knowledge.learnt import Learnt, fingerprint, flat, load, save
from knowledge.mishearing import Mishearing
from knowledge.noise import Noise
from knowledge.normalise import words
from knowledge.phrasing_index import PhrasingIndex
from knowledge.sounds import sound_of_words
from knowledge.space import Columns, Floats, Space
from knowledge.vocabulary import Vocabulary
from knowledge.words_known import WordsKnown

CANDIDATES = 6
"""Articles looked at closely for one question."""

CLASSIFIER_LIMIT = 400
"""Most articles for which a classifier is learnt; a larger base is ranked by similarity alone."""

FOR = ("margin", "similarity", "lead", "asked", "answered", "concepts", "sound")
"""Partial scores of a candidate: the classifier's margin, the cosine with its nearest phrasing, how far that
is ahead of the next article's, the shares of the question's words found in its phrasings, in its answer and
among its concepts, and whether one of its keywords was heard, word boundaries forgiven."""

AGAINST = ("margin", "similarity", "unknown", "length")
"""Partial scores of "none of them": the classifier's margin for the background, the cosine with its nearest
phrase, the share of words that nobody asks with, and the logarithm of the number of words."""

_SHORTEST_SOUND = 5
_SHORTEST_SENTENCE = 4


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything known about one question."""

    question: Utterance
    owners: tuple[int, ...]
    """The candidates, as positions in the entries."""
    phrasings: tuple[str, ...]
    """For each candidate, its phrasing nearest to the question."""
    in_favour: Floats
    """Shape (candidates, len(FOR))."""
    against: Floats
    """Shape (len(AGAINST),)."""


class Understanding:
    """Immutable, safe to share between threads."""

    def __init__(
        self,
        entries: Sequence[Entry],
        background: Sequence[str],
        vocabulary: Vocabulary,
        *,
        cache: Path | None = None,
        classifier_limit: int = CLASSIFIER_LIMIT,
    ) -> None:
        """`cache` is a folder where what was learnt is kept between runs, under a name drawn from the
        content. Raises ValueError without entries or without background."""
        if not entries or not background:
            raise ValueError("The matcher needs at least one article, and phrases to refuse.")
        self.entries = tuple(entries)
        self._vocabulary = vocabulary
        said = [list(entry.said) for entry in entries] + [list(dict.fromkeys(background))]
        self._texts, _ = flat(said)
        utterances = [[read(text, vocabulary) for text in own] for own in said]
        answers = [read(entry.text, vocabulary) for entry in entries] + [read("", vocabulary)]
        self._words = WordsKnown(utterances, answers)
        self._sounds = [_sounds(entry) for entry in entries]
        self._mishearing = Mishearing(self.corpus)
        learnt = self._learnt(said, utterances, cache, len(entries) <= classifier_limit)
        self._space, self.classifier = learnt.space, learnt.classifier
        self._index = PhrasingIndex(learnt.columns, [len(own) for own in said])

    def _learnt(
        self,
        said: Sequence[Sequence[str]],
        utterances: Sequence[Sequence[Utterance]],
        cache: Path | None,
        classify: bool,
    ) -> Learnt:
        answers = [entry.text for entry in self.entries]
        path = None
        if cache:
            concepts = [utterance.concepts for own in utterances for utterance in own]
            path = cache / f"learnt-{fingerprint([*said, answers, [str(classify)]], concepts)}.npz"
            if kept := load(path):
                return kept
        # Features are computed twice rather than kept: those of a large base would fill gigabytes.
        every = list(chain.from_iterable(utterances))
        space = Space.of(map(features, every))
        columns = Columns.of([space.vector(features(utterance)) for utterance in every], len(space))
        classifier = self._classifier(said, answers, space) if classify else None
        learnt = Learnt(space, columns, classifier)
        if path:
            save(learnt, path)
        return learnt

    def _classifier(self, said: Sequence[Sequence[str]], answers: Sequence[str], space: Space) -> Classifier:
        taught = [[*own, *_sentences(answer)] for own, answer in zip(said, [*answers, ""], strict=True)]
        texts, owners = flat(taught)
        noise = Noise(self.corpus)
        return learn(
            texts,
            owners,
            lambda text: space.vector(features(self.read(text))),
            len(space),
            noise,
            background=len(self.entries),
        )

    @property
    def corpus(self) -> list[str]:
        """Every text known: how things are asked, refused and answered."""
        return [*self._texts, *(entry.text for entry in self.entries)]

    def read(self, text: str, confidences: Sequence[float] = ()) -> Utterance:
        """A question, read with this base's vocabulary, words it does not know mended."""
        return read(text, self._vocabulary, confidences, self._mishearing)

    def findings(self, question: Utterance) -> Findings:
        """The evidence for the likeliest articles, and against them all."""
        vector = self._space.vector(features(question))
        nearest = self._index.nearest(vector)
        count = len(self.entries)
        margins = self.classifier.margins(vector) if self.classifier else np.zeros(count + 1, np.float32)
        owners = self._candidates(margins[:count], nearest.similarity[:count])
        ahead = _leads(nearest.similarity[:count], owners)
        rows = [
            (
                margins[owner],
                nearest.similarity[owner],
                lead,
                self._words.asked(owner, question),
                self._words.answered(owner, question),
                self._words.concepts(owner, question),
                self._heard(owner, question),
            )
            for owner, lead in zip(owners, ahead, strict=True)
        ]
        against = (
            margins[count],
            nearest.similarity[count],
            self._words.unknown(question),
            np.log1p(len(question.words)),
        )
        return Findings(
            question,
            tuple(owners),
            tuple(self._texts[nearest.phrasing(owner)] for owner in owners),
            np.array(rows, np.float32),
            np.array(against, np.float32),
        )

    def telling_words(self, owner: int, question: Utterance) -> tuple[str, ...]:
        """The question's words that speak for this article, the most telling first."""
        return self._words.shared(owner, question)

    def sharing(self, question: Utterance) -> tuple[int, ...]:
        """The articles a question of one telling word may be about, when several have it for their own."""
        return self._words.sharing(question)

    def _candidates(self, margins: Floats, similarity: Floats) -> list[int]:
        """The best by each of the two judges, in turn; ties by position, so the same question always gets the
        same answer."""
        by_similarity = np.argsort(-similarity, kind="stable")[:CANDIDATES].tolist()
        if not self.classifier:
            return [int(owner) for owner in by_similarity]
        by_margin = np.argsort(-margins, kind="stable")[:CANDIDATES].tolist()
        turns = (owner for pair in zip(by_margin, by_similarity, strict=True) for owner in pair)
        return [int(owner) for owner in dict.fromkeys(turns)][:CANDIDATES]

    def _heard(self, owner: int, question: Utterance) -> float:
        """How surely one of the article's keywords was heard, 0 to 1."""
        heard = [
            fuzz.partial_ratio(sounds, question.sounds) / 100
            for sounds in self._sounds[owner]
            if len(sounds) <= len(question.sounds)
        ]
        return max(heard, default=0.0)


def _sounds(entry: Entry) -> tuple[str, ...]:
    sounds = (sound_of_words(words(text)) for text in (entry.title, *entry.keywords))
    return tuple(dict.fromkeys(sound for sound in sounds if len(sound) >= _SHORTEST_SOUND))


def _sentences(answer: str) -> list[str]:
    """The sentences of an answer that are long enough to say something: they teach its own words."""
    sentences = re.split(r"(?<=[.!?;:])\s+", answer)
    return [sentence for sentence in sentences if len(sentence.split()) >= _SHORTEST_SENTENCE]


def _leads(similarity: Floats, owners: Sequence[int]) -> list[float]:
    """For each of these owners, how far its similarity is ahead of the best of all the others."""
    if len(similarity) < 2:
        return [float(similarity[owner]) for owner in owners]
    second, first = np.partition(similarity, -2)[-2:]
    return [float(similarity[owner] - (second if similarity[owner] == first else first)) for owner in owners]
