"""The town hall's own sentences: said at the next call by every process, never one that would break it."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from flows.prompts import Catalogue
from ivr.calls.wording import LiveCatalogue
from knowledge.store import KnowledgeStore

TOWN = {"town": "Valmont"}
WHO = {"who": "Camille", "at": datetime(2026, 11, 25, tzinfo=UTC)}
OWN = "Mairie {town:of}, bonjour. Je suis un assistant automatique."

ELSEWHERE = """
import sys
from pathlib import Path
from datetime import UTC, datetime
from knowledge.store import KnowledgeStore
store = KnowledgeStore(Path(sys.argv[1]))
store.wordings.put("fr", "welcome", sys.argv[2], who="Camille", at=datetime.now(UTC))
"""


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    return KnowledgeStore(tmp_path / "knowledge.db")


@pytest.fixture
def catalogue(store) -> LiveCatalogue:
    return LiveCatalogue(Catalogue.load("fr"), store, "fr")


def test_a_wording_written_by_another_process_is_said_at_the_next_sentence(store, catalogue):
    before = catalogue.voice("welcome", TOWN)
    command = [sys.executable, "-c", ELSEWHERE, str(store.path), OWN]
    subprocess.run(command, check=True, timeout=60)  # noqa: S603 (our own program)
    assert catalogue.voice("welcome", TOWN) == "Mairie de Valmont, bonjour. Je suis un assistant automatique."
    assert catalogue.voice("welcome", TOWN) in catalogue.fixed(TOWN, first_only=True)
    assert before not in catalogue.fixed(TOWN)


def test_the_shipped_sentence_comes_back(store, catalogue):
    before = catalogue.voice("welcome", TOWN)
    store.wordings.put("fr", "welcome", OWN, **WHO)
    store.wordings.put("fr", "welcome", "", **WHO)
    assert catalogue.voice("welcome", TOWN) == before


@pytest.mark.parametrize("text", ["Bonjour {nobody}.", "Bonjour {town", "Bonjour {town.__class__}"])
def test_a_wording_that_no_longer_keeps_the_rules_is_never_met_by_a_caller(store, catalogue, text):
    before = catalogue.voice("welcome", TOWN)
    store.wordings.put("fr", "welcome", text, **WHO)
    assert catalogue.voice("welcome", TOWN) == before


def test_a_wording_of_a_sentence_that_is_gone_is_left_aside(store, catalogue):
    store.wordings.put("fr", "no.such.key", "Bonjour.", **WHO)
    assert "no.such.key" not in catalogue
    assert catalogue.voice("main.question", {}) == "Que puis-je faire pour vous ?"


def test_another_language_is_left_alone(store, catalogue):
    store.wordings.put("en", "main.question", "How can I help you?", **WHO)
    assert catalogue.voice("main.question", {}) == "Que puis-je faire pour vous ?"


def test_a_base_that_cannot_be_read_leaves_the_last_wordings(store, catalogue, monkeypatch):
    store.wordings.put("fr", "main.question", "Je vous écoute, dites-moi.", **WHO)
    assert catalogue.voice("main.question", {}) == "Je vous écoute, dites-moi."
    store.connections.close()
    with sqlite3.connect(store.path) as other:
        other.execute("drop table counter")
    assert catalogue.voice("main.question", {}) == "Je vous écoute, dites-moi."
