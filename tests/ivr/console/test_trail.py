"""The journal reads in French, and every group of sentences has a French name."""

import ast
import html
import re

import pytest

from flows.prompts import Catalogue
from ivr.calls.call_notes import WRAP_UPS
from ivr.calls.reviews import Verdict
from ivr.console.messages import has_message
from tests.ivr.console.town import ROOT

CARD = "Demander ou renouveler une carte d'identité"
GROUP = "Formulations d’un groupe de questions : 2"
DETAILS = [
    ("alert.published", "La rue Jean-Jaurès est barrée.", "La rue Jean-Jaurès est barrée."),
    ("article.drafted", GROUP, GROUP),
    ("article.proposed", "#12", "n° 12"),
    ("article.restored", "#12", "n° 12"),
    ("call.wrapped_up", "to_follow_up", "Il reste quelque chose à faire"),
    ("calls.exported", "", ""),
    (
        "calls.exported",
        "mots=carte+verte&fiche=carte-identite",
        f"Paroles entendues : carte verte, Fiche : {CARD}",
    ),
    (
        "calls.exported",
        "issue=transferred&canal=stream&langue=en",
        "Issue : Transféré, Canal : Téléphone, Langue : Anglais",
    ),
    (
        "calls.exported",
        "raison=badly_heard&note=basse&relu=non",
        "À revoir pour : Mal entendu, Note de l’appelant : 1 ou 2, Déjà relu : non",
    ),
    (
        "calls.exported",
        "service=elections&ecoute=60&raison=toutes",
        "Service : Service des élections, Écoute : sous 60 %, À revoir pour : une raison",
    ),
    ("calls.exported", "du=2026-11-25", "Du : mercredi 25 novembre 2026"),
    (
        "closure.declared",
        "* 2026-12-24..2026-12-25",
        "Toute la mairie, du jeudi 24 décembre 2026 au vendredi 25 décembre 2026",
    ),
    (
        "closure.declared",
        "elections 2026-12-24..2026-12-24",
        "Service des élections, le jeudi 24 décembre 2026",
    ),
    ("deliveries.retried", "3", "Envois : 3"),
    ("inbox.", "luc.perrin@valmont.example", "luc.perrin@valmont.example"),
    ("indicators.exported", "elections", "Service des élections"),
    ("number.revealed", "rappeler la personne", "rappeler la personne"),
    ("privacy.erased", "à sa demande", "à sa demande"),
    ("privacy.purged", '{"logs": 4, "photos": 1}', "paroles et événements d’appels : 4, photos : 1"),
    ("privacy.purged", "{}", "Rien n’était trop ancien"),
    ("proposal.published", "#7", "n° 7"),
    ("proposal.published", "n° 7, malgré 2 pertes", "n° 7, malgré 2 pertes"),
    ("proposal.undone", "#7", "n° 7"),
    ("question.reviewed", "wrong", "Mauvaise réponse"),
    ("question.reviewed", "should_be carte-identite", f"Aurait dû être : {CARD}"),
    ("questions.set_aside", GROUP, GROUP),
    ("recording.heard", "2", "n° 2"),
    ("refusal.proposed", "", ""),
    (
        "trail.seen",
        "action=question.reviewed objet=report 277381",
        "Action : Question jugée, Objet : report 277381",
    ),
    ("trail.seen", "qui=1 du=2026-11-25", "Personne : Claire Fontaine, Du : mercredi 25 novembre 2026"),
    ("user.added", "viewer", "Lecture seule"),
    ("user.changed", "agent elections", "Agent, Service des élections"),
    ("user.invited", "admin", "Administration"),
]
"""Every action noted with details, what is noted, and what is read."""


def test_the_journal_names_things_and_roles_in_french(console):
    audit = console.accounts.audit
    audit.note(None, "inbox.seen", "report 277381", who="Claire")
    audit.note(None, "user.changed", "luc@valmont.example", "viewer elections", who="Claire")
    page = console.signed_in("admin").get("/console/journal/").text
    assert "Signalement 277381" in page
    assert "Lecture seule, Service des élections" in page
    assert "viewer elections" not in page


