"""The two threads of a speaker, where the socket or the voice does not do its part."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from ivr.channels import speaker
from ivr.channels.speaker import Speaker


class OnePiece:
    """A mouth that gives a tenth of a second, then nothing until it is let go on: no mark is due yet."""

    def __init__(self) -> None:
        self.go_on = threading.Event()

    def say(self, text: str, slow: bool = False) -> Iterator[bytes]:
        yield b"s" * 800
        self.go_on.wait(10.0)

    def cached(self, text: str, slow: bool = False) -> bool:
        return True


def test_a_write_that_does_not_end_is_a_provider_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speaker, "LATE_SECONDS", 0.2)
    written, freed = threading.Event(), threading.Event()
    mouth = OnePiece()

    def send(data: str) -> None:
        written.set()
        freed.wait(10.0)

    voice = Speaker(mouth, send, "MZ1")
    voice.start()
    try:
        assert not voice.cut_off, "nothing was written yet"
        voice.say("Bonjour.", slow=False, interruptible=True)
        assert written.wait(10.0)
        deadline = time.monotonic() + 10.0
        while not voice.cut_off:
            assert time.monotonic() < deadline, "it was never seen"
            time.sleep(0.01)
    finally:
        freed.set()
        mouth.go_on.set()
        assert voice.stop(5.0)
    assert not voice.cut_off, "the write has ended after all"
