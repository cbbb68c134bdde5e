"""What follows once something is done: the request that waited, or whatever else is wanted."""

from __future__ import annotations

from dataclasses import replace

from flows.events import Heard
from flows.front_door import FrontDoor, Step, going_on, places_the_promised
from flows.survey import survey

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
    later = door.later[0]  # it waits on while it is asked about: whoever leaves there has not refused it
    heard = yield from door.talk.confirm(later.prompt, {"offer": later.offer})
    door.later.pop(0)
    if heard.yes:
        return Heard(text=later.words), "main.question_again"
    asks = len(heard.text.split()) >= _LEAST_QUESTION
    if heard.hedged or (heard.yes is None and asks and not later.beside):
        door.later.insert(0, replace(later, beside=True))  # "oui mais d'abord les horaires"
    elif heard.yes is None:
        door.talk.unanswered.append(later)
    if asks:
        return Heard(text=heard.text), "main.question_again"
    return (yield from (more(door) if heard.yes is None else the_second_one(door)))


def asked_for_a_note(door: FrontDoor) -> Step:
    """The question about satisfaction, once, after which the call ends."""
    door.rateable = False
    topic = door.last.slug if door.last else ""
    yield from survey(door.talk, topic, told_by=lambda text: places_the_promised(door, text))
    return None
