"""From counts to a three-word language model: absolute discounting, shorter contexts by how many words they
follow, and rare detail pruned."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from speech.adaptation.ngrams import LanguageModel, Words, probability
from speech.training.counting import Counts, Following

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
    two: float = 2e-7
    three: float = 6e-7
    """Gain below which a context of one or two words loses a word it lists: counts times nats, as a part of
    all counts."""


def estimate(counts: Counts, frequencies: Mapping[str, float], settings: Settings) -> LanguageModel:
    """The model of the counts; `frequencies`, of every word of the vocabulary, need not add up to one."""
    model: LanguageModel = {(): Words(_shortest(counts, frequencies, settings))}
    total = sum(counts.alone.values())
    for before, following in counts.after_one.items():
        _add(model, (before,), following, total * settings.two, settings)
    for (earlier, before), following in counts.after_two.items():
        if (before,) in model and (earlier,) in model and before in model[earlier,].probabilities:
            _add(model, (earlier, before), following, total * settings.three, settings)
    return model


def _shortest(counts: Counts, frequencies: Mapping[str, float], settings: Settings) -> dict[str, float]:
    counted, known = sum(counts.alone.values()), sum(frequencies.values())
    return {
        word: (1 - settings.general) * counts.alone.get(word, 0.0) / counted
        + settings.general * frequencies.get(word, 0.0) / known
        for word in {*counts.alone, *frequencies}
    }


def _add(
    model: LanguageModel, context: tuple[str, ...], following: Following, least: float, settings: Settings
) -> None:
    total = sum(following.values())
    shorter = context[1:]
    left = max(
        settings.least_left, min(0.9, sum(min(settings.discount, one) for one in following.values()) / total)
    )
    kept_total = sum(max(one - settings.discount, 0.0) + 1e-9 for one in following.values())
    kept: dict[str, float] = {}
    for word, one in following.items():
        below = probability(model, shorter, word)
        chance = (1 - left) * (max(one - settings.discount, 0.0) + 1e-9) / kept_total + left * below
        if one * abs(math.log(chance / max(below, 1e-12))) > least:
            kept[word] = chance
    if not kept:
        return
    listed = sum(kept.values())
    if listed > 1 - KEPT_BACK:
        kept = {word: chance * (1 - KEPT_BACK) / listed for word, chance in kept.items()}
        listed = 1 - KEPT_BACK
    below = sum(probability(model, shorter, word) for word in kept)
    model[context] = Words(kept, (1 - listed) / max(1 - below, KEPT_BACK))
