"""Moments read and written in the language of the conversation; the French reading is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from flows.collect import written
from flows.collect.absences import back_after
from flows.collect.calendar_days import Days
from flows.collect.days import days_in
from flows.collect.numbers import with_digits
from flows.collect.refused_days import without_refused
from flows.collect.time import hours_in
from flows.collect.when import When
from flows.english import when as english_when
from flows.english import written as english

_ANYTIME = re.compile(
    r"\b(n importe (?:quand|quel (?:jour|moment)|lequel|laquelle|quelle (?:heure|date))|peu importe"
    r"|(?:comme|quand) (?:vous|ca vous) (?:voulez|pouvez|arrange|preferez)|m est egal|a votre convenance"
    r"|le plus (?:tot|vite|rapidement)|des que possible|au plus (?:tot|vite)|rapidement|au plus presse"
    r"|(?:des que|quand|comme) (?:vous pouvez|possible)|toute la journee|tous les jours|(?:le )?premier"
    r" (?:creneau|rendez vous|disponible|qui)"
    r"|je suis (?:libre|disponible|flexible|a la retraite)|le prochain (?:creneau|rendez vous|disponible))\b"
)
_SOON = re.compile(
    r"\bdans (?:une|\d{1,2}) (?:petite )?(?:heures?|minutes?)\b|\bdans (?:une|la) demi heure\b"
    r"|\bdans (?:la|l|le) (?:journee|quart d heure)\b|\bdans l heure$"
)
""""Dans une heure" is today, not one o'clock."""
_IN_PART = re.compile(r"\bdans (?:la|l) (matinee|apres midi|soiree)\b")
""""Dans l'après-midi" is today's, unless a day is said: "demain dans l'après-midi"."""
_DAYS_OF_HOURS = {"24": "1 jour", "40 8": "2 jours", "48": "2 jours", "60 12": "3 jours", "72": "3 jours"}
_HOURS = re.compile(rf"\bdans ({'|'.join(_DAYS_OF_HOURS)}) heures\b")
_WEEKDAY_OF_WEEK = re.compile(
    r"\b((?:lun|mar|mercre|jeu|vendre|same)di|dimanche) dans (?:(1|une|2) semaines?|(8|15) jours)\b"
)
""""Jeudi dans deux semaines" is Thursday of that week."""
_WEEKS_AWAY = re.compile(
    r"\b((?:lun|mar|mercre|jeu|vendre|same)di|dimanche)(?: prochain)? (?:mais )?"
    r"(?:pas|non pas|et non) celui ci\b"
    r"(?:(?: mais| plutot)* (?:le|celui) (?:suivant|d apres))?"
    r"|\bpas ce ((?:lun|mar|mercre|jeu|vendre|same)di|dimanche)(?: ci)?"
    r"(?: mais| plutot)* (?:le|celui) (?:suivant|d apres|prochain)\b"
)
""""Mercredi prochain, pas celui-ci": the one after it."""
_RATHER = re.compile(r" (?:ah |enfin |euh |ou )*non(?: non| pardon| plutot| pas)* ")
""""Demain, non, vendredi"."""

