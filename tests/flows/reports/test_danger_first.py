"""Dangers of the street told at the very first: the number to dial, and the team on call as well."""

import pytest

from flows.actions import Say
from flows.reporting import OpenReport
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import PASTEUR, calling, harmless, town
from tests.flows.services import TownHall


def told(call: PlayedCall) -> list[str]:
    return [action.prompt for action in call.done if isinstance(action, Say)]


def report_of(call: PlayedCall) -> OpenReport:
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    return deed


@pytest.mark.parametrize(
    "words",
    ["la rivière déborde sur la route", "le ruisseau déborde dans la rue", "l'eau monte dans les maisons"],
)
def test_water_over_the_road_is_reported_once_its_number_is_told(words: str):
    call = PlayedCall(services=town())
    call.says(words)
    assert "emergency.fire" in told(call)
    assert call.asked == "report.where"
    call.says(PASTEUR)
    call.says("oui")
    assert report_of(call).dangerous


def test_a_river_over_the_road_is_reported_in_english_too():
    call = PlayedCall(services=town(), languages=("fr", "en"))
    call.presses("9")
    call.says("the river is flooding the road")
    assert call.asked == "report.where"


@pytest.mark.parametrize("words", ["un enfant est tombé dans la rivière", "l'eau monte on est bloqués"])
def test_whoever_is_in_the_water_is_asked_nothing_more(words: str):
    call = PlayedCall(services=TownHall())
    call.says(words)
    assert call.asked == "emergency.next"


@pytest.mark.parametrize(
    "words",
    [
        "l'eau rentre dans la maison et mon père est blessé",
        "ma mère a fait un malaise et l'eau monte dans la cave",
        "l'eau monte dans la maison ma grand-mère est dans son lit elle ne peut pas bouger",
        "il y a le feu et l'eau arrive dans la rue",
        "l'eau arrive dans le garage ça sent le gaz",
    ],
)
def test_whoever_tells_more_than_water_is_asked_for_no_street(words: str):
    call = PlayedCall(services=town())
    call.says(words)
    assert call.asked == "emergency.next"


def test_somebody_hurt_by_the_water_is_asked_for_no_street_in_english_either():
    call = PlayedCall(services=town(), languages=("fr", "en"))
    call.presses("9")
    call.says("water is coming into the house and my father can't move")
    assert call.asked == "emergency.next"


def test_a_danger_whose_caller_hangs_up_when_asked_about_it_is_passed_on():
    call = PlayedCall(services=TownHall())
    call.says("un tilleul va s'écraser sur l'école")
    assert call.asked == "emergency.asked"
    call.hangs_up()
    assert report_of(call).dangerous
    assert report_of(call).description == "un tilleul va s'écraser sur l'école"


@pytest.mark.parametrize("words", ["au revoir", "merci au revoir"])
def test_a_danger_whose_caller_takes_leave_when_asked_about_it_is_passed_on_once(words):
    call = PlayedCall(services=TownHall())
    call.says("un tilleul va s'écraser sur l'école")
    assert call.says(words) == ["goodbye"]
    call.hangs_up()
    assert report_of(call).dangerous
    assert len(call.deeds(OpenReport)) == 1


@pytest.mark.parametrize(
    ("words", "number"),
    [("signaler un feu de poubelle", "fire"), ("signaler une bagarre", "police")],
)
def test_an_emergency_that_is_reported_like_a_pothole_is_one(words: str, number: str):
    call = PlayedCall(services=TownHall())
    call.says(words)
    assert f"emergency.{number}" in told(call)


def test_a_fire_in_two_breaths_is_no_traffic_light():
    fire = PlayedCall(services=TownHall())
    fire.says("signaler un feu")
    fire.says("dans la forêt")
    assert "emergency.fire" in told(fire)
    light = PlayedCall(services=TownHall())
    light.says("signaler un feu")
    light.says("rouge")
    assert light.asked == "report.danger"


@pytest.mark.parametrize(
    "words",
    [
        "la porte en bas est ouverte et on voit les fils les gamins y touchent",
        "il est fendu en deux il tient plus que par l'écorce",
        "elle bascule quand on marche dessus",
    ],
)
def test_a_danger_told_when_it_is_described_is_met_with_every_number(words: str):
    call = harmless("signaler un arbre malade")
    call.says(PASTEUR)
    call.says("oui")
    call.says(words)
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert report.dangerous
    assert not any(one.prompt == "emergency.medical" for one in call.done if isinstance(one, Say))


def test_what_is_said_of_the_danger_in_two_words_is_kept():
    call = calling("signaler du verglas")
    call.says("ça glisse")
    call.hangs_up()
    (report,) = call.deeds(OpenReport)
    assert isinstance(report, OpenReport)
    assert "ça glisse" in report.description


@pytest.mark.parametrize(
    "words", ["il y a du verre partout et des gosses pieds nus", "il y a du verre dans le bac à sable"]
)
def test_glass_where_children_play_is_reported(words: str):
    call = PlayedCall(services=TownHall())
    call.says(words)
    assert call.asked == "report.danger"
