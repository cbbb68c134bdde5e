"""What a caller corrects of a report: "en fait c'était un nid de poule", "non, c'est au 12, pas au 2"."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from flows.actions import Action
from flows.ask import Talk
from flows.collect.address import Address, collect_address, same_street
from flows.collect.numbers import with_digits
from flows.collect.problem import Problem, problem_in
from flows.collect.words import bare
from flows.emergencies.emergency import emergency as tell_number
from flows.events import Event, Heard
from flows.giving_up import gives_up_report
from flows.interruptions import (
    ChangeOfMind,
    CorrectionHeard,
    DangerTold,
    EmergencyHeard,
    LanguageWanted,
    Withdrawn,
)
from flows.reports.at_home import answered_at_home, is_at_home
from flows.reports.danger import danger_told, is_somebody_hurt, meet_danger, tells_danger
from flows.reports.report import Report
from flows.stepping_back import Step

LONGEST = 14
"""Words of a correction; a longer sentence tells something else."""


_BESIDE_THE_PLACE = ("report.describe", "report.by_text", "report.similar", "report.yours")
"""Questions that a street alone answers nothing of: it is the place that was meant."""
_LONGEST_STREET = 7
_SAYS_MORE = re.compile(
    r"\b(?:est|sont|etait|a|ont|il|elle|qui|que|y|tout|toute|is|are|was|has|it|there|all)\b"
)
"""Words of a sentence about a street: "la rue est sombre"."""


_NO_DANGER = re.compile(
    r"(?:(?:non|ah|oh|euh|pardon|mais|en fait|excusez moi|desolee?|no|sorry|well) )*"
    r"(?:je me suis trompee?|je me trompe|j ai mal (?:compris|entendu)|c est une erreur"
    r"|(?:il )?(?:n )?y a (?:pas|aucun) (?:de )?danger|(?:il )?(?:n )?y a personne en danger"
    r"|personne (?:n )?est (?:en danger|blessee?)"
    r"|i made a mistake|my mistake|i was wrong|i misheard|there s no danger|there is no danger"
    r"|nobody is (?:in danger|hurt))"
    r"(?: (?:pardon|merci|en fait|excusez moi|sorry|actually))*"
)
"""What takes back a yes to whether anybody is in danger."""


@dataclass(frozen=True)
class Correction:
    """What is put in the place of what was understood; empty, or None: it stands."""

    problem: Problem | None = None
    number: str = ""
    street: str = ""
    """Words of another street, the house number included."""


def correction_in(talk: Talk, text: str, problem: Problem, place: Address | None) -> Correction | None:
    """The correction that an utterance is; None for one that corrects nothing.

    `place`: as it was agreed; before it is, no place can be corrected.
    """
    words = bare(with_digits(talk.tongue.digits(text)))
    alone = talk.tongue.address.number_alone(words)
    if place is not None and place.street and not place.number and alone and words != alone:
        return Correction(number=alone)  # "c'était au douze": the number that was missing
    if (
        place is not None
        and talk.failures.asked in _BESIDE_THE_PLACE
        and _is_another_street(talk, text, place)
    ):
        return Correction(street=text)
    said = talk.tongue.correction.read(words)
    if said is None or len(words.split()) > LONGEST:
        return None
    if place is not None and place.street and said.number and said.number != place.number:
        return Correction(number=said.number)
    instead = talk.tongue.instead(text)
    if not said.marked and not instead:
        return None
    where = talk.tongue.address.said_in(said.meant)
    if where is not None and where.typed:
        elsewhere = place is not None and not same_street(talk, place, where.street)
        return Correction(street=said.meant) if elsewhere else None
    named = problem_in(instead or said.meant, talk.language)
    return Correction(problem=named) if named is not None and named != problem else None


def _is_another_street(talk: Talk, text: str, place: Address) -> bool:
    """Are these words an address, and nothing else, of another street than the place agreed?"""
    said = talk.tongue.address.said_in(talk.tongue.digits(text))
    if said is None or not said.typed or not place.street or talk.failures.asked not in _BESIDE_THE_PLACE:
        return False
    alone = talk.tongue.address.place_alone(text) == text and not _SAYS_MORE.search(bare(text))
    return alone and len(text.split()) <= _LONGEST_STREET and not same_street(talk, place, said.street)


def corrigible(talk: Talk, report: Report, step: Step, ask_danger: Step, before: Step | None = None) -> Step:
    """The same step, at whose questions the caller may correct what was understood before.

    `ask_danger`: asked when the problem meant is one that may be dangerous, and nobody asked yet. `before`:
    taken again before the step once something was corrected.
    """

    def correctly() -> Generator[Action, Event, bool]:
        heard = ""
        while True:
            try:
                with listening(talk, report, refusable=before is not None):
                    if heard:
                        heard, words = "", heard
                        yield from _apply(talk, report, words, ask_danger)
                        if before is not None and not (yield from before()):
                            return False
                    return (yield from step())
            except LanguageWanted:
                continue  # the same question, in the language they asked for
            except DangerTold as told:
                yield from _meet(talk, report, told.text)
            except EmergencyHeard as emergency:
                if not report.danger_asked or not is_somebody_hurt(talk, emergency.text):
                    raise
                met = report.dangerous
                yield from _meet(talk, report, emergency.text)
                if met:  # its own number is told all the same: that of the danger may be another
                    yield from tell_number(talk, emergency.text)
            except CorrectionHeard as correction:
                if gives_up_report(correction.text):
                    raise Withdrawn(correction.text) from None
                if is_at_home(talk, report, correction.text):
                    if asks := (yield from answered_at_home(talk, report)):
                        raise ChangeOfMind(asks) from None
                    continue
                heard = correction.text

    return correctly


@contextmanager
def listening(talk: Talk, report: Report, *, refusable: bool = False) -> Iterator[None]:
    """While in it, the questions of the talk raise `CorrectionHeard` for what corrects the report, or gives
    it up; `DangerTold` for a danger.

    `refusable`: they offer something that "laissez tomber" refuses: the report must be named.
    """
    corrects, alarmed_by = talk.corrects, talk.alarmed_by
    talk.alarmed_by = lambda text: danger_told(talk, report, text)
    talk.corrects = lambda text: (
        gives_up_report(text, named=refusable)
        or is_at_home(talk, report, text)
        or takes_danger_back(talk, report, text)
        or correction_in(talk, text, report.kind, report.place) is not None
    )
    try:
        yield
    finally:
        talk.corrects, talk.alarmed_by = corrects, alarmed_by


def takes_danger_back(talk: Talk, report: Report, text: str) -> bool:
    """Does the caller take back that somebody is in danger, where nothing but a yes told it?"""
    only_said_yes = report.dangerous and report.danger_asked and not report.danger_met
    return (
        only_said_yes
        and bool(_NO_DANGER.fullmatch(bare(text)))
        and not tells_danger(talk, report.description)
    )


def corrected_place(
    talk: Talk, place: Address, correction: Correction
) -> Generator[Action, Event, Address | None]:
    """The place as it is corrected; None when the new street could not be agreed on."""
    if correction.number:
        return replace(place, number=correction.number, said="")
    heard = Heard(text=correction.street)
    return (yield from collect_address(talk, "report.where", heard=heard, words_will_do=True))


def _meet(talk: Talk, report: Report, words: str) -> Generator[Action, Event, None]:
    """Meet a danger told in the place of an answer; what it corrects of the problem is understood with it."""
    correction = correction_in(talk, words, report.kind, report.place)
    if correction is not None and correction.problem is not None:
        report.problem = correction.problem
    report.look_in_words = True
    yield from meet_danger(talk, report, words)
    report.note_for_agents(talk)


def _apply(talk: Talk, report: Report, words: str, ask_danger: Step) -> Generator[Action, Event, None]:
    if takes_danger_back(talk, report, words):
        yield from ask_danger()
        return
    correction = correction_in(talk, words, report.kind, report.place)
    if correction is None:
        return
    if correction.problem is not None:
        report.problem = correction.problem
        report.described_as(words)
        if not report.dangerous:
            yield from talk.say("report.understood", {"problem": correction.problem.titled(talk.language)})
        if correction.problem.asks_danger and not report.danger_asked:
            yield from ask_danger()
    elif report.place is not None:
        place = yield from corrected_place(talk, report.place, correction)
        if place is not None:
            report.place = place
            if correction.number:
                yield from talk.say("report.place_corrected", {"address": place.written})
    report.note_for_agents(talk)
