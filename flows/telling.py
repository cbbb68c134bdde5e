"""Telling an answer: in parts, as the case it is of, and what it holds of what is asked next."""

from __future__ import annotations

from collections.abc import Generator
from enum import StrEnum

from flows.actions import Action, NoteOutcome
from flows.ask import Talk
from flows.events import Choice, Event, Heard
from flows.follow_up import SENTENCE, Told
from flows.in_parts import in_parts, said_in_one_go

LEAST_NAMED = 2
"""Words, beside a yes, that may name a subject: "un passeport"."""


class Ending(StrEnum):
    """What came of a question."""

    ANSWERED = "answered"
    MORE_TOLD = "more_told"
    """Of the answer before: what a question that follows it asks."""
    NOT_UNDERSTOOD = "not_understood"
    REFUSED = "refused"
    """None of what was offered is wanted, and nothing else is told."""
    DESCRIBED = "described"
    """What is told is of the thing that the answer before asks to have described."""
    SILENT = "silent"
    VISIT = "visit"
    """A day or an hour was told instead: visits are booked for what it is about."""
    UNTRANSLATED = "untranslated"
    """It is known, but not in the caller's language: a person had better tell it."""


class Answered:
    """The result of one question: how it ended, which article, what the caller said next."""

    def __init__(
        self,
        ending: Ending,
        choice: Choice | None = None,
        next_words: Heard | None = None,
        rest: tuple[str, ...] = (),
        told: Told | None = None,
        *,
        missed: bool = True,
    ) -> None:
        self.ending = ending
        self.choice = choice
        self.next_words = next_words
        self.rest = rest
        """What the answer still holds, part after part, for whoever wants to hear it."""
        self.told = told
        """The article as it was told; None when none was."""
        self.missed = missed
        """Does it count as not understood, where it ended so?"""


def say(
    talk: Talk, choice: Choice, spoken: str, details: str, case: int | None = None, detail: str = ""
) -> Generator[Action, Event, Answered]:
    """Say the first part of an answer; the others are for whoever asks for them.

    `detail`: one of the details, told at once behind it: the question was about that.
    """
    talk.visit_is_fresh = talk.callback_is_fresh = False
    yield NoteOutcome(outcome="answered", topic=choice.slug)
    parts = in_parts(spoken) or (spoken,)
    now = said_in_one_go(parts)
    for part in parts[:now]:
        yield from talk.say("answer.spoken", {"text": part}, language=choice.language)
    if detail:
        yield from talk.say("answer.details", {"text": detail}, language=choice.language)
    others = [one for one in SENTENCE.split(details) if one != detail]
    rest = in_parts(" ".join((*parts[now:], *others)))
    told = Told(choice, f"{spoken} {details}".strip(), case)
    return Answered(Ending.ANSWERED, choice, rest=rest, told=told)


def say_case(talk: Talk, choice: Choice, case: int) -> Generator[Action, Event, Answered]:
    """Say the answer for one of the article's cases."""
    return (yield from say(talk, choice, choice.variants[case].spoken, choice.details, case))


def tell_case(talk: Talk, choice: Choice, case: int) -> Generator[Action, Event, Answered]:
    """Tell a case back that was not named by an answer, then say it: it may have been misheard."""
    yield from talk.say("answer.case", {"choice": choice.variants[case].label})
    return (yield from say_case(talk, choice, case))


def say_more(talk: Talk, told: Told, more: tuple[str, ...]) -> Generator[Action, Event, Answered]:
    """Say what the last answer holds of what is asked now, or that it holds nothing of it."""
    parts = in_parts(" ".join(more))
    now = said_in_one_go(parts)
    for part in parts[:now]:
        yield from talk.say("answer.details", {"text": part})
    if not parts:
        yield from talk.say("answer.not_told", {"offer": told.choice.title})
    return Answered(Ending.MORE_TOLD, told.choice, rest=parts[now:], told=told)


def read_untranslated(talk: Talk, choice: Choice) -> Generator[Action, Event, Answered]:
    """An answer that the caller's language does not have: read as it is, if that will do, else a person.

    The answer for everybody is read: nobody is asked which case is theirs in words they do not follow.
    """
    agreed = yield from talk.confirm("answer.untranslated", {"offer": choice.title})
    wish = next((said for said in (agreed.text, agreed.said) if talk.tongue.route_of(said) is not None), "")
    if wish:  # "yes an appointment": it is no reading that is agreed to
        return Answered(Ending.NOT_UNDERSTOOD, choice, Heard(text=wish))
    asks = len(agreed.text.split()) >= LEAST_NAMED and not talk.tongue.nothing_more(agreed.text)
    if not agreed.recognised and asks:  # another question, in the place of a yes
        return Answered(Ending.NOT_UNDERSTOOD, next_words=Heard(text=agreed.text), missed=False)
    if not agreed.recognised:
        return Answered(Ending.NOT_UNDERSTOOD if agreed.text else Ending.UNTRANSLATED, choice)
    return (yield from say(talk, choice, choice.spoken, ""))
