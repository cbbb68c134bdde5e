"""The end of a stage that leaves a file in a model's folder: one command line for all of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from speech.training.workshop import workshop


def export_as_told(about: str | None, export: Callable[[Path, Path], None], file: str) -> None:
    """Call `export` with the training's folder and the model's; `about`: the stage's own documentation."""
    parser = argparse.ArgumentParser(description=about.splitlines()[0] if about else None)
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--into", type=Path, required=True, help="the folder of a Vosk model")
    given = parser.parse_args()
    export(workshop(given.folder), given.into)
    print(f"{given.into / file}: written.")
