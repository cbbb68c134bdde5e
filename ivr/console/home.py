"""The first page after signing in."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ivr.console.access import requires, signed_in
from ivr.console.home_figures import figures_for
from ivr.console.office import office

blueprint = Blueprint("home", __name__, url_prefix="/console")


@blueprint.get("/")
@requires()
def home() -> ResponseReturnValue:
    """What waits, what happens now, where to go."""
    here = office()
    now = here.now().astimezone(here.settings.zone)
    return render_template(
        "console/home.html",
        figures=figures_for(here.calls.get(), here.settings, signed_in(), now, here.accounts.clock()),
        now=now,
    )
