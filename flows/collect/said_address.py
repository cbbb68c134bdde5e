"""An address as it is said: the number and the street that some words hold."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.collect.numbers import with_digits
from flows.collect.spelling import parse_spelling
from flows.collect.words import bare, bare_words

_LEAST_SPELLED = 4
"""Letters of a street's name spelled out; fewer are an accident of "rue de l…"."""

_TYPES = (
    r"(?:rue|avenue|boulevard|place|chemin|impasse|allees?|route|quai|square|cours|passage|montee|sentier"
    r"|voie"
    r"|ruelle|rond point|traverse|esplanade|promenade|faubourg|parvis|venelle|av|bd|boul)"
)
_PLAIN_KINDS = frozenset(
    (
        "rue",
        "avenue",
        "boulevard",
        "place",
        "chemin",
        "impasse",
        "route",
        "quai",
        "square",
        "cours",
        "passage",
    )
)
"""Kinds that are written as they are heard."""
_LESSER_TYPES = r"(?:lotissement|residence|hameau|clos|cite|pont|villa|zone|lieu dit|parc|mail|cour|galerie)"
_NUMBER = r"(?P<number>[1-9]\d{0,3})(?: ?(?P<suffix>bis|ter|quater|[abc]))?"
_BEFORE = re.compile(rf"\b{_NUMBER} (?:de |du |de la |de l |dans la |dans l )?(?P<street>{_TYPES}\b.+)")
_AFTER = re.compile(
    rf"\b(?P<street>{_TYPES}\b.+?) (?:au|a hauteur du|au niveau du|devant le|en face du|numero|c est le) "
    rf"(?:numero )?{_NUMBER}$"
)
_STREETS = tuple(
    re.compile(pattern) for pattern in (rf"\b(?P<street>{_TYPES}\b.+)", rf"\b(?P<street>{_LESSER_TYPES}\b.+)")
)
_ONE = re.compile(rf"\b(au|le|numero|devant le) un (?={_TYPES})")
""""Un" is 1 there, and the article of the next word elsewhere."""
_UNTYPED = re.compile(rf"^(?:au |le |numero |c est (?:au |le )?)*{_NUMBER} (?P<street>.+)")
_LEAD_INS = re.compile(
    r"^(?:(?:c est|ca se (?:trouve|passe)|cela se trouve|j habite|je suis|on est|dans|sur|a|au|la|le|les|l"
    r"|en|mon adresse|l adresse|est|alors|non|oui|euh|plutot|numero)\b ?)+"
)
_LEFT_OUT = re.compile(
    r" (?:devant|en face|a cote|pres|derriere|au niveau|a hauteur|a l angle|au coin|au croisement"
    r"|juste|bat(?:iment)?|appartement|appt|escalier|etage|chez|entre|vers|depuis|il y a|et de|et du|et l"
    r"|\d{5}|s il vous plait|voila"
    r"|it s|it is|and the|and it|next to|near the|opposite|behind|in front|outside|please)\b.*"
)


@dataclass(frozen=True)
class SaidAddress:
    """What some words say of an address."""

    street: str
    """Bare words of the street, its type included when it was said."""
    number: str = ""
    """ "12", or "12 bis"."""
    typed: bool = False
    """A kind of street was named: "rue", "place"…"""


def parse_address(text: str) -> SaidAddress | None:
    """The number and street a text says; None when it has no word for a street.

    "au douze bis de la rue Pasteur, devant l'école" is 12 bis, "rue pasteur".
    """
    letters = parse_spelling(text) or ""
    if len(letters) >= _LEAST_SPELLED:
        return SaidAddress(with_digits(letters))
    plain = _ONE.sub(r"\1 1 ", with_digits(text))
    for pattern in (_BEFORE, _AFTER, *_STREETS):
        if found := pattern.search(plain):
            return _said(found, typed=True)
    if found := _UNTYPED.search(plain):
        return _said(found, typed=False)
    street = _LEFT_OUT.sub("", f" {_LEAD_INS.sub('', plain)}").strip()
    return SaidAddress(street) if len(street) > 2 else None


def other_kind(said: SaidAddress, name: str) -> str:
    """The kind of street said, when the street of this name is of another; empty when it is not."""
    kind = said.street.split()[0] if said.typed else ""
    found = bare_words(name)
    return kind if kind in _PLAIN_KINDS and found and found[0] != kind else ""


def has_every_word(name: str, text: str) -> bool:
    """Does a street's name have every word said? "la rue" is "rue de l'Église", not "place de l'Église"."""
    words = set(_LEAD_INS.sub("", f"{bare(text)} ").split())
    return bool(words) and words <= set(bare_words(name))


def number_alone(text: str) -> str:
    """ "le quatorze bis" is "14 bis"; empty when the words are more than a number."""
    found = re.fullmatch(rf"(?:(?:c est|le|au|numero|plutot|non|mais) )*{_NUMBER}", with_digits(text))
    return _house(found) if found else ""


def _said(found: re.Match[str], *, typed: bool) -> SaidAddress:
    groups = found.groupdict()
    number = _house(found) if groups.get("number") else ""
    return SaidAddress(_LEFT_OUT.sub("", groups["street"]).strip(), number, typed)


def _house(found: re.Match[str]) -> str:
    return f"{found['number']} {found['suffix'] or ''}".strip()
