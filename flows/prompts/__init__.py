"""Every sentence the line says, by key: a few TOML catalogues a language, in this folder."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from typing import Any

from flows.actions import Value

_ESCALATIONS = ("no_input", "no_match")


class PromptMissing(KeyError):
    """A flow says a sentence that the catalogue does not have."""

    def __str__(self) -> str:
        return str(self.args[0])


def phone_in_pairs(number: str) -> str:
    """A French number written in pairs: "+33612345678" -> "06 12 34 56 78"; others unchanged."""
    digits = re.sub(r"[^\d+]", "", number)
    if digits.startswith("+33"):
        digits = "0" + digits[3:]
    if len(digits) == 10 and digits.startswith("0"):
        return " ".join(digits[i : i + 2] for i in range(0, 10, 2))
    return number


def one_by_one(digits: str) -> str:
    """Digits or letters apart, to be said one by one."""
    return ", ".join(digits)


def of_place(name: str) -> str:
    """ "de" and a place, as French joins them: d'Aix, du Mans, des Ulis, de La Rochelle."""
    if name.startswith("Le "):
        return f"du {name[3:]}"
    if name.startswith("Les "):
        return f"des {name[4:]}"
    return f"d'{name}" if name[:1] in "AEIOUYÀÂÉÈÊËÎÏÔŒÙÛH" else f"de {name}"


_KINDS = {"phone": phone_in_pairs, "digits": one_by_one, "of": of_place}


class _Formatter(string.Formatter):
    """`{name}` or `{name:kind}`, and nothing else: no attribute, index or conversion."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        if not field_name.isidentifier():
            raise ValueError(f"{{{field_name}}} is not a plain name.")
        return self.get_value(field_name, args, kwargs), field_name

    def convert_field(self, value: Any, conversion: str | None) -> Any:
        if conversion:
            raise ValueError(f"!{conversion} is no way to say a value.")
        return value

    def format_field(self, value: Any, format_spec: str) -> str:
        if not format_spec:
            return str(value)
        if format_spec not in _KINDS:
            raise ValueError(f"{format_spec!r} is no kind of value; kinds: {', '.join(_KINDS)}.")
        return _KINDS[format_spec](str(value))


_FORMATTER = _Formatter()


class Catalogue:
    """The sentences of one language. Written French: the voice turns digits into words itself."""

    def __init__(
        self,
        sentences: Mapping[str, str],
        screens: Mapping[str, str] | None = None,
        first: Iterable[str] = (),
    ) -> None:
        self._sentences = dict(sentences)
        self._screens = dict(screens or {})
        self._first = frozenset(first)

    @classmethod
    def load(cls, language: str = "fr") -> Catalogue:
        """The catalogue shipped for this language: "fr" is fr.toml and every fr_….toml, made one.

        Raises ValueError when two of them hold the same sentence.
        """
        shipped = [file for file in files(__name__).iterdir() if _is_of(file.name, language)]
        shipped.sort(key=lambda file: file.name)
        return cls.from_toml(*(file.read_text(encoding="utf-8") for file in shipped))

    @classmethod
    def from_toml(cls, *sources: str) -> Catalogue:
        """Read `[a.b] voice = …, screen = …, first = true, no_input = […], no_match = […]` tables."""
        sentences: dict[str, str] = {}
        screens: dict[str, str] = {}
        first: list[str] = []
        tables = [entry for source in sources for entry in _tables(tomllib.loads(source))]
        for key, table in tables:
            if key in sentences:
                raise ValueError(f"Two catalogues hold the sentence {key!r}: leave it in one of them.")
            sentences[key] = table["voice"]
            if table.get("first"):
                first.append(key)
            if "screen" in table:
                screens[key] = table["screen"]
            for kind in _ESCALATIONS:
                for number, sentence in enumerate(table.get(kind, ()), start=1):
                    sentences[f"{key}.{kind}.{number}"] = sentence
        return cls(sentences, screens, first)

    def __contains__(self, key: object) -> bool:
        return key in self._sentences

    def keys(self) -> list[str]:
        """Every key, escalations included: "main.question.no_input.1"."""
        return list(self._sentences)

    def placeholders(self, key: str) -> set[str]:
        """Names of the values a sentence needs."""
        return {name for _, name, _, _ in _FORMATTER.parse(self._template(key)) if name}

    def kinds(self, key: str) -> dict[str, str]:
        """How each value is said, by its name: "of" for {town:of}, "" for {town}."""
        return {name: kind or "" for _, name, kind, _ in _FORMATTER.parse(self._template(key)) if name}

    def written(self, key: str) -> str:
        """The sentence as it is written, its braces not filled."""
        return self._template(key)

    def voice(self, key: str, values: Mapping[str, Value]) -> str:
        """The sentence to be said. Extra values are ignored; a missing one raises KeyError."""
        return _begun(_FORMATTER.vformat(self._template(key), (), values))

    def screen(self, key: str, values: Mapping[str, Value]) -> str:
        """The sentence to be read on a screen."""
        template = self._screens.get(key) or self._template(key)
        return _begun(_FORMATTER.vformat(template, (), values))

    def fixed(self, values: Mapping[str, Value], *, first_only: bool = False) -> list[str]:
        """Every sentence that these values alone complete: what can be rendered ahead.

        `first_only`: those of the first moments alone, without which the line had better not open.
        """
        keys = [key for key in self._sentences if not first_only or key in self._first]
        return [self.voice(key, values) for key in keys if self.placeholders(key) <= set(values)]

    def _template(self, key: str) -> str:
        if key not in self._sentences:
            raise PromptMissing(f"The catalogue has no sentence {key!r}: add it to flows/prompts/fr.toml.")
        return self._sentences[key]


def _begun(sentence: str) -> str:
    """A sentence with its capital, whatever value it begins with: "rue Jean-Jaurès, c'est bien ça ?"."""
    return sentence[:1].upper() + sentence[1:]


def _is_of(name: str, language: str) -> bool:
    return name == f"{language}.toml" or (name.startswith(f"{language}_") and name.endswith(".toml"))


def _tables(tree: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if "voice" in tree:
        yield path, dict(tree)
    for name, branch in tree.items():
        if isinstance(branch, Mapping):
            yield from _tables(branch, f"{path}.{name}" if path else name)
