"""Addresses of static files that change with their content, so that browsers may keep them."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from flask import current_app, url_for

ASSET_SECONDS = 30 * 86_400


def asset(name: str) -> str:
    """Address of "blueprint/file": "web/site.css"."""
    blueprint, _, filename = name.partition("/")
    folder = current_app.blueprints[blueprint].static_folder
    if folder is None:
        raise LookupError(f"{blueprint} has no static files.")
    return url_for(f"{blueprint}.static", filename=filename, v=_version(Path(folder) / filename))


@cache
def _version(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
