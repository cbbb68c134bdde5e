"""Two readers of whole sentences say which hypothesis is the likelier French."""

from __future__ import annotations

import math
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from threadpoolctl import threadpool_info

from speech import weights
from speech.model_errors import ModelDamaged
from speech.models import ModelStore
from speech.rescoring import (
    DIRECTIONS,
    ENDING,
    FILE,
    SHARPNESS,
    UNKNOWN,
    UNKNOWN_WORD,
    WEIGHT,
    WORD,
    Reader,
    Rescorer,
    softened,
    tokens_of,
)

WORDS = (ENDING, UNKNOWN, "la", "le", "porte", "est", "fermée", "fermé")
STARTS = (0, 1, 2, 4, 8)
EMBEDDING, HIDDEN = 3, 4


def some_reader(seed: int) -> Reader:
    """A reader that knows nothing in particular."""
    chance = np.random.default_rng(seed)

    def drawn(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    return Reader(
        words=chance.integers(-127, 128, (len(WORDS), EMBEDDING), np.int8),
        scales=np.full((len(WORDS), 1), 0.01, np.float32),
        word_bias=drawn(len(WORDS)),
        read=drawn(EMBEDDING, 3 * HIDDEN),
        read_bias=drawn(3 * HIDDEN),
        keep=drawn(HIDDEN, 3 * HIDDEN),
        keep_bias=drawn(3 * HIDDEN),
        narrow=drawn(HIDDEN, EMBEDDING),
        narrow_bias=drawn(EMBEDDING),
        classes=drawn(EMBEDDING, len(STARTS) - 1),
        class_bias=drawn(len(STARTS) - 1),
    )


@pytest.fixture
def rescorer() -> Rescorer:
    return Rescorer(WORDS, STARTS, {name: some_reader(seed) for seed, name in enumerate(DIRECTIONS)})


@pytest.fixture(scope="module")
def carried(model_store: ModelStore) -> Rescorer:
    found = Rescorer.of_folder(model_store.path("vosk-model-fr-mairie-0.15"))
    assert found is not None
    return found


def after(reader: Reader, before: list[int]) -> np.ndarray:
    """The chance of each word after those, computed one word at a time as the formulas are written."""
    table = reader.words * reader.scales
    state = np.zeros(HIDDEN)
    for word in [0, *before]:
        read = table[word] @ reader.read + reader.read_bias
        kept = state @ reader.keep + reader.keep_bias
        reset, update = (1 / (1 + np.exp(-(read + kept)[at * HIDDEN : (at + 1) * HIDDEN])) for at in range(2))
        new = np.tanh(read[2 * HIDDEN :] + reset * kept[2 * HIDDEN :])
        state = (1 - update) * new + update * state
    seen = state @ reader.narrow + reader.narrow_bias
    classes = np.exp(seen @ reader.classes + reader.class_bias)
    chances = np.exp(table @ seen + reader.word_bias)
    for one, (first, last) in enumerate(pairwise(STARTS)):
        chances[first:last] *= classes[one] / classes.sum() / chances[first:last].sum()
    return chances


def nats(reader: Reader, numbers: list[int]) -> float:
    return sum(math.log(after(reader, numbers[:at])[word]) for at, word in enumerate([*numbers, 0]))


def test_words_are_taken_apart_at_elisions_and_hyphens() -> None:
    assert tokens_of("qu'est-ce que l'on veut") == ["qu'", "est", "ce", "que", "l'", "on", "veut"]


def test_a_sentence_is_read_from_both_ends_word_after_word(rescorer: Rescorer) -> None:
    forward, backward = (some_reader(seed) for seed in range(2))
    numbers = [2, 4, 5, 6]
    expected = (nats(forward, numbers) + nats(backward, numbers[::-1])) / 2
    assert rescorer.log_likelihoods(["la porte est fermée"]) == pytest.approx([expected], abs=1e-4)


def test_chances_of_one_word_more_add_up_to_one_and_are_those_of_the_formulas(rescorer: Rescorer) -> None:
    forward = some_reader(0)
    states = np.zeros((1, HIDDEN), np.float32)
    for word in [0, 2, 4]:
        states = forward.step(states, forward.gates(np.array([word])))
    found = np.exp(rescorer._chances(forward, states.repeat(len(WORDS), axis=0), np.arange(len(WORDS))))
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert found == pytest.approx(after(forward, [2, 4]), abs=1e-5)


def test_hypotheses_judged_together_are_judged_as_each_alone(rescorer: Rescorer) -> None:
    heard = ["la porte est fermée", "la porte est", "la porte", "le fermé est fermé", "la porte est fermée"]
    alone = [rescorer.log_likelihoods([one])[0] for one in heard]
    assert rescorer.log_likelihoods(heard) == pytest.approx(alone, abs=1e-4)


def test_words_it_does_not_know_are_all_one(rescorer: Rescorer) -> None:
    first, second = rescorer.log_likelihoods(["la rue kerdavid est fermée", "la rue [unk] est fermée"])
    assert first == second


def test_an_opinion_weighs_what_was_heard_and_what_was_read(rescorer: Rescorer) -> None:
    texts, scores = ["la porte est fermée", "la rue est fermée"], [-12.0, -10.5]
    known, unknown = rescorer.log_likelihoods(texts)
    assert rescorer.opinion(texts, scores) == pytest.approx(
        [
            SHARPNESS * (-12.0 + WEIGHT * (known + 4 * WORD)),
            SHARPNESS * (-10.5 + WEIGHT * (unknown + 4 * WORD + UNKNOWN_WORD)),
        ]
    )


def test_silence_is_never_less_likely_than_words(rescorer: Rescorer) -> None:
    silence, *words = rescorer.opinion(["", "la porte", "fermé fermé fermé"], [-5.0, -5.0, -5.0])
    assert silence == max(words)
    assert rescorer.opinion(["", ""], [0.0, 0.0]) == [0.0, 0.0]


def test_phrases_that_are_not_read_again_are_no_surer() -> None:
    assert softened(["oui", "non"], [-2.0, -4.0]) == [-2.0 * SHARPNESS, -4.0 * SHARPNESS]


def test_a_model_without_the_file_has_no_second_opinion(tmp_path: Path) -> None:
    assert Rescorer.of_folder(tmp_path) is None


def some_file() -> dict[str, np.ndarray]:
    """What a model carries."""
    kept = {"words": np.frombuffer("\n".join(WORDS).encode(), np.uint8), "starts": np.array(STARTS)}
    for seed, name in enumerate(DIRECTIONS):
        kept |= {f"{name}_{key}": value for key, value in vars(some_reader(seed)).items()}
    return kept


def test_a_file_is_read_as_it_was_written(tmp_path: Path, rescorer: Rescorer) -> None:
    np.savez(tmp_path / FILE, **some_file())
    read = Rescorer.of_folder(tmp_path)
    assert read is not None
    heard = ["la porte est fermée", "le fermé"]
    assert read.log_likelihoods(heard) == rescorer.log_likelihoods(heard)


def test_small_products_are_left_to_one_thread(tmp_path: Path) -> None:
    np.savez(tmp_path / FILE, **some_file())
    assert Rescorer.of_folder(tmp_path) is not None
    blas = [one for one in threadpool_info() if one["user_api"] == "blas"]
    assert blas
    assert {one["num_threads"] for one in blas} == {1}


@pytest.mark.parametrize("kept", [0, 40, 900])
def test_a_file_cut_short_is_told_and_not_used(tmp_path: Path, kept: int) -> None:
    np.savez(tmp_path / FILE, **some_file())
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[:kept])
    with pytest.raises(ModelDamaged, match=FILE):
        Rescorer.of_folder(tmp_path)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("starts", np.array([0, 1, 2, 4])),
        ("starts", np.array([])),
        ("starts", np.array(3)),
        ("starts", np.array([0, 1, 4, 2, 8])),
        ("words", np.frombuffer(b"</s>\n<unk>\nla", np.uint8)),
        ("words", np.frombuffer(b"\xff\xfe", np.uint8)),
        ("forward_words", np.zeros((8, 3), np.float32)),
        ("forward_words", np.zeros(8, np.int8)),
        ("forward_keep", np.zeros((2, 2), np.float32)),
        ("backward_read_bias", np.zeros(1, np.float32)),
        ("backward_class_bias", np.array([0.0, np.nan, 0.0, 0.0], np.float32)),
    ],
)
def test_arrays_that_do_not_go_together_are_told(tmp_path: Path, name: str, value: np.ndarray) -> None:
    np.savez(tmp_path / FILE, **{**some_file(), name: value})
    with pytest.raises(ModelDamaged, match=FILE):
        Rescorer.of_folder(tmp_path)


