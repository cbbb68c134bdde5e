"""Calls are found, read and judged by those who may, and by nobody else."""

import csv
import io
import json
import re
from html import escape, unescape

import pytest

from flows.prompts import phone_in_pairs
from ivr.calls.replays import replay_of
from ivr.calls.reviews import Verdict, reviews_of
from ivr.calls.search_index import index_call, index_due
from ivr.calls.sounds_kept import SoundsKept
from knowledge.proposals import Proposals
from tests.ivr.calls.past import hold, said
from tests.ivr.console.town import NOW

ROOT = "/console/relecture"
NUMBER = "+33639980017"
PAGES = (ROOT, f"{ROOT}/a-revoir", f"{ROOT}/appel/CA1")
CARD = said("je voudrais refaire ma carte d'identité")


@pytest.fixture
def calls(console):
    """A question answered, a question in vain, and what the town's own days left."""
    at = NOW.timestamp() - 3600
    asked = [CARD, said("le zéro six trente neuf quatre vingt dix huit")]
    hold(console.office.calls, "CA1", asked, caller=NUMBER, at=at)
    asked = [said("=cmd un cryptonyme <script>alert(1)</script>", 0.3)]
    hold(console.office.calls, "CA2", asked, caller=NUMBER, at=at)
    while index_due(console.office.calls, "fr"):
        pass
    return console


def actions(console):
    return [entry.action for entry in console.accounts.audit.page(size=100)]


def question(console, call_id="CA1"):
    return next(console.office.calls.get()["questions"].rows_where("call_id = ?", [call_id]))["seq"]


@pytest.mark.parametrize("path", PAGES)
def test_it_refuses_who_is_not_signed_in_and_agents(calls, path):
    assert calls.visitor().get(path).status_code == 302
    assert calls.signed_in("agent").get(path).status_code == 403
    assert calls.signed_in("viewer").get(path).status_code == 200


def test_a_viewer_of_some_services_reads_the_calls_of_no_other(calls):
    jeanne, db = calls.person("viewer"), calls.office.calls.get()
    calls.accounts.users.change(
        jeanne.id, name=jeanne.name, role=jeanne.role, services=("scolaire",), phone=""
    )
    rows = db.execute("select call_id, service from call_search").fetchall()
    theirs = [call_id for call_id, service in rows if service == "scolaire"]
    others = [call_id for call_id, service in rows if service in ("etat-civil", "voirie")]
    assert theirs
    assert others
    browser = calls.signed_in("viewer")
    for page in (browser.get(ROOT).text, browser.get(f"{ROOT}?service=voirie").text):
        listed = set(re.findall(rf"{ROOT}/appel/(CA\w+)", page))
        assert listed <= set(theirs)
        assert 'value="voirie"' not in page
    assert {browser.get(f"{ROOT}/appel/{call_id}").status_code for call_id in theirs} == {200}
    assert {browser.get(f"{ROOT}/appel/{call_id}").status_code for call_id in others} == {404}
    calls.accounts.users.change(jeanne.id, name=jeanne.name, role=jeanne.role, services=(), phone="")
    assert calls.signed_in("viewer").get(f"{ROOT}/appel/{others[0]}").status_code == 200


@pytest.mark.parametrize("role", ["agent", "viewer", "scoped"])
def test_only_admins_judge_reveal_and_export(calls, role):
    browser = calls.signed_in(role)
    for path, fields in (
        (f"{ROOT}/appel/CA1/questions/{question(calls)}", {"verdict": "right"}),
        (f"{ROOT}/appel/CA1/questions/{question(calls)}/formulation", {}),
        (f"{ROOT}/appel/CA1/numero", {"raison": "une bonne raison"}),
    ):
        answer = browser.post(path, fields)
        assert answer.status_code == 403
        assert NUMBER not in answer.text
    assert browser.get(f"{ROOT}/export.csv").status_code == 403
    assert reviews_of(calls.office.calls.get(), "CA1") == []


def test_a_form_without_its_token_changes_nothing(calls):
    browser = calls.signed_in("admin")
    answer = browser.send(f"{ROOT}/appel/CA1/questions/{question(calls)}", {"verdict": "right"})
    assert answer.status_code == 400
    assert reviews_of(calls.office.calls.get(), "CA1") == []


def test_calls_are_found_by_their_words(calls):
    browser = calls.signed_in("viewer")
    assert "appel/CA2" in browser.get(f"{ROOT}?mots=Cryptonyme").text
    assert "appel/CA1" not in browser.get(f"{ROOT}?mots=Cryptonyme").text
    page = browser.get(f"{ROOT}?mots=rienderien").text
    assert "Aucun appel ne correspond" in page


