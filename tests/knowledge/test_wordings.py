"""A town's own wordings: kept with their history, never written over somebody else's."""

from __future__ import annotations

import pytest

from knowledge.located import InputError
from knowledge.store import KnowledgeStore
from knowledge.wordings import WordingConflict
from tests.knowledge.valmont import MONDAY

WHO = {"who": "Camille", "at": MONDAY}


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    return KnowledgeStore(tmp_path / "knowledge.db")


def test_a_wording_is_kept_by_language_and_moves_the_version(store):
    version = store.version()
    store.wordings.put("fr", "welcome", "Bonjour,  ici la mairie.", **WHO)
    assert store.wordings.texts("fr") == {"welcome": "Bonjour, ici la mairie."}
    assert store.wordings.texts("en") == {}
    assert store.version() > version


def test_the_shipped_sentence_comes_back_and_the_history_stays(store):
    first = store.wordings.put("fr", "welcome", "Bonjour.", **WHO)
    assert store.wordings.put("fr", "welcome", "", expected=first, **WHO) == 0
    assert store.wordings.wording("fr", "welcome") is None
    assert [(one.before, one.after) for one in store.wordings.history("fr", "welcome")] == [
        ("Bonjour.", ""),
        ("", "Bonjour."),
    ]


def test_the_same_wording_again_leaves_no_trace(store):
    first = store.wordings.put("fr", "welcome", "Bonjour.", **WHO)
    assert store.wordings.put("fr", "welcome", "Bonjour. ", **WHO) == first
    assert len(store.wordings.history("fr", "welcome")) == 1


def test_the_second_of_two_authors_is_told(store):
    store.wordings.put("fr", "welcome", "Bonjour de Camille.", expected=0, **WHO)
    with pytest.raises(WordingConflict) as told:
        store.wordings.put("fr", "welcome", "Bonjour de Dominique.", expected=0, who="Dominique", at=MONDAY)
    assert told.value.current.text == "Bonjour de Camille."
    assert store.wordings.texts("fr") == {"welcome": "Bonjour de Camille."}


@pytest.mark.parametrize("text", ["bip\x00", "a" * 601])
def test_what_cannot_be_kept_is_refused(store, text):
    with pytest.raises(InputError):
        store.wordings.put("fr", "welcome", text, **WHO)
