"""What callers of a town are likely to say."""

from __future__ import annotations

from pathlib import Path

from ivr.settings import load_settings
from ivr.town_sentences import town_sentences
from knowledge.demonstration import load_demonstration
from knowledge.streets import Street

PROJECT = Path(__file__).parents[2]


def sentences(*streets: str) -> list[str]:
    settings = load_settings(PROJECT / "mairie.toml", {})
    return town_sentences(settings, [Street(name) for name in streets], load_demonstration())


def test_streets_are_said_with_the_article_of_their_kind() -> None:
    told = sentences("Rue Pasteur", "Chemin du Moulin", "Avenue du Stade", "Les Granges")
    assert {"dans la rue Pasteur", "dans le chemin du Moulin", "dans l'avenue du Stade"} <= set(told)
    assert "j'habite Les Granges" in told
    assert not [one for one in told if "la chemin" in one or "le avenue" in one or "la Les" in one]


def test_people_are_asked_for_by_their_whole_name_and_by_their_surname() -> None:
    told = sentences()
    assert "je voudrais parler à Solange Berthomieu" in told
    assert "madame Berthomieu" in told


def test_services_appointments_and_questions_of_the_base_are_there() -> None:
    told = set(sentences())
    assert "passez-moi le service état civil" in told
    assert "je voudrais un rendez-vous pour un passeport" in told
    article = load_demonstration()[0]
    assert set(article.phrasings) <= told


def test_every_frame_is_filled() -> None:
    assert not [one for one in sentences("Rue Pasteur") if "{" in one or "}" in one]