@pytest.mark.parametrize(
    "query",
    [
        "mots=%22%27%3B--",
        "mots=carte+NEAR(",
        "du=hier&au=9999-12-31",
        "du=0001-01-01",
        "fiche=%27+or+1=1",
        "ecoute=-1&certitude=abc&note=99&raison=x&relu=x",
        "ecoute=%C2%B2",
        "avant=x&apres=y",
        "avant=1e400_1",
        "mots=" + "a" * 5000,
    ],
)
def test_whatever_is_in_the_address_a_page_answers(calls, query):
    browser = calls.signed_in("admin")
    for path in (ROOT, f"{ROOT}/a-revoir", f"{ROOT}/export.csv", f"{ROOT}/export.json"):
        assert browser.get(f"{path}?{query}").status_code == 200


def test_a_date_that_is_none_is_told(calls):
    assert "« hier » n’est pas une date" in calls.signed_in("admin").get(f"{ROOT}?du=hier").text


def test_what_callers_said_is_never_code(calls):
    browser = calls.signed_in("admin")
    for path in (f"{ROOT}?mots=cryptonyme", f"{ROOT}/appel/CA2", f"{ROOT}?mots=%3Cscript%3E"):
        page = browser.get(path).text
        assert "<script>alert" not in page
        assert "<script>" not in page.replace('<script type="module" src=', "")


def test_a_call_shows_the_conversation_and_why(calls):
    page = calls.signed_in("viewer").get(f"{ROOT}/appel/CA1").text
    assert "je voudrais refaire ma carte d&#39;identité" in page
    assert "Prenez rendez-vous en ligne." in page
    assert "carte-identite 0.93 «" in page
    assert "93\u00a0%" in page
    assert "Bonne réponse" not in page


def test_numbers_are_hidden_from_everybody_until_an_admin_says_why(calls):
    for role in ("viewer", "admin"):
        page = calls.signed_in(role).get(f"{ROOT}/appel/CA1").text.replace("\xa0", " ")
        assert "98 00 17" not in page
        assert "06 •• •• •• 17" in page
        assert "trente neuf quatre vingt" not in page
    browser = calls.signed_in("admin")
    shown = browser.post(f"{ROOT}/appel/CA1/numero", {"raison": "rappel demandé par le maire"})
    assert "06 39 98 00 17" in shown.text
    assert "trente neuf quatre vingt" in shown.text
    last = calls.accounts.audit.page(action="number.revealed", size=1)[0]
    assert (last.target, last.details) == ("CA1", "rappel demandé par le maire")


@pytest.mark.parametrize("reason", ["", "    ", "ok"])
def test_a_number_is_not_shown_without_a_reason(calls, reason):
    answer = calls.signed_in("admin").post(f"{ROOT}/appel/CA1/numero", {"raison": reason})
    assert answer.status_code == 303
    assert "number.revealed" not in actions(calls)


def test_one_click_judges_a_question_and_another_changes_it(calls):
    browser, seq = calls.signed_in("admin"), question(calls)
    path = f"{ROOT}/appel/CA1/questions/{seq}"
    assert browser.post(path, {"verdict": "right"}).location.endswith(f"/appel/CA1#q{seq}")
    browser.post(path, {"verdict": "should_be", "fiche": "passeport"})
    kept = reviews_of(calls.office.calls.get(), "CA1")
    assert [(one.verdict, one.should_be, one.by) for one in kept] == [
        (Verdict.RIGHT, "", "Claire Fontaine"),
        (Verdict.SHOULD_BE, "passeport", "Claire Fontaine"),
    ]
    page = browser.get(f"{ROOT}/appel/CA1").text
    assert "Aurait dû être : Demander ou renouveler un passeport" in page
    assert "Avis précédents" in page
    assert actions(calls).count("question.reviewed") == 2


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"verdict": "should_be"}, 303),
        ({"verdict": "should_be", "fiche": "<script>"}, 303),
        ({"verdict": "perfect"}, 400),
        ({}, 400),
    ],
)
def test_a_verdict_must_be_one(calls, fields, status):
    answer = calls.signed_in("admin").post(f"{ROOT}/appel/CA1/questions/{question(calls)}", fields)
    assert answer.status_code == status
    assert reviews_of(calls.office.calls.get(), "CA1") == []


