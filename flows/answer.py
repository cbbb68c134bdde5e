"""Answering a question: what follows the last answer, what is looked up, what stands behind it."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace

from flows.actions import Action, FindAnswers, NoteOutcome
from flows.ask import Talk
from flows.asked_again import asked_again, sentences_of
from flows.bereaved import declared, is_bereaved
from flows.described import describes
from flows.events import AnswersFound, Event, Heard
from flows.follow_up import Told, cases_asked, follow_up, hours_in, names_case, with_number, without_whom
from flows.in_its_place import answers_in
from flows.our_details import own_detail
from flows.ready_yet import awaited_paper, of_fetching
from flows.roofless import is_roofless, shelter_asked
from flows.settling import settle
from flows.telling import Answered, Ending, say_case, say_more, tell_case
from flows.told_case import case_corrected
from flows.told_loss import loss_in
from flows.understand import fold
from flows.which_case import case_of, case_of_last, deliver, say_again

_LED_ON = re.compile(r"(?:et|and) ")
"""What goes on from an answer."""


def answer(
    talk: Talk, question: Heard, topic: str = "", told: Told | None = None
) -> Generator[Action, Event, Answered]:
    """Find what answers this question and say it. `topic`: the article last answered, `told` as it was."""
    if detail := own_detail(question.text, talk.language, after_another=bool(topic)):
        found = yield FindAnswers(text=detail, language=talk.language)
        if isinstance(found, AnswersFound) and found.decision == "answer" and found.choices:
            return (yield from deliver(talk, with_number(found.choices[0], detail)))
    wanted = talk.tongue.instead(question.text)
    if told is not None and told.choice.language == talk.language:
        again = yield from asked_again(talk, told, question.text, topic)
        if again is not None:
            return (yield from say_again(talk, told, again))
    if paper := awaited_paper(question.text):
        stands = yield from _where_it_stands(talk, paper)
        if stands is not None:
            return stands
    if told is not None and (case := case_of_last(talk, told, wanted, question.text)) is not None:
        return (yield from say_case(talk, told.choice, case))
    if told is not None and (case := case_of(talk, told.choice, question.text, case_corrected)) is not None:
        return (yield from tell_case(talk, told.choice, case))
    if wanted:
        found = yield FindAnswers(text=wanted, topic=topic, language=talk.language)
        if isinstance(found, AnswersFound) and found.decision != "none":
            return (yield from settle(talk, found, wanted))
    found = yield FindAnswers(
        text=question.text,
        alternatives=question.alternatives,
        confidences=tuple(word.confidence for word in question.words),
        topic=topic,
        language=talk.language,
    )
    answers = answers_in(found)
    if told is not None and told.choice.language == talk.language:
        other = cases_asked(told, question.text)
        more = _follows(told, without_whom(question.text) if other else question.text, answers)
        if more is not None and len(other) > 1:  # "pour mon fils et moi": which of them comes first?
            return (yield from deliver(talk, told.choice))
        if more is not None and other and other[0] != told.case:  # the price of one is not that of another
            yield from talk.say("answer.case", {"choice": told.choice.variants[other[0]].label})
            return (yield from say_case(talk, told.choice, other[0]))
        if more is not None:
            return (yield from say_more(talk, told, more))
        if describes(talk, told, question.text, answers):
            return Answered(Ending.DESCRIBED, told.choice, next_words=question, told=told)
    if answers.decision != "answer" and is_bereaved(question.text):
        declared_first = answers_in((yield FindAnswers(text=declared(talk.language), language=talk.language)))
        answers = declared_first if declared_first.decision == "answer" else answers
    if answers.decision != "answer" and is_roofless(question.text):
        sheltered = answers_in((yield FindAnswers(text=shelter_asked(talk.language), language=talk.language)))
        answers = sheltered if sheltered.decision == "answer" else answers
    if answers.decision == "answer" and answers.choices:
        answers = replace(answers, choices=(with_number(answers.choices[0], question.text),))
    if answers.decision == "confirm" and _is_of(told, answers):  # what is spoken of needs no yes again
        answers = replace(answers, decision="answer", choices=answers.choices[:1])
    return (yield from settle(talk, answers, question.text))


def _follows(told: Told, words: str, found: AnswersFound) -> tuple[str, ...] | None:
    """What the last answer holds of these words, where they are about it; None where they are not."""
    if lost := loss_in(told, words):
        return lost
    if found.decision != "answer" or not found.choices:
        return follow_up(told, words, understood=_comes_near_another(told, found))
    first = found.choices[0]
    if first.slug != told.choice.slug:
        return hours_in(told, words)
    # The number asked for may have been told before it; else the calendar answers of another moment.
    again = first.spoken in told.choice.spoken
    if not again or any(names_case(words, (case.label, *case.phrases)) for case in first.variants):
        return None
    more = follow_up(told, words, understood=False, same=True)
    if more is None and _LED_ON.match(fold(words)) and told.choice.details:
        return tuple(sentences_of(told.choice.details))  # "et pour les obsèques": not all again
    return more


def _comes_near_another(told: Told, found: AnswersFound) -> bool:
    """Is it another article that was nearly understood, and not the one just told?"""
    return found.decision == "disambiguate" or (found.decision == "confirm" and not _is_of(told, found))


def _is_of(told: Told | None, found: AnswersFound) -> bool:
    """Is the likeliest article the one just told?"""
    return told is not None and bool(found.choices) and found.choices[0].slug == told.choice.slug


def _where_it_stands(talk: Talk, paper: str) -> Generator[Action, Event, Answered | None]:
    """Tell how one hears that a paper is ready, and who knows; None where such a paper is not known."""
    answers = answers_in((yield FindAnswers(text=paper, language=talk.language)))
    if answers.decision != "answer" or not answers.choices:
        return None
    choice = answers.choices[0]
    text = " ".join((choice.spoken, *(case.spoken for case in choice.variants), choice.details))
    yield NoteOutcome(outcome="answered", topic=choice.slug)
    if choice.language == talk.language:
        for one in of_fetching(sentences_of(text))[:1]:
            yield from talk.say("answer.details", {"text": one})
    yield from talk.say("answer.file_unseen")
    return Answered(Ending.MORE_TOLD, choice, told=Told(choice, f"{choice.spoken} {choice.details}".strip()))
