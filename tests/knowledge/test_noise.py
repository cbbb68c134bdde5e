"""Recognition errors, imitated."""

from __future__ import annotations

import pytest
from rapidfuzz.distance import Levenshtein

from knowledge.noise import Noise
from knowledge.normalise import words
from knowledge.shipped import load_background, load_entries
from knowledge.sounds import sound_of
from tests.knowledge.understood import seeded

SENTENCES = [text for entry in load_entries()[:20] for text in entry.phrasings[:20]]
NOISE = Noise([*SENTENCES, *load_background()[:300]])


@pytest.mark.parametrize("rate", [0.1, 0.2, 0.3])
def test_it_makes_about_as_many_errors_as_asked(rate: float) -> None:
    rng = seeded(1)
    errors = total = 0
    for sentence in SENTENCES:
        spoken = words(sentence)
        errors += Levenshtein.distance(spoken, words(NOISE.corrupt(sentence, rate, rng)))
        total += len(spoken)
    assert errors / total == pytest.approx(rate, rel=0.15)


def test_the_same_seed_gives_the_same_errors() -> None:
    one, other = seeded(4), seeded(4)
    assert [NOISE.corrupt(text, 0.3, one) for text in SENTENCES] == [
        NOISE.corrupt(text, 0.3, other) for text in SENTENCES
    ]


def test_a_word_more_in_the_vocabulary_changes_hardly_any_error() -> None:
    larger = Noise([*SENTENCES, *load_background()[:300], "brontosaure"])
    same = [
        NOISE.corrupt(text, 0.3, seeded(at)) == larger.corrupt(text, 0.3, seeded(at))
        for at, text in enumerate(SENTENCES)
    ]
    assert sum(same) > 0.97 * len(same)


def test_without_noise_only_the_reading_remains() -> None:
    assert NOISE.corrupt("Ma carte d'identité !", 0.0, seeded(1)) == "ma carte d identité"


def test_it_writes_only_words_that_the_recogniser_knows() -> None:
    rng = seeded(2)
    known = {word for text in [*SENTENCES, *load_background()[:300]] for word in words(text)}
    heard = {word for text in SENTENCES for word in words(NOISE.corrupt(text, 0.5, rng))}
    assert heard <= known


def test_misheard_words_mostly_sound_like_the_right_one() -> None:
    noise = Noise(["école colle acteur carte quart écarte cantine quantité patate bureau"])
    rng = seeded(3)
    misheard = [noise.corrupt("carte", 1.0, rng) for _ in range(300)]
    substitutes = [text for text in misheard if text and " " not in text and text != "carte"]
    near = [text for text in substitutes if sound_of(text)[:2] in ("ka", "ek")]
    assert len(near) > len(substitutes) / 2


@pytest.mark.parametrize("rate", [-0.1, 1.5])
def test_a_rate_out_of_range_is_refused(rate: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        NOISE.corrupt("bonjour", rate, seeded(1))


def test_a_vocabulary_without_words_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one word"):
        Noise(["", "…"])
