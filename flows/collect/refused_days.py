"""Days that are refused: "sauf le vingt ou le vingt-trois", "ni lundi ni mardi", "pas le jeudi matin".

What is refused is taken out of the words, so that no day of it is taken for the one that is wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from flows.collect.calendar_days import Days, next_weekday
from flows.collect.day_words import DAY, MONTH, date_of
from flows.collect.when import When
from flows.collect.written import WEEKDAYS

_BUT = (
    r"(?:sauf|hors|hormis|excepte|(?:mis )?a part|en dehors|a l exception|(?:a l )?exclu(?:sion)?"
    r"|evite[rz]?|mais pas)"
)
"""What leaves days out of all the others: its list may go on without a word between."""
_CANNOT = (
    r"(?:(?<!pourquoi )(?<!sais )(?<!est ce )(?<!travaille )(?<!bosse )pas|jamais|ni"
    r"|(?:(?:suis|serai|sommes) (?:prise?s?|occupee?s?|absente?s?|de garde|au travail|en deplacement"
    r"|en vacances)|travaille|bosse)(?!(?: \w+){1,6} jusqu ))"
)
_IDLE = (
    r"(?: (?:venir|passer|me deplacer|me liberer|disponibles?|dispo|libres?|possible|surtout|du tout|pour|non"
    r"|plus|la(?= (?:le|les|l|du|au) )))*"
)
_ARTICLE = r"(?: (?:l[ea]s?|l|du|des|de|d|au|aux))?"
_NO_DAY = r"(?! ?(?:h|heures?|jours?|semaines?|mois|ans?|minutes?|eme)\b)"
_HALF = r"(?: (?:au |le |l |en |dans l )?(?P<half>matin|apres midi|soir))?"
_NUMBER = rf"(?:\d{{1,2}}{_NO_DAY}|(?:1er|premier)(?= (?:{MONTH})\b|$))"
_MONTH = rf"(?: (?:{MONTH})(?: 20\d\d)?)?"
_DATE = rf" (?:le|les|du|des|au)(?: (?:{DAY}))? {_NUMBER}{_MONTH}"
_BARE_DATE = rf"(?:{_ARTICLE}(?: (?:{DAY}))? {_NUMBER}{_MONTH})"
_SPAN = rf" (?:(?:du|entre le) {_NUMBER}{_MONTH} (?:au|et le) {_NUMBER}{_MONTH}|du (?:{DAY}) au (?:{DAY}))"
_NAMED = rf"{_ARTICLE} (?:{DAY}|week ?end)s?(?: (?:prochain|qui vient))?(?! (?:en|dans) (?:8|15)\b)"
_SOON = r"(?: (?:apres )?demain| aujourd ?hui)"
_PART = r"(?: (?:au |le |l |en |dans l )?(?:matin|apres midi|soir))?"
_FIRST = rf"(?:{_SPAN}|{_DATE}|{_NAMED}|{_SOON}){_PART}"
_NEXT = rf"(?:{_SPAN}|{_BARE_DATE}|{_NAMED}|{_SOON}){_PART}"
_AND = rf"(?: (?:et|ou|ni|non plus))+(?: pas)?{_IDLE}"
_SUITS_NOT = (
    r"(?: (?:moi|je|j|ca|c|ce|on|ne|n|me|m|nous|est|y))*"
    r" (?:(?:peux|peut|pouvons|pourrai|suis|serai|est|va|ira|vais|arrange|convient|marche) pas"
    r"(?: (?:libre|disponible|dispo|la|du tout|trop|non plus|possible|venir))*"
    r"|impossible|travaille|bosse|(?:suis|serai) (?:prise?|occupee?|absente?|au travail))"
    r"(?= (?:mais|plutot|par contre|donc|sinon|en revanche|alors|je prefere)\b"
    r"|(?: (?:finalement|en fait|du coup|malheureusement|desolee?|en fin de compte|merci))*$"
    rf"|(?: le)? (?:{DAY}) (?:oui|non plus|je peux|ca (?:va|irait|marche)|c est (?:bon|possible))\b)"
)
""""Le vingt je ne peux pas": the days come first."""
_VISIT = re.compile(r"\b(?:rendez vous|rdv)\b")
""""Mon rendez-vous de jeudi, je ne peux pas": that day is that of the visit, and no wish."""
_SUITS = (
    r"(?! (?:(?:me|m|nous|ca|c|ce|est|serait|tres) )*"
    r"(?:va|irait|arrange\w*|convien\w+|bon|parfait|bien|plutot|si possible)\b(?! pas))"
)
""""Pas le lundi et le mardi me va": the day that suits is not refused."""
_REFUSED = re.compile(
    rf"\b(?:{_BUT}{_IDLE}{_FIRST}(?:(?:{_AND}{_NEXT}|{_DATE}){_SUITS})*"
    rf"|{_CANNOT}{_IDLE}{_FIRST}(?:{_AND}{_NEXT}{_SUITS})*)(?: non plus)?\b"
)
_REFUSED_EITHER_WAY = re.compile(
    rf"{_FIRST}(?:{_AND}{_NEXT})*{_SUITS_NOT}(?:{_FIRST} non plus\b)?|{_REFUSED.pattern}"
)
_ITEM = re.compile(
    rf"(?:(?:du|entre le) (?P<from>{_NUMBER})(?: (?P<from_month>{MONTH}))? (?:au|et le) (?P<to>{_NUMBER})"
    rf"(?: (?P<to_month>{MONTH}))?"
    rf"|(?P<soon>(?:apres )?demain|aujourd ?hui)\b"
    rf"|(?:(?P<name>{DAY}) )?(?P<number>{_NUMBER})(?: (?P<month>{MONTH})(?: (?P<year>20\d\d))?)?"
    rf"|du (?P<since>{DAY}) au (?P<until>{DAY})"
    rf"|(?P<weekday>{DAY}|week ?end)s?(?P<coming> (?:prochain|qui vient))?){_HALF}"
)
_ONLY_SOON = re.compile(rf"(?:{_BUT}|{_CANNOT}){_IDLE}{_SOON}")
""""Sauf demain", and nothing more: from the day after on."""
_PLACE = re.compile(r"(?:pas|ni) le (?:1er|premier)")
""""Pas le premier" is more likely the first one of a list."""
_MOST_DAYS = 60
"""Days refused one by one; a longer stretch is none."""
_WEEKEND = (5, 6)
_NOON, _EVENING = time(12), time(17)
_LEFT_OF = {
    "matin": When(earliest=_NOON),
    "apres midi": When(latest=_NOON),
    "soir": When(latest=_EVENING),
}
"""What is left of a day of which a part is refused."""


@dataclass(frozen=True, kw_only=True)
class Refused:
    """What somebody will not have."""

    days: tuple[date, ...] = ()
    weekdays: tuple[int, ...] = ()
    halves: tuple[When, ...] = ()
    """What is left of the days, or of the days of the week, of which a part alone is refused."""

    def out_of(self, wished: When | None) -> When:
        """A wish, without what is refused. A wish for one day that is not refused stands as it is."""
        wished = wished or When()
        if wished.problem or (wished.day and wished.day not in self.days and not self.halves):
            return wished
        if wished.day in self.days:
            wished = replace(wished, first=None, last=None)
        left = tuple(day for day in wished.weekdays or range(7) if day not in self.weekdays)
        wished = replace(
            wished, weekdays=left if self.weekdays else wished.weekdays, but=(*wished.but, *self.days)
        )
        return self._with_halves(wished) if self.halves else wished

    def _with_halves(self, wished: When) -> When:
        days = tuple(half.day for half in self.halves if half.day)
        weekdays = tuple(day for half in self.halves for day in half.weekdays)
        free = tuple(day for day in range(7) if day not in weekdays) if weekdays else ()
        return replace(wished, parts=(When(weekdays=free, but=days), *self.halves))


def without_refused(plain: str, today: date) -> tuple[str, Refused | None]:
    """The words less those of the days that they refuse, and these; None when none is refused.

    "sauf demain" alone is not of them: it tells from when on.
    """
    days: list[date] = []
    weekdays: set[int] = set()
    halves: list[When] = []
    plain, kept, end = f" {plain}", "", 0
    for found in (_REFUSED if _VISIT.search(plain) else _REFUSED_EITHER_WAY).finditer(plain):
        if _ONLY_SOON.fullmatch(found[0]) or _PLACE.fullmatch(found[0]):
            continue
        kept, end = kept + plain[end : found.start()], found.end()
        for item in _items(found[0]):
            refused = _days_of(item, today)
            half = _LEFT_OF.get(item["half"] or "")
            if refused is None:
                habit = _weekdays_of(item)
                if half:
                    halves.append(replace(half, weekdays=habit))
                else:
                    weekdays.update(habit)
            elif half:
                halves += [replace(half, first=day, last=day) for day in refused]
            else:
                days += refused
    if not (days or weekdays or halves):
        return plain.strip(), None
    left = " ".join(f"{kept} {plain[end:]}".split())
    return left, Refused(days=tuple(days), weekdays=tuple(sorted(weekdays)), halves=tuple(halves))


def _items(words: str) -> list[re.Match[str]]:
    """The days named, one by one; a month told with a later one is that of those before it."""
    month = re.search(rf" ({MONTH})(?: 20\d\d)?\b(?!.* (?:{MONTH})\b)", words)
    bare = re.compile(rf"({_NUMBER})(?! (?:{MONTH})\b)(?= |$)")
    if month is not None and not re.search(rf" (?:{MONTH})\b", words[: month.start()]):
        head = bare.sub(lambda found: f"{found[1]} {month[1]}", words[: month.start()])
        words = f"{head}{words[month.start() :]}" if not head.endswith(month[1]) else head
    return list(_ITEM.finditer(words))


def _weekdays_of(item: re.Match[str]) -> tuple[int, ...]:
    """The days of the week that a match is about: one, the weekend, or "du lundi au jeudi"."""
    if item["weekday"]:
        return (WEEKDAYS.index(item["weekday"]),) if item["weekday"] in WEEKDAYS else _WEEKEND
    first, last = WEEKDAYS.index(item["since"]), WEEKDAYS.index(item["until"])
    return tuple((first + ahead) % 7 for ahead in range((last - first) % 7 + 1))


def _days_of(item: re.Match[str], today: date) -> list[date] | None:
    """The very days that a match is about, none when they are over or in no calendar; None for a habit."""
    if item["soon"]:
        ahead = {"demain": 1, "apres demain": 2}.get(item["soon"], 0)
        # Whoever will not have tomorrow has no use for today either: "pas demain" is from the day after on.
        return [today, today + timedelta(days=ahead)] if ahead == 1 else [today + timedelta(days=ahead)]
    if item["since"]:
        return None
    if item["weekday"]:
        alone = item["coming"] and item["weekday"] in WEEKDAYS
        return [next_weekday(today, item["weekday"])] if alone else None
    if item["from"]:
        first, last = (_dated(item[end], item[f"{end}_month"], today) for end in ("from", "to"))
        if first is None or last is None or not timedelta() <= last - first < timedelta(days=_MOST_DAYS):
            return []
        return [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
    day: Days = date_of(item, today)
    return [day.first] if day.first and day.problem in ("", "mismatch") else []


def _dated(number: str, month: str | None, today: date) -> date | None:
    found = re.fullmatch(
        rf"(?P<name>)(?P<number>{_NUMBER}|1er|premier)(?: (?P<month>{MONTH})(?: (?P<year>20\d\d))?)?",
        f"{number} {month}" if month else number,
    )
    return date_of(found, today).first if found else None
