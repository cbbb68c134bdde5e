"""Sound files fetched for <Play>, as mu-law at 8 kHz."""

from __future__ import annotations

import io
import wave

import numpy as np

from ivr.simulator.errors import ProviderError
from ivr.simulator.webhooks import FETCH_FAILED, Answer
from speech.audio import PHONE_RATE, mulaw_decode, mulaw_encode, resampled, to_bytes, to_samples

ULAW_TYPES = ("audio/basic", "audio/ulaw", "audio/x-ulaw", "audio/x-mulaw")
WAV_TYPES = ("audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave")


class NotAWave(ValueError):
    """The bytes are not a WAV file of 16-bit samples."""


def ulaw_of(answer: Answer) -> bytes:
    """The sound an answer carries. Content that is not what its type says is error 11200."""
    if answer.content_type in ULAW_TYPES:
        if answer.body[:4] in (b"RIFF", b".snd", b"OggS"):
            raise _wrong(answer, "it has a header, where bare mu-law is expected")
        return answer.body
    if answer.content_type not in WAV_TYPES:
        raise _wrong(answer, "the simulator plays mu-law and WAV")
    try:
        return ulaw_of_wav(answer.body)
    except NotAWave as error:
        raise _wrong(answer, str(error)) from None


def ulaw_of_wav(data: bytes) -> bytes:
    """The first channel of a 16-bit WAV file, at 8 kHz, as mu-law. Raises NotAWave."""
    try:
        with wave.open(io.BytesIO(data)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            samples = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as error:
        raise NotAWave(f"it is not a WAV file ({error})") from None
    if width != 2:
        raise NotAWave(f"its samples have {8 * width} bits, not 16")
    first = to_samples(samples[: len(samples) // 2 * 2])[::channels]
    return mulaw_encode(to_bytes(resampled(first, rate, PHONE_RATE)))


def wav_of(left: bytes, right: bytes | None = None) -> bytes:
    """Mu-law tracks as a WAV file: one channel, or two of the same length."""
    tracks = [left] if right is None else [left, right]
    length = max(len(track) for track in tracks)
    channels = [to_samples(mulaw_decode(track.ljust(length, b"\xff"))) for track in tracks]
    file = io.BytesIO()
    with wave.open(file, "wb") as writer:
        writer.setnchannels(len(tracks))
        writer.setsampwidth(2)
        writer.setframerate(PHONE_RATE)
        writer.writeframes(to_bytes(np.stack(channels, axis=1).ravel()))
    return file.getvalue()


def _wrong(answer: Answer, why: str) -> ProviderError:
    return ProviderError(
        FETCH_FAILED, f"The sound typed {answer.content_type!r} cannot be played: {why}.", answer.url
    )
