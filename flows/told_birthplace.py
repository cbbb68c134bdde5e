"""Where somebody was born, told as a place: "née à Toulouse" is "ailleurs en France"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.collect.numbers import with_digits
from flows.collect.words import bare, bare_words
from flows.french.towns import COUNTRIES, FOREIGN_TOWNS, FRENCH_REGIONS, FRENCH_TOWNS

_BORN = re.compile(
    r"\b(?:nee?s?|accouche)(?: (?:en|le) (?:\d+|mille|mil|premier|1er)[\w ]*?)?"
    r"(?= (?:a|au|aux|en|sur|dans|chez|ici|ailleurs|la)\b)"
)
"""It is followed by where."""
_ENDS = re.compile(r"\b(?:mais|et|je|j|il|elle|on|pour|comment|c est|en (?:mille|\d+)|le \d+|l annee)\b.*$")
_BEFORE = re.compile(
    r"^(?:(?:oui|non|euh|alors|ah|ben|bah|bon|c est|c etait|moi|lui|je suis|il est|elle est|nee?s?|plutot) )+"
)
_LEADS = re.compile(r"^(?:(?:oui|non|mais|si|et|euh|ah|oh|ben|bah|bon|pardon|en fait|plutot|attendez) )+")
_WHEN = re.compile(
    r" (?:en|le) (?:(?:1er|premier|\d+|janvier|fevrier|mars|avril|mai|juin|juillet|aout"
    r"|septembre|octobre|novembre|decembre|en)(?: |$))+$"
)
_WHO_WAS = re.compile(
    r"(?:(?:moi|lui|je suis|j etais|il est|elle est|ils sont|elles sont|on est|c est|c etait|est|sont"
    r"|(?:mon|ma|mes) \w+(?: \w+)?(?= (?:est|sont|il|elle)\b)) )*"
)
"""Before "né à"."""
_HOSPITAL = r"(?:la |l )?(?:maternite|hopital|clinique|chu|mairie) (?:de |d |du )?"
_AT = re.compile(rf"^(?:a|au|aux|en|sur|dans)(?: {_HOSPITAL}| )(?P<where>[\w ]+)$")
_A_TOWN = re.compile(r"^(?:a|sur) (?:" + _HOSPITAL + r")?(?P<town>(?!(?:la|le|les|l)\b)[\w ]+)$")
_LAND = "|".join(("france", *sorted(COUNTRIES, key=len, reverse=True)))
_IN_COUNTRY = re.compile(rf" (?:en|au|aux|a|de|du) (?:l )?(?P<country>{_LAND})$")
"""After a town, the country it is in: "Liège en Belgique"."""
_LONGEST_NAME = 5
"""Words of "Saint-Julien-en-Genevois"."""
_NO_TOWN = frozenset(
    bare_words(
        "côté cause peu part propos domicile distance voir faire refaire moi toi lui elle vous nous eux qui"
        " quoi quel quelle quelles quels partir cette cet ce ces mon ma mes son sa ses votre notre un une"
        " deux trois chaque nouveau pied tout toute maternité hôpital clinique mairie maison étranger"
        " ailleurs ici priori peine savoir propre vrai demain midi minuit france retirer demander quelqu'un"
    )
)
"""Words that follow "à" and name no town."""
_ANOTHER_TOWN = re.compile(
    r"^(?:dans |d |a |en )?une autre (?:commune|ville|mairie|region)\b"
    r"|^dans un autre (?:village|departement)\b"
)
_SAINT = re.compile(r"^(?:saint|sainte|st|ste) \w+(?: \w+){0,3}$")


@dataclass(frozen=True)
class Places:
    """The places of the cases "ici", "ailleurs" and "à l'étranger" among the options."""

    elsewhere: int
    abroad: int | None


def places_of(options: Sequence[Sequence[str]]) -> Places | None:
    """Of options that ask where, each its label and phrases; None of others, or where the town names itself
    nowhere, as nobody would know its name from another's."""
    said = [[bare(phrase) for phrase in option] for option in options]
    here = [place for place, one in enumerate(said) if "ici" in one]
    elsewhere = [place for place, one in enumerate(said) if any(p.split()[:1] == ["ailleurs"] for p in one)]
    abroad = [place for place, one in enumerate(said) if any("etranger" in p.split() for p in one)]
    if len(here) != 1 or len(elsewhere) != 1 or here == elsewhere:
        return None
    if not any(_names_town(phrase) for phrase in said[here[0]]):
        return None
    return Places(elsewhere[0], abroad[0] if len(abroad) == 1 else None)


