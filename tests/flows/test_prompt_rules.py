"""What a town hall's own wording must keep."""

from __future__ import annotations

import pytest

from flows.prompts import Catalogue
from flows.prompts.rules import faults

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
        ("main.otherwise.no_input.2", "Tapez 1 : a. 2 : b. 3 : c. 4 : d. 0 : quelqu'un.", []),
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
    "text", ["{", "}", "{town.name}", "{town[0]}", "{town!r}", "{}", "{0}", "{town:>99}"]
)
def test_braces_that_mean_nothing_are_refused(text):
    assert [one.rule for one in faults(FRENCH, "welcome", text)] == ["broken"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_shipped_sentence_keeps_the_rules(language):
    shipped = Catalogue.load(language)
    told = {key: faults(shipped, key, shipped.written(key), language) for key in KEYS}
    assert {key: found for key, found in told.items() if found} == {}
