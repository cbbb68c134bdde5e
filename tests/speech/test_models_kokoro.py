"""The voice around Kokoro: what goes in, where long sentences are cut, what comes out."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper
from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

from speech.catalogue import carried_catalogue
from speech.kokoro_config import NAME, voice_config
from speech.kokoro_symbols import KOKORO_TOKENS, symbol_ids, token_of_id
from speech.kokoro_voice import DURATIONS, MAX_TOKENS, SILENCE_SAMPLES, assemble, check
from speech.models import ModelStore

PAD, BEGIN, END = 0, 1, 2


@cache
def parrot() -> onnxruntime.InferenceSession:
    """The voice around a stand-in for Kokoro, whose "samples" are what it was given.

    For each chunk: its tokens, then the number of the style row, then the speed; one frame a token.
    """
    info = helper.make_tensor_value_info
    nodes = [
        helper.make_node("Cast", ["tokens"], ["t"], to=TensorProto.FLOAT),
        helper.make_node("Constant", [], ["flat"], value_ints=[-1]),
        helper.make_node("Reshape", ["t", "flat"], ["t1"]),
        helper.make_node("Constant", [], ["first"], value_ints=[0]),
        helper.make_node("Gather", ["style", "first"], ["s"], axis=1),
        helper.make_node("Reshape", ["s", "flat"], ["s1"]),
        helper.make_node("Reshape", ["speed", "flat"], ["v1"]),
        helper.make_node("Concat", ["t1", "s1", "v1"], ["audio"], axis=0),
        helper.make_node("Mul", ["t", "t"], ["squares"]),
        helper.make_node("Sub", ["squares", "squares"], ["zeros"]),
        helper.make_node("Exp", ["zeros"], [DURATIONS]),
        helper.make_node("Neg", ["audio"], ["unused"]),
    ]
    graph = helper.make_graph(
        nodes,
        "parrot",
        [
            info("tokens", TensorProto.INT64, [1, None]),
            info("style", TensorProto.FLOAT, [1, 256]),
            info("speed", TensorProto.FLOAT, [1]),
        ],
        [info("audio", TensorProto.FLOAT, [None])],
    )
    style = np.tile(np.arange(MAX_TOKENS + 1, dtype=np.float32)[:, None], (1, 256))
    voice = assemble(helper.make_model(graph).SerializeToString(), style.tobytes())
    onnx.checker.check_model(onnx.load_from_string(voice))
    return onnxruntime.InferenceSession(voice, providers=["CPUExecutionProvider"])


def chunks_given(ids: list[int], length_scale: float = 1.0) -> list[tuple[list[int], int, float]]:
    """(tokens, style row, speed) of each chunk that Kokoro was given for these Piper ids."""
    (output,) = parrot().run(
        ["output"],
        {
            "input": np.array([ids], np.int64),
            "input_lengths": np.array([len(ids)], np.int64),
            "scales": np.array([0.667, length_scale, 0.8], np.float32),
        },
    )
    assert output.shape[:3] == (1, 1, 1)
    heard = output.ravel().tolist()
    chunks = []
    while heard:
        end = heard.index(0.0, 1)  # the second pad
        tokens, row, speed = heard[1:end], heard[end + 1], heard[end + 2]
        chunks.append(([int(token) for token in tokens], int(row), float(speed)))
        heard = heard[end + 3 :]
    return chunks


def ids_of(sounds: str) -> list[int]:
    ids = symbol_ids()
    padded = [entry for sound in sounds for entry in (ids[sound], PAD)]
    return [BEGIN, PAD, *padded, END]


def tokens_of(sounds: str) -> list[int]:
    return [KOKORO_TOKENS[sound] for sound in sounds]


def test_sounds_reach_kokoro_as_its_own_tokens() -> None:
    assert chunks_given(ids_of("bɔ̃ʒˈuʁ")) == [(tokens_of("bɔ̃ʒˈuʁ"), 7, 1.0)]


def test_what_kokoro_does_not_know_is_replaced_or_dropped() -> None:
    assert chunks_given(ids_of("gʀ-ə")) == [(tokens_of("ɡʁə"), 3, 1.0)]


def test_ids_beyond_the_table_are_dropped() -> None:
    assert chunks_given([BEGIN, 9999, symbol_ids()["a"], -1, END])[0][0] == tokens_of("a")


def test_the_style_row_follows_the_number_of_tokens() -> None:
    assert [chunks_given(ids_of("a" * length))[0][1] for length in (1, 50, MAX_TOKENS)] == [1, 50, MAX_TOKENS]


@pytest.mark.parametrize(
    ("length_scale", "speed"), [(1.0, 1.0), (1.25, 0.8), (0.01, 5.0), (100.0, 0.2), (float("nan"), 1.0)]
)
def test_speed_is_the_inverse_of_length_and_bounded(length_scale: float, speed: float) -> None:
    assert chunks_given(ids_of("a"), length_scale)[0][2] == pytest.approx(speed)


def test_a_long_sentence_is_cut_at_its_last_comma() -> None:
    first, second = "a" * 300 + ",", "b" * 50 + " " + "d" * 100
    said = [tokens for tokens, _, _ in chunks_given(ids_of(first + second))]
    assert said == [tokens_of(first), tokens_of(second)]


def test_a_space_is_preferred_to_a_comma_that_comes_much_earlier() -> None:
    text = "a" * 20 + "," + "a" * 300 + " " + "b" * 200
    said = [tokens for tokens, _, _ in chunks_given(ids_of(text))]
    assert said == [tokens_of(text[:322]), tokens_of(text[322:])]


def test_a_word_longer_than_kokoro_can_take_is_cut_anyway() -> None:
    said = [len(tokens) for tokens, _, _ in chunks_given(ids_of("a" * 1000))]
    assert said == [MAX_TOKENS, MAX_TOKENS, 1000 - 2 * MAX_TOKENS]


@pytest.mark.parametrize("sounds", ["", ".", " , ", "…—"])
def test_without_a_sound_there_is_silence(sounds: str) -> None:
    (output,) = parrot().run(
        ["output"],
        {
            "input": np.array([ids_of(sounds)], np.int64),
            "input_lengths": np.array([len(ids_of(sounds))], np.int64),
            "scales": np.array([0, 1, 0], np.float32),
        },
    )
    assert output.ravel().tolist() == [0.0] * SILENCE_SAMPLES


def test_the_symbols_are_pipers_then_kokoros() -> None:
    ids = symbol_ids()
    for symbol, (index,) in DEFAULT_PHONEME_ID_MAP.items():
        assert ids[symbol] == index
    assert sorted(ids.values()) == list(range(len(ids)))
    assert len(token_of_id()) == len(ids)
    assert set(token_of_id()) <= {0, *KOKORO_TOKENS.values()}


@pytest.mark.parametrize("size", [0, 256, 256 * MAX_TOKENS, 256 * (MAX_TOKENS + 1) + 1])
def test_a_table_of_another_size_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="style table has"):
        assemble(b"", np.zeros(size, np.float32).tobytes())


def test_another_network_is_refused() -> None:
    graph = helper.make_graph([helper.make_node("Neg", ["x"], ["y"])], "other", [], [])
    style = np.zeros((MAX_TOKENS + 1, 256), np.float32).tobytes()
    with pytest.raises(ValueError, match="not the Kokoro export"):
        assemble(helper.make_model(graph).SerializeToString(), style)


def test_a_graph_that_leads_nowhere_is_refused() -> None:
    graph = helper.make_graph([helper.make_node("Neg", ["nowhere"], ["y"])], "broken", [], [])
    with pytest.raises(ValueError, match="not valid"):
        check(helper.make_model(graph).SerializeToString())


def test_the_installed_voice_is_the_one_that_was_measured(model_store: ModelStore) -> None:
    """Another onnx release may write other bytes for the same voice; the trial at installation hears it."""
    folder = model_store.path(NAME)
    model_store.verify(NAME)
    assert json.loads((folder / f"{NAME}.onnx.json").read_text(encoding="utf-8")) == voice_config()
    assert "Apache-2.0" in (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    voice = (folder / f"{NAME}.onnx").read_bytes()
    check(voice)
    written = hashlib.sha256(voice).hexdigest()
    if onnx.__version__.startswith("1.23."):
        assert written == carried_catalogue()[NAME].result_sha256


def test_the_installed_voice_speaks(model_store: ModelStore) -> None:
    from piper import PiperVoice

    voice = PiperVoice.load(model_store.path(NAME) / f"{NAME}.onnx")
    samples = np.concatenate([chunk.audio_int16_array for chunk in voice.synthesize("Bonjour, la mairie.")])
    seconds = len(samples) / voice.config.sample_rate
    assert 0.8 < seconds < 4
    assert np.abs(samples.astype(int)).max() > 3000


def test_the_trial_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from speech import model_trial

    assert model_trial.main("piper", str(tmp_path)) == 1
    assert "StopIteration" in capsys.readouterr().out
