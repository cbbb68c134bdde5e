"""Many speakers from one network: Kokoro-82M with its published voices, mixed.

A Kokoro voice is a table of style vectors, a row a length of sentence. The first half of a row is the timbre,
the second the melody and rhythm (Kokoro's own decoder and predictor read them apart), so that one speaker's
timbre can talk with another's rhythm: half of those here borrow some of the rhythm of ff_siwis, the only
French one, and half keep their own, which swallows more.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from speech.evaluation.kokoro_speakers import STYLES
from speech.kokoro_symbols import KOKORO_TOKENS

NATIVE = "ff_siwis"
KEPT_ASIDE = tuple(STYLES)
"""Never trained on: the voices ears are measured with."""
FAR = "jzh"
"""First letters of the voices whose languages sound least like French: only ever a part of a speaker."""
BEYOND = 0.5
"""Of the speakers but the native one: how many are pushed, timbre and rhythm, out of the published voices
along the line between two of them."""
STEP = (0.15, 0.6)
"""How far, in lengths of that line."""
STYLE, TIMBRE = 256, 128
MOST_TOKENS = 400
RATE = 24_000
PEAK = 0.7

Table = NDArray[np.float32]


def read_voices(folder: Path) -> dict[str, Table]:
    """Name -> style table, shape [rows, 256], of every voice of the folder; ValueError when there is none."""
    tables = {
        path.stem: np.fromfile(path, np.float32).reshape(-1, STYLE) for path in sorted(folder.glob("*.bin"))
    }
    if NATIVE not in tables:
        raise ValueError(f"{folder} holds no voice {NATIVE}: run the stage voices again.")
    return tables


def speaker(voices: Mapping[str, Table], chance: random.Random) -> tuple[str, Table]:
    """A speaker's name and style table; nobody kept aside has a part in it."""
    near = [name for name in voices if name not in KEPT_ASIDE and name[0] not in FAR]
    far = [name for name in voices if name[0] in FAR]
    if chance.random() < 0.12:
        return NATIVE, voices[NATIVE]
    names = [chance.choice(near) for _ in range(chance.choice([1, 1, 2, 3]))]
    if chance.random() < 0.2:
        names.append(chance.choice(far))
    shares = np.random.default_rng(chance.randrange(1 << 30)).dirichlet([1.5] * len(names))
    timbre = _mixed([voices[name] for name in names], shares)
    if chance.random() < BEYOND:
        one, other = chance.sample(near, 2)
        much = chance.uniform(*STEP)
        timbre = _mixed([timbre, voices[one], voices[other]], [1, much, -much])
        names += [f"{one}-{other}"]
    native = chance.choice([0.0, 0.0, 0.0, 0.3, 0.6, 1.0])
    rhythm = _mixed([timbre, voices[NATIVE]], [1 - native, native])
    return "+".join(names), np.concatenate([timbre[:, :TIMBRE], rhythm[:, TIMBRE:]], axis=1)


def _mixed(tables: Sequence[Table], shares: Sequence[float] | NDArray[np.float64]) -> Table:
    rows = min(len(table) for table in tables)
    parts = [np.float32(share) * table[:rows] for share, table in zip(shares, tables, strict=True)]
    mixed: Table = np.sum(parts, axis=0, dtype=np.float32)
    return mixed


class Kokoro:
    """The network itself, on one processor."""

    def __init__(self, model: Path) -> None:
        """`model` is the int8 ONNX export; raises whatever onnxruntime says of a file that is not."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session: Any = onnxruntime.InferenceSession(str(model), options, ["CPUExecutionProvider"])

    def say(self, ipa: str, style: Table, speed: float) -> NDArray[np.float32]:
        """24 kHz samples from -1 to 1 of espeak's writing; ValueError when nothing in it sounds."""
        tokens = [KOKORO_TOKENS[letter] for letter in ipa if letter in KOKORO_TOKENS][:MOST_TOKENS]
        if len(tokens) < 2:
            raise ValueError(f"There is nothing to say in {ipa!r}.")
        inputs = {
            "tokens": np.array([[0, *tokens, 0]], np.int64),
            "style": style[min(len(tokens), len(style) - 1)][None],
            "speed": np.array([speed], np.float32),
        }
        samples: NDArray[np.float32] = self._session.run(None, inputs)[0].ravel().astype(np.float32)
        return samples / max(1e-3, float(np.abs(samples).max())) * PEAK
