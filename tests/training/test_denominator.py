"""The denominator of the network's loss, against sums over every path written out."""

from __future__ import annotations

import itertools

import torch

from speech.training.denominator import EDGE, MANY, denominators, trigrams


def language() -> torch.Tensor:
    drawn = torch.Generator().manual_seed(5)
    said = [torch.randint(0, 3, (many,), generator=drawn).tolist() for many in (1, 2, 3, 4, 5, 6, 2, 3)]
    return trigrams(said)


def collapsed(path: tuple[int, ...]) -> list[int]:
    return [number - 1 for number, _ in itertools.groupby(path) if number]


def likelihood(sounds: list[int], probabilities: torch.Tensor) -> torch.Tensor:
    before, last, product = EDGE, EDGE, torch.tensor(1.0)
    for sound in [*sounds, EDGE]:
        product = product * probabilities[before, last, sound]
        before, last = last, sound
    return product


def written_out(logs: torch.Tensor, probabilities: torch.Tensor) -> torch.Tensor:
    total = torch.tensor(0.0)
    for path in itertools.product(range(4), repeat=len(logs)):
        spoken = torch.stack([logs[at, number] for at, number in enumerate(path)]).sum().exp()
        total = total + spoken * likelihood(collapsed(path), probabilities)
    return total.log()


def outputs(many: int, seed: int) -> torch.Tensor:
    """Logarithms for the blank and the three sounds used; all others as good as impossible."""
    drawn = torch.randn(many, 4, generator=torch.Generator().manual_seed(seed))
    whole = torch.full((many, MANY + 1), -80.0)
    whole[:, :4] = drawn.log_softmax(1)
    return whole


def test_probabilities_of_what_follows_add_up_to_one() -> None:
    assert torch.allclose(language().sum(2), torch.ones(MANY + 1, MANY + 1))


def test_a_sound_follows_where_it_did_in_what_was_said() -> None:
    followed = trigrams([[0, 1, 2]] * 50 + [[2, 1, 0]] * 50)
    assert followed[EDGE, EDGE, 0] == followed[EDGE, EDGE, 2] > 0.45
    assert followed[0, 1, 2] > 0.9 > 0.1 > followed[0, 1, 0]
    assert followed[1, 2, EDGE] > 0.9
    assert followed[7, 1, 2] == followed[7, 1, 0] > 0.4  # nothing known of before: as after any


def test_nothing_said_in_no_time_is_as_likely_as_in_the_language() -> None:
    probabilities = language()
    given = torch.stack([outputs(4, 6), outputs(4, 7)]).requires_grad_()
    sums = denominators(given, torch.tensor([0, 4]), probabilities)
    sums.sum().backward()
    assert torch.allclose(sums[0], probabilities[EDGE, EDGE, EDGE].log())
    assert given.grad is not None
    assert not given.grad[0].any()


def test_it_is_the_sum_over_every_path() -> None:
    probabilities = language()
    logs = outputs(5, 1)
    assert torch.allclose(
        denominators(logs[None], torch.tensor([5]), probabilities)[0],
        written_out(logs, probabilities),
        atol=1e-4,
    )


def test_each_utterance_of_a_batch_counts_for_itself() -> None:
    probabilities = language()
    long, short = outputs(6, 2), outputs(6, 3)
    both = denominators(torch.stack([long, short]), torch.tensor([6, 4]), probabilities)
    assert torch.allclose(both[0], written_out(long, probabilities), atol=1e-4)
    assert torch.allclose(both[1], written_out(short[:4], probabilities), atol=1e-4)


def test_its_gradient_is_that_of_the_sum() -> None:
    probabilities = language()
    long, short = outputs(5, 4), outputs(5, 5)
    given = torch.stack([long, short]).requires_grad_()
    (denominators(given, torch.tensor([5, 3]), probabilities) * torch.tensor([1.0, 2.0])).sum().backward()
    plain = torch.stack([long, short]).requires_grad_()
    (written_out(plain[0], probabilities) + 2 * written_out(plain[1][:3], probabilities)).backward()
    assert given.grad is not None
    assert plain.grad is not None
    assert torch.allclose(given.grad, plain.grad, atol=1e-4)


def test_nothing_overflows_in_a_long_utterance() -> None:
    logs = (torch.randn(2, 500, MANY + 1) * 12).log_softmax(2).requires_grad_()
    sums = denominators(logs, torch.tensor([500, 1]), language())
    sums.sum().backward()
    assert torch.isfinite(sums).all()
    assert logs.grad is not None
    assert torch.allclose(logs.grad[0].sum(1), torch.ones(500), atol=1e-3)
