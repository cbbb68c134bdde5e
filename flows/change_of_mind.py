"""Another subject in the middle of a flow: "non, pas le passeport, la carte"."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.events import AnswersFound, Event
from flows.interruptions import ChangeOfMind
from flows.routes import Route


def look_for_another_subject(talk: Talk, text: str) -> Generator[Action, Event, None]:
    """Raise `ChangeOfMind` when these words, which do not answer the question, ask for something else.

    Only when they say so ("non, plutôt…") and the town hall knows what they ask for: whoever is merely
    misunderstood stays where they are. In a booking, a callback or a message is enough said by itself.
    """
    route = talk.tongue.route_of(text)
    if route in (Route.CALLBACK, Route.MESSAGE) and talk.failures.asked.startswith("appointment."):
        raise ChangeOfMind(text)  # "je préfère qu'on me rappelle": nothing of a booking is said so
    if route is Route.MESSAGE and talk.failures.asked.startswith("callback."):
        raise ChangeOfMind(text)  # "je veux juste laisser un message": nobody is to ring
    words = talk.tongue.instead(text)
    if not words:
        return
    if talk.tongue.route_of(words) is None:
        found = yield FindAnswers(text=words, language=talk.language)
        if not isinstance(found, AnswersFound) or found.decision not in ("answer", "confirm"):
            return
    raise ChangeOfMind(words)
