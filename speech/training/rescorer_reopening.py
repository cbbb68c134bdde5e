"""Stage "rescorer", begun from a model's readers: their checkpoints are lost, or there are new texts to read.

    python -m speech.training.rescorer_reopening var/models/vosk-model-fr-mairie-0.15
    python -m speech.training.rescorer forward --again --minutes 70
    python -m speech.training.rescorer backward --again --minutes 70

Words that the texts have come to say often enough are added, in classes of their own and knowing nothing yet.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from itertools import chain
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import torch
from torch import Tensor

from speech.model_errors import ModelError
from speech.rescoring import DIRECTIONS, FILE, tokens_of
from speech.training.checkpoints import save_whole
from speech.training.language import kept_aside
from speech.training.recurrent import RecurrentModel
from speech.training.rescorer import checkpoint
from speech.training.rescorer_export import HALVES
from speech.training.rescorer_texts import LARGEST, SEEN, Texts, Vocabulary
from speech.training.workshop import workshop
from speech.weights import Arrays, lines_of, made_of

Weights = dict[str, Tensor]


def widened(known: Vocabulary, sentences: Iterable[str]) -> Vocabulary:
    """The same words, numbered as they were, then those met at least SEEN times that are not among them."""
    counts = Counter(word for one in sentences for word in tokens_of(one))
    for word in known.words:
        del counts[word]
    new = [word for word, times in counts.most_common() if times >= SEEN]
    ends = [min(at + LARGEST, len(new)) + len(known.words) for at in range(0, len(new), LARGEST)]
    return Vocabulary((*known.words, *new), (*known.starts, *ends))


def reopened(folder: Path) -> tuple[Vocabulary, dict[str, Weights]]:
    """The words of a model's readers, and the weights of each as `RecurrentModel` has them.

    Raises ModelError for a damaged file, FileNotFoundError for a model without readers.
    """
    found = made_of(folder, FILE, _unpacked)
    if found is None:
        raise FileNotFoundError(f"{folder / FILE} is missing: this model has no readers.")
    return found


def _unpacked(kept: Arrays) -> tuple[Vocabulary, dict[str, Weights]]:
    vocabulary = Vocabulary(tuple(lines_of(kept["words"])), tuple(kept["starts"].tolist()))
    return vocabulary, {name: _weights(kept, name) for name in DIRECTIONS}


def _weights(kept: Arrays, reader: str) -> Weights:
    """What `rescorer_export.arrays` made of them, undone."""
    exact: dict[str, Any] = {"words.weight": kept[f"{reader}_words"] * kept[f"{reader}_scales"]}
    exact |= {name: kept[f"{reader}_{key}"].T for key, name in HALVES.items()}
    return {name: torch.from_numpy(np.array(one, np.float32)) for name, one in exact.items()}


def placed(weights: Mapping[str, Tensor], vocabulary: Vocabulary) -> Weights:
    """The state of a network that reads more words: of what it had, `weights`; new classes are the rarest."""
    state: Weights = RecurrentModel(vocabulary.starts).state_dict()
    for name, known in weights.items():
        state[name][: len(known)] = known
    classes = len(weights["classes.bias"])
    state["classes.weight"][classes:] = 0
    state["classes.bias"][classes:] = weights["classes.bias"].min()
    return state


def main() -> None:
    """Write both checkpoints."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path)
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    folder = workshop(given.folder)
    torch.manual_seed(given.seed)
    for path in (checkpoint(folder, direction) for direction in DIRECTIONS):
        if path.exists():
            raise SystemExit(f"{path} is there: a training is under way. Remove it to begin from the model.")
    try:
        known, readers = reopened(given.model)
    except (ModelError, FileNotFoundError) as error:
        raise SystemExit(str(error)) from error
    texts = Texts(folder, Random(given.seed), frozenset(chain(*kept_aside().values())))
    vocabulary = widened(known, texts.all_once())
    for direction, weights in readers.items():
        state = {"model": placed(weights, vocabulary), "vocabulary": asdict(vocabulary)}
        save_whole(state, checkpoint(folder, direction))
    print(f"{len(vocabulary.words) - len(known.words)} words more than {len(known.words)}")


if __name__ == "__main__":
    main()
