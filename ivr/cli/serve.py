"""`standardiste serve`, `worker` and `check`: run the line."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import click

from ivr.accounts.accounts import Accounts
from ivr.accounts.demonstration import EMAIL, demonstration_password
from ivr.cli.advice import tell
from ivr.clock import line_clock, next_open_hour
from ivr.database import BACKGROUND_SECONDS
from ivr.house import House, accounts_path, prepare_databases
from ivr.lengthy import lengthy
from ivr.logs import LEVEL, set_up_logging
from ivr.messages import message
from ivr.sentences import whisper
from ivr.serving import CannotServe, Processes, check_port, local_token
from ivr.settings import Settings, SettingsError, load_settings
from ivr.town import town_facts
from ivr.town_ears import teach_once
from knowledge.calendar import OpeningCalendar
from knowledge.located import InputError
from speech.models import ModelError

DEMONSTRATED = ("carte-identite",)
"""Articles that the demonstration call asks for."""


def fail(text: str) -> NoReturn:
    """Say what is wrong and stop with status 2."""
    tell(text, err=True)
    sys.exit(2)


def settings_or_exit() -> Settings:
    """The settings, or their mistakes on the screen."""
    try:
        return load_settings()
    except SettingsError as error:
        fail(str(error))


@click.command(help="Démarrer la ligne.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Adresse d'écoute.")
@click.option("--port", default=8080, show_default=True, type=click.IntRange(1, 65535), help="Port d'écoute.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Processus web.")
@click.option("--demonstration", is_flag=True, help="Placer d'abord l'appel de démonstration.")
@click.option("--stop-after", is_flag=True, help="S'arrêter après la démonstration.")
def serve(host: str, port: int, workers: int, demonstration: bool, stop_after: bool) -> None:
    settings = settings_or_exit()
    if settings.line.is_local:
        os.environ["STANDARDISTE_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    try:
        check_port(host, port)
        env = local_token(settings)
        os.environ.update(env)
        settings = settings_or_exit()
        for told in prepare_databases(settings):
            tell(told, err=True)
        house = House(settings)
        _teach(house)
        _render(house, demonstration)
    except ModelError as error:
        fail(f"{error}\n{message('serve.no_models')}")
    except CannotServe as error:
        fail(str(error))
    tell(message("serve.starting", town=settings.town.name, url=f"http://{host}:{port}"))
    sys.exit(_keep_serving(settings, host, port, workers, demonstration, stop_after))


def _teach(house: House) -> None:
    """The first time, have the ears learn the town's words; failing that, they hear without them."""
    try:
        teach_once(house.settings, house.models, lambda: tell(message("serve.teaching"), err=True))
    except (ModelError, InputError) as error:
        tell(str(error), err=True)


def _render(house: House, demonstration: bool) -> None:
    """Have what the first caller hears ready; the background worker renders the rest."""
    mouth = house.open_mouth()
    wanted = house.first_sentences(DEMONSTRATED if demonstration else ())
    if demonstration:
        wanted.append(whisper(house.desk, "accueil", ""))
    missing = mouth.missing(wanted)
    with click.progressbar(length=len(missing), label=message("serve.rendering"), file=sys.stderr) as bar:
        mouth.render_ahead(missing, progress=lambda: bar.update(1))


def _keep_serving(
    settings: Settings, host: str, port: int, workers: int, demonstration: bool, stop_after: bool
) -> int:
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda signum, frame: stopping.set())

    reloading = threading.Event()
    signal.signal(signal.SIGHUP, lambda signum, frame: reloading.set())

    @contextmanager
    def serving(settings: Settings, env: dict[str, str]) -> Iterator[Processes]:
        moment = settings.rehearsed_at
        if moment is not None:
            env = {**env, "STANDARDISTE_NOW": moment.isoformat()}
        processes = Processes(settings, host, port, workers, env)
        try:
            for trouble in processes.wait_until_ready(stopping).get("troubles", []):
                tell(trouble, err=True)
            yield processes
        finally:
            processes.stop()

    status = 0
    try:
        if demonstration and not stopping.is_set():
            at = _when_somebody_is_there(settings)
            with serving(at, {LEVEL: "error"}) as processes:  # the conversation is what is to be read
                status = 0 if _demonstrate(at, processes.url, stopping) else 1
        if not stop_after and not stopping.is_set():
            with serving(settings, {}) as processes:
                tell(message("serve.ready", town=settings.town.name, url=processes.url))
                _tell_console(settings, processes.url)
                _look_after(processes, stopping, reloading)
                tell(message("serve.stopping"))
    except (CannotServe, SettingsError) as error:
        tell(str(error), err=True)
        status = 2
    tell(message("serve.stopped"))
    return status


