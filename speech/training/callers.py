"""What callers may say, drawn without end from the project's own templates."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from speech.training import numerals
from speech.training.spontaneous import Spontaneous, read_spontaneous
from speech.training.templates import Drawer, Templates, read_templates
from speech.training.writing import sentences_of

DATA = Path(__file__).parent / "data"
FILES = ("citizens.toml", "everyday.toml", "identity.toml", "life.toml")
SPONTANEOUS = "spontaneous.toml"
HANDWRITTEN = DATA / "said"
"""Files of sentences written one by one, a line each."""
TO_A_TOWN_HALL = "citizens*.txt"
"""Those of what is said in calls to a town hall, greetings and answers included. The others tell of life at
large, though some of their sentences may be heard there too."""
SENTENCES = (
    "demande", "scol", "signal", "dechet", "urba", "divers", "rdv", "ident", "libre", "libre2", "question",
    "intro", "parler", "horaires", "service", "sentence", "told", "story",
)  # fmt: skip
"""Names whose lines are whole sentences: a tenth of them is kept aside."""
SHARES = {
    "top": 36,
    "num": 6,
    "figures": 12,
    "spelt": 8,
    "ident": 6,
    "sentence": 22,
    "chat": 3,
    "told": 26,
    "story": 18,
}
"""How often sentences are drawn from each name, as weights."""
_RANGES = {
    "n12": (2, 13), "n30": (2, 31), "n99": (1, 100), "n100": (1, 101), "n200": (1, 200), "n1000": (100, 1000),
    "n10000": (1000, 20000), "n100000": (1000, 300000),
}  # fmt: skip
"""Numbers of the templates, up to and without the second."""


@cache
def templates() -> Templates:
    """The project's own templates."""
    return read_templates([DATA / name for name in FILES], _drawers(), SENTENCES)


@cache
def spontaneous() -> Spontaneous:
    """How the project has people speak."""
    return read_spontaneous(DATA / SPONTANEOUS)


@cache
def handwritten(files: str = "*.txt") -> tuple[str, ...]:
    """Sentences written one by one, as people speak; each once, in the model's own words."""
    lines = (line for path in sorted(HANDWRITTEN.glob(files)) for line in _lines(path))
    return tuple(dict.fromkeys(lines))


def _lines(path: Path) -> Iterator[str]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from (" ".join(words) for words in sentences_of(line))


def loosened(sentence: str, chance: Random) -> str:
    """A sentence as somebody else might say it."""
    return spontaneous().loosened(sentence, chance)


def callers(chance: Random, *, loose: float = 0.6) -> Iterator[str]:
    """Sentences without end, numbers in words; a part `loose` of them as people really speak."""
    names, weights = list(SHARES), list(SHARES.values())
    while True:
        name = chance.choices(names, weights)[0]
        yield _said(templates().draw(name, chance), chance, loose)


def callers_aside(chance: Random, *, loose: float = 0.6) -> Iterator[str]:
    """The same, of the templates that nothing learns from."""
    while True:
        yield _said(templates().draw_aside(chance), chance, loose)


def _said(sentence: str, chance: Random, loose: float) -> str:
    joined = spontaneous().joined(sentence)
    return spontaneous().loosened(joined, chance) if chance.random() < loose else joined


def _drawers() -> dict[str, Drawer]:
    drawers: dict[str, Drawer] = {name: _between(*ends) for name, ends in _RANGES.items()}
    return drawers | {
        "annee": numerals.year,
        "cp": numerals.postcode,
        "postcode": numerals.postcode,
        "tel": numerals.telephone,
        "numdossier": numerals.reference,
        "reference": numerals.reference,
        "prix": numerals.price,
        "price": numerals.price,
        "heure": numerals.hour,
        "hour": numerals.hour,
        "date": numerals.date,
        "epelle": _spelt,
        "ord": lambda chance: numerals.ordinal(chance.randrange(1, 21)),
    }


def _between(first: int, last: int) -> Drawer:
    return lambda chance: numerals.cardinal(chance.randrange(first, last))


def _letter(letter: str) -> str:
    return templates().lines["lettre"][ord(letter) - ord("a")]


def _spelt(chance: Random) -> str:
    """A surname letter by letter, doubled letters said so half the time."""
    name = chance.choice(templates().lines["nom"])
    bare = (
        unicodedata.normalize("NFD", name)
        .encode("ascii", "ignore")
        .decode()
        .replace(" ", "")
        .replace("-", "")
    )
    said, at = [], 0
    while at < len(bare):
        double = bare[at : at + 2] == 2 * bare[at] and chance.random() < 0.5
        said.append(("deux " if double else "") + _letter(bare[at]))
        at += 2 if double else 1
    return " ".join(said[:9])
