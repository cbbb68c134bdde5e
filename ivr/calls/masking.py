"""Telephone numbers and e-mail addresses hidden in what was said, for those who need not know them."""

from __future__ import annotations

import re
from collections.abc import Collection

MASK = "••"
_HESITATION = (
    r"(?:euh+|heu+|hum+|mmh?|hein|ben|bah|alors|donc|puis|ensuite|voilà|attendez|pardon|je dis"
    r"|uh+|um+|er+m?|well|then|wait|sorry)"
)
_BETWEEN = rf"[\s,.;:…–-]+(?:{_HESITATION}[\s,.;:…–-]+){{0,4}}"
"""Between two parts of a number that somebody dictates, who stops to think."""
_WRITTEN = re.compile(
    r"(?<!\d)(?:(?:\+|00)33[ .-]?|0)[1-9](?:[ .-]?\d){8}(?!\d)|(?<!\d)\+?\d(?:[ .-]?\d){7,14}(?!\d)"
    rf"|(?<!\d)0[1-9](?:{_BETWEEN}\d\d){{4}}(?!\d)",
    re.IGNORECASE,
)
"""French numbers, and any run of eight to fifteen digits."""
_DIGIT_WORDS = (
    r"(?:zéro|zero|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingts?|trente|quarante|cinquante|soixante|septante|octante|huitante|nonante|cents?|et|plus"
    r"|oh|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|and"
    r"|double|triple)"
)
_SPOKEN = re.compile(rf"\b{_DIGIT_WORDS}(?:{_BETWEEN}{_DIGIT_WORDS}){{4,}}\b", re.IGNORECASE)
"""Five number words in a row, or more, French or English: nothing else is said that way."""
_EMAIL = re.compile(r"(?<![\w.+'’-])[\w.+'’-]+@[\w-]+(?:\.[\w-]+)*")
_SIGN = r"(?:point|tiret(?: du (?:bas|six|huit))?|underscore|dot|dash|hyphen)"
_DICTATED_EMAIL = re.compile(
    rf"\b(?:\w\s+|[\w-]{{1,64}}\s+{_SIGN}\s+){{0,40}}[\w.-]{{1,64}}\s+"
    rf"(?:arr?obase?\b(?:\s+(?:[\w-]{{1,64}}\s+{_SIGN}\s+)*[\w.-]{{1,64}})?|at\s+(?:[\w-]{{1,64}}\s+{_SIGN}\s+)+\w+)",
    re.IGNORECASE,
)
"""An address as it is dictated: "jean point dupont arobase exemple point fr"."""


def mask(text: str, public: Collection[str] = ()) -> str:
    """The text with its telephone numbers unreadable: "06 •• •• •• 01"; dictated ones wholly, and e-mail
    addresses.

    `public`: numbers and addresses that everybody may read, the town hall's own for one; numbers are
    written in any French way.
    """
    known = {_national(number) for number in public if "@" not in number}
    addresses = {address.casefold() for address in public if "@" in address}

    def hidden(found: re.Match[str]) -> str:
        return found[0] if _national(found[0]) in known else _hidden(found)

    def hidden_address(found: re.Match[str]) -> str:
        return found[0] if found[0].rstrip(".").casefold() in addresses else f"{MASK}@{MASK}"

    text = _EMAIL.sub(hidden_address, _DICTATED_EMAIL.sub(MASK * 4, text))
    return _SPOKEN.sub(MASK * 4, _WRITTEN.sub(hidden, text))


def mask_keys(digits: str) -> str:
    """Pressed keys; eight or more may be a number."""
    return MASK * 4 if len(re.sub(r"\D", "", digits)) >= 8 else digits


def _hidden(found: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", found[0])
    return f"{digits[:2]} {MASK} {MASK} {MASK} {digits[-2:]}"


def _national(number: str) -> str:
    """The digits of a number as they are dialled in France: 0465710000."""
    return re.sub(r"^(?:\+|00)33", "0", re.sub(r"[^\d+]", "", number))
