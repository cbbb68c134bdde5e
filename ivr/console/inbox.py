"""What callers left: messages, callbacks, reports, to be assigned, noted and closed."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from flows.collect.problem import problem_called
from ivr.calls.following_up import FollowingUp, Kind, Overtaken, history
from ivr.calls.inbox import Item, count, one, search
from ivr.calls.photos import Photos
from ivr.calls.reports import STATUSES, Reports
from ivr.console.access import LISTED_SECONDS, Role, noted, noted_once, requires, sees_service, signed_in
from ivr.console.inbox_list import STATES, inbox_list, sees_all, services_seen
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.staff import names_by_email, who_may_take
from ivr.web.forms import Form
from ivr.web.numbers import whole_number
from ivr.web.typography import capital, printed

blueprint = Blueprint("inbox", __name__, url_prefix="/console/a-traiter")

PAGE = 30
Deed = Callable[[str, float], bool]
"""Does something, given who (an e-mail address) and when; whether it changed anything."""


class AssignForm(Form):
    """Who takes care of it."""

    to = StringField(validators=[Optional(), Length(max=254)])
    revision = HiddenField()


class NoteForm(Form):
    """A remark for colleagues."""

    text = TextAreaField(validators=[DataRequired(), Length(max=4000)])


class OutcomeForm(Form):
    """It is done, or was not after all: what is to be known of it."""

    outcome = TextAreaField(validators=[Optional(), Length(max=2000)])
    revision = HiddenField()


class StatusForm(OutcomeForm):
    """Where a report is."""

    status = SelectField(choices=[SelectChoice(one, message(f"status.{one}")) for one in STATUSES])


@blueprint.get("/")
@requires(Role.ADMIN, Role.AGENT)
def inbox() -> ResponseReturnValue:
    """The list; what is searched for is in the address, so that it can be kept."""
    now, reading = office().accounts.clock(), inbox_list(request.args)
    db, page, wanted = office().calls.get(), reading.page, reading.wanted
    found = search(db, wanted, now, limit=PAGE + 1, offset=(page - 1) * PAGE)
    noted_once("list.searched" if wanted.text else "list.seen", "inbox", within=LISTED_SECONDS)
    return render_template(
        "console/inbox.html",
        items=found[:PAGE],
        total=count(db, wanted, now),
        asked={**reading.asked, "etat": reading.state},
        kept=reading.kept,
        states=STATES,
        kinds=tuple(Kind),
        services=services_seen(),
        limited=not sees_all(),
        now=now,
        staff=names_by_email(),
        subject_of=subject_of,
        newer=reading.address_of(page - 1) if page > 1 else "",
        older=reading.address_of(page + 1) if len(found) > PAGE else "",
    )


@blueprint.get("/<any(message, callback, report):kind>/<item>")
@requires(Role.ADMIN, Role.AGENT)
def item(kind: str, item: str) -> ResponseReturnValue:
    """One of them, with everything that was done about it."""
    found = _item(kind, item)
    noted_once("inbox.seen", f"{kind} {item}")
    return _page(found)


@blueprint.post("/<any(message, callback, report):kind>/<item>/confier")
@requires(Role.ADMIN, Role.AGENT)
def assign(kind: str, item: str) -> ResponseReturnValue:
    """Give it to somebody, or to nobody."""
    found, form = _item(kind, item), AssignForm()
    to = form.to.data or ""
    if not form.validate() or to not in {"", *(person.email for person in who_may_take(found.service))}:
        abort(422)

    def do(who: str, at: float) -> bool:
        return _following().assign(Kind(kind), item, to, who=who, at=at, revision=_revision(form))

    return _done(found, "assigned", to, do)


@blueprint.post("/<any(message, callback, report):kind>/<item>/noter")
@requires(Role.ADMIN, Role.AGENT)
def note(kind: str, item: str) -> ResponseReturnValue:
    """Add a remark."""
    found, form = _item(kind, item), NoteForm()
    if not form.validate():
        return _page(found, note=form, status=422)
    return _done(
        found,
        "noted",
        "",
        lambda who, at: _following().note(Kind(kind), item, form.text.data, who=who, at=at),
    )


@blueprint.post("/<any(message, callback):kind>/<item>/traiter")
@requires(Role.ADMIN, Role.AGENT)
def close(kind: str, item: str) -> ResponseReturnValue:
    """It is done."""
    found, form = _item(kind, item), OutcomeForm()
    if not form.validate():
        return _page(found, outcome=form, status=422)
    text = (form.outcome.data or "").strip()

    def do(who: str, at: float) -> bool:
        return _following().close(Kind(kind), item, text, who=who, at=at, revision=_revision(form))

    return _done(found, "closed", "", do, outcome=form)


@blueprint.post("/<any(message, callback):kind>/<item>/rouvrir")
@requires(Role.ADMIN, Role.AGENT)
def reopen(kind: str, item: str) -> ResponseReturnValue:
    """It was not done after all."""
    found, form = _item(kind, item), OutcomeForm()
    if not form.validate():
        return _page(found, outcome=form, status=422)
    text = (form.outcome.data or "").strip()

    def do(who: str, at: float) -> bool:
        return _following().reopen(Kind(kind), item, text, who=who, at=at, revision=_revision(form))

    return _done(found, "reopened", "", do, outcome=form)


@blueprint.post("/report/<item>/etat")
@requires(Role.ADMIN, Role.AGENT)
def set_status(item: str) -> ResponseReturnValue:
    """Move a report on; whoever asked to be told is told by SMS."""
    found, form = _item("report", item), StatusForm()
    if not form.validate():
        return _page(found, outcome=form, status=422)
    status = next(one for one in STATUSES if one == form.status.data)
    reports = Reports(office().calls, office().settings.zone)

    def do(who: str, at: float) -> bool:
        text = (form.outcome.data or "").strip()
        return reports.set_status(item, status, who=who, at=at, text=text, revision=_revision(form))

    return _done(found, f"status_{status}", "", do, outcome=form)


def subject_of(found: Item) -> str:
    """What it is about, in a few words."""
    subject = problem_called(found.subject).title if found.kind == Kind.REPORT else found.subject
    return capital(printed(subject))


def _item(kind: str, item: str) -> Item:
    """The item, if it is for whoever asks. Not theirs and not there are answered alike."""
    found = one(office().calls.get(), Kind(kind), item)
    if found is None or not sees_service(signed_in(), found.service):
        abort(404)
    return found


def _done(
    found: Item,
    what: str,
    details: str,
    do: Callable[[str, float], bool],
    *,
    outcome: OutcomeForm | None = None,
) -> ResponseReturnValue:
    """Do it, write it in the trail, come back; when somebody was quicker, say so and lose nothing."""
    try:
        changed = do(signed_in().email, office().accounts.clock())
    except Overtaken:
        flash(message("inbox.overtaken"), "warning")
        now = _item(found.kind, found.item)
        if what == ("closed" if now.done_at else "reopened") and outcome is not None:
            # The only button left beside their words would undo what a colleague has just done.
            kept = NoteForm(formdata=None, text=outcome.outcome.data)
            return _page(now, note=kept, status=409)
        return _page(now, outcome=outcome, status=409)
    if changed:
        noted(f"inbox.{what}", f"{found.kind} {found.item}", details)
        flash(message(f"inbox.{what}"))
    reading = inbox_list(request.args)
    if request.form.get("from") == "list":
        return redirect(reading.address)
    return redirect(url_for("inbox.item", kind=found.kind, item=found.item, **reading.kept))


def _page(
    found: Item, *, note: NoteForm | None = None, outcome: OutcomeForm | None = None, status: int = 200
) -> ResponseReturnValue:
    db, here, reading = office().calls.get(), office(), inbox_list(request.args)
    report = found.kind == Kind.REPORT
    fresh = StatusForm(formdata=None, status=found.status) if report else OutcomeForm(formdata=None)
    outcome = outcome or fresh
    outcome.revision.data = found.revision
    page = render_template(
        "console/inbox_item.html",
        item=found,
        subject=subject_of(found),
        history=history(db, Kind(found.kind), found.item),
        witnesses=Reports(here.calls, here.settings.zone).witnesses(found.item) if report else (),
        told=Reports(here.calls, here.settings.zone).count_told(found.item) if report else 0,
        photos=Photos(here.settings.var, here.calls).of(found.item) if report else (),
        note=note or NoteForm(formdata=None),
        outcome=outcome,
        takers=who_may_take(found.service),
        staff=names_by_email(),
        now=here.accounts.clock(),
        back=reading.address,
        kept=reading.kept,
        following=reading.after(found, here.accounts.clock()),
        call=here.files.for_agent(signed_in(), found.call_id),
    )
    return page, status


def _following() -> FollowingUp:
    return FollowingUp(office().calls)


def _revision(form: Form) -> int | None:
    """What the page showed when it was opened; a page that does not say has seen nothing."""
    given = whole_number(str(form.revision.data or ""))
    return -1 if given is None else given
