"""What citizens ask in vain, grouped and ranked; from a group, what to do about it."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.calls.question_groups import Group, count_groups, group, groups, made, settle
from ivr.calls.replays import ask_replay
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.article_form import in_french, slug_of, today_in
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.page_numbers import page_of
from ivr.town import town_facts
from knowledge.articles import LENGTHS, Article, tidy_all
from knowledge.connections import StoreError
from knowledge.located import InputError
from knowledge.proposals import Proposals
from knowledge.store import EditConflict

blueprint = Blueprint("asked_in_vain", __name__, url_prefix="/console/questions")

PER_PAGE = 25
FALLBACK_SERVICE = "accueil"
SLUG_TRIES = 50


@blueprint.get("")
@requires(Role.ADMIN)
def questions() -> ResponseReturnValue:
    """The groups, the most asked first."""
    here = office()
    db = here.calls.get()
    count = count_groups(db)
    page = page_of(count, PER_PAGE)
    return render_template(
        "console/asked_in_vain.html",
        groups=groups(db, offset=page.first, limit=PER_PAGE),
        page=page,
        count=count,
        made=made(db),
        titles=_titles(),
    )


@blueprint.get("/<key>")
@requires(Role.ADMIN)
def question(key: str) -> ResponseReturnValue:
    """One group: its wordings, the nearest articles, what one can do."""
    found = _group(key)
    if found is None:
        return _gone()
    titles = _titles()
    near = [(slug, score) for slug, score in found.nearest if slug in titles]
    others = sorted(set(titles) - {slug for slug, _ in near}, key=lambda slug: titles[slug].casefold())
    return render_template("console/asked_group.html", group=found, titles=titles, near=near, others=others)


@blueprint.post("/<key>/fiche")
@requires(Role.ADMIN)
def draft(key: str) -> ResponseReturnValue:
    """Make a draft article that these wordings find."""
    found, texts = _chosen(key)
    if found is None:
        return _gone()
    if not texts:
        return _back(key, message("questions.none_ticked"))
    here = office()
    facts = town_facts(here.settings)
    title = found.example[:1].upper() + found.example[1:]
    slug = _free_slug(slug_of(found.example))
    service = FALLBACK_SERVICE if FALLBACK_SERVICE in facts.services else next(iter(facts.services))
    try:
        article = Article(
            slug=slug,
            title=title[: LENGTHS["title"]],
            offer=found.example[: LENGTHS["offer"]],
            service=service,
            spoken=message("articles.to_write"),
            source=message("articles.source_to_write"),
            as_of=today_in(here.now(), facts),
            phrasings=tuple(texts),
            status="draft",
        )
        here.knowledge.save(article, who=signed_in().name, at=here.now(), expected=0)
    except InputError as error:
        return _back(key, " ".join(in_french(problem.text) for problem in error.problems))
    except (EditConflict, StoreError) as error:
        return _back(key, str(error))
    noted("article.drafted", slug, message("questions.from_group", count=len(texts)))
    flash(message("questions.draft_made", count=len(texts)), "good")
    return redirect(url_for("article_edit.edit", slug=slug))


@blueprint.post("/<key>/formulations")
@requires(Role.ADMIN)
def add_phrasings(key: str) -> ResponseReturnValue:
    """Propose these wordings as phrasings of an article, and put that to the test."""
    found, texts = _chosen(key)
    if found is None:
        return _gone()
    if not texts:
        return _back(key, message("questions.none_ticked"))
    here, slug = office(), request.form.get("slug", "")
    try:
        article = here.knowledge.article(slug)
        if article is None:
            return _back(key, message("questions.no_article"))
        changed = replace(article, phrasings=(*article.phrasings, *texts))
        number = Proposals(here.knowledge).propose_article(
            changed, expected=here.knowledge.revision_of(slug), who=signed_in().name, at=here.now()
        )
    except InputError as error:
        return _back(key, " ".join(in_french(problem.text) for problem in error.problems))
    except StoreError as error:
        return _back(key, str(error))
    ask_replay(here.calls, number, here.accounts.clock())
    noted("article.proposed", slug, f"#{number}")
    return redirect(url_for("proposals.proposal", number=number))


@blueprint.post("/<key>/hors-sujet")
@requires(Role.ADMIN)
def refuse(key: str) -> ResponseReturnValue:
    """Propose to refuse these wordings, and put that to the test."""
    found, texts = _chosen(key)
    if found is None:
        return _gone()
    if not texts:
        return _back(key, message("questions.none_ticked"))
    here = office()
    try:
        number = Proposals(here.knowledge).propose_refusal(texts, who=signed_in().name, at=here.now())
    except InputError as error:
        return _back(key, " ".join(in_french(problem.text) for problem in error.problems))
    except StoreError as error:
        return _back(key, str(error))
    ask_replay(here.calls, number, here.accounts.clock())
    noted("refusal.proposed", f"#{number}")
    return redirect(url_for("proposals.proposal", number=number))


@blueprint.post("/<key>/de-cote")
@requires(Role.ADMIN)
def put_aside(key: str) -> ResponseReturnValue:
    """Show these wordings no more."""
    found, texts = _chosen(key)
    if found is None:
        return _gone()
    if not texts:
        return _back(key, message("questions.none_ticked"))
    here = office()
    settle(here.calls, key, texts, who=signed_in().name, at=here.accounts.clock())
    noted("questions.set_aside", "", message("questions.from_group", count=len(texts)))
    flash(message("questions.set_aside", count=len(texts)), "good")
    return redirect(url_for("asked_in_vain.questions"))


def _chosen(key: str) -> tuple[Group | None, list[str]]:
    """The group, and those of its wordings that were ticked, if any: only its own can be."""
    found = _group(key)
    if found is None:
        return None, []
    ticked = set(request.form.getlist("wording"))
    texts = [one.text for one in found.wordings if one.text in ticked]
    return found, list(tidy_all(texts))


def _group(key: str) -> Group | None:
    if not key.isalnum():
        abort(404)
    return group(office().calls.get(), key)


def _gone() -> ResponseReturnValue:
    flash(message("questions.gone"), "warning")
    return redirect(url_for("asked_in_vain.questions"))


def _back(key: str, told: str) -> ResponseReturnValue:
    flash(told, "error")
    return redirect(url_for("asked_in_vain.question", key=key))


def _titles() -> dict[str, str]:
    return {one.slug: one.title for one in office().knowledge.readable_articles()[0]}


def _free_slug(wanted: str) -> str:
    """This name, or the first free one like it."""
    base = wanted[:60].strip("-") or "question"
    names = [base, *(f"{base}-{number}" for number in range(2, SLUG_TRIES))]
    return next((name for name in names if not office().knowledge.revisions(name, limit=1)), names[-1])
