"""The web application: the telephone's routes, and how healthy the line is."""

from __future__ import annotations

import logging
import sqlite3
import time

from flask import Flask, Response, jsonify
from werkzeug.exceptions import HTTPException

from ivr.calls.undelivered import undelivered
from ivr.channels.install import hand_over_on_sigterm, install
from ivr.house import House, prepare_databases
from ivr.logs import set_up_logging
from ivr.messages import message
from ivr.metrics import install_metrics
from ivr.settings import Settings, load_settings
from ivr.version import __version__
from ivr.waking import DRAIN

log = logging.getLogger(__name__)

MAX_REQUEST_BYTES = 64 * 1024
"""The largest request the provider makes is a few kilobytes; the rest is refused with 413."""


def build(settings: Settings | None = None) -> Flask:
    """One process's application, its models loaded, its databases ready."""
    set_up_logging()
    settings = settings or load_settings()
    for told in prepare_databases(settings, mend=False):
        log.warning(told)
    house = House(settings)
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    app.extensions["house"] = house
    live = install(app, house.desk, house.connections, house.ears, house.mouth)
    house.desk.practise()  # while "one moment" is said, if nobody else answers: better than in mid-call
    hand_over_on_sigterm(live)
    app.extensions[DRAIN] = live.drain
    _install_console(app, house)

    install_metrics(app, settings, house.connections, house.now)

    @app.get("/health")
    def health() -> Response:
        """ok or degraded, with what to mend; 200 either way, for calls are answered either way."""
        troubles = [*house.troubles, *_database_trouble(house)]
        return jsonify(
            status="degraded" if troubles else "ok",
            version=__version__,
            town=settings.town.name,
            troubles=troubles,
            backlog=len(house.desk.log.backlog.waiting()),
        )

    return app


def _install_console(app: Flask, house: House) -> None:
    """Pages for people. Calls come first: without the console, the telephone is answered all the same."""
    app.register_error_handler(HTTPException, _refused)
    try:
        from ivr.console.install import install as install_console
        from ivr.console.office import Office
        from ivr.public.install import install as install_public
        from ivr.public.room import Room

        office = Office(
            settings=house.settings,
            calls=house.connections,
            knowledge=house.store,
            librarian=house.librarian,
            desk=house.desk,
            accounts=house.accounts,
            mouth=house.mouth,
            now=house.now,
        )
        install_console(app, office)
        install_public(app, Room(house.settings, house.connections, house.photo_links, house.now, time.time))
    except Exception as error:
        log.exception("The console could not be put in place; the telephone goes on without it.")
        house.troubles.append(message("serve.no_console", error=error))


def _refused(error: HTTPException) -> tuple[str, int, dict[str, str]]:
    """A short text, never a page that tells more than the status."""
    return f"{error.code} {error.name}\n", error.code or 500, {"Content-Type": "text/plain; charset=utf-8"}


def _database_trouble(house: House) -> list[str]:
    try:
        found = undelivered(house.connections.get())
    except sqlite3.Error as error:
        return [f"calls.db: {error}"]
    failed = [one for one in found if one.failed_at is not None]
    struggling = [one for one in found if one.failed_at is None]
    troubles = []
    if failed:
        troubles.append(message("serve.failed_deeds", count=len(failed)))
    if struggling:
        troubles.append(message("serve.struggling_deeds", count=len(struggling)))
    return troubles
