"""Forged forms are refused: a token in every form, and the browser's own word on who sent it."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, current_app, g, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect

_csrf = CSRFProtect()
PUBLIC_HOST = "STANDARDISTE_PUBLIC_HOST"
CHANNELS = "ivr.channels."
"""Packages whose routes carry no authority of a browser: the provider signs what it sends."""


def install_forgery_check(app: Flask, public_url: str = "") -> None:
    """Check every request that changes something, except those made to the channels."""
    app.config.update(
        WTF_CSRF_CHECK_DEFAULT=False,  # the check below decides by package, whatever is registered later
        **{PUBLIC_HOST: urlsplit(public_url).netloc},
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as the session it belongs to
        WTF_CSRF_SSL_STRICT=False,  # compares with the proxy's name for us; Sec-Fetch-Site does better
    )
    _csrf.init_app(app)

    def check() -> None:
        if request.method in ("GET", "HEAD", "OPTIONS", "TRACE") or is_for_a_channel():
            return
        if not sent_by_ourselves():
            raise CSRFError("The form was sent from another site.")
        _csrf.protect()

    app.before_request(check)


def is_for_a_channel() -> bool:
    """Is this request for the telephone or another channel of the callers?"""
    blueprint = current_app.blueprints.get(request.blueprint or "")
    return blueprint is not None and blueprint.import_name.startswith(CHANNELS)


def sent_by_ourselves() -> bool:
    """Does the browser, when it says so, say that one of our own pages sent this?

    Over plain http, and in older browsers, there is no Sec-Fetch-Site; Origin is sent with every form, and
    our pages' policy on referrers keeps it from being "null".
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc in {request.host, current_app.config[PUBLIC_HOST]} - {""}


def forget_session() -> None:
    """Empty this browser's session; forms made afterwards in the same answer get a token of the new one."""
    session.clear()
    g.pop("csrf_token", None)  # where Flask-WTF remembers the token of this request
