"""What the line knows, kept up to date by people who only have a screen and a keyboard."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from ivr.calls.question_groups import groups
from ivr.calls.replays import claim_replay, finish_replay, note_progress
from ivr.console.office import EXTENSION
from knowledge.replay import Outcome, PastQuestion, Replayed
from tests.browser.conftest import TELEPHONE
from tests.browser.lived_in import BEES
from tests.ivr.console.town import NOW

ARTICLE = "/console/fiches/encombrants"


def finished(site, worker="test"):
    """The replay under way, done, with something of each kind."""
    calls = site.console.office.calls
    taken = claim_replay(calls, worker, NOW.timestamp())
    bulky, none = Outcome("answer", ("encombrants",)), Outcome("none")
    green = Outcome("answer", ("dechets-verts",))
    results = [
        Replayed(PastQuestion(BEES[0].text, 14), none, bulky, "won"),
        Replayed(PastQuestion("un nid de guêpes dans le mur", 3, ""), none, bulky, "lost"),
        Replayed(PastQuestion("ramasser des branches", 2), green, bulky, "changed"),
        *(Replayed(PastQuestion(f"question {n}"), bulky, bulky, "same") for n in range(40)),
    ]
    finish_replay(calls, taken.id, worker, NOW.timestamp(), results)


def pages(site):
    key = groups(site.console.office.calls.get())[0].key
    revision = site.console.office.knowledge.revision_of("encombrants")
    return [
        "/console/questions",
        f"/console/questions/{key}",
        "/console/essais",
        "/console/essais/1",
        "/console/fiches",
        "/console/nouvelle-fiche",
        ARTICLE,
        f"{ARTICLE}/historique",
        f"{ARTICLE}/historique/{revision}",
        "/console/alertes",
        "/console/horaires?mois=2026-12",
        "/console/phrases?q=bonjour",
        "/console/phrases/welcome",
    ]


@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["desktop", "telephone"])
def test_every_page_is_accessible_fits_and_holds_no_script(lived_in, signed_in_page, axe, viewport):
    page = signed_in_page("admin", **({"viewport": viewport} if viewport else {}))
    for done in (False, True):
        if done:
            finished(lived_in)
        tried = ["/console/essais", "/console/essais/1", "/console/essais/1/pertes"]
        for path in pages(lived_in) if not done else tried:
            page.goto(path)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
            assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.content()), path


@pytest.mark.parametrize("key", ["agent", "viewer"])
def test_the_menu_leaves_out_what_a_role_may_not_do_and_its_pages_refuse(lived_in, signed_in_page, axe, key):
    page = signed_in_page(key)
    menu = page.get_by_role("navigation", name="Menu principal")
    expect(menu.get_by_role("link", name="Fiches")).to_have_count(0)
    for path in ("/console/fiches", "/console/questions", "/console/essais/1", "/console/alertes"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_have_text("Accès refusé")
    axe(page)


def test_an_article_is_written_and_published_with_the_keyboard_alone(site, signed_in_page, axe):
    page = signed_in_page("admin")
    page.goto("/console/fiches")
    page.get_by_role("link", name="Nouvelle fiche").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Titre").focus()
    for text in ("Nid de guêpes", "", "un nid de guêpes"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.type("acc")
    page.keyboard.press("Tab")
    page.keyboard.type("un essaim d'abeilles")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("Appelez un apiculteur au {phone}.")
    expect(page.locator("#estimate")).to_contain_text("à l’écoute")
    page.get_by_label("Source").focus()
    page.keyboard.type("service espaces verts")
    page.get_by_role("button", name="Publier maintenant").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("publiée")
    axe(page)
    article = site.console.office.knowledge.article("nid-de-guepes")
    assert (article.status, article.service) == ("published", "accueil")
    found = site.console.office.librarian.find("un essaim d'abeilles", now=NOW)
    assert found.responses[0].slug == "nid-de-guepes"


def test_a_mistake_is_told_beside_its_field_and_nothing_is_lost(signed_in_page, axe):
    page = signed_in_page("admin")
    page.goto(ARTICLE)
    page.get_by_label("Réponse dite", exact=True).fill("Appelez le {telephone}.")
    expect(page.locator("#estimate")).to_contain_text("{telephone}")
    page.get_by_label("Précisions").fill("À ne pas perdre.")
    page.get_by_role("button", name="Publier maintenant").click()
    answer = page.get_by_label("Réponse dite", exact=True)
    expect(answer).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#spoken-errors")).to_contain_text("{telephone}")
    expect(page.get_by_label("Précisions")).to_have_value("À ne pas perdre.")
    axe(page)
    asked = []
    page.on("dialog", lambda one: (asked.append(one.type), one.accept()))
    page.get_by_role("link", name="Mon compte").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte")
    assert asked == ["beforeunload"]  # what was refused is not saved


@pytest.mark.parametrize(
    ("path", "label"),
    [
        (ARTICLE, "Précisions"),
        ("/console/nouvelle-fiche", "Titre"),
        ("/console/phrases/welcome", "La phrase"),
        ("/console/alertes", "Ce que les appelants entendent"),
    ],
)
def test_leaving_a_page_warns_only_when_something_was_typed(signed_in_page, path, label):
    page, asked = signed_in_page("admin"), []
    page.on("dialog", lambda one: (asked.append(one.type), one.accept()))
    for typed in ("", " et plus"):
        page.goto(path)
        field = page.locator("main form[method=post]").get_by_label(label, exact=False).first
        field.press_sequentially(typed)
        page.get_by_role("link", name="Mon compte").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mon compte")
        assert asked == (["beforeunload"] if typed else []), path


def test_two_admins_on_one_article(site, signed_in_page, axe):
    first, second = signed_in_page("admin"), signed_in_page("admin")
    for page in (first, second):
        page.goto(ARTICLE)
    first.get_by_label("Précisions").fill("Le texte de la première.")
    first.get_by_role("button", name="Publier maintenant").click()
    expect(first.get_by_role("status").first).to_contain_text("publiée")
    second.get_by_label("Précisions").fill("Le texte de la seconde.")
    second.get_by_role("button", name="Publier maintenant").click()
    expect(second.get_by_role("alert").first).to_contain_text("a modifié cette fiche")
    expect(second.get_by_label("Précisions")).to_have_value("Le texte de la seconde.")
    expect(second.locator(".diff")).to_contain_text("première")
    axe(second)
    second.get_by_role("button", name="Publier maintenant").click()
    expect(second.get_by_role("status").first).to_contain_text("publiée")
    assert site.console.office.knowledge.article("encombrants").details == "Le texte de la seconde."


def test_an_alert_is_published_in_a_minute(site, signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/alertes")
    page.get_by_label("Ce que les appelants entendent").fill("La mairie ferme à midi.")
    page.get_by_label("Fin").fill("2026-11-25T18:00")
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.get_by_role("table", name=re.compile("en ce moment"))).to_contain_text(
        "La mairie ferme à midi."
    )
    assert [one.text for one in site.console.office.librarian.alerts(NOW)] == ["La mairie ferme à midi."]
    page.get_by_text(re.compile("^Arrêter")).click()
    page.get_by_role("button", name="Oui, arrêter").click()
    expect(page.get_by_text("Aucune alerte en cours.")).to_be_visible()


def test_a_day_of_the_calendar_leads_to_its_exception(site, signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/horaires?lieu=mairie&mois=2026-12")
    page.get_by_role("link", name="7 : déclarer une exception", exact=True).click()
    expect(page.get_by_label("Premier jour")).to_have_value("2026-12-07")
    page.get_by_label("Lieu ou service concerné").select_option("mairie")
    page.get_by_label("Horaires gardés").fill("9h-11h")
    page.get_by_label("Motif").fill("le recensement")
    page.get_by_role("button", name="Déclarer").click()
    cell = page.get_by_role("cell").filter(has_text="recensement").first
    expect(cell).to_contain_text(re.compile(r"9.h – 11.h"))


@pytest.mark.parametrize("viewport", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}])
def test_what_is_wrong_with_an_exception_is_brought_into_sight(signed_in_page, viewport):
    page = signed_in_page("admin", viewport=viewport)
    page.goto("/console/horaires")
    page.get_by_label("Horaires gardés").fill("neuf heures")
    page.get_by_label("Motif").fill("en raison de travaux")
    page.get_by_role("button", name="Déclarer").click()
    expect(page.get_by_role("alert").first).to_contain_text("Rien n’est encore déclaré")
    expect(page.get_by_label("Horaires gardés")).to_be_focused()
    expect(page.get_by_text("« neuf heures » n’est pas une plage horaire")).to_be_in_viewport()
    expect(page.get_by_text("La ligne dit déjà « pour »")).to_be_visible()


def test_a_page_that_watches_a_replay_shows_its_results_by_itself(lived_in, signed_in_page, axe):
    page = signed_in_page("admin")
    page.goto("/console/essais/1")
    status = page.locator(".progress [role=status]")
    expect(status).to_contain_text("attend son tour")
    calls = lived_in.console.office.calls
    taken = claim_replay(calls, "test", NOW.timestamp())
    note_progress(calls, taken.id, "test", NOW.timestamp(), 20, 40)
    expect(status).to_contain_text("20 questions rejouées sur 40")
    with calls.writing() as db:
        db.execute("update replays set claimed_at = null")
    finished(lived_in)
    expect(page.get_by_role("table", name=re.compile("moins bien servies"))).to_be_visible()
    expect(page.get_by_role("table", name=re.compile("recevraient une réponse"))).to_contain_text("essaim")
    axe(page)


def test_from_a_question_in_vain_to_a_draft(lived_in, signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/questions")
    page.get_by_role("link", name=re.compile("essaim d'abeilles dans")).click()
    page.get_by_label(BEES[2].text).uncheck()
    page.get_by_role("button", name="Créer une fiche").click()
    expect(page.get_by_label("Formulations")).to_have_value(f"{BEES[0].text}\n{BEES[1].text}")
    expect(page.get_by_label("Réponse dite", exact=True)).to_have_value("Réponse à rédiger.")


def test_a_missing_voice_is_told_beside_the_button(signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/phrases/welcome")
    page.get_by_role("button", name="Écouter").click()
    expect(page.locator(".heard")).to_contain_text("La voix n’est pas installée")


def test_a_sentence_is_listened_to_as_it_is_typed_before_it_is_saved(site, signed_in_page):
    asked = []

    class Voice:
        def sentences(self, text):
            return [text]

        def say(self, text):
            asked.append(text)
            yield b"\xff" * 8000

    site.console.app.extensions[EXTENSION] = replace(site.console.office, mouth=Voice())
    page = signed_in_page("admin")
    page.goto("/console/phrases/welcome")
    page.get_by_label("La phrase").fill("Bonjour {town:of}, je vous écoute.")
    listen = page.get_by_role("button", name="Écouter avant d’enregistrer")
    save = page.get_by_role("button", name="Enregistrer", exact=True)
    assert listen.bounding_box()["y"] < save.bounding_box()["y"] + save.bounding_box()["height"]
    listen.focus()
    with page.expect_response("**/console/ecouter") as answered:
        page.keyboard.press("Enter")
    assert answered.value.headers["content-type"] == "audio/wav"
    assert asked == ["Bonjour de Valmont-sur-Isère, je vous écoute."]
    assert site.console.office.knowledge.wordings.wording("fr", "welcome") is None
    save.click()
    expect(page.get_by_role("status").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_what_loses_is_published_by_keyboard_once_its_losses_were_read(
    lived_in, signed_in_page, axe, scripts
):
    finished(lived_in)
    page = signed_in_page("admin", java_script_enabled=scripts)
    page.goto("/console/essais/1")
    page.get_by_role("link", name="Publier malgré les pertes").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("Publier malgré les pertes"))
    expect(page.get_by_role("table")).to_contain_text("un nid de guêpes dans le mur")
    if scripts:
        axe(page)
    page.get_by_role("link", name="Ne pas publier").press("Enter")
    page.wait_for_url("**/console/essais/1")
    page.get_by_role("link", name="Publier malgré les pertes").press("Enter")
    page.get_by_role("button", name="Publier malgré cette perte").press("Enter")
    page.wait_for_url("**/console/essais/1")
    expect(page.get_by_text("C’est publié")).to_be_visible()
