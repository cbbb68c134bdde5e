"""What is served besides webhooks: sentences of ours."""

from __future__ import annotations

import pytest
import requests
from flask import Flask

from ivr.calls.desk import Desk
from ivr.channels.install import install
from ivr.channels.recordings import RecordingError
from ivr.database import Connections
from tests.ivr.channels.webhooks import PUBLIC, Provider


def test_a_sentence_is_served_as_mu_law_and_may_be_kept(provider: Provider) -> None:
    response = provider.client.get(f"/audio/{'a' * 64}.ulaw")
    assert response.status_code == 200
    assert response.mimetype == "audio/basic"
    assert response.data == b"\xff" * 800
    assert "immutable" in response.headers["Cache-Control"]
    again = provider.client.get(
        f"/audio/{'a' * 64}.ulaw", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["b" * 64, "A" * 64, "../" * 21 + "x", "a" * 63, "a" * 65, "a" * 64 + "/.."])
def test_nothing_else_is_served(provider: Provider, name: str) -> None:
    assert provider.client.get(f"/audio/{name}.ulaw").status_code == 404


@pytest.mark.parametrize(
    ("public_url", "ours"),
    [("http://127.0.0.1:8080", True), ("http://10.0.0.1:8080", False), (PUBLIC, False)],
)
def test_recordings_of_this_machine_are_fetched_for_a_demonstration_alone(
    desk: Desk, connections: Connections, monkeypatch: pytest.MonkeyPatch, public_url: str, ours: bool
) -> None:
    def refuse(self: requests.Session, url: str, **options: object) -> None:
        raise requests.ConnectionError("this test fetches nothing")

    monkeypatch.setattr(requests.Session, "get", refuse)
    line = desk.settings.line.model_copy(update={"public_url": public_url})
    desk.settings = desk.settings.model_copy(update={"line": line})
    app = Flask("line")
    install(app, desk, connections, None, None)
    recordings = app.extensions["channels"].recordings
    with pytest.raises(RecordingError, match="could not be fetched" if ours else "not an address"):
        recordings.hear("http://127.0.0.1:9999/Recordings/RE1")
