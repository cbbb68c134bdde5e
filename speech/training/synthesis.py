"""Stage "speech": have the texts said by many voices, shard after shard, until there is enough.

    python -m speech.training.synthesis kokoro --seed 1 --hours 2
    python -m speech.training.synthesis pico --seed 2 --hours 3

Each seed writes its own shards and goes on after the last one it finds, until the hours asked are there in
all; several may run side by side.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from piper.phonemize_espeak import EspeakPhonemizer

from speech.adaptation.phones import Phones, phones_of
from speech.training import formants, kokoro, pico
from speech.training.english import language_of
from speech.training.sampling import brought_down
from speech.training.saying import BRIEF, ENGLISH, draw, punctuated, relaxed
from speech.training.shards import Utterance, load, save
from speech.training.workshop import CORPUS, KOKORO_MODEL, VOICES, read_texts, workshop

SHARD = 100
"""Utterances."""
SPEEDS = (0.65, 1.4)
PAUSED = 0.06
"""How often a word is followed by a pause, in the engines that do not choose for themselves."""
MOST_REFUSED = 20
"""Sentences in a row that a voice may fail to say before the stage gives up."""

LETTERS = {"effe": "f", "emme": "m", "esse": "s", "qu": "q"}
"""Names of letters that espeak takes for words."""
_NAMED = re.compile(rf"\b({'|'.join(LETTERS)})\b(?!['’])")

Say = Callable[[str, random.Random], Utterance]


def kokoro_saying(folder: Path, espeak: EspeakPhonemizer) -> Say:
    """A sayer with the many voices of Kokoro."""
    network, voices = kokoro.Kokoro(folder / KOKORO_MODEL), kokoro.read_voices(folder / VOICES)

    def say(text: str, chance: random.Random) -> Utterance:
        ipa = relaxed(written(espeak, punctuated(text, chance), language_of(text)), chance)
        name, style = kokoro.speaker(voices, chance)
        spoken = network.say(ipa, style, chance.uniform(*SPEEDS))
        samples = brought_down(spoken, kokoro.RATE, chance)
        return Utterance((samples.clip(-1, 1) * 32767).astype(np.int16), text, phones_of(ipa), name)

    return say


def pico_saying(folder: Path, espeak: EspeakPhonemizer) -> Say:
    """A sayer with SVOX Pico's voice, high and low, fast and slow."""

    def say(text: str, chance: random.Random) -> Utterance:
        _refuse_english(text)
        marked = lettered(punctuated(text, chance))
        voice, samples = pico.say(marked, chance)
        return Utterance(samples, text, phones_of(written(espeak, marked)), voice)

    return say


def formants_saying(folder: Path, espeak: EspeakPhonemizer) -> Say:
    """A sayer with a throat drawn anew for each sentence."""

    def say(text: str, chance: random.Random) -> Utterance:
        _refuse_english(text)
        words = [phones_of(word) for word in relaxed(written(espeak, text), chance).split()]
        groups: list[list[Phones]] = [[]]
        for word in filter(None, words):
            if groups[-1] and chance.random() < PAUSED:
                groups.append([])
            groups[-1].append(word)
        voice, samples = formants.say(groups, chance)
        return Utterance(samples, text, tuple(phone for word in words for phone in word), voice)

    return say


def _refuse_english(text: str) -> None:
    if language_of(text) != "fr":
        raise ValueError(f"this voice speaks French alone: {text}")


def lettered(text: str) -> str:
    """The text with such letters written as letters."""
    return _NAMED.sub(lambda found: LETTERS[found[0]], text)


def written(espeak: EspeakPhonemizer, text: str, language: str = "fr") -> str:
    """espeak's writing of a text."""
    return " ".join("".join(sentence) for sentence in espeak.phonemize(language, lettered(text))).strip()


ENGINES = {"kokoro": kokoro_saying, "pico": pico_saying, "formants": formants_saying}
SPEAKING_ENGLISH = ("kokoro",)


def shard_of(
    texts: list[str], say: Say, chance: random.Random, brief: float = BRIEF, english: float = ENGLISH
) -> list[Utterance]:
    """A shard's utterances; `brief`, `english`: as `draw` has them.

    Raises RuntimeError when the voice says nothing any more.
    """
    shard: list[Utterance] = []
    refused = 0
    while len(shard) < SHARD:
        try:
            shard.append(say(draw(texts, chance, brief, english), chance))
            refused = 0
        except (ValueError, RuntimeError) as error:
            print(f"left out: {error}", file=sys.stderr)
            refused += 1
            if refused == MOST_REFUSED:
                raise RuntimeError(f"{refused} sentences in a row could not be said: {error}") from error
    return shard


def said_already(corpus: Path, name: str) -> tuple[float, int]:
    """Seconds in the shards of that name, and the number of the next."""
    there = sorted(corpus.glob(f"{name}-*.npz"))
    seconds = sum(one.seconds for path in there for one in load(path))
    return seconds, 1 + int(there[-1].stem.rpartition("-")[2]) if there else 0


def main() -> None:
    """Write shards until the hours asked are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("engine", choices=sorted(ENGINES))
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument(
        "--hours", type=float, required=True, help="in all, earlier runs of the seed included"
    )
    parser.add_argument("--brief", type=float, default=BRIEF, help="part of utterances of a word or two")
    parser.add_argument(
        "--english", type=float, default=ENGLISH, help="part of utterances asking for English"
    )
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    given = parser.parse_args()
    folder = workshop(given.folder)
    corpus = folder / CORPUS
    corpus.mkdir(exist_ok=True)
    texts = read_texts(folder)
    say = ENGINES[given.engine](folder, EspeakPhonemizer())
    name = f"{given.engine}-{given.seed}"
    seconds, number = said_already(corpus, name)
    english = given.english if given.engine in SPEAKING_ENGLISH else 0.0
    while seconds < given.hours * 3600:
        begun = time.process_time()
        try:
            shard = shard_of(texts, say, random.Random(f"{name}-{number}"), given.brief, english)
        except RuntimeError as error:
            raise SystemExit(str(error)) from error
        save(corpus / f"{name}-{number:04}.npz", shard)
        said = sum(one.seconds for one in shard)
        seconds, number = seconds + said, number + 1
        cost = (time.process_time() - begun) / said
        print(f"{name}: {seconds / 3600:.2f} h, {cost:.2f} processor-seconds a second of speech", flush=True)


if __name__ == "__main__":
    main()
