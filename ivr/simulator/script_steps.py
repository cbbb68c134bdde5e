"""The steps of a written call: what each verb takes, checked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from ivr.simulator import steps as s
from ivr.simulator.leg import Fault
from ivr.simulator.messages import message
from ivr.simulator.utterances import Utterance, from_file, saying, utterance

OUTCOMES = ("answered", "transferred", "message", "emergency", "unanswered", "abandoned")
FAULTS = ("reset", "half_open", "stall", "lose", "deaf")
REFERENCE = "reference"
"""What stands, in a script, for the number that the line has told."""


class Problem(Exception):
    """Something wrong with the piece of YAML being read."""


def step_of(given: Any, line: int, path: Path) -> s.Step:
    """The step that one item of a script writes. Raises Problem, and SimulatorError for a recording."""
    if not isinstance(given, dict) or len(given) != 1:
        raise Problem(message("script.one_step", value=given))
    ((verb, value),) = given.items()
    if verb not in _READERS:
        raise Problem(message("script.unknown", value=verb, known=", ".join(_READERS)))
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
            raise Problem(message("script.unknown", value=sorted(unknown)[0], known=", ".join(kinds)))
        try:
            return {name: kinds[name](value) for name, value in given.items() if value is not None}
        except (TypeError, ValueError):
            raise Problem(message("script.value", value=self.value)) from None


Common = dict[str, Any]


def _after(given: dict[str, Any]) -> float | None:
    after = given.pop("after", None)
    return None if after is None else float(after)


def recording(named: str, path: Path) -> Utterance:
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
    return s.Speaks(utterance=recording(given["file"], fields.path), over_seconds=over, **common)


def _barge_in(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("says", says=str, audio=str, after=float, stops_within=float)
    over = _after(given)
    said = recording(given["audio"], fields.path) if "audio" in given else saying(given.get("says", ""))
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
        raise Problem(message("script.value", value=fields.value))
    if keys:
        return s.IfAsked(prompt=given["prompt"], keys=keys, **common)
    return s.IfAsked(prompt=given["prompt"], utterance=saying(given["says"]), **common)


def _presses(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("keys", keys=str, after=float)
    over = _after(given)
    if given.get("keys") == REFERENCE:
        return s.GivesReference(**common)
    if not given.get("keys") or set(given["keys"]) - _KEYS:
        raise Problem(message("script.keys", value=fields.value))
    return s.Presses(keys=given["keys"], over_seconds=over, **common)


def _silence(fields: _Fields, common: Common) -> s.Step:
    return s.StaysSilent(**fields.named("seconds", seconds=float), **common)


def _signals(fields: _Fields, common: Common) -> s.Step:
    return s.Signals(**fields.named("name", name=str), **common)


def _waits_for(fields: _Fields, common: Common) -> s.Step:
    return s.WaitsFor(**fields.named("name", name=str), **common)


def _hangs_up(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("after", after=lambda after: None if after is True else float(after))
    return s.HangsUp(over_seconds=_after(given), **common)


def _drops(fields: _Fields, common: Common) -> s.Step:
    given = fields.named("how", how=str, seconds=float, after=float)
    over = _after(given)
    if given.get("how") not in FAULTS:
        raise Problem(message("script.unknown", value=given.get("how"), known=", ".join(FAULTS)))
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
        raise Problem(message("script.unknown", value=given.get("outcome"), known=", ".join(OUTCOMES)))
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
    "signals": _signals,
    "waits_for": _waits_for,
    "hangs_up": _hangs_up,
    "drops": _drops,
    "ends": _ends,
}