def test_words_that_an_article_should_have_answered_are_proposed_to_it(calls):
    browser, path = calls.signed_in("admin"), f"{ROOT}/appel/CA1/questions/{question(calls)}"
    assert browser.post(f"{path}/formulation").status_code == 404
    browser.post(path, {"verdict": "should_be", "fiche": "passeport"})
    page = browser.get(f"{ROOT}/appel/CA1").text
    assert "C’est noté : aurait dû être « Demander ou renouveler un passeport »." in page
    assert f'action="{path}/formulation"' in page
    (proposed,) = [
        Proposals(calls.office.knowledge).proposal(int(answer.location.rpartition("/")[2]))
        for answer in [browser.post(f"{path}/formulation")]
    ]
    assert (proposed.slug, proposed.phrases) == ("passeport", (CARD.text,))
    assert replay_of(calls.office.calls.get(), proposed.id) is not None
    Proposals(calls.office.knowledge).publish(proposed.id, who="Ana", at=NOW)
    assert browser.post(f"{path}/formulation").location.endswith(f"/appel/CA1#q{question(calls)}")
    assert "Cette fiche a déjà cette formulation." in browser.get(f"{ROOT}/appel/CA1").text


@pytest.mark.parametrize("verdict", ["right", "wrong", "not_a_question"])
def test_an_article_that_was_chosen_is_not_dropped_by_another_button(calls, verdict):
    path = f"{ROOT}/appel/CA1/questions/{question(calls)}"
    answer = calls.signed_in("admin").post(path, {"verdict": verdict, "fiche": "passeport"})
    assert answer.status_code == 422
    assert "vous aviez choisi la fiche « Demander ou renouveler un passeport »" in answer.text
    assert '<option value="passeport" selected>' in answer.text
    assert reviews_of(calls.office.calls.get(), "CA1") == []


def test_what_is_no_question_cannot_be_judged(calls):
    browser = calls.signed_in("admin")
    assert browser.post(f"{ROOT}/appel/CA1/questions/1", {"verdict": "right"}).status_code == 303
    assert "ne peut pas encore être relue" in browser.get(f"{ROOT}/appel/CA1").text
    assert browser.post(f"{ROOT}/appel/nobody/questions/3", {"verdict": "right"}).status_code == 404


@pytest.mark.parametrize("call_id", ["nobody", "..", "%2e%2e%2fetc", "x" * 3000, "' or 1=1 --"])
def test_a_call_that_is_none_is_not_found(calls, call_id):
    assert calls.signed_in("admin").get(f"{ROOT}/appel/{call_id}").status_code == 404


def test_the_queue_forgets_what_was_judged(calls):
    browser = calls.signed_in("admin")
    assert "appel/CA2" in browser.get(f"{ROOT}/a-revoir?raison=unanswered").text
    browser.post(f"{ROOT}/appel/CA2/questions/{question(calls, 'CA2')}", {"verdict": "not_a_question"})
    assert "appel/CA2" not in browser.get(f"{ROOT}/a-revoir").text


def queued(browser, query=""):
    return re.findall(rf'href="({ROOT}/appel/[^"]+)"', browser.get(f"{ROOT}/a-revoir{query}").text)


def test_one_reads_on_from_one_call_of_the_queue_to_the_next(calls):
    at = NOW.timestamp() - 1800
    for number, text in enumerate(("un premier cryptonyme", "un second cryptonyme"), start=3):
        hold(calls.office.calls, f"CA{number}", [said(text, 0.9)], at=at + 60 * number)
        index_call(calls.office.calls.get(), f"CA{number}", "fr")
    browser = calls.signed_in("admin")
    listed = [unescape(one) for one in queued(browser, "?raison=unanswered")]
    assert [one.partition("?")[0].rpartition("/")[2] for one in listed[:2]] == ["CA4", "CA3"]
    page = browser.get(listed[0]).text
    assert f'href="{escape(listed[1])}">Suivant à revoir' in page
    assert f'<a href="{ROOT}/a-revoir?raison=unanswered">Appels à revoir</a>' in page
    judged = browser.post(
        f"{ROOT}/appel/CA4/questions/{question(calls, 'CA4')}?{listed[0].partition('?')[2]}",
        {"verdict": "not_a_question"},
    )
    assert "raison=unanswered" in judged.location
    assert f'href="{escape(listed[1])}">Suivant à revoir' in browser.get(judged.location).text
    assert listed[0] not in queued(browser, "?raison=unanswered")
    last = browser.get([unescape(one) for one in queued(browser, "?raison=unanswered")][-1]).text
    assert f'href="{escape(listed[1])}">Suivant à revoir' in last  # those passed over come again


def test_one_reads_on_from_a_search_with_what_was_looked_for(calls):
    browser = calls.signed_in("admin")
    page = browser.get(f"{ROOT}/appel/CA1?liste=recherche&mots=identite").text
    assert f'href="{ROOT}?mots=identite">Relecture des appels' in page
    assert "Suivant à revoir" not in browser.get(f"{ROOT}/appel/CA1").text
    assert browser.get(f"{ROOT}/appel/CA1?liste=%3Cscript%3E&avant=x").status_code == 200


