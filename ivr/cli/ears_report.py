"""The report of `standardiste bench ears`: lines as they are measured, then tables for the documentation."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import click

TEXTS: Mapping[str, Mapping[str, str]] = tomllib.loads(
    files("ivr").joinpath("ears_report.toml").read_text(encoding="utf-8")
)
BEGIN, END = "<!-- bench ears -->", "<!-- /bench ears -->"
NOTHING = "–"


@dataclass(frozen=True)
class Line:
    """One line of a table: words of TEXTS, and a cell for each model."""

    title: str
    what: str
    line: str
    cells: tuple[str, ...]
    count: int = 0
    """Of what was said; 0: not worth telling."""


@dataclass
class Report:
    """Everything measured so far."""

    models: Sequence[tuple[str, bool]]
    """Names, and whether with the town's words."""
    lines: list[Line] = field(default_factory=list)
    began: set[str] = field(default_factory=set)

    def add(self, line: Line) -> None:
        """Keep a line, and tell it on the terminal."""
        if line.title not in self.began:
            self.began.add(line.title)
            click.secho(f"\n{tell(line.title)}", bold=True)
            click.echo(f"{'':<76} {' | '.join(self._heads('fr'))}")
        self.lines.append(line)
        what, condition = _shown(line, "fr")
        click.echo(f"{what:<44} {condition:<31} {' | '.join(line.cells)}")

    def markdown(self, language: str = "en") -> str:
        """A table for each title, in the order measured."""
        texts = TEXTS[language]
        tables = []
        for title in dict.fromkeys(line.title for line in self.lines):
            heads = [texts["what"], texts["line"], *self._heads(language)]
            rows = [[*_shown(line, language), *line.cells] for line in self.lines if line.title == title]
            table = [heads, ["---"] * len(heads), *rows]
            body = "\n".join(f"| {' | '.join(row)} |" for row in table)
            tables.append(f"**{texts[title]}**\n\n{body}")
        return "\n\n".join(tables)

    def write(self, file: Path) -> bool:
        """Put the tables between their marks in a document; False when it has none."""
        text = file.read_text(encoding="utf-8")
        before, begin, rest = text.partition(BEGIN)
        _, end, after = rest.partition(END)
        if not (begin and end):
            return False
        file.write_text(f"{before}{BEGIN}\n\n{self.markdown()}\n\n{END}{after}", encoding="utf-8")
        return True

    def _heads(self, language: str) -> list[str]:
        with_town = TEXTS[language]["with_town"]
        return [with_town.format(name=name) if town else name for name, town in self.models]


def tell(key: str, **values: object) -> str:
    """A sentence for the terminal."""
    return TEXTS["fr"][key].format(**values)


def percent(share: float) -> str:
    """0.123 as "12.3 %"."""
    return f"{100 * share:.1f} %"


def _shown(line: Line, language: str) -> tuple[str, str]:
    texts = TEXTS[language]
    label = texts[line.what]
    named = texts["sentences"].format(label=label, count=line.count) if line.count else label
    return named, texts.get(line.line, line.line)
