"""Who is fetched when the front door cannot answer: after silence, after three failures, or on demand."""

from __future__ import annotations

from collections.abc import Generator

from flows.actions import Action, FindAnswers, OpenNow
from flows.booking import answered
from flows.coming_back import the_second_one
from flows.commands import Command
from flows.events import AnswersFound, Event, Heard, OpeningFound
from flows.french.other_services import rings_for_work
from flows.front_door import FrontDoor, Step
from flows.interruptions import AgentWanted, Business
from flows.later import Later
from flows.messages.message import only_asks
from flows.messages.words import wants_only_help
from flows.other_bodies import other_body_wanted
from flows.routing import ON_CALL, RECEPTION
from flows.second_request import first_of_several
from flows.transfer import hand_over
from flows.understand import fold
from flows.whose_business import service_named

OTHERWISE = "main.otherwise"
"""Asked when nothing came of what was wanted."""
FAILURES = 3
"""Questions not understood in a row before a person is fetched."""


def not_understood(door: FrontDoor) -> Step:
    """Ask again in other words; at the third time, look for a person."""
    door.failures = max(door.failures, door.talk.failures.at("main.", "emergency.")) + 1
    if door.failures >= FAILURES:
        door.failures = 0
        yield from door.talk.say("main.lets_find_someone")
        return (yield from person(door, ""))
    served = door.last is not None or door.rateable  # in their language: they speak it
    if not (door.language_offered or served):
        door.language_offered = True
        yield from door.talk.offer_language()
    return f"main.question.no_match.{door.failures}"


def silence(door: FrontDoor) -> Step:
    """Nobody speaks: a person if the town hall is open, else goodbye with the way back."""
    door.rateable = False
    yield from door.talk.say("main.silence")
    yield from hand_over(door.talk, door.started, summary=door.talk.told.summary, seen_to=True)
    return None


def not_our_business(door: FrontDoor, body: str) -> Step:
    """Tell who sees to it, and go on: nothing that the town hall knows was left unanswered."""
    door.failures, door.last_question = 0, ""
    door.talk.told.settle()
    yield from door.talk.say(body)
    return OTHERWISE


def _service_asked_for(door: FrontDoor, words: str, about: Business | None) -> Generator[Action, Event, str]:
    """The service that is named, or whose business is what was asked last and not answered, unless something
    was being done about it."""
    if named := (yield from service_named(door.talk, words)):
        return named
    if about is not None or (words and not only_asks(door.talk, words)):
        return ""
    for asked in door.talk.told.pending:
        if named := (yield from service_named(door.talk, asked)):
            return named
    return ""


def _who_answers_rescue(door: FrontDoor, words: str) -> Generator[Action, Event, str]:
    """The town hall's reception, or its team on call: out of hours, or where it is what is looked for."""
    event = yield OpenNow(service=RECEPTION, language=door.talk.language)
    return RECEPTION if answered(event, OpeningFound).open and "astreinte" not in fold(words) else ON_CALL


def person_wanted(door: FrontDoor, wanted: AgentWanted) -> Step:
    """As `person`, for what was being done; what is asked for in the same breath is seen to in its turn."""
    reply, waiting = yield from first_of_several(door.talk, Heard(text=wanted.text))
    if not waiting:
        return (yield from person(door, wanted.text, wanted.about, wanted.left))
    door.later = [*waiting, *door.later]
    if door.talk.tongue.command(reply.text) is Command.AGENT:
        return (yield from person(door, reply.text, wanted.about, wanted.left))
    return reply, "main.question_again"


def person(door: FrontDoor, words: str, about: Business | None = None, left: Later | None = None) -> Step:
    """Put through to the service that what was said points to; `about`: what was being done, if anything.

    `left`: what had been asked for and is not done; it is come back to when nobody took the call.
    """
    if about is None and (body := other_body_wanted(words, door.talk.language)):
        return (yield from not_our_business(door, body))
    door.rateable = False
    service, subject = RECEPTION, ""
    if door.last is not None:
        service, subject = door.last.service, door.last.for_agents
    if about is not None:
        service, subject = about.service, about.subject
    business = "" if wants_only_help(words) else words
    if named := (yield from _service_asked_for(door, business, about)):
        service, subject = named, subject if named == service else ""
    elif business and len(door.talk.tongue.without_fillers(words).split()) >= 5:
        found = yield FindAnswers(text=words, language=door.talk.language)
        if isinstance(found, AnswersFound) and found.choices and found.decision in ("answer", "confirm"):
            service, subject = found.choices[0].service, found.choices[0].for_agents
    if about is None and rings_for_work(fold(words)):
        service, subject = (yield from _who_answers_rescue(door, words)), ""
    tells = words and not only_asks(door.talk, words)
    if tells:
        door.talk.told.hear(words, door.talk.tongue, beside=about is not None)
    told = door.talk.told.summary
    summary = words if tells and only_asks(door.talk, told) else told or words
    helped = yield from hand_over(
        door.talk,
        door.started,
        service=service,
        subject=subject,
        summary=summary,
        seen_to=summary != words and not door.talk.told.waits(summary),
    )
    if left is not None and not helped:
        door.later.insert(0, left)
    door.take_up_later()
    if door.later:  # nobody took the call: what else was asked for is still to be seen to
        return (yield from the_second_one(door))
    return None if helped else OTHERWISE
