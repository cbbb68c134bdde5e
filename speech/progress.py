"""How far a long task has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Stage = Literal["fetch", "check", "unpack", "assemble", "try"]


@dataclass(frozen=True)
class Step:
    """One report; several come for each stage of each thing."""

    stage: Stage
    what: str
    """The file or model at work."""
    done: int
    total: int
    """Of the file at hand, in bytes, when fetching, checking and unpacking; an upper bound when not known."""


Progress = Callable[[Step], None]


def silent(step: Step) -> None:
    """A progress that nobody watches."""
