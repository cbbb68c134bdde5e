"""Reported already: one's own report first, and no second one for whoever hangs up while asked."""

from flows.reporting import JoinReport, OpenReport, ReportStatus, SimilarReport
from tests.flows.reports.calls import harmless, town
from tests.flows.services import MOBILE, Played

TITLE = "une panne d'éclairage"
THEIRS = SimilarReport(reference="537444", title=TITLE, opened="2026-11-20")
MINE = SimilarReport(reference="985531", title=TITLE, opened="2026-11-18")
MADE = ReportStatus(reference="985531", title=TITLE, status="new", opened="2026-11-18", kind="eclairage")


def there() -> Played:
    call = harmless(
        "un lampadaire en panne rue pasteur", town(reports=[THEIRS, MINE], made_from={MOBILE: [MADE]})
    )
    call.says("oui")
    return call


def test_their_own_report_is_offered_first_to_whoever_calls_back():
    call = there()
    assert call.asked == "report.yours"
    call.says("oui")
    call.says("non")
    (deed,) = call.deeds(JoinReport)
    assert isinstance(deed, JoinReport)
    assert deed.reference == "985531"


def test_somebody_elses_is_offered_to_whoever_means_another_problem():
    call = there()
    call.says("non")
    assert call.asked == "report.similar"
    call.says("non")
    assert call.asked == "report.describe"


def test_hanging_up_beside_a_report_like_it_makes_no_second_one():
    call = there()
    call.hangs_up()
    assert not call.deeds(OpenReport)
    (deed,) = call.deeds(JoinReport)
    assert isinstance(deed, JoinReport)
    assert deed.reference == "985531"


def test_hanging_up_once_it_was_denied_opens_a_report():
    call = there()
    call.says("non")
    call.says("non")
    call.hangs_up()
    assert not call.deeds(JoinReport)
    assert call.deeds(OpenReport)
