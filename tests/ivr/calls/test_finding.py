"""What people type in a search finds what they mean by it."""

from __future__ import annotations

import pytest
from sqlite_utils import Database

from ivr.calls.finding import holding, number_typed

ROWS = [
    {
        "item": 1,
        "name": "Hélène Lefèbvre",
        "text": "place de la République, un camion bloque",
        "phone": "+33639989476",
    },
    {"item": 726, "name": None, "text": "rappelez-moi à l’heure du déjeuner", "phone": "+33465710002"},
    {"item": 3, "name": "50 % de remise", "text": "a_b", "phone": ""},
]


@pytest.fixture
def db():
    db = Database(memory=True)
    db.table("left").insert_all(ROWS)
    return db


def found(db, text):
    holds, values = holding(db, ("item", "name", "text"), "phone", text)
    return [row["item"] for row in db.query(f"select item from left where {holds}", values)]  # noqa: S608


@pytest.mark.parametrize(
    "text",
    ["lefebvre", "LEFÈBVRE helene", "republique", "camion place", "06 39 98 94 76", "06.39.98.94.76",
     "0639989476", "+33 6 39 98 94 76", "0033639989476", "94 76", "(06) 39 98"],
)  # fmt: skip
def test_words_and_numbers_are_found_however_they_are_typed(db, text):
    assert found(db, text) == [1]


def test_an_apostrophe_is_an_apostrophe(db):
    assert found(db, "l'heure") == [726]


def test_a_short_number_is_that_of_an_item(db):
    assert found(db, "726") == [726]


def test_every_word_must_be_there(db):
    assert found(db, "camion poubelle") == []


@pytest.mark.parametrize(("text", "items"), [("%", [3]), ("_", [3]), ("\\", []), ("' or 1=1 --", [])])
def test_no_sign_is_anything_but_itself(db, text, items):
    assert found(db, text) == items


def test_nothing_typed_leaves_nothing_out(db):
    assert found(db, "  ") == [1, 726, 3]


@pytest.mark.parametrize(("text", "digits"), [("12 bis", ""), ("687", ""), ("", ""), ("06 39", "639")])
def test_what_is_no_number_is_not_taken_for_one(text, digits):
    assert number_typed(text) == digits
