"""A yes to whether anybody is in danger, given by mistake, is asked again and may become a no."""

import pytest

from tests.flows.reports.calls import PASTEUR, calling, opened


def in_danger(words: str = "un lampadaire en panne"):
    call = calling(words)
    assert call.asked == "report.danger"
    call.says("oui")
    assert call.asked == "report.where"
    return call


@pytest.mark.parametrize("words", ["non je me suis trompé", "ah non pardon il n'y a pas de danger"])
def test_a_yes_said_by_mistake_is_asked_about_again(words: str):
    call = in_danger()
    call.says(words)
    assert call.asked == "report.danger"
    call.says("non")
    call.says(PASTEUR)
    call.says("oui")
    call.hangs_up()
    report = opened(call)
    assert (report.dangerous, report.street) == (False, "rue Pasteur")
    assert words not in report.description


def test_whoever_says_yes_once_more_is_in_danger_still():
    call = in_danger()
    call.says("je me suis trompé")
    call.says("oui")
    call.hangs_up()
    assert opened(call).dangerous


def test_a_danger_told_in_words_is_not_taken_back_so():
    call = calling("un lampadaire va tomber")
    call.says("non je me suis trompé")
    call.hangs_up()
    assert opened(call).dangerous
