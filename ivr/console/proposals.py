"""Changes tried on past questions: what they win, what they lose; published, undone."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.calls.replays import Replay, ask_replay, last_finished, replay_of, results
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.article_form import in_french
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.titles import every_title
from ivr.web.numbers import whole_number
from knowledge.connections import StoreError
from knowledge.differences import differences
from knowledge.located import InputError
from knowledge.proposals import Proposal, Proposals, ProposalSettled
from knowledge.replay import Replayed
from knowledge.store import EditConflict

blueprint = Blueprint("proposals", __name__, url_prefix="/console/essais")

SHOWN = 200
"""Sentences listed of each kind."""


@blueprint.get("")
@requires(Role.ADMIN)
def proposals() -> ResponseReturnValue:
    """Those that wait, then the last ones published or undone."""
    here = office()
    found = Proposals(here.knowledge).proposals()
    db = here.calls.get()
    return render_template(
        "console/proposals.html",
        proposals=[(one, replay_of(db, one.id)) for one in found],
        titles=every_title(),
    )


@blueprint.get("/<int:number>")
@requires(Role.ADMIN)
def proposal(number: int) -> ResponseReturnValue:
    """One change: what it is, what it wins and loses."""
    here = office()
    found = _proposal(number)
    db = here.calls.get()
    replay = replay_of(db, number)
    before = here.knowledge.article(found.slug) if found.slug else None
    shown: dict[str, list[Replayed]] = {}
    if replay and replay.finished:
        shown = {kind: results(db, replay.id, kind, SHOWN) for kind in ("lost", "changed", "won", "added")}
    return render_template(
        "console/proposal.html",
        proposal=found,
        stale=_stale(found),
        changed_by=_last_author(found) if _stale(found) else "",
        losing=_losing(found),
        replay=replay,
        results=shown,
        shown=SHOWN,
        difference=differences(before, found.article) if found.state == "open" and found.article else [],
        titles=every_title(),
        proposed=_proposed_title(found),
    )


def _proposed_title(found: Proposal) -> dict[str, str]:
    """What the article would be called, by its slug: the answers to come are named so."""
    return {found.slug: found.article.title} if found.article else {}


def _stale(found: Proposal) -> bool:
    """Was the article changed by somebody else since? Then it cannot be published any more."""
    waits = found.state == "open" and found.kind == "article"
    return waits and office().knowledge.revision_of(found.slug) != found.expected


def _last_author(found: Proposal) -> str:
    """Who changed the article last; empty when its history is gone."""
    last = office().knowledge.revisions(found.slug, limit=1)
    return last[0].who if last else ""


@blueprint.get("/<int:number>/etat")
@requires(Role.ADMIN)
def progress(number: int) -> ResponseReturnValue:
    """How far the replay is, for the page that watches it."""
    replay = replay_of(office().calls.get(), _proposal(number).id)
    if replay is None:
        abort(404)
    return jsonify(percent=replay.percent, finished=replay.finished, told=told_of(replay))


@blueprint.get("/<int:number>/pertes")
@requires(Role.ADMIN)
def confirm(number: int) -> ResponseReturnValue:
    """What publishing would lose, before it is published all the same."""
    found = _proposal(number)
    db = office().calls.get()
    replay = _losing(found)
    if replay is None or _stale(found):
        return redirect(url_for("proposals.proposal", number=number))
    lost = results(db, replay.id, "lost", SHOWN)
    return render_template(
        "console/proposal_losses.html",
        proposal=found,
        replay=replay,
        lost=lost,
        shown=SHOWN,
        titles=every_title(),
        proposed=_proposed_title(found),
    )


@blueprint.post("/<int:number>/publier")
@requires(Role.ADMIN)
def publish(number: int) -> ResponseReturnValue:
    """Let callers hear it from the next question on; what it loses must have been seen."""
    here = office()
    found = _proposal(number)
    losing = _losing(found)
    if losing is not None and whole_number(request.form.get("losses")) != losing.id:
        return redirect(url_for("proposals.confirm", number=number))

    def do() -> None:
        Proposals(here.knowledge).publish(number, who=signed_in().name, at=here.now())

    details = message("proposals.with_losses", number=number, count=losing.lost) if losing else f"#{number}"
    try:
        if _done(do):
            noted("proposal.published", found.slug or f"#{number}", details)
            flash(message("proposals.published"), "good")
    except EditConflict:
        flash(message("proposals.conflict"), "error")
    return redirect(url_for("proposals.proposal", number=number))


@blueprint.post("/<int:number>/annuler")
@requires(Role.ADMIN)
def undo(number: int) -> ResponseReturnValue:
    """Take a publication back."""
    here = office()
    found = _proposal(number)
    try:
        if _done(lambda: Proposals(here.knowledge).undo(number, who=signed_in().name, at=here.now())):
            noted("proposal.undone", found.slug or f"#{number}", f"#{number}")
            flash(message("proposals.undone"), "good")
    except EditConflict:
        flash(message("proposals.changed_since"), "error")
        return redirect(url_for("article_history.history", slug=found.slug))
    return redirect(url_for("proposals.proposal", number=number))


@blueprint.post("/<int:number>/abandonner")
@requires(Role.ADMIN)
def drop(number: int) -> ResponseReturnValue:
    """Give a change up."""
    _proposal(number)
    if Proposals(office().knowledge).drop(number):
        noted("proposal.dropped", f"#{number}")
        flash(message("proposals.dropped"), "good")
        return redirect(url_for("proposals.proposals"))
    flash(message("proposals.settled"), "warning")
    return redirect(url_for("proposals.proposal", number=number))


@blueprint.post("/<int:number>/rejouer")
@requires(Role.ADMIN)
def again(number: int) -> ResponseReturnValue:
    """Put it to the test again: the base, or the questions, changed since."""
    here = office()
    if _proposal(number).state != "open":
        flash(message("proposals.settled"), "warning")
    else:
        ask_replay(here.calls, number, here.accounts.clock())
    return redirect(url_for("proposals.proposal", number=number))


def told_of(replay: Replay) -> str:
    """How far a replay is, in a sentence."""
    if replay.error:
        return message("proposals.replay_failed", error=replay.error)
    if replay.finished:
        return message("proposals.replay_done", total=replay.total)
    if not replay.claimed:
        return message("proposals.replay_waits")
    if not replay.total:
        return message("proposals.replay_learns")
    return message("proposals.replay_goes_on", done=replay.done, total=replay.total)


def _done(do: Callable[[], object]) -> bool:
    """Publish, or take back; why not is told. Raises EditConflict when the article has changed since."""
    try:
        do()
    except ProposalSettled:
        flash(message("proposals.settled"), "warning")
    except EditConflict:
        raise
    except (StoreError, InputError) as error:
        flash(in_french(str(error)), "error")
    else:
        return True
    return False


def _losing(found: Proposal) -> Replay | None:
    """The last finished replay of an open proposal, when some questions would be served less well.

    One that is under way, or failed, unsays nothing of what the one before it found.
    """
    replay = last_finished(office().calls.get(), found.id)
    return replay if found.state == "open" and replay is not None and replay.lost else None


def _proposal(number: int) -> Proposal:
    found = Proposals(office().knowledge).proposal(number) if number < 2**53 else None
    if found is None:
        abort(404)
    return found
