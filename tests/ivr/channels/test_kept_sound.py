"""The sound of a message: kept for the caller who agreed to it, on a stream and turn by turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.events import TransferEnded
from ivr.calls.desk import Desk
from ivr.channels.stream_call import StreamCall
from ivr.settings import Recording
from speech.g711 import mulaw_decode
from tests.ivr.channels.fakes import CALL, LOUD
from tests.ivr.channels.test_stream_call import Caller
from tests.ivr.channels.webhooks import RECORDING, Provider, after

SAID = {"RecordingUrl": RECORDING, "RecordingDuration": "3"}


@pytest.fixture(autouse=True)
def keeps_voices(desk: Desk) -> None:
    desk.settings = desk.settings.model_copy(update={"recording": Recording(messages=True)})


def pieces(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in sorted(folder.glob(f"recordings/pieces/{CALL}/*.pcm"))]


def offered_a_message(desk: Desk, *texts: str) -> Caller:
    """The agents are all busy: the caller is offered to leave a message."""
    caller = Caller(desk, *texts)
    caller.call.begin()
    caller.let_it_finish()
    caller.call.press("0")
    caller.conversation.handle("dialled", TransferEnded(outcome="busy"))
    caller.call = StreamCall(
        caller.conversation,
        desk,
        caller.listener,
        caller.voice,
        "MZ2",
        keep_sound=lambda mulaw: desk.keep_sound(CALL, mulaw_decode(mulaw)),
    )
    caller.call.begin()
    caller.let_it_finish()
    return caller


def dictate(desk: Desk, consent: str, *, hang_up: bool = False) -> Caller:
    caller = offered_a_message(desk, "rappelez moi")
    caller.call.press("1")
    caller.let_it_finish()
    assert getattr(caller.conversation.waiting_for, "prompt", "") == "message.recording"
    caller.call.press(consent)
    caller.let_it_finish()
    caller.exchange(2.0, LOUD)
    if hang_up:
        caller.call.hang_up()
    else:
        caller.exchange(4.0)
    return caller


@pytest.mark.parametrize("hang_up", [False, True])
def test_a_stream_keeps_what_is_dictated(desk: Desk, tmp_path: Path, hang_up: bool) -> None:
    dictate(desk, "1", hang_up=hang_up)
    (piece,) = pieces(tmp_path)
    assert 2.0 <= len(piece) / 16_000 <= 6.0
    assert mulaw_decode(LOUD) * 8000 in piece


def test_a_stream_keeps_nothing_of_whoever_refuses(desk: Desk, tmp_path: Path) -> None:
    dictate(desk, "2")
    assert pieces(tmp_path) == []


def test_turn_by_turn_it_is_kept_too(turns: Provider, tmp_path: Path) -> None:
    turns.shelf.words = ["oui", "oui", "c'est madame martin rappelez moi"]
    root = turns.until_message(SAID)
    root = turns.post(after(root, "Record"), **SAID)
    turns.post(after(root, "Record"), **SAID)
    assert pieces(tmp_path) == [b"\x01\x00" * 800]
    assert set(turns.shelf.forgotten) == {RECORDING}


def test_turn_by_turn_nothing_is_kept_of_whoever_refuses(turns: Provider, tmp_path: Path) -> None:
    turns.shelf.words = ["oui", "non", "c'est madame martin rappelez moi"]
    root = turns.until_message(SAID)
    root = turns.post(after(root, "Record"), **SAID)
    turns.post(after(root, "Record"), **SAID)
    assert pieces(tmp_path) == []
