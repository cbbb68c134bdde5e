"""More told of the report just made: "en fait il y en a deux", "j'ai oublié de dire qu'il clignote"."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.collect.address import Address
from flows.collect.problem import problem_called, problem_in
from flows.collect.words import bare
from flows.events import CallStarted, Event, Heard
from flows.reporting import SimilarReport
from flows.reports.report import Report

_CHANGES = (
    r"(?:(?:je (?:voulais|voudrais|veux|peux|souhaite|souhaiterais)|on peut|pouvez vous|il faut|peut on)"
    r" (?:changer|modifier|corriger|completer|preciser|rectifier) (?:la |ma |le |mon )"
    r"(?:description|texte|signalement)"
    r"|(?:i want to|i d like to|can i|could you) (?:change|correct|complete) (?:the|my)"
    r" (?:description|report))"
)
_ADDS = re.compile(
    r"^(?:(?:en fait|ah|et|oui|euh|au fait|non|mais|pardon|attendez|actually|oh|and|but|yes|no|sorry) )*"
    r"(?:(?:il )?y en a (?:deux|trois|quatre|cinq|plusieurs|d autres|plein|encore"
    r"|une? (?:autre|deuxieme|second))"
    r"|j ai oublie de (?:vous )?(?:dire|preciser)"
    rf"|{_CHANGES}"
    r"|je (?:voulais|voudrais|veux) (?:ajouter|preciser) \w"
    r"|(?:there are|there s|there is) (?:two|three|four|several|more|another)(?: (?:of them|one|ones))?$"
    r"|i forgot to (?:say|mention)|i d like to add \w)"
)

_BARELY = re.compile(
    r"(?:(?:en fait|ah|et|oui|euh|non|mais|attendez|actually|oh|and|but|yes|no|sorry) )*"
    rf"(?:j ai oublie (?:de (?:vous )?(?:dire|preciser) )?(?:quelque chose|un truc|une chose)|{_CHANGES}"
    r"|i forgot to (?:say|mention) something)(?: (?:s il vous plait|merci|please|svp))*"
)
"""The wish to tell more, without what is to be told."""


def adds_to_report(talk: Talk, text: str) -> bool:
    """Do these words tell more of the report made in this call, and of nothing else?"""
    made, named = talk.reported, problem_in(text, talk.language)
    of_it = made is not None and (named is None or named.slug == made.kind)
    return of_it and bool(_ADDS.search(bare(text))) and not talk.tongue.address.names_a_street(text)


def add_to_report(talk: Talk, started: CallStarted, text: str) -> Generator[Action, Event, bool]:
    """Hand these words to the team, with the report; always true."""
    made = talk.reported
    if made is None:
        return True
    if _BARELY.fullmatch(bare(text)):
        reply = yield from talk.ask("report.describe", patience="long", silence_seconds=5.0)
        if not isinstance(reply, Heard) or not reply.text or talk.tongue.yes_or_no(reply.text) is False:
            yield from talk.say("report.unchanged")
            return True
        text = reply.text
    problem = problem_called(made.kind)
    place = Address(street=made.street, number=made.number, said=made.said)
    report = Report(started, problem=problem, place=place, description=text, reference=made.reference)
    report.phone, report.text_updates = made.phone, made.text_updates
    if made.shared:
        same = SimilarReport(reference=made.reference, title=problem.title, opened="")
        yield report.joined(same, talk.language)
    else:
        yield report.corrected()
    yield from talk.say("report.corrected")
    return True
