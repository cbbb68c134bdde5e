"""Telephone numbers taken back as they are dictated: a wrong one is never read back as right."""

import pytest

from flows.collect.asked_number import collect_phone_number
from flows.collect.phone_number import dictated_digits, national, phone_numbers
from tests.flows.services import Played


def telephone() -> Played:
    return Played(lambda talk, started: collect_phone_number(talk, "callback.number"))


@pytest.mark.parametrize(
    "words",
    [
        "zéro six douze trente quatre cinquante six non soixante dix huit",
        "zéro six douze non trente quatre cinquante six soixante dix huit",
        "zéro six douze trente six pardon trente quatre cinquante six",
        "zéro six douze trente six enfin trente quatre cinquante six",
        "zéro six douze treize quatorze pardon seize",
    ],
)
def test_what_corrects_a_number_makes_none_of_the_pairs_it_replaces(words):
    assert phone_numbers(words) == []
    assert telephone().says(words)[-1].endswith("?") is False, "nothing is read back to be agreed"


@pytest.mark.parametrize(
    ("said", "noted", "number"),
    [
        ("zéro six douze trente quatre non trente cinq", "06 12 35", "0612355678"),
        ("zéro six douze non treize trente quatre", "06 13 34", "0613345678"),
        ("zéro six pardon zéro sept douze trente quatre", "07 12 34", "0712345678"),
        ("zéro six douze je recommence zéro six treize trente quatre", "06 13 34", "0613345678"),
    ],
)
def test_a_beginning_is_kept_as_it_was_corrected(said, noted, number):
    call = telephone()
    assert call.says(said) == [f"J'ai noté {noted}. Donnez-moi la suite."]
    call.says("cinquante six soixante dix huit")
    call.says("oui")
    assert national(call.result) == number


@pytest.mark.parametrize(
    "words",
    [
        "zéro six douze trente quatre cinquante six soixante dix huit je recommence",
        "zéro six douze trente quatre ah je me suis trompée attendez",
    ],
)
def test_a_number_disowned_is_none(words):
    assert phone_numbers(words) == []
    assert dictated_digits(words) == ""
    call = telephone()
    call.says(words)
    call.says("zéro six douze trente quatre cinquante six soixante dix neuf")
    call.says("oui")
    assert national(call.result) == "0612345679"


@pytest.mark.parametrize("end", ["si je me trompe pas", "sauf si je me trompe"])
def test_whoever_is_sure_disowns_nothing(end):
    words = f"zéro six douze trente quatre cinquante six soixante dix huit {end}"
    assert [national(number) for number in phone_numbers(words)] == ["0612345678"]
