"""The streets of one commune, read line by line; former communes keep theirs apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from knowledge.streets import Street, house_number

UNNUMBERED = 99999
"""The base's number for a street that has none ("Format Base Adresse Locale")."""


@dataclass
class Commune:
    """One commune."""

    name: str
    code: str
    numbers: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """By street name and former commune."""
    postcodes: dict[tuple[str, str], str] = field(default_factory=dict)

    def keep(self, row: dict[str, str]) -> None:
        """Add a line of the base."""
        known = row["nom_voie"], row["nom_ancienne_commune"]
        numbers = self.numbers.setdefault(known, set())
        self.postcodes.setdefault(known, row["code_postal"])
        if row["numero"] and 0 < int(row["numero"]) < UNNUMBERED:
            numbers.add(house_number(str(int(row["numero"])) + row["rep"]))

    def streets(self) -> Iterator[Street]:
        """Its streets by name; "Rue de l'Église, Le Mesnil" where several former communes have that name."""
        communes: defaultdict[str, set[str]] = defaultdict(set)
        for name, former in self.numbers:
            communes[name].add(former)
        for (name, former), numbers in sorted(self.numbers.items()):
            told = name if len(communes[name]) == 1 else f"{name}, {former or self.name}"
            yield Street(told, self.postcodes[name, former], frozenset(numbers))
