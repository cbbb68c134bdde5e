"""The mairie of another town: the line says whose it is, and gives no number of ours for it."""

from dataclasses import replace

import pytest

from flows.events import CallStarted
from flows.other_towns import names_other_town
from tests.flows.calls import CARD, HOURS, PlayedCall, sure

OURS = "Valmont-sur-Isère"


@pytest.mark.parametrize(
    "words",
    [
        "le numéro de la mairie de grenoble",
        "vous avez le numéro de la mairie de saint-martin d'hères",
        "l'adresse de la mairie de voiron",
        "les horaires de la mairie de lyon s'il vous plaît",
        "la mairie de grenoble est ouverte aujourd'hui",
        "je suis bien à la mairie de voiron",
        "passez-moi la mairie de pont de claix",
        "comment joindre la mairie de vienne",
        "le numéro de la mairie de saint-valmont",
        "le numéro de téléphone de la mairie d'à côté",
        "the number of the town hall of grenoble",
    ],
)
def test_another_town_is_named(words):
    assert names_other_town(words, OURS)
    assert not names_other_town(words, "")


@pytest.mark.parametrize(
    "words",
    [
        "le numéro de la mairie",
        "le numéro de la mairie s'il vous plaît",
        "le numéro de la mairie de valmont",
        "l'adresse de la mairie de val mont sur isère",
        "le numéro de la mairie de votre commune",
        "le numéro de la mairie de quartier",
        "les horaires de la mairie de lundi à vendredi",
        "je me marie à la mairie de grenoble",
        "mon acte de naissance est à la mairie de grenoble",
        "la mairie de grenoble m'a dit de vous appeler",
        "ici la mairie de grenoble",
        "the address of the town hall",
        "",
    ],
)
def test_ours_is_or_nothing_is_asked_of_another(words):
    assert not names_other_town(words, OURS)


@pytest.mark.parametrize("own", ["La Tronche", "Le Mans", "Saint-Étienne", "Paris"])
def test_the_towns_own_name_is_no_other(own):
    assert not names_other_town(f"le numéro de la mairie de {own.lower()}", own)


class CallOfValmont(PlayedCall):
    def __post_init__(self) -> None:
        super().__post_init__()
        self.dialogue = self.begun()
        self.feed(CallStarted(caller=self.caller, channel="test", town=OURS))


def test_whoever_asks_is_told_where_they_rang_and_asked_what_else():
    words = "le numéro de la mairie de grenoble"
    call = CallOfValmont(knows={words: sure(HOURS), "une carte": sure(CARD)})
    assert call.says(words) == ["elsewhere.other_town", "main.otherwise"]
    assert call.says("une carte") == ["answer.which_2"]


def test_after_an_answer_as_well():
    call = CallOfValmont(knows={"les horaires": sure(replace(HOURS, details="Notre numéro est le 01."))})
    call.says("les horaires")
    assert call.says("et l'adresse de la mairie de voiron")[0] == "elsewhere.other_town"
