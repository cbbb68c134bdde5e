"""A call held with nobody before the first one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from flows.dialogue import Dialogue
from flows.events import AnswersFound, CallStarted, Heard
from flows.town_hall import town_hall
from ivr.calls.practice import ANOTHER_LANGUAGE, CALLS

COUNTED = """
import re
compiled = []
really = re._compiler.compile
re._compiler.compile = lambda *given, **named: compiled.append(given) or really(*given, **named)
from flows.dialogue import Dialogue
from flows.events import CallStarted, Heard, Pressed
from flows.town_hall import town_hall
from ivr.calls.practice import practise
practise({practised!r})
del compiled[:]
dialogue = Dialogue(town_hall)
dialogue.handle(CallStarted(languages=("fr", "en")))
for event in {events}:
    dialogue.handle(event)
print(len(compiled))
"""


def compiled_by(practised: tuple[str, ...], events: str) -> int:
    """Patterns that the events have compiled in a new process which has practised in these languages."""
    program = COUNTED.format(practised=practised, events=events)
    environ = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True
    )
    return int(done.stdout)


@pytest.mark.parametrize(
    "events",
    [
        "[Heard(text='bonjour à quelle heure ouvre la mairie')]",
        "[Pressed(digits='9'), Heard(text='good morning when are you open')]",
    ],
)
def test_after_it_the_first_words_of_a_caller_have_little_left_to_compile(events: str) -> None:
    assert compiled_by((), events) > 100
    assert compiled_by(("fr", "en"), events) < 5


@pytest.mark.parametrize("language", CALLS)
def test_every_word_of_it_is_taken_up(language: str) -> None:
    dialogue = Dialogue(town_hall)
    dialogue.handle(CallStarted(languages=tuple(CALLS)))
    if language == "en":
        assert dialogue.handle(ANOTHER_LANGUAGE)
    for text in CALLS[language]:
        assert dialogue.handle(Heard(text=text)), text
        dialogue.handle(AnswersFound(decision="none"))
