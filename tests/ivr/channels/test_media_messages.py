"""Reading and writing the provider's stream messages."""

from __future__ import annotations

import base64
import contextlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.channels.media_messages import (
    MAX_MESSAGE_CHARS,
    Connected,
    Dtmf,
    Mark,
    Media,
    MediaError,
    MediaReader,
    SendClear,
    SendMark,
    SendMedia,
    Start,
    Stop,
    parse,
    serialise,
)

WIRE = Path(__file__).parents[2] / "wire" / "twilio_fragments.jsonl"
FRAGMENTS = [json.loads(line) for line in WIRE.read_text(encoding="utf-8").splitlines()]
REAL = [fragment["msg"] for fragment in FRAGMENTS if (fragment["msg"].get("media") or {}).get("payload", "")]
SID = "MZ00000000000000000000000000000001"


def start(**changes: Any) -> dict[str, Any]:
    body = {
        "accountSid": "AC1",
        "streamSid": SID,
        "callSid": "CA1",
        "tracks": ["inbound"],
        "mediaFormat": {"encoding": "audio/x-mulaw", "sampleRate": 8000, "channels": 1},
        "customParameters": {"token": "t"},
    }
    return {"event": "start", "sequenceNumber": "1", "start": body | changes, "streamSid": SID}


def media(payload: bytes = b"\xff" * 160, **changes: Any) -> dict[str, Any]:
    body = {
        "track": "inbound",
        "chunk": "1",
        "timestamp": "57",
        "payload": base64.b64encode(payload).decode(),
    }
    return {"event": "media", "sequenceNumber": "2", "media": body | changes, "streamSid": SID}


def test_it_reads_every_recorded_message_that_kept_its_sound() -> None:
    whole = [f["msg"] for f in FRAGMENTS if f["msg"].get("media", {"payload": "kept"})["payload"] is not None]
    kinds = [type(parse(json.dumps(message))).__name__ for message in whole]
    assert len(whole) == len(FRAGMENTS) - 1
    assert {kind: kinds.count(kind) for kind in kinds} == {"Connected": 2, "Start": 2, "Media": 5, "Stop": 3}


def test_recorded_frames_are_twenty_milliseconds_and_off_the_grid() -> None:
    frames = [parse(json.dumps(message)) for message in REAL]
    assert all(isinstance(frame, Media) and frame.seconds == 0.02 for frame in frames)
    assert {frame.timestamp_ms for frame in frames if isinstance(frame, Media)} == {57, 111, 155, 171, 1593}


def test_it_reads_a_recorded_stream_in_order() -> None:
    reader = MediaReader()
    heard = [reader.read(json.dumps(f["msg"])) for f in FRAGMENTS if f["source"] == "A"]
    assert [type(message) for message in heard] == [Connected, Start, Media, Media, Stop]
    assert reader.start is not None
    assert reader.start.call_sid == "CA00000000000000000000000000000001"
    assert reader.errors == 0


def test_the_parameters_of_the_twiml_come_with_the_start() -> None:
    message = parse(
        json.dumps(next(f["msg"] for f in FRAGMENTS if f["source"] == "B" and "start" in f["msg"]))
    )
    assert isinstance(message, Start)
    assert message.parameters == {"hello": "HelloValue"}


def test_it_reads_keys_and_marks() -> None:
    dtmf = {
        "event": "dtmf",
        "streamSid": SID,
        "sequenceNumber": "5",
        "dtmf": {"track": "inbound_track", "digit": "#"},
    }
    mark = {"event": "mark", "sequenceNumber": 4, "streamSid": SID, "mark": {"name": "m1"}}
    assert parse(json.dumps(dtmf)) == Dtmf(SID, "#")
    assert parse(json.dumps(mark)) == Mark(SID, "m1")


