"""Letters and texts that could not be sent: why, and sending them again."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.calls.undelivered import try_again, undelivered
from ivr.console.access import Role, noted, requires
from ivr.console.causes import cause_of
from ivr.console.messages import message
from ivr.console.office import office
from ivr.web.numbers import whole_number

blueprint = Blueprint("deliveries", __name__, url_prefix="/console/envois")

SHOWN = 200


@blueprint.get("/")
@requires(Role.ADMIN)
def deliveries() -> ResponseReturnValue:
    """What was given up, and what has failed for a while."""
    found = undelivered(office().calls.get(), limit=SHOWN)
    mail = office().settings.mail
    return render_template("console/deliveries.html", found=found, cause_of=cause_of, mail=mail)


@blueprint.post("/retenter")
@requires(Role.ADMIN)
def retry() -> ResponseReturnValue:
    """Have one, or all of those given up, tried again."""
    here = office()
    if request.form.get("id"):
        one = whole_number(request.form["id"])
        if one is None:
            abort(404)
        wanted = [one]
    else:
        wanted = [one.id for one in undelivered(here.calls.get(), limit=10_000) if one.failed_at is not None]
    count = try_again(here.calls.get(), wanted, here.accounts.clock())
    noted("deliveries.retried", details=str(count))
    flash(message("deliveries.retried", count=count))
    return redirect(url_for("deliveries.deliveries"))
