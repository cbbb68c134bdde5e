"""The page where a citizen adds a photo, as a telephone shows it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.conftest import TELEPHONE, _Server
from tests.ivr.public.house import REFERENCE, Public, jpeg, public_pages


@pytest.fixture
def public(tmp_path: Path) -> Iterator[tuple[Public, str]]:
    pages = public_pages(tmp_path)
    server = _Server(pages.app)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield pages, f"http://127.0.0.1:{server.port}"
    server.stop()
    thread.join()


def test_a_citizen_adds_a_photo_from_a_telephone(
    public: tuple[Public, str], browser: Browser, tmp_path: Path
) -> None:
    pages, url = public
    picture = tmp_path / "trou.jpg"
    picture.write_bytes(jpeg())
    context = browser.new_context(viewport=TELEPHONE, locale="fr-FR", base_url=url)
    page = context.new_page()
    troubles: list[str] = []
    page.on("console", lambda line: troubles.append(line.text) if line.type == "error" else None)
    page.goto(pages.path)
    assert Axe().run(page).violations_count == 0, Axe().run(page).generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= TELEPHONE["width"]
    page.get_by_label("Votre photo").set_input_files(picture)
    page.get_by_role("button", name="Envoyer la photo").click()
    page.get_by_role("status").get_by_text("Merci").wait_for()
    assert Axe().run(page).violations_count == 0
    assert len(pages.photos.of(REFERENCE)) == 1
    assert troubles == []
    context.close()
