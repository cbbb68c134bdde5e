"""Everyday turns that sound like a danger, and what is still heard beside them."""

import pytest

from flows.emergencies.alarm.learnt import Level
from flows.emergencies.urgent_words import level_told
from flows.understand import fold


@pytest.mark.parametrize(
    "words",
    [
        "envoyez moi un mail",
        "je peux ajouter ma femme",
        "on m'a transféré et ça a coupé",
        "je vais me faire entendre",
        "ma mère a alzheimer",
        "ma mère perd la tête",
        "ma clé est tombée dans l'égout",
        "on m'a agressé verbalement à l'accueil",
        "votre camion a percuté ma voiture",
        "mon dossier a brûlé dans l'incendie de ma maison il faut refaire tous mes papiers",
        "ma mère a disparu du fichier électoral",
        "ma rue est dangereuse les voitures roulent trop vite",
        "allô quelqu'un m'entend",
        "mon ex me rend plus les enfants",
        "ici les pompiers il y a un incendie rue pasteur il nous faut le maire",
    ],
)
def test_they_are_no_danger(words):
    assert level_told(fold(words)) <= Level.PERHAPS


@pytest.mark.parametrize(
    "words",
    [
        "la nuit est tombée et mon fils a disparu",
        "ma mère perd la tête et elle a avalé des médicaments",
        "votre camion a percuté ma voiture il y a un blessé grave",
        "c'est le samu mon mari ne respire plus",
        "mon ex me rend plus les enfants et il a un fusil",
    ],
)
def test_what_is_told_beside_them_is_heard(words):
    assert level_told(fold(words)) is Level.SURE


def test_children_who_are_not_brought_any_more_are_not_asked_about():
    assert level_told(fold("mon ex m'amène plus les petits")) is Level.NONE
