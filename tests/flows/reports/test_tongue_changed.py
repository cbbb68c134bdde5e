"""Another language asked for in a report: the same question is asked in it, and the report goes on."""

from flows.reporting import OpenReport
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import town


def test_whoever_asks_for_english_goes_on_with_their_report():
    call = PlayedCall(services=town(), languages=("fr", "en"))
    call.says("signaler un lampadaire")
    assert call.asked == "report.danger"
    call.says("speak english")
    assert call.asked == "report.danger"
    call.says("no")
    call.says("rue pasteur")
    call.says("yes")
    call.hangs_up()
    (deed,) = [action for action in call.done if isinstance(action, OpenReport)]
    assert (deed.kind, deed.street, deed.language) == ("eclairage", "rue Pasteur", "en")