def test_keys_it_does_not_know_change_nothing() -> None:
    message = media() | {"novelty": {"deep": [1, 2]}}
    assert parse(json.dumps(message)) == parse(json.dumps(media()))


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "",
        "[]",
        "null",
        '"media"',
        "{}",
        '{"event": "transcription"}',
        '{"event": ["media"]}',
        json.dumps({"event": "media", "sequenceNumber": "2", "streamSid": SID}),
        json.dumps(media(payload=b"")),
        json.dumps(media(payload=b"\xff" * 16_001)),
        json.dumps(media()).replace('"payload": "', '"payload": "*'),
        json.dumps(media(chunk="NaN")),
        json.dumps(media(timestamp="-3")),
        json.dumps(media(timestamp=None)),
        json.dumps(media(timestamp=True)),
        json.dumps(media(timestamp="9" * 19)),
        json.dumps(media(timestamp="٣")),
        json.dumps(media(track="outbound")),
        json.dumps(media()).replace('"57"', "NaN"),
        json.dumps(media()).replace('"57"', "1e400"),
        json.dumps(media()).replace('"57"', "9" * 5000),
        "[" * 60_000,
        '{"event": "connected", "protocol": 3, "version": "1"}',
        json.dumps(start(customParameters={"token": 3})),
        json.dumps(start(customParameters=[])),
        json.dumps(start(callSid="CA\ud800")),
        json.dumps(start(callSid="../../etc")),
        json.dumps(start(streamSid="MZ2")),
        json.dumps(start(mediaFormat={"encoding": "audio/x-mulaw", "sampleRate": 16000, "channels": 1})),
        json.dumps({"event": "dtmf", "streamSid": SID, "sequenceNumber": "5", "dtmf": {"digit": "12"}}),
        json.dumps({"event": "dtmf", "streamSid": SID, "sequenceNumber": "5", "dtmf": {"digit": ""}}),
        json.dumps({"event": "connected"}) + " " * MAX_MESSAGE_CHARS,
    ],
)
def test_it_refuses_what_is_not_of_the_protocol(text: str) -> None:
    with pytest.raises(MediaError):
        parse(text)


def test_it_refuses_a_binary_frame() -> None:
    with pytest.raises(MediaError, match="binary"):
        parse(b'{"event": "connected", "protocol": "Call", "version": "1.0.0"}')


def test_sound_before_the_start_is_ignored_and_counted() -> None:
    reader = MediaReader()
    with pytest.raises(MediaError, match="before the start"):
        reader.read(json.dumps(media()))
    reader.read(json.dumps(start()))
    assert isinstance(reader.read(json.dumps(media())), Media)
    assert reader.errors == 1


def test_a_second_start_does_not_change_the_stream() -> None:
    reader = MediaReader()
    reader.read(json.dumps(start()))
    with pytest.raises(MediaError, match="twice"):
        reader.read(json.dumps(start(callSid="CA2")))
    assert reader.start is not None
    assert reader.start.call_sid == "CA1"


def test_another_stream_s_message_is_refused() -> None:
    reader = MediaReader()
    reader.read(json.dumps(start()))
    with pytest.raises(MediaError, match="MZ2"):
        reader.read(json.dumps(media() | {"streamSid": "MZ2"}))
    assert reader.errors == 1


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(
    st.sampled_from(
        [start(), media(), {"event": "mark", "sequenceNumber": "3", "streamSid": SID, "mark": {}}]
    ),
    st.data(),
)
def test_a_message_with_anything_anywhere_is_read_or_refused(
    message: dict[str, Any], data: st.DataObject
) -> None:
    spoiled = json.loads(json.dumps(message))
    target = data.draw(st.sampled_from([spoiled, spoiled[spoiled["event"]]]))
    target[data.draw(st.sampled_from([*target, "other"]))] = data.draw(json_values)
    with contextlib.suppress(MediaError):
        assert isinstance(parse(json.dumps(spoiled)), Start | Media | Mark)


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    with pytest.raises(MediaError):
        parse(text)


@given(st.binary(min_size=1, max_size=4000))
def test_sound_sent_is_the_sound_received(payload: bytes) -> None:
    sent = json.loads(serialise(SendMedia(payload), SID))
    assert sent == {
        "event": "media",
        "streamSid": SID,
        "media": {"payload": base64.b64encode(payload).decode()},
    }
    received = parse(json.dumps(media() | {"media": media()["media"] | sent["media"]}))
    assert isinstance(received, Media)
    assert received.payload == payload


def test_marks_and_clears_carry_the_documented_keys_alone() -> None:
    assert json.loads(serialise(SendMark("m7"), SID)) == {
        "event": "mark",
        "streamSid": SID,
        "mark": {"name": "m7"},
    }
    assert json.loads(serialise(SendClear(), SID)) == {"event": "clear", "streamSid": SID}


SECRET = "+33465710099"


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        f'"{SECRET}"',
        f'["{SECRET}"]',
        json.dumps({"event": SECRET}),
        json.dumps({"event": "dtmf", "sequenceNumber": SECRET}),
        json.dumps({"event": "dtmf", "sequenceNumber": "1", "streamSid": SECRET}),
        json.dumps(
            {"event": "dtmf", "sequenceNumber": "1", "streamSid": "MZ1", "dtmf": {"digit": SECRET}},
        ),
        json.dumps(
            {"event": "media", "sequenceNumber": "1", "streamSid": "MZ1", "media": {"track": SECRET}},
        ),
        json.dumps(start(mediaFormat={"encoding": SECRET})),
    ],
)
def test_what_is_refused_is_not_repeated_where_it_would_be_logged(text: str) -> None:
    with pytest.raises(MediaError) as refused:
        parse(text)
    assert SECRET not in str(refused.value)
