"""Sentences rendered before anybody needs them, beside the deeds: a promise never waits for a voice."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

log = logging.getLogger(__name__)

RENDER_SECONDS = 30.0
"""Between two looks at what is not rendered yet."""


class RendersAhead(Protocol):
    """Something that can prepare sentences: the mouth."""

    def cached(self, text: str, slow: bool = False) -> bool: ...
    def render_ahead(self, texts: Sequence[str]) -> int: ...


@dataclass(frozen=True)
class Rendering:
    """What renders, in a thread of its own: after an upgrade, all there is to say takes many minutes."""

    mouth: RendersAhead
    sentences: Callable[[], list[str]]
    """Every sentence worth having ready, as of now."""
    busy: Callable[[], bool]
    """Is anybody on the line?"""

    def start(self, stop: threading.Event) -> threading.Thread:
        """Render until told to stop; the thread ends once its sentence is rendered."""
        thread = threading.Thread(target=self._rounds, args=(stop,), name="rendering", daemon=True)
        thread.start()
        return thread

    def look(self, stop: threading.Event) -> int:
        """Render what is not ready yet, one sentence at a time and only while nobody is on the line."""
        rendered = 0
        for text in self.sentences():
            if stop.is_set() or self.busy():
                break
            if not self.mouth.cached(text):
                try:
                    rendered += self.mouth.render_ahead([text])
                except Exception:
                    log.exception("A sentence of %d characters could not be rendered.", len(text))
        return rendered

    def _rounds(self, stop: threading.Event) -> None:
        while not stop.is_set():
            try:
                self.look(stop)
            except Exception:  # a base that is busy now is read at the next look
                log.exception("The sentences could not be looked through.")
            stop.wait(RENDER_SECONDS)