def test_a_search_is_exported_whole_without_numbers_or_formulas(calls):
    browser = calls.signed_in("admin")
    answer = browser.get(f"{ROOT}/export.csv?mots=cryptonyme")
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="appels-2026-11-25.csv"')
    assert answer.data.startswith(b"\xef\xbb\xbf")
    (row,) = csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";")
    assert row["Paroles entendues"].startswith("'=cmd")
    (told,) = json.loads(browser.get(f"{ROOT}/export.json?mots=cryptonyme").data)
    assert told["call_id"] == "CA2"
    assert NUMBER[4:] not in browser.get(f"{ROOT}/export.csv").text
    assert actions(calls).count("calls.exported") == 3


def test_a_voice_that_was_kept_is_heard_by_admins_alone(calls):
    sounds = SoundsKept(calls.office.settings.var)
    sounds.add("CA1", b"\0\0" * 800)
    sounds.add("CA9", b"\0\0" * 800)
    db = calls.office.calls.get()
    for call_id, number in (("CA1", 901), ("CA9", 902), ("CA2", 903)):
        name = sounds.gather(call_id, number) or "../../accounts.db"
        row = {
            "id": number,
            "deed": number,
            "call_id": call_id,
            "service": "accueil",
            "text": "",
            "left_at": 0.0,
        }
        db["messages"].insert({**row, "text": "", "left_at": 0.0, "audio": name})
    assert calls.signed_in("viewer").get(f"{ROOT}/appel/CA1/voix/901").status_code == 403
    browser = calls.signed_in("admin")
    assert "/appel/CA1/voix/901" in browser.get(f"{ROOT}/appel/CA1").text
    heard = browser.get(f"{ROOT}/appel/CA1/voix/901")
    assert (heard.mimetype, heard.data[:4]) == ("audio/wav", b"RIFF")
    for path in ("CA1/voix/902", "CA2/voix/903", "CA2/voix/901", "CA1/voix/../../x", "CA1/voix/1"):
        assert browser.get(f"{ROOT}/appel/{path}").status_code == 404
    assert "recording.heard" in actions(calls)


def test_an_erased_call_says_so(calls):
    db = calls.office.calls.get()
    db.execute("delete from call_events where call_id = 'CA1'")
    db.conn.commit()
    with calls.office.calls.writing() as writing:
        index_call(writing, "CA1", "fr")
    page = calls.signed_in("admin").get(f"{ROOT}/appel/CA1")
    assert page.status_code == 200
    assert "Les paroles de cet appel ont été effacées" in page.text
    assert "durée de conservation" in page.text


def test_the_number_of_the_town_hall_is_hidden_from_nobody(calls):
    known = phone_in_pairs(calls.office.settings.town.phone)
    hold(calls.office.calls, "CA3", [said(f"je vous ai appelés au {known} depuis le 06 39 98 00 17")])
    page = calls.signed_in("viewer").get(f"{ROOT}/appel/CA3").text.replace("\xa0", " ")
    assert known in page
    assert "06 39 98 00 17" not in page


def test_a_call_about_nothing_known_says_so(calls):
    page = calls.signed_in("viewer").get(f"{ROOT}/appel/CA2").text
    assert "Aucun sujet reconnu" in page
    assert "— (" not in page


@pytest.mark.parametrize(
    ("topic", "named"), [("rendez-vous", "Rendez-vous"), ("signalement", "Signalements"), ("", "—")]
)
def test_what_the_line_does_by_itself_is_named_as_the_indicators_name_it(calls, topic, named):
    with calls.office.calls.writing() as db:
        db.execute("update call_search set topic = ? where call_id = 'CA1'", [topic])
    admin = calls.signed_in("admin")
    row = next(row for row in admin.get(ROOT).text.split("<tr>") if f"{ROOT}/appel/CA1" in row)
    assert f"<td>{named}<br>" in row
    lines = csv.DictReader(io.StringIO(admin.get(f"{ROOT}/export.csv").text.lstrip("\ufeff")), delimiter=";")
    exported = next(line for line in lines if "CA1" in line.values())
    assert topic == "" or named in exported.values()
    assert topic == "" or topic not in exported.values()


@pytest.mark.parametrize("page", [ROOT, PAGES[2], f"{ROOT}/export.csv", "/console/journal/"])
def test_an_article_that_was_deleted_keeps_its_name(calls, page):
    browser, store = calls.signed_in("admin"), calls.office.knowledge
    path = f"{ROOT}/appel/CA1/questions/{question(calls)}"
    browser.post(path, {"verdict": "should_be", "fiche": "carte-identite"})
    title = store.titles()["carte-identite"]
    revision = store.revision_of("carte-identite")
    browser.post("/console/fiches/carte-identite/supprimer", {"revision": revision})
    assert "carte-identite" not in store.titles()
    text = browser.get(page).text
    assert f"{title} (fiche supprimée)" in text.replace("&#39;", "'")
    assert '<option value="carte-identite">' not in text
