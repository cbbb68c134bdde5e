"""Days told by a feast or by a time of the year: "lundi de Pâques", "entre Noël et le jour de l'an".

What no calendar of ours tells ("à la rentrée", "pendant les vacances", "le samedi avant les fêtes") is never
taken for the weekday or the feast that is named with it: the day and the month are asked for.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from flows.collect.calendar_days import Days, from_today, next_weekday, one
from flows.collect.day_words import DATED, DAY, MONTH, Readings, date_of
from flows.collect.feasts import coming

FEAST_DAYS = Readings()

_NAMES = (
    (r"(?:vendredi saint|(?:le )?vendredi (?:de|avant) paques)", "vendredi saint"),
    (r"lundi de (?:la )?pentecote", "lundi de pentecote"),
    (r"lundi de paques", "lundi de paques"),
    (r"(?:dimanche de )?(?:la )?pentecote", "pentecote"),
    (r"(?:dimanche de )?paques", "paques"),
    (r"(?:jeudi de )?(?:l )?ascension", "ascension"),
    (r"mardi gras", "mardi gras"),
    (r"jour de l an(?! prochain)|(?:1er de l|nouvel) an", "nouvel an"),
    (r"(?:la )?saint sylvestre", "saint sylvestre"),
    (r"fete nationale", "fete nationale"),
    (r"fete du travail", "fete du travail"),
    (r"(?:l )?assomption", "assomption"),
    (r"(?:l )?armistice", "armistice"),
    (r"(?:la )?toussaint", "toussaint"),
    (r"noel", "noel"),
)
_FEAST = "|".join(pattern for pattern, _ in _NAMES)
_THE = r"(?:le |la |l |les |du |de )*"
_SEASON = (
    r"(?:petites |grandes )?vacances|rentree|(?<!salle des )(?<!comite des )fetes(?: de fin d annee)?"
    r"|ramadan|aid|pont|feries?|soldes"
    r"|conges scolaires|brocante|braderie|kermesse|carnaval"
)
_LINKS = r"(?:de|du|des|d|a|au|aux|la|le|les|l|mes|nos|vos|leurs|ces|un|une|jours?)"
_BEFORE = (
    rf"(?:{DAY}|semaine|week ?end|jour|debut|fin|milieu|avant|apres|pendant|durant|depuis|des|a|en|pour)"
)
_HOLIDAYS = timedelta(days=15)
"""From the Saturday on which those of Christmas begin to the Sunday on which they end."""
_SATURDAY = 5
_EXACT = re.compile(
    rf"\b(?:\d{{1,2}}|1er|premier) (?:{MONTH})\b|\b(?:le|du|au) \d{{1,2}}\b|\b(?:demain|aujourd hui)\b"
)
"""A day that needs no season said beside one: "le 4 janvier, après les vacances"."""


@FEAST_DAYS.reads(
    rf"(?P<day>(?:{DAY}) )?(?P<how>avant|apres|pendant|durant|passees?) les fetes"
    r"(?: (?:de (?:fin d annee|noel)|du nouvel an))?$"
)
def _the_feasts(found: re.Match[str], today: date) -> Days | None:
    """Those of the end of the year; not "le samedi avant les fêtes", nor "après la fête"."""
    if found["day"] or _EXACT.search(found.string):
        return None
    new_year = coming("nouvel an", today)
    eve = date(new_year.year - 1, 12, 24)
    match found["how"]:
        case "avant":
            return Days(first=today, last=eve - timedelta(days=1)) if today < eve else None
        case "pendant" | "durant":
            return Days(first=max(eve, today), last=new_year)
    return Days(first=new_year + timedelta(days=1))


@FEAST_DAYS.reads(
    rf"(?P<day>(?:{DAY}) )?(?:(?P<how>avant|apres|pendant|durant|aux?|a|pour) )?(?:les |des |mes )?"
    r"(?:vacances|conges)(?: scolaires)? (?:de |d )?(?:noel|fin d annee)"
)
def _christmas_holidays(found: re.Match[str], today: date) -> Days | None:
    """Those of the schools, the same in every zone: two weeks from the last Saturday before Christmas."""
    if _EXACT.search(found.string):
        return None
    starts = next(day for day in map(_holidays_of, (today.year - 1, today.year)) if day + _HOLIDAYS >= today)
    ends = starts + _HOLIDAYS
    if found["day"]:
        return one(next_weekday(ends, found["day"].strip())) if found["how"] == "apres" else None
    if found["how"] == "avant":
        return Days(first=today, last=starts - timedelta(days=1)) if today < starts else None
    if found["how"] == "apres":
        return Days(first=ends + timedelta(days=1))
    return Days(first=max(starts, today), last=ends)


def _holidays_of(year: int) -> date:
    """The Saturday on which the Christmas holidays of that year begin."""
    latest = date(year, 12, 23)
    return latest - timedelta(days=(latest.weekday() - _SATURDAY) % 7)


@FEAST_DAYS.reads(rf"{_BEFORE}s?(?: {_LINKS})* (?:{_SEASON})")
def _season(found: re.Match[str], today: date) -> Days | None:
    return None if _EXACT.search(found.string) else Days(problem="vague")


@FEAST_DAYS.reads(rf"(?:vacances|pont|conges|week ?end)(?: {_LINKS})* (?:{_FEAST})")
def _around_a_feast(found: re.Match[str], today: date) -> Days | None:
    return None if _EXACT.search(found.string) else Days(problem="vague")


@FEAST_DAYS.reads(rf"(?P<how>veille|lendemain) {_THE}(?:(?P<feast>{_FEAST})|{DATED})")
def _beside(found: re.Match[str], today: date) -> Days:
    day = one(_day_of(found["feast"], today)) if found["feast"] else date_of(found, today)
    if day.problem or day.first is None:
        return day
    return from_today(day.first + timedelta(days=-1 if found["how"] == "veille" else 1), today)


@FEAST_DAYS.reads(rf"entre {_THE}(?P<a>{_FEAST}) et {_THE}(?P<b>{_FEAST})")
def _between(found: re.Match[str], today: date) -> Days:
    first = _day_of(found["a"], today)
    last = _day_of(found["b"], first)
    between = Days(first=first + timedelta(days=1), last=last - timedelta(days=1))
    return between if last - first > timedelta(days=1) else Days(problem="impossible")


@FEAST_DAYS.reads(rf"semaine {_THE}(?P<feast>{_FEAST})")
def _week_of(found: re.Match[str], today: date) -> Days:
    day = _day_of(found["feast"], today)
    monday = day - timedelta(days=day.weekday())
    return Days(first=max(monday, today), last=monday + timedelta(days=6))


@FEAST_DAYS.reads(rf"(?P<name>{DAY}) (?:d )?(?P<how>avant|apres) {_THE}(?P<feast>{_FEAST})")
def _weekday_beside(found: re.Match[str], today: date) -> Days:
    feast = _day_of(found["feast"], today)
    after = next_weekday(feast, found["name"])
    day = after if found["how"] == "apres" else next_weekday(feast - timedelta(days=8), found["name"])
    return from_today(day, today)


@FEAST_DAYS.reads(rf"(?P<how>avant|d ici|jusqu a|jusqu au|pas apres|apres) {_THE}(?P<feast>{_FEAST})")
def _about(found: re.Match[str], today: date) -> Days:
    day = _day_of(found["feast"], today)
    if found["how"] == "apres":
        return Days(first=day + timedelta(days=1))
    last = day - timedelta(days=found["how"] != "pas apres")
    return Days(first=today, last=last) if last >= today else Days(first=last, problem="past")


@FEAST_DAYS.reads(
    rf"(?:vers|autour|environs|alentours|cote|{DAY})(?: {_LINKS})* (?:{_FEAST})",
    rf"(?:{_FEAST}) (?:dernier|derniere|passe)",
)
def _near(found: re.Match[str], today: date) -> Days:
    """Not the feast itself, nor the weekday: a feast's own day is among `_NAMES`."""
    if re.fullmatch(_FEAST, found[0]):
        return one(_day_of(found[0], today))
    return Days(problem="vague")


@FEAST_DAYS.reads(rf"(?P<feast>{_FEAST})")
def _feast(found: re.Match[str], today: date) -> Days:
    return one(_day_of(found["feast"], today))


def _day_of(said: str, today: date) -> date:
    return coming(next(name for pattern, name in _NAMES if re.fullmatch(pattern, said)), today)
