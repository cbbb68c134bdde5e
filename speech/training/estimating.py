"""From counts to a three-word language model: absolute discounting, what families of words expect mixed in,
shorter contexts by how many words they follow, and rare detail pruned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from speech.adaptation.ngrams import ENDING, LanguageModel, Words
from speech.training.counting import Counts, Following
from speech.training.families import Chances, Families

KEPT_BACK = 1e-4


@dataclass(frozen=True)
class Settings:
    """What a model is estimated by; the values are those that guess best sentences kept aside."""

    discount: float = 0.9
    """What each count leaves to words not seen there."""
    least_left: float = 0.5
    """Least part a context leaves to the words it has not seen."""
    general: float = 0.35
    """Part of the plain word frequencies in the shortest context."""
    families: float = 0.5
    """Part of what families of words expect in the other contexts."""
    two: float = 1e-7
    three: float = 4e-7
    """Gain below which a context of one or two words loses a word it lists: counts times nats, as a part of
    all counts."""


def estimate(
    counts: Counts, frequencies: Mapping[str, float], family: Mapping[str, str], settings: Settings
) -> LanguageModel:
    """The model of the counts.

    `frequencies`: of every word of the vocabulary, they need not add up to one; `family`: of each of these,
    of the beginning and of the ending.
    """
    return _Estimate(counts, frequencies, family, settings).model()


class _Estimate:
    """All the words in one order, so that what follows a context is one row of chances."""

    def __init__(
        self, counts: Counts, frequencies: Mapping[str, float], family: Mapping[str, str], settings: Settings
    ) -> None:
        self._counts, self._settings = counts, settings
        self._words = [*sorted({*counts.alone, *frequencies} - {ENDING}), ENDING]
        self._place = {word: place for place, word in enumerate(self._words)}
        counted, known = sum(counts.alone.values()), sum(frequencies.values())
        self._plain: Chances = np.array(
            [
                (1 - settings.general) * counts.alone.get(word, 0.0) / counted
                + settings.general * frequencies.get(word, 0.0) / known
                for word in self._words
            ]
        )
        self._families = Families(counts, self._words, self._plain, family)
        self._total = counted

    def model(self) -> LanguageModel:
        model: LanguageModel = {(): Words(dict(zip(self._words, self._plain.tolist(), strict=True)))}
        for last, following in self._counts.after_one.items():
            least = self._total * self._settings.two
            self._add(model, (last,), following, self._plain, least)
        before: defaultdict[str, list[str]] = defaultdict(list)
        for earlier, last in self._counts.after_two:
            if (earlier,) in model and last in model[earlier,].probabilities:
                before[last].append(earlier)
        for last, all_earlier in before.items():
            if (last,) in model:
                self._longer(model, last, all_earlier)
        return model

    def _longer(self, model: LanguageModel, last: str, all_earlier: Sequence[str]) -> None:
        """Contexts of two words that end alike."""
        words = model[last,]
        shorter = self._plain * words.backoff
        shorter[[self._place[word] for word in words.probabilities]] = list(words.probabilities.values())
        least = self._total * self._settings.three
        for earlier in all_earlier:
            self._add(model, (earlier, last), self._counts.after_two[earlier, last], shorter, least)

    def _add(
        self,
        model: LanguageModel,
        context: tuple[str, ...],
        following: Following,
        shorter: Chances,
        least: float,
    ) -> None:
        settings = self._settings
        places = [self._place[word] for word in following]
        times = np.fromiter(following.values(), np.float64, len(following))
        left = max(
            settings.least_left, min(0.9, float(np.minimum(settings.discount, times).sum() / times.sum()))
        )
        kept = np.maximum(times - settings.discount, 0.0) + 1e-9
        chances: Chances = left * shorter
        chances[places] += (1 - left) * kept / kept.sum()
        chances += settings.families * (self._families.after(*context) - chances)
        gain = times.sum() * chances * np.abs(np.log(np.maximum(chances, 1e-12) / np.maximum(shorter, 1e-12)))
        listed = np.nonzero(gain > least)[0]
        if not len(listed):
            return
        part = float(chances[listed].sum())
        if part > 1 - KEPT_BACK:
            chances *= (1 - KEPT_BACK) / part
            part = 1 - KEPT_BACK
        backoff = (1 - part) / max(1 - float(shorter[listed].sum()), KEPT_BACK)
        model[context] = Words(
            {self._words[place]: float(chances[place]) for place in listed.tolist()}, backoff
        )
