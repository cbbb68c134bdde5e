"""Numbers, hours, dates and telephone numbers as callers say them, in the model's own spelling."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from speech.spoken import numbers
from speech.spoken.moments import MONTHS

Draw = Callable[[Random], str]

PREFIXES = (1, 2, 3, 4, 5, 6, 6, 6, 7, 7, 9)
"""First digit after the zero of telephone numbers, as often as callers have them."""


def cardinal(number: int, *, feminine: bool = False) -> str:
    """71 -> "soixante et onze"; the models know the words of a number one by one, without hyphens."""
    return numbers.cardinal(number, feminine=feminine).replace("-", " ")


def ordinal(number: int) -> str:
    """21 -> "vingt et unième"."""
    return numbers.ordinal(number).replace("-", " ")


def pair(number: int) -> str:
    """Two digits as dictated: 5 -> "zéro cinq"."""
    return f"zéro {cardinal(number)}" if number < 10 else cardinal(number)


def telephone(chance: Random) -> str:
    """In pairs mostly; digit by digit or by threes as some do."""
    first, pairs = chance.choice(PREFIXES), [chance.randrange(100) for _ in range(4)]
    way = chance.random()
    if way < 0.85:
        return " ".join(["zéro", cardinal(first), *map(pair, pairs)])
    digits = f"0{first}" + "".join(f"{number:02d}" for number in pairs)
    if way < 0.95:
        return " ".join(cardinal(int(digit)) for digit in digits)
    groups = [digits[:1], digits[1:4], digits[4:7], digits[7:]]
    return " ".join(cardinal(int(group)) for group in groups)


def hour(chance: Random) -> str:
    """Any time of day, the working hours' more than the others'."""
    hours = chance.choice([chance.randrange(8, 20), chance.randrange(24)])
    named = {0: "minuit", 12: "midi"}.get(hours) if chance.random() < 0.7 else None
    said = named or cardinal(hours, feminine=True) + (" heure" if hours <= 1 else " heures")
    way = chance.random()
    if way < 0.4:
        return said
    if way < 0.65:
        return f"{said} {'trente' if way < 0.55 else 'et demi' if named else 'et demie'}"
    if way < 0.95:
        endings = ("et quart", "et quart", "quarante cinq", "moins le quart", "moins le quart", "quinze")
        return f"{said} {chance.choice(endings)}"
    return f"{said} {chance.choice(['', 'moins '])}{cardinal(chance.choice([5, 10, 20, 25]))}"


def date(chance: Random) -> str:
    """A day and a month, sometimes a year."""
    day = chance.randrange(1, 32)
    said = f"{'premier' if day == 1 else cardinal(day)} {chance.choice(MONTHS)}"
    return f"{said} {year(chance)}" if chance.random() < 0.35 else said


def year(chance: Random) -> str:
    """1984 -> "mil neuf cent quatre vingt quatre", or "dix neuf cent"; 84 alone is said too."""
    number = chance.randrange(1925, 2032)
    way = chance.random()
    if number < 2000 and way < 0.2:
        return f"dix neuf cent {cardinal(number % 100)}".removesuffix(" zéro")
    if number < 2000 and way < 0.3:
        return cardinal(number % 100 or 99)
    return cardinal(number)


def postcode(chance: Random) -> str:
    """33 000 -> "trente trois mille", "trente trois zéro zéro zéro"; 01 250 begins by a zero."""
    county, rest = (
        chance.randrange(1, 96),
        chance.choice([0, chance.randrange(10) * 100, chance.randrange(1000)]),
    )
    way = chance.random()
    if way < 0.5 and county >= 10:
        return cardinal(county * 1000 + rest)
    digits = f"{rest:03d}"
    spread = " ".join(cardinal(int(digit)) for digit in digits)
    whole = cardinal(rest) if rest >= 100 else spread
    return f"{pair(county)} {whole if way < 0.8 else spread}"


def price(chance: Random) -> str:
    """Euros, with cents or not."""
    euros = chance.choice([chance.randrange(2, 60), chance.randrange(2, 1500)])
    cents = f" {cardinal(chance.randrange(5, 100))}" if chance.random() < 0.5 else ""
    return f"{cardinal(euros)} euros{cents}{' centimes' if cents and chance.random() < 0.2 else ''}"


def reference(chance: Random) -> str:
    """A file's number as read aloud from a letter: digits, pairs or hundreds."""
    pieces = []
    for _ in range(chance.randrange(2, 5)):
        size = chance.choice([10, 100, 100, 1000])
        pieces.append(cardinal(chance.randrange(size // 10 if size > 10 else 0, size)))
    return " ".join(pieces)
