"""More told of a report once it is made."""

import pytest

from flows.reporting import CorrectReport
from tests.flows.calls import PlayedCall
from tests.flows.reports.calls import town


def made(*said: str) -> PlayedCall:
    call = PlayedCall(services=town())
    for words in ("signaler un tag", "non", "rue pasteur", "oui", "il est rouge", "non", *said):
        call.says(words)
    return call


@pytest.mark.parametrize(
    "said", ["en fait il y en a deux", "j'ai oublié de dire qu'il est sur la porte", "et il y en a un autre"]
)
def test_more_of_it_reaches_its_team(said):
    (deed,) = made(said).deeds(CorrectReport)
    assert isinstance(deed, CorrectReport)
    assert (deed.words, deed.kind, deed.street) == (said, "proprete", "rue Pasteur")


@pytest.mark.parametrize("said", ["non merci", "j'ai oublié de dire qu'il y a un lampadaire en panne"])
def test_another_matter_is_not_added(said):
    assert made(said).deeds(CorrectReport) == []
