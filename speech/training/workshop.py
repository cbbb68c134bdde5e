"""The folder in which the training keeps its files, and what the stages find there."""

from __future__ import annotations

from pathlib import Path

DEFAULT = Path("var/training")
KOKORO_MODEL, VOICES = "kokoro-int8.onnx", "voices"
"""What the stage "voices" brings."""
TEXTS = "texts.txt"
"""What the stage "texts" writes: a sentence a line, lower case, numbers in words."""
CORPUS = "corpus"
"""What the stage "speech" writes."""


def workshop(folder: Path | None) -> Path:
    """The folder, made when it is not there."""
    chosen = folder or DEFAULT
    chosen.mkdir(parents=True, exist_ok=True)
    return chosen


def read_texts(folder: Path) -> list[str]:
    """The sentences to say; SystemExit with what to do when there are none."""
    path = folder / TEXTS
    if not path.exists():
        raise SystemExit(f"{path} is missing: run the stage that writes it, python -m speech.training.texts.")
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]
