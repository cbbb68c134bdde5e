"""A stream from the line's side: what a real one would have sent it."""

from __future__ import annotations

import base64
import itertools
import time
from collections.abc import Callable
from typing import Any

import pytest

from ivr.simulator.account import Account, PhoneNumber
from ivr.simulator.exchange import ProviderHabits
from ivr.simulator.leg import Fault, Sent
from ivr.simulator.line_noise import is_audible
from ivr.simulator.media_socket import StreamHabits
from ivr.simulator.provider import PlacedCall, Provider
from ivr.simulator.rest_server import RestServer
from tests.ivr.simulator.conftest import SimpleCaller
from tests.ivr.simulator.tiny_line import HeardStream, TinyLine

Call = Callable[..., PlacedCall]
LOUD = b"\x20" * 160
SPEECH = bytes(range(160))


def connect(line: TinyLine, stream: HeardStream, url: str = "", **attributes: str) -> None:
    """Answer calls with a stream, then with a document that ends them."""
    line.on_stream = stream
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    line.say(
        "/voice",
        f'<Connect action="/after"><Stream url="{url or line.stream_url}"{more}>'
        '<Parameter name="token" value="secret"/></Stream></Connect>',
    )
    line.say("/after", "<Hangup/>")


def test_it_streams_as_the_provider_does(line: TinyLine, call: Call) -> None:
    stream = HeardStream()
    connect(line, stream)
    placed = call(SimpleCaller({70: Sent(audio=SPEECH), 71: Sent(digit="5")}, hang_up_at=2.5))
    stream.done.wait(5)
    assert line.streams_genuine == [True]
    assert [message["event"] for message in stream.messages[:3]] == ["connected", "start", "media"]
    start = stream.of("start")[0]
    assert start["start"]["customParameters"] == {"token": "secret"}
    assert start["start"]["callSid"] == placed.record.sid
    sequences = [int(message["sequenceNumber"]) for message in stream.messages[1:]]
    assert sequences == list(range(1, len(sequences) + 1))
    media = stream.of("media")
    assert [int(message["media"]["chunk"]) for message in media] == list(range(1, len(media) + 1))
    payloads = [base64.b64decode(message["media"]["payload"]) for message in media]
    assert {len(payload) for payload in payloads} == {160}
    assert payloads.count(SPEECH) == 1
    assert stream.of("dtmf")[0]["dtmf"] == {"track": "inbound_track", "digit": "5"}
    assert stream.messages[-1]["event"] == "stop"
    assert stream.ended.startswith("closed")
    assert line.forms("/after") == []
    assert placed.alerts == ()
    assert placed.hung_up_by == "caller"


def test_frames_leave_fifty_times_a_second(line: TinyLine, call: Call) -> None:
    arrivals: list[float] = []
    stream = HeardStream(lambda ws, message, stream: arrivals.append(time.monotonic()))
    connect(line, stream)
    call(SimpleCaller(hang_up_at=2.0), speed=1.0)
    span = arrivals[-2] - arrivals[2]
    assert 0.017 < span / (len(arrivals) - 4) < 0.024


def test_marks_come_back_when_played_and_the_caller_hears_every_byte(line: TinyLine, call: Call) -> None:
    returned: list[tuple[str, int]] = []

    def answer(ws: Any, message: dict[str, Any], stream: HeardStream) -> None:
        if message["event"] == "start":
            stream.play(ws, LOUD * 25)
            stream.mark(ws, "half")
            stream.play(ws, LOUD * 25)
            stream.mark(ws, "end")
        if message["event"] == "mark":
            returned.append((message["mark"]["name"], len(stream.of("media"))))

    connect(line, HeardStream(answer))
    caller = SimpleCaller(hang_up_at=3.0)
    call(caller, speed=4.0)
    (half, at_half), (end, at_end) = returned
    assert (half, end) == ("half", "end")
    assert 23 <= at_end - at_half <= 27
    assert bytes(caller.heard).count(LOUD * 50) == 1


