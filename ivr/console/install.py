"""Puts the console on an application."""

from __future__ import annotations

from flask import Blueprint, Flask, redirect
from flask.typing import ResponseReturnValue

from ivr.console import (
    account,
    agendas,
    attachments,
    board,
    call_page,
    deliveries,
    home,
    inbox,
    indicators,
    invitation,
    people,
    privacy,
    review_call,
    sign_in,
    trail,
    visits,
)
from ivr.console.access import anybody, install_access
from ivr.console.closures import learn_holidays
from ivr.console.knowledge_screens import KNOWLEDGE
from ivr.console.navigation import links
from ivr.console.office import EXTENSION, Office
from ivr.console.words import install_words
from ivr.web.frame import PLAIN, choose_frames
from ivr.web.install import install_web
from ivr.web.limits import PAGES, limiter
from ivr.web.room import install_room

SCREENS = (
    sign_in.blueprint,
    home.blueprint,
    *KNOWLEDGE,
    account.blueprint,
    invitation.blueprint,
    board.blueprint,
    call_page.blueprint,
    inbox.blueprint,
    attachments.blueprint,
    visits.blueprint,
    agendas.blueprint,
    deliveries.blueprint,
    people.blueprint,
    trail.blueprint,
    indicators.blueprint,
    review_call.blueprint,
    privacy.blueprint,
)
"""Every screen: one module, one blueprint."""


def install(app: Flask, office: Office) -> None:
    """Register every screen; the telephone's routes are left as they are."""
    settings = office.settings
    learn_holidays(settings, office.now())
    install_web(
        app,
        var=settings.var,
        town=settings.town.name,
        https=not settings.line.is_local,
        public_url=settings.line.public_url,
        proxies=settings.line.trusted_proxies,
    )
    install_room(app, "/console", free=("console.root",))
    install_access(app)
    install_words(app)
    app.extensions[EXTENSION] = office
    frame = Blueprint(
        "console",
        __name__,
        template_folder="templates",
        static_folder="static",
        static_url_path="/console/assets",
    )
    frame.add_url_rule("/", "top", _root)
    frame.add_url_rule("/console", "root", _root)
    app.register_blueprint(frame)
    for screen in SCREENS:
        limiter.limit(PAGES)(screen)
        app.register_blueprint(screen)
    # Functions, called by the console's own pages only: an error page must not need a database.
    app.jinja_env.globals.update(signed_in_user=anybody, menu_of=links)
    choose_frames(app, lambda: "console/base.html" if anybody() else PLAIN)


def _root() -> ResponseReturnValue:
    return redirect("/console/")
