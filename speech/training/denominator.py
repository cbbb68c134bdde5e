"""All that might be said, each row of sounds as likely as the language makes it, to tell the right one from.

The denominator of CTC-CRF (Xiang and Ou, "CRF-based single-stage acoustic modeling with CTC topology",
ICASSP 2019); its numerator is CTC's own likelihood. A network taught by CTC alone learns as if no language
came after it; taught against one, it spends itself on the sounds that the language cannot foretell.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from torch import Tensor

from speech.adaptation.phones import PHONES

MANY = len(PHONES)
EDGE = MANY
"""Index of the beginning among the sounds before, and of the end among those that follow."""
BACKED = 4.0
"""What a shorter history counts for, in occurrences (a Dirichlet prior: MacKay and Peto, 1995)."""


def trigrams(said: Iterable[Sequence[int]]) -> Tensor:
    """Probabilities that a sound follows two others, [before, last, next], 34 each way.

    `said`: the sounds of each sentence, numbered from 0. Before the first there is EDGE; after the last, too.
    """
    sides = MANY + 1
    counts = torch.zeros(sides, sides, sides)
    for sounds in said:
        before, last = EDGE, EDGE
        for sound in [*sounds, EDGE]:
            counts[before, last, sound] += 1
            before, last = last, sound
    alone = counts.sum((0, 1)) + 1
    after_none = alone / alone.sum()
    pairs = counts.sum(0) + BACKED * after_none
    after_one = pairs / pairs.sum(1, keepdim=True)
    triples = counts + BACKED * after_one
    return triples / triples.sum(2, keepdim=True)


def denominators(logs: Tensor, lengths: Tensor, language: Tensor) -> Tensor:
    """The logarithm of the sum, over all that might be said, of its probability in the language times its
    probability in the sound; one an utterance.

    `logs`: logarithms of the outputs, the blank first, [batch, outputs, 34]; `lengths`: outputs of each;
    `language`: what `trigrams` gave. Differentiable in `logs`.
    """
    sums: Tensor = _Denominators.apply(logs, lengths, language)
    return sums


class _Denominators(torch.autograd.Function):
    """Forward and backward over states (last but one sound, last sound, whether a blank came since).

    States are kept [last, batch, last but one], so that one product of matrices a moment is all.
    """

    @staticmethod
    def forward(context: Any, logs: Tensor, lengths: Tensor, language: Tensor) -> Tensor:
        """The sums; what the backward pass needs is worked out here, as it needs no other gradient."""
        probable, tables = logs.exp(), _tables(language)
        alphas, sums = _forward(probable, lengths, tables)
        context.save_for_backward(_occupancies(probable, lengths, tables, alphas))
        return sums

    @staticmethod
    def backward(context: Any, *given: Tensor) -> tuple[Tensor, None, None]:
        """How much each output counts: the probability of being there."""
        (occupied,) = context.saved_tensors
        return occupied * given[0][:, None, None], None, None


_Tables = tuple[Tensor, Tensor, Tensor]


def _tables(language: Tensor) -> _Tables:
    """Of any sound to follow, [last, before, next]; of the same again; of the end: [last, 1, before] both."""
    turned = language.permute(1, 0, 2)
    same = torch.diagonal(turned, dim1=0, dim2=2).t()[:, None].contiguous()
    same[EDGE] = 0
    return turned[..., :MANY].contiguous(), same, turned[..., EDGE][:, None].contiguous()


def _forward(
    probable: Tensor, lengths: Tensor, tables: _Tables
) -> tuple[list[tuple[Tensor, Tensor]], Tensor]:
    """What each output leaves in a sound and in a blank, as states are kept, adding up to 1; and the sums."""
    batch, outputs, _ = probable.shape
    moves, same, ends = tables
    in_sound = torch.zeros(MANY + 1, batch, MANY + 1)
    in_blank = torch.zeros(MANY + 1, batch, MANY + 1)
    in_blank[EDGE, :, EDGE] = 1
    sums = torch.zeros(batch)
    alphas = []
    for at in range(outputs):
        blank, sounds = probable[:, at, 0], probable[:, at, 1:]
        either = in_sound + in_blank
        following = torch.bmm(either, moves)  # [last, batch, next]
        again = (in_sound * same).sum(2)  # the same sound twice, with no blank between: never
        following.diagonal(dim1=0, dim2=2)[:] -= again[:MANY].t()
        fresh = torch.zeros_like(in_sound)
        fresh[:MANY] = (following.permute(2, 1, 0) + in_sound[:MANY]) * sounds.t()[..., None]
        rested = either * blank[None, :, None]
        total = (fresh + rested).sum((0, 2)).clamp_min(1e-30)
        live = at < lengths
        kept = live[None, :, None]
        in_sound = torch.where(kept, fresh / total[None, :, None], in_sound)
        in_blank = torch.where(kept, rested / total[None, :, None], in_blank)
        sums = sums + torch.where(live, total.log(), 0.0)
        alphas.append((in_sound, in_blank))
    return alphas, sums + ((in_sound + in_blank) * ends).sum((0, 2)).log()


def _occupancies(
    probable: Tensor, lengths: Tensor, tables: _Tables, alphas: list[tuple[Tensor, Tensor]]
) -> Tensor:
    """[batch, outputs, 34]: the probability of each output, given all that might be said."""
    batch, outputs, _ = probable.shape
    moves, same, ends = tables
    back = moves.transpose(1, 2).contiguous()
    occupied = torch.zeros_like(probable)
    final = ends.expand(-1, batch, -1)
    sound_beta, blank_beta = final, final
    for at in range(outputs - 1, -1, -1):
        in_sound, in_blank = alphas[at]
        here = occupied[:, at]
        here[:, 0] = (in_blank * blank_beta).sum((0, 2))
        here[:, 1:] = (in_sound * sound_beta).sum(2)[:MANY].t()
        here /= here.sum(1, keepdim=True).clamp_min(1e-30)
        here *= (at < lengths)[:, None]
        if at == 0:
            break
        blank, sounds = probable[:, at, 0], probable[:, at, 1:]
        entered = torch.zeros_like(in_sound)
        entered[:MANY] = sound_beta[:MANY] * sounds.t()[..., None]  # [next, batch, last]
        onward = torch.bmm(entered[:MANY].permute(2, 1, 0), back)  # [last, batch, before]
        rested = blank_beta * blank[None, :, None]
        entering_same = entered.diagonal(dim1=0, dim2=2).t()[..., None]  # [last, batch, 1]: next is last
        blanks = rested + onward
        sounded = blanks + entered - entering_same * same
        total = (sounded + blanks).sum((0, 2)).clamp_min(1e-30)[None, :, None]
        ended = (at >= lengths)[None, :, None]
        sound_beta = torch.where(ended, final, sounded / total)
        blank_beta = torch.where(ended, final, blanks / total)
    return occupied
