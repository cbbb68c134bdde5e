"""What more a report may hold: the caller's own words for the problem, and a number for the SMS about it."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.asking_twice import confirm_noting
from flows.collect.asked_number import collect_phone_number
from flows.collect.capture import declines
from flows.collect.phone_number import is_mobile
from flows.events import Event, Heard
from flows.reports.report import Report

_LONGEST_YES_NO = 3
"""Words of "non, c'est tout": more of them describe something."""


def describe(talk: Talk, report: Report) -> Generator[Action, Event, None]:
    """The caller's own words, kept as they are; neither a mere yes nor "aucune idée" describes anything."""
    report.described = True
    if talk.deaf:
        return
    for prompt in ("report.describe", "report.describe.no_match.1"):
        reply = yield from talk.ask(prompt, patience="long", commands=False, tries=1)
        if not isinstance(reply, Heard) or not reply.text:
            return
        short = len(reply.text.split()) <= _LONGEST_YES_NO
        agrees = talk.tongue.yes_or_no(reply.text)
        if (short and agrees is False) or declines(reply.text) or talk.tongue.declines(reply.text):
            return
        if not (short and agrees is True):
            report.described_as(reply.text)
            return


def text_updates(talk: Talk, report: Report) -> Generator[Action, Event, None]:
    """Only whoever says yes is sent anything; whoever once answered STOP is not even asked."""
    if report.started.said_stop:
        return
    answer = yield from confirm_noting(talk, "report.by_text", note=report.described_as)
    if not answer.yes:
        return
    mobile = report.caller if is_mobile(report.caller) else (yield from _mobile(talk))
    if mobile is not None:
        report.phone, report.text_updates = mobile, True
        talk.keep(phone=mobile)


def _mobile(talk: Talk) -> Generator[Action, Event, str | None]:
    """A number that receives SMS, asked for again once when it was a landline; None without one."""
    for prompt in ("report.mobile", "report.mobile_again"):
        number = yield from collect_phone_number(talk, prompt)
        if number is None or is_mobile(number):
            return number
        talk.keep(phone=number)
    yield from talk.say("report.no_mobile")
    return None