_BUSY_UNTIL = re.compile(
    r"\b(?:travaille|bosse|(?:suis|serai) (?:prise?|occupee?|au travail|au bureau|en cours))(?: \w+){0,4}?"
    r" jusqu (?:a |au )|\b(?:finis|termine|sors|debauche|finirai)"
    r"(?: du (?:travail|boulot|bureau)| de travailler"
    r"| le travail)? a (?=\d)|\bpas (?:libre |disponible |possible )?avant (?=\d)"
)
""""Je travaille tous les jours jusqu'à 16 heures", "je finis à 17 heures": after that."""
_BETWEEN_PARTS = re.compile(r" (?:ou bien|ou sinon|ou alors|ou|soit|sinon|et) (?!(?:demie?|quart)\b)")
_REFUSES = re.compile(
    r"\b(?:sauf|hors|hormis|excepte|pas|ni|jamais|avant|a part|en dehors|prise?s?|occupee?s?|absente?s?"
    r"|travaille|bosse|j ai (?!(?:que )?(?:le )?(?:lun|mar|mercre|jeu|vendre|same)di|besoin|envie))\b"
)
_SAME_HOUR = re.compile(r"\b(?:pareil|aussi|egalement|meme (?:heure|horaire|creneau))\b")
_PART = r"(?:matin|matinee|apres midi|soir|soiree)s?"
_NOT_THEN = re.compile(
    rf"\b(?<!pourquoi )(?:pas|jamais|sauf|hors)(?: (?:venir|me deplacer|me liberer|disponible|libre|du tout"
    rf"|possible|les?|la|l|en|dans))* {_PART}\b"
    rf"|\b{_PART} (?:(?:c est|ce n est|je|j|ca|ne|n|suis|peux|va|me|m|arrange) )*(?:pas|jamais|impossible)\b"
    rf"(?! de | trop )|\btravaille (?:les?|l|tous les) {_PART}\b"
)
""""Je ne peux pas venir le matin" is the afternoon."""


_BUT_NOT_THEN = re.compile(
    rf"\b(?<!pourquoi )(?:mais )?(?:surtout )?pas (?:le |la |l |en |dans l |dans la )?{_PART}\b"
)
""""Demain mais pas le matin": of that day, the rest."""


def parse_when(text: str, today: date) -> When | None:
    """What a text says of when; None when it says nothing of it. `today` is the caller's day.

    A day that cannot be taken has a `problem` and, in `first`, the day it is about.
    """
    plain = back_after(with_digits(text), today)
    if rather := _rather(plain, today):
        return rather
    return _when(plain, today)


def _rather(plain: str, today: date) -> When | None:
    """What is said after a "non" in the place of what was said before it, of which it keeps the day."""
    before, no, after = _last_parted(plain)
    if not no or (first := _when(before, today)) is None or (then := _when(after, today)) is None:
        return None
    if then.first is None and not then.weekdays:
        return replace(
            then, first=first.first, last=first.last, weekdays=first.weekdays, problem=first.problem
        )
    return then


def _last_parted(plain: str) -> tuple[str, str, str]:
    parted = list(_RATHER.finditer(plain))
    if not parted:
        return plain, "", ""
    return plain[: parted[-1].start()], parted[-1][0], plain[parted[-1].end() :]


def _weeks(found: re.Match[str]) -> str:
    return "15" if "2" in found.groups() or "15" in found.groups() else "8"


def _when(plain: str, today: date) -> When | None:
    """What words say of when: the days wished for, each in its part of the day, less those refused."""
    if parts := _in_parts(plain, today):
        return parts
    kept, refused = without_refused(plain, today)
    if refused is not None:
        return refused.out_of(_when(kept, today) if kept else None)
    return _wished(plain, today)


def _in_parts(plain: str, today: date) -> When | None:
    """ "Lundi matin ou mardi après-midi": days of which each has its own part of the day, or its own hour.

    None where that is not surely meant: a part said with the last day alone, "lundi ou mardi matin", is that
    of them all.
    """
    said = _BETWEEN_PARTS.split(plain)
    if len(said) == 1 or _REFUSES.search(plain):
        return None
    parts = [_wished(part, today) for part in said]
    wishes = [_within_the_hour(part) for part in parts if part and not part.problem]
    if len(wishes) < len(said) or not all(_names_days(wish) for wish in wishes):
        return None
    hours = [(wish.earliest, wish.latest) for wish in wishes]
    if not any(hours[0]) or hours.count(hours[0]) == len(hours):
        return None
    if (None, None) in hours and _SAME_HOUR.search(plain):
        return None
    wishes = _with_hours_that_follow(wishes)
    days = [wish.day for wish in wishes if wish.day]
    whole = len(days) == len(wishes)
    weekdays = {day.weekday() for day in days}.union(*(wish.weekdays for wish in wishes))
    return When(
        first=min(days) if whole else None,
        last=max(days) if whole else None,
        weekdays=tuple(sorted(weekdays)),
        parts=tuple(wishes),
    )


