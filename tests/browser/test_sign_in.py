"""Signing in, seen and typed as people do."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TELEPHONE
from tests.ivr.console.town import PASSWORD, STAFF

AGENT = next(one for one in STAFF if one.key == "agent")


def test_signing_in_and_out_with_the_keyboard_alone(signed_in_page, axe):
    page = signed_in_page()
    page.goto("/console/")
    expect(page.get_by_label("Adresse électronique")).to_be_focused()
    axe(page)
    page.keyboard.type(AGENT.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Bonjour {AGENT.name}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Aller au contenu")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "contenu"
    page.get_by_role("button", name="Se déconnecter").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Vous êtes déconnecté.")


@pytest.mark.parametrize("key", ["admin", "agent", "viewer"])
@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["desktop", "telephone"])
def test_the_home_page_is_accessible_and_fits(signed_in_page, axe, key, viewport):
    page = signed_in_page(key, **({"viewport": viewport} if viewport else {}))
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_wrong_password_says_so_and_keeps_the_address(signed_in_page, axe):
    page = signed_in_page()
    page.goto("/console/connexion")
    page.get_by_label("Adresse électronique").fill(AGENT.email)
    page.get_by_label("Mot de passe").fill("pas le bon mot de passe")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("alert")).to_contain_text("incorrect")
    expect(page.get_by_label("Adresse électronique")).to_have_value(AGENT.email)
    axe(page)


def test_an_unknown_page_says_so_in_french(signed_in_page, axe):
    page = signed_in_page("agent")
    page.goto("/console/nulle-part")
    expect(page.get_by_role("heading", level=1)).to_have_text("Page introuvable")
    axe(page)


def test_the_menu_folds_on_a_telephone_and_opens_with_its_button(signed_in_page):
    page = signed_in_page("agent", viewport=TELEPHONE)
    menu = page.get_by_role("navigation", name="Menu principal")
    expect(menu).to_be_hidden()
    button = page.get_by_role("button", name="Menu")
    button.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    expect(button).to_be_focused()


def test_no_page_holds_a_script_or_a_style_of_its_own(signed_in_page):
    page = signed_in_page("admin")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=", page.content())
