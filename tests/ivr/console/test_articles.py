"""Articles in the console: found, written, compared, given back; nothing typed is ever lost."""

from __future__ import annotations

import html
import re
from dataclasses import replace

import pytest

from ivr.calls.replays import replay_of
from ivr.console.article_form import slug_of
from knowledge.articles import PHRASINGS_LIMIT
from knowledge.proposals import Proposals
from tests.ivr.console.town import NOW, token_in

SLUG = "encombrants"
EDIT = f"/console/fiches/{SLUG}"
SCRIPT = "<script>alert(1)</script>"


def typed(console, slug=SLUG, **changes):
    """The fields of an article's form, as a browser sends them, some of them changed."""
    article = console.office.knowledge.article(slug)
    fields = {
        "revision": str(console.office.knowledge.revision_of(slug)),
        "title": article.title,
        "offer": article.offer,
        "service": article.service,
        "phrasings": "\r\n".join(article.phrasings),
        "keywords": "\r\n".join(article.keywords),
        "spoken": article.spoken,
        "details": article.details,
        "text_message": article.text_message,
        "question": article.question,
        "valid_from": "",
        "valid_until": "",
        "source": article.source,
        "as_of": article.as_of.isoformat(),
        "deed": "publish",
    }
    for number, variant in enumerate(article.variants):
        fields |= {
            f"variants-{number}-label": variant.label,
            f"variants-{number}-phrases": ", ".join(variant.phrases),
            f"variants-{number}-spoken": variant.spoken,
        }
    return {**fields, **changes}


def brand_new(**changes):
    return {
        "revision": "0",
        "title": "Nid de guêpes",
        "offer": "un nid de guêpes",
        "service": "accueil",
        "phrasings": "un essaim d'abeilles\nj'ai des guêpes",
        "spoken": "Appelez un apiculteur.",
        "source": "service espaces verts",
        "as_of": "2026-11-25",
        "deed": "draft",
        **changes,
    }


def actions(console):
    return [entry.action for entry in console.accounts.audit.page()]


PAGES = ["/console/fiches", "/console/nouvelle-fiche", EDIT, f"{EDIT}/historique"]
DEEDS = [EDIT, "/console/nouvelle-fiche", f"{EDIT}/supprimer", f"{EDIT}/historique/1/reprendre"]


@pytest.mark.parametrize("key", ["agent", "viewer", "scoped"])
def test_it_refuses_the_wrong_role(console, key):
    browser = console.signed_in(key)
    assert {browser.get(path).status_code for path in PAGES} == {403}
    assert {browser.post(path, {}).status_code for path in DEEDS} == {403}
    assert {console.visitor().get(path).status_code for path in PAGES} == {302}


def test_a_form_without_its_token_is_refused(console):
    browser = console.signed_in("admin")
    assert browser.send(EDIT, typed(console, title="Volé")).status_code == 400
    assert console.office.knowledge.article(SLUG).title != "Volé"


def test_articles_are_found_by_words_state_and_service(console):
    browser = console.signed_in("admin")
    everything = browser.get("/console/fiches").text
    assert "fiches</caption>" in everything or "page 1" in everything
    found = browser.get("/console/fiches?q=canapé").text
    assert EDIT in found
    assert "/console/fiches/passeport" not in found
    assert "Aucune fiche" in browser.get("/console/fiches?q=%27%20or%20xylophone%3D1").text
    assert "Aucune fiche" in browser.get("/console/fiches?etat=draft").text
    assert browser.get("/console/fiches?page=99999999&etat=%00&service=x").status_code == 200


def test_calls_of_the_last_month_are_counted_by_article(console):
    with console.office.calls.writing() as db:
        for number in range(3):
            row = {
                "id": f"CAuse{number}",
                "channel": "stream",
                "started_at": NOW.timestamp() - 86400 * number,
            }
            db.table("calls").insert({**row, "seen_at": 0.0, "topic": SLUG})
        db.table("calls").insert(
            {**row, "id": "CAold", "started_at": NOW.timestamp() - 40 * 86400, "seen_at": 0.0, "topic": SLUG}
        )
    page = console.signed_in("admin").get("/console/fiches?q=encombrants").text
    (row,) = [row for row in page.split("<tr>") if f'href="{EDIT}"' in row]
    before = console.office.calls.get().execute(
        "select count(*) from calls where topic = ? and started_at >= ?", [SLUG, NOW.timestamp() - 30 * 86400]
    )
    assert f'<td class="number">{before.fetchone()[0]}</td>' in row


