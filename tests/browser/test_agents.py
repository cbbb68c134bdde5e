"""Agents' screens in a browser: the board that follows calls, the call that comes, the inbox by keyboard."""

import re

import pytest
from playwright.sync_api import expect

from flows.events import Heard
from tests.browser.conftest import TELEPHONE

SCREENS = ["/console/en-direct/", "/console/a-traiter/?etat=all", "/console/rendez-vous/?jour={day}"]
SLOW_MS = 15_000


def live_call(site, beginning):
    rows = site.console.office.calls.get().execute("select id from calls where id like ?", [f"{beginning}%"])
    return rows.fetchone()[0]


def a_visit(site):
    return site.console.office.calls.get().execute("select reference, start from appointments").fetchone()


@pytest.mark.parametrize("key", ["admin", "agent", "scoped"])
def test_the_screens_of_agents_are_accessible(site, signed_in_page, axe, key):
    page = signed_in_page(key)
    reference, start = a_visit(site)
    calls = [live_call(site, "CA0026" if key != "scoped" else "CA0000"), live_call(site, "CA0014")]
    report = site.console.office.calls.get().execute("select reference from reports").fetchone()[0]
    items = ["message/2"] if key == "scoped" else ["message/1", f"report/{report}"]
    for path in (
        *(screen.format(day=start[:10]) for screen in SCREENS),
        *(f"/console/appels/{call}" for call in calls),
        *(f"/console/a-traiter/{item}" for item in items),
        f"/console/rendez-vous/{reference}",
    ):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).not_to_have_text("Page introuvable")
        axe(page)


def test_the_screens_of_agents_fit_a_telephone(site, signed_in_page, axe):
    page = signed_in_page("agent", viewport=TELEPHONE)
    for path in (
        "/console/en-direct/",
        "/console/a-traiter/?etat=all",
        "/console/a-traiter/message/1",
        f"/console/appels/{live_call(site, 'CA0006')}",
    ):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        axe(page)


@pytest.mark.parametrize("path", ["/console/en-direct/", "/console/a-traiter/", "/console/rendez-vous/"])
def test_a_viewer_is_refused_with_a_page_that_says_why(signed_in_page, axe, path):
    page = signed_in_page("viewer")
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Accès refusé")
    axe(page)


def test_the_board_follows_the_calls_by_itself(site, signed_in_page):
    page = signed_in_page("agent")
    page.goto("/console/en-direct/")
    row = page.get_by_role("row").filter(has_text="01\N{NO-BREAK SPACE}22")
    expect(row).to_contain_text("Écoute la demande")
    conversation = site.console.office.desk.resume(live_call(site, "CA0027"))
    conversation.handle("more", Heard(text="comment inscrire ma fille à la cantine"))
    expect(row).to_contain_text("comment inscrire ma fille à la cantine", timeout=SLOW_MS)


def test_the_call_that_rings_is_announced_on_any_page_and_opens_when_taken(site, signed_in_page):
    page = signed_in_page("agent", permissions=["notifications"])
    page.add_init_script(
        "window.told = []; window.Notification = class { static permission = 'granted';"
        " constructor(title, more) { window.told.push(more.body); } };"
    )
    page.goto("/console/en-direct/")
    page.get_by_label("Ouvrir la page de l’appel dès que je décroche").check()
    page.goto("/console/")
    phone, call_id = site.console.person("agent").phone, live_call(site, "CA0025")
    assert phone in site.console.ring(call_id, "accueil")
    banner = page.locator("#my-call")
    expect(banner).to_contain_text("Votre téléphone sonne", timeout=SLOW_MS)
    expect(banner).to_contain_text("Cantine")
    assert page.title().startswith("☎")
    assert "Votre téléphone sonne" in page.evaluate("window.told[0]")
    site.console.office.availability.talking(call_id, 1, phone, 600)
    page.wait_for_url(f"**/console/appels/{call_id}", timeout=SLOW_MS)
    expect(page.get_by_text("un agent s'il vous plaît").first).to_be_visible()


