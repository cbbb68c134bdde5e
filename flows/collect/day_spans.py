"""Stretches of days as they are said: "du trois au huit", "à partir de jeudi", "d'ici quinze jours"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from flows.collect.calendar_days import (
    Days,
    dated,
    month_after,
    month_named,
    next_weekday,
    numbered,
    one,
    span,
)
from flows.collect.day_words import (
    COUNTED,
    DATED,
    DAY,
    FREE,
    MONTH,
    NEXT_WEEK,
    NUMBER,
    Readings,
    date_of,
    later_day,
    number_of,
)
from flows.collect.written import WEEKDAYS

SPANS = Readings()


@SPANS.reads(
    rf"(?:du|entre le) (?P<a>{NUMBER})(?: (?P<of>{MONTH}))?"
    rf" (?:au|et le|et) (?P<b>{NUMBER}) (?P<month>{MONTH})"
)
def _range(found: re.Match[str], today: date) -> Days:
    last = dated(number_of(found["b"]), found["month"], None, None, today)
    year = str(last.first.year) if last.first else None
    return span(dated(number_of(found["a"]), found["of"] or found["month"], year, None, today), last, today)


@SPANS.reads(rf"(?:du|entre le) (?P<a>{NUMBER}) (?:au|et le|et) (?P<b>{NUMBER})")
def _range_of_month(found: re.Match[str], today: date) -> Days:
    first = numbered(number_of(found["a"]), today)
    return span(first, numbered(number_of(found["b"]), first.first or today), today)


@SPANS.reads(rf"(?:du|de|entre(?: le)?) (?P<a>{DAY}) (?:au|a|et(?: le)?) (?P<b>{DAY})")
def _weekday_range(found: re.Match[str], today: date) -> Days:
    first, last = WEEKDAYS.index(found["a"]), WEEKDAYS.index(found["b"])
    return Days(weekdays=tuple(sorted((first + n) % 7 for n in range((last - first) % 7 + 1))))


@SPANS.reads(rf"semaine du {DATED}")
def _week_of(found: re.Match[str], today: date) -> Days:
    day = date_of(found, today)
    if day.problem or day.first is None:
        return day
    monday = day.first - timedelta(days=day.first.weekday())
    return Days(first=max(monday, today), last=monday + timedelta(days=6))


_ABOUT = r"(?:vers|autour d[eu]|aux (?:alentours|environs) d[eu])"
_NEAR_DAYS = 3
"""Before or after a date: one of each weekday is as near."""


@SPANS.reads(
    rf"(?P<name>{DAY}) {_ABOUT} (?:le )?(?P<number>{NUMBER})(?: (?P<month>{MONTH}))?(?! ?(?:h|heures?|mois))",
    rf"{_ABOUT} (?:le )?(?P<number2>{NUMBER})(?: (?P<month2>{MONTH}))? (?:(?:plutot|si possible) )*"
    rf"(?:un|le) (?P<name2>{DAY})",
)
def _weekday_about(found: re.Match[str], today: date) -> Days:
    """ "Un mercredi vers le quinze": the Wednesday that is nearest to it."""
    number, month = found["number"] or found["number2"], found["month"] or found["month2"]
    about = (
        dated(number_of(number), month, None, None, today) if month else numbered(number_of(number), today)
    )
    if about.problem or about.first is None:
        return about
    day = next_weekday(about.first - timedelta(days=_NEAR_DAYS + 1), found["name"] or found["name2"])
    return one(day if day >= today else day + timedelta(weeks=1))


_AT_THE_LATEST = r"(?:d ici|avant|jusqu a|au plus tard) (?:a )?(?:la )?fin"


@SPANS.reads(rf"{_AT_THE_LATEST} (?:de (?:la|cette) )?semaine(?P<next> prochaine)?")
def _until_the_week_ends(found: re.Match[str], today: date) -> Days:
    return Days(first=today, last=today + timedelta(days=(12 if found["next"] else 5) - today.weekday()))


@SPANS.reads(rf"{_AT_THE_LATEST} (?:du|de ce) mois(?P<next> prochain)?")
def _until_the_month_ends(found: re.Match[str], today: date) -> Days:
    return Days(first=today, last=month_after(today, 2 if found["next"] else 1) - timedelta(days=1))


@SPANS.reads(rf"(?P<how>a partir du|a compter du|des le|(?<!pas )apres le|pas avant le) {DATED}")
def _from(found: re.Match[str], today: date) -> Days:
    day = date_of(found, today)
    if day.problem or day.first is None:
        return day
    return Days(first=day.first + timedelta(days=found["how"] == "apres le"))


@SPANS.reads(rf"(?P<how>avant le|jusqu au|d ici le|d ici au|au plus tard le|pas apres le) {DATED}")
def _until(found: re.Match[str], today: date) -> Days:
    day = date_of(found, today)
    if day.problem or day.first is None:
        return day
    last = day.first - timedelta(days=found["how"] == "avant le")
    return Days(first=today, last=last) if last >= today else Days(first=day.first, problem="past")


@SPANS.reads(
    rf"(?P<how>a partir de|des|pas avant|pas apres|apres|avant|d ici|jusqu a) (?P<name>{DAY})"
    r"(?P<next> prochain)?"
)
def _from_weekday(found: re.Match[str], today: date) -> Days:
    day = next_weekday(today, found["name"])
    if found["how"] in ("avant", "d ici", "jusqu a", "pas apres"):
        return Days(first=today, last=day - timedelta(days=found["how"] == "avant"))
    return Days(first=day + timedelta(days=found["how"] == "apres"))


@SPANS.reads(
    rf"(?P<how>a partir de|a compter de|des|pas avant|pas apres|apres|avant|d ici|jusqu a|jusqu en)"
    rf"(?: (?:le )?mois (?:de |d ))? ?(?:debut )?(?P<month>{MONTH})(?: (?P<year>20\d\d))?"
)
def _from_month(found: re.Match[str], today: date) -> Days:
    month = month_named(found["month"], found["year"], today)
    if found["how"] == "apres":
        return Days(first=month_after(month, 1))
    if found["how"] in ("a partir de", "a compter de", "des", "pas avant"):
        return Days(first=max(month, today))
    last = month_after(month, 1) if found["how"] in ("jusqu a", "jusqu en", "pas apres") else month
    return Days(first=today, last=last - timedelta(days=1)) if last > today else Days(first=today, last=today)


@SPANS.reads(
    r"(?:a partir de|des|(?P<after>(?<!pas )apres)|pas avant)"
    rf" (?:la )?{NEXT_WEEK}"
    r"|pas (?:cette semaine|avant la semaine prochaine)"
)
def _from_next_week(found: re.Match[str], today: date) -> Days:
    return Days(first=today + timedelta(days=(14 if found["after"] else 7) - today.weekday()))


@SPANS.reads(rf"pas apres (?:la )?{NEXT_WEEK}")
def _until_next_week(found: re.Match[str], today: date) -> Days:
    return Days(first=today, last=today + timedelta(days=13 - today.weekday()))


@SPANS.reads(r"pas (?:pour |du tout )?(?:la )?semaine (?:prochaine|qui vient)")
def _after_next_week(found: re.Match[str], today: date) -> Days:
    return Days(first=today + timedelta(days=14 - today.weekday()))


@SPANS.reads(rf"pas{FREE} (?:pour |(?P<before>avant ))?(?P<day>aujourd ?hui|demain)(?! en)")
def _not_so_soon(found: re.Match[str], today: date) -> Days:
    ahead = (2 if found["day"] == "demain" else 1) - (found["before"] is not None)
    return Days(first=today + timedelta(days=ahead))


@SPANS.reads(rf"(?<!sais )pas le {DATED}")
def _not_that_day(found: re.Match[str], today: date) -> Days:
    return Days(problem="vague")


@SPANS.reads(r"(?:dans les|ces|les) (?:jours qui viennent|prochains jours|jours prochains)")
def _soon(found: re.Match[str], today: date) -> Days:
    return Days(first=today, last=today + timedelta(days=7))


@SPANS.reads(rf"(?:d ici|sous|dans les) {COUNTED}")
def _within(found: re.Match[str], today: date) -> Days:
    return Days(first=today, last=later_day(found, today))
