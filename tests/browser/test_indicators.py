"""The indicators, seen: accessible, fitting a telephone, drawn, chosen with the keyboard, printed."""

import pytest
from playwright.sync_api import expect

from ivr.calls.indicators.ledger import Ledger
from tests.browser.conftest import TELEPHONE
from tests.ivr.console.town import NOW

MONTH = "/console/indicateurs?du=2026-11-01&au=2026-11-30"


@pytest.fixture(autouse=True)
def counted(site):
    Ledger(site.console.office.settings, site.console.office.calls).keep(NOW.timestamp())


@pytest.mark.parametrize("key", ["admin", "agent", "viewer", "scoped"])
@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["desktop", "telephone"])
def test_the_page_is_accessible_and_fits(signed_in_page, axe, key, viewport):
    page = signed_in_page(key, **({"viewport": viewport} if viewport else {}))
    page.goto(MONTH)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_every_chart_is_drawn_and_has_its_words(signed_in_page):
    page = signed_in_page("viewer")
    page.goto(MONTH)
    images = page.locator("main img")
    assert images.count() == 5
    for number in range(images.count()):
        image = images.nth(number)
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 0
        assert "tableau" in image.get_attribute("alt")


def test_a_period_is_chosen_with_the_keyboard(signed_in_page):
    page = signed_in_page("admin")
    page.goto("/console/indicateurs")
    page.get_by_role("link", name="Mois dernier").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Indicateurs du 1er au 31 octobre 2026")
    page.get_by_label("Service", exact=True).select_option("etat-civil")
    page.get_by_role("button", name="Afficher").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Service état civil").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("Indicateurs du 1er au 31 octobre 2026")


def test_the_report_prints_on_two_pages_at_most(signed_in_page, axe):
    page = signed_in_page("viewer")
    page.goto("/console/indicateurs/rapport?mois=2026-11")
    axe(page)
    expect(page.get_by_role("button", name="Imprimer")).to_be_visible()
    page.evaluate("() => { window.printed = 0; window.print = () => { window.printed += 1 } }")
    page.get_by_role("button", name="Imprimer").click()
    assert page.evaluate("window.printed") == 1
    expect(page.locator("table.days tbody tr")).to_have_count(25)
    page.emulate_media(media="print")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(paper) == "rgb(255, 255, 255)"
    pdf = page.pdf(format="A4", prefer_css_page_size=True)
    assert 1 <= pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") <= 2


def test_paper_carries_nothing_to_press_and_no_sheet_is_left_empty(signed_in_page):
    page = signed_in_page("viewer")
    page.emulate_media(media="print")
    for path in (MONTH, "/console/indicateurs/rapport?mois=2026-11"):
        page.goto(path)
        for selector in ("button", ".spans", ".filters", "a.button", "nav", ".skip"):
            for one in page.locator(selector).all():
                expect(one).to_be_hidden()
    # A table that would not end on a sheet begins there all the same.
    inside = "one => getComputedStyle(one).breakInside"
    assert {one.evaluate(inside) for one in page.locator(".report :is(.pair, .plot, table)").all()} == {
        "auto"
    }


@pytest.mark.parametrize("viewport", [None, TELEPHONE], ids=["desktop", "telephone"])
def test_no_chart_cuts_its_words(signed_in_page, viewport):
    page = signed_in_page("viewer", **({"viewport": viewport} if viewport else {}))
    for path in (MONTH, "/console/indicateurs/rapport?mois=2026-11"):
        page.goto(path)
        page.evaluate("document.querySelectorAll('main img').forEach(one => { one.loading = 'eager' })")
        page.wait_for_load_state("networkidle")
        sources = page.locator("main img").evaluate_all("all => all.map(one => one.currentSrc)")
        assert all(("etroite" in one) == bool(viewport) for one in sources)
        for source in sources:
            drawn = page.context.new_page()
            drawn.goto(source)
            beyond = drawn.evaluate(
                """() => { const all = document.documentElement.getBoundingClientRect();
                  return [...document.querySelectorAll("text")].filter(one => {
                    const box = one.getBoundingClientRect();
                    const inside = box.left >= all.left && box.right <= all.right && box.bottom <= all.bottom;
                    return box.width && !inside;
                  }).map(one => one.textContent); }"""
            )
            assert beyond == [], source
            drawn.close()
