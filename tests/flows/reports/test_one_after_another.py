"""A report that follows something else: another of one breath, a danger, an answer that wanted a place."""

from dataclasses import replace

import pytest

from flows.actions import TakeMessage
from flows.events import Choice
from flows.reporting import OpenReport
from tests.flows.calls import HOURS, PlayedCall, sure
from tests.flows.services import TownHall

LAMP: Choice = replace(
    HOURS,
    slug="eclairage",
    title="l'éclairage public",
    spoken="Dites-moi l'endroit : je transmets au service.",
)


def opened(call: PlayedCall) -> OpenReport:
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    return deed


def test_a_second_report_of_one_breath_goes_with_the_first_to_their_service_for_whoever_hangs_up():
    call = PlayedCall(services=TownHall())
    call.says("signaler un banc tagué et une poubelle cassée")
    call.says("non")
    call.says("rue pasteur")
    call.says("oui")
    call.hangs_up()
    assert opened(call).description.splitlines() == ["signaler un banc tagué", "signaler une poubelle cassée"]
    assert not call.deeds(TakeMessage)


def test_what_was_told_as_a_danger_is_what_is_reported_next():
    call = PlayedCall(services=TownHall())
    call.says("le chien du voisin a mordu ma fille")
    call.says("je veux le signaler")
    assert call.asked == "report.danger"
    call.says("non")
    call.says("rue pasteur")
    call.says("oui")
    call.hangs_up()
    assert opened(call).kind == "animal"
    assert "a mordu ma fille" in opened(call).description


def test_a_place_told_after_a_misunderstanding_makes_the_report_that_an_answer_promised():
    told = "mon lampadaire il s'allume plus du tout"
    call = PlayedCall({told: sure(LAMP)}, services=TownHall())
    call.says(told)
    call.says("ah non personne")
    call.says("impasse du moulin")
    assert call.asked == "report.danger"


@pytest.mark.parametrize("place", ["devant l'école", "rue pasteur"])
def test_the_place_that_an_answer_asked_for_is_kept_for_whoever_hangs_up(place: str):
    told = "mon lampadaire il s'allume plus du tout"
    call = PlayedCall({told: sure(LAMP)}, services=TownHall())
    call.says(told)
    call.says(place)
    call.says("non")
    call.hangs_up()
    assert opened(call).place == place
