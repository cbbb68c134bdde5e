"""Calls written as YAML: read, checked, and turned into steps. Errors name the file and the line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from ivr.simulator import steps as s
from ivr.simulator.agents import Agent
from ivr.simulator.errors import SimulatorError
from ivr.simulator.leg import Fault
from ivr.simulator.messages import message
from ivr.simulator.utterances import Utterance, from_file, saying, utterance

CALLER = "+33639980101"
"""A mobile number of the range kept for fiction."""
OUTCOMES = ("answered", "transferred", "message", "emergency", "unanswered", "abandoned")
ANSWERS = ("answers", "voicemail", "busy", "no_answer", "fails")
REFERENCE = "reference"
"""What stands, in a script, for the number that the line has told."""
FAULTS = ("reset", "half_open", "stall", "lose", "deaf")


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
    before_seconds: float
    """How long before it was placed, in the call's own time."""


class _Problem(Exception):
    """Something wrong with the piece of YAML being read."""


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
    return _script(node, path)


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
        except _Problem as problem:
            line = key_node.start_mark.line + 1
            raise SimulatorError(message("script.at", path=path, line=line, problem=problem)) from None
    if not values.get("steps"):
        raise SimulatorError(message("script.at", path=path, line=1, problem=message("script.no_steps")))
    return Script(**values)


def _others(node: yaml.Node, path: Path) -> tuple[Other, ...]:
    """Calls written inside another one: a script each, with `before`."""
    if not isinstance(node, yaml.SequenceNode):
        raise SimulatorError(message("script.at", path=path, line=1, problem=message("script.shape")))
    read = []
    for item in node.value:
        before = [pair for pair in getattr(item, "value", ()) if pair[0].value == "before"]
        if not isinstance(item, yaml.MappingNode) or len(before) != 1:
            line = item.start_mark.line + 1
            raise SimulatorError(message("script.at", path=path, line=line, problem=message("script.before")))
        item.value.remove(before[0])
        read.append(Other(_script(item, path), float(_built(before[0][1]))))
    return tuple(read)


def _built(node: yaml.Node) -> Any:
    return yaml.SafeLoader("").construct_document(node)


def _header(key: str, value: Any, path: Path) -> Any:
    match key, value:
        case ("title" | "caller", str()):
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
    raise _Problem(message("script.header", name=key, value=value))


def _agent(given: Any, path: Path) -> Agent:
    if isinstance(given, str):
        given = {"answer": given}
    if not isinstance(given, dict) or given.get("answer", "answers") not in ANSWERS:
        raise _Problem(message("script.agent", value=given, known=", ".join(ANSWERS)))
    known = {"answer", "rings", "presses", "hangs_up", "says", "talks", "drops"}
    if unknown := set(given) - known:
        raise _Problem(message("script.unknown", value=sorted(unknown)[0], known=", ".join(sorted(known))))
    said = given.get("says", "")
    return Agent(
        answer=given.get("answer", "answers"),
        rings_seconds=float(given.get("rings", 1.5)),
        presses=str(given.get("presses", "1")),
        hangs_up=bool(given.get("hangs_up", False)),
        says=_recording(said, path).ulaw if said else b"",
        talks_seconds=float(given.get("talks", 3.0)),
        drops=bool(given.get("drops", False)),
    )


def _steps(node: yaml.Node, path: Path) -> tuple[s.Step, ...]:
    if not isinstance(node, yaml.SequenceNode):
        raise SimulatorError(message("script.at", path=path, line=1, problem=message("script.shape")))
    read = []
    for item in node.value:
        line = item.start_mark.line + 1
        try:
            read.append(_step(_built(item), line, path))
        except (_Problem, SimulatorError) as problem:
            raise SimulatorError(message("script.at", path=path, line=line, problem=problem)) from None
    return tuple(read)


def _step(given: Any, line: int, path: Path) -> s.Step:
    if not isinstance(given, dict) or len(given) != 1:
        raise _Problem(message("script.one_step", value=given))
    ((verb, value),) = given.items()
    if verb not in _READERS:
        raise _Problem(message("script.unknown", value=verb, known=", ".join(_READERS)))
    return _READERS[verb](_Fields(value, path), {"line": line, "source": f"{verb}: {value}"})


class _Fields:
    """A step's value: one thing, or named ones, each taken once."""

    def __init__(self, value: Any, path: Path) -> None:
        self.value = value
        self.path = path

    def named(self, main: str, **kinds: Callable[[Any], Any]) -> dict[str, Any]:
        """The named values; a lone one is the `main` one."""
        given = self.value if isinstance(self.value, dict) else {main: self.value}
        if unknown := set(given) - set(kinds):
            raise _Problem(message("script.unknown", value=sorted(unknown)[0], known=", ".join(kinds)))
        try:
            return {name: kinds[name](value) for name, value in given.items() if value is not None}
        except (TypeError, ValueError):
            raise _Problem(message("script.value", value=self.value)) from None


