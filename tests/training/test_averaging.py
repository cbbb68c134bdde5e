"""The mean of two networks."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from speech.training import averaging, batches, damage
from speech.training.averaging import averaged, re_estimated
from speech.training.batches import Batch
from speech.training.checkpoints import save_whole
from speech.training.features import BINS
from speech.training.network import Network, norms
from speech.training.shards import RATE, Utterance, save

SMALL = {"d0": 16, "d": 24, "b": 8, "n": 3}


def checkpoint(seed: int, **size: int) -> dict:
    """Of a network whose weights, and the statistics of whose norms, are drawn at random."""
    torch.manual_seed(seed)
    network = Network(**{**SMALL, **size})
    for _, norm in norms(network):
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.3, 3)
    return {"ema": network.state_dict(), "cfg": network.cfg}


def heard(many: int) -> list[Batch]:
    torch.manual_seed(4)
    return [
        Batch(
            number + (2 + number) * torch.randn(4, 120, BINS),
            torch.tensor([120] * 4),
            torch.tensor([]),
            torch.tensor([]),
        )
        for number in range(many)
    ]


def opened(checkpoint: dict) -> Network:
    network = Network(**checkpoint["cfg"])
    network.load_state_dict(checkpoint["ema"])
    return network


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


def measured(network: Network, heard: list[Batch]) -> dict[str, tuple[torch.Tensor, torch.Tensor]]:
    """Each norm's mean and variance of what reaches it in training, the mean of those of each batch."""
    found: dict[str, list[tuple[torch.Tensor, torch.Tensor]]] = {name: [] for name, _ in norms(network)}
    for name, norm in norms(network):
        norm.register_forward_pre_hook(
            lambda _, given, name=name: found[name].append((given[0].mean(0), given[0].var(0)))
        )
    with torch.no_grad():
        for batch in heard:
            network.train()(batch.seen, batch.lengths)
    return {
        name: (torch.stack([one[0] for one in both]).mean(0), torch.stack([one[1] for one in both]).mean(0))
        for name, both in found.items()
    }


def test_the_statistics_of_a_mean_are_those_of_what_reaches_its_norms() -> None:
    mean = averaged(checkpoint(1), checkpoint(2), 0.5)
    after = re_estimated(mean, heard(3))
    for name, (middle, spread) in measured(opened(mean), heard(3)).items():
        assert torch.allclose(after["ema"][f"{name}.running_mean"], middle, rtol=1e-4, atol=1e-5), name
        assert torch.allclose(after["ema"][f"{name}.running_var"], spread, rtol=1e-4, atol=1e-5), name
        assert not torch.allclose(mean["ema"][f"{name}.running_var"], spread, rtol=0.05), name


def test_its_weights_stay_and_it_then_hears_as_it_did_while_its_norms_were_measured() -> None:
    mean = averaged(checkpoint(1), checkpoint(2), 0.5)
    (batch,) = heard(1)
    after = re_estimated(mean, [batch])
    for name, value in mean["ema"].items():
        if not name.endswith(("running_mean", "running_var", "num_batches_tracked")):
            assert torch.equal(after["ema"][name], value), name
    with torch.no_grad():
        measuring = opened(mean).train()(batch.seen, batch.lengths)
        now = opened(after).eval()(batch.seen, batch.lengths) - measuring
        before = opened(mean).eval()(batch.seen, batch.lengths) - measuring
    assert now.abs().max() < 0.05  # torch measures with n and keeps with n - 1
    assert before.abs().max() > 1


def test_estimated_on_what_they_came_from_statistics_do_not_change() -> None:
    network = opened(checkpoint(1)).train()
    (batch,) = heard(1)
    for _, norm in norms(network):
        norm.momentum = 1.0
    network(batch.seen, batch.lengths)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    after = re_estimated({"ema": before, "cfg": network.cfg}, [batch, batch])
    for name, value in before.items():
        if not name.endswith("num_batches_tracked"):
            assert torch.allclose(after["ema"][name], value, rtol=1e-5, atol=1e-6), name


def test_statistics_of_nothing_heard_are_refused() -> None:
    with pytest.raises(ValueError, match="Nothing was heard"):
        re_estimated(checkpoint(1), [])


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The folder of a training, with a shard of noises."""
    draw = np.random.default_rng(1)
    said = [
        Utterance(draw.integers(-4000, 4000, RATE // 2, np.int16), "oui", ("w", "i"), "noise")
        for _ in range(20)
    ]
    (tmp_path / "corpus").mkdir()
    save(tmp_path / "corpus" / "pico-1-0000.npz", said)
    return tmp_path


def average(monkeypatch: pytest.MonkeyPatch, folder: Path, *more: str, into: str = "mean.pt") -> dict:
    command = ["averaging", str(folder / "a.pt"), str(folder / "b.pt"), "--folder", str(folder)]
    monkeypatch.setattr("sys.argv", [*command, "--into", str(folder / into), *more])
    averaging.main()
    return torch.load(folder / into)


def test_the_stage_estimates_on_the_corpus_and_the_same_way_each_time(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "USUAL", 3)
    monkeypatch.setattr(batches, "need_sox", lambda: None)
    monkeypatch.setattr(damage, "GSM", 0.0)
    for name, seed in (("a.pt", 1), ("b.pt", 2)):
        save_whole(checkpoint(seed), corpus / name)
    first, second = average(monkeypatch, corpus), average(monkeypatch, corpus, into="again.pt")
    mean = averaged(checkpoint(1), checkpoint(2), 0.5)
    assert int(first["ema"]["bn0.num_batches_tracked"]) == 3
    assert not torch.allclose(first["ema"]["b2.running_mean"], mean["ema"]["b2.running_mean"], atol=0.1)
    assert all(torch.equal(first["ema"][name], second["ema"][name]) for name in first["ema"])


def test_the_stage_needs_a_corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, seed in (("a.pt", 1), ("b.pt", 2)):
        save_whole(checkpoint(seed), tmp_path / name)
    monkeypatch.setattr(batches, "need_sox", lambda: None)
    with pytest.raises(SystemExit, match=r"speech\.training\.synthesis"):
        average(monkeypatch, tmp_path)
    assert not (tmp_path / "mean.pt").exists()


def test_the_stage_names_a_file_that_is_not_there(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SystemExit, match=r"a\.pt"):
        average(monkeypatch, corpus)


def test_the_stage_tells_two_shapes(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_whole(checkpoint(1), corpus / "a.pt")
    save_whole(checkpoint(2, n=2), corpus / "b.pt")
    with pytest.raises(SystemExit, match="have no mean"):
        average(monkeypatch, corpus)


@pytest.mark.parametrize("share", ["-0.1", "1.2", "half", "nan"])
def test_a_share_is_between_nought_and_one(
    share: str, corpus: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        average(monkeypatch, corpus, "--share", share)
    assert "--share" in capsys.readouterr().err
