"""A network read back out of a Vosk model."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from speech.training import export, kaldi
from speech.training.batches import Batch
from speech.training.features import BINS
from speech.training.network import Network
from speech.training.reopening import reopened

SMALL = {"d0": 16, "d": 24, "b": 8, "n": 3}


def heard() -> list[Batch]:
    torch.manual_seed(4)
    return [
        Batch(3 + 2 * torch.randn(4, 120, BINS), torch.tensor([120] * 4), torch.tensor([]), torch.tensor([]))
        for _ in range(3)
    ]


@pytest.fixture
def trained() -> Network:
    """With norms that have seen something, and learnt from it."""
    torch.manual_seed(3)
    network = Network(**SMALL).train()
    optimiser = torch.optim.SGD(network.parameters(), lr=0.01)
    for batch in heard() * 5:
        network(batch.seen, batch.lengths).pow(2).mean().backward()
        optimiser.step()
    return network.eval()


@pytest.fixture
def model(trained: Network, tmp_path: Path) -> Path:
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").write_bytes(
        kaldi.BINARY + export.transitions() + export.network(trained, kaldi.FRACTION_BITS)
    )
    return tmp_path


def scores(network: Network, batch: Batch) -> torch.Tensor:
    with torch.no_grad():
        return network(batch.seen, batch.lengths)


def opened(model: Path) -> Network:
    checkpoint = reopened(model, heard()[:1])
    network = Network(**checkpoint["cfg"])
    network.load_state_dict(checkpoint["ema"])
    return network


def test_it_computes_what_was_written(trained: Network, model: Path) -> None:
    network = opened(model).eval()
    assert network.cfg == trained.cfg
    assert torch.allclose(scores(network, heard()[0]), scores(trained, heard()[0]), atol=1e-4)


def test_the_blank_is_given_back_what_the_export_had_added(trained: Network, tmp_path: Path) -> None:
    bias = export.AGAINST_BLANK_BIAS
    (tmp_path / "am").mkdir()
    layers = export.network(trained, kaldi.FRACTION_BITS, bias)
    (tmp_path / "am" / "final.mdl").write_bytes(kaldi.BINARY + export.transitions() + layers)
    biases = reopened(tmp_path, heard()[:1], bias)["ema"]["out.bias"]
    assert torch.allclose(biases, trained.out.bias.detach(), atol=1e-4)


def test_written_again_it_is_the_same_model(model: Path) -> None:
    before = kaldi.read_affines((model / "am" / "final.mdl").read_bytes())
    after = kaldi.read_affines(export.network(opened(model).eval(), kaldi.FRACTION_BITS))
    assert before.keys() == after.keys()
    for name, (weights, bias) in before.items():
        assert np.allclose(weights, after[name][0], atol=1e-5), name
        assert np.allclose(bias, after[name][1], atol=1e-4), name


def test_training_goes_on_where_it_was(trained: Network, model: Path) -> None:
    """Norms made of the very batch that is heard change nothing of it."""
    network = opened(model).train()
    batch = heard()[0]
    assert torch.allclose(scores(network, batch), scores(trained, batch), atol=1e-3)


def test_what_the_project_did_not_write_is_refused(tmp_path: Path) -> None:
    (tmp_path / "am").mkdir()
    (tmp_path / "am" / "final.mdl").write_bytes(b"\0B<TransitionModel> nothing")
    with pytest.raises(ValueError, match="no network that this project wrote"):
        reopened(tmp_path, heard())


def test_a_model_cut_short_anywhere_is_refused(model: Path) -> None:
    file = model / "am" / "final.mdl"
    whole = file.read_bytes()
    begun, end = whole.index(b"<Nnet3>"), whole.index(b"</Nnet3>")
    for kept in range(begun, end + len(b"</Nnet3>"), (end - begun) // 100):
        file.write_bytes(whole[:kept])
        with pytest.raises(ValueError, match="ends early"):
            reopened(model, heard()[:1])


def test_a_layer_cut_short_inside_a_file_is_refused(model: Path) -> None:
    whole = (model / "am" / "final.mdl").read_bytes()
    begun = whole.index(b"<FixedAffineComponent> <LinearParams> FM ") + len(
        b"<FixedAffineComponent> <LinearParams> FM "
    )
    for kept in range(begun, begun + 40, 3):
        with pytest.raises(ValueError, match=r"cut short|buffer"):
            kaldi.read_affines(whole[:kept] + b"<ComponentName> </Nnet3> ")


def test_other_outputs_than_the_sounds_of_the_models_are_refused(tmp_path: Path) -> None:
    (tmp_path / "am").mkdir()
    written = export.network(Network(**SMALL, nout=20).eval(), kaldi.FRACTION_BITS)
    (tmp_path / "am" / "final.mdl").write_bytes(written)
    with pytest.raises(ValueError, match="20 outputs"):
        reopened(tmp_path, heard())


def test_norms_are_not_made_of_nothing(model: Path) -> None:
    with pytest.raises(ValueError, match="Nothing was heard"):
        reopened(model, [])


def test_a_small_spread_around_a_large_mean_is_told(model: Path) -> None:
    """Their squares differ by less than a float of four bytes tells."""
    torch.manual_seed(6)
    seen = 4096 + torch.randint(0, 2, (4, 120, BINS)).float()
    batch = Batch(seen, torch.tensor([120] * 4), torch.tensor([]), torch.tensor([]))
    spread = reopened(model, [batch])["ema"]["bn0.running_var"]
    assert torch.allclose(spread, torch.full_like(spread, 0.25), rtol=0.05)


def test_a_model_without_its_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reopened(tmp_path, heard())
