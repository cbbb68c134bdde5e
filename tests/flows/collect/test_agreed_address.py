"""The address read back: silence keeps it unconfirmed, what is beside the point is asked again."""

import pytest

from flows.collect.address import Address, collect_address
from flows.reporting import Street
from flows.tongues import tongue_of
from tests.flows.reports.calls import harmless, opened
from tests.flows.services import Played, TownHall

PASTEUR = Street(name="rue Pasteur", score=0.98)
HUGO = Street(name="rue Victor-Hugo", score=0.97)
STREETS = {"rue pasteur": [PASTEUR], "pasteur": [PASTEUR], "victor hugo": [HUGO], "rue victor hugo": [HUGO]}


def read_back() -> Played:
    call = Played(
        lambda talk, started: collect_address(talk, "report.where", words_will_do=True),
        TownHall(streets=dict(STREETS)),
    )
    call.says("douze rue pasteur")
    assert call.asked == "address.read_back"
    return call


def test_silence_keeps_the_street_that_was_found_unconfirmed():
    call = read_back()
    for _ in range(3):
        call.is_silent()
    assert call.result == Address(
        street="rue Pasteur", number="12", said="douze rue pasteur", confirmed=False
    )
    assert not any("Je ne trouve pas" in sentence for sentence in call.said)


def test_words_beside_the_point_are_asked_again_then_keep_it_unconfirmed():
    call = read_back()
    call.says("blabla dans le vent")
    assert call.asked == "address.read_back.no_match.1"
    call.says("il clignote la nuit")
    assert call.asked == "address.read_back.no_match.2"
    call.says("tralala lalère encore")
    assert call.result.street == "rue Pasteur"
    assert not call.result.confirmed


def test_a_report_whose_caller_falls_silent_there_tells_the_team_that_it_was_not_confirmed():
    call = harmless("un lampadaire en panne")
    call.says("rue pasteur")
    while call.asked:
        call.is_silent()
    assert (opened(call).street, opened(call).unconfirmed) == ("rue Pasteur", True)


def test_a_place_that_was_agreed_is_confirmed():
    call = harmless("un lampadaire en panne rue pasteur")
    for words in ("oui", "il clignote", "non"):
        call.says(words)
    assert not opened(call).unconfirmed


@pytest.mark.parametrize("words", ["non victor hugo", "victor hugo", "non c'est rue victor hugo"])
def test_another_street_is_heard_there_without_its_kind_too(words):
    call = read_back()
    assert call.says(words) == ["Rue Victor-Hugo, c'est bien ça ?"]
    assert call.says("non pasteur") == ["Rue Pasteur, c'est bien ça ?"]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "douze rue pasteur non quatorze"),
        ("fr", "au douze rue pasteur euh non pardon le quatorze"),
        ("en", "12 rue pasteur no 14"),
        ("en", "twelve rue pasteur sorry number fourteen"),
    ],
)
def test_a_number_taken_back_in_the_same_breath_is_the_last_one(language, words):
    tongue = tongue_of(language)
    said = tongue.address.said_in(tongue.digits(words))
    assert said is not None
    assert (said.number, said.street) == ("14", "rue pasteur")