def test_what_is_published_is_answered_at_the_next_question(console):
    browser = console.signed_in("admin")
    fields = typed(console, spoken="Appelez le service propreté.")
    answer = browser.post(EDIT, fields, token_from=EDIT)
    assert (answer.status_code, answer.location) == (302, EDIT)
    article = console.office.knowledge.article(SLUG)
    assert article.spoken == "Appelez le service propreté."
    finding = console.office.librarian.article(SLUG, now=NOW)
    assert finding.responses[0].spoken.endswith("Appelez le service propreté.")
    assert console.office.knowledge.revisions(SLUG)[0].who == "Claire Fontaine"
    assert actions(console)[0] == "article.published"


def test_a_form_sent_as_it_came_changes_nothing(console):
    browser = console.signed_in("admin")
    for article in console.office.knowledge.articles():
        path = f"/console/fiches/{article.slug}"
        fields = typed(
            console,
            article.slug,
            valid_from=article.valid_from.isoformat() if article.valid_from else "",
            valid_until=article.valid_until.isoformat() if article.valid_until else "",
            shared_accepted="1",
        )
        answer = browser.post(path, fields, token_from="/console/")
        assert answer.status_code == 302, (article.slug, answer.text)
        assert console.office.knowledge.article(article.slug) == article


def test_a_draft_is_kept_and_never_heard(console):
    browser = console.signed_in("admin")
    answer = browser.post("/console/nouvelle-fiche", brand_new())
    assert answer.location == "/console/fiches/nid-de-guepes"
    article = console.office.knowledge.article("nid-de-guepes")
    assert (article.status, article.phrasings) == ("draft", ("un essaim d'abeilles", "j'ai des guêpes"))
    assert console.office.librarian.article("nid-de-guepes", now=NOW).decision == "none"
    assert "Brouillon" in browser.get("/console/fiches?etat=draft").text


def test_the_name_of_another_article_is_refused(console):
    answer = console.signed_in("admin").post("/console/nouvelle-fiche", brand_new(slug=SLUG))
    assert answer.status_code == 422
    assert "déjà celui d’une fiche" in answer.text
    assert "Appelez un apiculteur." in answer.text


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"title": ""}, "requis"),
        ({"spoken": ""}, "requis"),
        ({"spoken": "Appelez le {phon}."}, "{phon}"),
        ({"spoken": "Appelez le {fact:rien}."}, "{fact:rien}"),
        ({"spoken": "Une accolade } seule."}, "accolade isolée"),
        ({"title": "Le {town}"}, "accolade isolée"),
        ({"spoken": "Bip\x00 bip."}, r"U\+0000"),
        ({"spoken": "a" * 3001}, "3000"),
        ({"spoken": "Allez. " * 60}, "25"),
        ({"spoken": "{hours:mairie} " * 9}, "25"),
        ({"phrasings": "a" * 201}, "200"),
        ({"phrasings": "\n".join(f"phrase {n}" for n in range(PHRASINGS_LIMIT + 1))}, "500 au plus"),
        ({"phrasings": "\n".join(f"p{n}" for n in range(5 * PHRASINGS_LIMIT))}, "500 au plus"),
        ({"valid_from": "2026-12-02", "valid_until": "2026-12-01"}, "précède"),
        ({"valid_from": "demain"}, "aaaa|date|valid"),
        ({"as_of": ""}, "requis"),
        ({"as_of": "2999-01-01"}, "encore à venir"),
        ({"as_of": "2026-11-26"}, "encore à venir"),
        ({"as_of": "0001-01-01"}, "vérifiez l’année"),
        ({"question": "Pour qui ?", "variants-0-label": "", "variants-0-spoken": ""}, "cas|choix"),
        ({"variants-0-label": "un adulte", "variants-0-spoken": "Oui."}, "incomplète"),
        ({"service": "inconnu"}, "choi"),
        ({"slug": "Pas Bon !"}, "minuscules"),
    ],
)
def test_mistakes_are_told_in_a_sentence_and_nothing_typed_is_lost(console, changes, told):
    fields = brand_new(deed="publish", **{"text_message": "Un texte à ne pas perdre.", **changes})
    answer = console.signed_in("admin").post("/console/nouvelle-fiche", fields)
    assert answer.status_code == 422
    assert "À corriger" in answer.text or 'class="alert"' in answer.text
    assert re.search(told, answer.text)
    assert "Un texte à ne pas perdre." in answer.text
    assert console.office.knowledge.article("nid-de-guepes") is None