@pytest.mark.parametrize("missing", ["words", "starts", "backward_scales"])
def test_a_file_without_one_of_its_arrays_is_told(tmp_path: Path, missing: str) -> None:
    np.savez(tmp_path / FILE, **{key: value for key, value in some_file().items() if key != missing})
    with pytest.raises(ModelDamaged, match=FILE):
        Rescorer.of_folder(tmp_path)


def test_what_is_no_archive_or_unpacks_to_too_much_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (tmp_path / FILE).open("wb") as file:
        np.save(file, np.zeros(3))
    with pytest.raises(ModelDamaged, match=FILE):
        Rescorer.of_folder(tmp_path)
    np.savez(tmp_path / FILE, **some_file())
    monkeypatch.setattr(weights, "LARGEST", 1000)
    with pytest.raises(ModelDamaged, match=FILE):
        Rescorer.of_folder(tmp_path)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("la fenêtre est restée fermée toute la nuit", "la fenêtre est restée fermer toute la nuit"),
        ("les voisins se sont plaints du bruit", "les voisins se son plein du bruit"),
        ("il faut que je prenne rendez-vous", "il faut que je prends rendez-vous"),
        ("je voudrais savoir quelle pièce il faut", "je voudrais savoir qu'elle pièce il faut"),
        ("les lampadaires de la rue sont éteints", "les lampadaires de la rue son éteint"),
    ],
)
def test_grammar_tells_words_apart_that_sound_alike(carried: Rescorer, right: str, wrong: str) -> None:
    likely, unlikely = carried.log_likelihoods([right, wrong])
    assert likely > unlikely
