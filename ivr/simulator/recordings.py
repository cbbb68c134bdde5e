"""What <Record> caught, kept until it is fetched."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from ivr.simulator.account import API_VERSION, Account, new_sid
from ivr.simulator.sounds import wav_of


@dataclass
class Recording:
    """One recording and how often it will still pretend not to be there."""

    ulaw: bytes
    call_sid: str
    not_found: int
    fetched: int = 0
    deleted: bool = False

    @property
    def seconds(self) -> float:
        return len(self.ulaw) / 8000


class Recordings:
    """The shelf of recordings of one account; filled by calls, read by the REST server."""

    def __init__(self, account: Account, base_url: str) -> None:
        self._account = account
        self._base_url = base_url
        self._shelf: dict[str, Recording] = {}
        self._lock = threading.Lock()

    def keep(self, ulaw: bytes, call_sid: str, not_found: int) -> str:
        """Keep a recording; returns its sid."""
        sid = new_sid("RE")
        with self._lock:
            self._shelf[sid] = Recording(ulaw, call_sid, not_found)
        return sid

    def url(self, sid: str) -> str:
        """RecordingUrl: without extension, as the provider gives it."""
        return f"{self._base_url}/{API_VERSION}/Accounts/{self._account.sid}/Recordings/{sid}"

    def fetch(self, sid: str) -> bytes | None:
        """The recording as WAV; None while it is not there (yet, or any more)."""
        with self._lock:
            recording = self._shelf.get(sid)
            if recording is None or recording.deleted:
                return None
            recording.fetched += 1
            if recording.fetched <= recording.not_found:
                return None
            return wav_of(recording.ulaw)

    def delete(self, sid: str) -> bool:
        """Forget a recording; False when there is none."""
        with self._lock:
            recording = self._shelf.get(sid)
            if recording is None or recording.deleted:
                return False
            recording.deleted = True
            return True

    def all(self) -> dict[str, Recording]:
        """Everything kept, by sid."""
        with self._lock:
            return dict(self._shelf)
