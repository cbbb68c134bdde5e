"""What a call is about while it goes on: the articles or the service that the line is narrowing it to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flows.actions import Ask, FindAnswers, NoteOutcome, OpenNow, Transfer
from flows.events import AnswersFound
from flows.routing import ServiceFound, WaitInQueue
from ivr.calls.replayed import Step

MOST_NAMED = 3
STARTED_AGAIN = "main.question"
"""Beginning of the prompts that ask what the call is about: what was understood before was not it."""
_BEGUN = {"appointment": "rendez-vous", "report": "signalement"}
"""Topics of what is under way, by the first word of its prompts."""


@dataclass(frozen=True)
class Subject:
    """What the caller seems to want, as far as the line has understood."""

    articles: tuple[str, ...] = ()
    """Slugs, the likeliest first; several when the line asks which."""
    service: str = ""
    """Slug of the service asked for; empty when none was."""
    topic: str = ""
    """rendez-vous or signalement, when one is being taken; empty otherwise."""
    words: str = ""
    """What the agent who was rung was told that it is about."""


def subject_so_far(steps: Iterable[Step], *, over: bool = False) -> Subject:
    """The subject after these steps; an empty one before anything was understood.

    `over`: the call has ended; asked for another question at the end, it was still about what came before.
    """
    subject = last = Subject()
    offered = tuple[str, ...]()  # fetched by their slugs one after the other, to ask which
    for step in steps:
        event = step.event
        if isinstance(event, AnswersFound) and not isinstance(next(iter(step.actions), None), OpenNow):
            wanted = {"none": 0, "disambiguate": MOST_NAMED}.get(event.decision, 1)
            offered = (*offered, *(choice.slug for choice in event.choices[:wanted]))[-MOST_NAMED:]
            subject = Subject(articles=offered)
        elif isinstance(event, ServiceFound) and event.service:
            subject = Subject(service=event.service)
        for action in step.actions:
            if isinstance(action, NoteOutcome) and action.outcome == "answered" and action.topic:
                subject = Subject(articles=(action.topic,))
            elif isinstance(action, Transfer | WaitInQueue) and not subject.articles:
                told = action.subject or action.summary if isinstance(action, Transfer) else ""
                subject = Subject(service=action.service, topic=subject.topic, words=told)
            elif isinstance(action, Ask) and action.prompt.startswith(STARTED_AGAIN):
                subject = Subject()
            elif isinstance(action, Ask) and (topic := _BEGUN.get(action.prompt.partition(".")[0])):
                subject = replace(subject, topic=topic)
        if not any(isinstance(action, FindAnswers) and action.article for action in step.actions):
            offered = ()
        last = subject if subject != Subject() else last
    return last if over else subject
