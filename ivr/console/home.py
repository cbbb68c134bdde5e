"""The first page after signing in."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from ivr.console.access import Role, requires, signed_in
from ivr.console.home_figures import figures_for
from ivr.console.indicators import this_week
from ivr.console.nobody_left import nobody_left, who_is_there
from ivr.console.office import office

blueprint = Blueprint("home", __name__, url_prefix="/console")


@blueprint.get("/")
@requires()
def home() -> ResponseReturnValue:
    """What waits, what happens now, where to go."""
    here = office()
    now = here.now().astimezone(here.settings.zone)
    user = signed_in()
    return render_template(
        "console/home.html",
        figures=figures_for(here.calls.get(), here.settings, user, now, here.accounts.clock()),
        now=now,
        nobody_left=nobody_left(who_is_there()) if user.role is not Role.VIEWER else [],
        # Nothing waits for those who only look: how the line does is what they come for.
        **(this_week() if user.role is Role.VIEWER else {}),
    )
