"""Waiting for keys and recording speech on a leg: the listening half of <Gather> and <Record>."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ivr.simulator.clock import TICK
from ivr.simulator.errors import HungUp
from ivr.simulator.leg import Leg, Sent
from ivr.simulator.line_noise import SilentLine, is_audible
from ivr.simulator.playout import FRAME
from speech.audio import PHONE_RATE, from_float, mulaw_encode, to_bytes

PROVIDER_CHARACTERS_PER_SECOND = 14.0


@dataclass
class Keys:
    """Keys pressed so far, and whether they make an answer. Pure."""

    count: int
    """How many make an answer."""
    finish: str
    """Keys that end the answer early; not part of it."""
    digits: str = ""
    finished: bool = False
    finished_on: str = ""
    """The key that ended the answer early."""

    def press(self, digit: str) -> None:
        """One more key; ignored once finished."""
        if self.finished:
            return
        if digit in self.finish:
            self.finished, self.finished_on = True, digit
        else:
            self.digits += digit
            self.finished = len(self.digits) >= self.count


def frames_of(ulaw: bytes) -> Iterator[bytes]:
    """Cut sound into 20 ms frames; the last may be shorter."""
    for start in range(0, len(ulaw), FRAME):
        yield ulaw[start : start + FRAME]


def gather_keys(leg: Leg, frames: Iterable[bytes], keys: Keys, timeout_seconds: float) -> Keys:
    """Play `frames` until the first key, then wait for the rest.

    The timeout runs from the end of the prompt, and again from each key.
    """
    for frame in frames:
        sent = leg.tick(frame)
        if sent.digit:
            keys.press(sent.digit)
            break
    waited = 0.0
    while not keys.finished and waited < timeout_seconds:
        sent = leg.tick()
        waited += TICK
        if sent.digit:
            keys.press(sent.digit)
            waited = 0.0
    return keys


@dataclass
class Recorded:
    """What a recording caught."""

    ulaw: bytes
    digits: str
    """The key that ended it; "hangup" when the caller left; empty when silence or length did."""
    heard_speech: bool


def record_speech(
    leg: Leg, *, silence_seconds: float, max_seconds: float, finish_keys: str, trim: bool
) -> Recorded:
    """Record the party until silence, a key, the longest length, or the end of the call."""
    sound, silent, digits, voiced_until = bytearray(), 0.0, "", 0
    noise = SilentLine()
    while len(sound) < max_seconds / TICK * FRAME and silent < silence_seconds:
        try:
            sent: Sent = leg.tick()
        except HungUp:
            digits = "hangup"
            break
        sound += sent.audio or noise.frame()
        if is_audible(sent.audio):
            silent, voiced_until = 0.0, len(sound)
        else:
            silent += TICK
        if sent.digit and sent.digit in finish_keys:
            digits = sent.digit
            break
    kept = sound[: voiced_until + 10 * FRAME] if trim else sound
    return Recorded(bytes(kept), digits, heard_speech=voiced_until > 0)


def tone(hertz: float, seconds: float) -> bytes:
    """A pure tone at a comfortable level, as mu-law."""
    moments = np.arange(round(seconds * PHONE_RATE)) / PHONE_RATE
    return mulaw_encode(to_bytes(from_float(0.2 * np.sin(2 * np.pi * hertz * moments))))


def provider_voice(text: str) -> bytes:
    """A hum as long as the provider's own voice would speak: its words are known, its sound is not ours."""
    return tone(150.0, len(text) / PROVIDER_CHARACTERS_PER_SECOND)


BEEP = tone(1000.0, 0.3)
"""What opens a recording."""
RINGBACK = tone(440.0, 1.5)
"""The French ringing tone heard by who waits; 3.5 s of silence follow it."""
