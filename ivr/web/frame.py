"""The frame around pages that belong to no screen: an error, a form that was kept, a link that is over."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable

from flask import Flask, current_app

PLAIN = "web/page.html"
"""No header and no menu: needs nothing that could be broken."""
_EXTENSION = "page_frame"

log = logging.getLogger(__name__)


def install_frame(app: Flask) -> None:
    """Let templates say `{% extends frame() %}`."""
    app.jinja_env.globals["frame"] = frame


def choose_frames(app: Flask, choose: Callable[[], str]) -> None:
    """Have this say which template is around such pages: it may look at who asks."""
    app.extensions[_EXTENSION] = choose


def frame(status: int = 200) -> str:
    """The template to extend. The plain one when the server is at fault: a menu would need its databases."""
    choose = current_app.extensions.get(_EXTENSION)
    if choose is None or status >= 500:
        return PLAIN
    try:
        return str(choose())
    except sqlite3.Error as error:
        log.error("Nobody can be recognised, so that a page goes without its menu. %s", error)
        return PLAIN
