"""The State's fact sheets for citizens, as npm packages them: their sentences."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WANTED = ("Paragraphe", "Titre", "dc:title", "dc:description", "Item", "Question")
SHEETS = "package/data/particuliers/"
_BRACKETS = re.compile(r"\([^)]*\)")


def fact_sheets(package: Path) -> Iterator[str]:
    """The paragraphs of the sheets, in the order of their names. Raises OSError, tarfile.TarError."""
    with tarfile.open(package) as archive:
        for member in sorted(archive.getmembers(), key=lambda one: one.name):
            if member.name.startswith(SHEETS) and member.name.endswith(".json"):
                opened = archive.extractfile(member)
                if opened is not None:
                    for said in _paragraphs(json.loads(opened.read())):
                        yield _BRACKETS.sub(" ", " ".join(said.split()))


def _paragraphs(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _paragraphs(child)
    elif isinstance(node, dict):
        children = node.get("children", [])
        whole = not any(child.get("name") in ("Paragraphe", "Liste", "Titre") for child in children)
        if node.get("name") in WANTED and whole:
            yield _text(node)
        else:
            yield from _paragraphs(children)


def _text(node: dict[str, Any]) -> str:
    if node.get("type") == "text":
        return str(node.get("text", ""))
    return "".join(map(_text, node.get("children", [])))
