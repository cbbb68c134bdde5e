"""Correcting the report just made: "en fait c'était un nid de poule", "non, c'est au 12, pas au 2"."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace

from flows.actions import Action, NoteOutcome, Value
from flows.ask import Talk, Values
from flows.booking import answered
from flows.collect.address import Address
from flows.collect.problem import problem_called, problem_in, says_danger, worsens
from flows.collect.telling import tell_reference
from flows.dialogue import CallerGone
from flows.emergencies.emergency import emergency
from flows.events import CallStarted, Event
from flows.interruptions import DangerTold, EmergencyHeard, Interruption
from flows.memory import Reported
from flows.reporting import ReferenceReserved, ReserveReference, SendNotice, SimilarReport
from flows.reports.added import add_to_report, adds_to_report
from flows.reports.correction import LONGEST, corrected_place, correction_in
from flows.reports.danger import is_dangerous
from flows.reports.placed import place_danger, places_danger
from flows.reports.report import TOPIC, Report
from flows.reports.texts import change_texts, changes_texts
from flows.routes import Route
from flows.routing import ON_CALL
from flows.transfer import hand_over


def corrects_report(talk: Talk, text: str) -> bool:
    """Do these words correct the report made in this call?"""
    made = talk.reported
    if made is None:
        return False
    corrects = correction_in(talk, text, problem_called(made.kind), _place(made)) is not None
    corrects = corrects or places_danger(talk, text)
    return corrects or worsens_report(talk, text) or changes_texts(talk, text) or adds_to_report(talk, text)


def correct_report(talk: Talk, started: CallStarted, text: str) -> Generator[Action, Event, bool]:
    """Read the report back as these words correct it, and change it once that is agreed; always true.

    Danger comes first, as in a new report, at whichever question it is told.
    """
    before = talk.alarmed_by
    talk.alarmed_by = lambda words: says_danger(words, talk.language) or worsens(words, talk.language)
    try:
        return (yield from _correct(talk, started, text))
    except DangerTold as danger:
        words = danger.text
    finally:
        talk.alarmed_by = before
    return talk.reported is None or (yield from _now_dangerous(talk, started, talk.reported, words))


def _correct(talk: Talk, started: CallStarted, text: str) -> Generator[Action, Event, bool]:
    """A report that others wait for too stays as it is: a new one is opened."""
    made = talk.reported
    if made is None:
        return True
    if places_danger(talk, text):
        return (yield from place_danger(talk, started, text))
    correction = correction_in(talk, text, problem_called(made.kind), _place(made))
    if correction is None and not worsens_report(talk, text) and adds_to_report(talk, text):
        return (yield from add_to_report(talk, started, text))
    if correction is None and not worsens_report(talk, text):
        return (yield from change_texts(talk, started, text))
    if correction is None:
        return (yield from _now_dangerous(talk, started, made, text))
    problem = correction.problem or problem_called(made.kind)
    place: Address | None = _place(made)
    if correction.problem is None:
        place = yield from corrected_place(talk, _place(made), correction)
    told = place and {"problem": problem.titled(talk.language), "address": place.written}
    if place is None or not told or not (yield from _agreed(talk, told)):
        yield from talk.say("report.unchanged")
        return True
    report = Report(started, problem=problem, place=place, description=text)
    report.phone, report.text_updates = made.phone, made.text_updates
    report.reference = "" if made.shared else made.reference
    report.dangerous = made.dangerous or says_danger(text, talk.language)
    if correction.problem is not None and problem.asks_danger and not report.dangerous:
        try:
            report.dangerous = yield from is_dangerous(talk, report)
        except (CallerGone, Interruption) as leaving:  # what was agreed is kept all the same
            if isinstance(leaving, EmergencyHeard):
                report.dangerous = True
                report.described_as(leaving.text)
            yield report.opened(talk.language) if made.shared else report.corrected()
            raise
    report.note_for_agents(talk)
    if made.shared:
        event = yield ReserveReference()
        report.reference = answered(event, ReferenceReserved).reference
        yield report.opened(talk.language)
        yield from talk.say("report.opened")
        if report.text_updates:
            values: dict[str, Value] = {
                "reference": report.reference,
                "problem": problem.titled(talk.language),
            }
            yield SendNotice(to=report.phone, prompt="notice.report", values=values, language=talk.language)
    else:
        yield report.corrected()
        yield from talk.say("report.corrected")
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    talk.reported = replace(
        made,
        reference=report.reference,
        kind=problem.slug,
        street=place.street,
        number=place.number,
        said=place.said,
        shared=False,
    )
    if report.dangerous and not made.dangerous:
        yield from emergency(talk, report.description)
        yield from _to_the_team_on_call(talk, report)
    elif made.shared and report.reference:
        yield from tell_reference(talk, report.reference)
    return True


def _agreed(talk: Talk, told: Values) -> Generator[Action, Event, bool]:
    """Is the report to be changed so? "Oui mais…" is asked once more."""
    answer = yield from talk.confirm("report.correct_this", told)
    if answer.hedged:
        answer = yield from talk.confirm("report.correct_this", told, misunderstood=1)
    return answer.yes is True


def worsens_report(talk: Talk, text: str) -> bool:
    """Do these words tell a danger of what was reported in this call, and of nothing else, nor elsewhere?"""
    made = talk.reported
    if made is None:
        return False
    named = problem_in(text, talk.language)
    return (
        worsens(text, talk.language)
        and len(text.split()) <= LONGEST
        and (named is None or named.slug == made.kind)
        and not talk.tongue.address.names_a_street(text)
        and talk.tongue.route_of(text) in (None, Route.REPORT)
    )


def _now_dangerous(
    talk: Talk, started: CallStarted, made: Reported, text: str
) -> Generator[Action, Event, bool]:
    """The report made in this call is dangerous after all: nothing is agreed first."""
    problem = problem_called(made.kind)
    report = Report(started, problem=problem, place=_place(made), description=text, dangerous=True)
    report.phone, report.text_updates, report.reference = made.phone, made.text_updates, made.reference
    report.note_for_agents(talk)
    if made.shared:
        yield report.joined(
            SimilarReport(reference=made.reference, title=problem.title, opened=""), talk.language
        )
    else:
        yield report.corrected()
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    yield from emergency(talk, text)
    yield from _to_the_team_on_call(talk, report)
    return True


def _to_the_team_on_call(talk: Talk, report: Report) -> Generator[Action, Event, None]:
    yield from talk.say("report.urgent")
    yield from hand_over(
        talk,
        report.started,
        service=ON_CALL,
        subject=report.kind.title,
        summary=report.description.replace("\n", " "),
        seen_to=True,
    )


def _place(made: Reported) -> Address:
    return Address(street=made.street, number=made.number, said=made.said)
