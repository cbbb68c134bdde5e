"""Pressed keys, gathered into an answer. Pure: time is counted in the seconds it is told of."""

from __future__ import annotations

MAX_DIGITS = 32
"""More keys than any question asks for: a flood stops here."""
LATE_SECONDS = 3.0
"""After a number keyed to its last digit, the # that was asked for at its end may still come so late."""


class KeyCollector:
    """Gathers the keys that answer one question.

    `digits`: how many make the answer. With one, every key answers at once. With more, the answer is
    complete with that many, with # (which is not part of it), or after `pause_seconds` without a key.
    * always answers at once: it asks for the question again, whatever was begun.
    `ended`: the collector of the question before, whose # may come late: it is nothing to this question.
    """

    def __init__(
        self, digits: int = 1, pause_seconds: float = 3.0, ended: KeyCollector | None = None
    ) -> None:
        if digits < 1:
            raise ValueError(f"A question answered by {digits} keys cannot be answered; ask for at least 1.")
        self._wanted = min(digits, MAX_DIGITS)
        self._pause = pause_seconds
        self._keys = ""
        self._since_key = 0.0
        self._filled = False
        self._late = LATE_SECONDS if ended is not None and ended._filled else 0.0

    def comes_late(self, key: str) -> bool:
        """Does this key only end the number before, which was complete without it? Once, and not for long."""
        late, self._late = key == "#" and self._late > 0, 0.0
        return late

    @property
    def begun(self) -> bool:
        """Some keys are in, more are awaited."""
        return bool(self._keys)

    def press(self, key: str) -> str | None:
        """One key more: the whole answer, or None while it is not complete."""
        self._since_key = 0.0
        if key == "*" or self._wanted == 1:
            return self._take(key)
        if key == "#":
            return self._take(self._keys or key)
        self._keys += key
        self._filled = len(self._keys) >= self._wanted
        return self._take(self._keys) if self._filled else None

    def wait(self, seconds: float) -> str | None:
        """Time passes without a key: the answer, once the pause is long enough to end it."""
        self._late -= seconds
        if not self._keys:
            return None
        self._since_key += seconds
        return self._take(self._keys) if self._since_key >= self._pause else None

    def _take(self, answer: str) -> str:
        self._keys = ""
        self._since_key = 0.0
        return answer
