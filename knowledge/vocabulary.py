"""The citizens' words and the town hall's: which expressions name the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import resources

import yaml

from knowledge.normalise import stem, words

_Stems = tuple[str, ...]


class Vocabulary:
    """Groups of expressions that mean the same thing, found in an utterance by their stems."""

    def __init__(self, groups: Mapping[str, Iterable[str]]) -> None:
        """Each group is a name and its expressions, of one or several words."""
        meanings: dict[_Stems, set[str]] = {}
        for name, expressions in groups.items():
            for expression in expressions:
                if stems := tuple(map(stem, words(expression))):
                    meanings.setdefault(stems, set()).add(name)
        self._meanings = {stems: tuple(sorted(names)) for stems, names in meanings.items()}
        self._longest = max(map(len, self._meanings), default=0)

    def concepts(self, stems: Sequence[str]) -> tuple[str, ...]:
        """The names of the groups met, in order, once each; a longer expression hides those inside it."""
        met: dict[str, None] = {}
        at = 0
        while at < len(stems):
            for length in range(min(self._longest, len(stems) - at), 0, -1):
                names = self._meanings.get(tuple(stems[at : at + length]))
                if names:
                    met.update(dict.fromkeys(names))
                    at += length
                    break
            else:
                at += 1
        return tuple(met)


@cache
def shipped_vocabulary() -> Vocabulary:
    """The groups shipped with the package, `data/vocabulary.yaml`."""
    text = resources.files("knowledge").joinpath("data/vocabulary.yaml").read_text(encoding="utf-8")
    return read_vocabulary(text)


def read_vocabulary(text: str) -> Vocabulary:
    """A vocabulary from its YAML text: a name, then expressions between commas. Raises ValueError."""
    document = yaml.safe_load(text)
    if not isinstance(document, dict):
        raise ValueError("A vocabulary is a list of lines such as « enfant: gamin, fils, fille ».")
    groups: dict[str, list[str]] = {}
    for name, expressions in document.items():
        if not isinstance(expressions, str):
            raise ValueError(f"The line « {name} » of the vocabulary needs expressions between commas.")
        groups[str(name)] = expressions.split(",")
    return Vocabulary(groups)
