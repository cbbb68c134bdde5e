"""Questions judged by an understanding that never saw them: all that calibration and tuning may look at."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from knowledge.entry import Entry
from knowledge.noise import Noise
from knowledge.understanding import CLASSIFIER_LIMIT, Findings, Understanding
from knowledge.vocabulary import Vocabulary

FOLDS = 5
NOISES = (0.0, 0.1, 0.2, 0.3)
"""Word error rates at which every held-out question is judged."""

_SEED = 5


@dataclass(frozen=True)
class Trial:
    """One held-out question and what was found."""

    text: str
    noise: float
    owner: int | None
    """Position of the right entry; None when the question is to be refused."""
    findings: Findings


def trials(
    entries: Sequence[Entry],
    held_out: Mapping[str, Sequence[str]],
    themes: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
    *,
    classifier_limit: int = CLASSIFIER_LIMIT,
) -> Iterator[Trial]:
    """Every question of `held_out` (phrasings by slug) and of `themes` (what is refused), judged once for
    each noise by an understanding learnt without it.

    Themes leave whole: a subject nobody thought of must be refused too, so the matcher is tried on themes of
    which it has seen nothing.
    """
    rng = random.Random(_SEED)  # noqa: S311 (no secret is drawn from it)
    fold_of = {
        (slug, phrasing): at % FOLDS
        for slug, phrasings in held_out.items()
        for at, phrasing in enumerate(_shuffled(phrasings, rng))
    }
    theme_fold = {theme: at % FOLDS for at, theme in enumerate(_shuffled(themes, rng))}
    for fold in range(FOLDS):
        seen = [
            replace(
                entry,
                phrasings=tuple(one for one in entry.phrasings if fold_of.get((entry.slug, one)) != fold),
            )
            for entry in entries
        ]
        background = [
            phrase for theme, phrases in themes.items() if theme_fold[theme] != fold for phrase in phrases
        ]
        understanding = Understanding(seen, background, vocabulary, classifier_limit=classifier_limit)
        noise = Noise([*background, *(text for entry in seen for text in (*entry.said, entry.text))])
        questions: list[tuple[int | None, str]] = [
            (owner, phrasing)
            for owner, entry in enumerate(entries)
            for phrasing in held_out.get(entry.slug, ())
            if fold_of[entry.slug, phrasing] == fold
        ]
        questions += [
            (None, phrase)
            for theme, phrases in themes.items()
            if theme_fold[theme] == fold
            for phrase in phrases
        ]
        for owner, text in questions:
            for rate in NOISES:
                heard = noise.corrupt(text, rate, rng) if rate else text
                yield Trial(heard, rate, owner, understanding.findings(understanding.read(heard)))


def _shuffled(values: Iterator[str] | Sequence[str] | Mapping[str, object], rng: random.Random) -> list[str]:
    order = list(dict.fromkeys(values))
    rng.shuffle(order)
    return order
