"""The worker that answers the webhooks is killed while callers wait and agents' telephones ring."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from flows.codec import decode_event
from flows.events import Event, TransferEnded
from flows.routing import QueueMoved
from ivr.calls import waiting
from ivr.calls.transfers import Transfers
from ivr.database import Connections
from ivr.house import prepare_databases
from ivr.settings import load_settings
from tests.ivr.channels.webhooks import after, tags

pytestmark = pytest.mark.timeout(180)  # each worker loads what the town hall knows
ROOT = Path(__file__).parents[2]
TUESDAY_MORNING = "2026-11-24T10:00:00+01:00"
PUBLIC = "http://127.0.0.1:8099"
ACCOUNT, LINE = "AC" + "1" * 32, "+33465710000"
ANNE, BRUNO = "+33465710001", "+33465710002"
"""The two agents of the reception, who are rung together."""


AGENTS_CALL = "CA" + "9" * 32


def call(number: int) -> str:
    return f"CA{number:032d}"


class Webhooks:
    """Sends what the provider sends to a worker; starts one when there is none."""

    def __init__(self, folder: Path) -> None:
        (ROOT / "var" / "matcher").mkdir(parents=True, exist_ok=True)
        (folder / "matcher").symlink_to(ROOT / "var" / "matcher")
        environ = {
            "STANDARDISTE_VAR": str(folder),
            "STANDARDISTE_CONFIG": str(ROOT / "mairie.toml"),
            "STANDARDISTE_MODE": "turns",
            "STANDARDISTE_NOW": TUESDAY_MORNING,
            "STANDARDISTE_PUBLIC_URL": PUBLIC,
            "STANDARDISTE_TWILIO_AUTH_TOKEN": "0" * 32,
            "STANDARDISTE_TWILIO_ACCOUNT_SID": ACCOUNT,
        }
        prepare_databases(load_settings(ROOT / "mairie.toml", environ))
        self.environ = {**os.environ, **environ, "PYTHONPATH": str(ROOT)}
        self.connections = Connections(folder / "calls.db")
        self._worker: subprocess.Popen[str] | None = None

    def send(self, path: str, call_id: str, **form: str) -> subprocess.Popen[str]:
        """Ask, without waiting for the answer."""
        if self._worker is None:
            self._worker = subprocess.Popen(
                [sys.executable, "-m", "tests.ivr.webhook_worker"],
                env=self.environ,
                cwd=ROOT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        caller = f"+3363998010{call_id[-1]}"
        full = {"CallSid": call_id, "AccountSid": ACCOUNT, "From": caller, "To": LINE} | form
        assert self._worker.stdin is not None
        self._worker.stdin.write(json.dumps({"path": path, "form": full}) + "\n")
        self._worker.stdin.flush()
        return self._worker

    def post(self, path: str, call_id: str, **form: str) -> ElementTree.Element:
        """The document that answers a webhook."""
        worker = self.send(path, call_id, **form)
        assert worker.stdout is not None
        answer: dict[str, Any] = json.loads(worker.stdout.readline())
        assert answer["status"] == 200, answer
        return ElementTree.fromstring(answer["text"])  # noqa: S314 - our own document

    def kill(self) -> None:
        """The worker dies at once, whatever it holds."""
        assert self._worker is not None
        os.kill(self._worker.pid, signal.SIGKILL)
        self.stop()

    def stop(self) -> None:
        if self._worker is not None:
            self._worker.communicate()
            self._worker = None

    def asks_for_a_person(self, call_id: str) -> ElementTree.Element:
        """The document after key 0 at the first question."""
        return self.post(after(self.post("/voice", call_id), "Record"), call_id, Digits="0")

    def accepts(self, rung: ElementTree.Element, call_id: str, agent: str) -> None:
        """This agent picks up and takes the call."""
        whisper = next(one.attrib["url"] for one in rung.findall("Dial/Number") if one.text == agent)
        heard = self.post(whisper, AGENTS_CALL, ParentCallSid=call_id, To=agent, From=LINE)
        taken = self.post(after(heard, "Gather"), AGENTS_CALL, Digits="1", To=agent, From=LINE)
        assert tags(taken) == ["Play"]

    def hangs_up(self, rung: ElementTree.Element, call_id: str) -> ElementTree.Element:
        """The talk with the agent is over."""
        return self.post(after(rung, "Dial"), call_id, DialCallStatus="completed", DialBridged="true")

    def line(self) -> list[tuple[str, int]]:
        """Who waits, and the place each was told."""
        places = waiting.places(self.connections.get(), 0.0)
        return [(place.call_id, place.position) for place in places]

    def events(self, call_id: str) -> list[Event]:
        rows = (
            self.connections.get().table("call_events").rows_where("call_id = ?", [call_id], order_by="seq")
        )
        return [decode_event(row["type"], row["data"]) for row in rows]

    def outcomes(self, call_id: str) -> list[str]:
        return [event.outcome for event in self.events(call_id) if isinstance(event, TransferEnded)]


@pytest.fixture
def webhooks(tmp_path: Path) -> Iterator[Webhooks]:
    made = Webhooks(tmp_path)
    yield made
    made.stop()


def both_agents_talk(webhooks: Webhooks) -> list[ElementTree.Element]:
    """Calls 1 and 2 are with Anne and Bruno; their documents."""
    first = webhooks.asks_for_a_person(call(1))
    webhooks.accepts(first, call(1), ANNE)
    second = webhooks.asks_for_a_person(call(2))
    webhooks.accepts(second, call(2), BRUNO)
    return [first, second]


def test_callers_who_wait_keep_their_places_and_are_served_in_order(webhooks: Webhooks) -> None:
    first, second = both_agents_talk(webhooks)
    third, fourth = (webhooks.asks_for_a_person(call(number)) for number in (3, 4))
    assert tags(third) == tags(fourth) == ["Gather", "Redirect"], "music, and a key to leave"
    assert webhooks.line() == [(call(3), 1), (call(4), 2)]
    webhooks.kill()
    assert webhooks.line() == [(call(3), 1), (call(4), 2)]
    assert tags(webhooks.post(after(third, "Redirect"), call(3))) == ["Gather", "Redirect"]
    webhooks.hangs_up(first, call(1))
    fourth = webhooks.post(after(fourth, "Redirect"), call(4))
    assert tags(fourth) == ["Gather", "Redirect"], "Anne is for whoever came before"
    third = webhooks.post(after(third, "Redirect"), call(3))
    assert [one.text for one in third.findall("Dial/Number")] == [ANNE]
    webhooks.accepts(third, call(3), ANNE)
    fourth = webhooks.post(after(fourth, "Redirect"), call(4))
    assert any(isinstance(event, QueueMoved) and event.position == 1 for event in webhooks.events(call(4)))
    webhooks.hangs_up(second, call(2))
    fourth = webhooks.post(after(fourth, "Redirect"), call(4))
    assert [one.text for one in fourth.findall("Dial/Number")] == [BRUNO]
    webhooks.accepts(fourth, call(4), BRUNO)
    for number, rung in ((3, third), (4, fourth)):
        assert tags(webhooks.hangs_up(rung, call(number)))[-1] == "Hangup"
        assert webhooks.outcomes(call(number)) == ["answered"]
    assert webhooks.line() == []


def test_a_worker_killed_in_the_middle_of_an_answer_costs_nobody_their_place(webhooks: Webhooks) -> None:
    first, _ = both_agents_talk(webhooks)
    path = after(webhooks.asks_for_a_person(call(3)), "Redirect")
    webhooks.send(path, call(3))
    webhooks.kill()  # whether it had looked or not: the provider has no answer, and asks the fallback
    failed = {"ErrorCode": "11200", "ErrorUrl": f"{PUBLIC}{path}"}
    again = webhooks.post("/voice/fallback", call(3), **failed)
    assert tags(again) == ["Gather", "Redirect"]
    webhooks.hangs_up(first, call(1))
    rung = webhooks.post(after(again, "Redirect"), call(3))
    assert [one.text for one in rung.findall("Dial/Number")] == [ANNE]


def test_a_worker_killed_while_an_agent_is_rung_loses_neither_the_agent_nor_the_caller(
    webhooks: Webhooks,
) -> None:
    rung = webhooks.asks_for_a_person(call(1))
    assert [one.text for one in rung.findall("Dial/Number")] == [ANNE, BRUNO]
    webhooks.kill()
    webhooks.accepts(rung, call(1), BRUNO)
    assert tags(webhooks.asks_for_a_person(call(2)))[-1] == "Dial", "Anne, whose telephone stopped ringing"
    webhooks.kill()  # and again, while they talk
    assert tags(webhooks.hangs_up(rung, call(1)))[-1] == "Hangup"
    assert webhooks.outcomes(call(1)) == ["answered"]
    (row,) = webhooks.connections.get().query("select outcome from calls where id = ?", [call(1)])
    assert row["outcome"] == "transferred"


def test_a_voicemail_is_not_taken_for_a_person_by_the_worker_that_comes_next(webhooks: Webhooks) -> None:
    rung = webhooks.asks_for_a_person(call(1))
    number = rung.find("Dial/Number")
    assert number is not None
    heard = webhooks.post(number.attrib["url"], AGENTS_CALL, ParentCallSid=call(1), To=ANNE, From=LINE)
    webhooks.kill()  # the announcement plays to the machine: nobody has pressed a key
    assert Transfers(webhooks.connections).agents_part(call(1), attempt_of(rung)).picked_up
    silent = webhooks.post(after(heard, "Gather"), AGENTS_CALL, To=ANNE, From=LINE)
    assert tags(silent)[-1] == "Hangup"
    webhooks.kill()
    after_it = webhooks.post(after(rung, "Dial"), call(1), DialCallStatus="completed", DialBridged="false")
    assert webhooks.outcomes(call(1)) == ["no_answer"]
    assert [one.text for one in after_it.findall("Dial/Number")] == [BRUNO], "somebody else is looked for"


def attempt_of(rung: ElementTree.Element) -> int:
    """The number of the attempt, as the address of its end has it."""
    return int(after(rung, "Dial").split("attempt=")[1].split("&")[0])
