"""Who sees to what is no town hall's business: a driving licence, a residence permit, the family allowance.

Asked only of words that nothing the town hall knows comes near: an article, a report, a service come first.
But whoever asks to be put through to another body is told which, rather than given to an agent; and what is
nobody else's business, or puts another body in the place of what was offered, comes before any article.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from flows.collect.words import bare

LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class _Bodies:
    """What a language says of them; the patterns are read on bare words."""

    said: Mapping[str, re.Pattern[str]]
    """By prompt: what people say of its business."""
    surely: Mapping[str, re.Pattern[str]]
    """By prompt: what is nobody else's business."""
    instead: Mapping[str, re.Pattern[str]]
    """By prompt: a whole utterance that puts that body in the place of another."""
    wanted: Mapping[str, re.Pattern[str]]
    """By prompt: a whole utterance that asks for somebody of that body."""
    asks: re.Pattern[str]
    """The word that makes such an utterance a request."""
    place: re.Pattern[str]
    """Before what only tells where something is."""
    ours: re.Pattern[str]
    """The town hall's own business, for which another body's papers may be asked."""


_DESK = re.compile(
    r"\b(?:(?:a|au|aupres|avec|chez|devant|par|pres|aux|est ce que|vers) )+"
    r"(?:(?:de|du|des|d|la|l|le|les|votre) )*"
    r"(?:(?:poste|agents?|service)(?: de)?(?: la)? )?(?:police(?: municipale)?|policiers? municipa\w+|mairie"
    r"|hotel de ville|gendarmerie|commissariat|vous|ici)\b|\bici\b"
)
"""Where somebody would lodge a complaint: no subject of it."""
_MERELY = re.compile(
    r"\b(?:bonjour|allo|oui|euh|alors|et|mais|je|j|on|voudrais|veux|voulais|viens|souhaite|souhaiterais|aimerais"
    r"|appelle|pour|peux|peut|puis|pouvez|vous|est ce que|c est|possible|de|d|faut|faire|dois|comment|ou|s il"
    r"|plait|merci|madame|monsieur|la|le|les|un|une|police municipale|aller|savoir|si|me|vais)\b"
)


def without_desk(text: str) -> str:
    """A complaint to be lodged without where: "porter plainte à la police municipale" asks nothing of it.

    Any other words are left as they are.
    """
    words = bare(text)
    if not _complaint().search(words):
        return text
    without = _DESK.sub(" ", words)
    return " ".join(without.split()) if without != words else text


def lodges_complaint(text: str) -> bool:
    """Do these words say that a complaint is to be lodged, and nothing of what it is about?"""
    complaint = _complaint()
    words = bare(text)
    if not complaint.search(words):
        return False
    return not _MERELY.sub(" ", complaint.sub(" ", _DESK.sub(" ", words))).split()


def other_body(text: str, language: str = "fr") -> str:
    """The prompt that says who sees to it; empty where it is nobody known."""
    bodies, words = _bodies(language), bare(text)
    if bodies.ours.search(words):
        return ""
    named = ((prompt, told) for prompt, said in bodies.said.items() for told in said.finditer(words))
    return next((prompt for prompt, told in named if not bodies.place.search(words[: told.start()])), "")


def surely_elsewhere(text: str, language: str = "fr") -> str:
    """The prompt that says who sees to it, where it is surely no town hall's business, or where the caller
    corrects what they were offered: "non c'est la caf"; empty for anything else.
    """
    bodies, words = _bodies(language), bare(text)
    if bodies.ours.search(words):
        return ""
    meant = (prompt for prompt, told in bodies.instead.items() if told.fullmatch(words))
    surely = (prompt for prompt, told in bodies.surely.items() if told.search(words))
    return next(meant, "") or next(surely, "")


def other_body_wanted(text: str, language: str = "fr") -> str:
    """ "Passez-moi la CAF": the prompt that tells where it is reached; empty where none is asked for."""
    bodies, words = _bodies(language), bare(text)
    if bodies.ours.search(words) or not bodies.asks.search(words):
        return ""
    return next((prompt for prompt, wanted in bodies.wanted.items() if wanted.fullmatch(words)), "")


def prompts_of_bodies(language: str = "fr") -> tuple[str, ...]:
    """Every prompt that tells of a body, in the order in which they are looked for."""
    return tuple(dict.fromkeys((*_bodies(language).said, *_bodies(language).wanted)))


def _complaint() -> re.Pattern[str]:
    return _bodies("fr").said["elsewhere.complaint"]


@cache
def _bodies(language: str) -> _Bodies:
    known = _read(language if language in LANGUAGES else "fr")
    bodies = {f"elsewhere.{name}": told for name, told in known.items() if isinstance(told, dict)}
    lead = rf"(?:{known['lead']} |{known['asks']} )*"
    return _Bodies(
        said={prompt: re.compile("|".join(told["said"])) for prompt, told in bodies.items() if told["said"]},
        surely={
            prompt: re.compile("|".join(told["surely"]))
            for prompt, told in bodies.items()
            if "surely" in told
        },
        instead={
            prompt: re.compile(rf"{known['instead']} (?:{told['names']}){known['tail']}")
            for prompt, told in bodies.items()
            if "names" in told
        },
        wanted={
            prompt: re.compile(rf"{lead}(?:{told['names']}){known['tail']}")
            for prompt, told in bodies.items()
            if "names" in told
        },
        asks=re.compile(known["asks"]),
        place=re.compile(rf"{known['place']} {known['articles']}$"),
        ours=re.compile(known["ours"]),
    )


def _read(language: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(f"other_bodies_{language}.toml").read_text("utf-8"))
