"""Pages that lead nowhere still show whoever is signed in the way back."""

import pytest

LOST = ["/console/rien", "/console/fiches/aucune-fiche", "/console/invitation/perdue"]


@pytest.mark.parametrize("path", LOST)
def test_the_menu_is_there_when_signed_in(console, path):
    page = console.signed_in("admin").get(path)
    assert page.status_code in (404, 410)
    assert "Menu principal" in page.text
    assert "Se déconnecter" in page.text
    assert page.text.count("<main") == 1


@pytest.mark.parametrize("path", ["/console/rien", "/console/invitation/perdue"])
def test_there_is_a_way_home_when_not(console, path):
    page = console.visitor().get(path).text
    assert "Menu principal" not in page
    assert '<a href="/console/">Standardiste</a>' in page


def test_a_refused_page_keeps_the_menu_of_the_role(console):
    page = console.signed_in("viewer").get("/console/fiches")
    assert page.status_code == 403
    assert "Menu principal" in page.text
    assert 'href="/console/fiches"' not in page.text


def test_what_was_typed_comes_back_within_the_menu(console):
    browser = console.signed_in("admin")
    page = browser.send(
        "/console/phrases/welcome", {"text": "Bonjour, vous êtes à la mairie.", "csrf_token": "x"}
    )
    assert page.status_code == 400
    assert "Rien n’est perdu" in page.text
    assert "Menu principal" in page.text
