"""The network that Vosk is given computes what was trained, and stock Vosk loads it."""

import json

import numpy as np
import pytest
import torch
import vosk

from speech.archives import unpack
from speech.model_errors import DATA
from speech.progress import silent
from speech.training import kaldi
from speech.training.export import AGAINST_BLANK_BIAS, BLANK_BIAS, export, main
from speech.training.features import BINS
from speech.training.network import STRIDE, Network

CARRIED = "vosk-model-fr-mairie-0.15"


@pytest.fixture(scope="module")
def carried(tmp_path_factory):
    folder = tmp_path_factory.mktemp("carried")
    unpack(DATA / f"{CARRIED}.tar.xz", CARRIED, folder, silent)
    return folder


@pytest.fixture
def checkpoint(tmp_path):
    network = Network(n=3)
    torch.save({"ema": network.state_dict(), "cfg": network.cfg}, tmp_path / "network.pt")
    return tmp_path / "network.pt"


def test_vosk_loads_a_model_made_of_a_network_and_a_graph(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    vosk.SetLogLevel(-1)
    recogniser = vosk.KaldiRecognizer(vosk.Model(str(tmp_path / "model")), 8000)
    noise = np.random.default_rng(1).integers(-3000, 3000, 16_000, np.int16)
    recogniser.AcceptWaveform(noise.tobytes())
    assert "text" in json.loads(recogniser.FinalResult())


def as_kaldi_runs_it(written: bytes, seen: np.ndarray, blocks: int) -> np.ndarray:
    """What the layers of final.mdl make of cepstra [frames, 40]: the log chances of each output, by frame."""
    layers = kaldi.read_affines(written)

    def layer(name: str, given: np.ndarray, offsets: tuple[int, ...]) -> np.ndarray:
        rows = np.arange(len(given))
        beside = [given[(rows + offset).clip(0, len(given) - 1)] for offset in offsets]
        weights, bias = layers[name]
        return np.concatenate(beside, 1) @ weights.T + bias

    inner = layer("l1.affine", seen, (-2, -1, 0, 1, 2)).clip(0)
    inner = layer("l2.affine", inner, (-2, -1, 0, 1, 2)).clip(0)
    for number in range(1, blocks + 1):
        narrow = layer(f"b{number}.linear", inner, (-3, 0))
        inner = inner + layer(f"b{number}.affine", narrow, (0, 3)).clip(0)
    scores = layer("out.affine", inner, (0,))
    return scores - np.log(np.exp(scores).sum(1, keepdims=True))


@pytest.mark.parametrize("blank_bias", [BLANK_BIAS, AGAINST_BLANK_BIAS])
def test_the_layers_written_compute_what_was_trained(tmp_path, carried, blank_bias):
    torch.manual_seed(3)
    network = Network(d0=16, d=24, b=8, n=2)
    network.train()(torch.randn(4, 120, BINS), torch.tensor([120] * 4))  # norms that have seen something
    torch.save({"ema": network.state_dict(), "cfg": network.cfg}, tmp_path / "network.pt")
    export(tmp_path / "network.pt", carried / "graph", tmp_path / "model", blank_bias=blank_bias)
    written = (tmp_path / "model" / "am" / "final.mdl").read_bytes()
    seen = torch.randn(1, 150, BINS)
    with torch.no_grad():
        scores = network.eval()(seen, torch.tensor([150]))[0]
    scores[:, 0] += blank_bias
    expected = torch.log_softmax(scores, 1).numpy()
    ours = as_kaldi_runs_it(written, seen[0].numpy(), 2)[::STRIDE]
    inside = slice(network.context // STRIDE + 1, -network.context // STRIDE - 1)  # away from the edges
    assert np.abs(ours - expected)[inside].max() < 1e-3


@pytest.mark.parametrize("bits", [3, 10, 23])
def test_weights_are_rounded_to_the_nearest_and_their_last_bits_are_nought(bits):
    weights = np.random.default_rng(2).normal(0, 0.1, (40, 30)).astype(np.float32)
    rounded = kaldi.rounded(weights, bits)
    assert rounded.shape == weights.shape
    assert np.abs(rounded / weights - 1).max() <= 2.0 ** -(bits + 1) * 1.001
    assert not np.any(rounded.view(np.uint32) & np.uint32((1 << (23 - bits)) - 1))


def written_weights(checkpoint, carried, into, *bits: int) -> dict[str, np.ndarray]:
    export(checkpoint, carried / "graph", into, *bits)
    layers = kaldi.read_affines((into / "am" / "final.mdl").read_bytes())
    return {name: weights for name, (weights, _) in layers.items()}


def test_a_model_s_weights_keep_ten_bits_unless_more_are_asked_for(checkpoint, carried, tmp_path):
    short = written_weights(checkpoint, carried, tmp_path / "short")
    whole = written_weights(checkpoint, carried, tmp_path / "whole", 23)
    network = torch.load(checkpoint)["ema"]
    for number in range(1, 4):  # these layers are followed by no norm: they are written as they are
        trained = network[f"blocks.{number - 1}.lin.weight"].numpy()
        flat = trained.transpose(0, 2, 1).reshape(len(trained), -1)
        assert np.array_equal(whole[f"b{number}.linear"], flat)
    assert short.keys() == whole.keys()
    for name, weights in short.items():
        assert not np.any(np.ascontiguousarray(weights).view(np.uint32) & np.uint32((1 << 13) - 1)), name
        assert np.any(whole[name].copy().view(np.uint32) & np.uint32((1 << 13) - 1)), name
        assert np.abs(weights - whole[name]).max() <= 2.0**-11 * np.abs(whole[name]).max(), name


def stage(monkeypatch: pytest.MonkeyPatch, *given: object) -> None:
    monkeypatch.setattr("sys.argv", ["export", *map(str, given)])
    main()


def test_the_stage_tells_what_it_cannot_read_and_writes_nothing(tmp_path, monkeypatch):
    (tmp_path / "network.pt").write_text("no network")
    for name, told in (("network.pt", "no checkpoint"), ("nowhere.pt", r"nowhere\.pt")):
        with pytest.raises(SystemExit, match=told):
            stage(
                monkeypatch,
                *("--checkpoint", tmp_path / name),
                *("--graph", tmp_path / "graph", "--into", tmp_path / "model"),
            )
    assert not (tmp_path / "model").exists()


def test_a_model_is_never_written_over_another(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    before = (tmp_path / "model" / "am" / "final.mdl").read_bytes()
    with pytest.raises(FileExistsError):
        export(checkpoint, carried / "graph", tmp_path / "model")
    assert (tmp_path / "model" / "am" / "final.mdl").read_bytes() == before


def test_the_configuration_is_the_carried_model_s(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    for name in ("mfcc.conf", "model.conf"):
        assert (tmp_path / "model" / "conf" / name).read_text() == (carried / "conf" / name).read_text()


def test_the_transitions_are_those_the_graph_was_made_for(checkpoint, carried, tmp_path):
    export(checkpoint, carried / "graph", tmp_path / "model")
    written = (tmp_path / "model" / "am" / "final.mdl").read_bytes()
    known = (carried / "am" / "final.mdl").read_bytes()
    end = known.index(b"</TransitionModel>")
    assert written[:end] == known[:end]
