"""Files that trainings leave."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from speech.training.checkpoints import halved, network_of, read_checkpoint, save_whole
from speech.training.network import Network

SMALL = {"d0": 16, "d": 24, "b": 8, "n": 2}


def test_a_network_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    network = Network(**SMALL)
    save_whole({"ema": network.state_dict(), "cfg": network.cfg}, tmp_path / "network.pt")
    again = network_of(read_checkpoint(tmp_path / "network.pt"))
    assert again.cfg == network.cfg
    assert not again.training
    for name, value in network.state_dict().items():
        assert torch.equal(again.state_dict()[name], value), name


@pytest.mark.parametrize("content", [b"", b"some words", b"PK\x03\x04 a broken archive"])
def test_a_file_of_another_kind_is_no_checkpoint(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "network.pt").write_bytes(content)
    with pytest.raises(ValueError, match=r"network\.pt is no checkpoint"):
        read_checkpoint(tmp_path / "network.pt")


@pytest.mark.parametrize("state", [3, {"ema": {}}, {"model": {}, "vocabulary": {}}])
def test_another_training_s_is_none_of_a_network(state: object, tmp_path: Path) -> None:
    torch.save(state, tmp_path / "rescorer.pt")
    with pytest.raises(ValueError, match=r"rescorer\.pt is no checkpoint of a network"):
        read_checkpoint(tmp_path / "rescorer.pt")


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_checkpoint(tmp_path / "network.pt")


@pytest.mark.parametrize("cfg", [{**SMALL, "n": 3}, {**SMALL, "d": 32}, {"width": 3}])
def test_weights_of_another_size_are_refused(cfg: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="not of a network"):
        network_of({"ema": Network(**SMALL).state_dict(), "cfg": cfg})


def test_a_checkpoint_kept_in_half_the_room_hears_the_same(tmp_path: Path) -> None:
    torch.manual_seed(1)
    network = Network(**SMALL)
    network.bn0.running_var.fill_(1e6)  # more than two bytes can tell
    kept = halved({"ema": network.state_dict(), "cfg": network.cfg, "optimiser": {"step": 3}})
    assert kept["ema"]["c2.weight"].dtype is torch.float16
    save_whole(kept, tmp_path / "kept.pt")
    again = network_of(read_checkpoint(tmp_path / "kept.pt"))
    for name, value in network.state_dict().items():
        assert again.state_dict()[name].dtype is value.dtype, name
        assert torch.allclose(again.state_dict()[name], value, rtol=1e-3, atol=1e-6), name
