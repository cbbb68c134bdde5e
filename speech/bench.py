"""What ears and voice cost on this machine: python -m speech.bench."""

from __future__ import annotations

import argparse
import os
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from speech.audio import Chunker, mulaw_decode, mulaw_encode, resampled, to_bytes
from speech.models import ModelStore
from speech.pcm import PHONE_RATE, seconds_of
from speech.recogniser import VoskEars
from speech.sentences import split_to_hurry
from speech.synthesiser import PiperVoice

MEASURED_CALLERS = 5
"""Recognisers held at once to see what each weighs."""
HEARD_SECONDS = 5
"""Speech each of them is given."""
USABLE_SHARE = 0.7
"""Of the processors: beyond, those who wait for one are heard late."""

_TEXTS: dict[str, Any] = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@dataclass
class Cost:
    """What a stretch of work took."""

    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    memory_mib: float = 0.0
    """Resident memory it added."""


@contextmanager
def measured() -> Iterator[Cost]:
    """The cost of what is done inside, filled in at its end."""
    cost, memory = Cost(), _resident_mib()
    wall, cpu = time.perf_counter(), time.process_time()
    yield cost
    cost.wall_seconds, cost.cpu_seconds = time.perf_counter() - wall, time.process_time() - cpu
    cost.memory_mib = _resident_mib() - memory


def _resident_mib() -> float:
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure_voice(folder: Path, sentences: Sequence[str]) -> tuple[str, bytes]:
    """The report on a voice, and what it said as PCM at 8 kHz."""
    voice = PiperVoice(folder)
    with measured() as loading:
        voice.load()
    list(voice.speak(sentences[0]))  # the first sentence of a process also sets its memory up
    with measured() as first:
        next(voice.speak(sentences[0]))
    with measured() as hurried:
        next(voice.speak(split_to_hurry(sentences[1])[0]))
    with measured() as speaking:
        sounds = [sound for sentence in sentences for sound in voice.speak(sentence)]
    seconds = sum(map(len, sounds)) / voice.rate
    said = b"".join(to_bytes(resampled(sound, voice.rate, PHONE_RATE)) for sound in sounds)
    report = _TEXTS["voice"].format(
        name=folder.name,
        load=loading.wall_seconds,
        memory=loading.memory_mib + max(0.0, speaking.memory_mib),
        first=first.wall_seconds,
        hurried=hurried.wall_seconds,
        cpu=speaking.cpu_seconds / seconds,
        wall=speaking.wall_seconds / seconds,
    )
    return report, mulaw_decode(mulaw_encode(said))


def measure_ears(folder: Path, said: bytes) -> str:
    """The report on a recogniser that hears this PCM at 8 kHz."""
    ears = VoskEars(folder)
    with measured() as loading:
        ears.load()
    with measured() as holding:
        held = [ears.open() for _ in range(MEASURED_CALLERS)]
        for recogniser in held:
            recogniser.accept(said[: HEARD_SECONDS * 2 * PHONE_RATE])
    for recogniser in held:
        recogniser.close()
    seconds = seconds_of(said)
    heard, finish, speech = _hear(ears, said)
    _, _, closed = _hear(ears, said, ("oui", "non", "un agent"))
    _, _, silence = _hear(ears, bytes(len(said)))
    processors = os.cpu_count() or 1
    return str(
        _TEXTS["ears"].format(
            name=folder.name,
            load=loading.wall_seconds,
            memory=loading.memory_mib,
            each=max(0.0, holding.memory_mib) / MEASURED_CALLERS,
            cpu=speech.cpu_seconds / seconds,
            closed=closed.cpu_seconds / seconds,
            silence=silence.cpu_seconds / seconds,
            finish=finish * 1000,
            callers=USABLE_SHARE * processors * seconds / speech.cpu_seconds,
            heard=heard,
        )
    )


def _hear(ears: VoskEars, pcm: bytes, phrases: Sequence[str] = ()) -> tuple[str, float, Cost]:
    """The words heard, the wall seconds from the last sound to them, and the whole cost."""
    with measured() as cost:
        recogniser = ears.open(phrases)
        for chunk in Chunker(320).feed(pcm):
            recogniser.accept(chunk)
        before = time.perf_counter()
        text = recogniser.finish().text
        finish = time.perf_counter() - before
    recogniser.close()
    return text, finish, cost


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every installed model; the exit status."""
    default = Path(os.environ.get("STANDARDISTE_VAR", "var")) / "models"
    parser = argparse.ArgumentParser(prog="python -m speech.bench", description=_TEXTS["about"])
    parser.add_argument("root", nargs="?", type=Path, default=default, help=_TEXTS["root"])
    root: Path = parser.parse_args(arguments).root
    store = ModelStore(root)
    installed = {name: store.catalogue[name].engine for name in store.installed()}
    voices = [name for name, engine in installed.items() if engine == "piper"]
    if not voices:
        print(_TEXTS["nothing"].format(root=root))
        return 1
    print(_TEXTS["machine"].format(processors=os.cpu_count(), load=os.getloadavg()[0]))
    # A process for each model: what one leaves in memory must not hide what the next one takes.
    alone = ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1)
    with alone as process:
        said: dict[str, bytes] = {}
        for name in voices:
            voice = process.submit(measure_voice, store.path(name), _TEXTS["sentences"])
            report, said[store.catalogue[name].language] = voice.result()
            print(report)
        for name, engine in installed.items():
            if engine == "vosk":
                speech = said_in(store.catalogue[name].language, said)
                print(process.submit(measure_ears, store.path(name), speech).result())
    return 0


def said_in(language: str, said: Mapping[str, bytes]) -> bytes:
    """What a voice of this language said, or any voice where there is none: one must have said something.

    Ears take up to three times the processor for a foreign voice, in which many words are as likely.
    """
    return said.get(language) or next(iter(said.values()))


if __name__ == "__main__":
    raise SystemExit(main())