def places_told(text: str) -> list[str]:
    """Where somebody is said to be born, each as bare words: "née à Lyon" gives "a lyon"."""
    said = bare(with_digits(text))
    told = [_ENDS.sub("", said[found.end() :].strip()).strip() for found in _BORN.finditer(said)]
    return [one for one in told if one]


def birthplace_alone(text: str) -> str:
    """Where words that tell nothing else say that somebody was born: "non je suis né à Valmont".

    "Non, à Lyon" does too, of a place that is known; empty for anything else.
    """
    said = _LEADS.sub("", bare(with_digits(text)))
    if (found := _BORN.search(said)) and _WHO_WAS.fullmatch(said[: found.start()]):
        where = _WHEN.sub("", said[found.end() :].strip())
        return where if places_told(said) == [where] else ""
    refused = re.match(r"(?:ah |euh )*(?:non|pardon)\b", bare(text))
    return said if refused and _is_known(said) else ""


def _is_known(where: str) -> bool:
    return _named(where) in FRENCH_TOWNS | FRENCH_REGIONS | COUNTRIES | FOREIGN_TOWNS


def place_chosen(where: str, places: Places) -> int | None:
    """The option that a place names, which is none of those that they name themselves; None for none."""
    said = _BEFORE.sub("", bare(where))
    found = _AT.match(said)
    name = found["where"].strip() if found else said
    name = name.removeprefix("la ") if name.removeprefix("la ") in FRENCH_REGIONS else name
    if name in FRENCH_TOWNS | FRENCH_REGIONS or _SAINT.match(name):
        return places.elsewhere
    if name.removeprefix("l ") in COUNTRIES | FOREIGN_TOWNS:
        return places.abroad
    if country := _IN_COUNTRY.search(said):
        return places.elsewhere if country["country"] == "france" else places.abroad
    town = _A_TOWN.match(said)
    if town is None or _NO_TOWN & set(town["town"].split()) or len(town["town"].split()) > _LONGEST_NAME:
        return None
    return places.elsewhere


def plainly_elsewhere(where: str, options: Sequence[Sequence[str]], places: Places) -> int | None:
    """The option of another place, whatever words it has in common with this town: "une autre commune".

    So are "à Saint-Valmont", in Valmont, and "à Montréal au Canada"; None where words tell none of these.
    """
    said = _BEFORE.sub("", bare(where))
    if _ANOTHER_TOWN.match(said):
        return places.elsewhere
    found = _AT.match(said)
    name = found["where"].strip() if found else said
    parts = [_named(part) for part in re.split(r" (?=(?:a|au|aux|en|dans) )", said)]
    if len(parts) > 1 and (COUNTRIES | FOREIGN_TOWNS) & set(parts) and not FRENCH_TOWNS & set(parts):
        return places.abroad
    here = {word for option in options for phrase in option for word in bare_words(phrase)}
    return places.elsewhere if _SAINT.match(name) and not {"saint", "sainte", "st", "ste"} & here else None


def _named(where: str) -> str:
    found = _AT.match(where)
    return found["where"].strip().removeprefix("l ") if found else ""


def _names_town(phrase: str) -> bool:
    town = _A_TOWN.match(phrase)
    return town is not None and not _NO_TOWN & set(town["town"].split())
