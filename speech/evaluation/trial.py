"""A model hears sentences: how many words it gets wrong, and what that costs."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from speech.bench import MEASURED_CALLERS, measured
from speech.evaluation.errors import Errors, errors_of
from speech.evaluation.sureness import Sureness
from speech.hypotheses import Utterance
from speech.pcm import seconds_of
from speech.recogniser import VoskEars

CHUNK_BYTES = 320
"""20 ms, as a call brings it."""


@dataclass
class Trial:
    """What a model made of some sentences."""

    errors: Errors = field(default_factory=Errors)
    sureness: Sureness = field(default_factory=Sureness)
    heard: list[str] = field(default_factory=list)
    sound_seconds: float = 0.0
    cpu_seconds: float = 0.0

    @property
    def cpu_share(self) -> float:
        """Processor seconds for each second of sound."""
        return self.cpu_seconds / self.sound_seconds if self.sound_seconds else 0.0


def try_out(ears: VoskEars, texts: Sequence[str], sounds: Sequence[bytes]) -> Trial:
    """Have the ears hear each sound, whose text is known. PCM at the rate of the ears."""
    trial = Trial()
    for text, sound in zip(texts, sounds, strict=True):
        before = time.process_time()
        heard = heard_of(ears, sound)
        trial.cpu_seconds += time.process_time() - before
        trial.sound_seconds += seconds_of(sound, ears.rate)
        trial.heard.append(heard.text)
        trial.errors += errors_of(text, heard.text)
        trial.sureness.add(text, heard.words)
    return trial


def hear(ears: VoskEars, sound: bytes, phrases: Sequence[str] = ()) -> str:
    """The words of one sound, as text."""
    return heard_of(ears, sound, phrases).text


def heard_of(ears: VoskEars, sound: bytes, phrases: Sequence[str] = ()) -> Utterance:
    """What is heard in one sound, given as a call gives it; with phrases, those of a closed question."""
    recogniser = ears.open(phrases)
    for at in range(0, len(sound), CHUNK_BYTES):
        recogniser.accept(sound[at : at + CHUNK_BYTES])
    utterance = recogniser.finish()
    recogniser.close()
    return utterance


@dataclass(frozen=True)
class Cost:
    """What ears cost on this machine."""

    load_seconds: float
    call_mib: float
    """Memory for each caller talking, when all has been heard."""
    model_mib: float
    cpu_share: float
    """Processor seconds for each second of speech."""


def cost_of(folder: Path, utterances: Sequence[bytes]) -> Cost:
    """What it costs to hear these in turn, from several callers at once. Raises ModelError.

    Measured in a process of its own, so that nothing loaded before hides it.
    """
    VoskEars(folder).load()  # what is wrong is told here: its errors do not travel between processes
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
        return process.submit(_cost, folder, utterances).result()


def _cost(folder: Path, utterances: Sequence[bytes]) -> Cost:
    ears = VoskEars(folder)
    with measured() as loading:
        ears.load()
    with measured() as holding:
        for utterance in utterances:
            talking = [ears.open() for _ in range(MEASURED_CALLERS)]
            for recogniser in talking:
                for at in range(0, len(utterance), CHUNK_BYTES):
                    recogniser.accept(utterance[at : at + CHUNK_BYTES])
            for recogniser in talking:
                recogniser.finish()
                recogniser.close()
    return Cost(
        load_seconds=loading.wall_seconds,
        call_mib=max(0.0, holding.memory_mib) / MEASURED_CALLERS,
        model_mib=loading.memory_mib,
        cpu_share=holding.cpu_seconds / (MEASURED_CALLERS * sum(map(seconds_of, utterances))),
    )
