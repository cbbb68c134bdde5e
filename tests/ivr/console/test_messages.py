"""The console's catalogues: each sentence is in one of them, and no other room's words stand in its place."""

import tomllib
from pathlib import Path

import pytest

from ivr.console.messages import CATALOGUES, made_one, message
from ivr.console.words import word

FOLDER = Path("ivr/console")
APART = {"indicators_fr.toml": "indicator_words.py"}
"""Catalogues that name the same codes otherwise, on purpose, and the module that alone reads each."""


def test_every_catalogue_is_read_in_one_place():
    found = {file.name for file in FOLDER.glob("*_fr.toml")}
    assert found == {*CATALOGUES, *APART}
    assert not set(CATALOGUES) & set(APART)
    for name, module in APART.items():
        assert f'joinpath("{name}")' in (FOLDER / module).read_text(encoding="utf-8")


def test_no_two_catalogues_read_as_one_hold_the_same_sentence():
    written = [tomllib.loads((FOLDER / name).read_text(encoding="utf-8")) for name in CATALOGUES]
    keys = [f"{section}.{key}" for one in written for section, of in one.items() for key in of]
    assert sorted(keys) == sorted(set(keys))
    with pytest.raises(ValueError, match=r"topic\.visit"):
        made_one(['[topic]\nvisit = "Un rendez-vous"', '[topic]\nvisit = "Rendez-vous"'])


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("topic.rendez-vous", "Un rendez-vous"),
        ("topic.signalement", "Un signalement"),
        ("outcome.transferred", "Transféré"),
        ("channel.stream", "Téléphone"),
        ("kind.message", "Message"),
    ],
)
def test_one_call_is_told_in_the_words_of_a_call_and_not_of_a_group_that_is_counted(key, written):
    assert message(key) == written


def test_a_code_that_only_the_indicators_name_is_none_of_a_call():
    assert word("weekday", "0") == "0"
