"""Nobody reads a telephone number who need not."""

import re

import pytest

from ivr.calls.masking import MASK, mask, mask_keys


@pytest.mark.parametrize(
    "told",
    [
        "On vous rappelle au 06 39 98 00 17 ?",
        "au 0639980017",
        "au +33639980017",
        "au +33 6 39 98 00 17",
        "au 06.39.98.00.17",
        "0033639980017",
        "+4930901820017",
    ],
)
def test_written_numbers_are_hidden(told):
    hidden = mask(told)
    assert "••" in hidden
    assert "399800" not in "".join(filter(str.isalnum, hidden))
    assert hidden.endswith(("17", "17 ?"))


@pytest.mark.parametrize(
    "told",
    [
        "zéro six trente neuf quatre vingt dix huit zéro zéro zéro un",
        "c'est le zéro quatre soixante cinq soixante et onze",
        "zéro six, euh, douze trente quatre cinquante six soixante dix huit",
        "zéro six euh attendez douze trente, alors, trente quatre",
    ],
)
def test_dictated_numbers_are_hidden(told):
    assert "zéro" not in mask(told)
    assert "••" in mask(told)


@pytest.mark.parametrize(
    "told",
    [
        "zero six three nine nine eight zero zero one seven",
        "oh six, three nine, double nine, eighty-one, twenty-three",
        "plus three three six thirty nine ninety eight hundred",
    ],
)
def test_numbers_dictated_in_english_are_hidden(told):
    assert mask(f"my number is {told} thank you") == f"my number is {MASK * 4} thank you"


@pytest.mark.parametrize(
    "told",
    [
        "je suis née en cinquante deux",
        "au 12 rue Victor Hugo, 38990 Valmont",
        "le 25/11/2026 à 14 h 30",
        "référence 123456",
        "un deux trois",
        "un, euh, puis deux, et alors trois enfants",
        "le 12, euh, plutôt le 14, 38990 Valmont",
        "prenez rendez-vous à la mairie, point final",
        "meet me at the town hall",
        "three at home and two at school",
        "one or two children, both under ten",
        "between nine and twelve on the twenty-third",
        "appuyez sur 1 ou sur 2",
    ],
)
def test_the_rest_stays(told):
    assert mask(told) == told


@pytest.mark.parametrize(
    "told",
    [
        "au 06, euh, 39 98 00 17",
        "06, 39, 98, 00, 17",
        "06 39... alors 98, euh, 00 17",
        "06\u00a039\u00a098\u00a000\u00a017",
    ],
)
def test_a_number_said_with_pauses_is_hidden_whole(told):
    assert mask(told).endswith(f"06 {MASK} {MASK} {MASK} 17")


@pytest.mark.parametrize(
    "told",
    [
        "jean.dupont@exemple.fr",
        "jean-paul_d+mairie@mail.exemple.co.uk",
        "jean point dupont arobase exemple point fr",
        "j e a n tiret dupont arobase exemple point fr",
        "jean arobase exemple",
        "john dot smith at example dot com",
    ],
)
def test_addresses_are_hidden_written_or_dictated(told):
    hidden = mask(f"mon adresse, {told}, merci")
    assert MASK in hidden
    assert not {"jean", "dupont", "exemple", "paul", "smith", "example"} & set(re.findall(r"[a-z]+", hidden))
    assert hidden.startswith("mon adresse, ")
    assert hidden.endswith(", merci")


def test_the_town_halls_own_address_stays_readable():
    told = "Écrivez à Mairie@valmont.example, pas à jean@valmont.example."
    assert mask(told, public=["mairie@valmont.example"]) == told.replace(
        "jean@valmont.example.", f"{MASK}@{MASK}."
    )


def test_long_runs_of_keys_are_hidden():
    assert mask_keys("0639980017#") == "••••••••"
    assert mask_keys("123456") == "123456"


def test_the_numbers_that_everybody_may_read_stay_readable():
    told = "Appelez le 04 65 71 00 00, ou le +33 4 65 71 00 00 ; vous appelez du 06 39 98 00 17."
    assert mask(told, public=["+33465710000"]) == told.replace("06 39 98 00 17", "06 •• •• •• 17")
    assert "04 65 71 00 00" not in mask(told)
