"""Sums, percentages, measures, ranges and every other number."""

from __future__ import annotations

import re

from speech.spoken.lexicon import alternatives, lexicon
from speech.spoken.numbers import NUMBER, cardinal, group, number, value

_START = r"(?<![\d.,])"
_UNIT = alternatives(lexicon().units)
_PER = rf"(?: ?/ ?(?P<per>{_UNIT}|h|[a-zà-ÿ]+)(?![A-Za-zÀ-ÿ\d]))?"

_EUROS = re.compile(
    rf"{_START}(?P<number>{NUMBER}) ?(?P<scale>k|K|M|Md)?(?:€(?P<cents>\d\d(?!\d))?|euros?\b){_PER}"
)
_PREFIXED = re.compile(rf"(?<!\d)(?<!\d )€ ?({NUMBER})(?!\d)")
_SCALES = {"k": "mille", "K": "mille", "M": "million", "Md": "milliard"}
_MEASURE = re.compile(rf"{_START}(?P<number>{NUMBER}) ?(?P<unit>{_UNIT})(?![A-Za-zÀ-ÿ\d']){_PER}")
_BARE_UNIT = re.compile(r"(?<![A-Za-zÀ-ÿ\d])(m2|m3|km2|cm2|km/h|kWh|m3/h)(?![A-Za-zÀ-ÿ\d])")
_SCHOOL_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) ?[-–/] ?((?:19|20)\d\d)(?!\d)")
_RANGE = re.compile(rf"{_START}({NUMBER}) ?[-–] ?(?={NUMBER}(?![\d]))")
_FRACTION = re.compile(r"(?<![\d.,/])(\d{1,4}) ?/ ?(\d{1,4})(?![\d/])")
_TIMES = re.compile(rf"{_START}({NUMBER}) ?[xX×] ?(?=\d)")
_FOUR_BY_FOUR = re.compile(r"(?<![\d.,])4 ?[xX×] ?4(?![\d.,])")
_HALF = re.compile(r"(?<![\d.,/])1/2[ -](?=heure|journée|pension|part\b|place|page)")
_HOUSE = re.compile(
    r"(?<![\d.,])1 (?=(?:place|rue|avenue|allée|impasse|route|ruelle) (?:[A-ZÀ-Ý]|d[eu']|des |la |le )"
    r"(?!.{0,4}(?:parking|stationnement|crèche|cantine)))"
)
_SIGNED = re.compile(r"(?<![\w)])(?:(\+) ?|(?<![€%] )-)(?=\d)")
_NUMBERED = re.compile(r"\b[nN] ?°s? ?(?=\w)|\b[nN]°s?")
_POSTCODE = re.compile(r"(?<![\d.,])(\d{2}) ?(\d{3})(?= (?!(?:Euros?|Habitants?)\b)[A-ZÀ-Ý])")
_VERSION = re.compile(r"(?<![\d,])\d+(?:\.\d+){2,}")
_COUNT = re.compile(rf"{_START}({NUMBER}) (?={lexicon().feminine.pattern})")
_ANY = re.compile(rf"({NUMBER})")
_FRACTIONS = {
    (1, 2): "un demi", (1, 3): "un tiers", (2, 3): "deux tiers", (1, 4): "un quart", (3, 4): "trois quarts",
}  # fmt: skip


def quantities(text: str) -> str:
    """12,50 € -> "douze euros cinquante"; 40 m² -> "quarante mètres carrés"; 10-15 -> "dix à quinze"."""
    text = _NUMBERED.sub("numéro ", text)
    text = _POSTCODE.sub(lambda found: _postcode(found[1], found[2]), text)
    text = _VERSION.sub(lambda found: " point ".join(map(group, found[0].split("."))), text)
    text = _SCHOOL_YEAR.sub(lambda found: f"{cardinal(int(found[1]))} {cardinal(int(found[2]))}", text)
    text = _SIGNED.sub(lambda found: "plus " if found[1] else "moins ", text)
    text = _FOUR_BY_FOUR.sub("quatre quatre", text)
    text = _TIMES.sub(r"\1 fois ", text)
    text = re.sub(r"(?<=[€%]) ?[-–] ?(?=\d)", " à ", text)
    text = _RANGE.sub(r"\1 à ", text)
    text = _PREFIXED.sub(r"\1 €", text)
    text = _EUROS.sub(_euros, text)
    text = re.sub(rf"{_START}({NUMBER}) ?%", lambda found: f"{number(found[1])} pour cent", text)
    text = _MEASURE.sub(_measure, text)
    text = _BARE_UNIT.sub(lambda found: lexicon().units[found[1]].singular, text)
    text = _HALF.sub("une demi-", text)
    text = _FRACTION.sub(_fraction, text)
    text = re.sub(r"(?<=\d) ?/ ?(?=\d)", ", ", text)
    text = _HOUSE.sub("un, ", text)
    text = _COUNT.sub(lambda found: f"{number(found[1], feminine=True)} ", text)
    # A letter and a number side by side are two words: CM2, A48, 12B, Covid-19.
    text = re.sub(r"(?<=[^\W\d_])-?(?=\d)|(?<=\d)-?(?=[^\W\d_])", " ", text)
    return _ANY.sub(lambda found: f" {number(found[1])} ", text)


def _euros(found: re.Match[str]) -> str:
    written, scale = found["number"], found["scale"]
    whole, _, cents = written.replace(".", ",").partition(",")
    cents = found["cents"] or cents
    per = _per(found["per"])
    if scale:
        several = "s" if value(written) >= 2 and scale in ("M", "Md") else ""
        of = "" if scale in ("k", "K") else "d'"
        return f"{number(written)} {_SCALES[scale]}{several} {of}euros{per}".replace("un mille ", "mille ")
    if len(cents) > 2:
        return f"{number(written)} euros{per}"
    euros, hundredths = int(whole.replace(" ", "")), int((cents or "0").ljust(2, "0"))
    if hundredths and not euros:
        return f"{cardinal(hundredths)} {'centime' if hundredths == 1 else 'centimes'}{per}"
    # French counts the plural from two, and "un million" takes "de".
    noun = "d'euros" if euros and euros % 1_000_000 == 0 else "euro" if euros < 2 else "euros"
    return f"{number(whole)} {noun}{f' {cardinal(hundredths)}' if hundredths else ''}{per}"


def _measure(found: re.Match[str]) -> str:
    unit = lexicon().units[found["unit"]]
    noun = unit.plural if value(found["number"]) >= 2 else unit.singular
    return f"{number(found['number'], feminine=unit.feminine)} {noun}{_per(found['per'])}"


def _per(written: str | None) -> str:
    """ "/mois" -> " par mois", "/m2" -> " le mètre carré"."""
    if not written:
        return ""
    if written in lexicon().units and written != "j":
        return f" par {lexicon().units[written].singular}"
    return f" par {({'h': 'heure', 'j': 'jour', 'pers': 'personne'}).get(written, written)}"


def _fraction(found: re.Match[str]) -> str:
    over, under = int(found[1]), int(found[2])
    counted = re.search(r"(?:page|étape|partie|lot|tour) $", found.string[: found.start()])
    named = None if counted else _FRACTIONS.get((over, under))
    return named or f"{number(found[1])} sur {number(found[2])}"


def _postcode(department: str, rest: str) -> str:
    """38990 -> "trente-huit neuf cent quatre-vingt-dix", 38000 -> "trente-huit mille"."""
    if department[0] != "0" and int(rest) < 100:
        return cardinal(int(department + rest))
    return f"{group(department)} {'mille' if rest == '000' else group(rest)}"
