"""A report that its caller gives up while it is made: nothing is passed on, and that is said."""

import pytest

from flows.giving_up import gives_up_report
from flows.reporting import OpenReport, SimilarReport
from tests.flows.reports.calls import calling, harmless, opened, town

LAMP = "un lampadaire en panne rue pasteur"
SAME = SimilarReport(reference="300111", title="une panne d'éclairage", opened="2026-11-18")


def described(there=None):
    call = harmless(LAMP, there)
    call.says("oui")
    return call


@pytest.mark.parametrize(
    "words", ["finalement laissez tomber", "en fait annulez le signalement", "laissez tomber", "annuler"]
)
def test_a_report_given_up_at_its_description_is_not_opened(words):
    call = described()
    assert call.asked == "report.describe"
    assert call.says(words) == ["D'accord, je ne transmets rien."]
    assert call.result is True
    assert not call.deeds(OpenReport)


@pytest.mark.parametrize("words", ["annuler", "non laissez tomber", "ne transmettez rien finalement"])
def test_a_report_given_up_beside_one_like_it_is_not_opened(words):
    call = described(town(reports=[SAME]))
    assert call.asked == "report.similar"
    call.says(words)
    assert call.result is True
    assert not call.deeds(OpenReport)


def test_a_danger_that_is_given_up_is_passed_on_all_the_same():
    call = calling(LAMP)
    call.says("oui")
    assert call.asked == "address.read_back"
    assert "je le transmets quand même" in call.says("laissez tomber")[0]
    assert opened(call).dangerous


@pytest.mark.parametrize("words", ["never mind", "actually forget it", "cancel the report please"])
def test_english_callers_give_up_too(words):
    assert gives_up_report(words)


@pytest.mark.parametrize(
    "words",
    ["des gens laissent tomber des ordures", "annulez mon rendez-vous", "on a laissé tomber ce quartier"],
)
def test_other_words_give_nothing_up(words):
    assert not gives_up_report(words)
