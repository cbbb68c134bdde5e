"""Another subject in the middle of a flow: "non, pas le passeport, la carte"."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action, FindAnswers
from flows.ask import Talk
from flows.collect.words import bare
from flows.events import AnswersFound, Event
from flows.interruptions import ChangeOfMind
from flows.routes import Route

_NONE_BOOKED_YET = re.compile(
    r"\b(?:(?:l[ea]|en|l) (?:prendre|fixer)\b"
    r"|(?:prendre|fixer|avoir|voudrais|veux|aimerais) (?:un |ce |mon )?(?:rendez vous|rdv)\b"
    r"|(?:pas|jamais) encore (?:de |pris|fixe|eu)"
    r"|(?:book|make|take|get) (?:one|an appointment)\b|(?:don t|do not) have (?:one|an appointment) yet\b)"
)
""""Je veux le prendre", where the number of a visit is asked for: there is none yet."""
_BOOK_ONE = {"fr": "je voudrais prendre rendez-vous", "en": "I would like to book an appointment"}


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
    if talk.failures.asked == "appointment.reference" and _NONE_BOOKED_YET.search(bare(text)):
        raise ChangeOfMind(_BOOK_ONE[talk.language])
    words = talk.tongue.instead(text)
    if not words:
        return
    if talk.tongue.route_of(words) is None:
        found = yield FindAnswers(text=words, language=talk.language)
        if not isinstance(found, AnswersFound) or found.decision not in ("answer", "confirm"):
            return
    raise ChangeOfMind(words)
