"""A danger told of a report already made is met like any other: the number to dial, and the team on call."""

import pytest

from flows.actions import Transfer
from flows.reporting import JoinReport, OpenReport, ReportStatus
from tests.flows.calls import PlayedCall
from tests.flows.english.test_services import EnglishCall
from tests.flows.reports.calls import town
from tests.flows.services import MOBILE

LAMP = ReportStatus(
    reference="471290", title="une panne d'éclairage", status="new", opened="2026-11-18", kind="eclairage"
)
WIRES = (
    "j'ai déjà signalé le lampadaire et il n'y a toujours rien de fait les fils sont à nu"
    " un enfant va se blesser"
)


@pytest.mark.parametrize(
    "words",
    [
        WIRES,
        "le lampadaire n'est toujours pas réparé les fils sont à nu",
        "j'ai signalé le lampadaire et toujours rien c'est dangereux",
    ],
)
def test_a_danger_told_of_ones_own_report_makes_it_dangerous_and_finds_the_team_on_call(words):
    call = PlayedCall(services=town(made_from={MOBILE: [LAMP]}))
    said = call.says(words)
    assert said[0].startswith("emergency.")
    assert call.asked == "status.is_it"
    assert call.says("oui")[0] == "report.urgent"
    (deed,) = call.deeds(JoinReport)
    assert isinstance(deed, JoinReport)
    assert (deed.reference, deed.dangerous, deed.description) == ("471290", True, words)
    assert isinstance(call.transfer, Transfer)
    assert call.transfer.service == "astreinte"


def test_a_report_whose_number_was_said_with_the_danger_is_asked_about_no_more():
    call = PlayedCall(services=town(statuses={"471290": LAMP}))
    said = call.says("où en est mon signalement 47 12 90 les fils sont à nu")
    assert said[0].startswith("emergency.")
    (deed,) = call.deeds(JoinReport)
    assert isinstance(deed, JoinReport)
    assert deed.dangerous


def test_a_danger_whose_report_is_not_known_is_reported_anew_and_its_number_told_once():
    call = PlayedCall(services=town())
    said = call.says(WIRES)
    assert said[0].startswith("emergency.")
    assert sum(prompt.startswith("emergency.") for prompt in said) == 1
    assert call.asked == "report.where"
    call.says("rue pasteur")
    call.says("oui")
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert (deed.dangerous, deed.street) == (True, "rue Pasteur")


def test_whoever_hangs_up_before_their_report_is_known_has_reported_the_danger():
    call = PlayedCall(services=town(made_from={MOBILE: [LAMP]}))
    call.says(WIRES)
    call.hangs_up()
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert (deed.dangerous, deed.description) == (True, WIRES)


def test_a_danger_that_is_over_is_told_to_the_team_as_before():
    call = PlayedCall(services=town(made_from={MOBILE: [LAMP]}))
    assert call.says("le lampadaire dangereux que j'avais signalé est réparé") == ["status.is_it"]


def test_in_english_too():
    call = EnglishCall()
    call.town.made_from[MOBILE] = [LAMP]
    call.says("i reported a street light and it still hasn't been fixed it is dangerous")
    assert call.asked == "status.is_it"
    call.says("yes")
    assert [deed.dangerous for deed in call.done if isinstance(deed, JoinReport)] == [True]


@pytest.mark.parametrize("words", ["non mais il y a des fils à nu", "oui et un enfant va se blesser"])
def test_a_danger_told_while_a_report_is_looked_for_makes_it_dangerous(words):
    call = PlayedCall(services=town(made_from={MOBILE: [LAMP]}))
    call.says("où en est mon signalement")
    assert call.asked == "status.is_it"
    assert call.says(words)[0].startswith("emergency.")
    call.says("oui")
    (deed,) = call.deeds(JoinReport)
    assert isinstance(deed, JoinReport)
    assert (deed.reference, deed.dangerous) == ("471290", True)
    assert words in deed.description
    assert isinstance(call.transfer, Transfer)
    assert call.transfer.service == "astreinte"


def test_a_danger_told_where_the_number_is_asked_begins_a_report():
    call = PlayedCall(services=town())
    call.says("où en est mon signalement")
    assert call.asked == "status.reference"
    assert call.says("je ne l'ai pas mais le lampadaire va tomber")[0].startswith("emergency.")
    assert call.asked == "report.where"
    call.says("rue pasteur")
    call.says("oui")
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert (deed.dangerous, deed.kind) == (True, "eclairage")
