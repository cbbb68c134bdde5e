"""`standardiste call`: place a call on the line, by script or by keyboard."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ivr.cli.advice import tell, typed_name
from ivr.serving import CannotServe, local_token
from ivr.settings import Settings, SettingsError, load_settings
from ivr.simulator import report
from ivr.simulator.account import Account, new_sid
from ivr.simulator.demonstration import HERE
from ivr.simulator.demonstration import tell as tell_of
from ivr.simulator.errors import SimulatorError
from ivr.simulator.messages import message
from ivr.simulator.own_line import OwnLine, answers
from ivr.simulator.rehearsal import Rehearsal, Rehearsed, Transcribe, transcriber
from ivr.simulator.script import Script, load_script
from ivr.simulator.script_names import check_names
from ivr.simulator.steps import Answers
from knowledge.demonstration import load_demonstration
from knowledge.store import KnowledgeStore
from speech.model_errors import ModelError


@click.command(help="Appeler la ligne comme le ferait un habitant, avec un script ou au clavier.")
@click.option(
    "--script",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Script YAML à jouer, ou dossier de scripts ; répétable. Par défaut : la carte d'identité.",
)
@click.option("--text", "by_keyboard", is_flag=True, help="Converser au clavier, sans téléphone ni son.")
@click.option("--wav", type=click.Path(path_type=Path), help="Enregistrer la conversation dans ce fichier.")
@click.option("--timings", is_flag=True, help="Afficher les délais de réponse : médiane et 95e centile.")
@click.option(
    "--mode",
    type=click.Choice(["stream", "turns"]),
    help="Mode de la ligne que je démarre : écoute continue, ou tour par tour.",
)
@click.option(
    "--speed",
    default=1.0,
    show_default=True,
    type=click.FloatRange(0.1, 50.0),
    help="Vitesse du temps ; les délais ne se mesurent qu'à 1.",
)
@click.option("--url", default="http://127.0.0.1:8080", show_default=True, help="Adresse de la ligne.")
@click.option("--var", type=click.Path(path_type=Path), help="Dossier de la ligne, pour lire son journal.")
def call(
    paths: tuple[Path, ...],
    by_keyboard: bool,
    wav: Path | None,
    timings: bool,
    mode: str | None,
    speed: float,
    url: str,
    var: Path | None,
) -> None:
    try:
        settings = load_settings()
        if by_keyboard:
            _by_keyboard(settings)
            return
        scripts = [
            script
            for path in paths or (HERE / "carte-identite.yaml",)
            for script in _scripts(path, settings, var)
        ]
        played = _by_telephone(settings, scripts, mode, speed, url.rstrip("/"), var or settings.var)
    except (SettingsError, SimulatorError, CannotServe, ModelError) as error:
        tell(str(error), err=True)
        sys.exit(2)
    if wav is not None:
        wav.write_bytes(played[-1].wav())
        tell(message("call.saved", path=wav))
    if timings:
        for line in report.timings([rehearsed.journal for rehearsed in played], speed):
            tell(line)
    sys.exit(0 if all(rehearsed.went_well for rehearsed in played) else 1)


def _scripts(path: Path, settings: Settings, var: Path | None) -> list[Script]:
    """The script, or those of a folder, each of which cites only what there is here."""
    found = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    if not found:
        raise SimulatorError(message("call.no_script", path=path))
    articles = {article.slug for article in load_demonstration()}
    base = (var or settings.var) / "knowledge.db"
    if base.exists():
        articles |= set(KnowledgeStore(base).titles())
    scripts = [load_script(script) for script in found]
    for script, written in zip(scripts, found, strict=True):
        check_names(script, written, settings.services, articles)
    return scripts


def _by_telephone(
    settings: Settings, scripts: list[Script], mode: str | None, speed: float, url: str, var: Path
) -> list[Rehearsed]:
    with _some_line(settings, scripts, url, mode):
        database = var / "calls.db"
        if not database.exists():
            tell(message("call.no_witness", path=database), err=True)
        rehearsal = Rehearsal(
            account=account_of(settings),
            url=url,
            town=settings.town.name,
            database=database if database.exists() else None,
            speed=speed,
            transcribe=ears_of(settings),
            told=lambda row: tell(report.one_line(row)),
        )
        return [tell_of(rehearsal, script) for script in scripts if not mode or script.mode in ("", mode)]


def account_of(settings: Settings) -> Account:
    """The account that signs: the town hall's, or the one made up for this machine."""
    token = local_token(settings)
    sid = token.get("STANDARDISTE_TWILIO_ACCOUNT_SID") or settings.provider.account_sid
    return Account(
        sid=sid, auth_token=token.get("STANDARDISTE_TWILIO_AUTH_TOKEN") or settings.provider.tokens()[0]
    )


@contextmanager
def _some_line(settings: Settings, scripts: list[Script], url: str, mode: str | None) -> Iterator[None]:
    """The line that answers there, or one of our own for the time of the calls."""
    if answers(url):
        yield
        return
    tell(message("call.no_line", url=url))
    environ = {"STANDARDISTE_PUBLIC_URL": url, **({"STANDARDISTE_MODE": mode} if mode else {})}
    render_for(settings, scripts)
    with OwnLine(url, environ):
        yield


def render_for(settings: Settings, scripts: list[Script]) -> None:
    """Have what these calls will hear ready: a line just started would make them wait for its voice."""
    from ivr.house import House, prepare_databases  # heavy

    for told in prepare_databases(settings):
        tell(told, err=True)
    house = House(settings)
    mouth = house.open_mouth()
    articles = {step.slug for script in scripts for step in script.steps if isinstance(step, Answers)}
    missing = mouth.missing(house.first_sentences(sorted(articles)))
    with click.progressbar(length=len(missing), label=message("call.rendering"), file=sys.stderr) as bar:
        mouth.render_ahead(missing, progress=lambda: bar.update(1))


def ears_of(settings: Settings) -> Transcribe | None:
    """The installed recogniser as a listener of its own; None when there is none."""
    from speech.models import ModelStore  # heavy, and not needed by --text
    from speech.recogniser import VoskEars

    try:
        return transcriber(VoskEars(ModelStore(settings.var / "models").path(settings.voice.recogniser)))
    except ModelError:
        return None


def _by_keyboard(settings: Settings) -> None:
    from ivr.house import House, prepare_databases  # heavy
    from ivr.simulator.text_call import converse

    for told in prepare_databases(settings):
        tell(told, err=True)
    desk = House(settings).desk
    conversation = desk.begin(f"{new_sid('TX')}-{int(time.time())}", caller="", channel="text")
    converse(conversation, desk, lambda prompt: input(prompt), tell, f"{typed_name()} serve")