def test_a_call_is_announced_in_a_tab_whose_timers_sleep_and_only_once(site, signed_in_page):
    page = signed_in_page("agent", permissions=["notifications"])
    page.add_init_script(
        "window.setTimeout = window.setInterval = () => 0;"  # as in a tab that nobody has looked at for long
        "window.Notification = class { static permission = 'granted'; constructor() {"
        " localStorage.setItem('count', Number(localStorage.getItem('count')) + 1); } };"
    )
    page.goto("/console/a-traiter/")
    banner, call_id = page.locator("#my-call"), live_call(site, "CA0025")
    expect(banner).to_be_empty()
    page.wait_for_timeout(1000)  # the first question was answered before the telephone rang
    assert site.console.person("agent").phone in site.console.ring(call_id, "accueil")
    expect(banner).to_contain_text("Votre téléphone sonne", timeout=SLOW_MS)
    for path in ("/console/", "/console/rendez-vous/"):
        page.goto(path)
        expect(banner).to_contain_text("Votre téléphone sonne", timeout=SLOW_MS)
    assert page.evaluate("localStorage.getItem('count')") == "1"
    site.console.office.availability.let_go(call_id)  # it rang out; the caller stayed
    expect(banner).to_be_empty(timeout=SLOW_MS)
    assert site.console.person("agent").phone in site.console.ring(call_id, "accueil", attempt=2)
    expect(banner).to_contain_text("Votre téléphone sonne", timeout=SLOW_MS)
    assert page.evaluate("localStorage.getItem('count')") == "2"


def test_the_page_of_a_call_that_ends_stops_saying_that_it_goes_on(site, signed_in_page, axe):
    page = signed_in_page("agent")
    call_id = live_call(site, "CA0027")
    page.goto(f"/console/appels/{call_id}")
    badge = page.get_by_role("heading", level=1).get_by_text("En ligne")
    expect(badge).to_be_visible()
    page.get_by_label("Notes pour les collègues").fill("Rappellera")
    site.console.office.desk.close(call_id)
    expect(page.get_by_role("status").filter(has_text="L’appel est terminé")).to_be_visible(timeout=SLOW_MS)
    expect(badge).to_be_hidden()
    expect(page.get_by_label("Notes pour les collègues")).to_have_value("Rappellera")
    axe(page)


def test_a_board_whose_session_ended_asks_to_sign_in(site, signed_in_page):
    page = signed_in_page("agent")
    page.goto("/console/en-direct/")
    site.console.accounts.users.sign_out_everywhere()
    page.wait_for_url("**/console/connexion?suite=**", timeout=SLOW_MS)


def test_a_note_being_written_on_a_live_call_survives_the_end_of_the_session(site, signed_in_page, axe):
    page = signed_in_page("agent")
    page.goto(f"/console/appels/{live_call(site, 'CA0026')}")
    notes = page.get_by_label("Notes pour les collègues")
    notes.fill("Elle rappellera demain")
    site.console.accounts.users.sign_out_everywhere()
    expect(page.get_by_role("alert")).to_contain_text("Votre session est terminée", timeout=SLOW_MS)
    expect(notes).to_have_value("Elle rappellera demain")
    assert page.title().startswith("Déconnecté")
    axe(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Se reconnecter dans un nouvel onglet").click()
    opened.value.get_by_label("Adresse électronique").fill(site.console.person("agent").email)
    opened.value.get_by_label("Mot de passe").fill("une longue phrase de passe")
    opened.value.get_by_role("button", name="Se connecter").click()
    opened.value.wait_for_url("**/console/")
    expect(page.get_by_role("alert")).to_be_hidden(timeout=SLOW_MS)
    expect(notes).to_have_value("Elle rappellera demain")
    assert not page.title().startswith("Déconnecté")


def test_a_refused_note_on_a_live_call_survives_the_end_of_the_session(site, signed_in_page):
    page = signed_in_page("agent")
    page.goto(f"/console/appels/{live_call(site, 'CA0026')}")
    page.get_by_label("Notes pour les collègues").fill("Elle rappellera demain")
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_text("À corriger")).to_be_visible()
    site.console.accounts.users.sign_out_everywhere()
    expect(page.get_by_role("alert").last).to_contain_text("Votre session est terminée", timeout=SLOW_MS)
    expect(page.get_by_label("Notes pour les collègues")).to_have_value("Elle rappellera demain")


