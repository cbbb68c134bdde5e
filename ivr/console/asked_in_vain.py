"""What citizens ask in vain, grouped and ranked; from a group, what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from ivr.calls.question_groups import Group, count_groups, group, groups, made, settle
from ivr.console.access import Role, noted, requires, signed_in
from ivr.console.article_form import in_french, slug_of, today_in
from ivr.console.messages import message
from ivr.console.office import office
from ivr.console.page_numbers import page_of
from ivr.console.trials import propose_wordings, try_on_past_questions
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
LIKELY = 0.4
"""Probability from which the nearest article is offered first; below, one click would teach nonsense."""


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
        titles=office().knowledge.titles(),
    )


@blueprint.get("/<key>")
@requires(Role.ADMIN)
def question(key: str) -> ResponseReturnValue:
    """One group: its wordings, the nearest articles, what one can do."""
    found = _group(key)
    if found is None:
        return _gone()
    titles = office().knowledge.titles()
    near = [(slug, score) for slug, score in found.nearest if slug in titles]
    others = sorted(set(titles) - {slug for slug, _ in near}, key=lambda slug: titles[slug].casefold())
    return render_template(
        "console/asked_group.html",
        group=found,
        titles=titles,
        near=near,
        others=others,
        likely=bool(near) and near[0][1] >= LIKELY,
    )


@blueprint.post("/<key>/fiche")
@requires(Role.ADMIN)
def draft(key: str) -> ResponseReturnValue:
    """Make a draft article that these wordings find."""

    def do(found: Group, texts: list[str]) -> ResponseReturnValue:
        here = office()
        facts = town_facts(here.settings)
        title = found.example[:1].upper() + found.example[1:]
        slug = _free_slug(slug_of(found.example))
        service = FALLBACK_SERVICE if FALLBACK_SERVICE in facts.services else next(iter(facts.services))
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
        noted("article.drafted", slug, message("questions.from_group", count=len(texts)))
        chosen = message("questions.chosen" if len(texts) > 1 else "questions.chosen_one", count=len(texts))
        flash(message("questions.draft_made", chosen=chosen), "good")
        return redirect(url_for("article_edit.edit", slug=slug))

    return _with_chosen(key, do)


@blueprint.post("/<key>/formulations")
@requires(Role.ADMIN)
def add_phrasings(key: str) -> ResponseReturnValue:
    """Propose these wordings as phrasings of an article, and put that to the test."""

    def do(_: Group, texts: list[str]) -> ResponseReturnValue:
        article = office().knowledge.article(request.form.get("slug", ""))
        if article is None:
            return _back(key, message("questions.no_article"))
        return redirect(url_for("proposals.proposal", number=propose_wordings(article, texts)))

    return _with_chosen(key, do)


@blueprint.post("/<key>/hors-sujet")
@requires(Role.ADMIN)
def refuse(key: str) -> ResponseReturnValue:
    """Propose to refuse these wordings, and put that to the test."""

    def do(_: Group, texts: list[str]) -> ResponseReturnValue:
        here = office()
        number = Proposals(here.knowledge).propose_refusal(texts, who=signed_in().name, at=here.now())
        try_on_past_questions(number, "refusal.proposed", f"#{number}")
        return redirect(url_for("proposals.proposal", number=number))

    return _with_chosen(key, do)


@blueprint.post("/<key>/de-cote")
@requires(Role.ADMIN)
def put_aside(key: str) -> ResponseReturnValue:
    """Show these wordings no more."""

    def do(_: Group, texts: list[str]) -> ResponseReturnValue:
        here = office()
        settle(here.calls, key, texts, who=signed_in().name, at=here.accounts.clock())
        noted("questions.set_aside", "", message("questions.from_group", count=len(texts)))
        flash(message("questions.set_aside", count=len(texts)), "good")
        return redirect(url_for("asked_in_vain.questions"))

    return _with_chosen(key, do)


def _with_chosen(key: str, do: Callable[[Group, list[str]], ResponseReturnValue]) -> ResponseReturnValue:
    """Do something with those wordings of a group that were ticked: only its own can be. Why not is told."""
    found = _group(key)
    if found is None:
        return _gone()
    ticked = set(request.form.getlist("wording"))
    texts = list(tidy_all([one.text for one in found.wordings if one.text in ticked]))
    if not texts:
        return _back(key, message("questions.none_ticked"))
    try:
        return do(found, texts)
    except InputError as error:
        return _back(key, " ".join(in_french(problem.text) for problem in error.problems))
    except (EditConflict, StoreError) as error:
        return _back(key, str(error))


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


def _free_slug(wanted: str) -> str:
    """This name, or the first free one like it."""
    base = wanted[:60].strip("-") or "question"
    names = [base, *(f"{base}-{number}" for number in range(2, SLUG_TRIES))]
    return next((name for name in names if not office().knowledge.revisions(name, limit=1)), names[-1])
