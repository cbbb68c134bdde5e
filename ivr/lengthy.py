"""Settings that would be said for longer than anybody listens: which, where they are heard, what to do."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.in_parts import LETTERS_PER_SECOND, LONGEST_SECONDS, in_parts, speaking_seconds
from flows.prompts import Catalogue
from ivr.messages import message
from ivr.settings import Settings

_WRITTEN_ONLY = "notice."
"""How the keys of what is sent, never said, begin."""
_TITLE = ("what", "kind_1", "kind_2", "kind_3", "kind_4", "examples")
_TYPICAL = {
    **{"slot": "mercredi 24 novembre à 14 h 45", "day": "mercredi 24 novembre", "time": "14 h 45"},
    **{"reference": "471290", "count": "2", "town": "la mairie", "minutes": "20", "position": "2"},
    **{"subject": "", "summary": "", "what": "un passeport", "kind": "un passeport"},
}
"""What stands in a sentence beside the setting that is measured, by the beginning of the value's name."""


@dataclass(frozen=True)
class _Setting:
    """A value of mairie.toml that prompts cite."""

    where: str
    """ "[appointments.pacs] title"."""
    text: str
    named: tuple[str, ...]
    """What prompts call it."""
    language: str = "fr"
    """Of the prompts that cite it; empty: of all."""


@dataclass(frozen=True)
class Lengthy:
    """A setting with which a prompt is said in more than twelve seconds, or that is said in several parts."""

    told: str
    """Where, how long, and what to do."""
    in_one_go: bool
    """Nothing cuts it: to be shortened before the line is opened."""


def lengthy(settings: Settings, catalogues: Mapping[str, Catalogue]) -> list[Lengthy]:
    """The settings to be shortened. `catalogues`: the prompts as the line says them, by language."""
    return [*_in_one_go(settings, catalogues), *_in_parts(settings)]


def _in_one_go(settings: Settings, catalogues: Mapping[str, Catalogue]) -> Iterator[Lengthy]:
    for setting in _settings(settings):
        said = [
            _sentence(catalogue, key, setting)
            for language, catalogue in catalogues.items()
            if setting.language in ("", language)
            for key in _keys(catalogue)
            if catalogue.placeholders(key) & {*setting.named}
        ]
        longest = max(said, key=speaking_seconds, default="")
        seconds = speaking_seconds(longest)
        if seconds > LONGEST_SECONDS:
            over = (seconds - LONGEST_SECONDS) * LETTERS_PER_SECOND / longest.count(setting.text[1:])
            yield Lengthy(
                message(
                    "lengthy.in_one_go",
                    where=setting.where,
                    seconds=round(seconds),
                    longest=round(LONGEST_SECONDS),
                    characters=len(setting.text),
                    most=max(0, len(setting.text) - math.ceil(over)),
                    sentence=longest.replace(setting.text[1:], "…"),
                ),
                in_one_go=True,
            )


def _keys(catalogue: Catalogue) -> list[str]:
    """Of the prompts that are said."""
    known = catalogue.keys()
    return [key for key in known if not key.startswith(_WRITTEN_ONLY)]


def _in_parts(settings: Settings) -> Iterator[Lengthy]:
    for slug, kind in settings.appointments.items():
        for name, text in (("documents", kind.documents), ("documents_en", kind.documents_en)):
            seconds, parts = speaking_seconds(text), in_parts(text)
            if seconds > LONGEST_SECONDS:
                where = f"[appointments.{slug}] {name}"
                told = message(
                    "lengthy.in_parts",
                    where=where,
                    seconds=round(seconds),
                    parts=len(parts),
                    longest=round(LONGEST_SECONDS),
                )
                yield Lengthy(told, in_one_go=False)


def _settings(settings: Settings) -> Iterator[_Setting]:
    yield _Setting("[town] name", settings.town.name, ("town",), "")
    yield _Setting("[town] address", settings.town.address, ("place",), "")
    for slug, service in settings.services.items():
        yield _Setting(f"[services.{slug}] name", service.name, ("service",), "")
    for slug, kind in settings.appointments.items():
        yield _Setting(f"[appointments.{slug}] title", kind.title, _TITLE)
        if kind.title_en:
            yield _Setting(f"[appointments.{slug}] title_en", kind.title_en, _TITLE, "en")


def _sentence(catalogue: Catalogue, key: str, setting: _Setting) -> str:
    """A prompt with one setting as it is, and beside it what calls really bring."""
    names = catalogue.placeholders(key)
    values = {name: _typical(name) for name in names}
    cited = next(name for name in setting.named if name in names)
    values[cited] = f"{setting.text}, un passeport" if cited == "examples" else setting.text
    return catalogue.voice(key, values)


def _typical(name: str) -> str:
    return next((value for known, value in _TYPICAL.items() if name.startswith(known)), "la mairie")
