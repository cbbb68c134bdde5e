"""Calls read again and privacy, as people see and use them: on a desk, on a telephone, by keyboard."""

import pytest
from playwright.sync_api import expect

from ivr.calls.reviews import reviews_of
from ivr.calls.search_index import index_due
from tests.browser.conftest import TELEPHONE
from tests.ivr.calls.past import hold, said
from tests.ivr.console.town import NOW

CARD = said("je voudrais refaire ma carte d'identité")


@pytest.fixture
def calls(site):
    connections = site.console.office.calls
    hold(connections, "CA1", [CARD, said("ce n'est pas ça")], at=NOW.timestamp() - 3600)
    while index_due(connections, "fr"):
        pass
    return connections


@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["desktop", "telephone"])
def test_every_page_is_accessible_and_fits(calls, signed_in_page, axe, viewport):
    page = signed_in_page("admin", **({"viewport": viewport} if viewport else {}))
    for path in (
        "relecture",
        "relecture?mots=carte&du=2026-11-01&ecoute=80",
        "relecture?mots=rienderien",
        "relecture/a-revoir",
        "relecture/appel/CA1",
        "vie-privee",
        "vie-privee?appel=CA1",
        "vie-privee/registre",
    ):
        page.goto(f"/console/{path}")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path


def test_a_viewer_reads_and_no_more(calls, signed_in_page, axe):
    page = signed_in_page("viewer")
    page.goto("/console/relecture/appel/CA1")
    axe(page)
    expect(page.get_by_text("je voudrais refaire ma carte d'identité")).to_be_visible()
    expect(page.get_by_role("button", name="Bonne réponse")).to_have_count(0)
    expect(page.get_by_role("button", name="Afficher les numéros")).to_have_count(0)
    page.goto("/console/relecture")
    expect(page.get_by_role("link", name="Exporter en JSON")).to_have_count(0)
    page.goto("/console/vie-privee")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Vie privée")


def test_agents_are_refused(calls, signed_in_page):
    page = signed_in_page("agent")
    assert page.goto("/console/relecture").status == 403
    assert page.goto("/console/vie-privee").status == 403


def test_a_question_is_judged_with_the_keyboard_alone(calls, signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/relecture/appel/CA1")
    page.get_by_role("button", name="Mauvaise réponse").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("C’est noté : mauvaise réponse.")
    page.get_by_label("Aurait dû être").first.focus()
    page.keyboard.type("Demander ou renouveler un passeport")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Aurait dû être : Demander ou renouveler un passeport")).to_be_visible()
    assert [one.verdict for one in reviews_of(calls.get(), "CA1")] == ["wrong", "should_be"]


def test_a_search_follows_from_its_form(calls, signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/relecture")
    page.get_by_label("Paroles entendues", exact=True).fill("refaire identite")
    page.get_by_role("button", name="Chercher").click()
    expect(page.get_by_role("table")).to_contain_text("je voudrais refaire ma carte d'identité")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    expect(page.get_by_role("heading", name="La conversation")).to_be_visible()


def test_a_number_nobody_called_from_is_told_beside_its_field(calls, signed_in_page, axe):
    page = signed_in_page("admin")
    page.goto("/console/vie-privee")
    field = page.get_by_label("Numéro de téléphone de la personne")
    field.fill("06 00 00 00 00")
    page.get_by_role("button", name="Voir ce qui serait effacé").click()
    expect(page.get_by_text("Aucun appel de ce numéro n’est gardé.")).to_be_in_viewport()
    expect(field).to_be_focused()
    expect(field).to_have_value("06 00 00 00 00")
    axe(page)


def test_a_caller_is_erased_after_being_shown_what(calls, signed_in_page, axe):
    page = signed_in_page("admin")
    page.goto("/console/vie-privee?appel=CA1")
    page.get_by_role("button", name="Voir ce qui serait effacé").click()
    axe(page)
    page.get_by_label("Raison, gardée dans la preuve").fill("demande du 3 mars")
    page.get_by_label("J’ai vérifié").check()
    page.get_by_role("button", name="Effacer définitivement").click()
    expect(page.get_by_role("region", name="Effacements")).to_contain_text("demande du 3 mars")
    assert not calls.get()["call_events"].count_where("call_id = 'CA1'")
