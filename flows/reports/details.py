"""What more a report may hold: the caller's own words for the problem, and a number for the SMS about it."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.asking_twice import confirm_noting
from flows.collect.asked_number import collect_phone_number, confirm_number
from flows.collect.capture import declines
from flows.collect.phone_number import is_mobile
from flows.collect.text_wish import text_wish
from flows.commands import Command
from flows.events import Event, Heard
from flows.interruptions import INTERRUPTIONS
from flows.obeying import ASIDES
from flows.reports.report import Report

MOST_ASKED = 5
"""Times the description is asked for, whatever is said in its place."""
_LONGEST_YES_NO = 3
"""Words of "non, c'est tout": more of them describe something."""
_LONGEST_COMMAND = 6
"""Words of "je veux parler à quelqu'un": a longer sentence describes, whatever it holds."""
_WAIT = (Command.WAIT, Command.TIME)
_AGAIN = (Command.REPEAT, Command.SLOWER, Command.LOUDER, Command.CONFUSED)


def describe(talk: Talk, report: Report) -> Generator[Action, Event, None]:
    """The caller's own words, kept as they are; neither a mere yes nor "aucune idée" describes anything.

    Commands are obeyed when they are all that is said.
    """
    report.described = True
    if talk.deaf:
        return
    asked, agreed = "report.describe", False
    for _ in range(MOST_ASKED):
        seconds = 20.0 if asked == "ask.take_your_time" else 5.0
        reply = yield from talk.ask(asked, patience="long", commands=False, tries=1, silence_seconds=seconds)
        if not isinstance(reply, Heard) or not reply.text:
            return
        command = _command_alone(talk, reply.text)
        if command in INTERRUPTIONS:
            raise INTERRUPTIONS[command](reply.text)
        if command is Command.PRIVACY:
            yield from talk.say(ASIDES[command])
            asked = "report.describe"
            continue
        if (wish := text_wish(reply.text)) is not None:
            report.wants_texts = wish
            report.text_updates = wish and is_mobile(report.caller) and not report.started.said_stop
        if command in _WAIT or command in _AGAIN or wish is not None:
            asked = "ask.take_your_time" if command in _WAIT else "report.describe"
            continue
        short = len(reply.text.split()) <= _LONGEST_YES_NO
        agrees = talk.tongue.yes_or_no(reply.text)
        if (short and agrees is False) or declines(reply.text) or talk.tongue.declines(reply.text):
            return
        if not (short and agrees is True):
            report.described_as(reply.text)
            return
        if agreed:
            return
        asked, agreed = "report.describe.no_match.1", True


def text_updates(talk: Talk, report: Report) -> Generator[Action, Event, None]:
    """Only whoever says yes is sent anything; whoever once answered STOP is not even asked."""
    if report.started.said_stop or report.wants_texts is False:
        return
    if not report.wants_texts:
        answer = yield from confirm_noting(
            talk,
            "report.by_text",
            note=report.described_as,
            denied_by=lambda text: text_wish(text) is False,
        )
        if not answer.yes:
            return
    mobile = yield from _texted(talk, report)
    if mobile is not None:
        report.phone, report.text_updates = mobile, True


def _texted(talk: Talk, report: Report) -> Generator[Action, Event, str | None]:
    """The number that SMS are sent to: one told before is read back."""
    if not is_mobile(report.phone):
        return (yield from mobile_number(talk, report.caller))
    told = yield from confirm_number(talk, report.phone, "callback.same_number", "report.mobile")
    if told is not None:
        talk.keep(phone=told)
    return told


def mobile_number(talk: Talk, caller: str) -> Generator[Action, Event, str | None]:
    """The number of the call where it receives SMS, else one asked for, and once more when it was a landline;
    None without one.

    `caller`: E.164, or empty.
    """
    if is_mobile(caller):
        talk.keep(phone=caller)
        return caller
    for prompt in ("report.mobile", "report.mobile_again"):
        number = yield from collect_phone_number(talk, prompt)
        if number is not None:
            talk.keep(phone=number)
        if number is None or is_mobile(number):
            return number
    yield from talk.say("report.no_mobile")
    return None


def _command_alone(talk: Talk, text: str) -> Command | None:
    """The command that a brief utterance is; a goodbye may end a description."""
    words = len(text.split())
    said = talk.tongue.command(text) if words <= _LONGEST_COMMAND else None
    return None if said is Command.GOODBYE and words > _LONGEST_YES_NO else said
