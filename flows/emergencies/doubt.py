"""Words that may tell of a danger: whether anybody is in one is asked, and the call goes on from there."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.actions import Action, FindAnswers
from flows.collect.problem import answers_nobody, denies_danger, problem_in
from flows.collect.words import bare
from flows.emergencies.alarm.features import plain_words
from flows.emergencies.alarm.learnt import Level
from flows.emergencies.emergency import reports_danger
from flows.emergencies.flooded_home import cut_off_by_water, floods_home, on_the_roof
from flows.events import AnswersFound, Event, Heard
from flows.failures import Failures
from flows.interruptions import AgentWanted, EmergencyHeard
from flows.routes import Route

if TYPE_CHECKING:
    from flows.ask import Talk

_OPEN = "main."
"""Questions whose answer may be about anything."""
_WIDE_OPEN = ("main.question", "main.anything_else")
"""Those of them that only another subject answers."""
_ASKED_ALREADY = ("emergency.", "report.")
"""Questions that ask it, or come after it was asked; a report hears a danger told at any of its own."""
_MESSAGE = "message.offer"
"""Whoever tells there of a danger in the street would leave it in a message, to a service that is closed."""
_LEAST_SAID, _LEAST_SAID_ELSEWHERE = 3, 4
"""Words worth asking about, at an open question and at any other: few are a name, a place, a moment."""
_LEAST_PERHAPS = 5
"""Words of a sentence that is asked about for little: one of three or four is made by one word alone."""
_LEAST_INSTEAD = 3
"""Words beside a no that say what was meant: "non, c'est pour la cantine"."""
_BURNS = re.compile(
    r"\b(?:brul\w+|cram\w+|flamb\w+|fum(?:e|ent|ee|ees)|feu|flammes?|incendie"
    r"|burn\w*|smok\w+|fire|flames?)\b"
)
_NO_FIRE = re.compile(
    r"\b(?:etein\w+|maitris\w+|fini\w*|termine\w*|barbecue|cheminee|pompiers"
    r"|(?:pas|plus|rien) (?:de |du |ne )?(?:feu|brule|fume\w*)"
    r"|pour|question|voudrais|veux|savoir|trompe\w*|erreur|blague|seulement|juste"
    r"|out|over|no fire|just|only|mistake|joke|about|want)\b"
)
"""What is told with a no when nothing burns, or no more."""
_OF_SOMEBODY = re.compile(
    r"(?:(?:euh|ben|bah|mais|alors) )*(?:il|elle|ils|elles|he|she|they)"
    r" (?!y a|faut|fait|s agit|va bien|vont bien|a besoin|voudrait|veut|cherche|wants?|needs?)"
)
"""How whoever goes on telling of somebody begins: "il a trois ans environ"."""


def is_alarming(talk: Talk, prompt: str, text: str) -> bool:
    """Do the words, said in answer to `prompt`, surely tell of somebody in danger?

    What was only learnt is believed at an open question; elsewhere it is asked about.
    """
    if talk.answers_plainly(text):
        return False
    return prompt.startswith(_OPEN) and talk.tongue.danger_level(text) is Level.SURE


def meet_doubt(talk: Talk, prompt: str, reply: Heard) -> Generator[Action, Event, Heard]:
    """The reply to `prompt`, once nobody is known to be in danger: it is asked when the words make it likely.

    Raises EmergencyHeard with the words when somebody is, or when nobody answers any more. Whoever denies it
    is not asked again for as little; what they say they meant, at an open question, is their reply.
    """
    if prompt.startswith(_ASKED_ALREADY):
        talk.danger_asked = talk.danger_asked or prompt.startswith("report.danger")
        return reply
    if not (yield from doubtful(talk, prompt, reply.text)):
        return reply
    counted, talk.failures = talk.failures, Failures()
    talk.doubted = reply.text
    try:
        heard = yield from talk.confirm(
            "emergency.asked",
            denied_by=lambda text: (
                answers_nobody(text, talk.language)
                or (_no(talk, text) and denies_danger(text, talk.language))
            ),
            told_by=talk.tongue.unsure,
        )
    except AgentWanted:
        talk.told.hear(reply.text, talk.tongue)
        raise
    except EmergencyHeard as told:
        if floods_home(reply.text) and on_the_roof(told.text):
            raise EmergencyHeard(reply.text) from told
        raise
    finally:
        talk.failures = counted
    talk.doubted = ""
    silent = heard.yes is None and not heard.said
    worse = heard.yes is None and talk.tongue.danger_level(heard.said) >= Level.PERHAPS
    more = heard.yes is None and _tells_more(talk, heard.said)
    burns = heard.yes is False and _still_burns(talk, reply.text, heard.said or heard.text)
    cut_off = floods_home(reply.text) and cut_off_by_water(heard.said or heard.text)
    if heard.recognised or silent or worse or more or burns or cut_off:
        raise EmergencyHeard(reply.text)
    talk.danger_asked = True
    instead = heard.text if heard.yes is False else heard.said
    if prompt.startswith(_OPEN) and len(instead.split()) >= _LEAST_INSTEAD:
        return replace(reply, text=instead, alternatives=(), words=())
    return reply


def _tells_more(talk: Talk, words: str) -> bool:
    """Neither yes nor no: is it not known, or is more told of somebody, and nothing else asked for?"""
    if talk.tongue.unsure(words):
        return True
    return bool(_OF_SOMEBODY.match(bare(words))) and talk.tongue.route_of(words) is None


def _still_burns(talk: Talk, told: str, answer: str) -> bool:
    """Nobody is in danger where something burns: the firemen are wanted all the same."""
    burning = bool(_BURNS.search(bare(told))) and talk.tongue.emergency_kind(told) == "fire"
    return burning and not _NO_FIRE.search(bare(answer))


def doubtful(talk: Talk, prompt: str, text: str) -> Generator[Action, Event, bool]:
    """Are the words, said in answer to `prompt`, worth asking whether anybody is in danger?"""
    if talk.answers_plainly(text):
        return False
    level, is_open = talk.tongue.danger_level(text), prompt.startswith(_OPEN)
    unheard = is_open and not talk.danger_asked and talk.tongue.route_of(text) is None
    if (prompt == _MESSAGE or unheard) and reports_danger(talk, text):
        return True
    if unheard and floods_home(text):
        return True
    least = _LEAST_SAID if is_open else _LEAST_SAID_ELSEWHERE
    brief = len(plain_words(text)) < least
    if level is Level.NONE or (brief and not (is_open and talk.tongue.kind_told(text))):
        return False
    if not is_open:
        return level is Level.SURE or (level is Level.LIKELY and talk.tongue.kind_told(text) is not None)
    if level < Level.LIKELY and (talk.danger_asked or len(plain_words(text)) < _LEAST_PERHAPS):
        return False
    route = talk.tongue.route_of(text)
    problem = problem_in(text, talk.language)
    if route is Route.REPORT and (problem is None or problem.asks_danger):
        return False  # the report begins by asking it
    if level >= Level.LIKELY:
        return True
    if route is not None or problem is not None or not prompt.startswith(_WIDE_OPEN):
        return False  # what is wrong in the street has its own question about danger
    found = yield FindAnswers(text=text, language=talk.language)
    return not (isinstance(found, AnswersFound) and found.decision == "answer")


def _no(talk: Talk, text: str) -> bool:
    return talk.tongue.yes_or_no(text) is not True
