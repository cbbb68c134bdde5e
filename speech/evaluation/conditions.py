"""What happens to a voice between a mouth and the line: companding, noise, loss, level, distance."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, sosfilt

from speech.audio import mulaw_decode, mulaw_encode
from speech.loudness import levelled, speech_level
from speech.pcm import FULL_SCALE, PHONE_RATE, Samples, to_bytes, to_samples

Wave = NDArray[np.float64]
"""Sound not yet rounded, full scale at 32768."""
Chance = np.random.Generator

LEVEL_DBFS = -23.0
"""Of the talking parts, before anything is done to them."""
LEAD_SECONDS, TAIL_SECONDS = 0.2, 0.6
FRAME = PHONE_RATE // 50
"""Samples in 20 ms, what a network loses at once."""
LOST = 0.05
BURST = 0.4
"""Chance that the frame after a lost one is lost too."""
QUIET_DB, LOUD_DB = -22.0, 17.0
"""The second clips: somebody shouting into the handset."""
ECHO_SECONDS = 0.45
"""For the room's echo to fall by 60 dB."""
CROWD = 5

Condition = Callable[[Samples, Chance, Sequence[Samples]], Samples]
"""A sound at 8 kHz, chance, other people's voices to make a crowd of -> the sound heard."""


class NoTool(Exception):
    """A program that a condition or a voice needs is not on this machine; the message names it."""


def prepared(sound: Samples) -> Samples:
    """One level, and the silence a line has before and after a sentence."""
    quiet = np.zeros(round(LEAD_SECONDS * PHONE_RATE), np.int16)
    tail = np.zeros(round(TAIL_SECONDS * PHONE_RATE), np.int16)
    return np.concatenate([quiet, levelled(sound, PHONE_RATE, LEVEL_DBFS), tail])


def _companded(sound: Samples) -> Samples:
    return to_samples(mulaw_decode(mulaw_encode(to_bytes(sound))))


def _rounded(wave: Wave) -> Samples:
    return np.clip(np.rint(wave), -32768, 32767).astype(np.int16)


def _with_noise(sound: Samples, noise: Wave, decibels: float) -> Samples:
    """The talking parts `decibels` above the noise."""
    wanted = 10.0 ** ((speech_level(sound, PHONE_RATE) - decibels) / 20.0) * FULL_SCALE
    actual = float(np.sqrt(np.mean(noise**2))) if len(noise) else 0.0
    return _rounded(sound.astype(np.float64) + noise * (wanted / actual if actual else 0.0))


def _white(length: int, chance: Chance, crowd: Sequence[Samples]) -> Wave:
    return chance.standard_normal(length)


def _pink(length: int, chance: Chance, crowd: Sequence[Samples]) -> Wave:
    spectrum = np.fft.rfft(chance.standard_normal(length))
    return np.fft.irfft(spectrum / np.sqrt(np.arange(len(spectrum)) + 1.0), length)


def _babble(length: int, chance: Chance, crowd: Sequence[Samples]) -> Wave:
    """Several others talking at once, each from anywhere in what they said."""
    mixed = np.zeros(length)
    for index in chance.choice(len(crowd), min(CROWD, len(crowd)), replace=False):
        voice = levelled(crowd[int(index)], PHONE_RATE, LEVEL_DBFS).astype(np.float64)
        if len(voice):
            mixed += np.resize(np.roll(voice, -int(chance.integers(len(voice)))), length)
    return mixed


def _noisy(noise: Callable[[int, Chance, Sequence[Samples]], Wave], decibels: float) -> Condition:
    def heard(sound: Samples, chance: Chance, crowd: Sequence[Samples]) -> Samples:
        return _companded(_with_noise(sound, noise(len(sound), chance, crowd), decibels))

    return heard


