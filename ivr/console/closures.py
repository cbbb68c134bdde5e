"""Opening hours on a calendar: bank and school holidays, and the exceptions the town hall declares."""

from __future__ import annotations

from datetime import date, datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, HiddenField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.alerts import place_name
from ivr.console.asked import asked_day
from ivr.console.closure_conflicts import contradicted, winners
from ivr.console.closure_reason import reason_problem, tidied_reason
from ivr.console.messages import message
from ivr.console.month import month_of, parsed_month
from ivr.console.office import office
from ivr.console.written_hours import parsed_hours
from ivr.settings import Settings
from ivr.town import town_facts
from ivr.web.forms import Form
from knowledge.bank_holidays import bank_holidays
from knowledge.calendar import OpeningCalendar
from knowledge.calendar_words import clock
from knowledge.calendar_words import spans as spans_in_words
from knowledge.connections import StoreError
from knowledge.located import InputError
from knowledge.school_holidays import break_on
from knowledge.town import EVERYWHERE, Closure, Day

blueprint = Blueprint("closures", __name__, url_prefix="/console/horaires")

REASON_LENGTH = 120
LONGEST_DAYS = 400
FARTHEST_DAYS = 1100
"""How far ahead an exception may begin: three years, past which a date is a slip of the keyboard."""


class ClosureForm(Form):
    """Days on which a place keeps other hours than usual."""

    place = SelectField(validators=[Optional()])
    first = DateField(validators=[InputRequired()])
    last = DateField(validators=[Optional()])
    hours = StringField(validators=[Optional(), Length(max=80)])
    reason = StringField(validators=[Optional(), Length(max=REASON_LENGTH)])
    month = HiddenField()


def learn_holidays(settings: Settings, now: datetime) -> None:
    """Have the holidays of this year and the next in memory before anybody opens the calendar."""
    break_on(settings.town.school_zone, now.date())
    for year in (now.year, now.year + 1):
        bank_holidays(settings.town.holiday_zone, year)


@blueprint.get("")
@requires(Role.ADMIN)
def month() -> ResponseReturnValue:
    """A month of one place, what is declared, and the form of a new exception."""
    today = _today()
    place = request.args.get("lieu", "")
    form = _form({"place": place if place in _places() else EVERYWHERE, "first": _asked_day(today)})
    return _page(form)


@blueprint.post("")
@requires(Role.ADMIN)
def declare() -> ResponseReturnValue:
    """Declare a closure, or other hours: the line says so from the next call on."""
    here, form = office(), _form()
    closure = _closure(form)
    if closure is None:
        return _page(form), 422
    try:
        number = here.knowledge.notices.add_closure(closure, who=signed_in().name)
    except InputError as error:
        form.hours.errors = [problem.text for problem in error.problems]
        return _page(form), 422
    except StoreError as error:
        flash(str(error), "error")
        return _page(form), 503
    noted("closure.declared", f"#{number}", f"{closure.service or '*'} {closure.first}..{closure.last}")
    flash(message("closures.changed" if closure.hours else "closures.declared"), "good")
    facts = town_facts(here.settings)
    known = [one for _, one in here.knowledge.notices.closures()]
    if contradicted(known[-1], (*facts.closures, *known), facts):
        flash(message("closures.contradicted"), "warning")
    place = closure.service if closure.service in _places() else request.args.get("lieu", "")
    return redirect(url_for("closures.month", mois=f"{closure.first:%Y-%m}", lieu=place or None))


def _closure(form: ClosureForm) -> Closure | None:
    """What the form declares; None when it cannot be: all that is wrong is told beside its field, at once."""
    form.validate()
    first, last = form.first.data, form.last.data or form.first.data
    reason = tidied_reason(form.reason.data or "")
    hours: Day = ()
    if first and last and not form.last.errors and (told := _impossible(first, last)):
        form.last.errors = [told]
    if not form.reason.errors and (told := reason_problem(reason)):
        form.reason.errors = [told]
    if not form.hours.errors:
        try:
            hours = parsed_hours(form.hours.data or "")
        except InputError as error:
            form.hours.errors = [problem.text for problem in error.problems]
    if form.errors or first is None or last is None:
        return None
    return Closure(service=form.place.data or EVERYWHERE, first=first, last=last, reason=reason, hours=hours)


def _impossible(first: date, last: date) -> str:
    """Why nothing can be declared from a day to another; empty when something can."""
    today = _today()
    if last < first:
        return message("closures.order")
    if (last - first).days > LONGEST_DAYS:
        return message("closures.too_long", days=LONGEST_DAYS)
    if last < today:
        return message("closures.past")
    return message("closures.too_far") if (first - today).days > FARTHEST_DAYS else ""


@blueprint.post("/<int:number>/retirer")
@requires(Role.ADMIN)
def remove(number: int) -> ResponseReturnValue:
    """Take an exception back."""
    here = office()
    try:
        done = here.knowledge.notices.remove_closure(number)
    except StoreError as error:
        flash(str(error), "error")
        return redirect(url_for("closures.month"))
    if done:
        noted("closure.removed", f"#{number}")
    flash(message("closures.removed" if done else "closures.gone"), "good" if done else "warning")
    return redirect(url_for("closures.month", mois=request.form.get("mois") or None))


def _page(form: ClosureForm) -> str:
    here, now, today = office(), office().now(), _today()
    facts = town_facts(here.settings)
    declared, unreadable = here.knowledge.notices.readable_closures()
    shown = [closure for _, closure in declared if facts.knows(closure.service)]
    hours = OpeningCalendar(facts, shown)
    place = request.args.get("lieu", "")
    place = place if place in _places() else hours.places.main
    first = parsed_month(request.args.get("mois", ""), today)
    return render_template(
        "console/closures.html",
        form=form,
        month=month_of(first, place, hours),
        place=place,
        places=[(slug, place_name(slug)) for slug in sorted(_places(), key=place_name)],
        today=today,
        declared=[(number, one) for number, one in declared if one.last >= today],
        unreadable=unreadable,
        written=[one for one in facts.closures if one.last >= today],
        winners=lambda one: winners(one, hours.closures, facts),
        said=lambda one: _said(hours, one, now),
        spans=spans_in_words,
        clock=clock,
        place_name=place_name,
        week=hours.week_sentence(place),
        now_sentence=hours.today_sentence(place, now),
    )


def _said(hours: OpeningCalendar, closure: Closure, now: datetime) -> str:
    """What a caller who asks about that day is told."""
    place = closure.service if hours.town.knows(closure.service) else EVERYWHERE
    place = hours.places.main if place == EVERYWHERE else place
    return hours.day_sentence(place, max(closure.first, hours.local(now).date()), now)


def _form(values: dict[str, object] | None = None) -> ClosureForm:
    form = ClosureForm(formdata=None, data=values) if values is not None else ClosureForm()
    places = sorted(_places(), key=place_name)
    form.place.choices = [(EVERYWHERE, message("alerts.everywhere"))]
    form.place.choices += [(slug, place_name(slug)) for slug in places]
    return form


def _places() -> set[str]:
    settings = office().settings
    return {*settings.services, *settings.hours}


def _today() -> date:
    here = office()
    return here.now().astimezone(here.settings.zone).date()


def _asked_day(today: date) -> date:
    return asked_day(request.args.get("jour", "")) or today
