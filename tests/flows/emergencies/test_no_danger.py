"""Sentences that name nobody in danger, and were asked about as if they did."""

import pytest

from flows.emergencies.alarm.learnt import Level
from flows.emergencies.urgent_words import level_told
from flows.understand import fold


@pytest.mark.parametrize(
    "words",
    [
        "j'arrive avec le gps là mais je trouve pas c'est quelle rue la mairie",
        "j'arrive pas à trouver la mairie",
        "je suis perdu je trouve pas la mairie avec mon gps",
        "je trouve pas l'entrée de la mairie",
        "j'ai plus le rsa ils me l'ont coupé",
        "j'ai plus d'électricité ils me l'ont coupée",
        "mon mari est enterré chez vous et sur la tombe y a un écriteau c'est arrivé au bout",
    ],
)
def test_nobody_is_asked_about(words):
    assert level_told(fold(words)) is Level.NONE


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("j'arrive pas à trouver mon fils", Level.LIKELY),
        ("je trouve plus ma fille à l'école", Level.SURE),
        ("je trouve pas la piscine mon fils se noie", Level.SURE),
        ("je suis perdue dans la forêt", Level.SURE),
        ("je suis perdu je trouve pas la sortie j'ai froid", Level.SURE),
        ("mon mari est enterré sous les gravats", Level.SURE),
        ("il m'a coupé avec un couteau", Level.SURE),
    ],
)
def test_whoever_is_lost_or_buried_is_heard_as_ever(words, level):
    assert level_told(fold(words)) >= level
