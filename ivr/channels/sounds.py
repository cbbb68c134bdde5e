"""Prompts as addresses that the provider can play, or as text for its own voice."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from flows.actions import Say
from ivr.channels.twiml import Spoken

log = logging.getLogger(__name__)

RENDER_SECONDS = 2.0
"""A webhook that waits longer for our voice lets the provider's speak: its own limit is fifteen seconds."""
RENDERINGS = 4
"""Sentences made at the same time for webhooks; a stuck voice must not fill the process with threads."""


class Renderer(Protocol):
    """The part of the mouth that makes files: `speech.mouth.Mouth`."""

    def cached(self, text: str, slow: bool = False) -> bool: ...
    def digests(self, text: str, slow: bool = False) -> list[str]: ...


class Sounds:
    """Turns prompts into something the provider can say, in bounded time, whatever our voice does."""

    def __init__(self, renderer: Renderer | None, voice_text: Callable[[Say], str]) -> None:
        self._renderer = renderer
        self._voice_text = voice_text
        self._places = threading.BoundedSemaphore(RENDERINGS)

    def spoken(self, action: Say, *, our_voice: bool = True) -> Spoken:
        """One prompt; `our_voice` false: ours has just failed in this call, leave it to the provider's."""
        text = self._voice_text(action)
        digests = self._digests(text, action.slow) if our_voice else []
        return Spoken(text, tuple(f"/audio/{digest}.ulaw" for digest in digests))

    def prepare(self, action: Say) -> None:
        """Begin to make a prompt that will be wanted in a few seconds."""
        self._render(self._voice_text(action), action.slow, [])

    def _digests(self, text: str, slow: bool) -> list[str]:
        if self._renderer is None or not text.strip():
            return []
        try:
            if self._renderer.cached(text, slow):
                return self._renderer.digests(text, slow)
        except Exception:  # the provider's voice says it instead
            log.exception("The rendered sentences could not be read.")
            return []
        made: list[str] = []
        thread = self._render(text, slow, made)
        if thread is not None:
            thread.join(RENDER_SECONDS)
        if not made:
            log.warning("Our voice was not ready in time for a prompt of %d characters.", len(text))
        return list(made)

    def _render(self, text: str, slow: bool, made: list[str]) -> threading.Thread | None:
        """Make a sentence in a thread of its own; None when too many are being made."""
        renderer = self._renderer
        if renderer is None or not self._places.acquire(blocking=False):
            return None

        def render() -> None:
            try:
                made.extend(renderer.digests(text, slow))
            except Exception:  # the provider's voice says it instead
                log.exception("Our voice could not say a prompt of %d characters.", len(text))
            finally:
                self._places.release()

        thread = threading.Thread(target=render, name="rendering", daemon=True)
        thread.start()
        return thread
