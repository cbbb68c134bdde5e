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


def beside_anothers(words: str = "") -> Played:
    call = harmless("un lampadaire en panne rue pasteur", town(reports=[THEIRS]))
    call.says("oui")
    assert call.asked == "report.similar"
    if words:
        call.says(words)
    call.hangs_up()
    return call


def test_hanging_up_beside_somebody_elses_opens_ones_own_marked_as_perhaps_the_same():
    (deed,) = beside_anothers().deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert deed.perhaps == "537444"


def test_what_was_told_before_hanging_up_there_is_told_in_ones_own_report():
    (deed,) = beside_anothers("les deux lampadaires du coin").deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert deed.description.endswith("les deux lampadaires du coin")


def test_a_report_that_was_denied_to_be_the_same_is_not_marked():
    call = harmless("un lampadaire en panne rue pasteur", town(reports=[THEIRS]))
    for words in ("oui", "non", "il clignote", "non"):
        call.says(words)
    (deed,) = call.deeds(OpenReport)
    assert isinstance(deed, OpenReport)
    assert deed.perhaps == ""


def test_whoever_agreed_that_it_is_the_same_has_joined_it_however_they_leave():
    call = harmless("un lampadaire en panne rue pasteur", town(reports=[THEIRS]))
    for words in ("oui", "oui", "un agent"):
        call.says(words)
    assert [type(deed) for deed in call.done if isinstance(deed, OpenReport | JoinReport)] == [JoinReport]
