"""Which case of an article is the caller's: told by the request, asked, corrected, asked of again."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence

from flows.actions import Action
from flows.appointments.wish import tells_moment, times_visit
from flows.ask import Talk
from flows.asked_again import Again, asked_again, asks_if_booked, asks_where, day_asked
from flows.bereaved import is_bereaved
from flows.choosing import Option
from flows.events import Choice, Event, Heard
from flows.follow_up import Told, detail_asked, follow_up, often_asked
from flows.in_its_place import another_subject, is_beside, something_else
from flows.telling import Answered, Ending, read_untranslated, say, say_case, say_more, tell_case
from flows.told_case import case_corrected, case_in_request, case_told
from flows.told_loss import loss_in
from flows.tongue import Tongue
from flows.understand import fold

MOST_NAMED = 4
"""Choices that a deciding question names, and that have a key."""
_WHICH = {2: "answer.which_2", 3: "answer.which_3", 4: "answer.which_4"}
MOST_ASIDES = 4
"""Questions answered before the one that decides is: after them, they are left to it."""
_ANY_OF_THEM = re.compile(
    r"(?:(?:euh|ben|bah|non|c'est|pour|ce sera) )*(?:les (?:deux|trois|quatre)(?: à la fois)?|tous|toutes"
    r"|peu importe|aucune?(?: des (?:deux|trois))?|ni l'une? ni l'autre|ça dépend"
    r"|n'importe(?: lequel| laquelle)?|les deux en fait"
    r"|both|either|neither|none(?: of (?:them|these|those))?|it depends|any)(?: merci)?"
)
"""Whoever has none of the cases, or all of them."""
_NONE_BUT = re.compile(
    r"(?:(?:euh|ben|bah|non|c'est) )*(?:aucune?(?: des (?:deux|trois|quatre))?|ni l'une? ni l'autre"
    r"|none of (?:them|these|those)|neither)(?: (?:mais|en fait|moi))* (?P<rest>\w[\w']* .+)"
)
"""None of the cases, and what it is instead."""


def deliver(talk: Talk, choice: Choice, asked: str = "") -> Generator[Action, Event, Answered]:
    """Say an article's answer; first the one question that decides, when there is one.

    `asked`: the words that led to it. A case they tell plainly is not asked for: it is told back, so that
    whoever was misheard may say so.
    """
    if choice.language != talk.language:
        return (yield from read_untranslated(talk, choice))
    if choice.question and len(choice.variants) > 1:
        options = [Option(variant.label, variant.phrases) for variant in choice.variants]
        if (case := case_in_request(asked, choice.title, options)) is not None:
            return (yield from tell_case(talk, choice, case))
        chosen = yield from _chosen_case(talk, choice, options)
        if isinstance(chosen, int):
            return (yield from say_case(talk, choice, chosen))
        elif isinstance(chosen, str) and (yield from times_visit(talk, choice, chosen)):
            return Answered(Ending.VISIT, choice, Heard(text=chosen))
        elif isinstance(chosen, str) and (said := something_else(talk, chosen)):
            return Answered(Ending.NOT_UNDERSTOOD, choice, next_words=Heard(text=said))
    detail = "" if is_bereaved(asked) else detail_asked(choice, asked)  # condolences come first, and alone
    return (yield from say(talk, choice, choice.spoken, choice.details, detail=detail))


def _chosen_case(
    talk: Talk, choice: Choice, options: Sequence[Option]
) -> Generator[Action, Event, int | str | None]:
    """Which case of an article is meant? As `Talk.choose`. What is asked of any of them meanwhile, or that
    the paper is lost, is answered, and the question asked again; None where the caller has none of them.
    """
    named = options[:MOST_NAMED]
    values = {f"choice_{place}": option.label for place, option in enumerate(named, start=1)}
    told = Told(choice, f"{choice.spoken} {choice.details}".strip())
    misunderstood = asides = 0
    lost = tuple[str, ...]()

    def undecided(text: str) -> bool:
        if talk.tongue.chosen_option(text, options) is not None:
            return False
        return talk.tongue.unsure(text) or _ANY_OF_THEM.fullmatch(fold(text)) is not None

    def told_by(text: str) -> bool:
        lost_now = not lost and bool(loss_in(told, text))
        none_but = _NONE_BUT.fullmatch(fold(text)) is not None
        return (
            lost_now
            or tells_moment(talk, text)
            or undecided(text)
            or none_but
            or _asks_beside(talk, options, text)
        )

    while True:
        chosen = yield from talk.choose(
            _WHICH[len(named)],
            options,
            {"question": choice.question, **values},
            told_by=told_by,
            elsewhere=another_subject(talk),
            misunderstood=misunderstood,
        )
        if not isinstance(chosen, str):
            return chosen
        if not lost and (lost := loss_in(told, chosen)):
            yield from talk.say("answer.details", {"text": " ".join(lost)})
            continue
        if undecided(chosen):
            return None
        if none_but := _NONE_BUT.fullmatch(fold(chosen)):
            return None if (yield from is_beside(talk, none_but["rest"])) else none_but["rest"]
        if asides < MOST_ASIDES and _asks_beside(talk, options, chosen):
            asides += 1
            yield from _answer_beside(talk, told, chosen)
            continue
        elsewhere = yield from _is_elsewhere(talk, chosen)
        if elsewhere or misunderstood:
            return chosen
        misunderstood = 1


def _is_elsewhere(talk: Talk, words: str) -> Generator[Action, Event, bool]:
    """Is a moment told, or something else asked for that is known?"""
    if tells_moment(talk, words):
        return True
    return not (yield from is_beside(talk, something_else(talk, words)))


def _asks_beside(talk: Talk, options: Sequence[Option], text: str) -> bool:
    """ "C'est combien", asked for whom it is; "rendez-vous" alone asks for one."""
    if talk.tongue.chosen_option(text, options) is not None:
        return False
    if talk.tongue.route_of(text) is not None and not asks_if_booked(text):
        return False
    return often_asked(text) or asks_where(text) or day_asked(text) != ""


def _answer_beside(talk: Talk, told: Told, text: str) -> Generator[Action, Event, None]:
    """What the answer for everybody holds of it, or that it holds nothing."""
    again = yield from asked_again(talk, told, text, told.choice.topic or told.choice.slug)
    if again is not None:
        yield from say_again(talk, told, again)
    else:
        yield from say_more(talk, told, follow_up(told, text, understood=False) or ())


def say_again(talk: Talk, told: Told, again: Again) -> Generator[Action, Event, Answered]:
    """Say what is asked again of the last answer: "et pour mon mari"."""
    if again.case is not None:
        return (yield from tell_case(talk, told.choice, again.case))
    if again.anew:
        return (yield from deliver(talk, told.choice))
    if again.said or not again.prompt:
        result = yield from say_more(talk, told, again.said)
    if not again.prompt:
        return result
    yield from talk.say(again.prompt, again.values)
    return Answered(Ending.MORE_TOLD, told.choice, told=told)


def case_of(
    talk: Talk,
    choice: Choice,
    words: str,
    reads: Callable[[str, str, Sequence[Option], Tongue], int | None] = case_told,
) -> int | None:
    """ "Pour mon fils": the variant of an article that these words name; None for none."""
    if choice.language != talk.language or not choice.question or len(choice.variants) < 2:
        return None
    if talk.tongue.route_of(words) is not None:
        return None
    options = [Option(variant.label, variant.phrases) for variant in choice.variants]
    return reads(words, choice.title, options, talk.tongue)


def corrects_case(talk: Talk, told: Told | None, words: str) -> bool:
    """ "Non il en a vingt": does it correct the case just told, rather than name a day?"""
    return told is not None and case_of(talk, told.choice, words, case_corrected) is not None


def case_of_last(talk: Talk, told: Told, *said: str) -> int | None:
    """ "Non, pour un mineur", "et pour un adulte": another case of the article that was just answered."""
    cases = (case_of(talk, told.choice, words) for words in said if words)
    return next((case for case in cases if case is not None), None)
