"""Voices of other synthesisers than the line's; SVOX Pico also teaches what speech.training makes."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from speech.evaluation.conditions import NoTool, sox
from speech.loudness import trimmed
from speech.pcm import PHONE_RATE, Samples, to_samples

KEPT_SECONDS = 0.05
"""Silence left around a sentence."""
SLOWEST_SECONDS = 30


class Speaker(Protocol):
    """Says one sentence."""

    @property
    def name(self) -> str:
        """What tells its sounds from another's."""

    def say(self, text: str) -> Samples:
        """The sentence at 8 kHz; the same each time. Raises NoTool when its program is missing."""


@dataclass(frozen=True)
class EspeakSpeaker:
    """espeak-ng: formants, or an MBROLA voice's diphones (whose licence allows trying, not training)."""

    voice: str
    """As espeak-ng names it: fr+f3, fr-be+m2, mb-fr4."""
    words_a_minute: int = 165

    @property
    def name(self) -> str:
        return f"espeak-{self.voice}-{self.words_a_minute}"

    def say(self, text: str) -> Samples:
        return _spoken(
            "espeak-ng", ["-v", self.voice, "-s", str(self.words_a_minute), "-w", "{file}", "--", text]
        )


@dataclass(frozen=True)
class PicoSpeaker:
    """SVOX Pico, the voice of early Android telephones."""

    name: str = "pico-fr"

    def say(self, text: str) -> Samples:
        return _spoken("pico2wave", ["-l", "fr-FR", "-w", "{file}", text])


ESPEAK: tuple[Speaker, ...] = (
    EspeakSpeaker("fr", 160),
    EspeakSpeaker("fr+f3", 150),
    EspeakSpeaker("fr-be+m4", 170),
    EspeakSpeaker("fr-ch+f1", 165),
)
PICO: tuple[Speaker, ...] = (PicoSpeaker(),)
MBROLA: tuple[Speaker, ...] = (EspeakSpeaker("mb-fr1", 150), EspeakSpeaker("mb-fr4", 150))
"""Diphones cut from the speech of a man and of a woman."""


def can_speak(speakers: Sequence[Speaker]) -> str:
    """Why these cannot be had on this machine; empty when they can."""
    try:
        for speaker in speakers:
            if not len(speaker.say("oui")):
                return speaker.name
    except NoTool as missing:
        return str(missing)
    return ""


def _spoken(program: str, arguments: Sequence[str]) -> Samples:
    """What a program writes in the file it is given as {file}."""
    path = shutil.which(program)
    if path is None:
        raise NoTool(program)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "said.wav"
        command = [path, *(one.replace("{file}", str(file)) for one in arguments)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SLOWEST_SECONDS)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NoTool(f"{program} ({error})") from error
        if done.returncode or not file.is_file():
            raise NoTool(f"{program} ({done.stderr.decode(errors='replace').strip()[:200]})")
        return recording(file)


def recording(file: Path) -> Samples:
    """A recording of any kind sox reads, at 8 kHz, the silence around it cut; raises NoTool."""
    raw = sox([str(file), "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", "-r", str(PHONE_RATE), "-"])
    return trimmed(to_samples(raw), PHONE_RATE, KEPT_SECONDS, KEPT_SECONDS)
