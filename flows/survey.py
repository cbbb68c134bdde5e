"""The satisfaction question: one key, or one word; never insisted on."""

from __future__ import annotations

from collections.abc import Callable, Generator

from flows.actions import Action, FindAnswers, Remark
from flows.ask import Reply, Talk
from flows.collect.capture import declines
from flows.collect.rating import BEST, NOTES, parse_rating
from flows.dialogue import CallerGone
from flows.events import AnswersFound, Event, Heard, Pressed
from flows.interruptions import BackWanted, ChangeOfMind, Interruption
from flows.reporting import KeepRating
from flows.routes import Route

DISAPPOINTED = 2
"""Notes up to this one are asked what should be better."""
_LEAST_ASKED = 3
"""Words of a question asked in the place of a note."""


def survey(
    talk: Talk, topic: str = "", *, told_by: Callable[[str], bool] = lambda text: False
) -> Generator[Action, Event, int | None]:
    """Ask for a note from 1 to 5 and keep it; the note, or None when none was given.

    A caller who answers anything else is asked once more, and one who is silent not at all. That the question
    was asked is kept too: notes mean little without the share of callers who gave one. Raises ChangeOfMind,
    or BackWanted, for whoever has another question instead. `told_by`: do these words tell what an
    answer asked for, the place of a problem? They are no note.
    """
    yield Remark(kind="survey_asked")
    score = yield from _score(talk, told_by)
    if score is None:
        return None
    comment = ""
    try:
        if score <= DISAPPOINTED:
            said = yield from talk.ask("survey.comment", patience="long", commands=False, tries=1)
            comment = (
                said.text
                if isinstance(said, Heard)
                and talk.tongue.yes_or_no(said.text) is not False
                and not talk.tongue.nothing_more(said.text)
                else ""
            )
    except (CallerGone, Interruption):
        yield KeepRating(score=score, topic=topic)
        raise
    yield KeepRating(score=score, topic=topic, comment=comment)
    yield from talk.say("survey.thanks")
    return score


def _score(talk: Talk, told_by: Callable[[str], bool]) -> Generator[Action, Event, int | None]:
    for prompt in ("survey.rate", "survey.rate.no_match.1"):
        reply = yield from _asked(talk, prompt)
        if reply is None:
            return None
        if isinstance(reply, Pressed):
            if reply.digits.isdecimal() and 1 <= int(reply.digits) <= BEST:
                return int(reply.digits)
        else:
            if told_by(reply.text):
                raise ChangeOfMind(reply.text)
            scores = (parse_rating(talk.tongue.digits(text)) for text in (reply.text, *reply.alternatives))
            if found := next((score for score in scores if score), None):
                return found
            if talk.tongue.nothing_more(reply.text) or declines(reply.text):
                return None
            yield from _another_question(talk, reply.text)
            if talk.tongue.yes_or_no(reply.text) is False:
                return None
    return None


def _asked(talk: Talk, prompt: str) -> Generator[Action, Event, Reply | None]:
    def asked() -> Generator[Action, Event, Reply | None]:
        expected = (*talk.tongue.yes_no, *NOTES.get(talk.language, ()))
        return talk.ask(prompt, patience="brief", phrases=expected, tries=1, frank=True)

    return talk.in_its_language(asked)


def _another_question(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Raise what takes back to the front door when these words ask something, rather than give a note."""
    words = talk.tongue.without_fillers(text)
    announced = talk.tongue.another_question(text)
    if announced is not None:
        raise ChangeOfMind(announced) if announced else BackWanted(text)
    route = talk.tongue.route_of(text)
    if len(words.split()) < _LEAST_ASKED and route is not Route.CALLBACK:  # "rappelez-moi"
        return
    if route is not None:
        raise ChangeOfMind(text)
    found = yield FindAnswers(text=text, language=talk.language)
    if isinstance(found, AnswersFound) and found.decision == "answer":
        raise ChangeOfMind(text)
