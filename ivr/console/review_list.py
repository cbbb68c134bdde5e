"""Calls looked for, exported, and those that deserve to be listened to again."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Blueprint, Response, render_template, request, stream_with_context
from flask.typing import ResponseReturnValue

from ivr.calls.export import Words, to_csv, to_json
from ivr.calls.masking import mask
from ivr.calls.search import COUNTED, count, every, find
from ivr.console.access import Role, noted, requires, sees_service, signed_in
from ivr.console.indicator_words import named as counted
from ivr.console.office import office
from ivr.console.reading_on import QUEUE, SEARCH, CallList, call_list
from ivr.console.review_filters import asked
from ivr.console.review_words import term, terms
from ivr.console.titles import every_title
from ivr.console.words import service_name

blueprint = Blueprint("reviews", __name__, url_prefix="/console/relecture")
ROOT = "/console/relecture"


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"term": term, "terms": terms, "counted": counted}


@blueprint.get("")
@requires(Role.ADMIN, Role.VIEWER)
def search() -> ResponseReturnValue:
    """The calls that fit what is looked for."""
    return _listed("console/review_list.html", ROOT, call_list(SEARCH, request.args))


@blueprint.get("/a-revoir")
@requires(Role.ADMIN, Role.VIEWER)
def queue() -> ResponseReturnValue:
    """What deserves to be listened to again and has not been."""
    return _listed("console/review_queue.html", f"{ROOT}/a-revoir", call_list(QUEUE, request.args))


@blueprint.get("/export.<any(csv, json):kind>")
@requires(Role.ADMIN)
def export(kind: str) -> ResponseReturnValue:
    """The calls that fit, as a file that is written while it is sent."""
    here = office()
    wanted = asked(request.args, here.settings.zone)
    noted("calls.exported", kind, wanted.address())
    calls = every(here.calls.get(), wanted.filters)
    written: Iterator[str] = (
        to_csv(calls, here.settings.zone, _namer()) if kind == "csv" else to_json(calls, here.settings.zone)
    )
    name = f"appels-{here.now().astimezone(here.settings.zone):%Y-%m-%d}.{kind}"
    return Response(
        stream_with_context(written),
        mimetype="text/csv" if kind == "csv" else "application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _namer() -> Words:
    """Names of our keys for people who read a table: titles of articles, services, words."""
    titles = every_title()

    def named(section: str, key: str) -> str:
        if section == "service":
            return service_name(key)
        if section == "topic":  # an article, or what the line does by itself, as the indicators count it
            return counted("topics", key, titles)
        return term(section, key)

    return named


def _listed(template: str, root: str, reading: CallList) -> str:
    db, wanted, filters = office().calls.get(), reading.wanted, reading.filters
    page = find(db, filters, before=request.args.get("avant", ""), after=request.args.get("apres", ""))
    found = count(db, filters)
    return render_template(
        template,
        page=page,
        total=min(found, COUNTED),
        more=found > COUNTED,
        wanted=wanted,
        kept=reading.kept,
        titles=every_title(),
        articles=titles(),
        services=services(),
        shown=mask,
        newer=f"{root}?{wanted.address(apres=page.newer)}" if page.newer else "",
        older=f"{root}?{wanted.address(avant=page.older)}" if page.older else "",
    )


def services() -> list[tuple[str, str]]:
    """Slugs and names of the services this user sees, in the order of the settings."""
    user = signed_in()
    return [(slug, service_name(slug)) for slug in office().settings.services if sees_service(user, slug)]


def titles() -> dict[str, str]:
    """Titles of the articles, by slug, in alphabetical order."""
    return dict(sorted(office().knowledge.titles().items(), key=lambda one: one[1].casefold()))
