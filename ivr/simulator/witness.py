"""What the line's own log says of a call: read beside it, replayed, never written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from flows.actions import Action, Ask, NoteOutcome, Say, SendText, TakeMessage, Transfer
from flows.codec import decode_event
from flows.dialogue import Dialogue
from flows.events import AnswersFound, Event, Heard, Resumed, TransferEnded
from flows.prompts import Catalogue
from flows.reporting import SendNotice
from flows.routing import WaitInQueue
from flows.town_hall import town_hall
from ivr.calls.texts import in_gsm_letters
from ivr.simulator.errors import SimulatorError
from ivr.simulator.messages import message


@dataclass(frozen=True)
class Fact:
    """One thing the log attests."""

    kind: Literal[
        "prompt",
        "question",
        "answer",
        "transfer",
        "transferred",
        "message",
        "text",
        "heard",
        "found",
        "resumed",
    ]
    key: str
    """Prompt, article, service, outcome of a transfer, or decision of a search."""
    text: str = ""
    """The prompt's sentence, the caller's words as recognised, the message, the candidates."""


class Witness:
    """Follows one call in the line's calls.db. Belongs to one thread; to be closed."""

    def __init__(self, database: Path, town: str) -> None:
        """`town`: the name that prompts cite."""
        self._path = database
        self._catalogues: dict[str, Catalogue] = {}
        self._town = town
        self._call_id = ""
        self._dialogue = Dialogue(town_hall)
        self._seq = 0
        self._db: sqlite3.Connection | None = None
        self.reference = ""
        """The number last told to be noted."""
        self.facts: list[Fact] = []
        """Everything so far, in order."""

    def follow(self, call_id: str) -> None:
        """Watch this call from its beginning."""
        self._call_id = call_id

    def look(self) -> list[Fact]:
        """What was logged since the last look. Raises SimulatorError when it cannot be replayed."""
        new: list[Fact] = []
        for seq, kind, data, names in self._rows():
            event = decode_event(kind, data)
            actions = self._dialogue.handle(event)
            if " ".join(type(action).__name__ for action in actions) != names:
                raise SimulatorError(message("witness.other_flow", path=self._path, seq=seq))
            self._seq = seq
            new += _facts_of(event)
            new += [fact for action in actions for fact in self._facts_in(action)]
        self.facts += new
        return new

    @property
    def listening(self) -> bool:
        """The line waits for the caller to speak or press."""
        return isinstance(self._dialogue.waiting_for, Ask | WaitInQueue)

    def close(self) -> None:
        """Stop following."""
        if self._db is not None:
            self._db.close()
            self._db = None

    def outcome(self, patience_seconds: float = 5.0) -> str:
        """How the call ended, in its record; empty when no end was written within that (wall-clock) time."""
        deadline = time.monotonic() + patience_seconds
        while True:
            rows = self._select("select outcome from calls where id = ? and ended_at is not null")
            if rows or time.monotonic() > deadline:
                return str(rows[0][0]) if rows else ""
            time.sleep(0.05)

    def _facts_in(self, action: Action) -> Iterator[Fact]:
        match action:
            case Say():
                self.reference = str(action.values.get("reference", self.reference))
                catalogue = self._catalogue(action.language)
                sentence = catalogue.voice(action.prompt, {"town": self._town} | action.values)
                yield Fact("question" if isinstance(action, Ask) else "prompt", action.prompt, sentence)
            case NoteOutcome() if action.topic:
                yield Fact("answer", action.topic)
            case Transfer():
                yield Fact("transfer", action.service, action.subject)
            case TakeMessage():
                yield Fact("message", action.service, action.text)
            case SendText():
                yield Fact("text", "", action.text)
            case SendNotice():
                # The link is made when it is sent, by whoever knows the line's secret.
                values = {"town": self._town, "photo_link": message("text.photo_link"), **action.values}
                sentence = self._catalogue(action.language).screen(action.prompt, values)
                yield Fact("text", action.prompt, in_gsm_letters(sentence))

    def _catalogue(self, language: str) -> Catalogue:
        return self._catalogues.setdefault(language, Catalogue.load(language))

    def _rows(self) -> list[tuple[int, str, str, str]]:
        query = "select seq, type, data, actions from call_events where call_id = ? and seq > ? order by seq"
        return [(int(str(a)), str(b), str(c), str(d)) for a, b, c, d in self._select(query, self._seq)]

    def _select(self, query: str, *more: object) -> list[tuple[object, ...]]:
        """Rows of a query whose first parameter is the call; none while there is no database yet."""
        if self._db is None:
            if not self._path.exists():
                return []
            self._db = sqlite3.connect(f"file:{self._path}?mode=ro", uri=True, timeout=2.0)
        return list(self._db.execute(query, (self._call_id, *more)))


def _facts_of(event: Event) -> Iterator[Fact]:
    match event:
        case Heard():
            yield Fact("heard", "", event.text)
        case AnswersFound():
            candidates = ", ".join(f"{one.slug} ({round(100 * one.score)} %)" for one in event.choices[:3])
            yield Fact("found", event.decision, candidates)
        case TransferEnded():
            yield Fact("transferred", event.outcome)
        case Resumed():
            yield Fact("resumed", "")
