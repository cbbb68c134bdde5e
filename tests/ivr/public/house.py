"""The public pages on an application of their own, with one report and an empty diary."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from werkzeug.test import TestResponse

from flows.reporting import OpenReport
from ivr.calls.links import PhotoLinks
from ivr.calls.photos import Photos
from ivr.calls.reports import Reports
from ivr.database import Connections
from ivr.public.install import install
from ivr.public.room import Room
from ivr.settings import Settings
from ivr.web.install import install_web
from tests.ivr.calls.town import MONDAY, claimed, opened, settings_with

REFERENCE = "471290"
HTML = {"Accept": "text/html,*/*"}


@dataclass
class Public:
    """The pages, and what is behind them."""

    app: Flask
    settings: Settings
    connections: Connections
    links: PhotoLinks

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    @cached_property
    def path(self) -> str:
        """The address sent to the citizen: made once, for it tells the second it was made in."""
        return f"/photo/{self.links.token(REFERENCE)}"

    @property
    def photos(self) -> Photos:
        return Photos(self.settings.var, self.connections)

    @property
    def reports(self) -> Reports:
        return Reports(self.connections, self.settings.zone)

    def send(self, content: bytes, name: str = "photo.jpg", token: str | None = None) -> TestResponse:
        """Open the page, then send a file with its form."""
        client, path = self.client, self.path
        page = client.get(path, headers=HTML).text
        found = re.search(r'name="csrf_token" value="([^"]+)"', page)
        data = {
            "csrf_token": token if token is not None else (found[1] if found else ""),
            "photo": (io.BytesIO(content), name),
        }
        return client.post(path, data=data, headers=HTML, content_type="multipart/form-data")


def public_pages(folder: Path) -> Public:
    """Pages over databases in this folder."""
    settings = settings_with(var=folder)
    connections = opened(folder)
    report = OpenReport(reference=REFERENCE, kind="eclairage", service="voirie", phone="+33639980101")
    Reports(connections, settings.zone).open(claimed(1, "CA1", report), report, 1.0)
    links = PhotoLinks("http://127.0.0.1:8080", "k" * 64)
    app = Flask("public")
    app.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    install_web(app, var=folder, town=settings.town.name, https=False)
    install(app, Room(settings, connections, links, lambda: MONDAY, MONDAY.timestamp))
    return Public(app, settings, connections, links)


def jpeg(size: tuple[int, int] = (500, 400)) -> bytes:
    """A picture too busy to be small."""
    file = io.BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(file, "JPEG", quality=95)
    return file.getvalue()
