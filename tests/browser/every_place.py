"""The address of every page of the console, from the routes themselves: a new page cannot be forgotten."""

from __future__ import annotations

from ivr.accounts.users import Role
from tests.browser.conftest import Site

FRAGMENTS = {
    "static",
    "web.static",
    "console.static",
    "console.root",
    "board.calls",
    "board.mine",
    "call_page.conversation",
    "proposals.progress",
    "attachments.photo",
    "attachments.voice",
    "indicators.export",
    "indicators.chart",
    "reviews.export",
    "reviews.voice",
}
"""Routes that are no page of their own: files, images, parts of pages, a redirection."""
FULLEST = {
    "inbox.inbox": {"etat": "all"},
    "closures.month": {"mois": "2026-12"},
    "wordings.wordings": {"q": "bonjour"},
    "indicators.indicators": {"du": "2026-11-01", "au": "2026-11-30"},
    "indicators.report": {"mois": "2026-11"},
    "reviews.search": {"raison": "toutes"},
}
"""What to ask of a page to see it with something in it."""


def every_place(site: Site) -> dict[str, list[str]]:
    """Addresses of each page, by endpoint; several where it shows things of several kinds."""
    app, known = site.console.app, _known(site)
    places: dict[str, list[str]] = {}
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint in FRAGMENTS or "GET" not in (rule.methods or ()):
                continue
            for values in known.get(rule.endpoint, [{}]):
                places.setdefault(rule.endpoint, []).append(
                    app.url_for(rule.endpoint, **FULLEST.get(rule.endpoint, {}), **values)
                )
    return places


def _known(site: Site) -> dict[str, list[dict[str, object]]]:
    """What there is to be shown, by endpoint of the page that shows one."""
    here = site.console.office
    db = here.calls.get()

    def first(query: str) -> object:
        return db.execute(query).fetchone()[0]

    kinds = ("select id from calls where id like 'CA0006%'", "select id from calls where id like 'CA0014%'")
    calls: list[dict[str, object]] = [{"call_id": first(query)} for query in kinds]
    visit, day = db.execute("select reference, start from appointments").fetchone()
    invited = site.console.accounts.invitations.invite
    slug = {"slug": "encombrants"}
    return {
        "article_edit.edit": [slug],
        "article_history.history": [slug],
        "article_history.revision": [{**slug, "number": here.knowledge.revision_of("encombrants")}],
        "wordings.edit": [{"key": "welcome"}],
        "asked_in_vain.question": [{"key": first("select key from question_groups")}],
        "proposals.proposal": [{"number": 1}],
        "proposals.confirm": [{"number": 1}],
        "invitation.invitation": [
            {"token": invited("prenom.nom@valmont.example", "Prénom Nom", Role.AGENT, by="Claire Fontaine")},
            {"token": "perdue"},
        ],
        "call_page.call": calls,
        "reviews.call": calls,
        "inbox.item": [
            {"kind": "message", "item": first("select id from messages")},
            {"kind": "callback", "item": first("select deed from callbacks")},
            {"kind": "report", "item": first("select reference from reports")},
        ],
        "visits.visits": [{"jour": str(day)[:10]}],
        "visits.visit": [{"reference": visit}],
        "people.person": [{"user_id": site.console.person("agent").id}],
    }
