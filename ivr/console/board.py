"""The board: the calls going on, who of the agents takes calls, and mine."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, Response, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from ivr.accounts.users import User
from ivr.calls.availability import AgentState, NobodyLeft
from ivr.calls.call_notes import wrapped_up
from ivr.console.access import LISTED_SECONDS, Role, noted, noted_once, requires, sees_service, signed_in
from ivr.console.call_files import may_open
from ivr.console.live_calls import LiveCall
from ivr.console.messages import message
from ivr.console.nobody_left import There, alone_for, around_the_clock, nobody_left, who_is_there
from ivr.console.office import office
from ivr.console.subject_words import subject_remembered, subject_told
from ivr.console.subjects import Subject
from ivr.web.forms import Form

blueprint = Blueprint("board", __name__, url_prefix="/console/en-direct")

DURATIONS = {"0": 0, "15": 15, "30": 30, "60": 60, "120": 120}
"""Minutes away that may be chosen; 0: until they say so."""


@dataclass(frozen=True)
class Colleague:
    """An agent as the board shows them."""

    name: str
    state: AgentState
    services: tuple[str, ...]
    alone_for: tuple[str, ...]
    """Slugs of the services around the clock that nobody would answer if they were away."""


class AvailabilityForm(Form):
    """Whether an agent takes calls."""

    phone = HiddenField(validators=[InputRequired()])
    available = RadioField(choices=[SelectChoice("1"), SelectChoice("0")], validators=[InputRequired()])
    minutes = SelectField(choices=[SelectChoice(key) for key in DURATIONS], default="0")
    left_alone = HiddenField(default="")
    """Slugs of the services that whoever decided was told would have nobody left, a blank between."""


@blueprint.get("/")
@requires(Role.ADMIN, Role.AGENT)
def board() -> ResponseReturnValue:
    """The whole page."""
    user, there = signed_in(), who_is_there()
    noted_once("list.seen", "board", within=LISTED_SECONDS)
    return render_template(
        "console/board.html",
        mine=office().availability.state(user.phone) if user.phone else None,
        mine_alone_for=alone_for(user.phone, there),
        **_shown(user, there),
    )


@blueprint.get("/appels")
@requires(Role.ADMIN, Role.AGENT)
def calls() -> ResponseReturnValue:
    """The part of the page that changes; nothing when it has not changed."""
    shown = _shown(signed_in(), who_is_there())
    return _unless_known(Response(render_template("console/board_calls.html", **shown)))


@blueprint.get("/moi")
@requires(Role.ADMIN, Role.AGENT)
def mine() -> ResponseReturnValue:
    """The call that rings for me, or that I have taken; asked by every open page."""
    user = signed_in()
    state = office().availability.state(user.phone) if user.phone else AgentState("")
    found: dict[str, str] = {"call": state.call_id, "engaged": state.engaged}
    if state.call_id:
        live = next((one for one in office().live.now() if one.call.id == state.call_id), None)
        found["address"] = url_for("call_page.call", call_id=state.call_id)
        found["subject"] = _subject_or_words(live) if live else ""
    return _unless_known(jsonify(found))


@blueprint.post("/disponibilite")
@requires(Role.ADMIN, Role.AGENT)
def switch() -> ResponseReturnValue:
    """Say that I take calls, or not for a while; an administrator may say it for somebody else.

    Nobody leaves a service around the clock without anybody unless they were told so: others may have left
    since their page was shown.
    """
    form, user = AvailabilityForm(), signed_in()
    if not form.validate():
        abort(422)
    phone = form.phone.data
    if phone not in _phones() | {user.phone} or not (user.is_admin or phone == user.phone):
        abort(403)
    available, minutes = form.available.data == "1", DURATIONS[form.minutes.data]
    until = office().accounts.clock() + minutes * 60.0 if minutes and not available else None
    known = (form.left_alone.data or "").split()
    needed = {slug: agents for slug, agents in around_the_clock().items() if slug not in known}
    try:
        office().availability.switch(phone, available=available, until=until, by=user.email, needed=needed)
    except NobodyLeft as error:
        alone = (*(slug for slug in known if slug in around_the_clock()), *error.services)
        page = render_template(
            "console/board_away.html", phone=phone, name=_names().get(phone), alone=alone, form=form, me=user
        )
        return page, 409
    noted("agent.available" if available else "agent.away", phone)
    flash(message("board.available" if available else "board.away"))
    return redirect(url_for("board.board"))


def _shown(user: User, there: There) -> dict[str, object]:
    here = office()
    live = here.live.now()
    recent = [one for one in here.files.taken_by(user.phone) if not one.live]
    return {
        "recent": recent,
        "wrapped": wrapped_up(here.calls.get(), [one.id for one in recent]),
        "subject_of": subject_remembered,
        "live": [(one, may_open(user, one.call) or user.phone in one.with_agents) for one in live],
        "colleagues": _colleagues(user, there),
        "names": _names(),
        "nobody_left": nobody_left(there),
        "durations": [key for key in DURATIONS if key != "0"],
        "title_of": here.files.title,
        "subject_told": subject_told,
        "me": user,
    }


def _subject_or_words(live: LiveCall) -> str:
    """What the call is about; the caller's own words before that is known."""
    known = live.call.topic or live.subject != Subject()
    return subject_told(live.call, live.subject) if known else live.last_words


def _colleagues(user: User, there: There) -> list[Colleague]:
    """The agents of the services this user sees, each once."""
    services: dict[str, list[str]] = {}
    for slug, service in office().settings.services.items():
        if sees_service(user, slug):
            for phone in service.agents:
                services.setdefault(phone, []).append(slug)
    names = _names()
    return [
        Colleague(
            names.get(state.phone, ""), state, tuple(services[state.phone]), alone_for(state.phone, there)
        )
        for state in (office().availability.states(services) if services else [])
    ]


def _phones() -> set[str]:
    return {phone for service in office().settings.services.values() for phone in service.agents}


def _names() -> dict[str, str]:
    """Names of the people who have an account, by telephone."""
    return {one.phone: one.name for one in office().accounts.users.all() if one.phone and not one.disabled}


def _unless_known(response: Response) -> Response:
    response.add_etag()
    response.headers["Cache-Control"] = "no-cache, private"
    response.make_conditional(request)
    return response