@pytest.mark.parametrize(
    ("action", "target", "told"),
    [
        ("article.published", "carte-identite", CARD),
        ("proposal.undone", "carte-identite", CARD),
        ("article.deleted", "fiche-disparue", "fiche-disparue"),
        ("agendas.created", "elections", "Service des élections"),
        ("alert.published", "#3", "n° 3"),
        ("session.revoked", "12", "n° 12"),
        ("inbox.seen", "report 277381", "Signalement 277381"),
        ("agent.away", "0465710011", "0465710011"),
        ("wording.reset", "goodbye.nobody", "goodbye.nobody"),
    ],
)
def test_a_line_names_what_it_is_about_and_is_found_by_either_name(console, action, target, told):
    console.accounts.audit.note(None, action, target, "", who="Claire")
    console.accounts.audit.note(None, "user.changed", "autre@valmont.example", "", who="Claire")
    browser = console.signed_in("admin")
    for typed in {target, told, told.upper()} if told != target else {target}:
        page = plain(browser.get("/console/journal/", query_string={"objet": typed}).text)
        assert f"<td>{told}</td>" in page, typed
        assert "autre@valmont.example" not in page
    assert target == told or f"<td>{target}</td>" not in page


def test_a_sentence_of_the_line_is_quoted_beside_its_key(console):
    console.accounts.audit.note(None, "wording.changed", "main.question_again", "", who="Claire")
    page = plain(console.signed_in("admin").get("/console/journal/?objet=main.question_again").text)
    said = Catalogue.load("fr").written("main.question_again")
    assert f"<td>« {said} » (main.question_again)</td>" in page


def test_every_group_of_sentences_has_a_french_name():
    groups = {key.partition(".")[0] for key in Catalogue.load("fr").keys()}  # noqa: SIM118 - no mapping
    assert [group for group in groups if not has_message(f"wording_group.{group}")] == []


def plain(page):
    return html.unescape(page).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize(("action", "details", "told"), DETAILS)
def test_the_details_of_every_action_are_read_in_french(console, action, details, told):
    console.accounts.audit.note(None, action, "l’objet", details, who="Claire")
    page = plain(console.signed_in("admin").get("/console/journal/").text)
    assert f"<td>l’objet</td><td>{told}</td>" in page


@pytest.mark.parametrize("verdict", Verdict)
def test_every_verdict_is_read_in_french(console, verdict):
    console.accounts.audit.note(None, "question.reviewed", "l’objet", verdict, who="Claire")
    page = plain(console.signed_in("admin").get("/console/journal/").text)
    assert f"<td>{verdict}</td>" not in page


@pytest.mark.parametrize("outcome", WRAP_UPS)
def test_every_end_of_a_call_is_read_in_french(console, outcome):
    console.accounts.audit.note(None, "call.wrapped_up", "l’objet", outcome, who="Claire")
    page = plain(console.signed_in("admin").get("/console/journal/").text)
    assert f"<td>{outcome}</td>" not in page


@pytest.mark.parametrize(
    "details", ["{[", "2026-99-99..x", "du=hier", " ", "should_be rien", "[1]", "x" * 600]
)
def test_details_that_another_version_wrote_break_nothing(console, details):
    actions = {action for action, *_ in DETAILS}
    for action in actions:
        console.accounts.audit.note(None, action, "l’objet", details, who="Claire")
    page = console.signed_in("admin").get("/console/journal/").text
    assert page.count("<td>l’objet</td>") == len(actions)


