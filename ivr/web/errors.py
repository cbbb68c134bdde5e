"""What is answered when something is wrong: a page in French to people, a short line to the provider."""

from __future__ import annotations

import logging
import sqlite3

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, ServiceUnavailable

from ivr.web import kept_forms
from ivr.web.forgery import is_for_a_channel

log = logging.getLogger(__name__)


def install_errors(app: Flask) -> None:
    """Handle every error of every route."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(CSRFError, _forged)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(sqlite3.OperationalError, _busy)


def _answer(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None:
        return error.response
    code = error.code or 500
    if _for_people():
        headers = {"Retry-After": "5"} if code in (429, 503) else {}
        return render_template("web/error.html", code=code), code, headers
    # Never a page that tells more than the status.
    return f"{code} {error.name}\n", code, {"Content-Type": "text/plain; charset=utf-8"}


def _forged(error: CSRFError) -> ResponseReturnValue:
    log.warning("Refused a form on %s: %s", request.endpoint, error.description)
    return (kept_forms.offer_again(400) if _for_people() else None) or _answer(error)


def _too_large(error: RequestEntityTooLarge) -> ResponseReturnValue:
    return (kept_forms.offer_shorter(413) if _for_people() else None) or _answer(error)


def _busy(error: sqlite3.OperationalError) -> ResponseReturnValue:
    if not _for_people():
        raise error
    log.error("A page could not be made: %s", error)
    return _answer(ServiceUnavailable())


def _for_people() -> bool:
    """Was it a person's browser that asked for a page?"""
    wants_page = request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html"
    return wants_page and not is_for_a_channel()
