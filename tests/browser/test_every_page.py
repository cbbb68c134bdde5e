"""Every page of the menu, in each role, on a screen and a telephone: accessible, legible, or refused."""

import pytest
from playwright.sync_api import expect

from ivr.accounts.users import Role
from ivr.console.navigation import MENU
from tests.browser.conftest import TELEPHONE

ENTRIES = [screen for screens in MENU.values() for screen in screens]


def address_of(site, screen):
    with site.console.app.test_request_context():
        return site.console.app.url_for(screen.endpoint)


@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["desktop", "telephone"])
@pytest.mark.parametrize("key", ["admin", "agent", "viewer"])
def test_each_page_of_the_menu_is_accessible_and_fits(site, signed_in_page, axe, key, viewport):
    page = signed_in_page(key, **({"viewport": viewport} if viewport else {}))
    for screen in ENTRIES:
        if Role(key) in screen.roles:
            answer = page.goto(address_of(site, screen))
            assert answer.ok, screen.name
            axe(page)
            assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), screen.name


@pytest.mark.parametrize("key", ["agent", "viewer"])
def test_what_is_not_in_somebodys_menu_is_refused_to_them(site, signed_in_page, key):
    page = signed_in_page(key)
    refused = [screen for screen in ENTRIES if Role(key) not in screen.roles]
    assert refused
    for screen in refused:
        address = address_of(site, screen)
        expect(page.locator(f'nav a[href="{address}"]')).to_have_count(0)
        assert page.goto(address).status == 403, screen.name
        expect(page.get_by_role("heading", level=1)).to_have_text("Accès refusé")
        page.goto("/console/")
