"""From an official sheet to the draft of an article: whole sentences, sayable, not out of date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

from rapidfuzz.fuzz import ratio

from knowledge.articles import LENGTHS, Article, speaking_seconds
from knowledge.official_sheets import OfficialSheet

SPOKEN_SECONDS = 22.0
"""Length aimed at; a margin is left for whoever completes the draft."""

DETAILS_SECONDS = 25.0

SAME = 90.0
"""Likeness, in percent, from which two sentences say the same: summaries repeat the introduction."""

FRESH = timedelta(days=365)
"""A sheet older than this has prices, delays and forms that must not be repeated."""

_GLUED = re.compile(r"(?<=[a-zà-öø-ÿ)»:;.!?…])(?=[A-ZÀ-ÖØ-Þ])")
_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-ÖØ-Þ«\"0-9])")
_WHOLE = re.compile(r"[A-ZÀ-ÖØ-Þ«].{18,}[.!…]", re.DOTALL)
"""A question is a heading in these sheets."""
_GLUED_LABEL = re.compile(r"^(?:À savoir|À noter|Attention|Rappel|Exemple|Important)[a-zà-öø-ÿ]")
_GLUED_LIST = re.compile(r":[^\W\d_]")
_WORD_JOINER = "\u2060"
"""Put where no sentence may be cut; never kept."""
_ABBREVIATIONS = re.compile(r"\b(M|Mme|art|av|bd|etc|ex|n°|no|p)\.\s", re.IGNORECASE)


@cache
def wording() -> dict[str, Any]:
    """The sentences and tables of service_public_fr.toml."""
    text = resources.files("knowledge").joinpath("data/service_public_fr.toml").read_text("utf-8")
    return tomllib.loads(text)


def slug_of(sheet_id: str) -> str:
    """The slug of the article a sheet becomes: it keeps it whatever its title becomes."""
    return f"sp-{sheet_id.lower()}"


def draft(sheet: OfficialSheet, services: Iterable[str], today: date) -> Article:
    """The draft of an article from a sheet; never published by itself."""
    text = wording()
    fresh = today - sheet.updated <= FRESH
    usable = list(_usable(_sentences(sheet.summary, sheet.intro), fresh=fresh))
    spoken, rest = _fitting(usable, SPOKEN_SECONDS, LENGTHS["spoken"])
    details, _ = _fitting(rest, DETAILS_SECONDS, LENGTHS["details"])
    url = text["url"].format(audience=sheet.audience, id=sheet.id)
    title = _shortened(sheet.title, LENGTHS["title"])
    return Article(
        slug=slug_of(sheet.id),
        title=title,
        offer=_shortened(text["offer"].format(title=_lowered(sheet.title)), LENGTHS["offer"]),
        service=_service(sheet.theme, set(services)),
        spoken=" ".join(spoken) or text["no_summary"],
        details=" ".join(details),
        text_message=text["text_message"].format(title=title, url=url),
        source=text["source"].format(id=sheet.id),
        as_of=sheet.updated,
        phrasings=(_shortened(_lowered(sheet.title).rstrip(" ?!."), LENGTHS["phrasing"]),),
        keywords=tuple(
            _shortened(word, LENGTHS["keyword"]) for word in sheet.keywords or _title_words(sheet)
        ),
        audience=(sheet.audience,),
        status="draft",
    )


def _sentences(*texts: str) -> Iterator[str]:
    """The pieces of several texts that could be sentences, in order, those that repeat another left out.

    In JSON Lines, headings and list items are glued to what follows: "Faire suspendre sa ligneVous devez".
    """
    seen: list[str] = []
    for text in texts:
        for word in wording()["joined_words"]:
            kept = re.sub(r"(?<=[a-zé])(?=[A-Z])", _WORD_JOINER, word)
            text = text.replace(word, kept)
        for line in _GLUED.sub("\n", text).splitlines():
            safe = _ABBREVIATIONS.sub(lambda found: f"{found[1]}.{_WORD_JOINER} ", line)
            for piece in _SENTENCE_END.split(safe):
                sentence = piece.replace(_WORD_JOINER, "").strip()
                if sentence and not any(ratio(sentence, other) > SAME for other in seen):
                    seen.append(sentence)
                    yield sentence


def _usable(pieces: Iterable[str], *, fresh: bool) -> Iterator[str]:
    """The pieces that stand as sentences of their own and are not out of date."""
    text = wording()
    perishable = re.compile(text["perishable"], re.IGNORECASE)
    anaphora = tuple(text["anaphora"])
    gap = False
    for piece in pieces:
        whole = bool(_WHOLE.fullmatch(piece)) and not _GLUED_LABEL.match(piece)
        whole = whole and piece.count("(") == piece.count(")") and not _GLUED_LIST.search(piece)
        if not whole or (not fresh and perishable.search(piece)) or "{" in piece or "}" in piece:
            gap = True
        elif not (gap and piece.startswith(anaphora)):
            gap = False
            yield piece


def _fitting(sentences: list[str], seconds: float, length: int) -> tuple[list[str], list[str]]:
    """The first sentences that fit in so many seconds and characters, and the others."""
    kept: list[str] = []
    for index, sentence in enumerate(sentences):
        text = " ".join([*kept, sentence])
        if speaking_seconds(text) > seconds or len(text) > length:
            return kept, sentences[index:]
        kept.append(sentence)
    return kept, []


def _service(theme: str, services: set[str]) -> str:
    """The service in charge of a theme, among those the town has."""
    text = wording()
    named = (str(of["service"]) for of in text["themes"] if theme.startswith(of["starts"]))
    return next((service for service in named if service in services), str(text["default_service"]))


def _title_words(sheet: OfficialSheet) -> tuple[str, ...]:
    """The longer words of a title: the publisher's XML has no keywords."""
    return tuple(dict.fromkeys(re.findall(r"[^\W\d_]{5,}", sheet.title.lower())))


def _lowered(title: str) -> str:
    """A title inside a sentence: its first letter lower, unless it begins with an acronym."""
    first = title.split(" ", 1)[0]
    return title if len(first) > 1 and first.isupper() else title[:1].lower() + title[1:]


def _shortened(text: str, length: int) -> str:
    """A text cut at a word so as not to exceed a length."""
    if len(text) <= length:
        return text
    return text[: length - 1].rsplit(" ", 1)[0] + "…"
