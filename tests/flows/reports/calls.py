"""A caller who reports a problem in the street, as several tests play them."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from flows.reporting import OpenReport, Street
from flows.reports.report_issue import report_issue
from tests.flows.services import Played, TownHall

PASTEUR = "rue pasteur"


def danger_words(language: str) -> tuple[str, ...]:
    """The wordings shipped that tell of a danger at any time."""
    catalogue = files("flows.collect").joinpath(f"problems_{language}.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(catalogue)["danger"]["words"])


def town(**more: object) -> TownHall:
    return TownHall(streets={PASTEUR: [Street(name="rue Pasteur", score=0.99)]}, **more)


def calling(words: str = "", there: TownHall | None = None, **options: str) -> Played:
    return Played(lambda talk, started: report_issue(talk, started, words), there or town(), **options)


def harmless(words: str, there: TownHall | None = None, **options: str) -> Played:
    """A problem reported, and nobody in danger."""
    call = calling(words, there, **options)
    assert call.asked == "report.danger"
    call.says("non")
    return call


def opened(call: Played) -> OpenReport:
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    return deed