def actions_noted_with_details():
    """Actions as the source writes them, where details are noted; an f-string ends at its brace."""
    for path in [*(ROOT / "ivr" / "console").glob("*.py"), *(ROOT / "ivr" / "cli").glob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
            first = {"noted": 0, "_on_trial": 1, "note": 1}.get(name)
            if first is None or path.name == "access.py" or len(node.args) <= first:
                continue
            detailed = len(node.args) > first + 2 or any(one.arg == "details" for one in node.keywords)
            branches = [
                getattr(node.args[first], "body", node.args[first]),
                getattr(node.args[first], "orelse", None),
            ]
            for one in branches if detailed else ():
                start = getattr(one, "values", [one])[0]
                if isinstance(start, ast.Constant) and isinstance(start.value, str):
                    yield start.value


def test_no_action_notes_details_that_are_not_listed_here():
    found = set(actions_noted_with_details())
    assert len(found) > 15
    assert sorted(found - {action for action, *_ in DETAILS}) == []
    unnamed = [one for one, *_ in DETAILS if not one.endswith(".") and not has_message(f"action.{one}")]
    assert unnamed == []


def test_a_call_is_named_by_its_moment_leads_to_its_page_and_is_found_so(console):
    db = console.office.calls.get()
    (call_id,) = db.execute("select id from calls order by started_at limit 1").fetchone()
    console.accounts.audit.note(None, "call.seen", call_id, "", who="Claire")
    browser = console.signed_in("admin")
    page = browser.get("/console/journal/?action=call.seen").text
    told = re.search(rf'<a href="/console/appels/{re.escape(call_id)}">(Appel du [^<]+)</a>', page)[1]
    assert call_id not in plain(page).replace(f"/console/appels/{call_id}", "")
    found = browser.get("/console/journal/", query_string={"objet": plain(told)}).text
    assert f"/console/appels/{call_id}" in found


def test_an_opening_is_told_by_what_was_opened_and_counted_once(console):
    db = console.office.calls.get()
    reference, service = db.execute("select reference, service from reports limit 1").fetchone()
    browser = console.signed_in("admin")
    for _ in range(3):
        assert browser.get(f"/console/a-traiter/report/{reference}").status_code == 200, service
    seen = console.accounts.audit.page(action="inbox.seen")
    assert [one.target for one in seen] == [f"report {reference}"]
    assert "Signalement ouvert" in browser.get("/console/journal/").text
    console.clock[0] += 1200.0
    browser.get(f"/console/a-traiter/report/{reference}")
    assert len(console.accounts.audit.page(action="inbox.seen")) == 2


def test_lists_with_names_and_searches_leave_one_line_an_hour_without_the_words(console):
    browser = console.signed_in("agent")
    for path in (
        "a-traiter/",
        "a-traiter/?page=2",
        "rendez-vous/",
        "rendez-vous/?jour=2026-11-26",
        "en-direct/",
    ):
        assert browser.get(f"/console/{path}").status_code == 200
    for typed in ("0639980101", "lefebvre"):
        browser.get("/console/a-traiter/", query_string={"q": typed})
    lines = [(one.action, one.target, one.details) for one in console.accounts.audit.page()]
    assert sorted(one for one in lines if one[0].startswith("list.")) == [
        ("list.searched", "inbox", ""),
        ("list.seen", "board", ""),
        ("list.seen", "inbox", ""),
        ("list.seen", "visits", ""),
    ]
    page = plain(console.signed_in("admin").get("/console/journal/").text)
    assert "<td>Liste consultée</td><td>En direct</td>" in page
    console.clock[0] += 3700.0
    browser.get("/console/a-traiter/")
    assert len(console.accounts.audit.page(action="list.seen")) == 4


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("du=abc", "« abc » n’est pas une date"),
        ("au=2026-02-30", "« 2026-02-30 » n’est pas une date"),
        ("du=2026-11-25&au=2026-11-24", "Le dernier jour précède le premier"),
    ],
)
def test_days_that_cannot_be_searched_are_told(console, query, told):
    browser = console.signed_in("admin")
    assert told in plain(browser.get(f"/console/journal/?{query}").text)
    assert (
        'role="alert">'
        not in browser.get("/console/journal/?du=2026-11-24&au=2026-11-25").text.split("<h1>")[1]
    )
