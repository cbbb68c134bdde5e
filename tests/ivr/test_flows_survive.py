"""Each flow in the middle, the process that holds it killed, another one taking it up: nothing changes.

Every flow is played twice on its own books: by a worker that lives, and by one that is killed half-way with
all the calls it holds. What is said, how each call ends and what it leaves behind must be the same.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from ivr.database import Connections
from ivr.house import House, prepare_databases
from ivr.settings import load_settings
from ivr.simulator.witness import Witness
from tests.ivr.call_holder import CALLER

pytestmark = pytest.mark.timeout(300)  # whichever test comes first waits for every call
ROOT = Path(__file__).parents[2]
TUESDAY_MORNING = "2026-11-24T10:00:00+01:00"
REFERENCE = "{reference}"

#: What the caller does, by flow: keys when they are digits, {…} how a transfer ends, "" silence; else words.
FIRST: Mapping[str, Sequence[str]] = {
    "answer": (
        *("je voudrais refaire ma carte d'identité", "c'est pour un adulte", "non merci", "non merci"),
    ),
    "hours": ("quels sont vos horaires d'ouverture", "et samedi matin", "non merci"),
    "appointment": ("4", "carte d'identité", "1", "1", "sophie martin", "1", "1", "2", "2"),
    "report": ("3", "un lampadaire en panne", "2", "douze rue pasteur", "1", "", "2", "2"),
    "message": ("0", "{busy}", "1", "rappelez-moi au sujet de mon dossier", "", "1"),
    "callback": (
        *("est-ce que vous pouvez me rappeler demain", "1", "1", "sophie martin", "1"),
        *("c'est pour la cantine", "2"),
    ),
    "transfer": ("je voudrais parler à quelqu'un", "{answered}"),
    "emergency": ("il y a le feu dans ma cuisine", "au revoir"),
    "language": ("9", "2", "1", "2", "2"),
    "link": ("je voudrais refaire ma carte d'identité", "c'est pour un adulte", "1", "non merci"),
    "spelled": (
        *("je voudrais un rendez-vous pour un passeport jeudi en huit", "1", "1", "paul lembert", "non"),
        *("l a m b e r t", "1", "1", "2", "2"),
    ),
    "number": (
        *("est-ce que vous pouvez me rappeler demain", "1", "2"),
        *("zéro un quatre-vingt-dix-neuf zéro zéro", "douze trente-quatre", "1"),
        *("sophie martin", "1", "c'est pour la cantine", "2"),
    ),
    "change_of_mind": (
        *("je voudrais un rendez-vous pour un passeport", "1", "vendredi en huit"),
        *("non pas le passeport la carte d'identité", "1", "1", "sophie martin", "1", "1", "2", "2"),
    ),
    "two_requests": (
        *("je voudrais un rendez-vous pour un passeport et signaler un lampadaire en panne", "3", "1"),
        *("sophie martin", "1", "1", "2", "1", "2", "douze rue victor hugo", "1", "", "2", "2"),
    ),
    "emergency_keyed": ("3", "1", "1", "1", "7278#", "12#", "1", "", "{answered}", "2"),
}
#: The same for what needs a reference given by an earlier call.
SECOND: Mapping[str, tuple[str, Sequence[str]]] = {
    "status": ("report", ("où en est mon signalement", REFERENCE, "1", "2")),
    "change": (
        "appointment",
        ("je voudrais changer mon rendez-vous", REFERENCE, "1", "1", "2", "1", "2", "2"),
    ),
}
#: And for what needs the second ones to be over.
THIRD: Mapping[str, tuple[str, Sequence[str]]] = {
    "cancel": ("change", ("je voudrais annuler mon rendez-vous", REFERENCE, "1", "1", "2")),
}
SURVEY = "survey.rate"


@dataclass
class Line:
    """A town's books, and a worker that holds its calls."""

    environ: dict[str, str]
    database: Path
    told: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """What the line did in each call, in order."""
    _worker: subprocess.Popen[str] | None = None
    _steps: Counter[str] = field(default_factory=Counter)

    def tell(self, call: str, **happened: str) -> dict[str, Any]:
        """One thing happens in a call; what the line does. A worker is started when there is none."""
        if self._worker is None:
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "tests.ivr.call_holder"],
                env={**os.environ, **self.environ, "PYTHONPATH": str(ROOT)},
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._worker.stdin is not None
        assert self._worker.stdout is not None
        self._steps[call] += 1
        self._worker.stdin.write(
            json.dumps({"call": call, "key": f"k{self._steps[call]}", **happened}) + "\n"
        )
        self._worker.stdin.flush()
        answer: dict[str, Any] = json.loads(self._worker.stdout.readline())
        return answer

    def begin(self, call: str) -> None:
        self.told[call] = [self.tell(call)]

    def step(self, call: str, does: str) -> None:
        """The caller, or the provider, does this."""
        if not does.startswith("{"):
            keyed = does.rstrip("#").isdecimal() or does == "#"
            self.told[call].append(self.tell(call, **{"presses" if keyed else "says": does}))
            return
        while self.told[call][-1]["transfer"]:  # whoever cannot take the call is followed by the next one
            self.told[call].append(self.tell(call, ends=does.strip("{}")))

    def finish(self, call: str) -> None:
        """Give a note when one is asked for; the call must then be over."""
        if self.told[call][-1]["asked"] == SURVEY:
            self.step(call, "5")
        assert self.told[call][-1]["ended"], (call, self.told[call][-1])

    def kill(self) -> None:
        """The worker dies at once, whatever it holds."""
        assert self._worker is not None
        os.kill(self._worker.pid, signal.SIGKILL)
        self._close()

    def stop(self) -> None:
        """The worker has nothing more to do."""
        if self._worker is not None:
            self._close()

    def _close(self) -> None:
        assert self._worker is not None
        for pipe in (self._worker.stdin, self._worker.stdout):
            if pipe is not None:
                pipe.close()
        self._worker.wait()
        self._worker = None

    def reference(self, call: str) -> str:
        """The number told in a call."""
        return next(str(one["reference"]) for one in reversed(self.told[call]) if one["reference"])

    def play(self, scripts: Mapping[str, Sequence[str]], *, killed: bool) -> None:
        """Hold these calls side by side; half-way the worker may be killed."""
        for call, does in scripts.items():
            self.begin(call)
            for one in does[: len(does) // 2]:
                self.step(call, one)
        if killed:
            self.kill()
            for call in scripts:  # whoever takes a call up says the last question again
                again = self.tell(call)
                before = self.told[call][-1]
                assert (again["asked"], again["transfer"]) == (before["asked"], before["transfer"]), call
        for call, does in scripts.items():
            for one in does[len(does) // 2 :]:
                self.step(call, one)
            self.finish(call)


def played(folder: Path, *, killed: bool) -> Line:
    """Every flow, in three rounds: each with its own killing."""
    town = (ROOT / "mairie.toml").read_text(encoding="utf-8")
    for setting in ("survey", "text_links"):
        assert f"{setting} = false" in town
        town = town.replace(f"{setting} = false", f"{setting} = true")
    (folder / "mairie.toml").write_text(town, encoding="utf-8")
    (ROOT / "var" / "matcher").mkdir(parents=True, exist_ok=True)
    (folder / "matcher").symlink_to(ROOT / "var" / "matcher")
    environ = {
        "STANDARDISTE_VAR": str(folder),
        "STANDARDISTE_CONFIG": str(folder / "mairie.toml"),
        "STANDARDISTE_NOW": TUESDAY_MORNING,
        "STANDARDISTE_TWILIO_AUTH_TOKEN": "0" * 32,
    }
    settings = load_settings(folder / "mairie.toml", environ)
    prepare_databases(settings)
    line = Line(environ, folder / "calls.db")
    try:
        line.play(FIRST, killed=killed)
        worker = House(settings).worker("test")
        for earlier in (SECOND, THIRD):
            run_deeds(worker)  # a report is known to whoever asks once its deed is done
            line.play(
                {
                    call: [one.replace(REFERENCE, line.reference(after)) for one in does]
                    for call, (after, does) in earlier.items()
                },
                killed=killed,
            )
        run_deeds(worker)
    finally:
        line.stop()
    return line


def run_deeds(worker: Any) -> None:
    """Do what the outbox promises; texts cannot be sent, and wait."""
    from ivr.calls.outbox import Outbox

    outbox = Outbox(worker.connections, "test")
    now = worker.clock()
    while outbox.run_one(worker._effects(now), now):
        pass


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> tuple[Line, Line]:
    """The same calls with a worker that lived, and with workers that were killed."""
    return (
        played(tmp_path_factory.mktemp("lived"), killed=False),
        played(tmp_path_factory.mktemp("killed"), killed=True),
    )


CALLS = [*FIRST, *SECOND, *THIRD]


@pytest.mark.parametrize("call", CALLS)
def test_a_flow_whose_worker_is_killed_half_way_goes_on_as_if_it_had_not(lines, call):
    lived, killed = ([(one["said"], one["asked"]) for one in line.told[call]] for line in lines)
    assert killed == lived


@pytest.mark.parametrize("call", CALLS)
def test_the_call_ends_as_it_would_have(lines, call):
    def outcome(line: Line) -> str:
        witness = Witness(line.database, "")
        witness.follow(call)
        found = witness.outcome()
        witness.close()
        return found

    lived, killed = map(outcome, lines)
    assert killed == lived != ""


@pytest.mark.parametrize(
    ("table", "count"),
    [("appointments", 5), ("reports", 3), ("messages", 1), ("callbacks", 2), ("call_events", None)],
)
def test_what_the_calls_leave_behind_is_there_once(lines, table, count):
    kept = [Connections(line.database).get().table(table).count for line in lines]
    assert kept[0] == kept[1]
    assert count is None or kept[0] == count


def test_what_was_captured_before_and_after_the_kill_is_kept_whole(lines):
    for line in lines:
        books = Connections(line.database).get()
        assert "Lambert" in {row["name"].split()[-1] for row in books.table("appointments").rows}
        assert {row["phone"] for row in books.table("callbacks").rows} == {CALLER, "+33199001234"}
        problems = {(row["kind"], row["street"], row["dangerous"]) for row in books.table("reports").rows}
        assert ("eclairage", "rue Victor Hugo", 0) in problems
        assert ("eclairage", "rue Pasteur", 1) in problems


@pytest.mark.parametrize("line", ["lived", "killed"])
def test_the_link_that_was_asked_for_is_promised_once(lines, line):
    books = Connections(lines[line == "killed"].database).get()
    deeds = books.query("select count(*) as count from outbox where call_id = 'link' and kind = 'SendText'")
    assert next(iter(deeds))["count"] == 1


def test_a_note_is_kept_once_for_each_caller_who_gave_one(lines):
    lived, killed = (
        Counter(row["call_id"] for row in Connections(line.database).get().table("ratings").rows)
        for line in lines
    )
    assert killed == lived
    assert set(killed.values()) == {1}
