"""Alerts: what callers must hear from now, or from a moment on, until another."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateTimeLocalField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.spoken_marks import unspeakable
from ivr.console.words import service_name
from ivr.web.forms import Form
from knowledge.articles import speaking_seconds
from knowledge.connections import StoreError
from knowledge.located import InputError
from knowledge.notices import ALERT_LENGTH, Alert, instant
from knowledge.town import EVERYWHERE

blueprint = Blueprint("alerts", __name__, url_prefix="/console/alertes")

PAST_DAYS = 60
"""How long alerts that are over are still listed."""

FARTHEST = timedelta(days=1100)
"""How far ahead an alert may end: three years, past which a date is a slip of the keyboard."""


class AlertForm(Form):
    """A new alert."""

    text = TextAreaField(validators=[InputRequired(), Length(max=ALERT_LENGTH)])
    starts = DateTimeLocalField(format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], validators=[Optional()])
    ends = DateTimeLocalField(format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"], validators=[InputRequired()])
    about = SelectField(validators=[Optional()])


@blueprint.get("")
@requires(Role.ADMIN)
def alerts() -> ResponseReturnValue:
    """Those going on, those to come, the last ones that are over; and the form of a new one."""
    here = office()
    ends = (here.now() + timedelta(days=1)).astimezone(here.settings.zone).replace(hour=18, minute=0)
    return _page(_form({"ends": ends.replace(tzinfo=None)}))


@blueprint.post("")
@requires(Role.ADMIN)
def publish() -> ResponseReturnValue:
    """Publish one: callers hear it from the next call on, or from its beginning."""
    here, form = office(), _form()
    if not form.validate():
        return _page(form), 422
    if told := unspeakable(form.text.data):
        form.text.errors = [*form.text.errors, told]
        return _page(form), 422
    kind, _, slug = (form.about.data or "").partition(":")
    now = here.now()
    starts = _moment(form.starts.data) if form.starts.data else now
    starts = now if instant(starts) < instant(now) else starts
    try:
        alert = Alert(
            text=form.text.data,
            starts=starts,
            ends=_moment(form.ends.data),
            service=slug if kind == "place" else EVERYWHERE,
            topic=slug if kind == "article" else "",
        )
        if alert.ends <= now or alert.ends > now + FARTHEST:
            key = "alerts.already_over" if alert.ends <= now else "alerts.too_far"
            form.ends.errors = [*form.ends.errors, message(key)]
            return _page(form), 422
        number = here.knowledge.notices.add_alert(alert, who=signed_in().name)
    except InputError as error:
        for problem in error.problems:
            field = form[problem.field] if problem.field in ("starts", "ends") else form.text
            field.errors = [*field.errors, problem.text]
        return _page(form), 422
    except StoreError as error:
        flash(str(error), "error")
        return _page(form), 503
    noted("alert.published", f"#{number}", alert.text)
    flash(message("alerts.published" if alert.active(now) else "alerts.planned"), "good")
    return redirect(url_for("alerts.alerts"))


@blueprint.post("/<int:number>/arreter")
@requires(Role.ADMIN)
def end(number: int) -> ResponseReturnValue:
    """Stop one now."""
    here = office()
    try:
        done = here.knowledge.notices.end_alert(number, at=here.now())
    except StoreError as error:
        flash(str(error), "error")
        return redirect(url_for("alerts.alerts"))
    if done:
        noted("alert.ended", f"#{number}")
    flash(message("alerts.ended" if done else "alerts.over_already"), "good" if done else "warning")
    return redirect(url_for("alerts.alerts"))


def _page(form: AlertForm) -> str:
    here, now = office(), office().now()
    known, unreadable = here.knowledge.notices.readable_alerts(now - timedelta(days=PAST_DAYS))
    return render_template(
        "console/alerts.html",
        form=form,
        active=[one for one in known if one.active(now)],
        coming=[one for one in known if one.starts > now],
        past=[one for one in reversed(known) if one.ends <= now],
        unreadable=unreadable,
        about=about,
        longest=ALERT_LENGTH,
        seconds=round(speaking_seconds(form.text.data or "")),
    )


def about(alert: Alert) -> str:
    """What an alert is about, in words."""
    if alert.topic:
        article = office().knowledge.article(alert.topic)
        return message("alerts.about_article", title=article.title if article else alert.topic)
    return place_name(alert.service)


def place_name(service: str) -> str:
    """A service or a place with hours, in words."""
    if service == EVERYWHERE:
        return message("alerts.everywhere")
    here = office()
    if service in here.settings.services:
        return service_name(service)
    name = here.librarian.calendar(here.now()).places.place(service).name
    bare = re.sub(r"^(?:l['’]|(?:le|la|les) )", "", name)
    return bare[:1].upper() + bare[1:]


def _form(values: dict[str, object] | None = None) -> AlertForm:
    here = office()
    form = AlertForm(formdata=None, data=values) if values is not None else AlertForm()
    places = sorted({*here.settings.services, *here.settings.hours}, key=place_name)
    known, _ = here.knowledge.readable_articles()
    articles = [(f"article:{one.slug}", one.title) for one in known if one.status == "published"]
    form.about.choices = {
        message("alerts.group_all"): [("", message("alerts.everywhere"))],
        message("alerts.group_places"): [(f"place:{slug}", place_name(slug)) for slug in places],
        message("alerts.group_articles"): articles,
    }
    return form


def _moment(typed: datetime) -> datetime:
    """What was typed, which is in the town's own time."""
    return typed.replace(tzinfo=office().settings.zone)
