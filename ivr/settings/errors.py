"""What is wrong in mairie.toml, said by line, with what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pydantic import ValidationError

from ivr.messages import has_message, message


class SettingsError(Exception):
    """The settings cannot be used; the text says where and what to write instead."""


def explanations(error: ValidationError, source: str) -> Iterator[str]:
    """One sentence per mistake: where, what, what to write instead."""
    for mistake in error.errors():
        path = tuple(part for part in mistake["loc"])
        kind = mistake["type"] if has_message(f"problem.{mistake['type']}") else "other"
        values = {"name": path[-1] if path else "", "value": mistake["input"], **mistake.get("ctx", {})}
        values["message"] = str(mistake.get("ctx", {}).get("error", mistake["msg"]))
        problem = message(f"problem.{kind}", **values)
        where = ".".join(str(part) for part in path) or "mairie.toml"
        line = line_of(source, path)
        yield message("settings.at" if line else "settings.at_end", line=line, where=where, problem=problem)


def line_of(source: str, path: tuple[str | int, ...]) -> int | None:
    """Line, from 1, of a value in TOML source; of its nearest section when the value is missing."""
    best, depth = None, 0
    section: tuple[str | int, ...] = ()
    counts: dict[str, int] = {}
    for number, line in enumerate(source.splitlines(), start=1):
        header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line)
        key = re.match(r"\s*([\w-]+)\s*=", line)
        if header:
            section = tuple(part.strip("\"' ") for part in header[2].split("."))
            if header[1] == "[[":
                counts[header[2]] = counts.get(header[2], -1) + 1
                section = (*section, counts[header[2]])
            here = section
        elif key:
            here = (*section, key[1])
        else:
            continue
        if here and path[: len(here)] == here and len(here) > depth:
            best, depth = number, len(here)
    return best
