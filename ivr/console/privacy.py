"""Privacy: what is kept and for how long, what was erased, and erasing somebody who asks for it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlite_utils import Database

from flows.actions import Say
from ivr.calls.erasure import erase_old, proofs
from ivr.calls.file_erasure import erase_files
from ivr.calls.forgetting import NotANumber, RunningCall, calls_of, forget, number_of
from ivr.console.access import Role, noted, requires, requires_confirmation, signed_in
from ivr.console.erasure_reason import names_left, names_somebody
from ivr.console.office import office
from ivr.console.review_words import term, terms
from ivr.database import KEPT_BACKUPS
from ivr.settings import Settings

blueprint = Blueprint("privacy", __name__, url_prefix="/console/vie-privee")

LONGEST_REASON = 300
SHORTEST_REASON = 5
CONSENT = "message.recording"
"""What callers are asked before their voice is kept."""
_LISTED = ("messages", "callbacks", "appointments", "reports", "ratings")


@dataclass(frozen=True)
class Subject:
    """Whose data is to be erased: a number, or a call whose number is hidden or already gone."""

    number: str
    """E.164; empty when only a call is known."""
    call_id: str
    calls: tuple[str, ...]


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"term": term, "terms": terms}


@blueprint.get("")
@requires(Role.ADMIN)
def page() -> ResponseReturnValue:
    """What is kept, for how long, and the proof of what was erased."""
    return _page(request.args.get("appel", "")[:64])


def _page(call_id: str = "", number: str = "", told: str = "") -> str:
    """`number`: as it was typed; `told`: what is wrong with it, beside its field."""
    here = office()
    known = here.calls.get().table("calls").count_where("id = ?", [call_id]) if call_id else 0
    return render_template(
        "console/privacy.html",
        settings=here.settings,
        proofs=proofs(here.calls.get()),
        waiting=_too_old(here.calls.get(), here.now().timestamp()),
        backups=KEPT_BACKUPS,
        call_id=call_id if known else "",
        number=number,
        told=told,
        recording_words=_recording(here.settings),
        consent=here.desk.screen_text(Say(prompt=CONSENT, values={"days": here.settings.recording.days})),
    )


@blueprint.get("/registre")
@requires(Role.ADMIN)
def register() -> ResponseReturnValue:
    """The line's entry in the town hall's register of processing (GDPR, article 30)."""
    here = office()
    return render_template(
        "console/privacy_register.html",
        settings=here.settings,
        today=here.now(),
        backups=KEPT_BACKUPS,
        records=here.settings.recording.messages,
        recording_words=_recording(here.settings),
        second_factors=[user.second_factor for user in here.accounts.users.all() if not user.disabled],
    )


@blueprint.post("/purge")
@requires(Role.ADMIN)
def purge() -> ResponseReturnValue:
    """Erase at once what is too old, without waiting for the hour."""
    here = office()
    erased = erase_old(here.calls.get(), here.settings.retention, here.now().timestamp(), by=signed_in().name)
    files = erase_files(here.settings, here.calls, here.now().timestamp(), by=signed_in().name)
    counts = {**vars(erased), **files}
    count = sum(counts.values())
    noted("privacy.purged", "", json.dumps({name: n for name, n in counts.items() if n}))
    flash(term("said", "purged", count=count) if count else term("said", "purged_nothing"), "success")
    return redirect(url_for("privacy.page"), 303)


@blueprint.post("/effacer/apercu")
@requires(Role.ADMIN)
def preview() -> ResponseReturnValue:
    """What would be erased; the number stays out of the address of the page."""
    found = _subject()
    if not isinstance(found, Subject):
        return found
    here = office()
    noted("privacy.looked_up", found.call_id or f"…{found.number[-2:]}")
    return render_template(
        "console/privacy_erase.html",
        subject=found,
        counts=_counts(here.calls.get(), found.calls),
        backups=KEPT_BACKUPS,
        reason=request.form.get("raison", ""),
    )


@blueprint.post("/effacer")
@requires(Role.ADMIN)
@requires_confirmation
def erase() -> ResponseReturnValue:
    """Erase somebody. It cannot be undone."""
    found = _subject()
    if not isinstance(found, Subject):
        return found
    reason = " ".join(request.form.get("raison", "").split())[:LONGEST_REASON]
    problem = ""
    if len(reason) < SHORTEST_REASON:
        problem = term("said", "why_needed")
    elif names_somebody(reason, names_left(office().calls.get(), found.calls)):
        problem = term("said", "why_nameless")
    elif request.form.get("certain") != "oui":
        problem = term("said", "not_confirmed")
    if problem:
        flash(problem, "error")
        return preview_again(found, reason)
    here = office()
    try:
        counts = forget(
            here.calls, found.calls, by=signed_in().name, reason=reason, at=here.now().timestamp()
        )
    except RunningCall:
        flash(term("said", "running"), "error")
        return preview_again(found, reason)
    noted("privacy.erased", found.call_id or f"…{found.number[-2:]}", reason)
    flash(term("said", "erased", count=sum(counts.values()), calls=len(found.calls)), "success")
    return redirect(url_for("privacy.page"), 303)


def preview_again(found: Subject, reason: str) -> ResponseReturnValue:
    """The same page, with what was typed."""
    return render_template(
        "console/privacy_erase.html",
        subject=found,
        counts=_counts(office().calls.get(), found.calls),
        backups=KEPT_BACKUPS,
        reason=reason,
    ), 422


def _recording(settings: Settings) -> str:
    """How long voices are kept."""
    recording = settings.recording
    return term("recording", "messages" if recording.messages else "never", days=recording.days)


def _subject() -> Subject | ResponseReturnValue:
    """Whom the form means, or the page again with what is wrong."""
    db = office().calls.get()
    written, call_id = request.form.get("numero", "").strip()[:40], request.form.get("appel", "")[:64]
    number = ""
    if written:
        try:
            number = number_of(written)
        except NotANumber:
            return _page(number=written, told=term("said", "not_a_number", value=written)), 422
    elif call_id:
        row = db.execute("select caller from calls where id = ?", [call_id]).fetchone()
        with contextlib.suppress(NotANumber):
            number = number_of(row[0]) if row and row[0] else ""
        if row and not number:
            return Subject("", call_id, (call_id,))
    found = calls_of(db, number) if number else []
    if not found:
        told = term("said", "nothing_found" if written or call_id else "no_number")
        return _page(call_id, written, told), 422
    return Subject(number, call_id, tuple(found))


def _counts(db: Database, call_ids: Sequence[str]) -> dict[str, int]:
    """What these calls left, by table."""
    listed = json.dumps(list(call_ids))
    counts = {"calls": len(call_ids)}
    for table in _LISTED:
        statement = f"select count(*) from {table} where call_id in (select value from json_each(?))"  # noqa: S608 - literals above
        counts[table] = db.execute(statement, [listed]).fetchone()[0]
    return counts


def _too_old(db: Database, now: float) -> int:
    """Calls whose words should be gone by now; more than a few means that the worker does not run."""
    retention = office().settings.retention
    (count,) = db.execute(
        "select count(*) from call_search where words != '' and ended_at < ?",
        [now - retention.words_days * 86_400.0],
    ).fetchone()
    return int(count)
