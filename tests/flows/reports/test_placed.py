"""The place of a danger told once it was passed on goes with it, and its team on call is rung."""

import pytest

from flows.actions import Say, Transfer
from flows.events import AnswersFound, TransferEnded
from flows.reporting import CorrectReport, OpenReport
from flows.routing import ON_CALL
from tests.flows.calls import HOURS, PlayedCall, sure
from tests.flows.reports.calls import town

PASTEUR, KIOSK = "rue pasteur", "devant le kiosque"


def interrupted() -> PlayedCall:
    """A fallen tree, reported as a danger, whose place was not told when an emergency was."""
    call = PlayedCall(services=town())
    call.says("signaler un arbre tombé")
    call.says("oui il a écrasé une voiture")
    call.says("y a quelqu'un dedans")
    assert call.asked == "emergency.next"
    return call


def nobody_on_call() -> PlayedCall:
    """A hole, reported as a danger, and the team on call does not answer."""
    call = PlayedCall({KIOSK: sure(HOURS)}, services=town())
    for words in ("signaler un trou", "oui", PASTEUR, "oui"):
        call.says(words)
    call.feed(TransferEnded(outcome="busy"))
    assert call.asked == "message.offer"
    return call


def placed(call: PlayedCall) -> CorrectReport:
    (opened,), (deed,) = call.deeds(OpenReport), call.deeds(CorrectReport)
    assert isinstance(opened, OpenReport)
    assert isinstance(deed, CorrectReport)
    assert deed.reference == opened.reference
    assert deed.dangerous
    return deed


def test_a_street_told_after_an_emergency_interrupted_the_report_is_that_of_the_danger():
    call = interrupted()
    assert call.says(PASTEUR) == ["address.read_back"]
    call.says("oui")
    assert placed(call).street == "rue Pasteur"
    (transfer,) = call.deeds(Transfer)
    assert isinstance(transfer, Transfer)
    assert transfer.service == ON_CALL
    assert "écrasé une voiture" in transfer.summary


def test_whoever_hangs_up_while_it_is_read_back_has_told_it():
    call = interrupted()
    call.says(PASTEUR)
    call.hangs_up()
    assert placed(call).place == PASTEUR


def test_what_stands_there_told_at_the_offer_of_a_message_goes_with_the_danger():
    call = nobody_on_call()
    told = call.says(KIOSK)
    assert placed(call).place == f"{PASTEUR}, {KIOSK}"
    assert told == ["report.placed", "main.anything_else"]
    assert len(call.deeds(Transfer)) == 1


@pytest.mark.parametrize("words", ["les horaires de la mairie", "quand passez vous rue pasteur", "non merci"])
def test_other_words_are_no_place_of_it(words):
    call = interrupted()
    call.knows[words] = AnswersFound(decision="none")
    call.says(words)
    call.hangs_up()
    assert call.deeds(CorrectReport) == []


def test_a_report_that_is_no_danger_is_not_placed_so():
    call = PlayedCall({KIOSK: AnswersFound(decision="none")}, services=town())
    for words in ("signaler un lampadaire éteint", "non", PASTEUR, "oui", "il clignote", "non", KIOSK):
        call.says(words)
    assert call.deeds(CorrectReport) == []
    assert "report.placed" not in [one.prompt for one in call.done if isinstance(one, Say)]
