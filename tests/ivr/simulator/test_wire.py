"""Stream messages, against fragments of real streams."""

from __future__ import annotations

import base64
import itertools
import json
import random
from pathlib import Path
from typing import Any

import pytest

from ivr.simulator.errors import ProviderError
from ivr.simulator.wire import ClearAudio, PlayAudio, SetMark, StreamWriter, Timestamps, read_line_message

FRAGMENTS = [
    json.loads(text)
    for text in (Path(__file__).parents[2] / "wire" / "twilio_fragments.jsonl").read_text().splitlines()
]
ACCOUNT, CALL, STREAM = (prefix + "0" * 31 + "1" for prefix in ("AC", "CA", "MZ"))


def real(event: str, source: str = "A", nth: int = 0) -> dict[str, Any]:
    """A recorded message."""
    found = [row["msg"] for row in FRAGMENTS if row["source"] == source and row["msg"]["event"] == event]
    message: dict[str, Any] = found[nth]
    return message


def writer(**more: Any) -> StreamWriter:
    return StreamWriter(ACCOUNT, CALL, STREAM, **more)


def test_the_opening_messages_are_those_of_a_real_stream() -> None:
    simulated = writer()
    assert json.loads(simulated.connected()) == real("connected")
    assert json.loads(simulated.start()) == real("start")


def test_parameters_arrive_with_the_start_as_on_a_real_stream() -> None:
    assert json.loads(writer(parameters={"hello": "HelloValue"}).start()) == real("start", "B")


def test_media_messages_are_those_of_a_real_stream() -> None:
    simulated = writer()
    simulated.start()
    first = real("media")
    payload = base64.b64decode(first["media"]["payload"])
    assert json.loads(simulated.media(payload, int(first["media"]["timestamp"]))) == first


def test_chunks_count_sound_and_sequence_numbers_count_everything() -> None:
    simulated = writer()
    simulated.start()
    for _ in range(72):
        simulated.media(bytes(160), 0)
    later = real("media", nth=1)
    message = json.loads(simulated.media(base64.b64decode(later["media"]["payload"]), 1593))
    assert message == later
    simulated.dtmf("5")
    after_a_key = json.loads(simulated.media(bytes(160), 1613))
    assert (after_a_key["sequenceNumber"], after_a_key["media"]["chunk"]) == ("76", "74")


def test_the_stop_is_that_of_a_real_stream() -> None:
    simulated = writer(sequence=377)
    assert json.loads(simulated.stop()) == real("stop")


def test_keys_come_on_the_inbound_track() -> None:
    message = json.loads(writer(sequence=4).dtmf("1"))
    assert message == {
        "event": "dtmf",
        "streamSid": STREAM,
        "sequenceNumber": "5",
        "dtmf": {"track": "inbound_track", "digit": "1"},
    }


@pytest.mark.parametrize("seed", range(20))
def test_timestamps_start_late_and_keep_off_the_grid(seed: int) -> None:
    stamps = Timestamps(random.Random(seed))  # noqa: S311 - it imitates a network
    given = [stamps.next() for _ in range(73)]
    recorded = [int(row["msg"]["media"]["timestamp"]) for row in FRAGMENTS if row["msg"]["event"] == "media"]
    assert min(recorded) <= given[0] <= max(stamp for stamp in recorded if stamp < 1000)
    assert all(later > earlier for earlier, later in itertools.pairwise(given))
    assert len({(stamp - given[0]) % 20 for stamp in given}) > 1
    assert abs((given[72] - given[0]) - (1593 - 155)) <= 5


def test_lost_sound_shows_as_a_jump_of_the_timestamp_alone() -> None:
    stamps = Timestamps(random.Random(1))  # noqa: S311 - it imitates a network
    before = stamps.next()
    stamps.lose(50)
    assert 1000 <= stamps.next() - before <= 1040


def test_the_three_messages_a_line_may_send_are_understood() -> None:
    sound = base64.b64encode(b"abc").decode()
    sent = json.dumps({"event": "media", "streamSid": STREAM, "media": {"payload": sound}})
    assert read_line_message(sent, STREAM) == PlayAudio(b"abc")
    sent = json.dumps({"event": "mark", "streamSid": STREAM, "mark": {"name": "m1"}})
    assert read_line_message(sent, STREAM) == SetMark("m1")
    assert read_line_message(json.dumps({"event": "clear", "streamSid": STREAM}), STREAM) == ClearAudio()


@pytest.mark.parametrize(
    "sent",
    [
        b"\x00",
        "{",
        "[]",
        "{}",
        json.dumps({"event": "clear", "streamSid": "MZ9"}),
        json.dumps({"event": "stop", "streamSid": STREAM}),
        json.dumps({"event": "media", "streamSid": STREAM}),
        json.dumps({"event": "media", "streamSid": STREAM, "media": {"payload": "é"}}),
        json.dumps({"event": "media", "streamSid": STREAM, "media": {"payload": 5}}),
        json.dumps({"event": "mark", "streamSid": STREAM, "mark": {}}),
    ],
)
def test_anything_else_is_error_31951(sent: str | bytes) -> None:
    with pytest.raises(ProviderError) as error:
        read_line_message(sent, STREAM)
    assert error.value.code == 31951
