"""standardiste knowledge match, evaluate, calibrate, bench: how well and fast questions are understood."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NoReturn

import click

from ivr.cli.advice import tell
from ivr.cli.knowledge_base import columns, db_option, explained, open_store
from knowledge.bench import invented, measure
from knowledge.calibrate import calibrate as learn_calibration
from knowledge.calibration import shipped_calibration
from knowledge.demonstration import load_demonstration
from knowledge.evaluate import SEED, Question, QuestionsError, Report, offered, read_questions
from knowledge.evaluate import evaluate as judge
from knowledge.matching import Matcher, reason
from knowledge.shipped import background_themes, build_matcher, load_background, load_entries
from knowledge.vocabulary import shipped_vocabulary

TEXTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
TABLE_BEGINS, TABLE_ENDS = "<!-- evaluation -->", "<!-- /evaluation -->"
CALIBRATION = Path(__file__).parents[2] / "knowledge" / "data" / "calibration.json"
SIZES = ((300, 20), (5000, 20))
"""Articles, and phrasings of each, that the bench builds."""

_WORST = 10


def _matcher(db: Path) -> Matcher:
    """Over the base when there is one, over the demonstration articles otherwise."""
    kept = db.parent / "matcher"
    if not db.exists():
        return build_matcher(cache=kept)
    with explained(db):
        articles = [
            article
            for article in open_store(db).articles()
            if article.answers_on(datetime.now().astimezone().date())
        ]
    if not articles:
        _fail("no_base")
    return build_matcher(articles, cache=kept)


def _fail(key: str, **values: object) -> NoReturn:
    tell(TEXTS["problem"][key].format(**values), err=True)
    sys.exit(1)


@click.command(help="Lire des questions, une par ligne, et écrire ce qui serait fait de chacune, en JSON.")
@click.option("--explain", is_flag=True, help="Ajouter les raisons : fiches, formulations, mots et scores.")
@db_option
def match(explain: bool, db: Path) -> None:
    matcher = _matcher(db)
    for line in sys.stdin.buffer:
        text = line.decode("utf-8", errors="replace").rstrip("\r\n")
        found = matcher.match(text)
        slugs = offered(found)
        row: dict[str, object] = {
            "text": text,
            "topic": slugs[0] if slugs else None,
            "score": round(found.candidates[0].score, 4) if found.candidates else 0.0,
            "decision": "transfer" if found.decision == "none" else found.decision,
            "choices": list(slugs) if found.decision == "disambiguate" else [],
        }
        if explain:
            row["reason"] = reason(found)
        tell(json.dumps(row, ensure_ascii=False))


@click.command(help="Mesurer la compréhension sur des fichiers de questions (JSON lignes ou YAML).")
@click.argument(
    "files",
    metavar="FICHIER...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option(
    "--noise",
    "noises",
    metavar="TAUX",
    multiple=True,
    default=("0",),
    help="Part des mots mal reconnus à simuler, de 0 à 1 ; peut être répété.",
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Graine du tirage des erreurs.")
@click.option("--json", "as_json", is_flag=True, help="Écrire un objet JSON par taux.")
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="PAGE",
    help=f"Écrire le tableau dans cette page, entre {TABLE_BEGINS} et {TABLE_ENDS}.",
)
@db_option
def evaluate(
    files: tuple[Path, ...],
    noises: tuple[str, ...],
    seed: int,
    as_json: bool,
    table: Path | None,
    db: Path,
) -> None:
    rates = [_rate(noise) for noise in noises]
    questions = _questions(files)
    matcher = _matcher(db)
    reports = [judge(matcher, questions, rate, seed) for rate in rates]
    if table:
        _write_table(table, reports)
    for report in reports:
        tell(json.dumps(report.as_dict(), ensure_ascii=False) if as_json else _told(report))


def _rate(value: str) -> float:
    try:
        rate = float(value.replace(",", "."))
    except ValueError:
        rate = -1.0
    if not 0 <= rate <= 1:
        _fail("rate", value=value)
    return rate


def _questions(files: Sequence[Path]) -> list[Question]:
    questions: list[Question] = []
    for path in files:
        try:
            questions += read_questions(path)
        except QuestionsError as error:
            _fail(error.fault, path=error.path, line=error.line, value=error.value)
        except (OSError, UnicodeDecodeError) as error:
            _fail("unreadable", path=path, detail=error)
    if not questions:
        _fail("no_questions", paths=", ".join(map(str, files)))
    return questions


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %".replace(".", ",")


def _heading(report: Report) -> str:
    texts = TEXTS["evaluate"]
    return texts["noise"].format(noise=_percent(report.noise)) if report.noise else texts["clean"]


def _told(report: Report) -> str:
    """One report, for a screen."""
    texts = TEXTS["evaluate"]
    known, strangers = report.accuracy.total, report.strangers_refused.total
    lines = [texts["title"].format(known=known, strangers=strangers), _heading(report), ""]
    lines.append(
        columns(
            [
                [
                    TEXTS["shares"][name],
                    _percent(share.value),
                    f"[{_percent(share.interval[0])} – {_percent(share.interval[1])}]",
                    f"{share.count}/{share.total}",
                ]
                for name, share in report.shares().items()
            ]
        )
    )
    if weak := [one for one in report.topics.items() if one[1].count < one[1].total]:
        weak.sort(key=lambda one: one[1].value)
        lines += ["", texts["weakest"]]
        lines += [
            "  " + texts["weak"].format(topic=topic, count=share.count, total=share.total)
            for topic, share in weak[:_WORST]
        ]
    if report.confusions:
        lines += ["", texts["confusions"]]
        lines += [
            "  "
            + texts["confusion"].format(
                count=one.count,
                topic=one.topic or texts["stranger"],
                taken_for=one.taken_for or texts["refused"],
                example=one.example,
            )
            for one in report.confusions[:_WORST]
        ]
    return "\n".join([*lines, ""])


def _write_table(page: Path, reports: Sequence[Report]) -> None:
    """Puts one row a share, one column a noise, between the marks of the page."""
    text = page.read_text(encoding="utf-8")
    before, begin, rest = text.partition(TABLE_BEGINS)
    _, end, after = rest.partition(TABLE_ENDS)
    if not begin or not end:
        _fail("no_marks", path=page, begin=TABLE_BEGINS, end=TABLE_ENDS)
    rows = [
        TEXTS["evaluate"]["table_head"].format(columns=" | ".join(map(_heading, reports))),
        "|---" * (len(reports) + 1) + "|",
    ]
    for name in reports[0].shares():
        cells = [
            f"{_percent(share.value)} [{_percent(share.interval[0])} – {_percent(share.interval[1])}]"
            for share in (report.shares()[name] for report in reports)
        ]
        rows.append(f"| {TEXTS['shares'][name]} | {' | '.join(cells)} |")
    table = "\n".join(rows)
    page.write_text(f"{before}{begin}\n\n{table}\n\n{end}{after}", encoding="utf-8")


@click.command(help="Réapprendre le calibrage par validation croisée sur les fiches de démonstration.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    default=CALIBRATION,
    show_default=True,
    help="Où l'écrire.",
)
def calibrate(output: Path) -> None:
    articles = load_demonstration()
    held_out = {article.slug: article.phrasings for article in articles}
    phrasings = sum(map(len, held_out.values()))
    tell(TEXTS["calibrate"]["start"].format(articles=len(articles), phrasings=phrasings))
    learnt = learn_calibration(load_entries(articles), held_out, background_themes(), shipped_vocabulary())
    try:
        output.write_text(learnt.to_json(), encoding="utf-8")
    except OSError as error:
        _fail("unreadable", path=output, detail=error)
    tell(TEXTS["calibrate"]["done"].format(path=output))


@click.command(
    help="Mesurer la durée d'un match et la mémoire, sur des bases inventées de 300 et 5 000 fiches."
)
def bench() -> None:
    texts = TEXTS["bench"]
    rows = [texts["header"].split("|")]
    for articles, phrasings in SIZES:
        done = measure(invented(articles, phrasings), load_background(), shipped_calibration())
        row = texts["row"].format(
            articles=done.articles,
            phrasings=done.phrasings,
            classified=texts["yes" if done.classified else "no"],
            build=done.build_seconds,
            median=done.median_ms,
            high=done.high_ms,
            memory=done.memory_mb,
        )
        rows.append(row.split("|"))
    tell(columns(rows))
