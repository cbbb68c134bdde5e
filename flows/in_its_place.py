"""What is said in the place of a choice or of a yes: another subject, or nothing that is known."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.closed_questions import LooksUp
from flows.events import AnswersFound, Choice, Event
from flows.telling import LEAST_NAMED


def answers_in(event: Event) -> AnswersFound:
    """What answers FindAnswers. Raises TypeError for anything else."""
    if not isinstance(event, AnswersFound):
        raise TypeError(f"{type(event).__name__} does not answer FindAnswers.")
    return event


def something_else(talk: Talk, text: str) -> str:
    """What is asked for by words that chose nothing: "non, pour le passeport"; empty for a mere refusal."""
    rest = talk.tongue.besides(text)
    return talk.tongue.instead(text) or ("" if talk.tongue.nothing_more(rest) else rest)


def is_beside(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """ "Giraud Marie", where something else was asked: does it ask for nothing that is known?"""
    if not text or talk.tongue.route_of(text) is not None or talk.tongue.nothing_more(text):
        return False
    found = yield FindAnswers(text=text, language=talk.language)
    return not isinstance(found, AnswersFound) or found.decision == "none" or not found.choices


def another_subject(talk: Talk) -> LooksUp:
    """ "La cantine", where something else was to be chosen: is an article surely meant by it?"""

    def looked_up(text: str) -> Generator[Action, Event, bool]:
        rest = talk.tongue.besides(text)
        if not rest or talk.tongue.unsure(text):
            return False
        if talk.tongue.yes_or_no(text) and len(rest.split()) == 1:  # "oui tranquille" asks for nothing
            return False
        found = yield FindAnswers(text=text, language=talk.language)
        return isinstance(found, AnswersFound) and found.decision == "answer" and bool(found.choices)

    return looked_up


def named_instead(talk: Talk, choice: Choice, words: str) -> Generator[Action, Event, Choice | None]:
    """ "Oui, un passeport", where something else was understood: the other article, surely meant."""
    if len(words.split()) < LEAST_NAMED or talk.tongue.yes_or_no(words) is not None:
        return None
    found = yield FindAnswers(text=words, language=talk.language)
    if not isinstance(found, AnswersFound) or found.decision != "answer" or not found.choices:
        return None
    return found.choices[0] if found.choices[0].slug != choice.slug else None
