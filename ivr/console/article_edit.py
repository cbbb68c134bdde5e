"""Writing an article: as a draft, published at once, or tried on past questions first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.calls.replays import ask_replay
from ivr.calls.topic_use import uses_since
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.article_form import ArticleForm, checked, fields_of, in_french, slug_of, today_in
from ivr.console.articles import USE_DAYS
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.words import service_name
from ivr.town import town_facts
from ivr.web.limits import largest_request
from knowledge.articles import SLUG, Article
from knowledge.connections import StoreError
from knowledge.differences import differences
from knowledge.listing import shared_phrasings
from knowledge.located import InputError, Problem
from knowledge.proposals import Proposals
from knowledge.store import EditConflict

blueprint = Blueprint("article_edit", __name__, url_prefix="/console")

LARGEST_BYTES = 512 * 1024
"""Five hundred phrasings and the longest answers, encoded by a browser."""
DEEDS = ("draft", "publish", "try")


# Beside the articles and not among them: no name of an article can take this address.
@blueprint.get("/nouvelle-fiche")
@requires(Role.ADMIN)
def new() -> ResponseReturnValue:
    """An empty form."""
    here = office()
    form = _form({"as_of": today_in(here.now(), town_facts(here.settings)), "revision": "0"})
    return _page(form, None)


@blueprint.get("/fiches/<slug>")
@requires(Role.ADMIN)
def edit(slug: str) -> ResponseReturnValue:
    """An article, ready to be changed."""
    store = office().knowledge
    article = _article(slug)
    if article is None:
        if store.revisions(slug, limit=1):
            return redirect(url_for("article_history.history", slug=slug))
        abort(404)
    proposed = _proposed(slug)
    shown, revision = proposed or (article, store.revision_of(slug))
    return _page(_form({**fields_of(shown), "revision": str(revision)}), article)


@blueprint.post("/nouvelle-fiche")
@requires(Role.ADMIN)
@largest_request(LARGEST_BYTES)
def create() -> ResponseReturnValue:
    """Keep a new article."""
    form = _form()
    slug = (form.slug.data or "").strip() or slug_of(form.title.data or "")
    if slug and office().knowledge.revision_of(slug):
        form.validate()
        form.slug.errors = [*form.slug.errors, message("articles.slug_taken", slug=slug[:80])]
        return _page(form, None, status=422)
    return _keep(form, slug, None)


@blueprint.post("/fiches/<slug>")
@requires(Role.ADMIN)
@largest_request(LARGEST_BYTES)
def change(slug: str) -> ResponseReturnValue:
    """Keep the changes to an article."""
    if not SLUG.fullmatch(slug):
        abort(404)
    return _keep(_form(), slug, _article(slug))


def _keep(form: ArticleForm, slug: str, before: Article | None) -> ResponseReturnValue:
    here, deed = office(), request.form.get("deed", "")
    if deed not in DEEDS:
        abort(400)
    if not form.validate():
        return _page(form, before, status=422)
    town = town_facts(here.settings)
    try:
        audience = before.audience if before else ()
        article = form.article(slug, "draft" if deed == "draft" else "published", audience)
        problems = checked(article, town, here.now())
        if deed != "draft" and message("articles.to_write") in article.spoken:
            problems.append(Problem(message("articles.still_to_write"), field="spoken"))
    except InputError as error:
        return _page(form, before, errors=form.tell(error.problems), status=422)
    if problems:
        return _page(form, before, errors=form.tell(problems), status=422)
    shared = shared_phrasings(article, here.knowledge.readable_articles()[0])
    if shared and not request.form.get("shared_accepted"):
        return _page(form, before, shared=shared, status=422)
    return _write(form, article, deed)


def _write(form: ArticleForm, article: Article, deed: str) -> ResponseReturnValue:
    here, who = office(), signed_in().name
    store, expected = here.knowledge, _number(form.revision.data)
    try:
        if deed == "try":
            if not expected:  # a new article is kept as a draft meanwhile: nothing typed is lost
                draft = replace(article, status="draft")
                expected = store.save(draft, who=who, at=here.now(), expected=0)
            if store.revision_of(article.slug) != expected:
                raise EditConflict(article.slug, store.article(article.slug), store.revision_of(article.slug))
            number = Proposals(store).propose_article(article, expected=expected, who=who, at=here.now())
            ask_replay(here.calls, number, here.accounts.clock())
            noted("article.proposed", article.slug, f"#{number}")
            return redirect(url_for("proposals.proposal", number=number))
        store.save(article, who=who, at=here.now(), expected=expected)
    except EditConflict as conflict:
        return _told_of_conflict(form, article, conflict)
    except StoreError as error:
        return _page(form, article, errors=[str(error)], status=503)
    noted(f"article.{'published' if deed == 'publish' else 'drafted'}", article.slug)
    flash(message("articles.published" if deed == "publish" else "articles.drafted"), "good")
    return redirect(url_for("article_edit.edit", slug=article.slug))


def _told_of_conflict(form: ArticleForm, mine: Article, conflict: EditConflict) -> ResponseReturnValue:
    """The second of two authors sees what the first wrote, and keeps what they typed."""
    theirs = conflict.current
    form.revision.data = str(conflict.revision)
    last = office().knowledge.revisions(mine.slug, limit=1)
    return _page(
        form,
        theirs,
        conflict={"by": last[0].who if last else "", "deleted": theirs is None},
        difference=differences(theirs, mine),
        theirs=theirs,
        slug=mine.slug,
        status=409,
    )


def _form(values: Mapping[str, Any] | None = None) -> ArticleForm:
    form = ArticleForm(formdata=None, data=values) if values is not None else ArticleForm()
    form.offer_services((slug, service_name(slug)) for slug in office().settings.services)
    return form


def _page(
    form: ArticleForm, article: Article | None, *, slug: str = "", status: int = 200, **more: Any
) -> ResponseReturnValue:
    here = office()
    slug = slug or (article.slug if article else "")
    today = today_in(here.now(), town_facts(here.settings))
    errors = [in_french(error) for error in more.pop("errors", ())]
    page = render_template(
        "console/article_edit.html",
        form=form,
        article=article,
        slug=slug,
        state=_state(article, today),
        places=[*here.settings.hours],
        facts=[*here.settings.facts],
        errors=errors,
        uses=uses_since(here.calls.get(), here.accounts.clock() - USE_DAYS * 86_400.0).get(slug, 0),
        **more,
    )
    return page, status


def _state(article: Article | None, today: date) -> str:
    if article is None:
        return ""
    if article.status == "draft":
        return "draft"
    if article.valid_until and article.valid_until < today:
        return "expired"
    return "coming" if article.valid_from and article.valid_from > today else "published"


def _article(slug: str) -> Article | None:
    try:
        return office().knowledge.article(slug)
    except (InputError, StoreError, ValueError) as error:
        flash(str(error), "error")
        return None


def _proposed(slug: str) -> tuple[Article, int] | None:
    """The article as a proposal has it, to be corrected, and the revision it starts from."""
    number = _number(request.args.get("essai"))
    found = Proposals(office().knowledge).proposal(number) if number > 0 else None
    if found is None or found.state != "open" or found.slug != slug or found.article is None:
        return None
    return found.article, found.expected


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else -1
