"""What the ears are worth: sentences, voices and people never trained on, heard over every kind of line."""

from __future__ import annotations

import json
import logging
import tempfile
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import click

from ivr.cli.ears_questions import questions, words_question
from ivr.cli.ears_report import BEGIN, END, NOTHING, Line, Report, percent, tell
from ivr.house import House, prepare_databases
from ivr.settings import Settings
from ivr.town_ears import what_to_teach
from speech.adaptation.adapt import adapt
from speech.evaluation.closed import Question, ask, ends_after_unknown
from speech.evaluation.conditions import CONDITIONS, NoTool, heard_through
from speech.evaluation.kokoro_speakers import STYLES, KokoroSpeaker
from speech.evaluation.people import read_people
from speech.evaluation.sounds import KeptSounds, Said
from speech.evaluation.speakers import ESPEAK, MBROLA, PICO, Speaker, can_speak
from speech.evaluation.sureness import Sureness
from speech.evaluation.trial import cost_of, hear, try_out
from speech.grammar import grammar_of
from speech.model_errors import ModelDamaged
from speech.models import ModelStore
from speech.pcm import PHONE_RATE, SAMPLE_BYTES, to_bytes
from speech.recogniser import VoskEars

SENTENCES = Path("tests/ears/sentences.toml")
PEOPLE = Path("tests/ears/people.toml")
CLOSED = Path("tests/ears/questions.toml")
QUESTIONS = Path("tests/questions/developpement.jsonl")
SETS = {
    "citizens": tuple(CONDITIONS),
    "citizens_named": ("clean", "mulaw", "white15", "babble15"),
    "free": ("clean", "mulaw", "gsm", "white15", "pink15", "babble15", "far"),
    "first_fifty": ("clean", "white15"),
}
"""What is said, and over which lines."""
QUICK = ("clean", "mulaw", "white15")
SURENESS = (("citizens", "mulaw"), ("citizens", "white15"), ("free", "mulaw"))
"""Where the confidence of the ears is looked at."""
TAUGHT = ("mulaw", "white15")
"""Lines over which models are also tried with the town's words; the first only, when in a hurry."""
QUICK_EVERY, QUESTIONS_EVERY = 4, 2
COST_SECONDS = 20
"""Heard, sentence after sentence, from several callers at once to see what ears cost."""
UNKNOWN_SAID = 40


@dataclass(frozen=True)
class Heard:
    """Ears under measure."""

    name: str
    folder: Path
    town: bool
    """With the town's words."""
    ears: VoskEars


