"""Which form of a word was said is told by all that is around it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from speech import homophones
from speech.homophones import FILE, Homophones, Speller
from speech.hypotheses import RecognisedWord, Utterance
from speech.model_errors import ModelDamaged

WORDS = ("fermé", "fermée", "ces", "ses", "la", "le", "porte", "portail")
STARTS = (0, 2, 4, 5, 6, 7, 8)
"""Sounds 1 and 2 have two spellings, the first two forms of one word; the others have one."""
CHOSEN = 4
WIDTH, STATE, SEEN = 3, 5, 4


def some_speller(seed: int = 1) -> Speller:
    """One that knows nothing in particular."""
    chance = np.random.default_rng(seed)

    def drawn(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    return Speller(
        sounds=chance.integers(-127, 128, (len(STARTS), WIDTH), np.int8),
        sound_scales=np.full((len(STARTS), 1), 0.02, np.float32),
        read=drawn(WIDTH, 6 * STATE),
        read_bias=drawn(6 * STATE),
        keep=drawn(2, STATE, 3 * STATE),
        keep_bias=drawn(2, 3 * STATE),
        narrow=drawn(2 * STATE, SEEN),
        narrow_bias=drawn(SEEN),
        words=chance.integers(-127, 128, (CHOSEN, SEEN), np.int8),
        word_scales=np.full((CHOSEN, 1), 0.05, np.float32),
        word_bias=drawn(CHOSEN),
        families=np.array([0, 0, 2, 3], np.int32),
    )


def agreeing() -> Homophones:
    """One that has learnt a single rule: "fermée" where "la" is anywhere before, "fermé" otherwise.

    The state of the unit from the left is kept for ever (its second gate is open) and takes "la" in.
    """
    speller = some_speller()
    sounds = np.zeros_like(speller.sounds)
    sounds[0] = 0
    sounds[3, 0] = 100  # "la"
    read, keep = np.zeros_like(speller.read), np.zeros_like(speller.keep)
    bias = np.zeros_like(speller.read_bias)
    bias[STATE : 2 * STATE] = 20.0  # keep what was there
    read[0, STATE] = -20.0  # but the first number of the state, when "la" is read,
    read[0, 2 * STATE] = 20.0  # which becomes 1
    narrow = np.zeros_like(speller.narrow)
    narrow[0, 0] = 1.0
    words = np.zeros_like(speller.words)
    words[1, 0] = 100
    weights = {
        "sounds": sounds,
        "read": read,
        "read_bias": bias,
        "keep": keep,
        "keep_bias": np.zeros_like(speller.keep_bias),
        "narrow": narrow,
        "narrow_bias": np.zeros_like(speller.narrow_bias),
        "words": words,
        "word_scales": np.full((CHOSEN, 1), 0.1, np.float32),
        "word_bias": np.array([5.0, 0.0, 0.0, 0.0], np.float32),
    }
    return Homophones(WORDS, STARTS, Speller(**{**vars(speller), **weights}))


def utterance(text: str, *others: str) -> Utterance:
    words = tuple(RecognisedWord(word, 0.7, at / 10, at / 10 + 0.1) for at, word in enumerate(text.split()))
    return Utterance(text, 0.7, words, others)


def states_by_the_formulas(speller: Speller, sounds: list[int], side: int) -> list[np.ndarray]:
    """Those of one unit, one sound at a time, in the order it reads."""
    table = speller.sounds * speller.sound_scales
    ours = slice(3 * STATE * side, 3 * STATE * (side + 1))
    state, states = np.zeros(STATE), []
    for sound in sounds:
        read = table[sound] @ speller.read[:, ours] + speller.read_bias[ours]
        kept = state @ speller.keep[side] + speller.keep_bias[side]
        reset, update = (1 / (1 + np.exp(-(read + kept)[at * STATE : (at + 1) * STATE])) for at in range(2))
        new = np.tanh(read[2 * STATE :] + reset * kept[2 * STATE :])
        state = (1 - update) * new + update * state
        states.append(state)
    return states


def test_each_place_is_seen_from_both_sides_as_the_formulas_say() -> None:
    speller, sounds = some_speller(), [3, 0, 1, 5]
    left = states_by_the_formulas(speller, sounds, 0)
    right = states_by_the_formulas(speller, sounds[::-1], 1)[::-1]
    expected = np.hstack([left, right]) @ speller.narrow + speller.narrow_bias
    shorter, seen = speller.seen([sounds[1:2], sounds])
    assert seen == pytest.approx(expected, abs=1e-4)
    assert shorter == pytest.approx(speller.seen([sounds[1:2]])[0], abs=1e-5)


def test_chances_are_those_of_the_words_that_sound_so() -> None:
    speller = some_speller()
    chances = np.exp(speller.log_probabilities(speller.seen([[1]])[0][0], 0, 2))
    assert chances.shape == (2,)
    assert chances.sum() == pytest.approx(1, abs=1e-5)


def test_a_word_is_spelled_by_what_is_far_from_it() -> None:
    model = agreeing()
    assert model.spelled(["la", "porte", "kerdavid", "fermé"]) == ["la", "porte", "kerdavid", "fermée"]
    assert model.spelled(["le", "portail", "kerdavid", "fermée"]) == ["le", "portail", "kerdavid", "fermé"]


def test_another_form_must_be_the_likelier_by_the_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    heard = ["la", "fermé"]  # the other is 5 nats likelier: 10 less the 5 of "fermé" anywhere
    monkeypatch.setattr(homophones, "MARGIN", 5.1)
    assert agreeing().spelled(heard) == ["la", "fermé"]
    monkeypatch.setattr(homophones, "MARGIN", 4.9)
    assert agreeing().spelled(heard) == ["la", "fermée"]


def test_how_a_word_was_spelled_changes_nothing_for_the_others() -> None:
    model = Homophones(WORDS, STARTS, some_speller())
    first, second = model.spelled(["ces", "fermé"]), model.spelled(["ses", "fermé"])
    assert first[1] == second[1]


@pytest.mark.parametrize("seed", range(20))
def test_another_word_that_sounds_alike_is_never_put_in_its_place(seed: int) -> None:
    model = Homophones(WORDS, STARTS, some_speller(seed))
    assert model.spelled(["la", "ses"]) == ["la", "ses"]
    assert model.spelled(["la", "ces", "porte"]) == ["la", "ces", "porte"]


@pytest.mark.parametrize("text", ["", "la porte", "kerdavid", "fermée", "mairie kerdavid la"])
def test_what_has_no_homophone_stays_as_it_is(text: str) -> None:
    respelled = agreeing().respelled(utterance(text))
    assert (respelled.text, respelled.words) == (text, utterance(text).words)


def test_words_keep_their_times_and_the_other_hypotheses_are_spelled_too() -> None:
    respelled = agreeing().respelled(utterance("la porte fermé", "la porte est fermé", "la porte fermée"))
    assert respelled.text == "la porte fermée"
    assert [(word.text, word.confidence, word.start) for word in respelled.words] == [
        ("la", 0.7, 0.0),
        ("porte", 0.7, 0.1),
        ("fermée", 0.7, 0.2),
    ]
    assert respelled.alternatives == ("la porte est fermée",)


def listed(*words: str) -> np.ndarray:
    """Words as a file has them."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def some_file() -> dict[str, np.ndarray]:
    """What a model carries."""
    return {"listed": listed(*WORDS), "starts": np.array(STARTS), **vars(some_speller())}


