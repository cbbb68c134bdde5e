"""Answering: find, make sure, say the answer, see that it helped."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum

from flows.actions import Action, FindAnswers, NoteOutcome
from flows.appointments.wish import tells_moment, times_visit
from flows.ask import Talk
from flows.asked_again import (
    Again,
    asked_again,
    asks_if_booked,
    asks_where,
    day_asked,
    sentences_of,
    tells_an_age,
)
from flows.bereaved import declared, is_bereaved
from flows.choosing import Option
from flows.closed_questions import Confirmation, LooksUp
from flows.described import describes
from flows.events import AnswersFound, Choice, Event, Heard
from flows.follow_up import (
    Told,
    cases_asked,
    follow_up,
    hours_in,
    names_case,
    often_asked,
    with_number,
    with_what_is_asked,
    without_whom,
)
from flows.in_parts import in_parts, said_in_one_go
from flows.our_details import own_detail
from flows.ready_yet import awaited_paper, of_fetching
from flows.told_case import case_corrected, case_in_request, case_told
from flows.told_loss import loss_in
from flows.tongue import Tongue
from flows.understand import fold

MAX_OFFERED = 3
"""Articles offered at once; a spoken menu longer than this is forgotten before its end."""


_LEAST_NAMED = 2
"""Words, beside a yes, that may name a subject: "un passeport"."""
MOST_NAMED = 4
"""Choices that a deciding question names, and that have a key."""
_LIKELY_INSTEAD = 0.25
"""Share of what is left, once an article is refused, that makes another one worth offering."""
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
_LED_ON = re.compile(r"(?:et|and) ")
"""What goes on from an answer."""
_NEITHER = re.compile(
    r"(?:(?:non|euh|ah|c'est|no) )*(?:aucune?|ni l'une? ni l'autre|none|neither)"
    r"(?: (?:des|of|d'eux|d'elles)(?: (?:the|deux|trois|them|two|three|those|these))*)?(?: merci| thanks)?"
)
"""The words of whoever wants none of what is offered."""


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
    ) -> None:
        self.ending = ending
        self.choice = choice
        self.next_words = next_words
        self.rest = rest
        """What the answer still holds, part after part, for whoever wants to hear it."""
        self.told = told
        """The article as it was told; None when none was."""


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
            return (yield from _say_again(talk, told, again))
    if paper := awaited_paper(question.text):
        stands = yield from _where_it_stands(talk, paper)
        if stands is not None:
            return stands
    if told is not None and (case := _case_of_last(talk, told, wanted, question.text)) is not None:
        return (yield from _say_case(talk, told.choice, case))
    if told is not None and (case := _case_of(talk, told.choice, question.text, case_corrected)) is not None:
        return (yield from _tell_case(talk, told.choice, case))
    if wanted:
        found = yield FindAnswers(text=wanted, topic=topic, language=talk.language)
        if isinstance(found, AnswersFound) and found.decision != "none":
            return (yield from _settle(talk, found, wanted))
    found = yield FindAnswers(
        text=question.text,
        alternatives=question.alternatives,
        confidences=tuple(word.confidence for word in question.words),
        topic=topic,
        language=talk.language,
    )
    answers = _answers(found)
    if told is not None and told.choice.language == talk.language:
        other = cases_asked(told, question.text)
        more = _follows(told, without_whom(question.text) if other else question.text, answers)
        if more is not None and len(other) > 1:  # "pour mon fils et moi": which of them comes first?
            return (yield from deliver(talk, told.choice))
        if more is not None and other and other[0] != told.case:  # the price of one is not that of another
            yield from talk.say("answer.case", {"choice": told.choice.variants[other[0]].label})
            return (yield from _say_case(talk, told.choice, other[0]))
        if more is not None:
            return (yield from _say_more(talk, told, more))
        if describes(talk, told, question.text, answers):
            return Answered(Ending.DESCRIBED, told.choice, next_words=question, told=told)
    if answers.decision != "answer" and is_bereaved(question.text):
        declared_first = _answers((yield FindAnswers(text=declared(talk.language), language=talk.language)))
        answers = declared_first if declared_first.decision == "answer" else answers
    if answers.decision == "answer" and answers.choices:
        answers = replace(answers, choices=(with_number(answers.choices[0], question.text),))
    return (yield from _settle(talk, answers, question.text))


def _follows(told: Told, words: str, found: AnswersFound) -> tuple[str, ...] | None:
    """What the last answer holds of these words, where they are about it; None where they are not."""
    if lost := loss_in(told, words):
        return lost
    if found.decision != "answer" or not found.choices:
        return follow_up(told, words, understood=found.decision in ("confirm", "disambiguate"))
    first = found.choices[0]
    if first.slug != told.choice.slug:
        return hours_in(told, words)
    again = (
        first.spoken in told.choice.spoken
    )  # a detail may have been told before it; else the calendar answers of another moment
    if not again or any(names_case(words, (case.label, *case.phrases)) for case in first.variants):
        return None
    more = follow_up(told, words, understood=False, same=True)
    if more is None and _LED_ON.match(fold(words)) and told.choice.details:
        return tuple(sentences_of(told.choice.details))  # "et pour les obsèques": not all again
    return more


def _say_more(talk: Talk, told: Told, more: tuple[str, ...]) -> Generator[Action, Event, Answered]:
    """Say what the last answer holds of what is asked now, or that it holds nothing of it."""
    parts = in_parts(" ".join(more))
    now = said_in_one_go(parts)
    for part in parts[:now]:
        yield from talk.say("answer.details", {"text": part})
    if not parts:
        yield from talk.say("answer.not_told", {"offer": told.choice.title})
    return Answered(Ending.MORE_TOLD, told.choice, rest=parts[now:], told=told)


def _where_it_stands(talk: Talk, paper: str) -> Generator[Action, Event, Answered | None]:
    """Tell how one hears that a paper is ready, and who knows; None where such a paper is not known."""
    answers = _answers((yield FindAnswers(text=paper, language=talk.language)))
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


def _say_again(talk: Talk, told: Told, again: Again) -> Generator[Action, Event, Answered]:
    """Say what is asked again of the last answer: "et pour mon mari"."""
    if again.case is not None:
        return (yield from _tell_case(talk, told.choice, again.case))
    if again.anew:
        return (yield from deliver(talk, told.choice))
    if again.said or not again.prompt:
        result = yield from _say_more(talk, told, again.said)
    if not again.prompt:
        return result
    yield from talk.say(again.prompt, again.values)
    return Answered(Ending.MORE_TOLD, told.choice, told=told)


def answer_with(talk: Talk, article: str) -> Generator[Action, Event, Answered]:
    """Say one article, chosen by key."""
    found = yield FindAnswers(text="", article=article, language=talk.language)
    return (yield from _settle(talk, _answers(found)))


def choose_among(talk: Talk, articles: Iterable[str]) -> Generator[Action, Event, Answered]:
    """Ask which of a few articles is meant, where the words are too vague to look any up."""
    choices = list[Choice]()
    for slug in articles:
        found = _answers((yield FindAnswers(text="", article=slug, language=talk.language)))
        choices += found.choices[:1] if found.decision == "answer" else ()
    if not choices:
        return Answered(Ending.NOT_UNDERSTOOD)
    return (yield from _disambiguate(talk, tuple(choices[:MAX_OFFERED])))


def _answers(event: Event) -> AnswersFound:
    if not isinstance(event, AnswersFound):
        raise TypeError(f"{type(event).__name__} does not answer FindAnswers.")
    return event


def _settle(talk: Talk, found: AnswersFound, asked: str = "") -> Generator[Action, Event, Answered]:
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
    if (case := _case_of(talk, choice, heard.said)) is not None:
        return (yield from _say_case(talk, choice, case))
    if tells_an_age(heard.said) and (
        (case := _case_of(talk, choice, heard.said, case_corrected)) is not None
    ):
        return (yield from _tell_case(talk, choice, case))
    if heard.yes or (heard.hedged and not wanted) or tells_an_age(heard.said):
        if heard.yes and (other := (yield from _named_instead(talk, choice, heard.text))):
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
        return tells_moment(talk, text) or tells_an_age(text) or _case_of(talk, choice, text) is not None

    heard = yield from talk.confirm("answer.confirm", {"offer": choice.title}, told_by=told_by)
    plain = heard.yes is not None or heard.hedged or told_by(heard.said) or talk.tongue.instead(heard.said)
    if plain or not (yield from _is_beside(talk, heard.text)):
        return heard
    return (
        yield from talk.confirm("answer.confirm", {"offer": choice.title}, misunderstood=1, told_by=told_by)
    )


def _is_beside(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """ "Giraud Marie", where something else was asked: does it ask for nothing that is known?"""
    if not text or talk.tongue.route_of(text) is not None or talk.tongue.nothing_more(text):
        return False
    found = yield FindAnswers(text=text, language=talk.language)
    return not isinstance(found, AnswersFound) or found.decision == "none" or not found.choices


def _named_instead(talk: Talk, choice: Choice, words: str) -> Generator[Action, Event, Choice | None]:
    """ "Oui, un passeport", where something else was understood: the other article, surely meant."""
    if len(words.split()) < _LEAST_NAMED or talk.tongue.yes_or_no(words) is not None:
        return None
    found = yield FindAnswers(text=words, language=talk.language)
    if not isinstance(found, AnswersFound) or found.decision != "answer" or not found.choices:
        return None
    return found.choices[0] if found.choices[0].slug != choice.slug else None


def _disambiguate(
    talk: Talk, choices: tuple[Choice, ...], asked: str = ""
) -> Generator[Action, Event, Answered]:
    choices = tuple({choice.title: choice for choice in reversed(choices)}.values())[::-1]
    if len(choices) == 1:  # two articles of the same title, to the caller's ear, are one
        return (yield from _confirm(talk, choices[0], asked))
    offers = {f"offer_{number}": choice.title for number, choice in enumerate(choices, start=1)}
    options = [Option(choice.title) for choice in choices]
    chosen = yield from talk.choose(
        f"answer.choose_{len(choices)}", options, offers, elsewhere=_another_subject(talk)
    )
    if isinstance(chosen, int):
        return (yield from deliver(talk, choices[chosen], asked))
    if chosen is None:
        return Answered(Ending.SILENT)
    if _NEITHER.fullmatch(fold(chosen)) or not (words := _something_else(talk, chosen)):
        return Answered(Ending.REFUSED)
    return Answered(Ending.NOT_UNDERSTOOD, next_words=Heard(text=words))


def _another_subject(talk: Talk) -> LooksUp:
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


def deliver(talk: Talk, choice: Choice, asked: str = "") -> Generator[Action, Event, Answered]:
    """Say an article's answer; first the one question that decides, when there is one.

    `asked`: the words that led to it. A case they tell plainly is not asked for: it is told back, so that
    whoever was misheard may say so.
    """
    if choice.language != talk.language:
        return (yield from _read_untranslated(talk, choice))
    if choice.question and len(choice.variants) > 1:
        options = [Option(variant.label, variant.phrases) for variant in choice.variants]
        if (case := case_in_request(asked, choice.title, options)) is not None:
            return (yield from _tell_case(talk, choice, case))
        chosen = yield from _chosen_case(talk, choice, options)
        if isinstance(chosen, int):
            return (yield from _say_case(talk, choice, chosen))
        elif isinstance(chosen, str) and (yield from times_visit(talk, choice, chosen)):
            return Answered(Ending.VISIT, choice, Heard(text=chosen))
        elif isinstance(chosen, str) and (said := _something_else(talk, chosen)):
            return Answered(Ending.NOT_UNDERSTOOD, choice, next_words=Heard(text=said))
    if not is_bereaved(asked):  # condolences come first
        choice = with_what_is_asked(choice, asked)
    return (yield from _say(talk, choice, choice.spoken, choice.details))


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
        return lost_now or tells_moment(talk, text) or undecided(text) or _asks_beside(talk, options, text)

    while True:
        chosen = yield from talk.choose(
            _WHICH[len(named)],
            options,
            {"question": choice.question, **values},
            told_by=told_by,
            elsewhere=_another_subject(talk),
            misunderstood=misunderstood,
        )
        if not isinstance(chosen, str):
            return chosen
        if not lost and (lost := loss_in(told, chosen)):
            yield from talk.say("answer.details", {"text": " ".join(lost)})
            continue
        if undecided(chosen):
            return None
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
    return not (yield from _is_beside(talk, _something_else(talk, words)))


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
        yield from _say_again(talk, told, again)
    else:
        yield from _say_more(talk, told, follow_up(told, text, understood=False) or ())


def _case_of(
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
    return told is not None and _case_of(talk, told.choice, words, case_corrected) is not None


def _case_of_last(talk: Talk, told: Told, *said: str) -> int | None:
    """ "Non, pour un mineur", "et pour un adulte": another case of the article that was just answered."""
    cases = (_case_of(talk, told.choice, words) for words in said if words)
    return next((case for case in cases if case is not None), None)


def _tell_case(talk: Talk, choice: Choice, case: int) -> Generator[Action, Event, Answered]:
    """Tell a case back that was not named by an answer, then say it: it may have been misheard."""
    yield from talk.say("answer.case", {"choice": choice.variants[case].label})
    return (yield from _say_case(talk, choice, case))


def _say_case(talk: Talk, choice: Choice, case: int) -> Generator[Action, Event, Answered]:
    return (yield from _say(talk, choice, choice.variants[case].spoken, choice.details, case))


def _say(
    talk: Talk, choice: Choice, spoken: str, details: str, case: int | None = None
) -> Generator[Action, Event, Answered]:
    """Say the first part of an answer; the others are for whoever asks for them."""
    talk.visit_is_fresh = talk.callback_is_fresh = False
    yield NoteOutcome(outcome="answered", topic=choice.slug)
    parts = in_parts(spoken) or (spoken,)
    now = said_in_one_go(parts)
    for part in parts[:now]:
        yield from talk.say("answer.spoken", {"text": part}, language=choice.language)
    rest = in_parts(" ".join((*parts[now:], details)))
    told = Told(choice, f"{spoken} {details}".strip(), case)
    return Answered(Ending.ANSWERED, choice, rest=rest, told=told)


def _something_else(talk: Talk, text: str) -> str:
    """What is asked for by words that chose nothing: "non, pour le passeport"; empty for a mere refusal."""
    rest = talk.tongue.besides(text)
    return talk.tongue.instead(text) or ("" if talk.tongue.nothing_more(rest) else rest)


def _read_untranslated(talk: Talk, choice: Choice) -> Generator[Action, Event, Answered]:
    """An answer that the caller's language does not have: read as it is, if that will do, else a person.

    The answer for everybody is read: nobody is asked which case is theirs in words they do not follow.
    """
    agreed = yield from talk.confirm("answer.untranslated", {"offer": choice.title})
    wish = next((said for said in (agreed.text, agreed.said) if talk.tongue.route_of(said) is not None), "")
    if wish:  # "yes an appointment": it is no reading that is agreed to
        return Answered(Ending.NOT_UNDERSTOOD, choice, Heard(text=wish))
    asks = len(agreed.text.split()) >= _LEAST_NAMED and not talk.tongue.nothing_more(agreed.text)
    if not agreed.recognised and asks:  # another question, in the place of a yes
        return Answered(Ending.NOT_UNDERSTOOD, next_words=Heard(text=agreed.text))
    if not agreed.recognised:
        return Answered(Ending.NOT_UNDERSTOOD if agreed.text else Ending.UNTRANSLATED, choice)
    return (yield from _say(talk, choice, choice.spoken, ""))
