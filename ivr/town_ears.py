"""The ears, taught the town's own words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from ivr.calls.service_queries import STREETS_FILE
from ivr.settings import Settings
from ivr.town_sentences import town_sentences
from knowledge.store import KnowledgeStore
from knowledge.street_files import KeptStreets
from knowledge.streets import Street
from speech.adaptation.adapt import adapt
from speech.adaptation.shelf import AdaptedModels
from speech.models import ModelStore


def town_streets(settings: Settings) -> tuple[Street, ...]:
    """The streets imported, or the demonstration's. Raises InputError for a file that cannot be read."""
    return KeptStreets(settings.var / STREETS_FILE).current().streets


def what_to_teach(settings: Settings) -> list[str]:
    """The sentences that the town's streets, services, people and articles make. Raises InputError."""
    articles = KnowledgeStore(settings.var / "knowledge.db").articles()
    return town_sentences(settings, town_streets(settings), articles)


def digest(sentences: Sequence[str]) -> str:
    """What tells one set of sentences from another."""
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()


def teach_once(settings: Settings, store: ModelStore, beginning: Callable[[], None] = lambda: None) -> None:
    """Teach the line's ears, when they can learn, what they were not taught yet; `beginning` is called first.

    About fifteen seconds. Raises ModelError or InputError; the ears then stay as they are.
    """
    name = settings.voice.recogniser
    if not store.catalogue[name].learns:
        return
    sentences = what_to_teach(settings)

    def build(base: Path, into: Path) -> None:
        beginning()
        adapt(base, into, sentences)

    AdaptedModels(store).ensure(name, build, digest(sentences))
