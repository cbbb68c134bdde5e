"""Calls written as YAML: read, checked, and turned into steps. Errors name the file and the line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator import steps as s
from ivr.simulator.agents import Agent
from ivr.simulator.errors import SimulatorError
from ivr.simulator.messages import message
from ivr.simulator.script_steps import Problem, recording, step_of

CALLER = "+33639980101"
"""A mobile number of the range kept for fiction."""
ANSWERS = ("answers", "voicemail", "busy", "no_answer", "fails")


@dataclass(frozen=True, kw_only=True)
class Script:
    """One scripted call."""

    name: str
    title: str = ""
    caller: str = CALLER
    mode: str = ""
    """stream or turns, when the call only makes sense in one; empty: either."""
    agents: Mapping[str, Agent] = field(default_factory=dict)
    away: tuple[str, ...] = ()
    """Agents who take no calls for as long as the call lasts, E.164."""
    after: str = ""
    """The signal, given by another call of the script, upon which it is placed; empty: none."""
    others: tuple[Other, ...] = ()
    """Calls placed at the same time."""
    alerts: tuple[int, ...] = ()
    """Codes the provider's error log may hold afterwards."""
    real_time: bool = False
    """Its point is time itself: it is not to be played faster."""
    steps: tuple[s.Step, ...] = ()


@dataclass(frozen=True)
class Other:
    """Another call that is on the line when the script's own begins."""

    script: Script
    before_seconds: float = 0.0
    """How long before it was placed, in the call's own time; one that has `after` is not bound by it."""


def load_script(path: Path) -> Script:
    """Read a script. Raises SimulatorError, which says where and what to write instead."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SimulatorError(message("script.unreadable", path=path, error=error.strerror)) from None
    return parse_script(text, path)


def parse_script(text: str, path: Path) -> Script:
    """Read a script from YAML: a list of steps, or a mapping with `steps` and what surrounds the call."""
    try:
        node = yaml.SafeLoader(text).get_single_node()
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SimulatorError(message("script.not_yaml", path=path, line=line, error=error.problem)) from None
    script = _script(node, path)
    _check_signals(script, path)
    return script


def _check_signals(script: Script, path: Path) -> None:
    """Whatever is waited for must be given by somebody."""
    calls = [script, *(other.script for other in script.others)]
    steps = [step for call in calls for step in call.steps]
    given = {step.name for step in steps if isinstance(step, s.Signals)}
    waited = [(step.line, step.name) for step in steps if isinstance(step, s.WaitsFor)]
    waited += [(1, call.after) for call in calls if call.after]
    waited += [(1, agent.until) for call in calls for agent in call.agents.values() if agent.until]
    for line, name in waited:
        if name not in given:
            problem = message("script.no_signal", name=name, known=", ".join(sorted(given)) or "-")
            raise SimulatorError(message("script.at", path=path, line=line, problem=problem))


def _script(node: yaml.Node | None, path: Path) -> Script:
    if isinstance(node, yaml.SequenceNode):
        return Script(name=path.stem, steps=_steps(node, path))
    if not isinstance(node, yaml.MappingNode):
        raise SimulatorError(message("script.at", path=path, line=1, problem=message("script.shape")))
    values: dict[str, Any] = {"name": path.stem}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        if key == "steps":
            values["steps"] = _steps(value_node, path)
            continue
        if key == "others":
            values["others"] = _others(value_node, path)
            continue
        try:
            values[key] = _header(key, _built(value_node), path)
        except Problem as problem:
            line = key_node.start_mark.line + 1
            raise SimulatorError(message("script.at", path=path, line=line, problem=problem)) from None
    if not values.get("steps"):
        raise SimulatorError(message("script.at", path=path, line=1, problem=message("script.no_steps")))
    return Script(**values)


def _others(node: yaml.Node, path: Path) -> tuple[Other, ...]:
    """Calls written inside another one: a script each, with `before` or `after`."""
    if not isinstance(node, yaml.SequenceNode):
        raise SimulatorError(message("script.at", path=path, line=1, problem=message("script.shape")))
    read = []
    for item in node.value:
        placed = [pair for pair in getattr(item, "value", ()) if pair[0].value in ("before", "after")]
        if not isinstance(item, yaml.MappingNode) or len(placed) != 1:
            line = item.start_mark.line + 1
            raise SimulatorError(message("script.at", path=path, line=line, problem=message("script.before")))
        seconds = 0.0
        if placed[0][0].value == "before":
            item.value.remove(placed[0])
            seconds = float(_built(placed[0][1]))
        read.append(Other(_script(item, path), seconds))
    return tuple(read)


def _built(node: yaml.Node) -> Any:
    return yaml.SafeLoader("").construct_document(node)


def _header(key: str, value: Any, path: Path) -> Any:
    match key, value:
        case ("title" | "caller" | "after", str()):
            return value
        case ("mode", "stream" | "turns"):
            return value
        case ("real_time", bool()):
            return value
        case ("away", list()):
            return tuple(str(phone) for phone in value)
        case ("alerts", list()):
            return tuple(int(code) for code in value)
        case ("agents", dict()):
            return {str(number): _agent(given, path) for number, given in value.items()}
    raise Problem(message("script.header", name=key, value=value))


def _agent(given: Any, path: Path) -> Agent:
    if isinstance(given, str):
        given = {"answer": given}
    if not isinstance(given, dict) or given.get("answer", "answers") not in ANSWERS:
        raise Problem(message("script.agent", value=given, known=", ".join(ANSWERS)))
    known = {"answer", "rings", "presses", "hangs_up", "says", "talks", "until", "drops"}
    if unknown := set(given) - known:
        raise Problem(message("script.unknown", value=sorted(unknown)[0], known=", ".join(sorted(known))))
    said = given.get("says", "")
    return Agent(
        answer=given.get("answer", "answers"),
        rings_seconds=float(given.get("rings", 1.5)),
        presses=str(given.get("presses", "1")),
        hangs_up=bool(given.get("hangs_up", False)),
        says=recording(said, path).ulaw if said else b"",
        talks_seconds=float(given.get("talks", 3.0)),
        until=str(given.get("until", "")),
        drops=bool(given.get("drops", False)),
    )


def _steps(node: yaml.Node, path: Path) -> tuple[s.Step, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise SimulatorError(message("script.at", path=path, line=1, problem=message("script.shape")))
    read = []
    for item in node.value:
        line = item.start_mark.line + 1
        try:
            read.append(step_of(_built(item), line, path))
        except (Problem, SimulatorError) as problem:
            raise SimulatorError(message("script.at", path=path, line=line, problem=problem)) from None
    return tuple(read)
