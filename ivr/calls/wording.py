"""The sentences of the line as the town hall words them, each in force at the next call, in every process."""

from __future__ import annotations

import logging
import threading
from collections.abc import Mapping

from flows.actions import Value
from flows.prompts import Catalogue
from flows.prompts.rules import faults
from knowledge.connections import StoreError
from knowledge.store import KnowledgeStore

log = logging.getLogger(__name__)


class LiveCatalogue(Catalogue):
    """A shipped catalogue with the town hall's own wordings laid over it. Safe from several threads.

    A wording that no longer keeps the rules, because the program changed since, is left aside: a caller must
    not meet it. When the base cannot be read, what was last read goes on serving.
    """

    def __init__(self, shipped: Catalogue, store: KnowledgeStore, language: str) -> None:
        super().__init__(shipped._sentences, shipped._screens, shipped._first)
        self.shipped = shipped
        self.language = language
        self._store = store
        self._lock = threading.Lock()
        self._version = -1
        self._own: Mapping[str, str] = {}

    def screen(self, key: str, values: Mapping[str, Value]) -> str:
        """The sentence to be read on a screen: the town hall's own wording before the shipped screen's."""
        return self.voice(key, values) if key in self._current() else super().screen(key, values)

    def _template(self, key: str) -> str:
        return self._current().get(key) or super()._template(key)

    def _current(self) -> Mapping[str, str]:
        try:
            version = self._store.version()
            if version != self._version:
                own = self._sound(self._store.wordings.texts(self.language))
                with self._lock:
                    self._version, self._own = version, own
        except StoreError:
            log.exception("The knowledge base cannot be read; the wordings last read go on serving.")
        return self._own

    def _sound(self, texts: Mapping[str, str]) -> dict[str, str]:
        sound = {}
        for key, text in texts.items():
            if key not in self.shipped or faults(self.shipped, key, text, self.language):
                log.error("The wording of %s no longer keeps the rules; the shipped sentence is said.", key)
            else:
                sound[key] = text
        return sound
