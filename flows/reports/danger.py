"""The danger question of a report: only a clear no is one, and what is told in answer to it is kept."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.ask import TRIES, Talk
from flows.change_of_mind import look_for_another_subject
from flows.collect.problem import (
    after_problem,
    answers_nobody,
    denies_danger,
    half_denies,
    no_taken_back,
    says_danger,
    tells_of_danger,
    worsens,
)
from flows.collect.report_wish import ReportWish, report_wish_in
from flows.collect.words import bare
from flows.emergencies.emergency import emergency
from flows.events import Event, Heard, Pressed
from flows.interruptions import ChangeOfMind, EmergencyHeard, LanguageWanted
from flows.reports.report import Report
from flows.understand import fold

QUESTION = "report.danger"
_HURT = ("medical", "any")
"""Kinds of emergency that answer the question; the others are another matter."""
_SHOCK = re.compile(r"\b(?:decharge|electrocut\w*|le courant|electric shock)\b")
"""What a lamp post or a cable does: the firemen's business, and that of whoever cuts the current."""
_OPEN = ("report.where", "address.street_only")
"""Questions that a mere yes does not answer: it answers the one about danger, once more."""
_LONGEST_TAKEN_BACK = 6
"""Words of "oui en fait si"."""
_LONGEST_END = 4
"""Words of an answer that only ends the sentence before it."""
_LEAST_TOLD = 3
"""Words, beyond a yes or a no, that tell something: they go with the report."""
_LEAST_BESIDE = 2
"""As few of them do, when one weighs: "non c'est la fumée"."""
_WEIGHS = 5
"""Letters of a word that tells something."""


def is_dangerous(talk: Talk, report: Report) -> Generator[Action, Event, bool]:
    """Is anybody in danger? Whoever answers neither yes nor no is asked again.

    Words that tell of a danger count as a yes, even after a no: "non mais c'est dangereux quand même". What
    was told is added to the report, whatever the answer. Somebody hurt at that very moment is a yes as well:
    the report is not left for it, as it is for a fire.
    """
    asked = QUESTION
    for attempt in range(1, TRIES + 1):
        try:
            reply = yield from talk.ask(
                asked,
                patience="brief",
                phrases=talk.tongue.yes_no,
                answered_by=lambda text: (
                    answers_nobody(text, talk.language) or tells_of_danger(text, talk.language)
                ),
            )
        except LanguageWanted:
            continue  # asked again in the language that is wanted for it
        except EmergencyHeard as heard:
            if not is_somebody_hurt(talk, heard.text):
                raise
            report.described_as(heard.text)
            return True
        if reply is None:
            return False
        if isinstance(reply, Pressed) and reply.digits in ("1", "2"):
            return reply.digits == "1"
        if isinstance(reply, Heard) and reply.text and not talk.tongue.unsure(reply.text):
            if goes_on_with(talk, report.description, reply.text):
                raise EmergencyHeard(f"{report.description} {reply.text}")
            if report_wish_in(reply.text, talk.language) is ReportWish.STILL:
                raise ChangeOfMind(f"{report.description.splitlines()[-1]}, {reply.text}")  # made before
            answer = _answer(talk, reply.text)
            told = answer is True and tells_of_danger(reply.text, talk.language)
            if _worth_keeping(talk, reply.text) or told or (answer is None and _tells(reply.text)):
                report.described_as(reply.text)
            if talk.tongue.address.says_where(reply.text) and not report.said_where:
                report.said_so_far(talk.tongue.after_answer(reply.text))
            if answer is not True:
                yield from look_for_another_subject(talk, reply.text)
            if answer is not None:
                return answer
        asked = f"report.danger.no_match.{attempt}" if attempt < TRIES else QUESTION
    return False


def tells_danger(talk: Talk, words: str) -> bool:
    """Do the words of a report tell of a danger, or of a fire told like a pothole: "signaler un feu de
    poubelle"?
    """
    return says_danger(words, talk.language) or any(
        talk.tongue.kind_told(fold(line)) == "fire" for line in words.splitlines()
    )


