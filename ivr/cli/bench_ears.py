"""What the ears are worth: questions nobody taught, said, heard, and matched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import click

from ivr.house import House, prepare_databases
from ivr.messages import message
from ivr.settings import Settings
from speech.adaptation.hearing import NOISE_DB, heard, said, score
from speech.adaptation.shelf import AdaptedModels
from speech.recogniser import VoskEars
from speech.synthesiser import PiperVoice

EVERY = 3
"""One question in so many: all of them take a quarter of an hour."""
CLEAR_DB = 60.0


@dataclass(frozen=True)
class _Understood:
    """How many of some questions were understood."""

    asked: int
    resolved: int
    """Answered right, or the right article among those offered."""
    answered: int
    right: int

    @property
    def resolved_share(self) -> float:
        return self.resolved / self.asked if self.asked else 0.0

    @property
    def right_share(self) -> float:
        return self.right / self.answered if self.answered else 0.0


def measure_ears(settings: Settings, questions: Path) -> None:
    """Print, for the model as installed and as it learnt the town's words, errors and what they cost.

    `questions`: JSON lines with `text` and `topic`. Raises ModelError when voice or ears are missing.
    """
    lines = questions.read_text(encoding="utf-8").splitlines()
    asked = [(line["text"], line["topic"]) for line in map(json.loads, lines[::EVERY])]
    prepare_databases(settings, mend=False)
    house = House(settings)
    _tell(message("bench.ears_text"), "", "", _understood(house, asked, lambda at: asked[at][0]))
    voice = PiperVoice(house.models.path(settings.voice.synthesiser))
    name = settings.voice.recogniser
    folders = dict.fromkeys((house.models.path(name), AdaptedModels(house.models).path(name)))
    for line, noise_db in (("clear", CLEAR_DB), ("noisy", float(NOISE_DB))):
        sounds = [said(voice, text, seed, noise_db) for seed, (text, _) in enumerate(asked)]
        for folder in folders:
            ears = VoskEars(folder)
            texts = [heard(ears, sound) for sound in sounds]
            errors = score(ears, zip((text for text, _ in asked), sounds, strict=True)).rate
            understood = _understood(house, asked, texts.__getitem__)
            _tell(folder.name, message(f"bench.ears_{line}"), _percent(errors), understood)


def _understood(house: House, asked: Iterable[tuple[str, str]], text_of: Callable[[int], str]) -> _Understood:
    counts = [0, 0, 0, 0]
    for at, (_, topic) in enumerate(asked):
        found = house.librarian.find(text_of(at), now=house.now())
        slugs = [response.slug for response in found.responses]
        answered = found.decision == "answer"
        counts[0] += 1
        counts[1] += found.decision != "none" and (slugs[0] == topic if answered else topic in slugs)
        counts[2] += answered
        counts[3] += answered and slugs[0] == topic
    return _Understood(*counts)


def _tell(ears: str, line: str, errors: str, understood: _Understood) -> None:
    shares = {"resolved": _percent(understood.resolved_share), "right": _percent(understood.right_share)}
    click.echo(message("bench.ears_row", ears=ears, line=line, errors=errors or "–", **shares))


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")