def test_a_huge_form_is_refused_before_it_is_read(console):
    answer = console.signed_in("admin").post("/console/nouvelle-fiche", brand_new(phrasings="a\n" * 300_000))
    assert answer.status_code == 413


def test_five_hundred_long_phrasings_are_kept(console):
    many = [f"{'très ' * 30}longue formulation numéro {number}" for number in range(PHRASINGS_LIMIT)]
    answer = console.signed_in("admin").post(
        "/console/nouvelle-fiche", brand_new(phrasings="\r\n".join(many))
    )
    assert answer.status_code == 302
    assert len(console.office.knowledge.article("nid-de-guepes").phrasings) == PHRASINGS_LIMIT


def test_a_phrasing_of_another_article_is_told_and_kept_only_knowingly(console):
    browser, theirs = console.signed_in("admin"), console.office.knowledge.article(SLUG).phrasings[0]
    fields = brand_new(phrasings=f"un essaim\n{theirs}")
    answer = browser.post("/console/nouvelle-fiche", fields)
    assert answer.status_code == 422
    assert "appartiennent déjà" in answer.text
    assert EDIT in answer.text
    assert console.office.knowledge.article("nid-de-guepes") is None
    assert browser.post("/console/nouvelle-fiche", {**fields, "shared_accepted": "1"}).status_code == 302


def test_the_second_of_two_admins_is_told_sees_both_versions_and_loses_nothing(console):
    browser = console.signed_in("admin")
    stale = typed(console, details="Mon texte, tapé pendant ce temps.")
    theirs = replace(console.office.knowledge.article(SLUG), details="Le texte de Dominique.")
    console.office.knowledge.save(theirs, who="Dominique", at=NOW)
    answer = browser.post(EDIT, stale, token_from=EDIT)
    assert answer.status_code == 409
    assert "Dominique a modifié cette fiche" in answer.text
    assert "Le texte de Dominique." in answer.text
    assert "Mon texte, tapé pendant ce temps.</textarea>" in answer.text
    assert console.office.knowledge.article(SLUG).details == "Le texte de Dominique."
    revision = re.search(r'name="revision"[^>]*value="(\d+)"', answer.text)[1]
    assert browser.post(EDIT, {**stale, "revision": revision}, token_from=EDIT).status_code == 302
    assert console.office.knowledge.article(SLUG).details == "Mon texte, tapé pendant ce temps."
    assert console.office.knowledge.revisions(SLUG)[0].before.details == "Le texte de Dominique."


@pytest.mark.parametrize("revision", ["", "abc", "-1", "9" * 40, "1; drop table articles"])
def test_a_forged_revision_never_overwrites(console, revision):
    before = console.office.knowledge.article(SLUG)
    answer = console.signed_in("admin").post(EDIT, typed(console, revision=revision, details="Forcé."))
    assert answer.status_code == 409
    assert console.office.knowledge.article(SLUG) == before


def test_an_article_deleted_meanwhile_is_told(console):
    browser, stale = console.signed_in("admin"), typed(console, details="Encore là.")
    console.office.knowledge.delete(SLUG, who="Dominique", at=NOW)
    answer = browser.post(EDIT, stale)
    assert answer.status_code == 409
    assert "supprimée pendant que vous écriviez" in answer.text
    assert "Encore là." in answer.text


