"""`standardiste bench`: measure the line on this machine. Figures, never a verdict."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import click

from ivr.messages import message
from ivr.settings import Settings, load_settings

PARTS = ("speech", "ears", "matching", "understanding", "pages", "calls")
AT_ONCE = (1, 5, 10)
"""Calls held together in the last part."""


@click.command(
    help="Mesurer la ligne sur cette machine : oreilles et voix, recherche, compréhension, pages, appels."
)
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option(
    "--port", default=8089, show_default=True, type=click.IntRange(1, 65535), help="Port des appels."
)
@click.option("--at-once", multiple=True, type=click.IntRange(1, 100), help="Appels simultanés ; répétable.")
@click.option(
    "--model",
    "folders",
    multiple=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Oreilles : le dossier d'un modèle Vosk à mesurer à la place de celui de la ligne ; répétable.",
)
@click.option(
    "--quick",
    is_flag=True,
    help="Oreilles : une phrase sur quatre, les lignes principales (quelques minutes).",
)
@click.option("--town/--no-town", default=True, help="Oreilles : aussi avec les mots de la commune.")
@click.option(
    "--write",
    "into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Oreilles : le document où écrire les tableaux, entre ses marques.",
)
@click.pass_context
def bench(
    ctx: click.Context,
    parts: tuple[str, ...],
    port: int,
    at_once: tuple[int, ...],
    folders: tuple[Path, ...],
    quick: bool,
    town: bool,
    into: Path | None,
) -> None:
    measures: dict[str, Callable[[], None]] = {
        "speech": lambda: _speech(load_settings()),
        "ears": lambda: _ears(load_settings(), folders, quick or not parts, town, into),
        "matching": lambda: _matching(ctx),
        "understanding": lambda: _understanding(ctx),
        "pages": lambda: _pages(load_settings()),
        "calls": lambda: _calls(port, at_once or AT_ONCE),
    }
    for part in parts or PARTS:
        click.secho(f"\n{message(f'bench.{part}')}", bold=True)
        measures[part]()


def _speech(settings: Settings) -> None:
    from speech.bench import main

    if main([str(settings.var / "models")]):
        sys.exit(1)


def _ears(settings: Settings, folders: Sequence[Path], quick: bool, town: bool, into: Path | None) -> None:
    from ivr.cli.bench_ears import SENTENCES, measure_ears
    from speech.evaluation.conditions import NoTool
    from speech.models import ModelError
    from speech.recogniser import RecogniserError
    from speech.synthesiser import SynthesisError

    if not SENTENCES.is_file():
        click.echo(message("bench.no_questions", path=SENTENCES))
        return
    try:
        measure_ears(settings, folders, quick=quick, town=town, into=into)
    except (ModelError, RecogniserError, SynthesisError) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except NoTool as missing:
        click.echo(message("bench.ears_no_tool", tool=missing), err=True)
        sys.exit(1)


def _matching(ctx: click.Context) -> None:
    from ivr.cli.matching import bench as matching

    ctx.invoke(matching)


def _understanding(ctx: click.Context) -> None:
    from ivr.cli.matching import evaluate

    questions = Path("tests/questions")
    if not questions.is_dir():
        click.echo(message("bench.no_questions", path=questions))
        return
    files = (questions / "developpement.jsonl", questions / "hors_sujet.jsonl")
    ctx.invoke(evaluate, files=files, noises=("0", "0.1", "0.2", "0.3"))


def _pages(settings: Settings) -> None:
    from ivr.cli.bench_pages import measure_pages

    measure_pages(settings)


def _calls(port: int, at_once: tuple[int, ...]) -> None:
    """Hold the demonstration call so many times at once, on a line started for it."""
    from ivr.cli.call import account_of
    from ivr.simulator import report
    from ivr.simulator.demonstration import HERE
    from ivr.simulator.load import place_many
    from ivr.simulator.own_line import OwnLine
    from ivr.simulator.rehearsal import Rehearsal
    from ivr.simulator.script import load_script

    url = f"http://127.0.0.1:{port}"
    settings = load_settings()
    with OwnLine(url, {"STANDARDISTE_PUBLIC_URL": url}) as line:
        rehearsal = Rehearsal(
            account=account_of(settings), url=url, town=settings.town.name, database=settings.var / "calls.db"
        )
        script = load_script(HERE / "carte-identite.yaml")
        for calls in at_once:
            load = place_many(rehearsal, script, calls, line.process_id)
            click.echo(
                message(
                    "bench.load",
                    calls=calls,
                    seconds=f"{load.seconds:.0f}",
                    failures=load.failures,
                    share=f"{100 * load.processor_per_call_second:.1f}".replace(".", ","),
                )
            )
            for told in report.timings([one.journal for one in load.played], 1.0):
                click.echo(f"  {told}")
