"""Calls held to their end in an empty calls.db, for tests of what is read of them afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.actions import FindAnswers, OpenNow, Query
from flows.events import AnswersFound, CallStarted, Choice, Event, Heard, HungUp, OpeningFound
from flows.prompts import Catalogue
from flows.routing import AgentsFound, FindAgents
from flows.service_registry import nothing_found
from flows.town_hall import town_hall
from ivr.calls.conversation import Conversation
from ivr.calls.log import CallLog
from ivr.database import Connections

FRENCH = Catalogue.load("fr")
CARD = Choice(
    slug="carte-identite",
    title="une carte d'identité",
    service="etat-civil",
    score=0.93,
    spoken="Prenez rendez-vous en ligne.",
)
OFFERS = {
    "la taille des arbres": "Pour un arbre, dites-moi l'endroit : je peux transmettre.",
    "la fourrière municipale": "Si une voiture gêne, je peux vous passer la police municipale.",
}
"""Questions whose answers are followed by an offer of the line's."""
FOUND = {
    "je voudrais refaire ma carte d'identité": AnswersFound(
        decision="answer", choices=(CARD,), reason="carte-identite 0.93 « refaire ma carte » (carte)"
    ),
    "ma carte": AnswersFound(decision="confirm", choices=(CARD,), reason="carte-identite 0.61"),
    **{
        question: AnswersFound(decision="answer", choices=(replace(CARD, spoken=spoken),))
        for question, spoken in OFFERS.items()
    },
}


class Known:
    """Queries that know two questions, and a town hall that is open, where telephones ring once."""

    def __init__(self) -> None:
        self.rung = False

    def perform(self, query: Query, call_id: str) -> Event:
        if isinstance(query, FindAnswers):
            return FOUND.get(query.text, AnswersFound(decision="none", reason="carte-identite 0.11"))
        if isinstance(query, OpenNow):
            self.rung = False
            return OpeningFound(open=True, sentence="")
        if isinstance(query, FindAgents):
            self.rung = not self.rung
            return AgentsFound(state="free" if self.rung else "away")
        return nothing_found(query)


def said(text: str, confidence: float = 0.9) -> Heard:
    return Heard(text=text, confidence=confidence)


def hold(
    connections: Connections,
    call_id: str,
    events: Sequence[Event],
    *,
    caller: str = "+33639980001",
    at: float = 1_000_000.0,
    channel: str = "stream",
) -> CallLog:
    """Hold a call to its end: ten seconds pass before each event; then the caller hangs up."""
    now = [at]

    def clock() -> float:
        return now[0]

    log = CallLog(connections, clock)
    call = Conversation(call_id, log, Known(), town_hall, at, clock)
    call.handle(
        "started", CallStarted(caller=caller, channel=channel, local_time="2026-11-23T10:00:00+01:00")
    )
    for number, event in enumerate((*events, HungUp())):
        now[0] += 10.0
        if not call.ended:
            call.handle(f"e{number}", event)
    return log


def words_of(action) -> str:
    return FRENCH.screen(action.prompt, {"town": "Valmont", **action.values})
