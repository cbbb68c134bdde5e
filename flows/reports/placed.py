"""The place of a danger, told once it was passed on: "rue Pasteur, devant le sept"."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.booking import answered
from flows.collect.address import Address, collect_address
from flows.collect.problem import problem_called, problem_in
from flows.collect.words import bare
from flows.dialogue import CallerGone
from flows.events import CallStarted, Event, Heard
from flows.interruptions import Interruption
from flows.memory import Reported
from flows.reporting import ReferenceReserved, ReserveReference
from flows.reports.report import TOPIC, Report
from flows.routing import ON_CALL
from flows.transfer import hand_over

_LONGEST = 12
"""Words of a place; a longer sentence tells something else."""
_ASKS = re.compile(
    r"\b(?:quand|quels?|quelles?|comment|combien|pourquoi|est ce que|a qui|peut on|puis je|faut il"
    r"|voudrais|veux|besoin|horaires?|when|what|which|how|why|who|can i|do i|should i|want|need)\b"
)
"""What is asked for, wherever it is."""


def opened_as_danger(talk: Talk, report: Report) -> Generator[Action, Event, None]:
    """Open it under a number that the talk remembers: its place, told later, goes with it."""
    event = yield ReserveReference()
    report.reference = answered(event, ReferenceReserved).reference
    yield report.opened(talk.language)
    if report.reference:
        talk.reported = reported(report)


def reported(report: Report, *, shared: bool = False) -> Reported | None:
    """What the talk remembers of a report once it has a number."""
    if report.place is None:
        return None
    return Reported(
        reference=report.reference,
        kind=report.kind.slug,
        street=report.place.street,
        number=report.place.number,
        said=report.place.said,
        shared=shared,
        phone=report.phone,
        text_updates=report.text_updates,
        dangerous=report.dangerous,
        words=report.description,
    )


def places_danger(talk: Talk, text: str) -> bool:
    """Do these words tell where the danger passed on in this call is, and nothing else?

    A street where none was known, or what stands beside it where one was: "devant le kiosque".
    """
    made, address = talk.reported, talk.tongue.address
    if made is None or not made.dangerous or made.shared or len(text.split()) > _LONGEST:
        return False
    if _ASKS.search(bare(text)) or not address.says_where(text) or talk.tongue.route_of(text) is not None:
        return False
    named = problem_in(text, talk.language)
    return (named is None or named.slug == made.kind) and not (made.street and address.names_a_street(text))


def place_danger(talk: Talk, started: CallStarted, text: str) -> Generator[Action, Event, bool]:
    """Tell the team where it is, and ring it if nobody did; always true.

    Whoever leaves while the street is read back has told it all the same.
    """
    made = talk.reported
    if made is None:
        return True
    report = Report(started, problem=problem_called(made.kind), description=text, dangerous=True)
    report.phone, report.text_updates, report.reference = made.phone, made.text_updates, made.reference
    beside = Address(street=made.street, number=made.number, said=f"{made.said}, {text}".strip(", "))
    try:
        report.place = beside if made.street else (yield from _street_agreed(talk, text))
    except (CallerGone, Interruption):
        report.place = beside
        yield report.corrected()
        raise
    yield report.corrected()
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    talk.reported = replace(
        made,
        street=report.place.street,
        number=report.place.number,
        said=report.place.said,
        on_call_rung=True,
    )
    report.note_for_agents(talk)
    if made.on_call_rung:
        yield from talk.say("report.placed")
        return True
    yield from talk.say("report.urgent")
    summary = " ".join(filter(None, (made.words, text))).replace("\n", " ")
    yield from hand_over(talk, started, service=ON_CALL, subject=report.kind.title, summary=summary)
    return True


def _street_agreed(talk: Talk, text: str) -> Generator[Action, Event, Address]:
    place = yield from collect_address(talk, "report.where", heard=Heard(text=text), words_will_do=True)
    return place or Address(street="", said=text)
