"""Sentences drawn from templates: names in braces stand for one of their lines, down to plain words."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

ASIDE = 10
"""One sentence template in ten is kept aside to measure by: no text that is learnt from uses it."""
DEEPEST = 12

_SLOT = re.compile(r"\{(\w+)\}")
_TIMES = re.compile(r"(.*?) \* (\d+)")

Drawer = Callable[[Random], str]


class TemplateError(Exception):
    """A file of templates cannot be used; the text says where it is wrong."""


@dataclass(frozen=True)
class Templates:
    """Names and what each may be said as."""

    lines: Mapping[str, tuple[str, ...]]
    drawers: Mapping[str, Drawer]
    """Names whose words are made, not listed: numbers, dates."""
    aside: Mapping[str, tuple[str, ...]]
    """The lines kept aside, of the names whose lines are sentences."""

    def draw(self, name: str, chance: Random) -> str:
        """One of the name's sentences."""
        return self.fill(chance.choice(self.lines[name]), chance)

    def draw_aside(self, chance: Random) -> str:
        """A sentence of a template kept aside."""
        return self.fill(chance.choice(self.aside[chance.choice(sorted(self.aside))]), chance)

    def fill(self, line: str, chance: Random, depth: int = 0) -> str:
        """The line with words for its names. Raises TemplateError for one that holds itself."""
        if depth > DEEPEST:
            raise TemplateError(f"The template {line!r} holds itself.")

        def words(found: re.Match[str]) -> str:
            name = found[1]
            if name in self.drawers:
                return self.drawers[name](chance)
            return self.fill(chance.choice(self.lines[name]), chance, depth + 1)

        return _SLOT.sub(words, line)


def read_templates(
    paths: Iterable[Path], drawers: Mapping[str, Drawer], sentences: Iterable[str] = ()
) -> Templates:
    """Templates of TOML files; a name given in several files has the lines of all.

    `sentences`: the names whose lines are whole sentences, a tenth of which is kept aside. Raises OSError, or
    TemplateError for a name nobody gave.
    """
    lines: dict[str, list[str]] = {}
    for path in paths:
        try:
            given = tomllib.loads(path.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise TemplateError(f"{path.name} is not TOML: {error}.") from error
        for name, said in given.items():
            if not (isinstance(said, list) and said and all(isinstance(one, str) for one in said)):
                raise TemplateError(f"{path.name}: {name} is not a list of sentences.")
            for one in said:
                times = _TIMES.fullmatch(one)
                lines.setdefault(name, []).extend([times[1]] * int(times[2]) if times else [one])
    missing = {slot for said in lines.values() for one in said for slot in _SLOT.findall(one)}
    if missing := missing - lines.keys() - drawers.keys():
        raise TemplateError(f"Nothing says what {', '.join(sorted(missing))} stands for.")
    aside = {name: tuple(one for one in dict.fromkeys(lines[name]) if kept_aside(one)) for name in sentences}
    kept = {
        name: tuple(one for one in said if one not in aside.get(name, ())) for name, said in lines.items()
    }
    return Templates(kept, drawers, {name: said for name, said in aside.items() if said})


def kept_aside(line: str) -> bool:
    """Whether a sentence template is of the tenth kept aside; the same one always, whatever is added."""
    return zlib.crc32(line.encode()) % ASIDE == 0 and len(line.split()) > 2
