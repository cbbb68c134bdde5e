"""A street and its number, by keys alone."""

from dataclasses import replace

import pytest

from flows.collect.address import Address, collect_address
from flows.reporting import FindStreetByKeys, Street
from tests.flows.services import Played, TownHall

PASTEUR, HUGO = Street(name="rue Pasteur", score=1.0), Street(name="rue Victor Hugo", score=1.0)
FIVE = [Street(name=f"rue {letter}", score=1.0) for letter in "ABCDE"]
KEYED = {"7278": [PASTEUR], "72": [PASTEUR, HUGO], "7": FIVE, "77": FIVE, "78": FIVE[:4]}


def keying(**known: list[Street]) -> Played:
    town = TownHall(keyed=dict(KEYED), streets=dict(known))
    call = Played(lambda talk, started: collect_address(talk, "report.where"), town)
    call.presses("1")
    assert call.asked == "address.letters"
    return call


def test_a_street_and_its_number_are_keyed_and_agreed():
    call = keying()
    assert call.presses("7278") == [
        "Tapez le numéro de la maison la plus proche, puis dièse. Sans numéro, tapez seulement dièse."
    ]
    assert call.presses("12") == ["12 rue Pasteur, c'est bien ça ?"]
    call.presses("1")
    assert call.result == Address(street="rue Pasteur", number="12")
    assert call.deeds(FindStreetByKeys) == [FindStreetByKeys(keys="7278")]


@pytest.mark.parametrize("nothing", ["#", "silence"])
def test_a_street_alone_will_do(nothing):
    call = keying()
    call.presses("7278#")
    while call.asked == "address.house_number" or call.asked.startswith("address.house_number."):
        call.is_silent() if nothing == "silence" else call.presses("#")
    call.presses("1")
    assert call.result == Address(street="rue Pasteur")


def test_a_number_that_the_street_does_not_have_is_told():
    call = keying(**{"rue Pasteur": [Street(name="rue Pasteur", score=1.0, number_known=False)]})
    call.presses("7278#")
    assert "Je ne connais pas le numéro 999" in call.presses("999#")[0]


@pytest.mark.parametrize(
    ("letters", "asked", "chosen", "street"),
    [
        (["72#"], ["address.nearest_2"], "2", "Rue Victor Hugo"),
        (["7#", "77#"], ["address.letters_more", "address.nearest_4"], "4", "Rue D"),  # the nearest four
    ],
)
def test_among_a_few_streets_a_key_chooses_and_of_more_letters_are_wanted(letters, asked, chosen, street):
    call = keying()
    for keys, question in zip(letters, asked, strict=True):
        call.presses(keys)
        assert call.asked == question
    call.presses(chosen)
    call.presses("#")
    assert street in call.said[-1]


@pytest.mark.parametrize(
    ("suffixed", "question", "key", "address"),
    [
        (("12 bis",), "address.suffix_2", "2", "12 bis rue Pasteur"),
        (("12 bis",), "address.suffix_2", "1", "12 rue Pasteur"),
        (("12 bis", "12 ter"), "address.suffix_3", "3", "12 ter rue Pasteur"),
        (("12 a", "12 b", "12 c", "12 d"), "address.suffix_4", "4", "12 c rue Pasteur"),
    ],
)
def test_a_number_that_several_houses_bear_is_chosen_with_a_key(suffixed, question, key, address):
    call = keying(**{"rue Pasteur": [replace(PASTEUR, suffixed=suffixed)]})
    call.presses("7278#")
    call.presses("12#")
    assert call.asked == question
    assert call.presses(key) == [f"{address}, c'est bien ça ?"]


def test_whoever_does_not_choose_among_the_houses_keeps_the_number_they_keyed():
    call = keying(**{"rue Pasteur": [replace(PASTEUR, suffixed=("12 bis",))]})
    call.presses("7278#")
    call.presses("12#")
    for _ in range(3):
        said = call.is_silent()
    assert said == ["12 rue Pasteur, c'est bien ça ?"]


def test_going_back_from_the_streets_offered_is_keying_again():
    call = keying()
    call.presses("72#")
    call.presses("#")
    assert call.asked.startswith("address.letters")
    call.presses("7278#")
    assert call.asked == "address.house_number"


def test_an_address_refused_is_keyed_again():
    call = keying()
    call.presses("7278#")
    call.presses("#")
    call.presses("2")
    assert call.asked == "address.letters"


def test_letters_that_begin_no_street_are_asked_again_then_given_up():
    call = keying()
    call.presses("999#")
    assert call.asked == "address.letters.no_match.1"
    call.presses("999#")
    assert call.asked == "address.letters.no_match.2"
    call.presses("999#")
    assert call.result is None


@pytest.mark.parametrize(("keys", "left"), [("0", "AgentWanted"), ("#", "BackWanted")])
def test_keying_can_be_left(keys, left):
    call = keying()
    call.presses(keys)
    assert call.result == left


def test_words_said_in_the_place_of_letters_are_looked_for():
    call = keying(**{"rue pasteur": [PASTEUR]})
    assert call.says("douze rue pasteur") == ["12 rue Pasteur, c'est bien ça ?"]


def test_whoever_only_presses_keys_is_told_the_keys_at_the_first_silence():
    call = Played(lambda talk, started: collect_address(talk, "report.where"), TownHall(keyed=dict(KEYED)))
    call.presses("5")
    assert "1 pour taper le nom de la rue" in call.is_silent()[0]
