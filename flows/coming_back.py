"""What follows once something is done: the request that waited, or whatever else is wanted."""

from __future__ import annotations

from flows.events import Heard
from flows.front_door import FrontDoor, Step, going_on

_LEAST_QUESTION = 2
"""Words beside a yes or a no that are a question of their own."""


def more(door: FrontDoor) -> Step:
    """Is there anything else?"""
    following = yield from door.talk.ask("main.anything_else")
    if following is None:
        door.rateable = False
        return None
    return going_on(door, following)


def the_second_one(door: FrontDoor) -> Step:
    """Come back to the request that waited, then to the one after it."""
    if not door.later:
        return (yield from more(door))
    later = door.later.pop(0)
    heard = yield from door.talk.confirm(later.prompt, {"offer": later.offer})
    if heard.yes:
        return Heard(text=later.words), "main.question_again"
    if heard.hedged:  # "oui mais d'abord les horaires": it goes on waiting
        door.later.insert(0, later)
    if len(heard.text.split()) >= _LEAST_QUESTION:
        return Heard(text=heard.text), "main.question_again"
    return (yield from (more(door) if heard.yes is None else the_second_one(door)))
