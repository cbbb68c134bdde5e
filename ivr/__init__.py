"""How calls reach the line, how they are kept, and how people watch them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from ivr.settings import Settings


def create_app(settings: Settings | None = None) -> Flask:
    """The Flask application; settings come from mairie.toml and the environment unless given."""
    from ivr.application import build  # heavy: models, databases; the command line does without

    return build(settings)
