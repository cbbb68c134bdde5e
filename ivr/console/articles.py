"""The articles as a list: found, sorted, with how much each one serves."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.calls.topic_use import uses_since
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.page_numbers import page_of
from ivr.web.numbers import whole_number
from knowledge.connections import StoreError
from knowledge.listing import ArticleLine, lines
from knowledge.service_public import to_review
from knowledge.store import EditConflict

blueprint = Blueprint("articles", __name__, url_prefix="/console/fiches")

STATES = ("published", "draft", "to_review", "expired", "coming")
USE_DAYS = 30
PER_PAGE = 50
SEARCH_LENGTH = 200


@blueprint.get("")
@requires(Role.ADMIN)
def articles() -> ResponseReturnValue:
    """The list, filtered by words, state and service."""
    here = office()
    today = here.now().astimezone(here.settings.zone).date()
    search = request.args.get("q", "")[:SEARCH_LENGTH]
    state, service = request.args.get("etat", ""), request.args.get("service", "")
    again = {found.slug for found in to_review(here.knowledge)}
    found = [
        line
        for line in lines(here.knowledge, search)
        if service in ("", line.service) and _is(line, state, again, line.state(today))
    ]
    page = page_of(len(found), PER_PAGE)
    uses = uses_since(here.calls.get(), here.accounts.clock() - USE_DAYS * 86_400.0)
    return render_template(
        "console/articles.html",
        lines=found[page.first : page.last],
        page=page,
        count=len(found),
        search=search,
        state=state,
        service=service,
        states=STATES,
        services=here.settings.services,
        today=today,
        again=again,
        uses=uses,
    )


@blueprint.post("/<slug>/supprimer")
@requires(Role.ADMIN)
def delete(slug: str) -> ResponseReturnValue:
    """Take an article away; its history stays, and can give it back."""
    here = office()
    expected = whole_number(request.form.get("revision"))
    if expected is None:
        return redirect(url_for("article_edit.edit", slug=slug))
    try:
        done = here.knowledge.delete(slug, who=signed_in().name, at=here.now(), expected=expected)
    except EditConflict:
        flash(message("articles.changed_meanwhile"), "error")
        return redirect(url_for("article_edit.edit", slug=slug))
    except StoreError as error:
        flash(str(error), "error")
        return redirect(url_for("article_edit.edit", slug=slug))
    if done:
        noted("article.deleted", slug)
    return redirect(url_for("article_history.history", slug=slug) if done else url_for("articles.articles"))


def _is(line: ArticleLine, wanted: str, again: set[str], state: str) -> bool:
    if wanted == "to_review":
        return line.slug in again or (line.status == "draft" and "service-public" in line.slug)
    return wanted in ("", state)