Common = dict[str, Any]


def _after(given: dict[str, Any]) -> float | None:
    after = given.pop("after", None)
    return None if after is None else float(after)


def _recording(named: str, path: Path) -> Utterance:
    """A shipped recording by name, or a file beside the script."""
    return from_file(path.parent / named) if Path(named).suffix else utterance(named)


def _hears(fields: _Fields, common: Common) -> s.Step:
    return s.Hears(**_prompts(fields), **common)


def _asks(fields: _Fields, common: Common) -> s.Step:
    return s.Asks(**_prompts(fields), **common)


def _prompts(fields: _Fields) -> dict[str, Any]:
    """One prompt, or several that will do: "answer.choose_2 | answer.choose_3"."""
    given = fields.named("prompt", prompt=str, words=str, **{"with": str})
    return {
        "prompts": tuple(given.pop("prompt", "").replace(" ", "").split("|")),
        "with_words": given.pop("with", ""),
        **given,
    }


def _answers(fields: _Fields, common: Common) -> s.Step:
    return s.Answers(**fields.named("slug", slug=str), **common)


def _says(fields: _Fields, common: Common) -> s.Step:
    text = fields.named("text", text=str).get("text", "")
    return s.Speaks(utterance=saying(text) if text else None, **common)


def _audio(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("file", file=str, after=float)
    over = _after(given)
    return s.Speaks(utterance=_recording(given["file"], fields.path), over_seconds=over, **common)


def _barge_in(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("says", says=str, audio=str, after=float, stops_within=float)
    over = _after(given)
    said = _recording(given["audio"], fields.path) if "audio" in given else saying(given.get("says", ""))
    return s.Speaks(
        utterance=said,
        over_seconds=1.0 if over is None else over,
        stops_within=given.get("stops_within"),
        **common,
    )


_KEYS = frozenset("0123456789*#")


def _if_asked(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("prompt", prompt=str, says=str, presses=str)
    keys = given.get("presses", "")
    if "prompt" not in given or ("says" in given) == bool(keys) or set(keys) - _KEYS:
        raise _Problem(message("script.value", value=fields.value))
    if keys:
        return s.IfAsked(prompt=given["prompt"], keys=keys, **common)
    return s.IfAsked(prompt=given["prompt"], utterance=saying(given["says"]), **common)


def _presses(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("keys", keys=str, after=float)
    over = _after(given)
    if given.get("keys") == REFERENCE:
        return s.GivesReference(**common)
    if not given.get("keys") or set(given["keys"]) - _KEYS:
        raise _Problem(message("script.keys", value=fields.value))
    return s.Presses(keys=given["keys"], over_seconds=over, **common)


def _silence(fields: _Fields, common: Common) -> s.Step:
    return s.StaysSilent(**fields.named("seconds", seconds=float), **common)


def _hangs_up(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("after", after=lambda after: None if after is True else float(after))
    return s.HangsUp(over_seconds=_after(given), **common)


def _drops(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("how", how=str, seconds=float, after=float)
    over = _after(given)
    if given.get("how") not in FAULTS:
        raise _Problem(message("script.unknown", value=given.get("how"), known=", ".join(FAULTS)))
    return s.Drops(fault=Fault(given["how"], given.get("seconds", 0.0)), over_seconds=over, **common)


def _transfers(fields: _Fields, common: Common) -> s.Step:
    return s.Transfers(**fields.named("service", service=str, outcome=str, whispered=bool), **common)


def _message(fields: _Fields, common: Common) -> s.Step:
    return s.LeavesMessage(**fields.named("service", service=str, words=str), **common)


def _text(fields: _Fields, common: Common) -> s.Step:
    return s.SendsText(**fields.named("words", words=str), **common)


def _ends(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("outcome", outcome=str)
    if given.get("outcome") not in OUTCOMES:
        raise _Problem(message("script.unknown", value=given.get("outcome"), known=", ".join(OUTCOMES)))
    return s.Ends(**given, **common)


_READERS: dict[str, Callable[[_Fields, Common], s.Step]] = {
    "hears": _hears,
    "asks": _asks,
    "answers": _answers,
    "transfers": _transfers,
    "leaves_message": _message,
    "sends_text": _text,
    "says": _says,
    "audio": _audio,
    "if_asked": _if_asked,
    "barge_in": _barge_in,
    "presses": _presses,
    "silence": _silence,
    "hangs_up": _hangs_up,
    "drops": _drops,
    "ends": _ends,
}
