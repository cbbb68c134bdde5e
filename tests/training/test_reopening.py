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


def test_a_model_without_its_network_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reopened(tmp_path, heard())