def test_any_page_says_that_calls_are_announced_no_more_once_signed_out(site, signed_in_page):
    page = signed_in_page("agent")
    phone, call_id = site.console.person("agent").phone, live_call(site, "CA0025")
    assert phone in site.console.ring(call_id, "accueil")
    banner = page.locator("#my-call")
    expect(banner).to_contain_text("Votre téléphone sonne", timeout=SLOW_MS)
    site.console.accounts.users.sign_out_everywhere()
    expect(page.get_by_role("alert")).to_contain_text("ne vous sont plus annoncés", timeout=SLOW_MS)
    expect(banner).to_be_empty()


def test_an_inbox_is_worked_through_with_the_keyboard_alone(signed_in_page):
    page = signed_in_page("agent")
    page.goto("/console/a-traiter/?type=message")
    tab_to(page, "link", "bonjour madame martin")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Message 1")
    tab_to(page, "combobox", "Confier à")
    page.keyboard.type("Karim")
    tab_to(page, "button", "Confier")
    page.keyboard.press("Enter")
    expect(page.get_by_text("C’est confié.")).to_be_visible()
    tab_to(page, "textbox", "Suite donnée")
    page.keyboard.type("Le volet est réparé.")
    tab_to(page, "button", "Marquer comme traité")
    page.keyboard.press("Enter")
    expect(page.get_by_text("C’est traité.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fait")


def test_what_was_typed_survives_the_end_of_the_session(site, signed_in_page, axe):
    page = signed_in_page("agent")
    page.goto("/console/a-traiter/message/1")
    page.get_by_label("Note pour les collègues").fill("Un long compte rendu\nsur deux lignes")
    site.console.accounts.users.sign_out_everywhere()
    page.get_by_role("button", name="Ajouter la note").click()
    expect(page.get_by_text("Rien n’est perdu")).to_be_visible()
    axe(page)
    page.get_by_label("Adresse électronique").fill(site.console.person("agent").email)
    page.get_by_label("Mot de passe").fill("une longue phrase de passe")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("definition")).to_contain_text("Un long compte rendu")
    axe(page)
    page.get_by_role("button", name="Envoyer de nouveau").click()
    expect(page.get_by_text("La note est ajoutée.")).to_be_visible()
    expect(page.locator(".history")).to_have_text(re.compile("Un long compte rendu\\s+sur deux lignes"))


@pytest.mark.parametrize("stays", [True, False])
def test_a_note_being_written_is_not_lost_to_another_button_without_a_word(site, signed_in_page, stays):
    page = signed_in_page("agent")
    page.goto("/console/a-traiter/message/1")
    note = page.get_by_label("Note pour les collègues")
    note.press_sequentially("Elle rappellera demain")
    asked = []
    page.on("dialog", lambda one: (asked.append(one.type), one.dismiss() if stays else one.accept()))
    page.get_by_role("button", name="Marquer comme traité").click(no_wait_after=True)
    if stays:
        expect(note).to_have_value("Elle rappellera demain")
        page.get_by_role("button", name="Ajouter la note").click()
        expect(page.get_by_text("La note est ajoutée.")).to_be_visible()
    else:
        expect(page.get_by_text("C’est traité.")).to_be_visible()
    assert asked == ["beforeunload"]


def tab_to(page, role, name):
    """Press Tab until it is there, as somebody without a mouse does."""
    wanted = page.get_by_role(role, name=name).first
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"The keyboard does not reach {role} {name!r}.")
