"""An article's history: who changed what, word by word, and going back."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.article_form import in_french
from ivr.console.messages import message
from ivr.console.office import office
from knowledge.connections import StoreError
from knowledge.differences import differences
from knowledge.located import InputError
from knowledge.store import EditConflict, Revision

blueprint = Blueprint("article_history", __name__, url_prefix="/console/fiches")

SHOWN = 100


@blueprint.get("/<slug>/historique")
@requires(Role.ADMIN)
def history(slug: str) -> ResponseReturnValue:
    """Every change, the last one first."""
    store = office().knowledge
    revisions = store.revisions(slug, limit=SHOWN)
    if not revisions:
        abort(404)
    return render_template(
        "console/article_history.html",
        slug=slug,
        revisions=revisions,
        fields={one.id: [each.field for each in differences(one.before, one.after)] for one in revisions},
        current=store.revision_of(slug),
        title=_title(revisions),
        last=next((one.id for one in revisions if one.after), 0),
    )


@blueprint.get("/<slug>/historique/<int:number>")
@requires(Role.ADMIN)
def revision(slug: str, number: int) -> ResponseReturnValue:
    """One change, word by word."""
    store = office().knowledge
    found = store.revision(number)
    if found is None or found.slug != slug:
        abort(404)
    return render_template(
        "console/article_revision.html",
        slug=slug,
        revision=found,
        difference=differences(found.before, found.after),
        current=store.revision_of(slug),
        title=_title([found]),
    )


@blueprint.post("/<slug>/historique/<int:number>/reprendre")
@requires(Role.ADMIN)
def restore(slug: str, number: int) -> ResponseReturnValue:
    """Give the article back the form a change gave it."""
    here = office()
    found = here.knowledge.revision(number)
    if found is None or found.slug != slug:
        abort(404)
    expected = request.form.get("revision", "")
    if not expected.isascii() or not expected.isdigit() or len(expected) > 15:
        abort(400)
    try:
        here.knowledge.restore(number, who=signed_in().name, at=here.now(), expected=int(expected))
    except KeyError:
        abort(404)
    except EditConflict:
        flash(message("articles.changed_meanwhile"), "error")
    except InputError as error:
        flash(" ".join(in_french(problem.text) for problem in error.problems), "error")
    except StoreError as error:
        flash(str(error), "error")
    else:
        noted("article.restored", slug, f"#{number}")
        flash(message("articles.restored"), "good")
    return redirect(url_for("article_history.history", slug=slug))


def _title(revisions: list[Revision]) -> str:
    known = (one.after or one.before for one in revisions)
    return next((article.title for article in known if article), revisions[0].slug)
