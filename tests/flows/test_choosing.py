"""Which option did these words choose?"""

import pytest

from flows.choosing import Option, chosen_option

AGE = [Option("un adulte", ("majeur", "moi", "pour moi")), Option("un mineur", ("enfant", "mon fils"))]
PAPERS = [Option("une carte d'identité"), Option("un passeport"), Option("une carte électorale")]


@pytest.mark.parametrize(
    ("words", "options", "expected"),
    [
        ("un adulte", AGE, 0),
        ("pour un mineur s'il vous plaît", AGE, 1),
        ("c'est pour mon fils", AGE, 1),
        ("le premier", AGE, 0),
        ("la deuxième", AGE, 1),
        ("celui du milieu", PAPERS, 1),
        ("celui du milieu", AGE, None),
        ("un", AGE, 0),
        ("deux", AGE, 1),
        ("le dernier", PAPERS, 2),
        ("le passeport", PAPERS, 1),
        ("la carte d'identité", PAPERS, 0),
        ("la carte électorale", PAPERS, 2),
        ("la carte", PAPERS, None),
        ("je ne sais pas", PAPERS, None),
        ("adultes", AGE, 0),
        ("", AGE, None),
    ],
)
def test_it_knows_which(words, options, expected):
    assert chosen_option(words, options) == expected
