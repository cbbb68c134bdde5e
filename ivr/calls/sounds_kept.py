"""The voices of people who left a message and agreed to be recorded, kept for a time."""

from __future__ import annotations

import re
import shutil
import time
import wave
from io import BytesIO
from pathlib import Path

RATE = 8000
MAX_PIECE_BYTES = 2 * RATE * 180
"""Three minutes of one stretch of speech; a message has six at most."""
_NAME = re.compile(r"message-\d{1,12}")
_CALL = re.compile(r"\w{1,64}", re.ASCII)


class SoundsKept:
    """Recordings below the line's own folder: pieces of a running call, then one WAV file a message."""

    def __init__(self, var: Path) -> None:
        self._folder = var / "recordings"

    def add(self, call_id: str, pcm: bytes) -> None:
        """Keep what a caller has just dictated: 16-bit samples at 8 kHz. Raises OSError.

        It belongs to no message yet; what never does is swept away.
        """
        if not _CALL.fullmatch(call_id) or not pcm:
            return
        folder = self._folder / "pieces" / call_id
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{time.time_ns()}.pcm"
        path.write_bytes(pcm[:MAX_PIECE_BYTES])
        path.chmod(0o600)

    def gather(self, call_id: str, number: int) -> str:
        """Make a message's file of what was dictated in a call; its name, empty when nothing was kept.

        Asked again, it answers as before.
        """
        name = f"message-{number}"
        path = self._path(name)
        if path.exists():
            return name
        folder = self._folder / "pieces" / call_id
        pieces = sorted(folder.glob("*.pcm")) if _CALL.fullmatch(call_id) else []
        if not pieces:
            return ""
        whole = path.with_suffix(".part")
        with wave.open(str(whole), "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(RATE)
            for piece in pieces:
                sound.writeframes(piece.read_bytes())
        whole.chmod(0o600)
        whole.rename(path)
        for piece in pieces:
            piece.unlink(missing_ok=True)
        return name

    def wav_for_agent(self, name: str) -> bytes | None:
        """A message's recording, for somebody signed in who may read it; None when it is gone."""
        if not _NAME.fullmatch(name):
            return None
        try:
            return self._path(name).read_bytes()
        except OSError:
            return None

    def seconds(self, name: str) -> float:
        """How long a recording lasts; 0 when it is gone."""
        content = self.wav_for_agent(name)
        if content is None:
            return 0.0
        with wave.open(BytesIO(content)) as sound:
            return float(sound.getnframes() / RATE)

    def erase(self, name: str) -> bool:
        """Erase a recording; false when there is none."""
        if not _NAME.fullmatch(name) or not self._path(name).exists():
            return False
        self._path(name).unlink(missing_ok=True)
        return True

    def names(self) -> list[str]:
        """Every recording kept."""
        return sorted(path.stem for path in self._folder.glob("message-*.wav"))

    def written_at(self, name: str) -> float:
        """When a recording was made, in seconds since the epoch; now, for one that is gone."""
        try:
            return self._path(name).stat().st_mtime
        except FileNotFoundError:
            return time.time()

    def erase_pieces(self, call_id: str) -> None:
        """Erase what was dictated in a call and belongs to no message yet."""
        if _CALL.fullmatch(call_id):
            shutil.rmtree(self._folder / "pieces" / call_id, ignore_errors=True)

    def sweep_pieces(self, before: float) -> int:
        """Erase pieces older than a moment (seconds since the epoch) that no message came to claim."""
        swept = 0
        for piece in self._folder.glob("pieces/*/*"):
            if piece.stat().st_mtime < before:
                piece.unlink(missing_ok=True)
                swept += 1
        for folder in self._folder.glob("pieces/*"):
            if not any(folder.iterdir()):
                folder.rmdir()
        return swept

    def _path(self, name: str) -> Path:
        return self._folder / f"{name}.wav"
