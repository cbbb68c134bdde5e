"""Written English to spoken English: numbers, times, dates, sums and addresses in words, before synthesis."""

from __future__ import annotations

import re

from num2words import num2words

from speech.spoken.characters import clean

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December"
)  # fmt: skip
_DAYS = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+)@((?:[\w-]+\.)+[A-Za-z]{2,})")
_SITE = re.compile(
    r"(?:https?://|\bwww\.)[^\s<>\"'(),;]+"
    r"|(?<![\w.@-])(?:[\w-]+\.)+(?:fr|com|org|net|eu|info|paris|gouv|example)\b(?:/[^\s<>\"'(),;]*)?",
    re.IGNORECASE,
)
_SPELLED_DOMAINS = frozenset(("fr", "eu", "be", "ch", "io", "uk", "tv"))
LONGEST_PATH = 2
"""Parts of an address after its site worth dictating."""

_FRENCH_PHONE = re.compile(r"(?<![\d+])0[1-9](?:[ .\-/]?\d{2}){4}(?!\d)")
_ABROAD = re.compile(r"(?<![\d+])\+ ?\d{1,3}(?:[ .\-]?\d{1,4}){2,6}(?!\d)")
_LISTENING_LINE = re.compile(r"(?<!\d)3[12469] \d{2}(?!\d)")
_POSTCODE = re.compile(r"(?<![\d.,])\d{5}(?= [A-ZÀ-Ý])")
_SHORT_CODE = re.compile(r"(?<![\d.,])(?:11\d|3\d{3})(?![\d.,]\d|\d| ?(?:euros?|%|€))")

