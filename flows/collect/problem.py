"""What is wrong in the street: the kind of problem these words report, and whether somebody is in danger."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from flows.collect.past_harm import without_past_harm
from flows.collect.words import bare

LANGUAGES = ("fr", "en")
_LONGEST_NAME = 5
"""Words of a street's name; more of them tell what is wrong."""


_STRESSED = re.compile(
    r"^(?:(?:absolument|strictement|vraiment|heureusement|a part moi|oui|absolutely|really|yes) )+"
)
"""What only stresses a whole answer."""
_PLACE = re.compile(
    r"\b(?:sur|dans|devant|derriere|contre|sous"
    r"|(?:a cote|pres|au milieu|au pied|en face|au bord|au dessus) d[eu]s?"
    r"|on|in|into|under|against|near|behind|beside|next to|in front of|across|by)"
    r"(?: (?:le|la|les|l|un|une|des|mon|ma|notre|ce|cette|the|a|an|my|our|this))* $"
)
"""What comes before a thing that tells where another is."""


_HARMLESS = re.compile(
    r"\b(?:ecole|cours|fete|conservatoire|eveil|salle|instruments?|association|atelier|prof\w*) (?:de |d )?"
    r"(?:la )?musique\b|\b(?:music (?:school|lessons?|teacher|festival)|school of music)\b"
    r"|\b(?:mon|notre|nos) (?:portails?|portillons?)\b"
    r"|\bportail (?:famille|citoyen|internet|des familles|usagers?|en ligne)\b|\bfamily portal\b"
    r"|\b(?:voitures?|camions?|motos?|scooters?|velos?) (?:qui )?"
    r"(?=(?:gliss|derap|patin|frein|evit|contourn|zigzag)\w+)"
    r"|\b(?:cars?|lorr(?:y|ies)|trucks?|motorbikes?) (?:are )?(?=(?:slid|slip|skid|swerv)\w+)"
)
"""What holds the word of a problem, and is none: a school of music, a gate of one's own, cars that slide."""
_TAKEN_BACK = re.compile(
    r".*\b(?:(?:ah |euh |oh |enfin )?non(?: non)*(?: pardon| excusez moi| plutot| je veux dire)"
    r"|(?:ah |euh |oh |enfin )non|non(?= (?:un|une|des|plutot)\b)|pardon|excusez moi|je me trompe"
    r"|je veux dire|ou plutot|no (?:sorry|wait|rather)|sorry|i mean|or rather)\b"
)
"""Up to where somebody thinks better of it: "un lampadaire, non pardon, un banc"."""


@dataclass(frozen=True)
class Problem:
    """A kind of problem that citizens report."""

    slug: str
    title: str
    """Fits after "un signalement pour": "une panne d'éclairage"."""
    service: str
    """Slug of the service in charge."""
    asks_danger: bool
    """Somebody may be in danger: it is asked first."""

    def titled(self, language: str) -> str:
        """The title, as callers in that language hear it; in French, as agents do."""
        return _titles(language).get(self.slug, self.title) if language != "fr" else self.title


def problem_in(text: str, language: str = "fr") -> Problem | None:
    """The kind of problem a text in that language speaks of; None when it names none.

    The kind that most words name wins; between equals, the one named by the longest wording, then the first.
    """
    words = _HARMLESS.sub(" ", bare(text))
    if (instead := _TAKEN_BACK.match(words)) and (meant := problem_in(words[instead.end() :], language)):
        return meant
    named = [
        (problem, found) for problem, pattern in _problems(language) if (found := [*pattern.finditer(words)])
    ]
    ranked = [
        (len(found), max(len(match[0]) for match in found), -found[0].start(), problem)
        for problem, found in _things(_there(named, words) or named)
    ]
    return max(ranked, key=lambda rank: rank[:3])[3] if ranked else None


def _there(named: Iterable[_Named], words: str) -> list[_Named]:
    """Those of some problems that are more than the place of another: "un tag sur le panneau" is a tag."""
    told = [
        (one, [match for match in found if not _PLACE.search(words[: match.start()])]) for one, found in named
    ]
    return [(one, found) for one, found in told if found]


def _things(named: list[_Named]) -> list[_Named]:
    """Those that name a thing, where any does: "ça déborde, les égouts" is no bin."""
    vague = _vague()
    things = [(one, found) for one, found in named if any(match[0] not in vague for match in found)]
    return things or named


_Named = tuple[Problem, list[re.Match[str]]]
"""A kind of problem, and what names it."""


def problems_in(text: str, language: str = "fr") -> frozenset[str]:
    """The slugs of every kind of problem that a text speaks of."""
    words = _HARMLESS.sub(" ", bare(text))
    return frozenset(problem.slug for problem, pattern in _problems(language) if pattern.search(words))


def after_problem(text: str, language: str = "fr") -> str:
    """The few bare words after those that name a problem, which may be its place; empty without any."""
    words = bare(text)
    ends = [found.end() for _, pattern in _problems(language) for found in pattern.finditer(words)]
    after = words[max(ends) :].strip() if ends else ""
    return after if len(after.split()) <= _LONGEST_NAME else ""


def problem_called(slug: str) -> Problem:
    """The kind of problem with this slug; the kind for all others when none has it any more."""
    return next((problem for problem, _ in _problems("fr") if problem.slug == slug), other_problem())


def other_problem() -> Problem:
    """What belongs to no other kind."""
    return Problem(**_catalogue("fr")["other"])


def says_danger(text: str, language: str = "fr") -> bool:
    """Do these words say that somebody may be hurt? A line, an utterance, denies nothing of another."""
    words = _danger(language)
    lines = (without_past_harm(bare(line)) for line in text.splitlines())
    return any(words.said.search(words.left_of(line)) for line in lines)


