"""Puts the public pages on an application that already has the web's (`ivr.web.install`)."""

from __future__ import annotations

from flask import Flask

from ivr.public import agenda, photo
from ivr.public.room import EXTENSION, Room
from ivr.web.room import install_room

PHOTOS_AT_ONCE = 2
"""Photos one process opens at the same time: each may take a few hundred megabytes for a second."""


def install(app: Flask, room: Room) -> None:
    """Register /photo and /agenda."""
    app.extensions[EXTENSION] = room
    install_room(app, "/photo", PHOTOS_AT_ONCE)
    app.register_blueprint(photo.blueprint)
    app.register_blueprint(agenda.blueprint)