def test_what_was_typed_survives_a_session_that_ended(console):
    browser = console.signed_in("admin")
    token = token_in(browser.get(EDIT).text)
    fields = typed(console, details="Tapé juste avant la fin de la session.")
    admin = console.person("admin")
    for session in console.accounts.sessions.of(admin.id):
        console.accounts.sessions.revoke(admin.id, session.id)
    answer = browser.send(EDIT, {"csrf_token": token, **fields})
    assert answer.status_code == 401
    kept = re.search(r'name="kept"[^>]*value="([^"]+)"', answer.text)[1]
    again = browser.sign_in(admin.email, kept=kept)
    assert "Tapé juste avant la fin de la session." in again.text
    fields = re.findall(r'<textarea hidden name="([^"]+)">\n(.*?)</textarea>', again.text, re.DOTALL)
    fields = {name: html.unescape(value.removesuffix("\n")) for name, value in fields}
    assert browser.send(EDIT, {"csrf_token": token_in(again.text), **fields}).status_code == 302
    assert console.office.knowledge.article(SLUG).details == "Tapé juste avant la fin de la session."


def test_scripts_in_titles_phrasings_and_answers_are_only_text(console):
    browser = console.signed_in("admin")
    fields = brand_new(title=SCRIPT, phrasings=SCRIPT, slug="pirate", source="</textarea>" + SCRIPT)
    refused = browser.post("/console/nouvelle-fiche", {**fields, "spoken": SCRIPT, "offer": SCRIPT}).text
    assert SCRIPT not in refused
    assert "&lt;script&gt;" in refused
    assert browser.post("/console/nouvelle-fiche", fields).status_code == 302
    written = replace(console.office.knowledge.article("pirate"), spoken=SCRIPT, offer=SCRIPT)
    console.office.knowledge.save(written, who=SCRIPT, at=NOW)  # as a file brings it
    pages = ["/console/fiches?q=pirate", "/console/fiches/pirate", "/console/fiches/pirate/historique"]
    number = console.office.knowledge.revision_of("pirate")
    for path in [*pages, f"/console/fiches/pirate/historique/{number}"]:
        page = browser.get(path).text
        assert SCRIPT not in page
        assert "&lt;script&gt;" in page


# History.


def test_history_shows_each_change_word_by_word_and_gives_a_version_back(console):
    browser, before = console.signed_in("admin"), console.office.knowledge.article(SLUG)
    first = console.office.knowledge.revision_of(SLUG)
    browser.post(EDIT, typed(console, details="Tout à fait autre chose."), token_from=EDIT)
    last = console.office.knowledge.revision_of(SLUG)
    page = browser.get(f"{EDIT}/historique").text
    assert "Claire Fontaine" in page
    assert "Précisions" in page
    shown = browser.get(f"{EDIT}/historique/{last}").text
    assert re.search(r"<ins>.*autre.*</ins>", shown)
    answer = browser.post(f"{EDIT}/historique/{first}/reprendre", {"revision": str(last)})
    assert answer.status_code == 302
    assert console.office.knowledge.article(SLUG) == before
    assert actions(console)[0] == "article.restored"


@pytest.mark.parametrize("revision", ["", "abc", "9" * 30])
def test_a_version_is_not_given_back_on_a_forged_form(console, revision):
    number = console.office.knowledge.revision_of(SLUG)
    answer = console.signed_in("admin").post(f"{EDIT}/historique/{number}/reprendre", {"revision": revision})
    assert answer.status_code == 400


def test_unknown_articles_and_versions_are_not_found(console):
    browser = console.signed_in("admin")
    number = console.office.knowledge.revision_of("passeport")
    for path in ("/console/fiches/rien", "/console/fiches/rien/historique", f"{EDIT}/historique/{number}"):
        assert browser.get(path).status_code == 404
    assert browser.post("/console/fiches/..%2f..%2fx", brand_new()).status_code == 404
    assert browser.post("/console/fiches/Pas-Bon", brand_new()).status_code == 404


