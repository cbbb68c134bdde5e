"""Voice activity: is there speech in these 20 milliseconds?"""

from __future__ import annotations

from collections import deque

import webrtcvad

from speech.pcm import PHONE_RATE, SILENCE_DBFS, dbfs, to_samples

CHUNK_SECONDS = 0.02
CHUNK_BYTES = 320
"""20 ms of 16-bit samples at 8 kHz."""


class NoiseFloor:
    """How loud the line is when nobody speaks: the quietest moment of the last seconds.

    Even a talkative caller stops for a few hundredths of a second every second or so, between words and at
    closed lips, so the quietest moment is the line's own noise (the minimum statistics of R. Martin, 2001).
    """

    _SMOOTHING = 0.4
    """Weight of the new chunk: one freak quiet chunk does not make a floor."""

    _PRESUMED_DBFS = -60.0
    _PRESUMED_SECONDS = 1.0
    """A line is presumed quiet at first: the call may begin in the middle of a word."""

    def __init__(self, memory_seconds: float = 3.0) -> None:
        self._memory = round(memory_seconds / CHUNK_SECONDS)
        self._smooth: float | None = None
        self._chunks = 0
        # Increasing levels and when they were heard: the first is always the minimum of the window.
        presumed_at = round(self._PRESUMED_SECONDS / CHUNK_SECONDS) - self._memory
        self._lows: deque[tuple[int, float]] = deque([(presumed_at, self._PRESUMED_DBFS)])

    def feed(self, level_dbfs: float) -> float:
        """The floor in dBFS, this chunk included."""
        if self._smooth is None:
            self._smooth = level_dbfs
        self._smooth += self._SMOOTHING * (level_dbfs - self._smooth)
        while self._lows and self._lows[-1][1] >= self._smooth:
            self._lows.pop()
        self._lows.append((self._chunks, self._smooth))
        if self._lows[0][0] <= self._chunks - self._memory:
            self._lows.popleft()
        self._chunks += 1
        return self._lows[0][1]


class CallerLevel:
    """How loud the caller is: what half a second of voice reached, of the last seconds.

    A key's tone, a cough or a slammed door are louder than any caller, and shorter.
    """

    _EARNED = round(0.5 / CHUNK_SECONDS)
    """Chunks that must have been as loud."""

    def __init__(self, memory_seconds: float = 6.0) -> None:
        self._levels: deque[float] = deque(maxlen=round(memory_seconds / CHUNK_SECONDS))

    def feed(self, voiced_dbfs: float) -> float:
        """The caller's level in dBFS, this chunk included, which is given as silent when it is no voice.

        SILENCE_DBFS as long as there was no such half second.
        """
        self._levels.append(voiced_dbfs)
        if len(self._levels) < self._EARNED:
            return SILENCE_DBFS
        return sorted(self._levels)[-self._EARNED]

    def forget(self) -> None:
        """Whoever speaks next may be somebody else."""
        self._levels.clear()


class VoiceActivity:
    """Tells speech from line noise, chunk by chunk; one for each call.

    All must agree: WebRTC's detector, which knows the spectrum of speech; a level well above the line's own
    noise, which keeps a hissing line from looking like a caller; and one not too far below the caller's,
    which keeps the people or the television behind from talking on when the caller has stopped.
    """

    AGGRESSIVENESS = 2
    """WebRTC's mode, 0 to 3. On telephone speech with noise, 2 keeps 96 % of speech chunks and ends a median
    0.1 s after the last sound; 3 loses word endings, 1 ends 50 ms later."""
    MARGIN_DB = 4.0
    """Speech is at least this much above the noise floor."""
    BEHIND_DB = 13.0
    """This far below the caller's level it is somebody else's voice."""
    FADING_CHUNKS = 10
    """For so long it is still the caller's: a word that dies away.

    In front of five voices 20 dB below, an utterance then ends a tenth of a second later than in white noise,
    where it never did; of 1179 words that people and synthetic voices read, no more come after its end.
    """
    FORGOTTEN_CHUNKS = 100
    """After so long without the caller's voice, any voice is heard again; no pause within an utterance lasts
    as long (`speech.endpointing.LONG`)."""
    FAINTEST_DBFS = -56.0
    """Nothing below is a caller speaking into a handset, however quiet the line."""
    BLIND_CHUNKS = 6
    """WebRTC's detector calls its first chunks speech whatever they hold."""

    def __init__(self) -> None:
        self._detector = webrtcvad.Vad(self.AGGRESSIVENESS)
        self._floor = NoiseFloor()
        self._caller = CallerLevel()
        self._behind = 0
        """Chunks in a row far below the caller's level."""
        self._blind = self.BLIND_CHUNKS

    def feed(self, pcm_chunk: bytes) -> bool:
        """Whether this chunk, 20 ms of 16-bit samples at 8 kHz, holds speech.

        Raises ValueError when the chunk is not 320 bytes.
        """
        if len(pcm_chunk) != CHUNK_BYTES:
            raise ValueError(
                f"A chunk of {len(pcm_chunk)} bytes is not 20 ms of 8 kHz PCM: cut the stream into chunks of "
                f"{CHUNK_BYTES} bytes first."
            )
        level = dbfs(to_samples(pcm_chunk))
        floor = self._floor.feed(level)
        # The detector learns from every chunk, so it hears them all, even those too faint to matter.
        voiced: bool = self._detector.is_speech(pcm_chunk, PHONE_RATE)
        if self._blind:
            self._blind -= 1
            return False
        voiced = voiced and level > max(self.FAINTEST_DBFS, floor + self.MARGIN_DB)
        caller = self._caller.feed(level if voiced else SILENCE_DBFS)
        self._behind = self._behind + 1 if level < caller - self.BEHIND_DB else 0
        if self._behind > self.FORGOTTEN_CHUNKS:
            self._caller.forget()
        return voiced and self._behind <= self.FADING_CHUNKS
