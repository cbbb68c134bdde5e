"""standardiste models adapt: teach the ears the town's own words, check that they hear them, go back."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

import click

from ivr.cli.advice import tell
from ivr.cli.models import TEXTS
from ivr.settings import Settings, SettingsError, load_settings
from ivr.town_ears import digest, town_streets, what_to_teach
from knowledge.located import InputError
from speech.adaptation.adapt import SHARE, Adapted
from speech.adaptation.adapt import adapt as add_words
from speech.adaptation.hearing import Score, said, score
from speech.adaptation.shelf import AdaptedModels
from speech.models import ModelError, ModelStore
from speech.recogniser import RecogniserError, VoskEars
from speech.synthesiser import PiperVoice, SynthesisError

SAMPLE = 12
"""Streets, and people, said to compare ears with."""
SHOWN = 40
"""New words named on the terminal."""
MOST_LOST = 0.03
"""Errors a word that everyday sentences may gain by chance; more, and the ears in service stay."""

TEXT = TEXTS["adapt"]
Thing = TypeVar("Thing")


class _WorseEars(Exception):
    """The new ears hear everyday sentences less well."""


@click.command(
    help="Apprendre aux oreilles de la ligne les mots de la commune : rues, services, élus, fiches. "
    "Quelques minutes ; l'ancienne version reste à portée de --undo."
)
@click.option("--undo", is_flag=True, help="Revenir à la version d'avant.")
@click.option("--no-trial", is_flag=True, help="Ne pas comparer l'écoute avant et après (plus rapide).")
@click.option(
    "--share",
    type=click.FloatRange(0.05, 0.8),
    default=SHARE,
    show_default=True,
    help="Part des phrases de la commune dans ce que les oreilles attendent.",
)
@click.pass_obj
def adapt(store: ModelStore, undo: bool, no_trial: bool, share: float) -> None:
    try:
        settings = load_settings()
        name = settings.voice.recogniser
        shelf = AdaptedModels(store)
        if undo:
            tell(TEXT["undone"].format(name=name, folder=shelf.undo(name)))
            return
        sentences = what_to_teach(settings)

        def build(base: Path, new: Path) -> None:
            _tell(add_words(base, new, sentences, share=share))
            if not no_trial:
                _compare(store, settings, VoskEars(base), VoskEars(new))

        folder = shelf.replace(name, build, digest(sentences))
    except _WorseEars:
        raise SystemExit(1) from None
    except (ModelError, SettingsError, InputError, RecogniserError, SynthesisError) as error:
        tell(TEXTS["done"]["error"].format(message=error), err=True)
        raise SystemExit(1) from error
    tell(TEXT["done"].format(folder=folder))


def _compare(store: ModelStore, settings: Settings, before: VoskEars, after: VoskEars) -> None:
    """Have both hear the town's words and everyday sentences. Raises _WorseEars."""
    try:
        voice = PiperVoice(store.path(settings.voice.synthesiser))
    except ModelError as error:
        tell(TEXT["no_voice"].format(reason=error))
        return
    spoken_streets = [TEXT["street"].format(street=street.spoken) for street in _some(town_streets(settings))]
    people = [TEXT["person"].format(name=name) for name in _some(settings.words.people)]
    sentences = tomllib.loads(files("speech").joinpath("data/control_sentences_fr.toml").read_text("utf-8"))
    for kind, said_there in (
        ("streets", spoken_streets),
        ("people", people),
        ("others", sentences["sentences"]),
    ):
        if not said_there:
            continue
        spoken = [(text, said(voice, text, seed)) for seed, text in enumerate(said_there)]
        scores = score(before, spoken), score(after, spoken)
        tell(_row(kind, *scores))
        if kind == "others" and scores[1].rate > scores[0].rate + MOST_LOST:
            tell(TEXT["worse"], err=True)
            raise _WorseEars


def _some(things: Sequence[Thing]) -> Sequence[Thing]:
    """A few of them, from all along the list."""
    return things[:: max(1, len(things) // SAMPLE)][:SAMPLE]


def _tell(added: Adapted) -> None:
    tell(TEXT["added"].format(sentences=added.sentences, words=len(added.words)))
    if added.words:
        shown = ", ".join(added.words[:SHOWN]) + (" …" if len(added.words) > SHOWN else "")
        tell(TEXT["words"].format(words=shown))
    if added.unpronounceable:
        tell(TEXT["unpronounceable"].format(words=", ".join(added.unpronounceable)), err=True)


def _row(kind: str, before: Score, after: Score) -> str:
    return TEXT["row"].format(
        kind=TEXT[kind],
        sentences=after.sentences,
        before=f"{before.rate:.1%}",
        after=f"{after.rate:.1%}",
        whole_before=before.whole,
        whole_after=after.whole,
    )
