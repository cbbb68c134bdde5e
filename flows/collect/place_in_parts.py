"""What several tries to tell a place have told of it, none of which was a street of the town."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher

from flows.ask import Talk
from flows.collect.numbers import with_digits

_SAME = 0.8
"""Likeness from which a street heard twice is one."""


@dataclass
class PlaceInParts:
    """A house number and a street, each told in its turn."""

    number: str = ""
    """Told alone, or with a street that is not the town's: "14 bis"."""
    unlisted: str = ""
    """Bare words of the last street that is not the town's."""

    def told_twice(self, talk: Talk, words: str) -> bool:
        """Is the same street told once more, which is not in the list? Whoever says it twice knows it."""
        said = talk.tongue.address.said_in(talk.tongue.digits(words))
        if said is None or not said.typed:
            return False
        before, self.unlisted = self.unlisted, said.street
        self.number = said.number or self.number
        return bool(before) and SequenceMatcher(None, before, said.street).ratio() >= _SAME

    def with_number(self, talk: Talk, said: str) -> str:
        """The words that are kept, with the number told apart from them."""
        known = with_digits(talk.tongue.digits(said)).split()
        return f"{self.number} {said}" if self.number and self.number.split()[0] not in known else said
