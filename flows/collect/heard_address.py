"""The address that some words hold, as the line takes them before it looks for the street."""

from __future__ import annotations

from flows.collect.numbers import with_digits
from flows.collect.said_address import SaidAddress
from flows.collect.words import bare
from flows.reporting import TOWN_HALL
from flows.tongue import Tongue


def heard_address(tongue: Tongue, text: str) -> SaidAddress | None:
    """The number and street to look for; `TOWN_HALL` for its street; None for words that hold neither."""
    said = tongue.address.said_in(tongue.digits(_meant(tongue, text)))
    if said is None and tongue.address.names_the_town_hall(text):
        return SaidAddress(TOWN_HALL, typed=True)
    return said


def _meant(tongue: Tongue, text: str) -> str:
    """The street put in the place of another in the same breath; the words themselves where none is."""
    correction = tongue.correction.read(bare(with_digits(tongue.digits(text))))
    meant = correction.meant if correction else text
    return meant if tongue.address.denied_street(text, meant) else text
