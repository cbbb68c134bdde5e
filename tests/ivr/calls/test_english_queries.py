"""What the house answers to a flow that speaks English."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from flows.actions import FindAnswers, OpenNow, TakeMessage
from flows.booking import AppointmentKindsFound, FindAppointmentKinds
from flows.events import AnswersFound, OpeningFound
from ivr.calls.queries import TownQueries
from ivr.calls.service_queries import ServiceQueries
from ivr.town import town_facts
from knowledge.demonstration import load_demonstration, load_demonstration_english
from knowledge.english.librarian import EnglishLibrarian
from knowledge.librarian import Librarian
from tests.ivr.calls.town import TOWN, claimed, effects_on, opened

TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


class NobodyMatches:
    def match(self, *said: object) -> object:
        raise AssertionError("French was asked")


@pytest.fixture
def queries(tmp_path: Path) -> TownQueries:
    librarian = Librarian(load_demonstration(), town_facts(TOWN), lambda *known: NobodyMatches(), now=TUESDAY)
    english = EnglishLibrarian(librarian, load_demonstration_english)
    services = ServiceQueries(TOWN, opened(tmp_path), librarian, lambda: TUESDAY, time.time, english)
    return TownQueries(TOWN, librarian, services, lambda: TUESDAY, english)


def test_an_english_question_brings_an_english_answer_and_a_french_subject_for_the_agents(
    queries: TownQueries,
) -> None:
    found = queries.perform(FindAnswers(text="how do i get an identity card", language="en"), "call")
    assert isinstance(found, AnswersFound)
    (card,) = found.choices
    assert (card.title, card.for_agents, card.language) == ("an identity card", "une carte d'identité", "en")
    assert queries.is_sure("identity card", "en")


def test_the_key_of_an_article_brings_it_in_english(queries: TownQueries) -> None:
    found = queries.perform(FindAnswers(text="", article="carte-identite", language="en"), "call")
    assert isinstance(found, AnswersFound)
    assert found.choices[0].question == "Is it for an adult or for a child?"


def test_opening_hours_are_told_in_english(queries: TownQueries) -> None:
    opening = queries.perform(OpenNow(service="accueil", language="en"), "call")
    assert isinstance(opening, OpeningFound)
    assert opening.sentence == "The reception desk is open now, until midday."


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("i need an appointment for a passport", "a passport"),
        ("to renew my id card", "an identity card"),
        ("we want to get married", "a wedding file"),
        ("tomorrow, passeport", "a passport"),
    ],
)
def test_the_visit_that_english_words_are_about_is_found(queries: TownQueries, said: str, title: str) -> None:
    found = queries.perform(FindAppointmentKinds(text=said, language="en"), "call")
    assert isinstance(found, AppointmentKindsFound)
    (kind,) = found.kinds
    assert kind.title == title
    assert kind.documents.startswith(("Bring", "Come"))


def test_a_message_without_a_word_says_what_the_service_has_to_do(tmp_path: Path) -> None:
    connections = opened(tmp_path)
    effects_on(connections, lambda to, text: None)(
        claimed(1, "call", TakeMessage(service="accueil", subject="", text="", phone="+33612345678"))
    )
    (message,) = connections.get().table("messages").rows
    assert message["text"] == "Appel sans paroles : la personne demande à être rappelée."