def danger_told(talk: Talk, report: Report, words: str) -> bool:
    """Do these words, in the place of an answer to a later question, tell a danger, or more of one?

    "Oui, en fait si" takes a no back where no yes nor no is asked for, and tells no place.
    """
    if talk.failures.asked == QUESTION or words in report.description.splitlines():
        return False
    if says_danger(words, talk.language) or worsens(words, talk.language):
        return True
    if report.dangerous:
        return False
    besides = no_taken_back(words, talk.language)
    brief = len(words.split()) <= _LONGEST_TAKEN_BACK and talk.failures.asked in _OPEN
    return brief and besides is not None and not talk.tongue.address.says_where(besides)


def meet_danger(talk: Talk, report: Report, words: str) -> Generator[Action, Event, None]:
    """A danger told once the question is past is met as if told at it, whatever was answered then.

    More of a danger that was met already is told to the team alone.
    """
    met, report.dangerous = report.dangerous, True
    report.described_as(words)
    if met:
        return
    yield from emergency(talk, words, in_street=True)
    if report.place is None:
        yield from talk.say("report.danger_next")


def is_somebody_hurt(talk: Talk, words: str) -> bool:
    """Does this emergency go with the report? A fire, or a burglar, is another matter."""
    return talk.tongue.emergency_kind(words) in _HURT or bool(_SHOCK.search(bare(words)))


def street_told(talk: Talk, report: Report) -> Heard | None:
    """The last of the caller's words that may hold a street, so that it is asked no more; None without any.

    It is looked for by its name alone after what names the problem: "un lampadaire Jean Moulin".
    """
    words = [*filter(None, report.said_where.splitlines()), *report.description.splitlines()]
    told = [line for line in words if talk.tongue.address.names_a_street(line)]
    told = told or [report.place_first_told] * bool(report.place_first_told)
    told = told or [name for line in words if (name := after_problem(line, talk.language))]
    return Heard(text=told[-1]) if told else None


def goes_on_with(talk: Talk, told: str, words: str) -> bool:
    """Do these few words end what was told before, and make an emergency of it: "une fuite", "de gaz"?

    Those that tell a danger by themselves are the report's: "devant l'école", "vient de tomber".
    """
    if says_danger(words, talk.language):
        return False
    whole = fold(f"{told} {words}")
    brief = len(words.split()) <= _LONGEST_END and "\n" not in told
    return brief and talk.tongue.kind_told(whole) is not None and talk.tongue.kind_told(fold(told)) is None


def _answer(talk: Talk, text: str) -> bool | None:
    if tells_of_danger(text, talk.language):
        return True
    if answers_nobody(text, talk.language):
        return False
    if half_denies(text, talk.language):
        return None
    if answers_nobody(text, talk.language):
        return False
    agrees = talk.tongue.yes_or_no(text)
    return False if agrees is None and denies_danger(text, talk.language) else agrees


def _tells(text: str) -> bool:
    """Is there a word of some weight? Neither a yes nor a no, it tells of the problem: "c'est raciste"."""
    return any(len(word) >= _WEIGHS for word in bare(text).split())


def _worth_keeping(talk: Talk, text: str) -> bool:
    """Do these words tell more than yes, no, or that nobody is in danger?"""
    only_denies = denies_danger(text, talk.language) and not tells_of_danger(text, talk.language)
    long_enough = len(talk.tongue.besides(text).split()) >= _LEAST_TOLD or says_danger(text, talk.language)
    besides = bare(talk.tongue.besides(text))
    brief = (
        len(besides.split()) >= _LEAST_BESIDE and _tells(besides) and not talk.tongue.nothing_more(besides)
    )
    told = long_enough or brief or talk.tongue.address.says_where(text)
    return talk.tongue.address.names_a_street(text) or (told and not only_denies)
