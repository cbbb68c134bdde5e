"""The services and places that keep hours: how each is named, agreed with, and recognised in a question."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from knowledge.calendar_words import capital, catalogue, word
from knowledge.plain_words import plain
from knowledge.town import TownFacts

MAIN = "mairie"
"""The table of hours meant when nothing is named: "vous êtes ouverts demain"."""

_ARTICLE = re.compile(r"^(le |la |les |l['’])(.+)$", re.IGNORECASE)


@dataclass(frozen=True)
class Place:
    """Something that opens and closes."""

    slug: str
    name: str
    """With its article: "la mairie"."""

    @cached_property
    def plural(self) -> bool:
        return self.name.lower().startswith("les ")

    @cached_property
    def feminine(self) -> bool:
        found = _ARTICLE.match(self.name)
        if found is None or found[1].lower() in ("le ", "la "):
            return bool(found) and self.name.lower().startswith("la ")
        noun = re.split(r"[\s'’-]", found[2].lower())[0]
        return noun in catalogue()["agreement"]["feminine"]

    @property
    def values(self) -> dict[str, str]:
        """What fills the braces of a sentence about this place."""
        kind = ("feminine" if self.feminine else "masculine") + ("_places" if self.plural else "_place")
        agreed: dict[str, str] = catalogue()["agreement"][kind]
        return {
            **agreed,
            "of": self._of(),
            "It": capital(agreed["it"]),
            "place": self.name,
            "Place": capital(self.name),
        }

    def _of(self) -> str:
        """The name after "de", contracted: "de la mairie", "du musée"."""
        found = _ARTICLE.match(self.name)
        article, noun = (found[1].strip().lower().replace("’", "'"), found[2]) if found else ("", self.name)
        forms: dict[str, str] = catalogue()["of"]
        return forms.get(article, forms["none"]).format(noun=noun, name=self.name)


class Places:
    """The places of one town."""

    def __init__(self, town: TownFacts) -> None:
        self.town = town
        self.main = MAIN if town.knows(MAIN) or not town.hours else next(iter(town.hours))
        self._words = self._recognised()

    def place(self, slug: str) -> Place:
        """A service or a table of hours, with the name the town or the catalogue gives it."""
        if slug in self.town.services:
            return Place(slug, self.town.services[slug].name)
        known = catalogue()["places"].get(slug)
        return Place(slug, known["name"] if known else word("fallback_place").format(slug=slug))

    def named_in(self, words: str) -> tuple[str, str]:
        """The place named in plain words and the words left without it; ("", words) when none is.

        The longest name wins: "police municipale" before "police".
        """
        for name, slug in self._words:
            if (found := re.search(rf"\b{re.escape(name)}s?\b", words)) is not None:
                return slug, " ".join((words[: found.start()] + " " + words[found.end() :]).split())
        return "", words

    def _recognised(self) -> list[tuple[str, str]]:
        """Plain names and what they designate, longest first."""
        names: dict[str, str] = {}
        # In order of authority: a service's own name, then its usual words, then those of places.
        for slug, service in self.town.services.items():
            names.setdefault(plain(_bare(service.name)), slug)
        for slug, words in catalogue()["services"].items():
            if slug in self.town.services:
                names.update({name: slug for name in words if name not in names})
        for slug in self.town.hours:
            for name in catalogue()["places"].get(slug, {}).get("words", [plain(slug)]):
                names.setdefault(name, slug)
        return sorted(names.items(), key=lambda item: -len(item[0]))


def _bare(name: str) -> str:
    """A name without its article."""
    found = _ARTICLE.match(name)
    return found[2] if found else name
