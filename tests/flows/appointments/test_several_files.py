"""One visit for several files, or for two kinds of them."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.booking import (
    FindSlots,
)
from tests.flows.appointments.calls import (
    BOTH,
    MADE,
    calling,
    for_several,
    settled,
)
from tests.flows.reopened import ReopenedCall
from tests.flows.services import (
    CARD,
    MOBILE,
    PASSPORT,
    TownHall,
)

FOR_TWO, FOR_THREE = "un passeport, pour deux personnes", "un passeport, pour trois personnes"


@pytest.mark.parametrize(
    ("words", "files", "title"),
    [
        (
            "un rendez-vous pour deux passeports et une carte d'identité",
            ("passeport", "passeport", "carte-identite"),
            "deux passeports et une carte d'identité",
        ),
        ("un rendez-vous pour trois cartes d'identité", ("carte-identite",) * 3, "trois cartes d'identité"),
        ("rendez-vous passeport pour moi et mes deux enfants", ("passeport",) * 3, FOR_THREE),
        ("rendez-vous passeport pour mes deux filles demain", ("passeport",) * 2, FOR_TWO),
        ("rendez-vous passeport pour ma femme et moi et notre fils", ("passeport",) * 3, FOR_THREE),
    ],
)
def test_several_files_are_given_one_longer_visit(words, files, title):
    call = for_several(words)
    assert call.said[0] == f"D'accord, {len(files)} dossiers : je cherche un rendez-vous plus long."
    assert call.deeds(FindSlots)[0].files == files
    call.says("le premier")
    assert f"pour {title}." in call.said[-1]
    settled(call)
    assert [(booking.kind, booking.files) for booking in call.town.booked] == [(files[0], files)]


def test_the_files_may_be_told_when_what_for_is_asked():
    call = for_several(
        "je voudrais un rendez-vous",
    )
    call.says("une carte d'identité et un passeport")
    assert call.deeds(FindSlots)[0].files == ("carte-identite", "passeport")


@pytest.mark.parametrize(
    "words",
    [
        "un rendez-vous pour un passeport demain à deux heures",
        "un rendez-vous pour un pacs pour ma compagne et moi",
        "rendez-vous le deux décembre pour un passeport et merci",
        "je suis veuf et je voudrais un rendez-vous pour une carte d'identité",
    ],
)
def test_one_file_stays_one_visit(words):
    call = for_several(words)
    assert all(search.files == () for search in call.deeds(FindSlots))
    assert call.deeds(FindSlots)


def test_files_of_two_desks_are_two_visits():
    assert for_several("un rendez-vous pour un passeport et un mariage").asked == "appointment.which_2"


def test_more_files_than_one_visit_holds_are_for_somebody_to_look_at():
    call = for_several("un rendez-vous pour six passeports")
    assert call.said[0] == "Pour autant de dossiers à la fois, un agent doit voir avec vous."
    assert call.result is False


def test_a_visit_for_several_files_that_is_moved_keeps_its_length():
    made = replace(MADE, files=("carte-identite", "passeport"))
    call = calling("changer mon rendez-vous", TownHall(appointments={("471290", MOBILE): made}))
    for words in ("je ne l'ai pas", "oui", "le premier", "oui"):
        call.says(words)
    (moved,) = call.town.booked
    assert moved.files == ("carte-identite", "passeport")


def test_another_subject_meant_instead_of_several_files_is_one_file():
    call = for_several("un rendez-vous pour deux passeports et une carte d'identité")
    call.says("non finalement pas les passeports la carte d'identité")
    assert call.deeds(FindSlots)[-1].files == ()


def test_a_visit_for_two_kinds_tells_what_to_bring_for_each():
    town = TownHall()
    bring = replace(PASSPORT, documents="Apportez les timbres fiscaux.")
    town.kinds = {"carte d'identité": [CARD], "passeport": [bring]}
    call = calling(BOTH, town)
    call.says("le premier")
    settled(call)
    said = " ".join(call.sentences(call.last))
    assert "Pour un passeport : apportez les timbres fiscaux." in said
    assert "Pour une carte d'identité : apportez une photo et un justificatif de domicile." in said


def test_what_was_booked_for_two_kinds_is_told_as_both():
    call = ReopenedCall()
    call.says(BOTH)
    call.says("le premier")
    for said in ("oui", "paul petit", "oui", "oui", "non"):
        call.says(said)
    call.says("c'est quand mon rendez-vous")
    told = [action for action in call.last if isinstance(action, Say) and action.prompt == "appointment.told"]
    assert told[0].values["what"] == "un passeport et une carte d'identité"


@pytest.mark.parametrize(
    ("words", "files"),
    [
        ("un rendez-vous pour deux passeports et deux cartes", ("passeport",) * 2 + ("carte-identite",) * 2),
        ("un rendez-vous pour deux cartes et un passeport", ("carte-identite",) * 2 + ("passeport",)),
        ("un rendez-vous pour un passeport et deux cartes", ("passeport",) + ("carte-identite",) * 2),
    ],
)
def test_cards_known_one_at_a_time_are_counted_with_the_others(words, files):
    town = TownHall(kinds={"passeport": [PASSPORT], "carte d'identité": [CARD]})
    town.whole = {"un carte": [CARD], "un rendez vous pour un carte": [CARD]}
    call = calling(words, town)
    assert call.deeds(FindSlots)[0].files == files
    call.says("le premier")
    assert f"pour {words.removeprefix('un rendez-vous pour ')}." in call.said[-1]


def test_what_is_counted_and_is_none_of_the_towns_files_counts_for_nothing():
    town = TownHall(kinds={"passeport": [PASSPORT], "carte d'identité": [CARD]})
    town.whole = {"un carte": [CARD]}
    call = calling("un rendez-vous pour deux passeports et deux cartes grises", town)
    assert call.deeds(FindSlots)[0].files == ("passeport",) * 2
