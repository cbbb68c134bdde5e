"""Changes proposed, published and undone; never over somebody else's work."""

from __future__ import annotations

from dataclasses import replace

import pytest

from knowledge.located import InputError
from knowledge.proposals import Proposals, ProposalSettled
from knowledge.store import EditConflict, KnowledgeStore
from tests.knowledge.valmont import MONDAY, article

WHO = {"who": "Camille", "at": MONDAY}


@pytest.fixture
def store(tmp_path) -> KnowledgeStore:
    return KnowledgeStore(tmp_path / "knowledge.db")


@pytest.fixture
def proposals(store) -> Proposals:
    return Proposals(store)


def proposed(store, proposals, **changes) -> int:
    """A passport article saved, and a change to it proposed."""
    store.save(article(phrasings=("un passeport",)), **WHO)
    wanted = article(**{"phrasings": ("un passeport", "mon passeport a coulé"), **changes})
    return proposals.propose_article(wanted, expected=store.revision_of("passeport"), **WHO)


def test_nothing_is_heard_before_it_is_published(store, proposals):
    number = proposed(store, proposals)
    assert store.article("passeport").phrasings == ("un passeport",)
    assert proposals.proposal(number).phrases == ("mon passeport a coulé",)
    done = proposals.publish(number, **WHO)
    assert done.state == "published"
    assert store.article("passeport").phrasings == ("un passeport", "mon passeport a coulé")


def test_a_draft_is_published_by_its_proposal(store, proposals):
    draft = article(status="draft")
    store.save(draft, **WHO)
    number = proposals.propose_article(draft, expected=store.revision_of("passeport"), **WHO)
    proposals.publish(number, **WHO)
    assert store.article("passeport").status == "published"


def test_the_base_as_it_would_be_holds_the_change_alone(store, proposals):
    number = proposed(store, proposals)
    store.save(article("piscine"), **WHO)
    articles, refused = proposals.changed(proposals.proposal(number))
    assert [one.slug for one in articles] == ["passeport", "piscine"]
    assert "mon passeport a coulé" in articles[0].phrasings
    assert refused == []


def test_a_publication_is_undone_once(store, proposals):
    number = proposed(store, proposals)
    proposals.publish(number, **WHO)
    assert proposals.undo(number, **WHO).state == "undone"
    assert store.article("passeport").phrasings == ("un passeport",)
    with pytest.raises(ProposalSettled):
        proposals.undo(number, **WHO)


def test_undoing_a_new_article_removes_it(store, proposals):
    number = proposals.propose_article(article(), expected=0, **WHO)
    proposals.publish(number, **WHO)
    proposals.undo(number, **WHO)
    assert store.article("passeport") is None


def test_an_article_changed_meanwhile_is_not_written_over(store, proposals):
    number = proposed(store, proposals)
    store.save(article(spoken="Autre chose."), who="Dominique", at=MONDAY)
    with pytest.raises(EditConflict):
        proposals.publish(number, **WHO)
    assert store.article("passeport").spoken == "Autre chose."
    assert proposals.proposal(number).state == "open"


def test_a_later_change_is_not_undone_with_a_publication(store, proposals):
    number = proposed(store, proposals)
    proposals.publish(number, **WHO)
    later = replace(store.article("passeport"), spoken="Corrigé depuis.")
    store.save(later, who="Dominique", at=MONDAY)
    with pytest.raises(EditConflict):
        proposals.undo(number, **WHO)
    assert store.article("passeport") == later


def test_what_was_already_written_by_somebody_else_is_not_taken_back(store, proposals):
    first = store.save(article(), **WHO)
    number = proposals.propose_article(article(), expected=first, **WHO)
    proposals.publish(number, **WHO)
    proposals.undo(number, **WHO)
    assert store.article("passeport") == article()


def test_it_is_published_once_and_a_dropped_one_never(store, proposals):
    number = proposed(store, proposals)
    assert proposals.drop(number)
    assert not proposals.drop(number)
    with pytest.raises(ProposalSettled):
        proposals.publish(number, **WHO)
    with pytest.raises(ProposalSettled):
        proposals.publish(99, **WHO)


def test_phrases_to_refuse_are_learnt_and_forgotten(store, proposals):
    number = proposals.propose_refusal(["le dentiste", "un dentiste de garde"], **WHO)
    assert proposals.changed(proposals.proposal(number))[1] == ["le dentiste", "un dentiste de garde"]
    assert store.refused.phrases() == []
    proposals.publish(number, **WHO)
    assert [one.text for one in store.refused.phrases()] == ["le dentiste", "un dentiste de garde"]
    proposals.undo(number, **WHO)
    assert store.refused.phrases() == []
    with pytest.raises(InputError):
        proposals.propose_refusal([" "], **WHO)


def test_open_ones_are_listed_first(store, proposals):
    first = proposals.propose_refusal(["le dentiste"], **WHO)
    second = proposals.propose_refusal(["le coiffeur"], **WHO)
    proposals.publish(second, **WHO)
    assert [one.id for one in proposals.proposals()] == [first, second]
