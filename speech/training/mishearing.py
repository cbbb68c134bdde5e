"""Stage "judge": how many sounds networks mishear, without a word's help, in voices never trained on.

    python -m speech.training.mishearing before.pt var/training/network.pt

A minute where `standardiste bench ears` takes a quarter of an hour, to choose between trainings. What words
will make of it is another matter: the bench has the last say. From the root of the project, with its voice
installed (`make models`) and the packages of docs/ears.md.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from piper.phonemize_espeak import EspeakPhonemizer
from rapidfuzz.distance import Levenshtein

from speech.adaptation.phones import PHONES, phones_of
from speech.evaluation.conditions import heard_through
from speech.evaluation.kokoro_speakers import STYLES, KokoroSpeaker
from speech.evaluation.people import read_people
from speech.evaluation.sounds import KeptSounds, Said
from speech.evaluation.speakers import ESPEAK, MBROLA
from speech.pcm import to_samples
from speech.training.export import BLANK_BIAS
from speech.training.features import cepstra, logarithm, mel_powers
from speech.training.network import Network
from speech.training.synthesis import written

SENTENCES, PEOPLE = Path("tests/ears/sentences.toml"), Path("tests/ears/people.toml")
NATURAL_EVERY, OTHERS_EVERY = 2, 4
"""One sentence in so many, of Kokoro's voices and of the others."""

Heard = list[tuple[str, bytes]]
"""Texts, and what is heard of each at 8 kHz."""


def sets(evaluation: Path, voice: Path) -> Iterator[tuple[str, Heard]]:
    """What is heard, with its name. Raises NoTool or SynthesisError for what cannot be had."""
    sentences = tomllib.loads(SENTENCES.read_text("utf-8"))
    kept = KeptSounds(evaluation / "sounds")
    natural = [KokoroSpeaker(style, voice, evaluation / "styles") for style in STYLES]
    pairs = [(natural[at % len(natural)], text) for at, text in enumerate(sentences["free"])]
    everyday = [kept.say(speaker, text) for speaker, text in pairs[::NATURAL_EVERY]]
    for condition in ("mulaw", "white15", "babble15"):
        yield f"everyday {condition}", _through(condition, everyday)
    both = [*sentences["citizens"], *sentences["free"]][::OTHERS_EVERY]
    yield "espeak", _through("mulaw", kept.say_all(ESPEAK, both))
    yield "mbrola", _through("mulaw", kept.say_all(MBROLA, both))
    for people in read_people(PEOPLE, "people"):
        yield people.name, _through("mulaw", people.said(2))


def _through(condition: str, said: Sequence[Said]) -> Heard:
    return list(
        zip([one.text for one in said], heard_through(condition, [one.sound for one in said]), strict=True)
    )


def misheard(network: Network, heard: Heard, espeak: EspeakPhonemizer) -> float:
    """Sounds wrong, missing or too many for each that was said: from 0 to more than 1."""
    wrong = said = 0
    for text, sound in heard:
        wanted = phones_of(written(espeak, text))
        wrong += Levenshtein.distance(wanted, greedy(network, sound))
        said += len(wanted)
    return wrong / max(1, said)


def greedy(network: Network, sound: bytes) -> tuple[str, ...]:
    """The likeliest sound of each moment, repetitions and blanks taken out."""
    wave = torch.from_numpy(to_samples(sound).astype(np.float32))[None]
    seen = cepstra(logarithm(mel_powers(wave)))
    with torch.no_grad():
        scores = network(seen, torch.tensor([seen.shape[1]]))[0]
    scores[:, 0] += BLANK_BIAS
    best = torch.unique_consecutive(scores.argmax(1)).tolist()
    return tuple(PHONES[number - 1] for number in best if number)


def main() -> None:
    """Print a line a set, a column a network."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--evaluation", type=Path, default=Path("var/evaluation"))
    parser.add_argument("--voice", type=Path, default=Path("var/models/fr_FR-siwis-kokoro"))
    given = parser.parse_args()
    torch.set_num_threads(1)
    networks = []
    for path in given.networks:
        state = torch.load(path)
        networks.append(Network(**state["cfg"]).eval())
        networks[-1].load_state_dict(state["ema"])
    espeak = EspeakPhonemizer()
    for name, heard in sets(given.evaluation, given.voice):
        figures = [f"{100 * misheard(network, heard, espeak):5.1f} %" for network in networks]
        print(f"{name:20}", *figures, flush=True)


if __name__ == "__main__":
    main()
