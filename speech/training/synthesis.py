"""Stage "speech": have the texts said by many voices, shard after shard, until there is enough.

    python -m speech.training.synthesis kokoro --seed 1 --hours 2
    python -m speech.training.synthesis pico --seed 2 --hours 3

Each seed writes its own shards and goes on after the last one it finds; several may run side by side.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import soxr
from piper.phonemize_espeak import EspeakPhonemizer

from speech.adaptation.phones import phones_of
from speech.training import kokoro, pico
from speech.training.saying import draw, punctuated, relaxed
from speech.training.shards import RATE, Utterance, save
from speech.training.workshop import CORPUS, KOKORO_MODEL, VOICES, read_texts, workshop

SHARD = 100
"""Utterances."""
SPEEDS = (0.8, 1.3)

Say = Callable[[str, random.Random], Utterance]


def kokoro_saying(folder: Path, espeak: EspeakPhonemizer) -> Say:
    """A sayer with the many voices of Kokoro."""
    network, voices = kokoro.Kokoro(folder / KOKORO_MODEL), kokoro.read_voices(folder / VOICES)

    def say(text: str, chance: random.Random) -> Utterance:
        ipa = relaxed(written(espeak, punctuated(text, chance)), chance)
        name, style = kokoro.speaker(voices, chance)
        spoken = network.say(ipa, style, chance.uniform(*SPEEDS))
        samples = soxr.resample(spoken, kokoro.RATE, RATE)
        return Utterance((samples.clip(-1, 1) * 32767).astype(np.int16), text, phones_of(ipa), name)

    return say


def pico_saying(folder: Path, espeak: EspeakPhonemizer) -> Say:
    """A sayer with SVOX Pico's voice, high and low, fast and slow."""

    def say(text: str, chance: random.Random) -> Utterance:
        marked = punctuated(text, chance)
        voice, samples = pico.say(marked, chance)
        return Utterance(samples, text, phones_of(written(espeak, marked)), voice)

    return say


def written(espeak: EspeakPhonemizer, text: str) -> str:
    """espeak's writing of a French text."""
    return " ".join("".join(sentence) for sentence in espeak.phonemize("fr", text)).strip()


ENGINES = {"kokoro": kokoro_saying, "pico": pico_saying}


def main() -> None:
    """Write shards until the hours asked are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("engine", choices=sorted(ENGINES))
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--hours", type=float, required=True)
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    given = parser.parse_args()
    folder = workshop(given.folder)
    corpus = folder / CORPUS
    corpus.mkdir(exist_ok=True)
    texts = read_texts(folder)
    say = ENGINES[given.engine](folder, EspeakPhonemizer())
    name = f"{given.engine}-{given.seed}"
    seconds, number = 0.0, len(list(corpus.glob(f"{name}-*.npz")))
    while seconds < given.hours * 3600:
        chance = random.Random(f"{name}-{number}")
        begun, shard = time.process_time(), list[Utterance]()
        while len(shard) < SHARD:
            text = draw(texts, chance)
            try:
                shard.append(say(text, chance))
            except (ValueError, RuntimeError) as error:
                print(f"left out: {error}", file=sys.stderr)
        save(corpus / f"{name}-{number:04}.npz", shard)
        said = sum(one.seconds for one in shard)
        seconds, number = seconds + said, number + 1
        cost = (time.process_time() - begun) / said
        print(f"{name}: {seconds / 3600:.2f} h, {cost:.2f} processor-seconds a second of speech", flush=True)


if __name__ == "__main__":
    main()
