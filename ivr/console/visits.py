"""The visits expected: a day at a time, or searched; who came, who did not, what was noted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional

from ivr.calls.attendance import ATTENDANCES, attend, attendances, note
from ivr.calls.following_up import Overtaken
from ivr.calls.visits import Visit, Visits
from ivr.console.access import LISTED_SECONDS, Role, noted, noted_once, requires, sees_service, signed_in
from ivr.console.asked import asked_day
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.staff import names_by_email, who_may_take
from ivr.web.forms import Form
from ivr.web.numbers import whole_number

blueprint = Blueprint("visits", __name__, url_prefix="/console/rendez-vous")

FAR_DAYS = 120
"""How far ahead the next day with a visit is looked for."""


class CancelForm(Form):
    """Why the slot is given back."""

    text = TextAreaField(validators=[Optional(), Length(max=2000)])
    revision = HiddenField()


class NoteForm(Form):
    """A remark for colleagues."""

    text = TextAreaField(validators=[DataRequired(), Length(max=4000)])


@blueprint.get("/")
@requires(Role.ADMIN, Role.AGENT)
def visits() -> ResponseReturnValue:
    """A day's visits, or what was searched for."""
    text, services = request.args.get("q", "").strip()[:100], _services()
    whose = request.args.get("qui", "")
    mine = {"moi": signed_in().email, "personne": ""}.get(whose)
    kept = None if mine is None else whose
    today = office().now().astimezone(office().settings.zone).date()
    day = asked_day(request.args.get("jour", "")) or today
    books = _books()
    found = (
        books.search(text, services=services, assigned_to=mine)
        if text
        else books.between(day, day, services=services, cancelled=True, assigned_to=mine)
    )
    later = day + timedelta(1), day + timedelta(FAR_DAYS)
    noted_once("list.searched" if text else "list.seen", "visits", within=LISTED_SECONDS)
    ahead = books.between(*later, services=services, assigned_to=mine, limit=1)
    return render_template(
        "console/visits.html",
        visits=found,
        attendances=attendances(office().calls.get(), [one.reference for one in found]),
        staff=names_by_email(),
        text=text,
        whose=whose,
        day=day,
        today=today,
        earlier=_address(day - timedelta(1), kept),
        later=_address(date.fromisoformat(ahead[0].start[:10]), kept) if ahead else "",
    )


@blueprint.get("/<reference>")
@requires(Role.ADMIN, Role.AGENT)
def visit(reference: str) -> ResponseReturnValue:
    """One visit, with everything that was done about it."""
    found = _visit(reference)
    noted_once("visit.seen", reference)
    return _page(found)


@blueprint.post("/<reference>/presence")
@requires(Role.ADMIN, Role.AGENT)
def say_attendance(reference: str) -> ResponseReturnValue:
    """Say whether they came."""
    found = _visit(reference)
    attendance = next((one for one in ATTENDANCES if one == request.form.get("attendance")), None)
    if attendance is None:
        abort(422)
    if attendance and not found.cancelled_at and not _has_come(found):
        flash(message("visit.too_early"), "warning")
        return _page(found, status=409)

    def do(who: str, at: float) -> bool:
        return attend(office().calls, reference, attendance, who=who, at=at, revision=_revision())

    return _done(found, f"attendance_{attendance or 'unknown'}", do)


@blueprint.post("/<reference>/confier")
@requires(Role.ADMIN, Role.AGENT)
def assign(reference: str) -> ResponseReturnValue:
    """Give it to somebody, or to nobody."""
    found, to = _visit(reference), request.form.get("to", "")
    if to not in {"", *(person.email for person in who_may_take(found.service))}:
        abort(422)

    def do(who: str, at: float) -> bool:
        return _books().assign(reference, to, who=who, at=at, revision=_revision())

    return _done(found, "assigned", do)


@blueprint.post("/<reference>/annuler")
@requires(Role.ADMIN, Role.AGENT)
def cancel(reference: str) -> ResponseReturnValue:
    """Give the slot back; somebody else may book it at once."""
    found, form = _visit(reference), CancelForm()
    if not form.validate():
        return _page(found, cancelling=form, status=422)
    reason = (form.text.data or "").strip()

    def do(who: str, at: float) -> bool:
        return _books().cancel(reference, who=who, at=at, reason=reason, revision=_revision())

    return _done(found, "cancelled", do, cancelling=form)


@blueprint.post("/<reference>/noter")
@requires(Role.ADMIN, Role.AGENT)
def add_note(reference: str) -> ResponseReturnValue:
    """Add a remark."""
    found, form = _visit(reference), NoteForm()
    if not form.validate():
        return _page(found, remark=form, status=422)

    def do(who: str, at: float) -> bool:
        note(office().calls, reference, form.text.data.strip(), who=who, at=at)
        return True

    return _done(found, "noted", do)


def _visit(reference: str) -> Visit:
    """The visit, if it is for a service of whoever asks. Not theirs and not there are answered alike."""
    found = _books().one(reference)
    if found is None or not sees_service(signed_in(), found.service):
        abort(404)
    return found


def _done(
    found: Visit,
    what: str,
    do: Callable[[str, float], bool],
    *,
    cancelling: CancelForm | None = None,
) -> ResponseReturnValue:
    """Do it, write it in the trail, come back; when somebody was quicker, say so and lose nothing."""
    try:
        changed = do(signed_in().email, office().accounts.clock())
    except Overtaken:
        now = _visit(found.reference)
        flash(message("visit.overtaken" if now.cancelled_at else "inbox.overtaken"), "warning")
        return _page(now, cancelling=cancelling, status=409)
    if changed:
        noted(f"visit.{what}", found.reference)
        flash(message(f"visit.{what}"))
    else:
        flash(message("visit.overtaken"), "warning")
    return redirect(url_for("visits.visit", reference=found.reference))


def _page(
    found: Visit, *, remark: NoteForm | None = None, cancelling: CancelForm | None = None, status: int = 200
) -> ResponseReturnValue:
    here = office()
    replaced = _books().one(found.replaced_by) if found.replaced_by else None
    cancelling = cancelling or CancelForm(formdata=None)
    cancelling.revision.data = found.revision
    row = here.calls.get().execute("select call_id from appointments where reference = ?", [found.reference])
    (call_id,) = row.fetchone()
    page = render_template(
        "console/visit.html",
        visit=found,
        has_come=_has_come(found),
        attendance=attendances(here.calls.get(), [found.reference]).get(found.reference, ""),
        history=_books().history(found.reference),
        replaced=replaced,
        staff=names_by_email(),
        takers=who_may_take(found.service),
        remark=remark or NoteForm(formdata=None),
        cancelling=cancelling,
        call=here.files.for_agent(signed_in(), call_id),
    )
    return page, status


def _has_come(found: Visit) -> bool:
    """Whether the day of the visit has come: nobody has come, or failed to, before it."""
    return found.start[:10] <= office().now().astimezone(office().settings.zone).date().isoformat()


def _revision() -> int:
    """What the page showed when it was opened; a page that does not say has seen nothing."""
    given = whole_number(request.form.get("revision"))
    return -1 if given is None else given


def _address(day: date, whose: str | None) -> str:
    return url_for("visits.visits", jour=day.isoformat(), qui=whose)


def _books() -> Visits:
    return Visits(office().settings, office().calls)


def _services() -> tuple[str, ...]:
    """Slugs this user is held to; empty: all."""
    user = signed_in()
    return () if user.is_admin else user.services
