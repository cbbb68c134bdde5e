"""A real browser before a real console: Debian's chromium, a server of our own, seeded days."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler

from tests.browser.lived_in import live_in
from tests.ivr.console.town import PASSWORD, STAFF, Console, open_console, seed

DESKTOP = {"width": 1280, "height": 720}
TELEPHONE = {"width": 375, "height": 740}
THREADS = 8


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Debian's chromium, as a container lets it run."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.fail(
            "These tests need a browser: install Debian's package chromium (apt-get install chromium).",
            pytrace=False,
        )
    return {
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
        "headless": True,
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "fr-FR", "timezone_id": "Europe/Paris", "viewport": DESKTOP}


class _Server(BaseWSGIServer):
    """A few threads that live as long as the server, each with its own connections."""

    multithread = True

    def __init__(self, app: Any) -> None:
        super().__init__("127.0.0.1", 0, app, handler=_Quiet)
        self._pool = ThreadPoolExecutor(THREADS)

    def process_request(self, request: Any, client_address: Any) -> None:
        self._pool.submit(self._serve, request, client_address)

    def _serve(self, request: Any, client_address: Any) -> None:
        try:
            self.finish_request(request, client_address)
        finally:
            self.shutdown_request(request)

    def stop(self) -> None:
        self.shutdown()
        self.server_close()
        self._pool.shutdown()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Nothing."""


@dataclass
class Site:
    """A console being served."""

    console: Console
    url: str


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Databases played once."""
    folder = tmp_path_factory.mktemp("seeded")
    seed(folder)
    return folder


@pytest.fixture
def site(seeded: Path, tmp_path: Path) -> Iterator[Site]:
    """A console of the test's own, served on a free port."""
    console = open_console(seeded, tmp_path)
    server = _Server(console.app)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield Site(console, f"http://127.0.0.1:{server.port}")
    server.stop()
    thread.join()


@pytest.fixture
def lived_in(site: Site) -> Site:
    """A console where people have begun to work."""
    live_in(site.console)
    return site


@pytest.fixture
def signed_in_page(site: Site, browser: Browser, browser_context_args: dict[str, Any]) -> Iterator[Any]:
    """`signed_in_page("agent")`: a page of a browser where somebody has signed in.

    `base_url` is the console's: `page.goto("/console/…")`. An error in the page's scripts, or a breach of
    the content policy, fails the test.
    """
    contexts: list[BrowserContext] = []
    troubles: list[str] = []

    def open_page(key: str = "", **more: Any) -> Page:
        context = browser.new_context(**{**browser_context_args, "base_url": site.url, **more})
        contexts.append(context)
        context.set_default_timeout(10_000)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda line: troubles.append(line.text) if _is_trouble(line) else None)
        if key:
            page.goto("/console/connexion")
            page.get_by_label("Adresse électronique").fill(next(one.email for one in STAFF if one.key == key))
            page.get_by_label("Mot de passe").fill(PASSWORD)
            page.get_by_role("button", name="Se connecter").click()
            page.wait_for_url("**/console/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles


def _is_trouble(line: Any) -> bool:
    # A refused page (403, 422…) is what many tests are about; the browser notes each in its console.
    return line.type == "error" and "Failed to load resource" not in line.text


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)`: the page as it stands has no accessibility fault that a machine can find."""

    def check(page: Page) -> None:
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()

    return check