class EarsBench:
    """One run of the measure."""

    def __init__(self, settings: Settings, models: Sequence[Heard], *, quick: bool) -> None:
        self._house = House(settings)
        self._models = models
        self._every = QUICK_EVERY if quick else 1
        self._quick = quick
        self._kept = KeptSounds(settings.var / "evaluation" / "sounds")
        voice = self._house.models.path(settings.voice.synthesiser)
        styles = settings.var / "evaluation" / "styles"
        self.natural: tuple[Speaker, ...] = tuple(KokoroSpeaker(style, voice, styles) for style in STYLES)
        self._sureness: dict[tuple[str, str], list[Sureness | None]] = {}
        self.report = Report([(one.name, one.town) for one in models])

    def run(self) -> Report:
        """Everything that can be measured here. Raises ModelError, SynthesisError, NoTool without npm."""
        sentences = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))
        for name, conditions in SETS.items():
            said = self._say(self.natural, sentences[name])
            for condition in conditions:
                if not self._quick or condition in QUICK:
                    self._words(name, condition, said)
        both = [*sentences["citizens"], *sentences["free"]]
        for name, speakers in (("espeak", ESPEAK), ("pico", PICO), ("mbrola", MBROLA)):
            if missing := can_speak(speakers):
                click.echo(tell("not_here", what=tell(name), tool=missing), err=True)
            else:
                self._words(name, "mulaw", self._kept.say_all(speakers, both[:: 2 * self._every]))
        self._people()
        self._confidence()
        self._topics()
        self._closed()
        self._costs()
        return self.report

    def _say(self, speakers: Sequence[Speaker], texts: Sequence[str]) -> list[Said]:
        """One in so many of the texts, each in the voice it has when all are said."""
        pairs = [(speakers[at % len(speakers)], text) for at, text in enumerate(texts)]
        return [self._kept.say(speaker, text) for speaker, text in pairs[:: self._every]]

    def _words(self, what: str, condition: str, said: Sequence[Said]) -> None:
        try:
            sounds = heard_through(condition, [one.sound for one in said])
        except NoTool as missing:
            click.echo(tell("not_here", what=tell(condition), tool=missing), err=True)
            return
        texts = [one.text for one in said]
        taught = TAUGHT[:1] if self._quick else TAUGHT
        trials = [
            try_out(model.ears, texts, sounds) if not model.town or condition in taught else None
            for model in self._models
        ]
        cells = tuple(percent(trial.errors.rate) if trial else NOTHING for trial in trials)
        self.report.add(Line("title_words", what, condition, cells, len(said)))
        if (what, condition) in SURENESS:
            self._sureness[what, condition] = [trial.sureness if trial else None for trial in trials]

    def _confidence(self) -> None:
        """What the confidence in each word is worth, in what was heard so far."""
        for (what, condition), found in self._sureness.items():
            for title, figures in (
                ("title_apart", [one.told_apart if one else None for one in found]),
                ("title_sure", [one.wrong_when_sure if one else None for one in found]),
            ):
                cells = tuple(NOTHING if figure is None else percent(figure) for figure in figures)
                self.report.add(Line(title, what, condition, cells))

    def _people(self) -> None:
        for people in read_people(PEOPLE, "people"):
            what = tell(people.name)
            if not people.recordings:
                click.echo(tell("no_people", what=what, package=people.package), err=True)
                continue
            try:
                said = people.said(max(1, self._every // 2))
            except NoTool as missing:
                click.echo(tell("not_here", what=what, tool=missing), err=True)
                continue
            self._words(people.name, "mulaw", said)

    def _topics(self) -> None:
        """The same questions written and said: how often the right article is given, or offered."""
        lines = QUESTIONS.read_text(encoding="utf-8").splitlines()
        asked = [(one["text"], one["topic"]) for one in map(json.loads, lines)][::QUESTIONS_EVERY]
        said = self._say(self.natural, [text for text, _ in asked])
        topics = [topic for _, topic in asked][:: self._every]
        written = self._understood([one.text for one in said], topics)
        for what, share in zip(("resolved", "right"), written, strict=True):
            cells = tuple(percent(share) for _ in self._models)
            self.report.add(Line("title_topics", what, "text", cells, len(said)))
        for condition in ("mulaw", "white15"):
            sounds = heard_through(condition, [one.sound for one in said])
            shares = [
                self._understood([hear(model.ears, sound) for sound in sounds], topics)
                for model in self._models
            ]
            for at, what in enumerate(("resolved", "right")):
                cells = tuple(percent(share[at]) for share in shares)
                self.report.add(Line("title_topics", what, condition, cells, len(said)))

    def _understood(self, texts: Iterable[str], topics: Sequence[str]) -> tuple[float, float]:
        """The shares resolved (answered right, or the right article offered) and answered right."""
        resolved = right = 0
        for text, topic in zip(texts, topics, strict=True):
            found = self._house.librarian.find(text, now=self._house.now())
            slugs = [response.slug for response in found.responses]
            answered = found.decision == "answer" and slugs[0] == topic
            right += answered
            resolved += answered or (found.decision not in ("none", "answer") and topic in slugs)
        return resolved / len(topics), right / len(topics)

    def _closed(self) -> None:
        for question in questions(CLOSED):
            said = self._say(self.natural, [one.said for one in question.answers])
            self._asked(replace(question, answers=question.answers[:: self._every]), said)
        for people in read_people(PEOPLE, "words"):
            if people.recordings:
                said = people.said()
                self._asked(words_question(people.name, [one.text for one in said]), said)
        citizens = tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["citizens"]
        unknown = [to_bytes(one.sound) for one in self._say(self.natural, citizens)][:UNKNOWN_SAID]
        ends = [ends_after_unknown(model.folder, unknown, ("oui", "non")) for model in self._models]
        self.report.add(Line("title_closed", "unknown", "clean", tuple(map(percent, ends)), len(unknown)))

    def _asked(self, question: Question, said: Sequence[Said]) -> None:
        for model in self._models:
            grammar = grammar_of(question.phrases, model.ears.knows)
            lacking = question.phrases if grammar is None else grammar.left_out
            if lacking and not model.town:
                told = tell("lacking", what=tell(question.name), name=model.name, words=", ".join(lacking))
                click.echo(told, err=True)
        sounds = heard_through("mulaw", [one.sound for one in said])
        results = [ask(model.ears, question, sounds) for model in self._models]
        for what, shares in (
            ("answers", [result.share for result in results]),
            ("each_word", [1.0 - result.errors.rate for result in results]),
        ):
            cells = tuple(map(percent, shares))
            self.report.add(Line("title_closed", question.name, what, cells, len(said)))

    def _costs(self) -> None:
        said = self._say(self.natural, tomllib.loads(SENTENCES.read_text(encoding="utf-8"))["free"])
        utterances = _lasting(COST_SECONDS, heard_through("mulaw", [one.sound for one in said[:10]]))
        costs = [cost_of(model.folder, utterances) for model in self._models]
        for what, told in (
            ("load", [f"{cost.load_seconds:.2f} s" for cost in costs]),
            ("model", [f"{cost.model_mib:.0f} MiB" for cost in costs]),
            ("call", [f"{cost.call_mib:.0f} MiB" for cost in costs]),
            ("cpu", [f"{cost.cpu_share:.3f} s" for cost in costs]),
        ):
            self.report.add(Line("title_cost", what, NOTHING, tuple(told)))


def _lasting(seconds: float, sounds: Iterable[bytes]) -> list[bytes]:
    """The first sounds, the last of them cut, that last so long together; all, where they are shorter."""
    left = round(seconds * PHONE_RATE) * SAMPLE_BYTES
    kept: list[bytes] = []
    for sound in sounds:
        kept.append(sound[: left - sum(map(len, kept))])
    return [sound for sound in kept if sound]


@contextmanager
def _lacking_words_untold() -> Iterator[None]:
    """Ears warn of each phrase they have no word for, at each sentence; the bench's tables tell it better."""
    log = logging.getLogger("speech.recogniser")
    before = log.level
    log.setLevel(logging.ERROR)
    try:
        yield
    finally:
        log.setLevel(before)


def measure_ears(
    settings: Settings, models: Sequence[Path], *, quick: bool, town: bool, into: Path | None
) -> None:
    """Measure model folders, or the line's own when none is given; `into`: a document to write the tables in.

    `town`: measure each with the town's words as well. Raises ModelError, RecogniserError, SynthesisError,
    NoTool.
    """
    prepare_databases(settings, mend=False)
    folders = models or [ModelStore(settings.var / "models").path(settings.voice.recogniser)]
    with ExitStack() as stack:
        stack.enter_context(_lacking_words_untold())
        heard = []
        for folder in folders:
            heard.append(Heard(folder.name, folder, False, VoskEars(folder)))
            if town:
                place = Path(stack.enter_context(tempfile.TemporaryDirectory())) / folder.name
                try:
                    adapt(folder, place, what_to_teach(settings))
                except ModelDamaged as error:
                    click.echo(tell("no_town", name=folder.name, reason=error), err=True)
                else:
                    heard.append(Heard(folder.name, place, True, VoskEars(place)))
        report = EarsBench(settings, heard, quick=quick).run()
    if into is not None:
        told = "written" if report.write(into) else "no_marks"
        click.echo(tell(told, file=into, begin=BEGIN, end=END))
