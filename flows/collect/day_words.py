"""The words of which days are made, and the means to read them: patterns tried in order."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from flows.collect.calendar_days import Days, dated, named, numbered, same_day_in
from flows.collect.words import without_accents
from flows.collect.written import MONTHS, WEEKDAYS

Reading = Callable[["re.Match[str]", date], Days | None]
"""What a match means, said on that day; None: nothing by itself, other readings are tried."""

DAY = "|".join(WEEKDAYS)
MONTH = "|".join(without_accents(month) for month in MONTHS)
FREE = r"(?: (?:venir|passer|me deplacer|me liberer|disponible|dispo|libre|possible))*"
"""What one is not on a day that is refused: "je ne suis pas libre demain"."""
NUMBER = r"1er|1ere|premier|\d{1,2}"
#: A day of the month, perhaps with its weekday, month and year; read by `date_of`.
DATED = rf"(?:(?P<name>{DAY}) )?(?:le )?(?P<number>{NUMBER})(?: (?P<month>{MONTH})(?: (?P<year>20\d\d))?)?"
NEXT_WEEK = r"semaine (?:prochaine|qui vient|d apres|suivante)"
#: A number of days, weeks or months; read by `later_day`.
COUNTED = (
    r"(?:(?P<count>\d{1,2}|une?) (?P<unit>jours?|semaines?|mois|ans?|annees?)(?P<half> et demie?)?"
    r"|(?:une )?(?P<word>huitaine|quinzaine))"
)


HALF_A_MONTH, HALF_A_WEEK = 15, 4
"""Days of "et demi"."""


class Readings:
    """Ways of saying days, in the order they are tried: a longer one before the shorter it contains."""

    def __init__(self) -> None:
        self._readings: list[tuple[re.Pattern[str], Reading]] = []

    def reads(self, *patterns: str) -> Callable[[Reading], Reading]:
        """Register what the words that match one of the patterns mean."""

        def register(reading: Reading) -> Reading:
            self._readings.append((re.compile(rf"\b(?:{'|'.join(patterns)})\b"), reading))
            return reading

        return register

    def first(self, words: str, today: date) -> Days | None:
        """What the first reading that fits says; None when none does."""
        for pattern, reading in self._readings:
            if (found := pattern.search(words)) and (days := reading(found, today)) is not None:
                return days
        return None


def number_of(said: str) -> int:
    """A match on `NUMBER` as a day of the month: "premier" is 1."""
    return int(said) if said.isdecimal() else 1


def date_of(found: re.Match[str], today: date) -> Days:
    """The date of a match on `DATED`, its weekday, month and year being optional."""
    if found["month"]:
        return dated(number_of(found["number"]), found["month"], found["year"], found["name"], today)
    if found["name"]:
        return named(number_of(found["number"]), found["name"], today)
    return numbered(number_of(found["number"]), today)


def later_day(found: re.Match[str], today: date) -> date:
    """The day a match on `COUNTED` leads to. "Huit jours" is one week, "quinze jours" two."""
    if found["word"]:
        return today + timedelta(weeks=1 if found["word"] == "huitaine" else 2)
    count = int(found["count"]) if found["count"].isdecimal() else 1
    half = found["half"] is not None
    if found["unit"].startswith("an"):
        return same_day_in(today, 12 * count + 6 * half)
    if found["unit"] == "mois":
        return same_day_in(today, count) + timedelta(days=HALF_A_MONTH * half)
    if found["unit"].startswith("semaine"):
        return today + timedelta(weeks=count, days=HALF_A_WEEK * half)
    return today + timedelta(days=count - 1 if count in (8, 15) else count)
