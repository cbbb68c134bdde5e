"""The data the matcher is shipped with."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from knowledge.demonstration import load_demonstration
from knowledge.evaluate import read_questions
from knowledge.normalise import words
from knowledge.shipped import NOT_OURS, background_themes, entry_of, load_background, load_entries
from tests.knowledge.understood import PROJECT, QUESTIONS

SLUGS = {article.slug for article in load_demonstration()}
DATA = PROJECT / "knowledge" / "data"


def plain(text: str) -> str:
    return " ".join(words(text))


@pytest.mark.parametrize("name", ["official_questions.yaml", "wordings.yaml"])
def test_extra_wordings_belong_to_known_articles(name: str) -> None:
    document = yaml.safe_load((DATA / name).read_text(encoding="utf-8"))
    assert set(document) - {NOT_OURS} <= SLUGS


def test_every_article_has_many_ways_of_being_asked() -> None:
    assert {entry.slug for entry in load_entries()} == SLUGS
    for entry in load_entries():
        assert len(entry.said) >= 40, entry.slug
        assert all(words(text) for text in entry.said), entry.slug


def test_an_article_s_details_teach_nothing() -> None:
    article = load_demonstration()[0]
    other = replace(article, details="Tout autre chose, que personne ne demandera jamais.")
    assert entry_of(other) == entry_of(article)
    assert entry_of(replace(article, spoken="Autre chose.")) != entry_of(article)


def test_nothing_is_both_answered_and_refused() -> None:
    refused = {plain(phrase) for phrase in load_background()}
    for entry in load_entries():
        both = refused & {plain(phrasing) for phrasing in entry.phrasings}
        assert not both, (entry.slug, both)


def test_themes_hold_no_empty_phrase() -> None:
    for theme, phrases in background_themes().items():
        assert phrases, theme
        assert all(words(phrase) or not phrase.isascii() for phrase in phrases), theme


@pytest.mark.parametrize("name", ["developpement.jsonl", "hors_sujet.jsonl"])
def test_questions_kept_aside_are_learnt_nowhere(name: str) -> None:
    learnt = {plain(text) for entry in load_entries() for text in entry.said}
    learnt |= {plain(phrase) for phrase in load_background()}
    assert not learnt & {plain(question.text) for question in read_questions(QUESTIONS / name)}


@pytest.mark.parametrize("path", sorted(QUESTIONS.glob("*.[jy]*")), ids=lambda path: path.name)
def test_questions_name_known_articles(path: object) -> None:
    assert hasattr(path, "suffix")
    topics = {question.topic for question in read_questions(path)}  # type: ignore[arg-type]
    assert topics - {None} <= SLUGS
