"""Nobody reads a telephone number who need not."""

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
        "one or two children, both under ten",
        "between nine and twelve on the twenty-third",
        "appuyez sur 1 ou sur 2",
    ],
)
def test_the_rest_stays(told):
    assert mask(told) == told


def test_long_runs_of_keys_are_hidden():
    assert mask_keys("0639980017#") == "••••••••"
    assert mask_keys("123456") == "123456"


def test_the_numbers_that_everybody_may_read_stay_readable():
    told = "Appelez le 04 65 71 00 00, ou le +33 4 65 71 00 00 ; vous appelez du 06 39 98 00 17."
    assert mask(told, public=["+33465710000"]) == told.replace("06 39 98 00 17", "06 •• •• •• 17")
    assert "04 65 71 00 00" not in mask(told)
