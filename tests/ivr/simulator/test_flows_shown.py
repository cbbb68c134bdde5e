"""The page that tells by what each flow was shown to work, held against the calls and the tests it names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

import pytest

from ivr.simulator import steps as s
from ivr.simulator.script import load_script
from tests.ivr.simulator.whole_line import PROJECT
from tests.ivr.test_flows_survive import CALLS

PAGE = (PROJECT / "docs" / "flows.md").read_text(encoding="utf-8")
NONE = "–"


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    what: str
    prompts: tuple[str, ...]
    by_voice: str
    by_keys: str
    killed: tuple[str, ...]
    captured: bool
    """Only the answer before the sentence counts."""


def rows() -> Iterator[Row]:
    flows, captures = PAGE.split("What is captured on the way")
    for text, captured in ((flows, False), (captures, True)):
        for line in re.findall(r"^\| (?!flow |captured |---)(.+) \|$", text, re.MULTILINE):
            what, prompts, voice, keys, killed = line.split(" | ")
            names = tuple(name for name in killed.split(", ") if name != NONE)
            yield Row(what, tuple(prompts.split(", ")), voice, keys, names, captured)


ROWS = list(rows())


def answers(name: str, row: Row) -> list[s.Step]:
    """What the caller says and presses in a call until the line says the row's sentence."""
    steps = load_script(PROJECT / "tests" / "calls" / f"{name}.yaml").steps
    until = list(takewhile(lambda step: not shows(step, row), steps))
    assert len(until) < len(steps), f"{name}: {row.prompts} is never said"
    given = [
        step
        for step in until
        if isinstance(step, s.Presses | s.GivesReference | s.IfAsked)
        or (isinstance(step, s.Speaks) and step.utterance is not None)
    ]
    return given[-1:] if row.captured else given


def shows(step: s.Step, row: Row) -> bool:
    if isinstance(step, s.Answers) and "answer.spoken" in row.prompts:
        return True
    if isinstance(step, s.Transfers) and "transfer.connecting" in row.prompts:
        return step.outcome == "answered"
    return isinstance(step, s.Hears) and bool(set(step.prompts) & set(row.prompts))


def by_keys(step: s.Step) -> bool:
    return isinstance(step, s.Presses | s.GivesReference) or (
        isinstance(step, s.IfAsked) and step.utterance is None
    )


def test_the_page_has_every_flow() -> None:
    assert len(ROWS) >= 20
    assert all(row.by_voice != NONE for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_a_call_by_voice_reaches_its_end_without_a_key(row: Row) -> None:
    given = answers(row.by_voice, row)
    assert given
    assert not any(by_keys(step) for step in given)


@pytest.mark.parametrize("row", [row for row in ROWS if row.by_keys != NONE], ids=lambda row: row.what)
def test_a_call_by_keys_reaches_its_end_without_a_word(row: Row) -> None:
    given = answers(row.by_keys, row)
    assert given
    assert all(by_keys(step) for step in given)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_everything_was_shown_across_a_kill(row: Row) -> None:
    assert row.killed, row.what


@pytest.mark.parametrize("row", [row for row in ROWS if not row.captured], ids=lambda row: row.what)
def test_every_flow_was_shown_by_keys(row: Row) -> None:
    assert row.by_keys != NONE, row.what


def killing_tests() -> set[str]:
    """The tests of the queue that kill the worker."""
    queue = (PROJECT / "tests" / "ivr" / "test_queue_survives.py").read_text(encoding="utf-8")
    return {
        one.name
        for one in ast.parse(queue).body
        if isinstance(one, ast.FunctionDef)
        and one.name.startswith("test_")
        and any(isinstance(part, ast.Attribute) and part.attr == "kill" for part in ast.walk(one))
    }


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_what_is_named_as_a_kill_is_a_call_of_a_killed_round_or_a_test_that_kills(row: Row) -> None:
    assert set(row.killed) <= {*CALLS, *killing_tests()}
