"""The audit trail: who saw or changed what, searched and read page by page."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import partial
from urllib.parse import urlencode

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.console.access import Role, noted, requires
from ivr.console.asked import asked_day
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.titles import every_title
from ivr.console.trail_targets import action_told, address_of, target_told, targets_meant
from ivr.console.trail_words import details_told
from ivr.web.numbers import whole_number

blueprint = Blueprint("trail", __name__, url_prefix="/console/journal")

PAGE = 50


@blueprint.get("/")
@requires(Role.ADMIN)
def trail() -> ResponseReturnValue:
    """The latest lines first; filters in the address, so that a search can be kept."""
    accounts = office().accounts
    wanted = {name: request.args.get(name, "").strip() for name in ("qui", "action", "objet", "du", "au")}
    since, until = asked_day(wanted["du"]), asked_day(wanted["au"])
    problems = [
        message("trail.bad_date", value=wanted[name])
        for name, day in (("du", since), ("au", until))
        if wanted[name] and day is None
    ]
    if since and until and until < since:
        problems.append(message("trail.order"))
    before = whole_number(request.args.get("avant"))
    entries = accounts.audit.page(
        user_id=whole_number(wanted["qui"]),
        action=wanted["action"],
        targets=targets_meant(wanted["objet"]),
        since=_midnight(since) if since else None,
        until=_midnight(until + timedelta(days=1)) if until else None,
        before_id=before,
        size=PAGE + 1,
    )
    shown = entries[:PAGE]
    if before is None:
        noted("trail.seen", details=" ".join(f"{name}={value}" for name, value in wanted.items() if value))
    kept = {name: value for name, value in wanted.items() if value}
    return render_template(
        "console/trail.html",
        entries=shown,
        wanted=wanted,
        problems=problems,
        people=accounts.users.all(),
        actions=accounts.audit.actions(),
        action_of=action_told,
        address_of=address_of,
        target_of=partial(target_told, titles=every_title()),
        details_of=details_told,
        older=_address({**kept, "avant": str(shown[-1].id)}) if len(entries) > PAGE else "",
        latest=_address(kept) if before is not None else "",
    )


def _address(kept: dict[str, str]) -> str:
    return f"{url_for('trail.trail')}?{urlencode(kept)}"


def _midnight(day: date) -> float:
    return datetime.combine(day, time.min, tzinfo=office().settings.zone).timestamp()
