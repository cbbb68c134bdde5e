"""Every page of the console at 375 pixels: nothing cut, nothing to scroll sideways, tables still tables."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import TELEPHONE
from tests.browser.every_place import every_place

CUT = """() => [...document.querySelectorAll("body *")].filter(element => {
  const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
  return wide && getComputedStyle(element).display !== "inline"
    && !element.closest("svg, select, textarea, .visually-hidden, .nothing, caption")
    && !element.closest("table:not(.figures) > thead, .whole");
}).map(one => `${one.tagName}.${one.className} ${one.scrollWidth} > ${one.clientWidth}`)"""
"""What holds more than it shows, or would scroll."""
OUTSIDE = """() => [...document.querySelectorAll("main *")].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width > 0 && (box.right > innerWidth + 1 || box.left < -1)
    && !element.closest("svg, .skip, table:not(.figures) > thead");
}).map(element => `${element.tagName}.${element.className}`)"""
"""What sticks out of the screen."""


def assert_it_fits(page, where):
    root = "document.documentElement"
    assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), where
    assert page.evaluate(CUT) == [], where
    assert page.evaluate(OUTSIDE) == [], where


@pytest.mark.parametrize("key", ["admin", "agent", "viewer", ""])
def test_every_page_fits(lived_in, signed_in_page, axe, key):
    page = signed_in_page(key, viewport=TELEPHONE)
    seen = 0
    for addresses in every_place(lived_in).values():
        for address in addresses:
            answer = page.goto(address)
            assert answer.status in (200, 403, 410), address
            if answer.status == 403:
                continue
            seen += 1
            assert_it_fits(page, address)
            axe(page)
    assert seen > {"admin": 40, "agent": 12, "viewer": 8, "": 2}[key]


def test_a_table_becomes_cards_and_stays_a_table_to_whoever_listens(lived_in, signed_in_page):
    page = signed_in_page("admin", viewport=TELEPHONE)
    page.goto("/console/a-traiter/?etat=all")
    table = page.get_by_role("table", name="résultat")
    header = table.get_by_role("columnheader", name="Reçu")
    expect(header).to_have_count(1)
    row = table.get_by_role("row").nth(1)
    expect(row.get_by_role("rowheader")).to_have_count(1)
    received = row.locator('[data-label="Reçu"]')
    assert received.evaluate("cell => getComputedStyle(cell, '::before').content").startswith('"Reçu"')
    first, second = row.bounding_box(), table.get_by_role("row").nth(2).bounding_box()
    assert first["width"] <= TELEPHONE["width"]
    assert first["height"] > 100
    assert second["y"] > first["y"] + first["height"], "cards are apart"


def test_on_a_screen_it_is_a_table_of_columns(lived_in, signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/a-traiter/?etat=all")
    cell = page.locator('[data-label="Reçu"]').first
    assert cell.evaluate("cell => getComputedStyle(cell).display") == "table-cell"
    assert cell.evaluate("cell => getComputedStyle(cell, '::before').content") == "none"


def test_a_part_that_refreshes_itself_keeps_its_labels(lived_in, signed_in_page):
    page = signed_in_page("admin", viewport=TELEPHONE)
    page.goto("/console/en-direct/")
    page.evaluate("document.querySelector('[data-label]').closest('table').dataset.old = 'yes'")
    fresh = page.evaluate("document.querySelector('[data-refresh]').innerHTML")
    page.evaluate(
        """html => { const part = document.querySelector('[data-refresh]');
          part.innerHTML = html.replaceAll(/ (role|data-[a-z]+)="[^"]*"/g, ''); }""",
        fresh,
    )
    expect(page.locator("[data-refresh] table[data-old]")).to_have_count(0)
    expect(page.locator('[data-refresh] [data-label="Services"]').first).to_be_visible()


def test_a_day_of_the_calendar_is_found_and_touched_on_a_telephone(lived_in, signed_in_page):
    page = signed_in_page("admin", viewport=TELEPHONE, has_touch=True)
    page.goto("/console/horaires?lieu=mairie&mois=2026-12")
    days = page.locator(".month td:not(.beside)")
    expect(days).to_have_count(31)
    for day in (days.first, days.last):
        box = day.bounding_box()
        assert box["height"] >= 44
        assert box["width"] > 300
    expect(page.locator(".month td.beside").first).to_be_hidden()
    expect(days.nth(6)).to_contain_text("lundi 7")
    hours = days.nth(6).locator(".open").first
    hours.scroll_into_view_if_needed()
    box = hours.bounding_box()
    page.touchscreen.tap(box["x"] + 5, box["y"] + 5)
    page.wait_for_url("**jour=2026-12-07**")
    expect(page.get_by_label("Premier jour")).to_have_value("2026-12-07")


def test_the_calendar_is_walked_or_passed_by_keyboard(lived_in, signed_in_page):
    page = signed_in_page("admin", viewport=TELEPHONE)
    page.goto("/console/horaires?lieu=mairie&mois=2026-12")
    passing = page.get_by_role("link", name="Passer le calendrier")
    passing.focus()
    expect(passing).to_be_in_viewport()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("mardi 1 : déclarer une exception")
    passing.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Lieu ou service concerné")).to_be_focused()
    page.goto("/console/horaires?lieu=mairie&mois=2026-12")
    page.get_by_role("link", name="lundi 7 : déclarer une exception", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Premier jour")).to_have_value("2026-12-07")


@pytest.mark.parametrize("address", ["/console/connexion", "/console/invitation/perimee"])
def test_the_title_of_a_page_without_a_header_stands_close_to_the_brand_at_the_top(signed_in_page, address):
    page = signed_in_page("", viewport=TELEPHONE)
    page.goto(address)
    brand = page.locator(".brand.big").bounding_box()
    title = page.get_by_role("heading", level=1).bounding_box()
    assert brand["y"] <= 32
    assert 8 <= title["y"] - (brand["y"] + brand["height"]) <= 32
