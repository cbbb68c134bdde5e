"""Stage "homophones", its end: the trained network becomes the file that a model's folder carries.

    python -m speech.training.homophones_export --into var/training/vosk-model-fr-mairie-0.15

Sounds and words take six bits, a quarter less of the archive than eight for the same sentences spelled right,
and the rest sixteen.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from speech.homophones import FILE
from speech.training.exporting import export_as_told
from speech.training.homophones import CHECKPOINT, under_way
from speech.training.quantising import quantised

BITS = 6
"""Of each number of the two tables."""


def export(folder: Path, into: Path) -> None:
    """Write the file; SystemExit when there is no training to export."""
    path = folder / CHECKPOINT
    if not path.exists():
        raise SystemExit(f"{path} is missing: run the stage homophones.")
    trainer = under_way(path, peak=1.0)
    weights = trainer.learner.averaged(trainer.network()).folded()
    listing = trainer.listing
    sounds, sound_scales = quantised(weights["sounds.weight"], BITS)
    words, word_scales = quantised(weights["words.weight"], BITS)
    np.savez(
        into / FILE,
        listed=np.frombuffer("\n".join(listing.words).encode(), np.uint8),
        starts=np.array(listing.starts, np.int32),
        sounds=sounds,
        sound_scales=sound_scales.astype(np.float16),
        words=words,
        word_scales=word_scales.astype(np.float16),
        families=np.array(listing.families, np.int32),
        **{name: value.numpy().astype(np.float16) for name, value in halves(weights).items()},
    )


def halves(weights: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """What takes sixteen bits, by the names of `speech.homophones.Speller`."""

    def sides(name: str) -> list[torch.Tensor]:
        return [weights[f"unit.{name}_l0"], weights[f"unit.{name}_l0_reverse"]]

    return {
        "read": torch.cat(sides("weight_ih")).T,
        "read_bias": torch.cat(sides("bias_ih")),
        "keep": torch.stack(sides("weight_hh")).mT,
        "keep_bias": torch.stack(sides("bias_hh")),
        "narrow": weights["narrow.weight"].T,
        "narrow_bias": weights["narrow.bias"],
        "word_bias": weights["bias"],
    }


if __name__ == "__main__":
    export_as_told(__doc__, export, FILE)
