"""Try a model for real, in a process of its own: python -P model_trial.py ENGINE FOLDER.

A damaged Vosk model can kill the process that loads it, and a large one takes gigabytes: neither may happen
to whoever installs. Exits 0 when the model loads and works; otherwise the last line printed says why not.
"""

from __future__ import annotations

import sys
from pathlib import Path

RATE = 8000
"""Hertz; the telephone's."""


def try_vosk(folder: Path) -> str:
    """Load the model, hear a quarter of a second of silence and read; what went wrong, or nothing."""
    import vosk

    from speech.homophones import Homophones
    from speech.rescoring import Rescorer

    if rescorer := Rescorer.of_folder(folder):
        rescorer.opinion(["oui", "non merci"], [0.0, 0.0])
    if homophones := Homophones.of_folder(folder):
        homophones.spelled(["la", "porte", "est", "fermée"])
    vosk.SetLogLevel(-1)
    recogniser = vosk.KaldiRecognizer(vosk.Model(str(folder)), RATE)
    recogniser.AcceptWaveform(bytes(RATE // 2))
    return "" if "text" in recogniser.FinalResult() else "no result"


def try_piper(folder: Path) -> str:
    """Load the voice and say a word; what went wrong, or nothing."""
    from piper import PiperVoice

    voice = PiperVoice.load(next(folder.glob("*.onnx")))
    samples = b"".join(chunk.audio_int16_bytes for chunk in voice.synthesize("Bonjour."))
    return "" if any(samples) else "no sound"


def main(engine: str, folder: str) -> int:
    """Exit status."""
    try:
        trouble = {"vosk": try_vosk, "piper": try_piper}[engine](Path(folder))
    except Exception as error:
        trouble = f"{type(error).__name__}: {error}"
    if trouble:
        print(" ".join(trouble.split()))
    return 1 if trouble else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
