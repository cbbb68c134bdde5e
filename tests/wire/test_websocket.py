"""The stream over a real socket: handshake, recorded messages, peers that stop playing or vanish."""

from __future__ import annotations

import base64
import contextlib
import json
import socket
import struct
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import requests
from flask import Flask
from simple_websocket import Client, ConnectionClosed
from twilio.request_validator import RequestValidator
from werkzeug.serving import make_server

from flows.prompts import Catalogue
from ivr.calls.desk import Desk
from ivr.calls.migrations import migrate
from ivr.channels import media_stream, sockets, speaker
from ivr.channels.equipment import Equipment
from ivr.channels.install import install
from ivr.database import Connections
from ivr.settings import load_settings
from tests.ivr.channels.fakes import ACCOUNT, PROJECT, TOKEN, FewQueries, InstantMouth, ScriptedEars

FRAGMENTS = [
    json.loads(line)
    for line in (Path(__file__).parent / "twilio_fragments.jsonl").read_text(encoding="utf-8").splitlines()
]
RECORDED = [fragment["msg"] for fragment in FRAGMENTS if fragment["source"] == "A"]
CALL = "CA00000000000000000000000000000001"
STREAM = "MZ00000000000000000000000000000001"


class Served:
    """The line on a loopback port."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.clients: list[Client] = []
        self.url = f"http://127.0.0.1:{self.port}"
        settings = load_settings(
            PROJECT / "mairie.toml",
            {
                "STANDARDISTE_PUBLIC_URL": self.url,
                "STANDARDISTE_TWILIO_AUTH_TOKEN": TOKEN,
                "STANDARDISTE_TWILIO_ACCOUNT_SID": ACCOUNT,
                "STANDARDISTE_VAR": str(folder),
            },
        )
        connections = Connections(folder / "calls.db")
        migrate(connections.get())
        self.desk = Desk(settings, connections, cast(Any, FewQueries()), Catalogue.load())
        self.mouth = InstantMouth()
        app = Flask("line")
        self.live = install(app, self.desk, connections, cast(Any, ScriptedEars()), self.mouth)
        self.equipment: Equipment = app.extensions["channels"]
        self.server = make_server("127.0.0.1", self.port, app, threaded=True)
        self.thread = threading.Thread(target=self.server.serve_forever, args=[0.02], daemon=True)
        self.thread.start()

    def stop(self) -> None:
        for client in self.clients:
            with contextlib.suppress(OSError):
                client.sock.shutdown(socket.SHUT_RDWR)
            client.thread.join(5.0)
            client.sock.close()
        self.server.shutdown()
        self.thread.join(5.0)
        self.server.server_close()

    def signature(self) -> str:
        signature: str = RequestValidator(TOKEN).compute_signature(f"ws://127.0.0.1:{self.port}/media", {})
        return signature

    def connect(self) -> Client:
        headers = {"X-Twilio-Signature": self.signature()}
        self.clients.append(Client(f"ws://127.0.0.1:{self.port}/media", headers=headers))
        return self.clients[-1]

    def handshake(self, signature: str) -> int:
        """The status that answers a websocket's handshake."""
        headers = {
            "Connection": "Upgrade",
            "Upgrade": "websocket",
            "Sec-WebSocket-Version": "13",
            "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
            "X-Twilio-Signature": signature,
        }
        with requests.get(f"{self.url}/media", headers=headers, timeout=5) as response:
            return response.status_code

    def open_stream(self) -> Client:
        """A call, begun, whose recorded messages come next."""
        self.desk.begin(CALL, caller="", channel="stream")
        client = self.connect()
        client.send(json.dumps(RECORDED[0]))
        start = json.loads(json.dumps(RECORDED[1]))
        start["start"]["customParameters"] = {"token": self.equipment.passes.offer(CALL)}
        client.send(json.dumps(start))
        return client

    def ending(self) -> str:
        return self.equipment.passes.last_ending(CALL)

    def until(self, true: Callable[[], bool], seconds: float = 8.0) -> None:
        deadline = time.monotonic() + seconds
        while not true():
            assert time.monotonic() < deadline, "it never came"
            time.sleep(0.01)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    yield served
    served.live.drain(0.0)
    served.stop()


def test_a_recorded_stream_is_answered_with_sound(served: Served) -> None:
    client = served.open_stream()
    for message in RECORDED[2:4]:
        client.send(json.dumps({**message, "streamSid": STREAM}))
    heard = bytearray()
    while len(heard) < 8000:
        message = json.loads(client.receive(timeout=5.0))
        assert message["streamSid"] == STREAM
        if message["event"] == "media":
            heard += base64.b64decode(message["media"]["payload"])
    client.send(json.dumps(RECORDED[4]))
    served.until(lambda: served.ending() == "hung_up")
    with pytest.raises(ConnectionClosed, match="1000"):
        deque(iter(lambda: client.receive(timeout=5.0), None))
    assert [row["type"] for row in served.desk.log.rows(CALL)] == ["CallStarted", "HungUp"]


@pytest.mark.parametrize("signature", ["", "forged"])
def test_an_unsigned_handshake_never_becomes_a_websocket(served: Served, signature: str) -> None:
    assert served.handshake(signature) == 403


def test_a_house_that_empties_lets_no_stream_in(served: Served) -> None:
    served.live.drain()
    assert served.handshake(served.signature()) == 503


def test_a_message_of_a_megabyte_ends_the_stream_and_nothing_else(served: Served) -> None:
    client = served.open_stream()
    client.send(json.dumps({"event": "media", "padding": "x" * 1_000_000}))
    served.until(lambda: served.ending() == "lost")
    served.connect()
    served.until(lambda: len(served.live) == 1)


def test_a_peer_that_vanishes_without_a_word_leaves_nothing_behind(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(media_stream, "GONE_SECONDS", 0.5)
    client = served.open_stream()
    client.receive(timeout=5.0)
    served.until(lambda: len(served.live) == 1)
    # Reset rather than closed: no close frame, no FIN.
    client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.sock.close()
    served.until(lambda: served.ending() == "lost" and len(served.live) == 0)


def test_a_peer_that_stops_playing_holds_no_thread(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "LATE_SECONDS", 1.0)
    client = served.open_stream()
    served.until(lambda: len(served.live) == 1)

    def keep_talking() -> None:
        message = {**RECORDED[2], "streamSid": STREAM}
        try:
            while True:
                client.send(json.dumps(message))
                time.sleep(0.02)
        except (ConnectionClosed, OSError):
            return

    talking = threading.Thread(target=keep_talking, daemon=True)
    talking.start()
    served.until(lambda: served.ending() == "lost" and len(served.live) == 0)
    talking.join(5.0)


def test_a_write_that_nobody_reads_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sockets, "WRITE_SECONDS", 0.2)
    ours, theirs = socket.socketpair()
    websocket = cast(Any, type("Websocket", (), {"sock": ours})())
    with ours, theirs:
        sockets.limit_writes(websocket)
        began = time.monotonic()
        with pytest.raises(BlockingIOError):
            ours.sendall(b"x" * 10_000_000)
        assert time.monotonic() - began < 2.0
        sockets.reset(websocket)
        sockets.reset(websocket)
        with pytest.raises(BrokenPipeError):
            ours.send(b"x")
