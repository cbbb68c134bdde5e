"""Several files in one visit, whatever the town has called its kinds of visit."""

import contextlib
from collections.abc import Generator

import pytest

from flows.actions import Action
from flows.ask import Talk
from flows.booking import AppointmentKind, AppointmentKindsFound
from flows.collect.files import Files, files_in
from flows.events import Event


def counted(words: str, title: str) -> Files | None:
    kind = AppointmentKind(slug="visite", title=title, service="accueil")
    found: list[Files | None] = []

    def looking() -> Generator[Action, Event, None]:
        found.append((yield from files_in(Talk(), words)))

    asking = looking()
    next(asking)
    with contextlib.suppress(StopIteration):
        while True:
            asking.send(AppointmentKindsFound(kinds=(kind,)))
    return found[-1]


@pytest.mark.parametrize("title", ["un dossier", "dossier", "Le dossier"])
def test_a_visit_named_by_a_word_that_says_little_is_counted_all_the_same(title):
    files = counted("deux dossiers", title)
    assert files is not None
    assert (files.slugs, files.words) == (("visite", "visite"), "deux dossiers")


@pytest.mark.parametrize("title", ["", "…"])
def test_a_visit_without_a_name_is_not_counted(title):
    assert counted("deux dossiers", title) is None


@pytest.mark.parametrize(
    "words", ["deux cartes de résident", "trois cartes de séjour", "deux cartes grises", "2 cartes de bus"]
)
def test_cards_of_another_kind_are_not_counted(words):
    assert counted(f"un rendez-vous pour {words}", "une carte d'identité") is None


@pytest.mark.parametrize(
    "words",
    ["deux cartes", "deux cartes d'identité", "deux cartes nationales", "deux cartes pour mes enfants"],
)
def test_the_cards_that_the_visit_is_for_are_counted(words):
    files = counted(f"un rendez-vous pour {words}", "une carte d'identité")
    assert files is not None
    assert len(files.slugs) == 2
