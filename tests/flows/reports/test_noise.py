"""A noise is reported, and whoever hears it now is told who comes for it."""

import pytest

from tests.flows.calls import PlayedCall


@pytest.mark.parametrize(
    "words",
    ["mon voisin fait trop de bruit", "mes voisins font un boucan toutes les nuits", "signaler un bruit"],
)
def test_the_number_of_those_who_come_is_told_first(words):
    call = PlayedCall()
    assert call.says(words) == ["report.understood", "report.noise", "report.danger"]


def test_another_problem_is_not_told_of_noise():
    call = PlayedCall()
    assert "report.noise" not in call.says("signaler un tag")
