"""standardiste models: the ears and voices installed on this machine."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import click

from ivr.cli import LazyGroup
from ivr.cli.advice import tell
from ivr.settings import SettingsError, load_settings
from speech.catalogue import Model
from speech.models import ModelDamaged, ModelError, ModelMissing, ModelStore
from speech.progress import Step

TEXTS: dict[str, dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)
SMALL_BYTES = 16_000_000
"""Below this a file is checked too fast for a progress bar."""


@click.group(
    cls=LazyGroup,
    commands_at={"adapt": "ivr.cli.adapt:adapt"},
    help="Les modèles de reconnaissance et de voix : voir, installer, adapter, vérifier, retirer.",
)
@click.option(
    "--root",
    envvar="STANDARDISTE_VAR",
    default="var",
    show_default=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="Dossier des données de la ligne ; les modèles sont dans son sous-dossier models. "
    "Par défaut $STANDARDISTE_VAR.",
)
@click.pass_context
def models(ctx: click.Context, root: Path) -> None:
    ctx.obj = ModelStore(root.absolute() / "models")


@models.command("list", help="Les modèles connus, et l'état de ceux qui sont installés.")
@click.pass_obj
def list_(store: ModelStore) -> None:
    texts = TEXTS["list"]
    rows = [texts["header"].split("|")]
    for model in store.catalogue.models.values():
        proof = texts["checksum" if model.checksummed else "structure"]
        name = model.name + (texts["default_mark"] if model.default else "")
        rows.append(
            [
                name,
                model.engine,
                model.language,
                _size(model),
                _state(store, model.name),
                proof,
                model.licence,
            ]
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        tell("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    tell("")
    for model in store.catalogue.models.values():
        tell(f"{model.name} : {model.note}")
    tell("")
    tell(texts["default_note"])
    tell(texts["footer"].format(folder=store.root))


@models.command(help="Installer des modèles, ou réparer ceux qui sont abîmés.")
@click.argument("names", nargs=-1, metavar="[NOM]…")
@click.option(
    "--default", "default", is_flag=True, help="Les modèles de base : de quoi faire marcher la ligne."
)
@click.pass_obj
def install(store: ModelStore, names: tuple[str, ...], default: bool) -> None:
    wanted = list(dict.fromkeys([*(store.catalogue.defaults if default else ()), *names]))
    if not wanted:
        raise click.UsageError(TEXTS["done"]["nothing_named"])

    def install_one(name: str) -> None:
        with _Bars() as progress:
            folder = store.install(name, progress)
        _say("installed", name=name, folder=folder)

    _each(wanted, install_one)
    if default:
        _install_for_languages(store, install_one)


def _install_for_languages(store: ModelStore, install_one: Callable[[str], None]) -> None:
    """The voices of the other languages that mairie.toml switches on; the line can do without them.

    Their ears come from their publisher alone: whoever wants them is told the command.
    """
    try:
        settings = load_settings()
    except SettingsError:
        return  # the models may be installed before the settings are written
    for language in settings.line.others:
        ears, voice = settings.voice.models(language)
        try:
            install_one(voice)
        except ModelError as error:
            _say("error", message=error, err=True)
        if ears not in store.installed():
            _say(f"ears_{language}", name=ears)


@models.command(help="Retirer des modèles du disque.")
@click.argument("names", nargs=-1, required=True, metavar="NOM…")
@click.pass_obj
def remove(store: ModelStore, names: tuple[str, ...]) -> None:
    def remove_one(name: str) -> None:
        store.remove(name)
        _say("removed", name=name)

    _each(names, remove_one)


@models.command(
    help="Comparer chaque octet avec ce qui a été installé ; sans nom, tous les modèles installés."
)
@click.argument("names", nargs=-1, metavar="[NOM]…")
@click.pass_obj
def verify(store: ModelStore, names: tuple[str, ...]) -> None:
    wanted = names or tuple(store.installed())
    if not wanted:
        _say("none_installed", folder=store.root, err=True)
        raise SystemExit(1)

    def verify_one(name: str) -> None:
        with _Bars() as progress:
            store.verify(name, progress)
        _say("sound", name=name)

    _each(wanted, verify_one)


@models.command(help="Dire où sont les modèles, ou l'un d'eux.")
@click.argument("name", required=False, metavar="[NOM]")
@click.pass_obj
def where(store: ModelStore, name: str | None) -> None:
    if name is None:
        tell(store.root)
    else:
        _each([name], lambda name: tell(store.path(name)))


def _each(names: tuple[str, ...] | list[str], do: Callable[[str], Any]) -> None:
    """Do it for each, whatever happens to the others; exit with 1 when one failed."""
    failed = False
    for name in names:
        try:
            do(name)
        except ModelError as error:
            failed = True
            _say("error", message=error, err=True)
    if failed:
        raise SystemExit(1)


def _say(key: str, *, err: bool = False, **values: object) -> None:
    tell(TEXTS["done"][key].format(**values), err=err)


class _Bars(AbstractContextManager["_Bars"]):
    """A progress bar for each thing at each stage, on the error output."""

    def __init__(self) -> None:
        self._current: tuple[str, str] | None = None
        self._bar: Any = None

    def __call__(self, step: Step) -> None:
        if step.stage == "check" and step.total < SMALL_BYTES:
            return
        if (step.stage, step.what) != self._current:
            self._finish()
            self._current = (step.stage, step.what)
            label = TEXTS["stages"][step.stage].format(what=step.what)
            self._bar = click.progressbar(length=step.total, label=label, file=sys.stderr)
            self._bar.render_progress()
        self._bar.update(step.done - self._bar.pos)

    def __exit__(self, *exception: object) -> None:
        self._finish()

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()


def _state(store: ModelStore, name: str) -> str:
    try:
        store.path(name)
    except ModelMissing:
        return TEXTS["states"]["absent"]
    except ModelDamaged:
        return TEXTS["states"]["damaged"]
    return TEXTS["states"]["sound"]


def _size(model: Model) -> str:
    unit, divisor = ("gigabytes", 1e9) if model.bytes >= 1e9 else ("megabytes", 1e6)
    size = TEXTS["sizes"][unit].format(value=f"{model.bytes / divisor:.1f}".replace(".", ","))
    exact = all(part.bytes is not None for part in model.parts)
    return size if exact else TEXTS["list"]["at_most"].format(size=size)
