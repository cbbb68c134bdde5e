"""What a sentence of the line must keep when a town hall words it its own way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from flows.prompts import Catalogue

CHARACTERS_PER_SECOND = 14.0
"""A calm voice; measured on the default one."""
LONGEST_SECONDS = 12.0
MOST_CHOICES = 4
"""Keys in one menu beside that of a person: a caller does not keep more in mind."""

_EXAMPLE = "la carte d'identité"
"""Stands for any value when a sentence is measured."""
_CHOICES = (
    re.compile(r"\b([1-9])\b(?= (?:pour|for|to)\b| ?:)", re.IGNORECASE),
    re.compile(r"\b(?:sur|tapez|touche|press|key)(?: l[ea]| touche| key)* ([1-9])\b", re.IGNORECASE),
)
"""The ways in which sentences name a key."""
_WAY_OUT = re.compile(
    r"appuyez|tapez|touches?|raccrochez|dites|posez|press|keys?|hang up|say|ask", re.IGNORECASE
)
_DOUBLED = re.compile(r"\b(?:de |du |des |d['’])\{\w+:of\}", re.IGNORECASE)
"""{town:of} brings its own "de"."""
_TIGHT = re.compile(r"\w[?!:;]")

Rule = Literal[
    "empty", "broken", "missing", "unknown", "long", "no_way_out", "choices", "tight", "kind", "doubled"
]


@dataclass(frozen=True)
class Fault:
    """One rule a wording breaks."""

    rule: Rule
    values: tuple[str, ...] = ()
    """What is missing, unknown or too much."""


def faults(catalogue: Catalogue, key: str, text: str, language: str = "fr") -> list[Fault]:
    """What is wrong with a wording of this prompt; empty when it can be said.

    The same values as in the shipped sentence, neither more nor fewer; at most twelve seconds; what a
    question says after silence still tells what one can do; few choices; a space before ? ! : ; in French;
    each value said as in the shipped sentence: "la mairie {town:of}", not "de {town}", nor "de {town:of}".
    """
    if not text.strip():
        return [Fault("empty")]
    try:
        used = Catalogue({key: text}).placeholders(key)
        said = Catalogue({key: text}).voice(key, dict.fromkeys(used, _EXAMPLE))
    except (ValueError, KeyError, IndexError) as error:
        return [Fault("broken", (str(error),))]
    return [*_faults(catalogue, key, used, said, language), *_read_wrongly(catalogue, key, text)]


def _read_wrongly(catalogue: Catalogue, key: str, text: str) -> Iterator[Fault]:
    shipped, own = catalogue.kinds(key), Catalogue({key: text}).kinds(key)
    if otherwise := sorted(name for name, kind in own.items() if shipped.get(name, kind) != kind):
        yield Fault("kind", tuple(otherwise))
    if found := _DOUBLED.search(text):
        yield Fault("doubled", (found[0],))


def seconds_of(said: str) -> float:
    """About how long a sentence takes to say."""
    return len(said) / CHARACTERS_PER_SECOND


def choices_named(said: str) -> set[str]:
    """The keys a sentence offers ("1 pour…", "2 : …", "sur 3"), that of a person apart."""
    return {key for named in _CHOICES for key in named.findall(said)}


def _faults(catalogue: Catalogue, key: str, used: set[str], said: str, language: str) -> Iterator[Fault]:
    wanted = catalogue.placeholders(key)
    if missing := sorted(wanted - used):
        yield Fault("missing", tuple(missing))
    if unknown := sorted(used - wanted):
        yield Fault("unknown", tuple(unknown))
    if seconds_of(said) > LONGEST_SECONDS:
        yield Fault("long", (str(round(seconds_of(said))), str(round(LONGEST_SECONDS))))
    if key.endswith(".no_input.2") and not _WAY_OUT.search(said):
        yield Fault("no_way_out")
    if len(choices_named(said)) > MOST_CHOICES:
        yield Fault("choices", (str(MOST_CHOICES),))
    if language == "fr" and _TIGHT.search(said):
        yield Fault("tight")
