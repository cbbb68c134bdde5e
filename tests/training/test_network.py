import pytest
import torch
from torch import nn

from speech.training.features import BINS
from speech.training.network import OUTPUTS, Network, _convolved, _kept, grown, norms

SMALL = {"d0": 16, "d": 24, "b": 8, "n": 3}


def scores(network: Network, frames: int = 90) -> torch.Tensor:
    torch.manual_seed(5)
    seen = torch.randn(2, frames, BINS)
    with torch.no_grad():
        return network.eval()(seen, torch.tensor([frames, frames]))


def test_one_output_every_third_frame():
    assert scores(Network(**SMALL), 91).shape == (2, 31, OUTPUTS)


def test_the_products_of_matrices_are_convolutions():
    """As Kaldi computes them, and as the checkpoints have been trained."""
    torch.manual_seed(2)
    for taps, stride in ((1, 1), (2, 1), (5, 1), (5, 3)):
        layer = nn.Conv1d(7, 9, taps, stride=stride)
        given = torch.randn(3, 50, 7)
        assert torch.allclose(
            _convolved(layer, given), layer(given.transpose(1, 2)).transpose(1, 2), atol=1e-5
        )


def test_whole_channels_are_dropped_and_the_rest_is_as_loud_in_all():
    torch.manual_seed(4)
    mask = _kept(torch.ones(40, 7, 500), 0.2)
    assert mask.shape == (40, 1, 500)
    assert (mask == 0).float().mean() == pytest.approx(0.2, abs=0.02)
    assert mask.mean() == pytest.approx(1, abs=0.02)


def test_what_follows_an_utterance_in_its_batch_changes_nothing():
    network = Network(**SMALL).eval()
    seen = torch.randn(1, 60, BINS)
    followed = torch.cat([seen, torch.randn(1, 30, BINS)], 1)
    with torch.no_grad():
        alone, among = network(seen, torch.tensor([60])), network(followed, torch.tensor([60]))
    assert torch.allclose(alone, among[:, :20], atol=1e-5)


def experienced() -> Network:
    """A small network whose norms have seen something, and learnt from it."""
    torch.manual_seed(6)
    network = Network(**SMALL)
    for _, norm in norms(network):
        norm.running_mean.normal_()
        norm.running_var.uniform_(0.3, 3)
        if norm.affine:
            norm.weight.data.uniform_(0.5, 1.5)
            norm.bias.data.normal_()
    return network


@pytest.mark.parametrize("grows", [{"b": 12}, {"n": 5}, {"b": 12, "n": 5}])
def test_a_network_that_grows_hears_nearly_what_it_did_and_can_learn_everywhere(grows):
    small = experienced()
    large = grown(small.state_dict(), small.cfg, {**small.cfg, **grows})
    difference = (scores(small) - scores(large)).abs().max()
    assert difference < (0.1 if "n" in grows else 1e-5)
    assert scores(small).std() > 1
    large.train()(torch.randn(2, 60, BINS), torch.tensor([60, 60])).pow(2).sum().backward()
    for name, weight in large.named_parameters():
        assert weight.grad is not None, name
    for added in large.blocks[3:]:
        assert added.lin.weight.grad.abs().sum() > 0
    if "b" in grows:
        assert large.blocks[0].aff.weight.grad[:, 8:].abs().sum() > 0


def test_what_norms_have_seen_and_learnt_is_kept():
    """The tests of growth would not tell, were these the ones that a fresh norm has."""
    small = experienced()
    large = grown(small.state_dict(), small.cfg, {**small.cfg, "d0": 20, "d": 32, "n": 5})
    for name, norm in norms(small):
        other = large.get_submodule(name)
        size = norm.num_features
        assert norm.running_mean.std() > 0.5
        assert torch.equal(other.running_mean[:size], norm.running_mean)
        assert torch.equal(other.running_var[:size], norm.running_var)
        if norm.affine:
            assert torch.equal(other.weight[:size], norm.weight)
            assert torch.equal(other.bias[:size], norm.bias)


@pytest.mark.parametrize("wider", [{"d": 32}, {"d0": 20}, {"d0": 20, "d": 32, "b": 12}])
def test_a_network_made_wider_hears_the_same_and_can_learn_in_what_is_new(wider):
    small = experienced()
    large = grown(small.state_dict(), small.cfg, {**small.cfg, **wider})
    assert torch.allclose(scores(small), scores(large), atol=1e-5)
    large.train()(torch.randn(2, 60, BINS), torch.tensor([60, 60])).pow(2).sum().backward()
    if "d" in wider:
        assert large.out.weight.grad[:, SMALL["d"] :].abs().sum() > 0
    if "d0" in wider:
        assert large.c2.weight.grad[:, SMALL["d0"] :].abs().sum() > 0


@pytest.mark.parametrize("change", [{"n": 2}, {"b": 4}, {"d": 16}, {"d0": 12}, {"d0": 12, "d": 32}])
def test_a_network_never_becomes_smaller(change):
    small = Network(**SMALL)
    with pytest.raises(ValueError, match="cannot grow"):
        grown(small.state_dict(), small.cfg, {**small.cfg, **change})