def test_a_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    np.savez(tmp_path / FILE, **some_file())
    read = Homophones.of_folder(tmp_path)
    assert read is not None
    written = Homophones(WORDS, STARTS, some_speller())
    for text in ("la porte fermé", "ses portail fermée kerdavid", "ces ces ses"):
        assert read.spelled(text.split()) == written.spelled(text.split())


def test_a_model_without_the_file_spells_nothing(tmp_path: Path) -> None:
    assert Homophones.of_folder(tmp_path) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("starts", np.array([0, 2, 4, 5, 6, 7])),
        ("starts", np.array([0, 2, 4, 5, 6, 7, 9])),
        ("starts", np.array([0, 3, 5, 6, 7, 7, 8])),
        ("starts", np.array([])),
        ("starts", np.array(3)),
        ("starts", np.array([0, 2, 4, 5, 6, 7, 2**63], np.uint64)),
        ("listed", np.frombuffer(b"la\nle", np.uint8)),
        ("listed", np.frombuffer(b"\xff\xfe", np.uint8)),
        ("listed", listed("fermé", "fermée", "ces", "ses", "la", "le", "porte", "porte")),
        ("listed", listed("fermé", "", "ces", "ses", "la", "le", "porte", "portail")),
        ("listed", listed("fermé", "fermée", "ces", "ses", "la", "le", "porte", "[unk]")),
        ("listed", listed("fermé", "fermée la", "ces", "ses", "la", "le", "porte", "portail")),
        ("families", np.array([0, 0, 2], np.int32)),
        ("families", np.array([0.0, 0.5, 2.0, 3.0], np.float32)),
        ("sounds", np.zeros((7, 3), np.float32)),
        ("sounds", np.zeros(7, np.int8)),
        ("keep", np.zeros((5, 15), np.float32)),
        ("words", np.zeros((3, 4), np.int8)),
        ("word_bias", np.array([0.0, np.nan, 0.0, 0.0], np.float32)),
    ],
)
def test_arrays_that_do_not_go_together_are_told(tmp_path: Path, name: str, value: np.ndarray) -> None:
    np.savez(tmp_path / FILE, **{**some_file(), name: value})
    with pytest.raises(ModelDamaged, match=FILE):
        Homophones.of_folder(tmp_path)


@pytest.mark.parametrize("missing", ["listed", "starts", "word_scales"])
def test_a_file_without_one_of_its_arrays_is_told(tmp_path: Path, missing: str) -> None:
    np.savez(tmp_path / FILE, **{key: value for key, value in some_file().items() if key != missing})
    with pytest.raises(ModelDamaged, match=FILE):
        Homophones.of_folder(tmp_path)
