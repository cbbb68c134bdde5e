"""The page where a citizen adds photos to their report, from the link they were sent."""

from __future__ import annotations

import logging
import sqlite3

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, ServiceUnavailable, TooManyRequests

from flows.collect.problem import problem_called
from ivr.calls.links import LinkExpired, LinkInvalid
from ivr.calls.photos import MAX_BYTES, MOST_PHOTOS, PhotoRefused, Photos
from ivr.calls.reports import CLOSED
from ivr.public.room import room
from ivr.web.limits import largest_request, limiter

log = logging.getLogger(__name__)

blueprint = Blueprint("photo", __name__, template_folder="templates")

_AROUND_BYTES = 64 * 1024
"""What a form holds besides its file."""


@blueprint.get("/photo/<token>")
@limiter.limit("120 per hour")
def form(token: str) -> ResponseReturnValue:
    """The report the photo is for, and where to choose one."""
    return _page(token, thanks="merci" in request.args)


@blueprint.post("/photo/<token>")
@limiter.limit("30 per hour")
@largest_request(MAX_BYTES + _AROUND_BYTES)
def add(token: str) -> ResponseReturnValue:
    """Keep the photo that was chosen."""
    report = _report(token)
    if isinstance(report, str):
        return _refused(report)
    here = room()
    try:
        file = request.files.get("photo")
        if file is None or not file.filename:
            return _page(token, problem="missing", code=400)
        Photos(here.settings.var, here.calls).add(
            report["reference"], file.stream, here.clock(), tell=here.settings.mail is not None
        )
    except PhotoRefused as refused:
        return _page(token, problem=refused.reason, code=400)
    except (OSError, sqlite3.Error):
        log.exception("A photo could not be kept.")
        return _page(token, problem="failed", code=503)
    return redirect(url_for("photo.form", token=token, merci=1), 303)


@blueprint.errorhandler(RequestEntityTooLarge)
def too_heavy(error: RequestEntityTooLarge) -> ResponseReturnValue:
    """Larger than any photo we take: said on the page itself, where another one can be chosen."""
    return _page(str((request.view_args or {}).get("token", "")), problem="too_heavy", code=413)


@blueprint.errorhandler(TooManyRequests)
@blueprint.errorhandler(ServiceUnavailable)
def later(error: HTTPException) -> ResponseReturnValue:
    """There is no room for this photo now."""
    page = render_template("public/photo_refused.html", reason="later", phone=room().settings.town.phone)
    return page, error.code or 503, {"Retry-After": "60"}


def _page(token: str, *, problem: str = "", thanks: bool = False, code: int = 200) -> ResponseReturnValue:
    report = _report(token)
    if isinstance(report, str):
        return _refused(report)
    here = room()
    count = len(Photos(here.settings.var, here.calls).of(report["reference"]))
    page = render_template(
        "public/photo.html",
        reference=report["reference"],
        title=problem_called(report["kind"]).title,
        count=count,
        most=MOST_PHOTOS,
        megabytes=MAX_BYTES // 1024 // 1024,
        problem=problem,
        thanks=thanks and count > 0,
        phone=here.settings.town.phone,
    )
    return page, code, {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}


def _report(token: str) -> dict[str, str] | str:
    """The report a link is for; or why it cannot receive photos: expired, closed, unknown."""
    here = room()
    try:
        reference = here.photo_links.reference(token)
    except LinkExpired:
        return "expired"
    except LinkInvalid:
        abort(404)
    rows = here.calls.get().query(
        "select reference, kind, status from reports where reference = ?", [reference]
    )
    report = next(iter(rows), None)
    if report is None:
        return "unknown"
    return "closed" if report["status"] in CLOSED else report


def _refused(reason: str) -> ResponseReturnValue:
    page = render_template("public/photo_refused.html", reason=reason, phone=room().settings.town.phone)
    return page, 410, {"X-Robots-Tag": "noindex"}
