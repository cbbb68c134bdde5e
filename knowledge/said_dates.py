"""Days as they are said in French: "après-demain", "samedi", "le 3", "la semaine prochaine", "le samedi".

Pure: the same words on the same day always give the same dates. A day that could be past or future is the
coming one, because nobody asks a town hall whether it was open.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from knowledge.said import Period, Readings, Said
from knowledge.said_feasts import FEASTS
from knowledge.town import TownFacts

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)

_DAY = "|".join(WEEKDAYS)
_MONTH = "|".join(MONTHS)

DAYS = Readings()


def said_days(words: str, today: date, town: TownFacts) -> tuple[list[Said], str]:
    """Everything plain words say about days, and the words left over."""
    feasts, left = FEASTS.apply(words, today, town)
    days, left = DAYS.apply(left, today, town)
    return feasts + days, left


@DAYS.reads(
    rf"(?:du|entre le) (\d{{1,2}})(?: ({_MONTH}))? (?:au|et le|et) (\d{{1,2}}) ({_MONTH})(?: (20\d\d))?"
)
def _date_range(match: re.Match[str], today: date, town: TownFacts) -> Said:
    last_month = MONTHS.index(match[4]) + 1
    first_month = MONTHS.index(match[2]) + 1 if match[2] else last_month
    last = _coming_date(int(match[3]), last_month, int(match[5] or 0), today)
    if last is None:
        return Said(impossible=True)
    first = _valid(last.year - (first_month > last_month), first_month, int(match[1]))
    if first is None or first > last:
        return Said(impossible=True)
    return Said(period=Period(first, last, "range"))


@DAYS.reads(
    rf"(?:le |ce |du )?(?:(?:{_DAY}) )?(?:le )?(\d{{1,2}}) ({_MONTH})(?: (20\d\d))?",
    r"(\d{1,2})/(\d{1,2})(?:/(20\d\d))?",
)
def _date(match: re.Match[str], today: date, town: TownFacts) -> Said:
    number = int(match[1] or match[4])
    month = MONTHS.index(match[2]) + 1 if match[2] else int(match[5])
    day = _coming_date(number, month, int(match[3] or match[6] or 0), today)
    return Said(days=(day,)) if day else Said(impossible=True)


@DAYS.reads(
    rf"(?:le |ce )(?:(?:{_DAY}) )?(\d{{1,2}})(?! (?:jours?|semaines?|mois))",
    rf"(?:{_DAY}) (\d{{1,2}})",
)
def _day_of_month(match: re.Match[str], today: date, town: TownFacts) -> Said:
    number = int(match[1] or match[2])
    for offset in range(12):
        year, month = divmod(today.year * 12 + today.month - 1 + offset, 12)
        day = _valid(year, month + 1, number)
        if day and day >= today:
            return Said(days=(day,))
    return Said(impossible=True)


@DAYS.reads(
    rf"(?:en |courant |debut |fin |(?:au |tout le |le )?mois (?:d |de ))({_MONTH})",
)
def _month(match: re.Match[str], today: date, town: TownFacts) -> Said:
    month = MONTHS.index(match[1]) + 1
    year = today.year + (month < today.month)
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return Said(period=Period(max(first, today), last, "month"))


@DAYS.reads(r"(?:dans|d ici) (\d{1,2}|une?) (jours?|semaines?)")
def _in_days(match: re.Match[str], today: date, town: TownFacts) -> Said:
    count = 1 if match[1].startswith("u") else int(match[1])
    if match[2].startswith("s"):
        count *= 7
    elif count in (8, 15):
        count -= 1  # "huit jours" is one week, "quinze jours" two
    return Said(days=(today + timedelta(days=count),))


@DAYS.reads(r"apres demain")
def _day_after_tomorrow(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(today + timedelta(days=2),))


@DAYS.reads(r"(?:des )?demain")
def _tomorrow(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(today + timedelta(days=1),))


@DAYS.reads(r"aujourd hui|aujourdhui|ce jour")
def _today(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(today,))


@DAYS.reads(
    r"(?:le |du |au )?week ?ends? (?:prochain|qui vient|d apres)",
    r"ce week ?end",
    r"cette fin de semaine",
)
def _weekend(match: re.Match[str], today: date, town: TownFacts) -> Said:
    saturday = today + timedelta(days=(5 - today.weekday()) % 7)
    if today.weekday() == 6 and match[0].startswith("ce"):
        return Said(period=Period(today, today, "weekend"))
    return Said(period=Period(saturday, saturday + timedelta(days=1), "weekend"))


@DAYS.reads(r"(?:le |les |tous les |chaque )?week ?ends?")
def _weekends(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(weekdays=(5, 6))


@DAYS.reads(r"(?:la )?semaine (?:prochaine|qui vient|d apres|suivante)")
def _next_week(match: re.Match[str], today: date, town: TownFacts) -> Said:
    monday = today + timedelta(days=7 - today.weekday())
    return Said(period=Period(monday, monday + timedelta(days=6), "next_week"))


@DAYS.reads(r"cette semaine|dans la semaine")
def _this_week(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(period=Period(today, today + timedelta(days=6 - today.weekday()), "week"))


@DAYS.reads(r"(?:en|la|toute la) semaine|(?:les )?jours (?:ouvrables|ouvres|de semaine)")
def _working_week(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(weekdays=(0, 1, 2, 3, 4))


@DAYS.reads(r"tous les jours|chaque jour|7 jours sur 7")
def _every_day(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(weekdays=(0, 1, 2, 3, 4, 5, 6))


@DAYS.reads(rf"(?:du |de )({_DAY}) (?:au |a )({_DAY})")
def _weekday_range(match: re.Match[str], today: date, town: TownFacts) -> Said:
    first, last = WEEKDAYS.index(match[1]), WEEKDAYS.index(match[2])
    return Said(weekdays=tuple(sorted((first + n) % 7 for n in range((last - first) % 7 + 1))))


@DAYS.reads(rf"(?:le |ce )?({_DAY}) (?:en 8|en huit|d apres|suivant)")
def _weekday_in_eight(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(_next_weekday(today, match[1]) + timedelta(days=7),))


@DAYS.reads(rf"(?:le |ce )?({_DAY}) (?:prochain|qui vient|qui arrive)|(?:ce )({_DAY})")
def _coming_weekday(match: re.Match[str], today: date, town: TownFacts) -> Said:
    name = match[1] or match[2]
    if match[2] and WEEKDAYS[today.weekday()] == name:
        return Said(days=(today,))
    return Said(days=(_next_weekday(today, name),))


@DAYS.reads(rf"(?:le|les|tous les|chaque|un) ({_DAY})s?|({_DAY})s")
def _weekday_habit(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(weekdays=(WEEKDAYS.index(match[1] or match[2]),))


@DAYS.reads(rf"(?:de |du )?({_DAY})")
def _weekday(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(_next_weekday(today, match[1]),))


def _coming_date(number: int, month: int, year: int, today: date) -> date | None:
    """A date whose year may be unsaid (0); None when there is none such in the next eight years."""
    years = [year] if year else range(today.year, today.year + 9)
    found = (_valid(candidate, month, number) for candidate in years)
    return next((day for day in found if day and (year or day >= today)), None)


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _next_weekday(today: date, name: str) -> date:
    """The first such day after today."""
    return today + timedelta(days=(WEEKDAYS.index(name) - today.weekday() - 1) % 7 + 1)
