"""What one ended call was, in figures: no word said, no number called from. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime, tzinfo
from typing import Any

from flows.commands import Command
from flows.tongues import tongue_of

AGENT_KEY = "0"
MEASURED_EVENTS = (
    "CallStarted",
    "Heard",
    "Pressed",
    "NoInput",
    "AnswersFound",
    "OpeningFound",
    "TransferEnded",
)
"""The kinds of events that the measure of a call reads."""


@dataclass(frozen=True, kw_only=True)
class CallFacts:
    """One ended call."""

    call_id: str
    day: str
    """ISO day on which it began, in the town's time."""
    hour: int
    """Hour at which it began, 0 to 23, in the town's time."""
    started_at: float
    """Seconds since the epoch."""
    seconds: float
    """From the first sound to the end, an agent's conversation included."""
    channel: str = ""
    language: str = "fr"
    service: str = ""
    """Slug of the service it was for; empty when nobody can say."""
    topic: str = ""
    outcome: str = ""
    turns: int = 0
    """What the caller said or keyed."""
    hidden: int = 0
    """1 when the caller's number was unknown: whether they called again cannot be."""
    called_again: int = 0
    """1 when the same number called again within 24 hours of the end."""
    heard: int = 0
    """Utterances with words in them."""
    confidence: float = 0.0
    """Sum of the recogniser's confidence over those utterances, each 0 to 1."""
    not_understood: int = 0
    """Questions that no article answered."""
    reason: str = ""
    """Why a person was wanted: asked, not_understood, silence, flow; empty when none was."""
    result: str = ""
    """How the last attempt ended: answered, busy, no_answer, declined, failed, closed, unreachable,
    gone (the caller left while it rang)."""
    asked: int = 0
    """1 when the caller was asked for a note."""
    score: int = 0
    """The note given, 1 to 5; 0 when none was."""


COLUMNS = tuple(field.name for field in fields(CallFacts))


def measure(
    call: Mapping[str, Any], events: Iterable[Mapping[str, Any]], zone: tzinfo, **known: Any
) -> CallFacts:
    """The facts of an ended call.

    `call`: its row in `calls`. `events`: its rows in `call_events` of the MEASURED_EVENTS kinds, in order;
    none once they are erased. `known`: fields that neither can tell, such as `service`, `asked` and `score`.
    """
    began = datetime.fromtimestamp(call["started_at"], tz=zone)
    told = _Listener(call.get("language") or "fr")
    for event in events:
        told.learn(event["type"], json.loads(event["data"]), event["actions"].split())
    topic = call["topic"] or ""
    found: dict[str, Any] = {
        "call_id": call["id"],
        "day": began.date().isoformat(),
        "hour": began.hour,
        "started_at": call["started_at"],
        "seconds": max(0.0, round(call["ended_at"] - call["started_at"], 1)),
        "channel": call["channel"],
        "language": call.get("language") or "fr",
        "topic": topic,
        "outcome": call["outcome"] or "",
        "turns": call["turns"],
        "hidden": int(not call["caller"]),
        "not_understood": call["not_understood"],
        "heard": told.heard,
        "confidence": round(told.confidence, 3),
        "reason": told.reason,
        "result": told.result,
        "service": told.services.get(topic, ""),
    }
    return CallFacts(**{**found, **{name: value for name, value in known.items() if value}})


class _Listener:
    """Goes through a call's events and keeps what is counted."""

    def __init__(self, language: str) -> None:
        self._command = tongue_of(language).command
        self.heard = 0
        self.confidence = 0.0
        self.reason = ""
        self.result = ""
        self.services: dict[str, str] = {}
        """Service in charge, by topic offered."""
        self._last = ""
        self._in_doubt = False
        """The line asked whether it had understood; no answer was said yet."""

    def learn(self, kind: str, data: Mapping[str, Any], actions: list[str]) -> None:
        if kind == "Heard":
            text = data.get("text", "")
            if text:
                self.heard += 1
                self.confidence += float(data.get("confidence", 1.0))
            self._said("asked" if self._command(text) is Command.AGENT else "flow", actions)
        elif kind == "Pressed":
            self._said("asked" if data.get("digits") == AGENT_KEY else "flow", actions)
        elif kind == "NoInput":
            self._last = "silence"
        elif kind == "AnswersFound":
            for choice in data.get("choices", ()):
                self.services[choice["slug"]] = choice["service"]
            self._in_doubt = data.get("decision") in ("confirm", "disambiguate")
            if data.get("decision") == "none" and self._last != "asked":
                self._last = "not_understood"
        elif kind == "OpeningFound":
            self._wanted()
            if not data.get("open", True):
                self.result = "closed"
            elif not data.get("reachable", True):
                self.result = "unreachable"
        elif kind == "TransferEnded":
            self.result = data.get("outcome", "failed")
        if "Transfer" in actions:
            self._wanted()
            self.result = "gone"

    def _said(self, last: str, actions: list[str]) -> None:
        """Something was said: after a doubt, what brings no answer says that we had not understood."""
        refused = self._in_doubt and "NoteOutcome" not in actions
        self._last = "not_understood" if refused and last != "asked" else last
        self._in_doubt = False

    def _wanted(self) -> None:
        self.reason = self.reason or self._last or "flow"


_FROM_EVENTS = ("heard", "confidence", "reason", "result", "service", "language")


def after(old: CallFacts, new: CallFacts, *, events_left: bool) -> CallFacts:
    """A call measured again: what was erased in between stays as it was known."""
    kept: dict[str, Any] = {
        "called_again": max(old.called_again, new.called_again),
        "hidden": min(old.hidden, new.hidden),
        "score": new.score or old.score,
        "asked": max(old.asked, new.asked),
    }
    if not events_left:
        kept |= {name: getattr(old, name) for name in _FROM_EVENTS}
    return replace(new, **kept)
