"""Bank holidays, by the part of France."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

ZONES = {
    "Métropole": None,
    "Alsace-Moselle": "57",
    "Guadeloupe": "971",
    "Martinique": "972",
    "Guyane": "973",
    "La Réunion": "974",
    "Mayotte": "976",
    "Saint-Pierre-et-Miquelon": "PM",
    "Saint-Barthélemy": "BL",
    "Saint-Martin": "MF",
    "Wallis-et-Futuna": "WF",
    "Polynésie française": "PF",
    "Nouvelle-Calédonie": "NC",
}
"""Names a town may give, and the subdivision the holidays library knows them by."""


@cache
def bank_holidays(zone: str, year: int) -> dict[date, str]:
    """The bank holidays of one year with their French names; KeyError for an unknown zone."""
    found = holidays.country_holidays("FR", subdiv=ZONES[zone], years=year, language="fr")
    return dict(sorted(found.items()))


def is_bank_holiday(zone: str, day: date) -> bool:
    return day in bank_holidays(zone, day.year)