def tells_of_danger(text: str, language: str = "fr") -> bool:
    """As `says_danger`, of an answer to whether there is any: children who play beside it are one."""
    words, said = _danger(language), bare(text)
    return said in words.partly or bool(
        words.taken_back.search(said) or words.told.search(words.left_of(said))
    )


def worsens(text: str, language: str = "fr") -> bool:
    """Do these words make dangerous what was reported before: "attention, il y a de l'amiante"?"""
    words, said = _danger(language), without_past_harm(bare(text))
    return said in words.after_alone or bool(words.after.search(words.left_of(said)))


def no_taken_back(text: str, language: str = "fr") -> str | None:
    """What some words say beside taking back that nobody is in danger: "en fait si", "non mais les voisins
    oui"; None when they take nothing back.
    """
    said, taken_back = bare(text), _danger(language).taken_back
    return taken_back.sub("", said).strip() if taken_back.search(said) else None


def half_denies(text: str, language: str = "fr") -> bool:
    """Is it half a no to whether anybody is in danger: "pas moi"?"""
    return bare(text) in _danger(language).unclear


def denies_danger(text: str, language: str = "fr") -> bool:
    """Do these words say that nobody is in danger: "personne n'est blessé", "rien de grave"?"""
    words = _danger(language)
    return bool(words.denied.search(bare(text))) or answers_nobody(text, language)


def answers_nobody(text: str, language: str = "fr") -> bool:
    """Is "personne" the whole answer? To whether anybody is in danger, it asks for no person."""
    return bool(_danger(language).nobody.fullmatch(_STRESSED.sub("", bare(text))))


@cache
def _catalogue(language: str) -> dict[str, Any]:
    name = f"problems_{language if language in LANGUAGES else 'fr'}.toml"
    return tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8"))


@cache
def _titles(language: str) -> dict[str, str]:
    known = _catalogue(language)
    return {entry["slug"]: entry["title"] for entry in known["problem"]} | {"autre": known["other"]["title"]}


@cache
def _vague() -> frozenset[str]:
    """Words of a kind that tell what happens, and to no thing in particular."""
    return frozenset(word for entry in _catalogue("fr")["problem"] for word in entry.get("vague", ()))


@cache
def _problems(language: str) -> tuple[tuple[Problem, re.Pattern[str]], ...]:
    words = {entry["slug"]: entry["words"] for entry in _catalogue(language)["problem"]}
    known = []
    for entry in _catalogue("fr")["problem"]:
        fields = {name: value for name, value in entry.items() if name not in ("words", "vague")}
        if entry["slug"] in words:
            known.append((Problem(**fields), _any_of(words[entry["slug"]])))
    return tuple(known)


@dataclass(frozen=True)
class _Danger:
    said: re.Pattern[str]
    told: re.Pattern[str]
    """Of an answer to whether there is a danger: more words are one."""
    denied: re.Pattern[str]
    """What names a danger to say that there is none; taken out before the others are searched."""
    taken_back: re.Pattern[str]
    """What takes a no back: "personne, enfin si"."""
    after: re.Pattern[str]
    """What makes a report dangerous once it is made."""
    after_alone: frozenset[str]
    """Whole sentences that do."""
    partly: frozenset[str]
    """Whole answers that are half a yes, and taken for one."""
    unclear: frozenset[str]
    """Whole answers that say neither."""
    nobody: re.Pattern[str]
    """Whole answers that say that nobody is in danger."""
    harmless: re.Pattern[str]
    """What holds the words of a danger, and is none: "une dame assise, elle fume"."""

    def left_of(self, said: str) -> str:
        """Bare words without what they deny, nor what is harmless in them."""
        return self.denied.sub(" ", self.harmless.sub(" ", said))


@cache
def _danger(language: str) -> _Danger:
    danger = _catalogue(language)["danger"]
    said, told = _any_of(danger["words"]), _any_of((*danger["words"], *danger["answers"]))
    between = "|".join(map(re.escape, danger["between"]))
    negated = rf"{_denial(danger['not'])}(?: (?:{between}))* (?:{told.pattern})"
    return _Danger(
        said,
        told,
        re.compile(rf"{_any_of(danger['none']).pattern}|{negated}"),
        _any_of(danger["taken_back"]),
        _any_of((*(word for word in danger["words"] if word not in danger["vague"]), *danger["after"])),
        frozenset(map(bare, danger["after_alone"])),
        frozenset(map(bare, danger["partly"])),
        frozenset(map(bare, danger["unclear"])),
        _whole(danger["nobody"], danger["beside_nobody"]),
        re.compile(rf"\b(?:{'|'.join(danger['harmless'])})\b"),
    )


def _whole(wordings: Iterable[str], beside: Iterable[str]) -> re.Pattern[str]:
    """Matches whole answers: one of these wordings, and any of what may stand beside it."""
    said, more = ("|".join(re.escape(bare(one)) for one in some) for some in (wordings, beside))
    return re.compile(rf"(?:(?:{more}) )*(?:{said})(?: (?:{more}))*")


def _denial(wordings: Iterable[str]) -> str:
    return rf"\b(?:{'|'.join(map(re.escape, wordings))})"


def _any_of(wordings: Iterable[str]) -> re.Pattern[str]:
    """Any of these wordings, each with whatever ending: "lampadaire" finds "lampadaires"."""
    longest_first = sorted((bare(wording) for wording in wordings), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?:e?s|x|ent|ant|er|ee?s?|ing|ed)?\b")
