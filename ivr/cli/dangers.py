"""standardiste dangers learn, measure: how emergencies are told from what only sounds like one."""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click
import numpy as np

from flows.emergencies.alarm.learnt import LANGUAGES, packed
from ivr.cli import danger_learning
from ivr.cli.advice import tell
from ivr.cli.danger_figures import ASKED, NOTHING, TOLD, Figures, figures, matcher_of

TEXTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
TABLE_BEGINS, TABLE_ENDS = "<!-- dangers -->", "<!-- /dangers -->"
QUESTIONS = danger_learning.ROOT / "tests" / "questions"
ASIDE = {"fr": QUESTIONS / "urgences.txt", "en": QUESTIONS / "urgences_en.txt"}
ASKED_OF_A_TOWN_HALL, OTHERS = QUESTIONS / "developpement.jsonl", QUESTIONS / "hors_sujet.jsonl"
"""In French; there are none in English that nothing was learnt from."""


@click.group(help="Reconnaître les urgences : apprendre des phrases, et mesurer.")
def dangers() -> None:
    """Emergencies."""


@dangers.command(help="Réapprendre à reconnaître les urgences, des phrases de flows/emergencies/alarm.")
@click.option(
    "--language",
    "languages",
    type=click.Choice(LANGUAGES),
    multiple=True,
    default=LANGUAGES,
    help="Une langue seulement ; peut être répété.",
)
@click.option(
    "--into",
    type=click.Path(file_okay=False, exists=True, path_type=Path),
    default=danger_learning.ALARM,
    show_default=True,
    help="Dossier où l'écrire.",
)
def learn(languages: tuple[str, ...], into: Path) -> None:
    for language in languages:
        try:
            known = danger_learning.sentences(language)
        except (OSError, ValueError) as error:
            _fail("no_sentences", detail=error)
        count = sum(one.danger for one in known)
        tell(TEXTS["learn"]["start"].format(language=language, sentences=len(known), dangers=count))
        learnt = danger_learning.learn(known)
        for line in _told(learnt):
            tell(line)
        path, data = into / f"ear_{language}.bin", packed(learnt.ear)
        try:
            path.write_bytes(data)
        except OSError as error:
            _fail("unreadable", path=path, detail=error)
        tell(TEXTS["learn"]["done"].format(path=path, size=len(data) // 1000))


def _told(learnt: danger_learning.Learnt) -> list[str]:
    """What the sentences were worth while they were kept aside, a line a level."""
    of = {
        "met": [one.danger for one in learnt.known],
        "asked": [one.in_scope for one in learnt.known],
        "near": [not (one.danger or one.in_scope or one.everyday or one.plain) for one in learnt.known],
        "everyday": [one.everyday or one.plain for one in learnt.known],
    }
    lines = []
    for level, least in learnt.ear.thresholds.items():
        shares = {
            name: f"{np.mean(learnt.scores[which] >= least):.1%}" if any(which) else TEXTS["measure"]["none"]
            for name, which in of.items()
        }
        lines.append(TEXTS["learn"]["line"].format(level=TEXTS["levels"][level.name.lower()], **shares))
    return lines


@dangers.command(help="Mesurer ce que deviennent des urgences dont rien n'a été appris.")
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PAGE",
    help=f"Écrire le tableau dans cette page, entre {TABLE_BEGINS} et {TABLE_ENDS}.",
)
@click.option(
    "--cache",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("var") / "matcher",
    show_default=True,
    help="Où le moteur garde ce qu'il a appris des fiches.",
)
def measure(table: Path | None, cache: Path) -> None:
    found = []
    for language in LANGUAGES:
        try:
            told = danger_learning.read_told(ASIDE[language])
            asked, others = (
                [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]
                if language == "fr"
                else []
                for path in (ASKED_OF_A_TOWN_HALL, OTHERS)
            )
        except (OSError, ValueError) as error:
            _fail("no_sentences", detail=error)
        found.append(figures(language, told, asked, others, matcher_of(language, cache)))
    rows = table_of(found)
    if table:
        _write(table, rows)
    tell(rows)


def table_of(found: Sequence[Figures]) -> str:
    """A row a figure, a column a language."""
    texts = TEXTS["measure"]

    def share(count: int, total: int) -> str:
        return f"{count}/{total} ({100 * count / total:.0f} %)" if total else texts["none"]

    def of(counts: Counter[str], what: str) -> str:
        return share(counts[what], counts.total())

    rows = [
        ("emergencies_told", [of(one.emergencies, TOLD) for one in found]),
        ("emergencies_asked", [of(one.emergencies, ASKED) for one in found]),
        ("emergencies_nothing", [of(one.emergencies, NOTHING) for one in found]),
        (
            "right_number",
            [share(one.right_number, one.emergencies[TOLD] + one.emergencies[ASKED]) for one in found],
        ),
        ("near_told", [of(one.near_misses, TOLD) for one in found]),
        ("near_asked", [of(one.near_misses, ASKED) for one in found]),
        ("questions_told", [of(one.questions, TOLD) for one in found]),
        ("questions_asked", [of(one.questions, ASKED) for one in found]),
        ("others_told", [of(one.others, TOLD) for one in found]),
        ("others_asked", [of(one.others, ASKED) for one in found]),
    ]
    lines = [f"| {texts[name]} | {' | '.join(cells)} |" for name, cells in rows]
    return "\n".join([texts["head"], "|---" * (len(found) + 1) + "|", *lines])


def _write(page: Path, rows: str) -> None:
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(TABLE_BEGINS)
    _, end, after = rest.partition(TABLE_ENDS)
    if not begin or not end:
        _fail("no_marks", page=page, begin=TABLE_BEGINS, end=TABLE_ENDS)
    page.write_text(f"{before}{begin}\n\n{rows}\n\n{end}{after}", encoding="utf-8")


def _fail(key: str, **values: object) -> NoReturn:
    tell(TEXTS["problem"][key].format(**values), err=True)
    sys.exit(1)