def test_a_deleted_article_comes_back_from_its_history(console):
    browser, before = console.signed_in("admin"), console.office.knowledge.article(SLUG)
    number = console.office.knowledge.revision_of(SLUG)
    stale = browser.post(f"{EDIT}/supprimer", {"revision": str(number - 1)})
    assert console.office.knowledge.article(SLUG) is not None
    assert stale.location == EDIT
    assert browser.post(f"{EDIT}/supprimer", {"revision": str(number)}).location == f"{EDIT}/historique"
    assert console.office.knowledge.article(SLUG) is None
    assert browser.get(EDIT).location == f"{EDIT}/historique"
    page = browser.get(f"{EDIT}/historique").text
    assert "Annuler la suppression" in page
    assert f'action="{EDIT}/historique/{number}/reprendre"' in page
    browser.post(f"{EDIT}/historique/{number}/reprendre", {"revision": "0"})
    assert console.office.knowledge.article(SLUG) == before


def test_a_deletion_tells_how_many_calls_it_answered_before_it_is_confirmed(console):
    at = console.office.accounts.clock() - 86_400.0
    console.office.calls.get()["calls"].insert(
        {"id": "CA1", "channel": "stream", "started_at": at, "seen_at": at, "topic": SLUG}
    )
    page = console.signed_in("admin").get(EDIT).text
    assert re.search(r"Elle a répondu à\s\d+\sappels?\sces trente derniers jours\.", page)
    assert "Oui, supprimer cette fiche" in page


# Trying first.


def test_a_change_may_be_tried_before_it_is_heard(console):
    browser, before = console.signed_in("admin"), console.office.knowledge.article(SLUG)
    answer = browser.post(EDIT, typed(console, details="À essayer.", deed="try"), token_from=EDIT)
    number = int(answer.location.rpartition("/")[2])
    assert console.office.knowledge.article(SLUG) == before
    assert replay_of(console.office.calls.get(), number) is not None
    assert "À essayer" in browser.get(answer.location).text
    assert "À essayer." in browser.get(f"{EDIT}?essai={number}").text
    assert "À essayer." not in browser.get(EDIT).text


def test_a_new_article_that_is_tried_is_kept_as_a_draft(console):
    browser = console.signed_in("admin")
    answer = browser.post("/console/nouvelle-fiche", brand_new(deed="try"))
    assert console.office.knowledge.article("nid-de-guepes").status == "draft"
    proposal = Proposals(console.office.knowledge).proposal(int(answer.location.rpartition("/")[2]))
    assert proposal.article.status == "published"


def test_an_answer_still_to_be_written_is_not_published(console):
    browser = console.signed_in("admin")
    fields = brand_new(spoken="Réponse à rédiger.", deed="publish")
    assert "pas encore rédigée" in browser.post("/console/nouvelle-fiche", fields).text
    assert browser.post("/console/nouvelle-fiche", {**fields, "deed": "draft"}).status_code == 302


@pytest.mark.parametrize("title", ["Nouvelle", "Nouvelle fiche", "Historique", "Supprimer", "Fiches"])
def test_an_article_opens_again_whatever_its_title(console, title):
    browser = console.signed_in("admin")
    kept = browser.post("/console/nouvelle-fiche", brand_new(title=title, slug="", deed="draft"))
    assert kept.status_code == 302
    shown = browser.get(kept.location)
    assert shown.status_code == 200
    assert f'value="{title}"' in shown.text


def test_a_deed_that_does_not_exist_is_refused(console):
    assert console.signed_in("admin").post(EDIT, typed(console, deed="detruire")).status_code == 400


def test_a_name_is_drawn_from_the_title():
    assert slug_of("Nid de guêpes : l’été !") == "nid-de-guepes-l-ete"
    assert slug_of("中文") == ""


def test_a_change_of_service_or_of_state_is_told_in_words(console):
    store, browser = console.office.knowledge, console.signed_in("admin")
    slug = EDIT.rpartition("/")[2]
    before = store.article(slug)
    other = next(name for name in ("urbanisme", "elections") if name != before.service)
    store.save(replace(before, service=other, status="draft"), who="Dominique", at=NOW)
    page = browser.get(f"{EDIT}/historique/{store.revision_of(slug)}").text
    for shown in (f"</span>{console.office.settings.services[other].title}<", "</span>Brouillon<"):
        assert shown in page
    assert f"</span>{other}<" not in page
    assert f"</span>{before.service}<" not in page