def _within_the_hour(wish: When) -> When:
    """A part at some hour takes what begins within the hour that follows."""
    if wish.at is None:
        return wish
    end = time(wish.at.hour + 1, wish.at.minute) if wish.at.hour < 23 else None
    return replace(wish, at=None, earliest=wish.at, latest=end)


def _with_hours_that_follow(wishes: Sequence[When]) -> list[When]:
    """ "Mardi à dix heures ou mercredi ou jeudi à quatorze heures": Wednesday is at two too."""
    following: list[When] = []
    hours: tuple[time | None, time | None] = (None, None)
    for wish in reversed(wishes):
        if wish.earliest or wish.latest:
            hours = wish.earliest, wish.latest
        following.insert(0, replace(wish, earliest=hours[0], latest=hours[1]))
    return following


def _names_days(wish: When) -> bool:
    return wish.day is not None or (bool(wish.weekdays) and wish.first is None)


def _wished(plain: str, today: date) -> When | None:
    plain = _HOURS.sub(lambda found: f"dans {_DAYS_OF_HOURS[found[1]]}", plain)
    plain = _WEEKDAY_OF_WEEK.sub(lambda found: f"{found[1]} en {_weeks(found)}", plain)
    plain = _WEEKS_AWAY.sub(lambda found: f"{found[1] or found[2]} en 8", plain)
    plain = _SOON.sub("aujourd hui", plain)
    plain = _BUSY_UNTIL.sub("apres ", plain)
    other = _IN_PART.sub(r"la \1", plain)
    this_part, plain = other != plain, other
    but_not = _BUT_NOT_THEN.search(plain)
    hours, left = hours_in(f"{plain[: but_not.start()]} {plain[but_not.end() :]}" if but_not else plain)
    if but_not and not hours:
        hours, left = hours_in(but_not[0])[0].contrary, left
    days = days_in(" ".join(left.split()), today) or days_in(plain, today)
    if days is None and not hours:
        return When() if _ANYTIME.search(plain) else None
    if this_part and days is None:
        days = Days(first=today, last=today)
    days = days or Days()
    if not but_not and _NOT_THEN.search(plain) and days.first is None:
        hours = hours.contrary
    return When(
        first=days.first,
        last=days.last,
        weekdays=days.weekdays,
        at=hours.at,
        earliest=hours.earliest,
        latest=hours.latest,
        problem=days.problem,
    )


@dataclass(frozen=True)
class Writing:
    """How one language writes moments in a sentence."""

    day: Callable[[date, date], str]
    """A day, said on another one."""
    time: Callable[[time], str]
    moment: Callable[[datetime, date], str]
    window: Callable[[datetime, datetime, date], str]
    habit: Callable[[Sequence[int], str, str], str]
    """Weekdays, and the first and last hour of each, "12:00", which may be empty."""


_READERS = {"fr": parse_when, "en": english_when.parse_when}
_WRITINGS = {
    "fr": Writing(
        written.written_day,
        written.written_time,
        written.written_moment,
        written.written_window,
        written.written_habit,
    ),
    "en": Writing(
        english.written_day,
        english.written_time,
        english.written_moment,
        english.written_window,
        english.written_habit,
    ),
}


def read_when(language: str, text: str, today: date) -> When | None:
    """What a text of that language says of when; as `parse_when`, which reads French."""
    return _READERS.get(language, parse_when)(text, today)


def writing(language: str) -> Writing:
    """How that language writes moments."""
    return _WRITINGS.get(language, _WRITINGS["fr"])
