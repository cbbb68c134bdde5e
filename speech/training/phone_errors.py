"""Stage "judge": the phone error rate of networks, without a word's help, in voices they were not trained on.

    python -m speech.training.phone_errors before.pt var/training/network.pt

To choose between trainings: a minute once the voices' sounds are made, where `standardiste bench ears` takes
a quarter of an hour. What words will make of it is another matter: the bench has the last say.

None of these recordings teaches, but whoever speaks in the stamps kept aside may speak in those that do.
Pico, which teaches too, is left out. The reference is one careful pronunciation, espeak's: an e that people
drop counts as an error, for every network alike.

From the root of the project, with its voice installed (`make models`) and the packages of docs/ears.md; a set
whose voice or recordings are not there is named and left out.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
import torch
from piper.phonemize_espeak import EspeakPhonemizer
from rapidfuzz.distance import Levenshtein

from speech.adaptation.phones import PHONES, phones_of
from speech.evaluation.conditions import NoTool, heard_through
from speech.evaluation.kokoro_speakers import STYLES, KokoroSpeaker
from speech.evaluation.people import People, read_people
from speech.evaluation.sounds import KeptSounds, Said
from speech.evaluation.speakers import ESPEAK, MBROLA, Speaker
from speech.pcm import to_samples
from speech.synthesiser import SynthesisError
from speech.training.checkpoints import network_of, read_checkpoint
from speech.training.export import BLANK_BIAS
from speech.training.features import cepstra, logarithm, mel_powers
from speech.training.network import Network
from speech.training.synthesis import written

SENTENCES, PEOPLE = Path("tests/ears/sentences.toml"), Path("tests/ears/people.toml")
NATURAL_EVERY, OTHERS_EVERY, PEOPLE_EVERY = 2, 4, 2
"""One sentence in so many, of Kokoro's voices, of the other synthesisers' and of the people."""

Spoken = list[tuple[str, bytes]]
"""Texts, and the sound of each, 16-bit samples at 8 kHz."""
Making = Callable[[], Spoken]
"""Has a set spoken. Raises NoTool or SynthesisError for what cannot be had."""


def evaluation_sets(evaluation: Path, voice: Path) -> dict[str, Making]:
    """The sets by name, none of them spoken yet. Raises OSError away from the root of the project.

    `evaluation`: the folder where sounds and styles are kept; `voice`: the folder of the line's voice.
    """
    sentences = tomllib.loads(SENTENCES.read_text("utf-8"))
    kept = KeptSounds(evaluation / "sounds")
    natural = [KokoroSpeaker(style, voice, evaluation / "styles") for style in STYLES]
    pairs = [(natural[at % len(natural)], text) for at, text in enumerate(sentences["free"])]
    both = [*sentences["citizens"], *sentences["free"]][::OTHERS_EVERY]
    sets: dict[str, Making] = {
        f"everyday {condition}": partial(_everyday, kept, pairs[::NATURAL_EVERY], condition)
        for condition in ("mulaw", "white15", "babble15")
    }
    sets |= {
        name: partial(_synthetic, kept, speakers, both)
        for name, speakers in (("espeak", ESPEAK), ("mbrola", MBROLA))
    }
    return sets | {people.name: partial(_recorded, people) for people in read_people(PEOPLE, "people")}


def _everyday(kept: KeptSounds, pairs: Sequence[tuple[Speaker, str]], condition: str) -> Spoken:
    return _through(condition, [kept.say(speaker, text) for speaker, text in pairs])


def _synthetic(kept: KeptSounds, speakers: tuple[Speaker, ...], texts: Sequence[str]) -> Spoken:
    return _through("mulaw", kept.say_all(speakers, texts))


def _recorded(people: People) -> Spoken:
    if not people.recordings:
        raise NoTool(f"{people.package} (Debian)")
    return _through("mulaw", people.said(PEOPLE_EVERY))


def _through(condition: str, said: Sequence[Said]) -> Spoken:
    sounds = heard_through(condition, [one.sound for one in said])
    return list(zip([one.text for one in said], sounds, strict=True))


def phone_error_rate(network: Network, spoken: Spoken, espeak: EspeakPhonemizer) -> float:
    """Sounds wrong, missing or too many for each that was said: from 0 to more than 1.

    Raises ValueError when none was.
    """
    wrong = said = 0
    for text, sound in spoken:
        wanted = phones_of(written(espeak, text))
        wrong += Levenshtein.distance(wanted, greedy_decoded(network, sound))
        said += len(wanted)
    if not said:
        raise ValueError("Nothing was said, and so nothing misheard.")
    return wrong / said


def greedy_decoded(network: Network, sound: bytes) -> tuple[str, ...]:
    """The likeliest sound of each moment, repetitions and blanks taken out (Graves et al., 2006)."""
    wave = torch.from_numpy(to_samples(sound).astype(np.float32))[None]
    seen = cepstra(logarithm(mel_powers(wave)))
    with torch.no_grad():
        scores = network(seen, torch.tensor([seen.shape[1]]))[0]
    scores[:, 0] += BLANK_BIAS
    best = torch.unique_consecutive(scores.argmax(1)).tolist()
    return tuple(PHONES[number - 1] for number in best if number)


def main() -> None:
    """Print a line a set, a column a network; on the error stream, what is missing."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--evaluation", type=Path, default=Path("var/evaluation"))
    parser.add_argument("--voice", type=Path, default=Path("var/models/fr_FR-siwis-kokoro"))
    given = parser.parse_args()
    torch.set_num_threads(1)
    try:
        networks = [network_of(read_checkpoint(path)) for path in given.networks]
        sets = evaluation_sets(given.evaluation, given.voice)
    except (OSError, ValueError) as error:
        raise SystemExit(str(error)) from error
    espeak = EspeakPhonemizer()
    for name, making in sets.items():
        try:
            spoken = making()
        except (NoTool, SynthesisError) as missing:
            print(f"{name:20} left out: {missing}", file=sys.stderr, flush=True)
            continue
        rates = [phone_error_rate(network, spoken, espeak) for network in networks]
        print(f"{name:20}", *[f"{100 * rate:5.1f} %" for rate in rates], flush=True)


if __name__ == "__main__":
    main()
