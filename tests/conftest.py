"""What every test may ask for."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from ivr.house import prepare_databases
from ivr.settings import load_settings
from ivr.town_ears import teach_once
from speech.adaptation.shelf import AdaptedModels
from speech.models import ModelError, ModelStore
from tests.file_server import FileServer

PROJECT = Path(__file__).parent.parent

# How long a test takes says how busy the machine is.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")


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


@pytest.fixture(scope="session")
def town_ears(model_store: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The default ears as the demonstration commune's line has them: with its own words."""
    settings = load_settings(
        PROJECT / "mairie.toml", {"STANDARDISTE_VAR": str(tmp_path_factory.mktemp("town"))}
    )
    prepare_databases(settings)
    teach_once(settings, model_store)
    return AdaptedModels(model_store).path(settings.voice.recogniser)


@pytest.fixture
def file_server(monkeypatch: pytest.MonkeyPatch) -> Iterator[FileServer]:
    """A web server on this machine, closed at the end."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    server = FileServer()
    yield server
    server.close()
