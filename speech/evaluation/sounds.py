"""What voices said, kept on disk: a sentence is made once, whatever the number of models that hear it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from speech.evaluation.speakers import Speaker
from speech.pcm import Samples


@dataclass(frozen=True)
class Said:
    """A sentence and its sound at 8 kHz."""

    text: str
    sound: Samples
    voice: str


class KeptSounds:
    """Sentences said by voices. One process writes at a time; nothing is lost when it is stopped."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def say(self, speaker: Speaker, text: str) -> Said:
        """The sentence in that voice, said once and kept. Raises NoTool or SynthesisError."""
        digest = hashlib.sha256(text.encode()).hexdigest()[:24]
        file = self._folder / speaker.name / f"{digest}.npy"
        if file.is_file():
            return Said(text, np.load(file), speaker.name)
        sound = speaker.say(text)
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".partial.npy")
        np.save(partial, sound)
        partial.replace(file)
        return Said(text, sound, speaker.name)

    def say_all(self, speakers: tuple[Speaker, ...], texts: Iterable[str]) -> list[Said]:
        """The sentences, each in the next voice. Raises NoTool or SynthesisError."""
        return [self.say(speakers[at % len(speakers)], text) for at, text in enumerate(texts)]
