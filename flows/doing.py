"""Getting something done from the front door: an appointment, a report, a callback, a person."""

from __future__ import annotations

from flows.ask import Reply
from flows.collect.named_street import naming_a_street
from flows.coming_back import more, the_second_one
from flows.events import Heard
from flows.fetching import OTHERWISE, person
from flows.front_door import FrontDoor, Step, with_its_problem
from flows.routes import Route
from flows.services import serve


def get_done(door: FrontDoor, route: Route, reply: Reply, *, danger_met: bool = False) -> Step:
    """Run the flow of what is wanted, then whatever else was asked for with it.

    `danger_met`: the number to dial was told for what is reported.
    """
    if route is Route.REPORT and isinstance(reply, Heard):
        reply = yield from naming_a_street(door.talk, reply)
    words = reply.text if isinstance(reply, Heard) else ""
    door.last_question = door.last_question or words
    if route is Route.PERSON:
        return (yield from person(door, words))
    words = with_its_problem(door, words) if route is Route.REPORT else words
    done = yield from serve(door.talk, door.started, route, words, door.last, danger_met=danger_met)
    door.failures, door.rateable, door.danger = 0, done, ""
    door.take_up_later()
    if done:
        door.talk.told.settle()
    if door.later:
        return (yield from the_second_one(door))
    return (yield from more(door)) if done else OTHERWISE
