"""Stage "respoken": a model whose letters are said as `data/pronunciations.toml` has them now.

    python -m speech.training.respoken var/models/vosk-model-fr-mairie-0.13 --into var/training/respoken

The lexicon and the language are read back from the model's graph, which is written again on today's plan: a
minute, where the stage "language" takes half an hour and makes another language of whatever sentences there
are by then. The settings for decoding become today's.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from speech.adaptation.adapt import language_in, lexicon_in, write_beside
from speech.adaptation.graph import build_graph
from speech.adaptation.transducer import TransducerError
from speech.training.export import DECODING
from speech.training.pronunciations import given_pronunciations, letters


def respoken(model: Path, into: Path) -> None:
    """Write to `into`, a new folder, the model with the letters' sounds, and today's settings for decoding.

    Raises TransducerError, OSError, ValueError or KeyError when it is no model of this project's making.
    """
    lexicon, given = lexicon_in(model), letters(given_pronunciations())
    known = {one.word for one in lexicon}
    kept = [one for one in lexicon if one.word not in given]
    new = [one for word in sorted(known & given.keys()) for one in given[word]]
    graph = build_graph(sorted([*kept, *new], key=lambda one: (one.word, one.phones)))
    write_beside(model, into, graph, language_in(model))
    (into / "conf" / "model.conf").write_text(DECODING, "utf-8")


def main() -> None:
    """Write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path)
    parser.add_argument("--into", type=Path, required=True)
    given = parser.parse_args()
    try:
        respoken(given.model, given.into)
    except (TransducerError, OSError, ValueError, KeyError) as error:
        raise SystemExit(f"{given.model} could not be written again: {error}") from error
    print(f"{given.into}: written.")


if __name__ == "__main__":
    main()
