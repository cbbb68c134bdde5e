"""Accounts in a browser: mine, everybody's, an invitation from end to end, the trail."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TELEPHONE

PASSPHRASE = "quatre chevaux dans la neige"


@pytest.mark.parametrize("key", ["admin", "agent", "viewer"])
def test_my_account_is_accessible_in_each_role(signed_in_page, axe, key):
    page = signed_in_page(key)
    for path in ("/console/compte/", "/console/compte/second-facteur"):
        page.goto(path)
        axe(page)


def test_the_accounts_are_accessible_to_administrators_on_any_screen(site, signed_in_page, axe):
    for more in ({}, {"viewport": TELEPHONE}):
        page = signed_in_page("admin", **more)
        agent = site.console.person("agent").id
        for path in ("/console/comptes/", f"/console/comptes/{agent}", "/console/journal/"):
            page.goto(path)
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


@pytest.mark.parametrize("path", ["/console/comptes/", "/console/journal/"])
@pytest.mark.parametrize("key", ["agent", "viewer"])
def test_others_are_refused(signed_in_page, key, path):
    page = signed_in_page(key)
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Accès refusé")
    expect(page.get_by_role("link", name="Comptes")).to_have_count(0)


def test_an_invitation_from_end_to_end(site, signed_in_page, axe):
    page = signed_in_page("admin")
    page.goto("/console/comptes/")
    page.get_by_label("Adresse électronique").fill("nina@valmont.fr")
    page.get_by_label("Nom affiché").fill("Nina Rey")
    page.get_by_label("Service des élections").check()
    page.get_by_role("button", name="Créer le lien d’invitation").click()
    address = page.locator("code.link").text_content()
    axe(page)
    guest = signed_in_page()
    guest.goto(re.sub(r"^https?://[^/]+", "", address))
    axe(guest)
    guest.get_by_label("Mot de passe").fill("court")
    guest.get_by_label("Le même, pour vérifier").fill("court")
    guest.get_by_role("button", name="Enregistrer").click()
    expect(guest.get_by_text("Au moins 12 caractères")).to_be_visible()
    axe(guest)
    guest.get_by_label("Mot de passe").fill(PASSPHRASE)
    guest.get_by_label("Le même, pour vérifier").fill(PASSPHRASE)
    guest.get_by_role("button", name="Enregistrer").click()
    guest.get_by_label("Adresse électronique").fill("nina@valmont.fr")
    guest.get_by_label("Mot de passe").fill(PASSPHRASE)
    guest.get_by_role("button", name="Se connecter").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Bonjour Nina Rey")


def test_the_second_factor_is_set_up_and_asked_for(site, signed_in_page, axe):
    page = signed_in_page("agent")
    page.goto("/console/compte/second-facteur")
    expect(page.get_by_role("img", name="Code QR")).to_be_visible()
    secret = page.locator("code").first.text_content().replace(" ", "")
    page.get_by_label("Code à six chiffres").fill(pyotp.TOTP(secret).at(site.console.clock[0]))
    page.get_by_role("button", name="Activer").click()
    expect(page.locator(".codes li")).to_have_count(10)
    axe(page)
    site.console.clock[0] += 60
    page.get_by_role("button", name="Se déconnecter").click()
    page.get_by_label("Adresse électronique").fill(site.console.person("agent").email)
    page.get_by_label("Mot de passe").fill("une longue phrase de passe")
    page.get_by_role("button", name="Se connecter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Code de connexion")
    axe(page)
    page.get_by_label("Code").fill(pyotp.TOTP(secret).at(site.console.clock[0]))
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bonjour")