def _tell_console(settings: Settings, url: str) -> None:
    """Where the console is, and on somebody's own machine how to sign in."""
    tell(message("serve.console", url=url))
    if settings.line.is_local:
        accounts = Accounts(accounts_path(settings))
        password = demonstration_password(accounts, settings.var, settings.town.name)
        if password:
            tell(message("serve.demonstration_account", email=EMAIL, password=password))


def _demonstrate(settings: Settings, url: str, stopping: threading.Event) -> bool:
    from ivr.simulator.demonstration import place_demonstration_calls  # never loaded in production

    return place_demonstration_calls(settings, url, stopping)


def _when_somebody_is_there(settings: Settings) -> Settings:
    """The same settings, at the next hour when an agent can answer: the demonstration shows a transfer."""
    calendar = OpeningCalendar(town_facts(settings))
    now = line_clock(settings)()
    hours = settings.services["accueil"].hours
    moment = next_open_hour(lambda at: calendar.is_open(hours, at), now)
    if moment == now:
        return settings
    local = moment.astimezone(settings.zone)
    tell(message("serve.rehearsed", date=f"{local:%d/%m/%Y} à {local:%H:%M}"))
    return settings.model_copy(update={"rehearsed_at": moment})


def _look_after(processes: Processes, stopping: threading.Event, reloading: threading.Event) -> None:
    while not stopping.wait(1.0):
        if reloading.is_set():
            reloading.clear()
            _reload(processes, stopping)
        if told := processes.watch():
            tell(told, err=True)


def _reload(processes: Processes, stopping: threading.Event) -> None:
    """New code and settings, unless these are wrong: the line goes on with the old ones then."""
    try:
        processes.reload(stopping)
    except SettingsError as error:
        tell(str(error), err=True)
        tell(message("serve.not_reloaded"), err=True)
        return
    tell(message("serve.reloaded"))


@click.command(help="Le travail d'arrière-plan : messages, sauvegardes, phrases préparées.")
def worker() -> None:
    set_up_logging()
    settings = settings_or_exit()
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda signum, frame: stopping.set())
    os.nice(10)  # callers come first
    # A text that was sent must be remembered, however long another process writes: else it is sent again.
    house = House(settings, wait_seconds=BACKGROUND_SECONDS)
    name = f"{os.uname().nodename}-{os.getpid()}"
    # Beside the deeds, not among them: grouping a season of questions must not hold up a text message.
    improver = house.improver(name, time.time)
    improving = threading.Thread(target=improver.run, args=(stopping,), name="improver", daemon=True)
    improving.start()
    house.worker(name, time.time).run(stopping)


@click.command(help="Vérifier mairie.toml et la base sans rien démarrer.")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check(path: Path | None) -> None:
    try:
        settings = load_settings(path)
    except SettingsError as error:
        fail(str(error))
    for told in prepare_databases(settings, mend=False):
        tell(told, err=True)
    house = House(settings)
    found = lengthy(settings, {settings.line.language: house.desk.catalogue, **house.desk.catalogues})
    for one in found:
        tell(one.told, err=True)
    if any(one.in_one_go for one in found):
        sys.exit(1)
    tell(
        message(
            "serve.checked",
            path=path or "mairie.toml",
            town=settings.town.name,
            services=len(settings.services),
            articles=len(house.store.articles()),
        )
    )
