"""One subject put in the place of another."""

import pytest

from flows.correction import instead


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("non pas le passeport la carte", "la carte"),
        ("non pas la carte d'identité le passeport", "le passeport"),
        ("non c'est pas le passeport c'est la carte d'identité", "la carte d'identité"),
        ("la carte pas le passeport", "la carte"),
        ("non finalement pas le passeport la carte d'identité", "la carte d'identité"),
        ("en fait non pas le passeport la carte d'identité", "la carte d'identité"),
        ("en fait je voudrais un passeport", "un passeport"),
        ("finalement je veux plutôt une carte d'identité", "une carte d'identité"),
        ("non je voulais un passeport", "un passeport"),
        ("non plutôt la carte", "la carte"),
        ("pas pour un adulte pour un mineur", "un mineur"),
        ("non pas pour une carte d'identité mais pour un passeport", "un passeport"),
        ("ce n'est pas la rue pasteur c'est la rue hugo", "la rue hugo"),
        ("non en fait je voudrais signaler un lampadaire", "signaler un lampadaire"),
    ],
)
def test_what_is_wanted_instead_is_heard(words, wanted):
    assert instead(words) == wanted


@pytest.mark.parametrize(
    "words",
    [
        *(
            "",
            "non",
            "pas du tout",
            "je n'ai pas le passeport",
            "non la carte d'identité",
            "j'ai pas la réponse",
        ),
        *("non pas cinquante six soixante six", "non pas mardi jeudi", "je ne veux pas le donner"),
        *("en fait j'ai une question", "oui mais plutôt le matin", "je n'ai pas la carte de mon fils"),
    ],
)
def test_nothing_is_replaced_where_nothing_is_said_to_be(words):
    assert instead(words) == ""
