"""An answer that says "dites-moi l'endroit : je peux transmettre": the place said next makes a report."""

from __future__ import annotations

from flows.ask import Talk
from flows.events import Choice


def promises_report(talk: Talk, choice: Choice | None) -> bool:
    """Does this answer ask for the place, so that the line passes the problem on?"""
    return choice is not None and talk.tongue.address.asks_for_a_place(choice.spoken)
