"""A service's visits, for the calendar program that subscribes to them."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from ivr.calls.agendas import (
    COMING_DAYS,
    MOST_VISITS,
    PAST_DAYS,
    REFRESH_MINUTES,
    AgendaLinks,
    icalendar_file,
)
from ivr.calls.visits import Visits
from ivr.public.room import room
from ivr.web.limits import limiter

blueprint = Blueprint("agenda", __name__)


@blueprint.get("/agenda/<token>.ics")
@limiter.limit("120 per hour")
def feed(token: str) -> ResponseReturnValue:
    """The calendar whose secret this is; not found for any other address, so that trying teaches nothing."""
    here = room()
    service = AgendaLinks(here.calls).service_of(token, at=here.clock())
    if service is None:
        abort(404)
    now = here.now()
    today = now.astimezone(here.settings.zone).date()
    visits = Visits(here.settings, here.calls).between(
        today - timedelta(days=PAST_DAYS),
        today + timedelta(days=COMING_DAYS),
        services=[service],
        limit=MOST_VISITS,
    )
    # The moment it was made is that of the day: the file of one day without changes is the same file.
    made = now.replace(hour=0, minute=0, second=0, microsecond=0)
    content = icalendar_file(visits, service, here.settings, made)
    response = Response(content, content_type="text/calendar; charset=utf-8")
    response.cache_control.private = True
    response.cache_control.max_age = REFRESH_MINUTES * 60
    response.headers["X-Robots-Tag"] = "noindex"
    response.add_etag()
    return response.make_conditional(request)
