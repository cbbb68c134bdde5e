"""What a town hall's own wording must keep."""

from __future__ import annotations

import pytest

from flows.prompts import Catalogue
from flows.prompts.rules import choices_named, faults

FRENCH = Catalogue.load("fr")
KEYS = FRENCH.keys()


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("welcome", "Mairie {town:of}, bonjour. Je suis un assistant automatique.", []),
        ("welcome", "  ", [("empty", ())]),
        ("welcome", "Bonjour.", [("missing", ("town",))]),
        ("welcome", "{town:of} {phone}", [("unknown", ("phone",))]),
        ("welcome", "{town:of} " + "blabla " * 40, [("long", ("22", "12"))]),
        ("main.question.no_input.2", "Je vous écoute toujours.", [("no_way_out", ())]),
        ("main.question.no_input.2", "Appuyez sur 0 pour parler à quelqu'un.", []),
        (
            "main.question.no_input.2",
            "Appuyez sur 1 pour a, 2 pour b, 3 pour c, 4 pour d, 5 pour e.",
            [("choices", ("4",))],
        ),
        (
            "main.otherwise.no_input.2",
            "Appuyez sur 1. Pour rire, sur 2. Pour pleurer, sur 3. Pour rien, sur 4. Pour voir, tapez 5.",
            [("choices", ("4",))],
        ),
        ("main.otherwise.no_input.2", "Tapez 1 : a. 2 : b. 3 : c. 4 : d. 5 : e.", [("choices", ("4",))]),
        (
            "main.otherwise.no_input.2",
            "Tapez 1 : a. 2 : b. 3 : c. 4 : d. 0 : quelqu'un.",
            [("choices", ("4",))],
        ),
        ("main.otherwise.no_input.2", "Tapez 1 : a. 2 : b. 3 : c. 0 : quelqu'un.", []),
        ("main.otherwise.no_input.1", "Je vous écoute toujours.", [("no_way_out", ())]),
        ("report.danger.no_match.1", "Je n'ai pas compris.", [("no_way_out", ())]),
        ("survey.rate.no_input.2", "Appuyez sur une touche de 1 à 5.", []),
        ("main.question", "Que puis-je faire pour vous?", [("tight", ())]),
        ("welcome", "Bonjour, mairie de {town}.", [("kind", ("town",))]),
        ("welcome", "Bonjour, mairie {town:phone}.", [("kind", ("town",))]),
        ("welcome", "Bonjour, mairie de {town:of}.", [("doubled", ("de {town:of}",))]),
        ("welcome", "Bonjour de la mairie {town:of}.", []),
    ],
)
def test_each_rule_is_told(key, text, expected):
    assert [(one.rule, one.values) for one in faults(FRENCH, key, text)] == expected


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Appuyez sur une touche de 1 à 4, sur dièse pour revenir, ou sur 0.", "01234#"),
        ("Dites oui ou non. Ou appuyez sur 1, 2 ou 3.", "123"),
        ("1 = a, 2 = b, 3 = c.", "123"),
        ("1 - a. 2 - b.", "12"),
        ("Pour a, tapez un. Pour b, tapez deux. Pour c, la touche trois.", "123"),
        ("Faites le 1 pour a, le 2 pour b.", "12"),
        ("Pour a, touche 1 ; pour b, touche 2 ; pour revenir, étoile.", "12"),
        ("Tapez votre numéro, puis dièse.", ""),
        ("Tapez les dix chiffres, deux par deux.", ""),
        ("Pour 14 h 30, tapez 1, 4, 3, 0.", ""),
        ("Pour Victor, tapez 8, 4, 2, 8, 6, 7, puis dièse.", ""),
        ("Faites le 18, ou le 112.", ""),
        ("Press 1 for a, 2 for b, or hash to go back.", "12#"),
        ("Press one for a, two for b.", "12"),
        ("Press a key from 1 to 4.", "1234"),
        ("Key in your number, then press hash.", ""),
    ],
)
def test_keys_are_counted_however_they_are_named(text, keys):
    assert choices_named(text) == set(keys)


@pytest.mark.parametrize(
    "text", ["{", "}", "{town.name}", "{town[0]}", "{town!r}", "{}", "{0}", "{town:>99}"]
)
def test_braces_that_mean_nothing_are_refused(text):
    assert [one.rule for one in faults(FRENCH, "welcome", text)] == ["broken"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_shipped_sentence_keeps_the_rules(language):
    shipped = Catalogue.load(language)
    told = {key: faults(shipped, key, shipped.written(key), language) for key in KEYS}
    assert {key: found for key, found in told.items() if found} == {}