def test_a_clear_silences_at_once_and_gives_the_marks_back(line: TinyLine, call: Call) -> None:
    def answer(ws: Any, message: dict[str, Any], stream: HeardStream) -> None:
        if message["event"] == "start":
            stream.play(ws, LOUD * 500)
            stream.mark(ws, "never heard")
        if message["event"] == "media" and len(stream.of("media")) == 50:
            stream.clear(ws)

    stream = HeardStream(answer)
    connect(line, stream)
    caller = SimpleCaller(hang_up_at=4.0)
    placed = call(caller, speed=4.0)
    heard = sum(is_audible(caller.heard[i : i + 160]) for i in range(0, len(caller.heard), 160))
    assert 20 <= heard <= 200
    assert [message["mark"]["name"] for message in stream.of("mark")] == ["never heard"]
    assert placed.streams[0].clears == 1


def test_closing_the_socket_hands_the_call_to_the_action(line: TinyLine, call: Call) -> None:
    def answer(ws: Any, message: dict[str, Any], stream: HeardStream) -> None:
        if len(stream.of("media")) == 5:
            ws.close(1000)

    connect(line, HeardStream(answer), statusCallback="/stream-status")
    line.say("/stream-status", "")
    placed = call()
    assert [form["CallStatus"] for form in line.forms("/after")] == ["in-progress"]
    assert placed.alerts == ()
    assert placed.hung_up_by == "line"
    events = [form["StreamEvent"] for form in line.forms("/stream-status")]
    assert sorted(events) == ["stream-started", "stream-stopped"]
    assert all(webhook.genuine for webhook in line.received)


def test_a_line_that_dies_leaves_an_error_and_the_call_goes_on(line: TinyLine, call: Call) -> None:
    def answer(ws: Any, message: dict[str, Any], stream: HeardStream) -> None:
        if len(stream.of("media")) == 5:
            ws.close(1011)

    connect(line, HeardStream(answer))
    assert [alert.code for alert in call().alerts] == [31921]
    assert len(line.forms("/after")) == 1


def test_what_is_not_of_the_protocol_is_noted_once_and_ignored(line: TinyLine, call: Call) -> None:
    def answer(ws: Any, message: dict[str, Any], stream: HeardStream) -> None:
        if message["event"] == "start":
            ws.send("{")
            ws.send(b"\x00")
            stream.play(ws, LOUD)

    connect(line, HeardStream(answer))
    caller = SimpleCaller(hang_up_at=2.0)
    assert [alert.code for alert in call(caller).alerts] == [31951]
    assert LOUD in caller.heard


@pytest.mark.parametrize(
    ("path", "code"), [("/refused-media", 31920), ("/nowhere", 31920), ("/media?token=1", 12200)]
)
def test_a_bad_address_is_an_error_and_the_call_goes_on(
    line: TinyLine, call: Call, path: str, code: int
) -> None:
    connect(line, HeardStream(), url=line.stream_url.replace("/media", path))
    placed = call(SimpleCaller(hang_up_at=2.0))
    assert [alert.code for alert in placed.alerts] == [code]


def test_nobody_behind_the_address_is_error_31901(line: TinyLine, call: Call) -> None:
    connect(line, HeardStream(), url="ws://127.0.0.1:1/media")
    assert [alert.code for alert in call().alerts] == [31901]
    assert len(line.forms("/after")) == 1


def test_a_plain_websocket_is_refused_outside_the_machine_itself(line: TinyLine, call: Call) -> None:
    connect(line, HeardStream(), url="ws://voix.example.fr/media")
    assert [alert.code for alert in call().alerts] == [31920]


@pytest.mark.parametrize("sign", ["wrong", "missing", "as_https", "slash"])
def test_it_can_sign_the_handshake_badly(line: TinyLine, call: Call, sign: Any) -> None:
    connect(line, HeardStream())
    call(SimpleCaller(hang_up_at=1.0), habits=ProviderHabits(stream=StreamHabits(sign=sign)))
    assert line.streams_genuine == [False]


def test_a_stall_holds_everything_then_lets_it_out_at_once(line: TinyLine, call: Call) -> None:
    arrivals: list[float] = []
    stream = HeardStream(lambda ws, message, stream: arrivals.append(time.monotonic()))
    connect(line, stream)
    call(SimpleCaller({80: Sent(fault=Fault("stall", 3.0))}, hang_up_at=7.0), speed=10.0)
    gaps = [later - earlier for earlier, later in itertools.pairwise(arrivals)]
    longest = max(range(len(gaps)), key=gaps.__getitem__)
    assert 0.2 < gaps[longest] < 0.6
    assert arrivals[longest + 140] - arrivals[longest + 1] < 0.15
    timestamps = [int(message["media"]["timestamp"]) for message in stream.of("media")]
    assert max(b - a for a, b in itertools.pairwise(timestamps)) < 30


