"""A second engine, for what it does otherwise: SVOX Pico's French voice (Debian: libttspico-utils)."""

from __future__ import annotations

import random
import subprocess
import tempfile
import wave
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from numpy.typing import NDArray

from speech.training.sampling import brought_down

COMMAND = "pico2wave"
MOST_SECONDS = 20
PITCHES, SPEEDS = (65, 150), (75, 135)
"""Percent of the voice's own."""
SIZES = (0.84, 1.2)
"""The throat: everything an octave fraction higher or lower, as another person's mouth would."""


def say(text: str, chance: random.Random) -> tuple[str, NDArray[np.int16]]:
    """The speaker drawn and the 8 kHz samples of the sentence. Raises RuntimeError when pico2wave fails."""
    size = chance.uniform(*SIZES)
    pitch, speed = chance.randint(*PITCHES), chance.randint(*SPEEDS)
    marked = f'<pitch level="{pitch}"><speed level="{round(speed / size)}">{escape(text)}</speed></pitch>'
    with tempfile.TemporaryDirectory() as folder:
        spoken = Path(folder) / "said.wav"
        # A fixed program on a sentence of ours, without a shell.
        command = [COMMAND, "-l", "fr-FR", "-w", str(spoken), marked]
        try:
            done = subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise RuntimeError(f"{COMMAND} (Debian: libttspico-utils) cannot be used: {error}") from error
        if done.returncode or not spoken.exists():
            raise RuntimeError(
                f"{COMMAND} failed on {text!r}: {done.stderr.decode(errors='replace').strip()}"
            )
        with wave.open(str(spoken)) as file:
            rate = file.getframerate()
            heard = np.frombuffer(file.readframes(file.getnframes()), np.int16)
    samples = brought_down(heard, rate * size, chance)
    return f"pico/{pitch}/{size:.2f}", np.clip(samples, -32768, 32767).astype(np.int16)
