"""Feasts and holidays as they are said in French: "lundi de Pâques", "pendant les vacances de Noël"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from knowledge.bank_holidays import bank_holidays
from knowledge.plain_words import plain
from knowledge.said import Period, Readings, Said, coming
from knowledge.school_holidays import next_break
from knowledge.town import TownFacts

FEASTS = Readings()


@FEASTS.reads(
    r"(?:pendant |durant |pour )?(?:les |ces |des |aux |vos )?(?:grandes|petites) vacances(?: scolaires)?"
)
def _great_holidays(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return _school(today, town, "vacances d'été" if "grandes" in match[0] else "")


@FEASTS.reads(
    r"(?:pendant |durant |pour )?(?:toutes )?(?:les |ces |des |aux |vos )?(?:prochaines )?"
    r"(?:vacances|conges)(?: scolaires)?"
    r"(?: (?:de |d |du )(?:la )?(noel|hiver|fevrier|printemps|paques|avril|ete|juillet|aout|toussaint))?"
)
def _holidays(match: re.Match[str], today: date, town: TownFacts) -> Said:
    names = {"noel": "vacances de Noël", "toussaint": "vacances de la Toussaint"}
    names |= dict.fromkeys(("hiver", "fevrier"), "vacances d'hiver")
    names |= dict.fromkeys(("printemps", "paques", "avril"), "vacances de printemps")
    names |= dict.fromkeys(("ete", "juillet", "aout"), "vacances d'été")
    return _school(today, town, names.get(match[1] or "", ""))


@FEASTS.reads(r"(?:cet |l |pendant l |en |d )ete")
def _summer(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return _school(today, town, "vacances d'été")


@FEASTS.reads(
    r"(?:pendant )?les fetes(?: de fin d annee| de noel)?",
    r"fetes de fin d annee",
    r"entre noel et (?:le )?(?:jour de l an|nouvel an|1 de l an)",
)
def _festive_season(match: re.Match[str], today: date, town: TownFacts) -> Said:
    year = today.year if today >= date(today.year, 1, 3) else today.year - 1
    return Said(period=Period(max(today, date(year, 12, 24)), date(year + 1, 1, 2), "range"))


@FEASTS.reads(r"(?:les |des )?jours? feries?|(?:les )?feries")
def _bank_holidays(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(bank_holidays=True)


@FEASTS.reads(r"(?:le )?(?:pont|vendredi) de l ascension")
def _ascension_bridge(match: re.Match[str], today: date, town: TownFacts) -> Said:
    def bridge(year: int) -> date:
        return _named("ascension", year, town) + timedelta(days=1)

    return Said(days=(coming(bridge, today),))


@FEASTS.reads(r"(?:la )?veille (?:de )?noel|(?:le )?reveillon(?: de noel)?")
def _christmas_eve(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(coming(lambda year: date(year, 12, 24), today),))


@FEASTS.reads(r"(?:le )?lendemain de noel")
def _boxing_day(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(coming(lambda year: date(year, 12, 26), today),))


@FEASTS.reads(
    r"(?:la )?saint sylvestre",
    r"(?:la veille|le reveillon|reveillon) du (?:jour de l an|nouvel an)",
)
def _new_years_eve(match: re.Match[str], today: date, town: TownFacts) -> Said:
    return Said(days=(coming(lambda year: date(year, 12, 31), today),))


@FEASTS.reads(
    r"(?:le |la |l |a )?(?:jour de |jour d |lundi de |dimanche de |jeudi de |week end de )?(?:la |l )?"
    r"(noel|paques|pentecote|ascension|assomption|toussaint|armistice|vendredi saint|saint etienne"
    r"|fete nationale|fete du travail|fete de la victoire|victoire|nouvel an|jour de l an|1 de l an|l an)"
)
def _feast(match: re.Match[str], today: date, town: TownFacts) -> Said:
    names = {
        "paques": "lundi de paques",
        "pentecote": "lundi de pentecote",
        "victoire": "fete de la victoire",
    }
    names |= dict.fromkeys(("nouvel an", "1 de l an", "l an"), "jour de l an")
    name = names.get(match[1], match[1])
    sunday = timedelta(days=1) if "dimanche" in match[0] else timedelta()

    def feast(year: int) -> date:
        return _named(name, year, town) - sunday

    return Said(days=(coming(feast, today),))


def _school(today: date, town: TownFacts, name: str) -> Said:
    found = next_break(town.school_zone, today, name)
    if found is not None and not found.name.startswith("vacances"):  # a bridge day is no holiday in speech
        found = next_break(town.school_zone, found.last + timedelta(days=1))
    if found is None:
        return Said(unknown_break=True)
    return Said(period=Period(max(today, found.first), found.last, "break", found.name))


def _named(name: str, year: int, town: TownFacts) -> date:
    """A bank holiday by its plain name, wherever it is one: Good Friday has a date everywhere."""
    for zone in (town.holiday_zone, "Alsace-Moselle"):
        for day, french in bank_holidays(zone, year).items():
            if plain(french) == name:
                return day
    raise KeyError(name)