def test_lost_sound_leaves_a_hole_in_the_timestamps_alone(line: TinyLine, call: Call) -> None:
    stream = HeardStream()
    connect(line, stream)
    call(SimpleCaller({80: Sent(fault=Fault("lose", 1.0))}, hang_up_at=4.5))
    timestamps = [int(message["media"]["timestamp"]) for message in stream.of("media")]
    assert 980 < max(b - a for a, b in itertools.pairwise(timestamps)) < 1080
    chunks = [int(message["media"]["chunk"]) for message in stream.of("media")]
    assert chunks == list(range(1, len(chunks) + 1))


def test_a_reset_is_seen_by_the_line_without_a_closing_frame(line: TinyLine, call: Call) -> None:
    stream = HeardStream()
    connect(line, stream)
    placed = call(SimpleCaller({80: Sent(fault=Fault("reset"))}))
    assert stream.done.wait(5)
    assert stream.of("stop") == []
    assert stream.ended != "closed 1000"
    assert [alert.code for alert in placed.alerts] == [31921]
    assert len(line.forms("/after")) == 1


def test_a_half_open_stream_falls_silent_without_a_word(line: TinyLine, call: Call) -> None:
    stream = HeardStream()
    connect(line, stream)
    line.say("/after", "<Pause length='10'/>")
    still_open: list[bool] = []

    class Watcher(SimpleCaller):
        def tick(self, now: float, heard: bytes) -> Sent:
            if now > 6.0:
                still_open.append(not stream.done.is_set())
            return super().tick(now, heard)

    call(Watcher({80: Sent(fault=Fault("half_open"))}, hang_up_at=7.0))
    assert still_open
    assert all(still_open)
    assert 30 < len(stream.of("media")) < 82


def test_a_deaf_provider_stops_reading_and_hears_the_rest_later(line: TinyLine, call: Call) -> None:
    def answer(ws: Any, message: dict[str, Any], stream: HeardStream) -> None:
        if message["event"] == "dtmf":
            stream.play(ws, LOUD)

    connect(line, HeardStream(answer))
    caller = SimpleCaller({80: Sent(fault=Fault("deaf", 2.0)), 90: Sent(digit="1")}, hang_up_at=6.0)
    call(caller)
    first = next(i for i in range(0, len(caller.heard), 160) if is_audible(caller.heard[i : i + 160]))
    assert 3.5 < first / 8000 < 4.5


def test_jitter_delays_frames_and_keeps_their_order(line: TinyLine, call: Call) -> None:
    stream = HeardStream()
    connect(line, stream)
    habits = ProviderHabits(stream=StreamHabits(jitter_ms=200.0, seed=3))
    call(SimpleCaller(hang_up_at=2.0), habits=habits)
    sequences = [int(message["sequenceNumber"]) for message in stream.messages[1:]]
    assert sequences == list(range(1, len(sequences) + 1))


def test_a_call_changed_meanwhile_stops_the_stream_and_skips_the_action(
    line: TinyLine, account: Account
) -> None:
    stream = HeardStream()
    connect(line, stream)
    line.say("/other", "<Hangup/>")
    with RestServer(account) as rest:

        class Changer(SimpleCaller):
            sid = ""

            def tick(self, now: float, heard: bytes) -> Sent:
                if self.ticks == 100:
                    password = base64.b64encode(f"{account.sid}:{account.auth_token}".encode()).decode()
                    path = f"/2010-04-01/Accounts/{account.sid}/Calls/{self.sid}.json"
                    rest.api.handle("POST", path, f"Basic {password}", {"Url": line.url + "/other"})
                return super().tick(now, heard)

        caller = Changer(hang_up_at=30.0)
        number = PhoneNumber(number="+33465710000", voice_url=line.url + "/voice")
        provider = Provider(account, number, rest=rest, speed=10.0)
        placed = provider.place_call("+33639980101", caller, on_ring=lambda r: setattr(caller, "sid", r.sid))
    assert stream.done.wait(5)
    assert stream.messages[-1]["event"] == "stop"
    assert [webhook.path for webhook in line.received] == ["/voice", "/other"]
    assert placed.hung_up_by == "line"
