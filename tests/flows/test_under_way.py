"""Whose telephone rings when a person is wanted in the middle of something, and what they are told."""

from __future__ import annotations

import pytest

from flows.booking import CancelAppointment
from tests.flows.calls import BINS, PlayedCall, sure
from tests.flows.reopened import ReopenedCall, having_booked
from tests.flows.services import CARD, PACS, WEDDING, TownHall

URBAN_PLANNING = {"urbanisme": "urbanisme", "permis de construire": "urbanisme", "planning": "urbanisme"}


def called(*said: str, **options: object) -> tuple[str, str, str]:
    """Service, subject and summary of the transfer that the last thing said, or keyed, leads to."""
    call = ReopenedCall(**options)
    for words in said:
        call.presses(words) if words.isdigit() else call.says(words)
    return call.transfer.service, call.transfer.subject, call.transfer.summary


def of_weddings() -> TownHall:
    return TownHall(kinds={"mariage": [WEDDING], "wedding": [WEDDING], "carte": [CARD], "pacs": [PACS]})


@pytest.mark.parametrize("wanted", ["0", "un agent", "je voudrais parler à quelqu'un"])
def test_a_person_wanted_while_a_visit_is_booked_is_one_of_the_service_it_is_with(wanted: str) -> None:
    service, subject, summary = called("un rendez-vous pour un mariage", wanted, services=of_weddings())
    assert (service, subject) == ("etat-civil", "un mariage")
    assert summary == "un rendez-vous pour un mariage"


def test_the_visit_of_an_english_call_reaches_its_service_too() -> None:
    options = {"services": of_weddings(), "languages": ("en", "fr")}
    assert called("i need an appointment for a wedding", "0", **options)[:2] == ("etat-civil", "un mariage")


@pytest.mark.parametrize("words", ["annuler mon rendez-vous", "je voudrais déplacer mon rendez-vous"])
def test_a_visit_that_is_not_found_yet_is_the_business_of_who_books_them_all(words: str) -> None:
    assert called(words, "0", services=of_weddings()) == ("etat-civil", "", words)


def test_a_visit_before_it_is_told_what_for_is_too() -> None:
    assert called("prendre un rendez-vous", "0", services=of_weddings())[0] == "etat-civil"


@pytest.mark.parametrize("wanted", ["0", "un agent"])
@pytest.mark.parametrize(
    "words",
    ["je voudrais être rappelé par le service urbanisme", "rappelez-moi pour un permis de construire demain"],
)
def test_whoever_was_to_be_rung_back_is_put_through_to_that_service(words: str, wanted: str) -> None:
    service, _, summary = called(words, wanted, services=TownHall(named=URBAN_PLANNING))
    assert (service, summary) == ("urbanisme", words)


def test_what_the_callback_is_about_goes_with_it() -> None:
    words = "rappelez-moi pour un permis de construire demain matin"
    assert "permis de construire" in called(words, "0", services=TownHall(named=URBAN_PLANNING))[1]


@pytest.mark.parametrize("wanted", ["0", "un agent"])
def test_where_a_report_is_asked_of_those_who_mend_the_street(wanted: str) -> None:
    assert called("où en est mon signalement", wanted)[0] == "voirie"


def test_the_service_a_message_is_for_is_the_one_that_is_rung() -> None:
    named = TownHall(named=URBAN_PLANNING)
    assert called("laisser un message au service urbanisme", "0", services=named)[0] == "urbanisme"


def test_the_service_that_is_named_with_the_person_comes_before_all() -> None:
    town = TownHall(kinds={"mariage": [WEDDING]}, named=URBAN_PLANNING)
    service, subject, _ = called(
        "un rendez-vous pour un mariage", "un agent du service urbanisme", services=town
    )
    assert (service, subject) == ("urbanisme", "")


def test_a_visit_that_could_not_be_booked_is_for_its_service() -> None:
    town = of_weddings()
    town.failing = True
    call = PlayedCall(services=town)
    for words in ("un rendez-vous pour un mariage", "le premier", "oui", "paul petit", "oui", "oui"):
        call.says(words)
    assert call.transfer.service == "etat-civil"


def test_what_was_left_before_is_nobodys_business_any_more() -> None:
    call = PlayedCall(services=of_weddings(), knows={"les encombrants": sure(BINS)})
    call.says("un rendez-vous pour un mariage")
    call.presses("#")
    call.says("les encombrants")
    call.presses("0")
    assert call.transfer.service == BINS.service


def test_the_slot_read_back_goes_to_the_agent_as_chosen_and_once_booked_as_booked() -> None:
    call = ReopenedCall()
    for words in ("un rendez-vous pour un passeport", "le premier", "oui", "paul petit", "oui"):
        call.says(words)
    assert call.asked == "appointment.same_number"
    call.presses("0")
    assert call.transfer.fields["slot"] == "mardi 24 novembre à 9 h"
    assert call.transfer.fields["visit"] == "un passeport"
    assert "booked" not in call.transfer.fields
    call = having_booked()
    call.says("un agent")
    assert call.transfer.fields["booked"] == "mardi 24 novembre à 9 h"
    assert "slot" not in call.transfer.fields


def test_a_visit_that_was_cancelled_is_no_longer_told_as_booked() -> None:
    call = having_booked()
    call.says("non")
    call.says("annuler mon rendez-vous")
    call.says("oui")
    assert call.deeds(CancelAppointment)
    call.says("je voudrais parler à quelqu'un")
    assert "booked" not in call.transfer.fields
