"""What callers hear while they wait: a few soft notes, made here; nothing is fetched, or owed to anybody.

The notes overlap and never fade for long: silence on a telephone sounds like a call that was lost.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from flask import Blueprint, Response

from speech.audio import PHONE_RATE, from_float, mulaw_encode, to_bytes

PATH = "/audio/attente.ulaw"
NOTE_SECONDS = 0.75
NOTES = (392.0, 493.9, 587.3, 493.9, 440.0, 523.3, 659.3, 523.3)
"""Hertz: two chords, G then A minor, taken apart."""
LOUDNESS = 0.12
"""Of full scale: clearly below the voice."""
PIECE_SECONDS = NOTE_SECONDS * len(NOTES)
AUDIO_SECONDS = 31_536_000


@cache
def hold_music() -> bytes:
    """`PIECE_SECONDS` of music, mu-law at 8 kHz; its end joins its beginning."""
    length = round(NOTE_SECONDS * PHONE_RATE)
    piece = np.zeros(length * len(NOTES))
    moments = np.arange(3 * length) / PHONE_RATE
    envelope = np.minimum(1.0, moments / 0.04) * np.exp(-1.6 * moments)
    envelope *= np.clip((3 * NOTE_SECONDS - moments) / 0.2, 0.0, 1.0)
    for place, hertz in enumerate(NOTES):
        note = envelope * (np.sin(2 * np.pi * hertz * moments) + 0.3 * np.sin(np.pi * hertz * moments))
        piece += np.roll(np.pad(note, (0, len(piece) - len(note))), place * length)
    return mulaw_encode(to_bytes(from_float(LOUDNESS * piece / np.abs(piece).max() * 2.0)))


music = Blueprint("music", __name__)


@music.get(PATH)
def piece() -> Response:
    """The music. Not signed: it is the same for everybody."""
    response = Response(hold_music(), mimetype="audio/basic")
    response.cache_control.public = True
    response.cache_control.max_age = AUDIO_SECONDS
    return response
