"""Days as they are said: "mardi en huit", "le trois", "le premier samedi de mars", "dans quinze jours".

Pure: the same words on the same day always mean the same days. A day that could be past or future is the
coming one, unless it has only just gone: "le 3 novembre", said on the 23rd, is over.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from flows.collect.calendar_days import (
    Days,
    dated,
    from_today,
    month_after,
    month_named,
    named,
    next_weekday,
    nth_weekday,
    numbered,
    one,
)
from flows.collect.day_spans import SPANS
from flows.collect.day_words import (
    COUNTED,
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
from flows.collect.feast_days import FEAST_DAYS
from flows.collect.written import MONTHS, WEEKDAYS

_NTH = {
    **{"1er": 1, "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4},
    "dernier": 0,
}

#: Days that a recogniser writes as other words.
_SLIPS = {
    **{"je dis": "jeudi", "jeu dit": "jeudi", "marre dit": "mardi", "mare dit": "mardi"},
    **{"sa medi": "samedi", "ca me dit": "samedi", "l un dit": "lundi", "lin dit": "lundi"},
    **{"vendre dit": "vendredi", "vendre di": "vendredi", "vent dredi": "vendredi", "mercre di": "mercredi"},
}
_SLIP = re.compile(rf"\b({'|'.join(_SLIPS)})(?= (?:prochain|en|matin|apres|\d)|$)")

_THOSE = rf"(?:{DAY})s?(?: (?:et|ou|ni)(?: l[ea]s?)? (?:{DAY})s?)*"
"""Days that are refused together: "lundi et mardi"."""

_OR = re.compile(r" (?:ou bien|ou sinon|ou|soit) ")
_BARE_WEEKDAY = re.compile(rf"(?:.* )?(?<!ce )(?:{DAY})s?(?: (?:matin|apres midi|soir))?")
"""A day of the week of which nothing tells which one."""
_BARE_NUMBER = re.compile(r"(?:.* )?(?:\d{1,2}|1er|premier)")
"""A day of which the month is told later: "le 20 ou le 22 décembre"."""
_NOT_WANTED = re.compile(
    r"\b(?:sauf|hors|pas|ni|jamais|rien|absente?|evite[rz]?|travaille|prise?|occupee?)\b"
    r"|\b(?:avant|plus tard|d ici)\b|\bapres (?!(?:midi|demain)\b)"
)
"""Before days that are refused, or of which one is but a limit."""

DAYS = Readings()


def days_in(plain: str, today: date) -> Days | None:
    """What bare words with digits say of days; None for nothing."""
    words = _SLIP.sub(lambda found: _SLIPS[found[1]], plain.replace("pourquoi pas ", ""))
    return _either(words, today) or _days(words, today)


def _days(words: str, today: date) -> Days | None:
    return FEAST_DAYS.first(words, today) or SPANS.first(words, today) or DAYS.first(words, today)


def _either(words: str, today: date) -> Days | None:
    """ "Le trois ou le quatre décembre", "demain ou vendredi": one day or another, told by date.

    None where this is not surely meant. Of days too far apart to be looked for together, the first said.
    """
    parts = _OR.split(words)
    bare = [bool(_BARE_WEEKDAY.fullmatch(part)) for part in parts]
    numbered_beside = any(bare) and any(character.isdecimal() for character in words)
    if len(parts) == 1 or all(bare) or numbered_beside or _NOT_WANTED.search(words):
        return None
    days = [_days(part, today) for part in _with_month(parts)]
    firsts = [day.first for day in days if day and day.first and day.first == day.last and not day.problem]
    if len(firsts) < len(parts):
        return None
    first, last, weekdays = min(firsts), max(firsts), {day.weekday() for day in firsts}
    between = (first + timedelta(days=ahead) for ahead in range((last - first).days + 1))
    if {day for day in between if day.weekday() in weekdays} != set(firsts):
        return one(firsts[0])
    return Days(first=first, last=last, weekdays=tuple(sorted(weekdays)))


def _with_month(parts: Sequence[str]) -> list[str]:
    """The month told with the last day, told with those before it too: "le 20 décembre", "le 22 décembre"."""
    month = re.search(rf" (?:{MONTH})\b.*", parts[-1])
    if month is None:
        return list(parts)
    return [part + month[0] if _BARE_NUMBER.fullmatch(part) else part for part in parts]


@DAYS.reads(
    rf"(?P<two>avant )?hier|(?P<name>{DAY}) (?:dernier|passe|d avant)",
    r"(?:la )?(?:semaine|annee) (?:derniere|passee|d avant)|(?:le )?mois (?:dernier|passe)",
)
def _gone(found: re.Match[str], today: date) -> Days:
    if found["name"]:
        back = (today.weekday() - WEEKDAYS.index(found["name"]) - 1) % 7 + 1
        return Days(first=today - timedelta(days=back), problem="past")
    if found[0].endswith("hier"):
        return Days(first=today - timedelta(days=2 if found["two"] else 1), problem="past")
    return Days(problem="past")


@DAYS.reads(
    rf"(?P<nth>{'|'.join(_NTH)}) (?P<name>{DAY})"
    rf" (?:du|de|d) (?:(?P<month>{MONTH})|mois(?P<next> prochain)?)"
)
def _nth_weekday(found: re.Match[str], today: date) -> Days:
    named_month = month_named(found["month"], None, today) if found["month"] else None
    month = named_month or month_after(today, 1 if found["next"] else 0)
    day = nth_weekday(_NTH[found["nth"]], found["name"], month)
    return from_today(day, today)


@DAYS.reads(
    rf"(?:un|le|les|des|tous les) (?P<name>{DAY})s? (?:de|d|en|du mois de|au mois de) (?P<month>{MONTH})",
    rf"(?:en|au mois de) (?P<month2>{MONTH}) (?:\w+ )?(?:un|le|les) (?P<name2>{DAY})s?",
)
def _weekdays_of_a_month(found: re.Match[str], today: date) -> Days:
    month = month_named(found["month"] or found["month2"], None, today)
    return Days(
        first=max(month, today),
        last=month.replace(day=monthrange(month.year, month.month)[1]),
        weekdays=(WEEKDAYS.index(found["name"] or found["name2"]),),
    )


@DAYS.reads(
    rf"(?:sauf|hors|pas|jamais|excepte){FREE}(?: (?:pour|a|le))?"
    rf" (?P<day>aujourd ?hui|demain|cette semaine|ce mois ci)(?: (?P<then>{DAY})\b)?"
)
def _but_soon(found: re.Match[str], today: date) -> Days:
    if found["then"] and next_weekday(today, found["then"]) != today + timedelta(days=1):
        return one(next_weekday(today, found["then"]))  # "sauf demain, vendredi"
    match found["day"]:
        case "demain":
            return Days(first=today + timedelta(days=2))
        case "cette semaine":
            return Days(first=today + timedelta(days=7 - today.weekday()))
        case "ce mois ci":
            return Days(first=month_after(today, 1))
    return Days(first=today + timedelta(days=1))


@DAYS.reads(rf"(?:(?P<name>{DAY}) )?(?:le )?(?P<number>{NUMBER}) (?P<month>{MONTH})(?: (?P<year>20\d\d))?")
def _full_date(found: re.Match[str], today: date) -> Days:
    return date_of(found, today)


@DAYS.reads(r"(?P<number>\d{1,2}) (?P<month>0[1-9]|1[0-2])(?: (?P<year>20\d\d))?$")
def _written_date(found: re.Match[str], today: date) -> Days:
    return dated(int(found["number"]), MONTHS[int(found["month"]) - 1], found["year"], None, today)


@DAYS.reads(rf"(?P<name>{DAY}) (?:en|dans) (?P<count>8|15)(?: jours)?")
def _weekday_in_eight(found: re.Match[str], today: date) -> Days:
    return one(next_weekday(today, found["name"]) + timedelta(weeks=2 if found["count"] == "15" else 1))


@DAYS.reads(rf"(?P<name>{DAY}) dans (?P<weeks>[3-8]) semaines")
def _weekday_in_weeks(found: re.Match[str], today: date) -> Days:
    return one(next_weekday(today, found["name"]) + timedelta(weeks=int(found["weeks"])))


@DAYS.reads(
    rf"(?P<name>{DAY}) (?:de (?:la )?semaine (?:prochaine|d apres)|d apres|suivant)",
    rf"semaine prochaine (?:le )?(?P<name2>{DAY})",
)
def _weekday_next_week(found: re.Match[str], today: date) -> Days:
    monday = today + timedelta(days=7 - today.weekday())
    return one(monday + timedelta(days=WEEKDAYS.index(found["name"] or found["name2"])))


@DAYS.reads(
    rf"(?P<name>{DAY}) (?:le )?(?P<number>{NUMBER})(?! (?:jours?|{DAY}))",
    rf"le (?P<alone>{NUMBER})(?P<next> du mois prochain)?(?! (?:jours?|h|heures?|{DAY})\b)",
)
def _day_of_month(found: re.Match[str], today: date) -> Days:
    if found["name"]:
        return named(number_of(found["number"]), found["name"], today)
    return numbered(number_of(found["alone"]), month_after(today, 1) if found["next"] else today)


@DAYS.reads(rf"dans {COUNTED}")
def _in(found: re.Match[str], today: date) -> Days:
    return one(later_day(found, today))


@DAYS.reads(r"(?P<from>des |a partir de )?(?P<two>apres )?demain(?P<eight> en 8)?")
def _tomorrow(found: re.Match[str], today: date) -> Days:
    day = today + timedelta(days=(2 if found["two"] else 1) + (7 if found["eight"] else 0))
    return Days(first=day) if found["from"] else one(day)


@DAYS.reads(
    r"aujourd ?hui(?P<eight> en 8)?",
    r"ce jour|cet apres ?midi|ce (?:matin|midi|soir)|tout a l heure|tout de suite|maintenant",
)
def _today(found: re.Match[str], today: date) -> Days:
    return one(today + timedelta(days=7 if found["eight"] else 0))


@DAYS.reads(
    r"(?:travaille|bosse|suis (?:occupee?|prise?)|(?:pas|jamais) (?:libre|dispo\w*)) (?:pendant |toute )?"
    r"(?:(?P<this>cette)|la|en) semaine"
)
def _not_in_the_week(found: re.Match[str], today: date) -> Days:
    if found["this"]:
        return Days(first=today + timedelta(days=7 - today.weekday()))
    return Days(weekdays=(5, 6))


@DAYS.reads(
    r"(?P<part>debut|fin|milieu) de (?:la )?semaine(?P<next> prochaine)?",
    rf"(?P<all>{NEXT_WEEK})|(?:cette|dans la) semaine",
)
def _week(found: re.Match[str], today: date) -> Days:
    low, high = {"debut": (0, 1), "milieu": (1, 3), "fin": (3, 5)}.get(found["part"], (0, 6))
    monday = today - timedelta(days=today.weekday())
    if found["all"] or found["next"] or monday + timedelta(days=high) < today:
        monday += timedelta(weeks=1)
    return Days(first=max(monday + timedelta(days=low), today), last=monday + timedelta(days=high))


@DAYS.reads(r"ce week ?end|week ?end (?:prochain|qui vient)|cette fin de semaine")
def _weekend(found: re.Match[str], today: date) -> Days:
    sunday = today + timedelta(days=6 - today.weekday())
    return Days(first=max(sunday - timedelta(days=1), today), last=sunday)


@DAYS.reads(
    r"(?P<part>debut|mi|milieu|fin|courant|en|au mois|le mois|pour) "
    rf"(?:de |d )?(?P<month>{MONTH})(?: (?P<year>20\d\d))?",
    r"(?P<part2>debut du|milieu du|fin du|fin de ce|au|le|ce|dans le) mois(?P<next> prochain)?",
)
def _month(found: re.Match[str], today: date) -> Days:
    month = (
        month_named(found["month"], found["year"], today)
        if found["month"]
        else month_after(today, 1 if found["next"] else 0)
    )
    end = monthrange(month.year, month.month)[1]
    part = (found["part"] or found["part2"] or "").split()[0]
    low, high = {"debut": (1, 10), "mi": (11, 20), "milieu": (11, 20), "fin": (21, end)}.get(part, (1, end))
    last = month.replace(day=high)
    if last < today:
        return Days(first=last, problem="past")
    return Days(first=max(month.replace(day=low), today), last=last)


@DAYS.reads(r"l annee prochaine|l an prochain")
def _next_year(found: re.Match[str], today: date) -> Days:
    return Days(first=date(today.year + 1, 1, 1), last=date(today.year + 1, 12, 31))


@DAYS.reads(
    r"(?:j ai (?:mes |les |mon |ma |des |un |une |du |de la )?"
    r"(?:enfants?|petits|fils|fille|cours|ecole|classe|travail|reunions?|danse|piscine|sport|kine|garde)"
    r"|je garde(?: \w+){1,3}?|je suis (?:prise?|occupee?|absente?|de garde|au travail))"
    rf"(?: l[ea]s?| tous les)? {_THOSE}"
    r"(?! (?:(?:me|m|nous|ca|c|ce|est|serait|tres) )*"
    r"(?:va|irait|arrange\w*|convien\w+|bon|parfait|bien)\b(?! pas))",
)
def _but(found: re.Match[str], today: date) -> Days:
    refused = {WEEKDAYS.index(name) for name in re.findall(DAY, found[0])}
    return Days(weekdays=tuple(day for day in range(7) if day not in refused))


@DAYS.reads(
    rf"(?:{DAY})s?(?: (?:l[ea]s? )?(?:{DAY})s?)*"
    rf"(?:(?: ou| et| soit)(?: bien)?(?P<every> l[ea]s?)?(?: un)? (?:{DAY})s?)+"
)
def _weekdays(found: re.Match[str], today: date) -> Days:
    days = tuple(sorted({WEEKDAYS.index(name) for name in re.findall(DAY, found[0])}))
    # "Lundi ou mardi", said on a Tuesday, is the next one, as "mardi" is; "le lundi ou le mardi" is a habit.
    coming = today.weekday() in days and not found["every"]
    return Days(first=today + timedelta(days=1) if coming else None, weekdays=days)


@DAYS.reads(rf"(?P<name>{DAY}) (?:prochain|qui vient|qui arrive)", rf"(?P<this>ce) (?P<name2>{DAY})")
def _coming_weekday(found: re.Match[str], today: date) -> Days:
    name = found["name"] or found["name2"]
    if found["this"] and WEEKDAYS[today.weekday()] == name:
        return one(today)
    return one(next_weekday(today, name))


@DAYS.reads(rf"(?:un|le|les|des|tous les|chaque) (?P<name>{DAY})s?", rf"(?P<names>{DAY})s")
def _weekday_habit(found: re.Match[str], today: date) -> Days:
    return Days(weekdays=(WEEKDAYS.index(found["name"] or found["names"]),))


@DAYS.reads(rf"(?P<name>{DAY})")
def _weekday(found: re.Match[str], today: date) -> Days:
    return one(next_weekday(today, found["name"]))


@DAYS.reads(r"(?:en|la|dans la) semaine|jours? (?:de semaine|ouvrables?)")
def _working_days(found: re.Match[str], today: date) -> Days:
    return Days(weekdays=(0, 1, 2, 3, 4))


@DAYS.reads(r"week ?ends?")
def _weekends(found: re.Match[str], today: date) -> Days:
    return Days(weekdays=(5, 6))
