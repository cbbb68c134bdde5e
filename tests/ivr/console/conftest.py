"""A console for each test, over its own copy of the same days."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ivr.console.town import Console, open_console, seed


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Databases played once."""
    folder = tmp_path_factory.mktemp("seeded")
    seed(folder)
    return folder


@pytest.fixture
def console(seeded: Path, tmp_path: Path) -> Console:
    """A console whose databases are the test's own."""
    return open_console(seeded, tmp_path)
