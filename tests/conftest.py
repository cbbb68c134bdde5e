"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from speech.models import ModelError, ModelStore
from tests.file_server import FileServer

PROJECT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def model_store() -> ModelStore:
    """The default ears and voice, installed under var/models of the project the first time.

    Workers that arrive together wait for one another on the store's own lock.
    """
    store = ModelStore(PROJECT / "var" / "models")
    for name in store.catalogue.defaults:
        try:
            store.install(name)
        except ModelError as error:
            pytest.fail(
                f"The tests need the model {name}: {error}\n"
                "Install it by hand, then run them again: standardiste models install --default",
                pytrace=False,
            )
    return store


@pytest.fixture
def file_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """A web server on this machine, closed at the end."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = FileServer()
    yield server
    server.close()
