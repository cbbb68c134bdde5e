"""The provider's side of the webhooks: signs requests, and reads the documents that come back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast
from xml.etree import ElementTree

from flask import Flask
from twilio.request_validator import RequestValidator
from werkzeug.test import TestResponse

from flows.actions import Action
from flows.codec import decode_action, decode_event
from flows.events import Event, Heard, Pressed
from ivr.calls.desk import Desk
from ivr.channels.equipment import Equipment
from ivr.channels.install import install
from ivr.database import Connections
from tests.ivr.channels.fakes import ACCOUNT, CALL, CALLER, TOKEN, InstantMouth, ScriptedEars

PUBLIC = "https://voix.example.fr"
LINE = "+33465710000"
RECORDING = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1"


class Shelf:
    """Recordings whose words are known."""

    def __init__(self) -> None:
        self.words: list[str | Exception] = []
        self.phrases: list[tuple[str, ...]] = []
        self.patience: list[float | None] = []
        self.forgotten: list[str] = []

    def hear(
        self,
        url: str,
        phrases: tuple[str, ...] = (),
        language: str = "fr",
        keep: Callable[[bytes], None] | None = None,
        wait_seconds: float | None = None,
    ) -> Heard:
        self.patience.append(wait_seconds)
        self.phrases.append(tuple(phrases))
        if keep is not None:
            keep(b"\x01\x00" * 800)
        words = self.words.pop(0)
        if isinstance(words, Exception):
            raise words
        return Heard(text=words, confidence=0.9)

    def forget(self, url: str) -> None:
        self.forgotten.append(url)


class Provider:
    """Signs requests and reads the documents that come back."""

    def __init__(self, desk: Desk, connections: Connections, mouth: InstantMouth | None, ears: bool) -> None:
        self.desk = desk
        app = Flask("line")
        self.mouth = mouth
        self.live = install(app, desk, connections, cast(Any, ScriptedEars() if ears else None), mouth)
        self.shelf = Shelf()
        self.equipment: Equipment = replace(app.extensions["channels"], recordings=cast(Any, self.shelf))
        app.extensions["channels"] = self.equipment
        self.app = app
        self.client = app.test_client()

    def request(self, path: str, /, **form: str) -> TestResponse:
        parameters = {
            "CallSid": CALL,
            "AccountSid": ACCOUNT,
            "From": CALLER,
            "To": LINE,
            "FromCity": "",
        } | form
        signature = RequestValidator(TOKEN).compute_signature(f"{PUBLIC}{path}", parameters)
        return self.client.post(path, data=parameters, headers={"X-Twilio-Signature": signature})

    def post(self, path: str, /, **form: str) -> ElementTree.Element:
        """The document that answers this webhook."""
        response = self.request(path, **form)
        assert response.status_code == 200, response.text
        assert response.mimetype == "text/xml"
        assert response.content_length == len(response.data)
        root = ElementTree.fromstring(response.data)  # noqa: S314 - our own document
        assert root.tag == "Response"
        return root

    def events(self, call_id: str = CALL) -> list[Event]:
        return [decode_event(row["type"], row["data"]) for row in self.desk.log.rows(call_id)]

    def kinds(self) -> list[str]:
        return [type(event).__name__ for event in self.events()]

    def call_record(self) -> dict[str, Any]:
        return next(iter(self.equipment.line.passes._connections.get().table("calls").rows))

    def deeds(self) -> list[Action]:
        """What waits to be done in the world."""
        rows = self.equipment.line.passes._connections.get().table("outbox").rows
        return [decode_action(row["kind"], row["data"]) for row in rows]

    def outcome(self) -> str | None:
        return cast("str | None", self.call_record()["outcome"])

    def until_message(self, answer: dict[str, str]) -> ElementTree.Element:
        """Without a stream: a person was asked for, nobody was free, and a message is wanted (`answer`)."""
        root = self.post("/voice")
        verb = "Record" if root.find("Record") is not None else "Gather"
        dialled = after(self.post(after(root, verb), Digits="0"), "Dial")
        root = self.post(dialled, DialCallStatus="busy", DialBridged="false")
        return self.post(after(root, verb), **answer)

    def until_transfer(self) -> None:
        """The caller asked for a person, on a stream."""
        self.post("/voice")
        self.desk.begin(CALL, caller=CALLER, channel="stream").handle("key", Pressed(digits="0"))

    def end_stream(self, ending: str) -> None:
        """The last stream was opened, and ended like this."""
        passes = self.equipment.passes
        token = passes.offer(CALL)
        assert passes.claim(token, CALL)
        if ending:
            passes.note_ending(token, CALL, cast(Any, ending))


def tags(root: ElementTree.Element) -> list[str]:
    return [child.tag for child in root]


def after(root: ElementTree.Element, tag: str) -> str:
    """Where this verb sends the provider next."""
    found = root.find(f".//{tag}")
    assert found is not None, tags(root)
    return found.attrib.get("action") or found.text or ""
