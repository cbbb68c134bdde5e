"""What is wrong: the kind of problem a caller reports, in words or by keys."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass

from flows.actions import Action
from flows.ask import TRIES, Reply, Talk
from flows.collect.capture import declines
from flows.collect.elsewhere import told_elsewhere
from flows.collect.problem import Problem, other_problem, problem_called, problem_in, says_danger
from flows.collect.words import bare
from flows.events import Event, Heard, Pressed
from flows.interruptions import BackWanted, ChangeOfMind, EmergencyHeard
from flows.reports.danger import goes_on_with
from flows.routes import Route
from flows.stepping_back import is_one_step

KIND_KEYS = {"1": "eclairage", "2": "chaussee", "3": "depot-sauvage"}
"""The problems reported most, for whoever cannot say theirs."""
MORE_KEY = "4"
"""The other menu: less usual problems, and a report made before."""
_RARER = {"1": "arbre", "2": "fuite-eau", "3": "autre"}
_STATUS_KEY = "4"
_NAMES_IT = re.compile(
    r"\bsignaler (?:un|une|des|deux|le|la|les|l) (?!problemes?\b|trucs?\b|choses?\b|incidents?\b|soucis?\b"
    r"|signalements?\b|danger\b|changement\b|autre\b|feux?\b|situation\b)\w+(?: \w+){3,}"
)
"""What is wrong is told with the verb, though it is of no kind: "signaler un voisin qui fume du cannabis"."""
_ENOUGH = 2
"""Times that a problem of no kind is told before it is taken as it is: it is asked once more, not twice."""
_LEAST_SENTENCE = 6
"""Words of a sentence, which tells it at once: "une planche avec des clous qui dépassent"."""


@dataclass(frozen=True)
class Told:
    """What the caller's answers brought."""

    problem: Problem | None
    """None: it is a report made before that they ask about."""
    words: str = ""
    """All that was said, one utterance a line."""


def report_kind(talk: Talk, words: str, *, danger_met: bool = False) -> Generator[Action, Event, Told]:
    """The kind of problem; the kind for all others once it was told twice, the caller's words being kept.

    `words`: what was said already; when it names a problem, nothing is asked. Another wish, said instead, is
    a `ChangeOfMind`.
    """
    found = problem_in(words, talk.language)
    said = [words] if words else []
    prompts = ("report.what", "report.what.no_match.1", "report.what.no_match.2")
    clear = found is not None or says_danger(words, talk.language)  # nobody in danger is asked for a word
    clear = clear or danger_met or bool(_NAMES_IT.search(bare(words)))
    told = 0
    for prompt in () if clear else prompts:
        reply = yield from talk.ask(prompt, answered_by=lambda text: says_danger(text, talk.language))
        if reply is None:
            break
        if isinstance(reply, Pressed) and reply.digits == MORE_KEY:
            keyed = yield from _rarer(talk)
            if keyed is None:
                continue
            return Told(None if keyed == _STATUS_KEY else problem_called(_RARER[keyed]), "\n".join(said))
        if isinstance(reply, Pressed) and reply.digits in KIND_KEYS:
            return Told(problem_called(KIND_KEYS[reply.digits]), "\n".join(said))
        if isinstance(reply, Heard) and reply.text:
            if said and goes_on_with(talk, said[-1], reply.text):
                raise EmergencyHeard(f"{said[-1]} {reply.text}")
            said.append(reply.text)
            found = named_in(talk, reply) or problem_in(" ".join(said), talk.language)
            if found or says_danger(reply.text, talk.language) or told_elsewhere(reply.text, talk.language):
                break
            if talk.tongue.route_of(reply.text) not in (None, Route.REPORT, Route.PERSON):
                raise ChangeOfMind(reply.text)
            told += _tells(talk, reply.text)
            if told >= _ENOUGH:
                break
    return Told(found or other_problem(), "\n".join(said))


def named_in(talk: Talk, heard: Heard) -> Problem | None:
    """The problem that an utterance names, in the likeliest of its readings that names one."""
    texts = (heard.text, *heard.alternatives)
    return next((problem for text in texts if (problem := problem_in(text, talk.language))), None)


def _tells(talk: Talk, text: str) -> int:
    """How much of a problem do these words tell: nothing, a word or two, a sentence?"""
    if talk.tongue.yes_or_no(text) is not None or declines(text) or talk.tongue.unsure(text):
        return 0
    return _ENOUGH if len(text.split()) >= _LEAST_SENTENCE else 1


def _rarer(talk: Talk) -> Generator[Action, Event, str | None]:
    """The key of the other menu; None for whoever would rather hear the first one again, or says it."""
    for _ in range(TRIES):
        try:
            reply: Reply | None = yield from talk.ask("report.what_else")
        except BackWanted as back:
            if not is_one_step(back):
                raise
            return None
        if isinstance(reply, Pressed) and reply.digits in (*_RARER, _STATUS_KEY):
            return reply.digits
        if not isinstance(reply, Pressed):
            return None
    return None
