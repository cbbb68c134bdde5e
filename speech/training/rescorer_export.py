"""Stage "rescorer", its end: the two trained readers become the one file that a model's folder carries.

    python -m speech.training.rescorer_export --into var/training/vosk-model-fr-mairie-0.15

Words are told in seven bits, which an archive packs, and the rest in sixteen: the likelihood of a sentence
changes by a twentieth of a nat.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from speech.rescoring import DIRECTIONS, FILE
from speech.training.exporting import export_as_told
from speech.training.quantising import quantised
from speech.training.rescorer import checkpoint

WORD_BITS = 7
"""Of each number of a word: an archive is an eighth smaller than with eight."""
HALVES = {
    "word_bias": "bias",
    "read": "unit.weight_ih_l0",
    "read_bias": "unit.bias_ih_l0",
    "keep": "unit.weight_hh_l0",
    "keep_bias": "unit.bias_hh_l0",
    "narrow": "narrow.weight",
    "narrow_bias": "narrow.bias",
    "classes": "classes.weight",
    "class_bias": "classes.bias",
}
"""What is carried in half precision, and the network's weights it is, transposed."""


def arrays(name: str, weights: dict[str, torch.Tensor]) -> dict[str, NDArray[Any]]:
    """One reader's arrays by name: words in WORD_BITS, with a scale each; the rest in half precision."""
    words, scales = quantised(weights["words.weight"], WORD_BITS)
    halves = {key: weights[one].numpy().T.astype(np.float16) for key, one in HALVES.items()}
    return {
        f"{name}_words": words,
        f"{name}_scales": scales,
        **{f"{name}_{key}": values for key, values in halves.items()},
    }


def export(folder: Path, into: Path) -> None:
    """Write the file; SystemExit when a reader is missing, or the two do not read the same words."""
    states = {}
    for direction in DIRECTIONS:
        path = checkpoint(folder, direction)
        if not path.exists():
            raise SystemExit(f"{path} is missing: run the stage rescorer for both directions.")
        states[direction] = torch.load(path)
    forward, backward = (state["vocabulary"] for state in states.values())
    if forward != backward:
        stale = checkpoint(folder, DIRECTIONS[1])
        raise SystemExit(f"The two readers have different words: remove {stale}, and train it again.")
    words = "\n".join(forward["words"]).encode()
    kept: dict[str, Any] = {
        "words": np.frombuffer(words, np.uint8),
        "starts": np.array(forward["starts"], np.int32),
    }
    for direction, state in states.items():
        kept |= arrays(direction, state["model"])
    np.savez(into / FILE, **kept)


if __name__ == "__main__":
    export_as_told(__doc__, export, FILE)
