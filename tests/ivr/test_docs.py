"""What the documents say of the code is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("flows", "ivr", "knowledge", "speech", "tests")
DOCUMENTS = [*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md"]
MODULES = [path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*.py")]
MODULES += [path.name for path in ROOT.glob("*.py")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_module_it_names_exists(document: Path) -> None:
    named = {name.strip("./") for name in re.findall(r"[\w./*]*\w\.py\b", document.read_text("utf-8"))}
    missing = {name for name in named if not any(f"/{module}".endswith(f"/{name}") for module in MODULES)}
    assert not missing
