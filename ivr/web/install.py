"""Puts on an application what every page needs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask

from ivr.secret_key import secret_key
from ivr.web.addresses import install_addresses
from ivr.web.assets import ASSET_SECONDS, asset
from ivr.web.errors import install_errors
from ivr.web.forgery import install_forgery_check
from ivr.web.frame import install_frame
from ivr.web.headers import install_headers
from ivr.web.limits import install_limits
from ivr.web.numbers import install_numbers
from ivr.web.typography import UnbrokenPages

KEY_FILE = "console-key"


def install_web(
    app: Flask, *, var: Path, town: str, https: bool, public_url: str = "", proxies: Sequence[str] = ()
) -> None:
    """Sessions, forms, errors, headers, limits and the look.

    `https`: people reach it by https only. `public_url`: where they do, when a proxy asks under another name.
    `proxies`: addresses and networks of the proxies before us.
    """
    app.config.update(
        SECRET_KEY=secret_key(var / KEY_FILE),
        SESSION_COOKIE_NAME="__Host-standardiste" if https else "standardiste",
        SESSION_COOKIE_SECURE=https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
        SEND_FILE_MAX_AGE_DEFAULT=ASSET_SECONDS,
    )
    install_addresses(app, proxies)
    install_numbers(app)
    install_headers(app, https=https)
    install_limits(app)
    install_forgery_check(app, public_url)
    install_errors(app)
    install_frame(app)
    app.register_blueprint(
        Blueprint(
            "web", __name__, template_folder="templates", static_folder="static", static_url_path="/assets"
        )
    )
    app.jinja_env.add_extension(UnbrokenPages)
    app.jinja_env.globals["asset"] = asset
    app.jinja_env.globals["town_name"] = town
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
