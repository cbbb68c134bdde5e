"""How long a match takes on bases of chosen sizes, and what they weigh in memory."""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.calibration import Calibration
from knowledge.entry import Entry
from knowledge.matching import Matcher

_SYLLABLES = [consonant + vowel for consonant in "bcdfgjlmnprstv" for vowel in ("a", "e", "i", "o", "ou")]
_LINKS = [
    "je",
    "voudrais",
    "savoir",
    "pour",
    "le",
    "la",
    "les",
    "une",
    "mon",
    "comment",
    "quand",
    "dans",
    "avec",
]
_QUESTIONS = 200
_SEED = 3


@dataclass(frozen=True)
class Measure:
    """One base, timed."""

    articles: int
    phrasings: int
    """In all."""
    classified: bool
    """Whether the base was small enough for a classifier."""
    build_seconds: float
    median_ms: float
    high_ms: float
    """95 matches out of 100 take less."""
    memory_mb: float
    """Most memory the process held up to then, in millions of bytes."""


def invented(articles: int, phrasings: int) -> list[Entry]:
    """A base of that size in words that do not exist: three telling words an article, common ones around."""
    rng = random.Random(_SEED)  # noqa: S311 (no secret is drawn from it)
    lexicon = ["".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))) for _ in range(max(500, articles))]
    entries = []
    for number in range(articles):
        own = rng.sample(lexicon, 3)
        ways = tuple(
            " ".join([*rng.choices(_LINKS, k=5), *rng.sample(own, 2), rng.choice(lexicon)])
            for _ in range(phrasings)
        )
        entries.append(
            Entry(slug=f"article-{number}", title=" ".join(own), phrasings=ways, text=" ".join(own))
        )
    return entries


def measure(entries: Sequence[Entry], background: Sequence[str], calibration: Calibration) -> Measure:
    """Builds a matcher over these entries and times their phrasings as questions, one word changed."""
    rng = random.Random(_SEED)  # noqa: S311 (no secret is drawn from it)
    started = time.perf_counter()
    matcher = Matcher(entries, background, calibration)
    built = time.perf_counter() - started
    times = []
    for _ in range(_QUESTIONS):
        words = rng.choice(rng.choice(entries).said).split()
        words[rng.randrange(len(words))] = rng.choice(_LINKS)
        asked = time.perf_counter()
        matcher.match(" ".join(words))
        times.append(1000 * (time.perf_counter() - asked))
    times.sort()
    return Measure(
        articles=len(entries),
        phrasings=sum(len(entry.phrasings) for entry in entries),
        classified=matcher.understanding.classifier is not None,
        build_seconds=built,
        median_ms=times[len(times) // 2],
        high_ms=times[int(0.95 * len(times))],
        memory_mb=_peak_bytes() / 1e6,
    )


def _peak_bytes() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak  # Linux counts in kibibytes, macOS in bytes.
