"""Many callers at once: what each waits for, and what the line costs meanwhile."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ivr.simulator.rehearsal import Rehearsal, Rehearsed
from ivr.simulator.script import Script

APART_SECONDS = 0.7
"""Between two calls: nobody dials at the very same moment."""


@dataclass(frozen=True)
class Load:
    """What so many calls at once were like."""

    played: list[Rehearsed]
    seconds: float
    """From the first call's beginning to the last one's end."""
    processor_seconds: float
    """Spent by the line's processes, not by the callers'."""

    @property
    def failures(self) -> int:
        """Calls that did not go as their script says."""
        return sum(not one.went_well for one in self.played)

    @property
    def processor_per_call_second(self) -> float:
        """Of one core, for one call on the line."""
        talked = sum(one.call.seconds for one in self.played)
        return self.processor_seconds / talked if talked else 0.0


def place_many(rehearsal: Rehearsal, script: Script, calls: int, line: int) -> Load:
    """Place so many calls, each a moment after the one before; `line`: the process whose children serve."""
    before, began = processor_seconds(line), time.monotonic()

    def place(number: int) -> Rehearsed:
        time.sleep(number * APART_SECONDS)
        return rehearsal.play(script)

    with ThreadPoolExecutor(calls) as pool:
        played = list(pool.map(place, range(calls)))
    return Load(played, time.monotonic() - began, processor_seconds(line) - before)


def processor_seconds(process: int) -> float:
    """User and system seconds of a process and all it has started (Linux)."""
    ticks = os.sysconf("SC_CLK_TCK")
    total = 0.0
    for number in _family(process):
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:  # gone since it was listed
            continue
        total += (int(fields[11]) + int(fields[12])) / ticks
    return total


def _family(process: int) -> Iterator[int]:
    yield process
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        return
    for child in children:
        yield from _family(int(child))