_TIME = re.compile(
    r"(?<![\d.,:])(?P<hour>\d{1,2})(?:[.:](?P<minute>[0-5]\d))? ?(?P<half>a\.?m\b\.?|p\.?m\b\.?)"
    r"|(?<![\d.,:])(?P<hour24>[01]?\d|2[0-3])(?:(?::| ?h ?)(?P<minute24>[0-5]\d)| ?h)(?![\d:\w])",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_SLASHED = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
_DATE = re.compile(
    rf"(?P<name>(?:{_DAYS}),? )?(?:the )?(?<![\d.,:])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?"
    rf" (?P<month>{_MONTHS})(?:,? (?P<year>\d{{4}}))?(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<month>{_MONTHS}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (?P<year>\d{{4}}))?"
)
_MONTH_YEAR = re.compile(rf"\b({_MONTHS}) (\d{{4}})\b")

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_MONEY = re.compile(rf"€ ?(?P<before>{_NUMBER})|(?P<after>{_NUMBER}) ?€|(?P<named>{_NUMBER}) euros?\b")
_ORDINAL = re.compile(r"(?<![\w.,])(\d{1,3})(?:st|nd|rd|th)\b")
_UNITS = {
    "km/h": "kilometres an hour", "m2": "square metres", "m3": "cubic metres", "km": "kilometres",
    "cm": "centimetres", "mm": "millimetres", "kg": "kilos", "kWh": "kilowatt hours", "m": "metres",
}  # fmt: skip
_UNIT = re.compile(rf"(?<=\d) ?({'|'.join(map(re.escape, _UNITS))})\b")
_RANGE = re.compile(r"(?<=\d) ?[-–] ?(?=\d)")
_SHORT = {
    "Mr": "mister", "Mrs": "missis", "Dr": "doctor", "St": "saint", "no.": "number", "No.": "number",
    "e.g.": "for example", "i.e.": "that is", "etc.": "et cetera", "approx.": "about", "n°": "number",
}  # fmt: skip
_SHORTENED = re.compile(rf"(?<![\w.])({'|'.join(map(re.escape, _SHORT))})(?=\W|$)")
_SIGNS = {
    "&": " and ", "=": " equals ", "%": " per cent ", "€": " euros ", "$": " dollars ", "£": " pounds ",
    "°": " degrees ", "@": " at ", "#": " hash ", "+": " plus ", "*": " star ",
}  # fmt: skip
_KEPT_STOPS = frozenset(" .,;:!?…'-")


def spell_out(text: str) -> str:
    """The words a person would say for this text; what is words already comes back unchanged.

    No digit, bracket, sign or control character is left; the empty string when nothing can be said.
    """
    text = clean(text).replace(" au carré", "2").replace(" au cube", "3")
    text = _EMAIL.sub(lambda found: f"{_dotted(found[1])} at {_dotted(found[2])}", text)
    text = _SITE.sub(lambda found: _site(found[0]), text)
    for pattern in (_FRENCH_PHONE, _ABROAD, _LISTENING_LINE, _POSTCODE, _SHORT_CODE):
        text = pattern.sub(lambda found: digit_by_digit(found[0]), text)
    text = _SHORTENED.sub(lambda found: _SHORT[found[1]], text)
    text = _ISO.sub(lambda found: _numeric_date(found, found[3], found[2], found[1]), text)
    text = _SLASHED.sub(lambda found: _numeric_date(found, found[1], found[2], found[3]), text)
    text = _TIME.sub(_time, text)
    for pattern in (_DATE, _MONTH_FIRST):
        text = pattern.sub(_date, text)
    text = _MONTH_YEAR.sub(lambda found: f"{found[1]} {year_in_words(int(found[2]))}", text)
    text = _MONEY.sub(lambda found: _money(found["before"] or found["after"] or found["named"]), text)
    text = _ORDINAL.sub(lambda found: _words(int(found[1]), to="ordinal"), text)
    text = _UNIT.sub(lambda found: f" {_UNITS[found[1]]}", text)
    text = _RANGE.sub(" to ", text)
    text = re.sub(_NUMBER, lambda found: number_in_words(found[0]), text)
    text = re.sub(r"\d", lambda found: f" {_DIGITS[int(found[0])]} ", text)
    for sign, words in _SIGNS.items():
        text = text.replace(sign, words)
    return _tidy(re.sub(r"(?<=[^\W\d_]) ?/ ?(?=[^\W\d_])", " or ", text))


def digit_by_digit(written: str) -> str:
    """A telephone number as the English dictate it: "04 65" is "zero four, six five"."""
    groups = re.findall(r"\+? ?\d+", written.strip())
    if len(groups) == 1 and len(groups[0]) == 10:
        groups = [groups[0][at : at + 2] for at in range(0, 10, 2)]
    said = (
        " ".join("plus" if sign == "+" else _DIGITS[int(sign)] for sign in group if sign != " ")
        for group in groups
    )
    return ", ".join(said)


def time_in_words(hour: int, minute: int) -> str:
    """A time of day, of 24 hours: "nine thirty a.m.", "midday", "five past two" is "two oh five p.m."."""
    if minute == 0 and hour in (0, 12, 24):
        return "midday" if hour == 12 else "midnight"
    half = "a.m." if hour < 12 else "p.m."
    on_the_clock = _words(hour % 12 or 12)
    if not minute:
        return f"{on_the_clock} {half}"
    past = f"oh {_words(minute)}" if minute < 10 else _words(minute)
    return f"{on_the_clock} {past} {half}"


def year_in_words(year: int) -> str:
    """2026 is "twenty twenty-six"."""
    return _words(year, to="year")


def number_in_words(written: str) -> str:
    """A plain number; one that begins with a zero, or is long, is said digit by digit."""
    plain = written.replace(",", "")
    if "." in plain:
        whole, _, decimals = plain.partition(".")
        return f"{_words(int(whole))} point {' '.join(_DIGITS[int(digit)] for digit in decimals)}"
    if (len(plain) > 1 and plain.startswith("0")) or len(plain) > 9:
        return " ".join(_DIGITS[int(digit)] for digit in plain)
    return _words(int(plain))


def _words(number: int, to: str = "cardinal") -> str:
    return str(num2words(number, lang="en_GB", to=to)).replace(",", "")


def _time(found: re.Match[str]) -> str:
    if found["hour24"] is not None:
        return time_in_words(int(found["hour24"]), int(found["minute24"] or 0))
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12:
        return time_in_words(hour, minute) if hour < 24 else found[0]
    afternoon = found["half"].lower().startswith("p")
    return time_in_words(hour % 12 + (12 if afternoon else 0), minute)


def _date(found: re.Match[str]) -> str:
    number = int(found["day"])
    if not 1 <= number <= 31:
        return found[0]
    name = (found.groupdict().get("name") or "").replace(",", "")
    year = f" {year_in_words(int(found['year']))}" if found["year"] else ""
    return f"{name}the {_words(number, to='ordinal')} of {found['month']}{year}"


def _numeric_date(found: re.Match[str], day: str, month: str, year: str) -> str:
    """The date in words, or what was found when no calendar has it."""
    if not (1 <= int(month) <= 12 and 1 <= int(day) <= 31):
        return found[0]
    return f"{int(day)} {_MONTHS.split('|')[int(month) - 1]} {year}"


def _money(written: str) -> str:
    whole, _, cents = written.replace(",", "").partition(".")
    euros = "euro" if whole == "1" else "euros"
    said = f" {_words(int(whole))} {euros}"
    return f"{said} {_words(int(cents[:2].ljust(2, '0')))} " if int(cents or 0) else f"{said} "


def _site(written: str) -> str:
    address = written.rstrip(".!?…:")
    end = written[len(address) :]
    host, _, path = re.sub(r"^https?://", "", address, flags=re.IGNORECASE).partition("/")
    parts = [part for part in path.split("/") if part]
    said = _dotted(host.partition(":")[0])
    if len(parts) <= LONGEST_PATH and all(re.fullmatch(r"[A-Za-z-]{1,30}", part) for part in parts):
        said = " slash ".join([said, *map(_dotted, parts)])
    return f"{said}{end}"


def _dotted(address: str) -> str:
    """One part of an address, its signs named."""
    signs = {"-": "dash", "_": "underscore", ".": "dot", "+": "plus"}
    pieces = re.findall(r"[^\W\d_]+|\d|[-_.+]", address)
    return " ".join(
        signs.get(piece) or (" ".join(piece) if piece.lower() in (*_SPELLED_DOMAINS, "www") else piece)
        for piece in pieces
    )


def _tidy(text: str) -> str:
    """Only words and stops: brackets become pauses, stray signs go, spaces are put right."""
    text = re.sub(r"\s*[()]\s*", ", ", text)
    text = re.sub(r"\s+[-–>]+\s+|\s*–\s*", ", ", text)
    text = "".join(sign if sign.isalpha() or sign in _KEPT_STOPS else " " for sign in text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+([.,;:!?…])", r"\1", text)
    text = re.sub(r"([ap]\.m\.)\.", r"\1", text)
    text = re.sub(r",(?:\s*,)+", ",", text)
    text = re.sub(r",\s*([.;:!?…])", r"\1", text)
    text = text.strip(" ,;:").lstrip(".!?… ")
    return text if any(map(str.isalpha, text)) else ""