def through_gsm(sound: Samples) -> Samples:
    """Coded as GSM 06.10 and back, as between mobile and fixed lines; raises NoTool without sox."""
    raw = ["-t", "raw", "-r", str(PHONE_RATE), "-e", "signed", "-b", "16", "-c", "1"]
    coded = sox([*raw, "-", "-t", "gsm", "-"], to_bytes(sound))
    return to_samples(sox(["-t", "gsm", "-", *raw, "-"], coded))


def _gsm(sound: Samples, chance: Chance, crowd: Sequence[Samples]) -> Samples:
    return _companded(through_gsm(sound))


def _lossy(sound: Samples, chance: Chance, crowd: Sequence[Samples]) -> Samples:
    """One frame in twenty never comes, often several in a row, and nothing hides it."""
    begins = LOST * (1.0 - BURST) / (1.0 - LOST)
    heard, lost = _companded(sound).copy(), False
    for start in range(0, len(heard), FRAME):
        lost = bool(chance.random() < (BURST if lost else begins))
        if lost:
            heard[start : start + FRAME] = 0
    return heard


def _louder(decibels: float) -> Condition:
    return lambda sound, chance, crowd: _companded(
        _rounded(sound.astype(np.float64) * 10.0 ** (decibels / 20.0))
    )


def _far(sound: Samples, chance: Chance, crowd: Sequence[Samples]) -> Samples:
    """A telephone on the table of a bare room: an echo as strong as the voice, fewer highs, some hiss."""
    length = round(ECHO_SECONDS * PHONE_RATE)
    tail = chance.standard_normal(length) * 10.0 ** (-3.0 * np.arange(length) / length)
    tail[: PHONE_RATE // 200] = 0.0
    room = tail / np.sqrt(np.sum(tail**2))
    room[0] = 1.0
    wave = fftconvolve(sound.astype(np.float64), room)[: len(sound)]
    wave = sosfilt(butter(1, 2000, fs=PHONE_RATE, output="sos"), wave)
    distant = levelled(_rounded(wave), PHONE_RATE, LEVEL_DBFS - 6.0)
    return _companded(_with_noise(distant, _white(len(distant), chance, crowd), 25.0))


CONDITIONS: Mapping[str, Condition] = MappingProxyType(
    {
        "clean": lambda sound, chance, crowd: sound,
        "mulaw": lambda sound, chance, crowd: _companded(sound),
        "gsm": _gsm,
        "white15": _noisy(_white, 15.0),
        "white10": _noisy(_white, 10.0),
        "white5": _noisy(_white, 5.0),
        "pink15": _noisy(_pink, 15.0),
        "pink10": _noisy(_pink, 10.0),
        "pink5": _noisy(_pink, 5.0),
        "babble15": _noisy(_babble, 15.0),
        "babble10": _noisy(_babble, 10.0),
        "babble5": _noisy(_babble, 5.0),
        "lossy": _lossy,
        "quiet": _louder(QUIET_DB),
        "loud": _louder(LOUD_DB),
        "far": _far,
    }
)
"""By name. All but the first go through mu-law, as all calls do."""


def heard_through(name: str, sounds: Sequence[Samples], seed: int = 0) -> list[bytes]:
    """Each sound, prepared, under the condition of that name, as PCM at 8 kHz; the same for the same seed.

    Raises KeyError for an unknown name, NoTool when a program is missing.
    """
    condition = CONDITIONS[name]
    heard = []
    for index, sound in enumerate(sounds):
        chance = np.random.default_rng((seed, index))
        others = [other for at, other in enumerate(sounds) if at != index] or [sound]
        heard.append(to_bytes(condition(prepared(sound), chance, others)))
    return heard


def sox(arguments: Sequence[str], sound: bytes = b"") -> bytes:
    """What sox writes on its output; raises NoTool without it, or when it fails."""
    program = shutil.which("sox")
    if program is None:
        raise NoTool("sox")
    done = subprocess.run([program, "-V1", *arguments], input=sound, capture_output=True)  # noqa: S603
    if done.returncode:
        raise NoTool(f"sox ({done.stderr.decode(errors='replace').strip()})")
    return done.stdout
