"""Phrases the town refuses: learnt once, forgotten on demand, within bounds."""

from __future__ import annotations

import pytest

from knowledge import refused
from knowledge.located import InputError
from knowledge.store import KnowledgeStore
from tests.knowledge.valmont import MONDAY

WHO = {"who": "Camille", "at": MONDAY}


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    return KnowledgeStore(tmp_path / "knowledge.db")


def test_near_twins_are_learnt_once_and_the_version_moves(store):
    version = store.version()
    assert (
        store.refused.add(["un rendez-vous chez le dentiste", "rendez-vous chez les dentistes"], **WHO) == 1
    )
    assert [phrase.text for phrase in store.refused.phrases()] == ["un rendez-vous chez le dentiste"]
    assert store.version() > version


def test_a_phrase_is_forgotten_by_its_words(store):
    store.refused.add(["un rendez-vous chez le dentiste"], **WHO)
    assert store.refused.remove(["rendez-vous dentiste"]) == 1
    assert store.refused.phrases() == []
    assert store.refused.remove(["rendez-vous dentiste"]) == 0


@pytest.mark.parametrize("phrases", [[], ["  "], ["a" * 201], ["bip\x00"], ["bon", "\ud800"]])
def test_what_cannot_be_kept_is_refused_whole(store, phrases):
    with pytest.raises(InputError):
        store.refused.add(phrases, **WHO)
    assert store.refused.phrases() == []


def test_there_is_a_limit(store, monkeypatch):
    monkeypatch.setattr(refused, "REFUSED_LIMIT", 2)
    with pytest.raises(InputError, match="2 au plus"):
        store.refused.add(["dentiste", "coiffeur", "boulanger"], **WHO)
    assert store.refused.phrases() == []
