"""Stage "humans": recordings of people, from two Debian packages of free software for children.

    apt-get install tuxpaint-stamps-default ktuberling-data sox libsox-fmt-all
    python -m speech.training.humans

Tux Paint's stamps say in French what they show (recorded by Jacques Chion, GPL-2+); a fifth of them, by the
checksum of their path, is kept aside for the tests. KTuberling's words (GPL-2+) are named by their files.
"""

from __future__ import annotations

import argparse
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from num2words import num2words
from numpy.typing import NDArray
from piper.phonemize_espeak import EspeakPhonemizer

from speech.adaptation.phones import phones_of
from speech.evaluation.people import is_kept_aside
from speech.training.shards import RATE, Utterance, save
from speech.training.workshop import CORPUS, workshop

STAMPS = Path("usr/share/tuxpaint/stamps")
SAID = "_desc_fr.ogg"
WORDS = Path("usr/share/ktuberling/sounds/fr")
QUIET = 0.03
"""Of the loudest moment: what is silence before and after."""
MARGIN = RATE // 10
SECONDS_A_SOUND = (0.035, 0.3)
"""Bounds outside of which the recording says something else than the text."""
NOT_SAID = re.compile(r"[\"“”«»()\[\]*…]")


def stamps(root: Path) -> Iterator[tuple[Path, str]]:
    """Recordings and what is said in them, those kept aside left out."""
    for recording in sorted((root / STAMPS).rglob(f"*{SAID}")):
        text = recording.with_name(recording.name.removesuffix(SAID) + ".txt")
        if is_kept_aside(recording.relative_to(root / STAMPS)) or not text.exists():
            continue
        lines = text.read_text("utf-8", errors="replace").splitlines()
        french = [line.partition("=")[2] for line in lines if line.startswith("fr.utf8=")]
        if french:
            yield recording, french[0].strip()


def words(root: Path) -> Iterator[tuple[Path, str]]:
    """Recordings of single words, as their files are named."""
    for recording in sorted((root / WORDS).glob("*.wav")):
        name = recording.stem.partition("_")[2] or recording.stem
        yield recording, re.sub(r"[-_0-9]+", " ", name).strip()


def in_words(text: str) -> str:
    """What a reader would say: numbers written out, marks that are not said left out."""
    text = NOT_SAID.sub(" ", text.lower())
    return " ".join(re.sub(r"\d+", lambda found: num2words(int(found[0]), lang="fr"), text).split())


def heard(recording: Path) -> NDArray[np.int16]:
    """8 kHz samples without the silence around. Raises RuntimeError when sox cannot read the file."""
    command = [
        "sox",
        str(recording),
        "-t",
        "raw",
        "-r",
        str(RATE),
        "-c",
        "1",
        "-e",
        "signed",
        "-b",
        "16",
        "-",
    ]
    # A fixed program on a file of a package, without a shell.
    done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"sox cannot read {recording}: {done.stderr.decode(errors='replace').strip()}")
    samples = np.frombuffer(done.stdout, np.int16)
    loud = np.flatnonzero(np.abs(samples.astype(int)) > QUIET * np.abs(samples.astype(int)).max(initial=1))
    return samples[max(0, loud[0] - MARGIN) : loud[-1] + MARGIN] if len(loud) else samples[:0]


def main() -> None:
    """Write one shard for each package."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--folder", type=Path, help="where the training's files are kept")
    parser.add_argument("--root", type=Path, default=Path("/"), help="where the packages are installed")
    given = parser.parse_args()
    corpus = workshop(given.folder) / CORPUS
    corpus.mkdir(exist_ok=True)
    espeak = EspeakPhonemizer()
    for name, recordings in (("tuxpaint", stamps(given.root)), ("ktuberling", words(given.root))):
        said: list[Utterance] = []
        for recording, text in recordings:
            spoken, samples = in_words(text), heard(recording)
            phones = phones_of("".join("".join(sentence) for sentence in espeak.phonemize("fr", spoken)))
            pace = len(samples) / RATE / max(1, len(phones))
            if phones and SECONDS_A_SOUND[0] < pace < SECONDS_A_SOUND[1]:
                said.append(Utterance(samples, spoken, phones, name))
        if not said:
            raise SystemExit(
                f"{name} is not installed under {given.root}: see the commands at the top of this module."
            )
        save(corpus / f"humans-{name}.npz", said)
        print(f"{name}: {len(said)} utterances, {sum(one.seconds for one in said) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
