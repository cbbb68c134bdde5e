"""A new phrasing is found at the next question, long before the matcher has learnt it."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from knowledge.demonstration import load_demonstration
from knowledge.fresh import FreshMatch, FreshMatcher
from knowledge.librarian import Librarian
from knowledge.live_index import LiveIndex
from knowledge.store import KnowledgeStore
from knowledge.town import TownFacts, WeeklyHours

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TOWN = TownFacts(
    name="Valmont",
    address="1 place de la République",
    phone="04 65 71 00 00",
    hours={"mairie": WeeklyHours.parse({"monday": ["08:30-12:00"]})},
)


class Nothing:
    """A matcher that understands nothing, and takes as long as it is told to be built."""

    def match(self, text, alternatives=(), confidences=()):
        return FreshMatch((), "none")


@pytest.fixture
def article():
    return next(one for one in load_demonstration() if one.slug == "encombrants")


def test_a_new_phrasing_is_found_by_itself_and_its_near_twins(article):
    matcher = FreshMatcher(Nothing(), [replace(article, phrasings=("mon vieux piano est à donner",))])
    for words in ("mon vieux piano est à donner", "euh mon vieux piano à donner", "vieux pianos à donner"):
        found = matcher.match(words)
        assert found.decision == "answer"
        assert found.candidates[0].slug == "encombrants"
        assert found.candidates[0].evidence.phrasing == "mon vieux piano est à donner"


@pytest.mark.parametrize("words", ["", "euh", "le piano", "cours de piano à donner à mon fils", "à donner"])
def test_anything_else_is_left_to_what_was_learnt(article, words):
    matcher = FreshMatcher(Nothing(), [replace(article, phrasings=("mon vieux piano est à donner",))])
    assert matcher.match(words).decision == "none"


def test_a_phrase_just_refused_is_refused_at_once(article):
    answering = FreshMatcher(Nothing(), [replace(article, phrasings=("rendez-vous chez le dentiste",))])
    matcher = FreshMatcher(answering, [], ["un rendez-vous chez le dentiste"])
    assert matcher.match("rendez-vous chez le dentiste").decision == "none"


def test_it_serves_until_the_matcher_is_rebuilt_and_no_longer(article):
    release, built = threading.Event(), []

    def slow(articles, refused):
        built.append(articles)
        if len(built) > 1:
            release.wait(10)
        return Nothing()

    index = LiveIndex(slow, [article], FreshMatcher)
    for number in range(2):  # a second change while the first is being learnt
        article = replace(article, phrasings=(*article.phrasings, f"phrase toute neuve numéro {number}"))
        index.follow([article])
    assert index.matcher.match("phrase toute neuve numéro un").decision == "answer"
    release.set()
    assert index.wait(10)
    assert index.matcher.match("phrase toute neuve numéro un").decision == "none"
    assert built[-1] == (article,)


def test_an_edit_is_answered_at_the_very_next_question(tmp_path, article):
    store = KnowledgeStore(tmp_path / "knowledge.db")
    plain = replace(article, spoken="Appelez-nous.", details="", text_message="")
    store.save(plain, who="test", at=NOW)
    release, built = threading.Event(), []

    def slow(articles, refused):
        built.append(articles)
        if len(built) > 1:
            release.wait(10)
        return Nothing()

    librarian = Librarian(store, TOWN, slow, now=NOW)
    assert librarian.find("mon vieux piano est à donner", now=NOW).decision == "none"
    store.save(replace(plain, phrasings=("mon vieux piano est à donner",)), who="test", at=NOW)
    found = librarian.find("mon vieux piano est à donner", now=NOW)
    release.set()
    assert (found.decision, [one.slug for one in found.responses]) == ("answer", ["encombrants"]), (
        found.reason
    )


def test_what_the_town_refuses_is_told_to_the_matcher_and_refused_meanwhile(tmp_path, article):
    store = KnowledgeStore(tmp_path / "knowledge.db")
    store.save(replace(article, phrasings=("mon vieux piano est à donner",)), who="test", at=NOW)
    release, lessons = threading.Event(), []

    class Sure:
        def match(self, text, alternatives=(), confidences=()):
            return FreshMatcher(Nothing(), [article_now]).match(text)

    article_now = replace(article, phrasings=("accorder mon piano",))

    def factory(articles, refused):
        lessons.append(refused)
        if refused:
            release.wait(10)
        return Sure()

    librarian = Librarian(store, TOWN, factory, now=NOW)
    assert librarian.nearest("accorder mon piano", now=NOW)[0][0] == "encombrants"
    store.refused.add(["Accorder mon piano"], who="Camille", at=NOW)
    found = librarian.find("accorder mon piano", now=NOW)
    release.set()
    assert found.decision == "none"
    assert librarian.wait(10)
    assert lessons == [(), ("Accorder mon piano",)]
