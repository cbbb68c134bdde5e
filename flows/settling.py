"""What was found is said, made sure of, or offered among others."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Sequence

from flows.actions import Action, FindAnswers
from flows.appointments.wish import tells_moment, times_visit
from flows.ask import Talk
from flows.asked_again import tells_an_age
from flows.choosing import Option
from flows.closed_questions import Confirmation
from flows.events import AnswersFound, Choice, Event, Heard
from flows.in_its_place import another_subject, answers_in, is_beside, named_instead, something_else
from flows.telling import Answered, Ending, say_case, tell_case
from flows.told_case import case_corrected
from flows.understand import fold
from flows.which_case import case_of, deliver

MAX_OFFERED = 3
"""Articles offered at once; a spoken menu longer than this is forgotten before its end."""
_LIKELY_INSTEAD = 0.25
"""Share of what is left, once an article is refused, that makes another one worth offering."""
_NEITHER = re.compile(
    r"(?:(?:non|euh|ah|c'est|no) )*(?:aucune?|ni l'une? ni l'autre|none|neither)"
    r"(?: (?:des|of|d'eux|d'elles)(?: (?:the|deux|trois|them|two|three|those|these))*)?(?: merci| thanks)?"
)
"""The words of whoever wants none of what is offered."""


def settle(talk: Talk, found: AnswersFound, asked: str = "") -> Generator[Action, Event, Answered]:
    """Say what was found, or make sure of it first; `asked`: the words of the question."""
    if found.decision == "none" or not found.choices:
        return Answered(Ending.NOT_UNDERSTOOD)
    if found.decision == "answer":
        return (yield from deliver(talk, found.choices[0], asked))
    if found.decision == "confirm":
        return (yield from _confirm(talk, found.choices[0], asked, _likely_instead(found.choices)))
    return (yield from _disambiguate(talk, found.choices[:MAX_OFFERED], asked))


def _likely_instead(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """What it is likely to be when the first choice is refused."""
    left = 1 - choices[0].score
    others = [other for other in choices[1:] if other.title != choices[0].title]
    return tuple(other for other in others if other.score >= _LIKELY_INSTEAD * left)


def _confirm(
    talk: Talk, choice: Choice, asked: str = "", instead: tuple[Choice, ...] = ()
) -> Generator[Action, Event, Answered]:
    """Make sure of an article; `instead`: what is offered when it is merely refused."""
    heard = yield from _agreed(talk, choice)
    if (yield from times_visit(talk, choice, heard.said)):
        return Answered(Ending.VISIT, choice, Heard(text=heard.said))
    wanted = talk.tongue.instead(heard.said)
    if (case := case_of(talk, choice, heard.said)) is not None:
        return (yield from say_case(talk, choice, case))
    if tells_an_age(heard.said) and ((case := case_of(talk, choice, heard.said, case_corrected)) is not None):
        return (yield from tell_case(talk, choice, case))
    if heard.yes or (heard.hedged and not wanted) or tells_an_age(heard.said):
        if heard.yes and (other := (yield from named_instead(talk, choice, heard.text))):
            return (yield from deliver(talk, other, heard.text))
        return (yield from deliver(talk, choice, asked))
    if wanted or len(heard.text.split()) >= 2:
        return Answered(Ending.NOT_UNDERSTOOD, next_words=Heard(text=wanted or heard.text))
    if heard.yes is False and instead:
        yield from talk.say("answer.neither")
        return (yield from _disambiguate(talk, instead, asked))
    return Answered(Ending.NOT_UNDERSTOOD if heard.yes is False else Ending.SILENT)


def _agreed(talk: Talk, choice: Choice) -> Generator[Action, Event, Confirmation]:
    """Is this what is wanted? Asked once more of whoever tells something else that nothing is known of."""

    def told_by(text: str) -> bool:
        return tells_moment(talk, text) or tells_an_age(text) or case_of(talk, choice, text) is not None

    heard = yield from talk.confirm("answer.confirm", {"offer": choice.title}, told_by=told_by)
    plain = heard.yes is not None or heard.hedged or told_by(heard.said) or talk.tongue.instead(heard.said)
    if plain or not (yield from is_beside(talk, heard.text)):
        return heard
    return (
        yield from talk.confirm("answer.confirm", {"offer": choice.title}, misunderstood=1, told_by=told_by)
    )


def _disambiguate(
    talk: Talk, choices: tuple[Choice, ...], asked: str = ""
) -> Generator[Action, Event, Answered]:
    """Ask which of two or three is meant."""
    choices = tuple({choice.title: choice for choice in reversed(choices)}.values())[::-1]
    if len(choices) == 1:  # two articles of the same title, to the caller's ear, are one
        return (yield from _confirm(talk, choices[0], asked))
    offers = {f"offer_{number}": choice.title for number, choice in enumerate(choices, start=1)}
    options = [Option(choice.title) for choice in choices]
    chosen = yield from talk.choose(
        f"answer.choose_{len(choices)}", options, offers, elsewhere=another_subject(talk)
    )
    if isinstance(chosen, int):
        return (yield from deliver(talk, choices[chosen], asked))
    if chosen is None:
        return Answered(Ending.SILENT)
    if _NEITHER.fullmatch(fold(chosen)) or not (words := something_else(talk, chosen)):
        return Answered(Ending.REFUSED)
    return Answered(Ending.NOT_UNDERSTOOD, next_words=Heard(text=words))


def answer_with(talk: Talk, article: str) -> Generator[Action, Event, Answered]:
    """Say one article, chosen by key."""
    found = yield FindAnswers(text="", article=article, language=talk.language)
    return (yield from settle(talk, answers_in(found)))


def choose_among(talk: Talk, articles: Iterable[str]) -> Generator[Action, Event, Answered]:
    """Ask which of a few articles is meant, where the words are too vague to look any up."""
    choices = list[Choice]()
    for slug in articles:
        found = answers_in((yield FindAnswers(text="", article=slug, language=talk.language)))
        choices += found.choices[:1] if found.decision == "answer" else ()
    if not choices:
        return Answered(Ending.NOT_UNDERSTOOD)
    return (yield from _disambiguate(talk, tuple(choices[:MAX_OFFERED])))
