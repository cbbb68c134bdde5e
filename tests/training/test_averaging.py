"""The mean of two networks."""

from __future__ import annotations

import pytest
import torch

from speech.training.averaging import averaged
from speech.training.network import Network

SMALL = {"d0": 16, "d": 24, "b": 8, "n": 3}


def checkpoint(seed: int, **size: int) -> dict:
    torch.manual_seed(seed)
    network = Network(**{**SMALL, **size})
    return {"ema": network.state_dict(), "cfg": network.cfg}


@pytest.mark.parametrize("share", [0.0, 0.65, 1.0])
def test_each_weight_lies_between_the_two(share: float) -> None:
    before, after = checkpoint(1), checkpoint(2)
    mean = averaged(before, after, share)
    Network(**mean["cfg"]).load_state_dict(mean["ema"])
    for name in ("c1.weight", "blocks.1.lin.weight", "bn0.running_var"):
        wanted = (1 - share) * before["ema"][name] + share * after["ema"][name]
        assert torch.allclose(mean["ema"][name], wanted, atol=1e-6)


def test_two_shapes_have_no_mean() -> None:
    with pytest.raises(ValueError, match="have no mean"):
        averaged(checkpoint(1), checkpoint(2, n=2), 0.5)
