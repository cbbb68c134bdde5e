""" "Non, c'est chez moi": what was taken for a problem of the street is the caller's own."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.collect.words import bare
from flows.events import AnswersFound, Event
from flows.reports.report import Report

_FIRST = ("report.danger", "report.where", "address.")
"""The questions before which the place is not known."""
_INSIDE = (
    r"dans (?:ma|mon|notre|mes|nos) (?:appartement|logement|maison|studio|cuisine|chambre|salon|cave|garage"
    r"|immeuble|placards?|salle de bains?|toilettes)"
)
_SAID = re.compile(
    rf"^(?:(?:ah|euh|mais|pardon|attendez|oui) )*(?:(?:non|nan) )+(?:(?:mais|en fait|pas du tout|attendez) )*"
    rf"(?:c est|c etait|ce sont|ils sont|elles sont)? ?(?:a l interieur )?(?:chez (?:moi|nous)|{_INSIDE})\b"
    rf"|^(?:(?:c est|euh|mais) )*{_INSIDE}(?: (?:je suis locataire|moi|en fait))*$"
)
_STREET = re.compile(r"\b(?:\d+|rue|avenue|place|boulevard|chemin|impasse|allee|devant|trottoir|personne)\b")
"""What places it in the street all the same."""
_LOOKED_UP = {
    "depot-sauvage": (re.compile(r"."), "faire enlever des encombrants chez moi"),
    "animal": (re.compile(r"\b(?:cafard|rat|souris|blatte|punaise)s?\b"), "des cafards dans mon appartement"),
}
"""By kind of problem: what of it may be at home, and what is looked up then."""


def is_at_home(talk: Talk, report: Report, text: str) -> bool:
    """Do these words, at the first questions, say that it is in the caller's own home?"""
    words = bare(text)
    if not talk.failures.asked.startswith(_FIRST) or report.place is not None:
        return False
    said = _SAID.search(words) is not None and not _STREET.search(words)
    return said and looked_up(talk, report) != ""


def looked_up(talk: Talk, report: Report) -> str:
    """What is looked up of a problem that is at home; empty where nothing is known of it."""
    named, asks = _LOOKED_UP.get(report.kind.slug, (None, ""))
    told = named is not None and named.search(bare(report.description)) is not None
    return asks if told and talk.language == "fr" else ""


def answered_at_home(talk: Talk, report: Report) -> Generator[Action, Event, str]:
    """As `looked_up`, where the town hall has an answer to it."""
    asks = looked_up(talk, report)
    found = yield FindAnswers(text=asks, language=talk.language)
    return asks if isinstance(found, AnswersFound) and found.decision == "answer" else ""
