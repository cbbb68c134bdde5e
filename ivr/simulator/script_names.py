"""The names that a written call cites, checked before it is placed: sentences, articles, services."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from pathlib import Path

from flows.appointments.one_visit import TOPIC as VISIT
from flows.prompts import Catalogue
from flows.reports.report import TOPIC as REPORT
from flows.reports.status import TOPIC as STATUS
from flows.routing import ON_CALL
from ivr.simulator import steps as s
from ivr.simulator.errors import SimulatorError
from ivr.simulator.messages import message
from ivr.simulator.script import Script

TOPICS = (VISIT, REPORT, STATUS)
"""What a call may be about beside an article: `answers` cites them too."""


def check_names(script: Script, path: Path, services: Collection[str], articles: Collection[str]) -> None:
    """Raises SimulatorError for the first name that nothing here has, with the nearest that something has.

    `services`: slugs of the town's; `articles`: slugs of those the line may answer with.
    """
    prompts = Catalogue.load("fr").keys()
    kinds = {"prompt": prompts, "service": {*services, ON_CALL}, "article": {*articles, *TOPICS}}
    for step in script.steps:
        for kind, name in _names(step):
            if name not in kinds[kind]:
                problem = message(f"script.no_{kind}", name=name, near=_near(name, kinds[kind]))
                raise SimulatorError(message("script.at", path=path, line=step.line, problem=problem))
    for other in script.others:
        check_names(other.script, path, services, articles)


def _names(step: s.Step) -> Iterator[tuple[str, str]]:
    """What a step cites, each with its kind."""
    match step:
        case s.Hears(prompts=prompts):
            yield from (("prompt", name) for name in prompts if name)
        case s.IfAsked(prompt=prompt):
            yield "prompt", prompt
        case s.Answers(slug=slug):
            yield "article", slug
        case s.Transfers(service=service) | s.LeavesMessage(service=service):
            yield "service", service


def _near(name: str, known: Collection[str]) -> str:
    return ", ".join(get_close_matches(name, known, n=3, cutoff=0.4)) or ", ".join(sorted(known)[:5])
