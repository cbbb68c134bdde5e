"""Streets by the letter keys of a telephone."""

import pytest

from knowledge.keyed_streets import MOST_FOUND, keys_of, streets_keyed
from knowledge.streets import Street, StreetList

NAMES = (
    *(
        "Rue Victor Hugo",
        "Rue Pasteur",
        "Rue Paul Éluard",
        "Rue de la Paix",
        "Place de l'Église",
        "Rue de l'Église",
    ),
    *("Rue du 11 Novembre 1918", "Rue Jean Jaurès", "Avenue Jean Moulin", "Rue Antoine de Saint-Exupéry"),
)
TOWN = StreetList([Street(name) for name in NAMES])


def found(keys: str) -> list[str]:
    return [street.name for street in streets_keyed(TOWN, keys)]


def test_every_letter_has_the_key_that_telephones_give_it():
    assert keys_of("abc def ghi jkl mno pqrs tuv wxyz") == "22233344455566677778889999"
    assert keys_of("Église, 11 bis") == "3454731" + "1247"


@pytest.mark.parametrize(
    ("word", "street"),
    [
        ("pasteur", "Rue Pasteur"),
        ("victor", "Rue Victor Hugo"),
        ("hugo", "Rue Victor Hugo"),
        ("victor hugo", "Rue Victor Hugo"),
        ("rue pasteur", "Rue Pasteur"),
        ("paix", "Rue de la Paix"),
        ("de la paix", "Rue de la Paix"),
        ("11 nov", "Rue du 11 Novembre 1918"),
        ("saint ex", "Rue Antoine de Saint-Exupéry"),
        ("eluard", "Rue Paul Éluard"),
    ],
)
def test_a_street_is_found_by_the_letters_of_any_of_its_words(word, street):
    assert found(keys_of(word)) == [street]


def test_streets_that_begin_alike_are_all_found():
    assert found(keys_of("eglise")) == ["Place de l'Église", "Rue de l'Église"]
    assert found(keys_of("jean")) == ["Avenue Jean Moulin", "Rue Jean Jaurès"]


def test_a_name_keyed_whole_comes_before_those_it_begins():
    town = StreetList([Street("Rue Martinet"), Street("Rue Martin")])
    assert [street.name for street in streets_keyed(town, keys_of("martin"))] == [
        "Rue Martin",
        "Rue Martinet",
    ]


def test_so_many_that_more_letters_are_needed_are_not_all_given():
    town = StreetList(
        [Street(f"Rue Jean {name}") for name in ("Un", "Deux", "Trois", "Quatre", "Cinq", "Six")]
    )
    assert len(streets_keyed(town, keys_of("jean"))) == MOST_FOUND


@pytest.mark.parametrize("keys", ["", "9999", "10", "0"])
def test_keys_that_begin_nothing_find_nothing(keys):
    assert found(keys) == []
