"""Somebody has died: condolences and what is to be done first, then what follows, and no menu."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.bereaved import is_bereaved
from flows.emergencies.alarm.learnt import Level
from flows.emergencies.urgent_words import level_told
from flows.events import Heard
from flows.understand import fold
from tests.flows.calls import BINS, HOURS, PlayedCall, either, nearly, sure

DEATH = replace(
    HOURS,
    slug="deces",
    title="un décès",
    spoken="Toutes nos condoléances. Un décès se déclare à la mairie.",
    details="Il faut le certificat du médecin. À l'hôpital, l'établissement le déclare.",
)


@pytest.mark.parametrize(
    "words",
    [
        "je viens de perdre mon mari",
        "mon père est mort",
        "ma mère est décédée ce matin à la maison je sais pas quoi faire",
        "bonjour voilà ma grand-mère vient de mourir",
        "ma tante nous a quittés hier",
        "ma mémé s'est éteinte cette nuit",
        "mon pépé est mort hier soir",
        "mon tonton est décédé",
        "mon père vient de s'éteindre",
        "mon père s'est éteint dans son sommeil",
        "elle nous a quittés ce matin",
        "il nous a quittés",
        "il y a eu un décès dans la famille",
        "my husband has just passed away",
    ],
)
def test_a_death_that_is_told_is_understood(words):
    assert is_bereaved(words)


@pytest.mark.parametrize(
    "words",
    [
        "j'ai perdu mon fils",
        "mon chien est mort",
        "mon mari est parti",
        "mon mari nous a quittés pour une autre",
        "le lampadaire s'est éteint cette nuit",
        "elle a quitté la commune",
        "mon père est mort je voudrais un acte de décès",
        "mon mari est décédé il faut annuler son rendez-vous",
        "j'ai perdu mon passeport",
    ],
)
def test_what_asks_for_something_else_is_left_to_it(words):
    assert not is_bereaved(words)


@pytest.mark.parametrize(
    "words",
    [
        "mon père vient de s'éteindre",
        "mon papa s'est éteint cette nuit",
        "ma maman nous a quittés",
        "ma voisine s'est éteinte",
    ],
)
def test_a_death_told_gently_is_no_danger(words):
    assert level_told(fold(words)) is Level.NONE


@pytest.mark.parametrize("words", ["mon père ne se réveille plus", "mon père s'est éteint il respire plus"])
def test_who_may_still_be_saved_is_in_danger(words):
    assert level_told(fold(words)) is Level.SURE


@pytest.mark.parametrize("found", [nearly(DEATH), either(DEATH, BINS), either(BINS, HOURS)])
def test_the_declaration_is_told_at_once_rather_than_offered(found):
    call = PlayedCall(knows={"je viens de perdre mon mari": found, "déclarer un décès": sure(DEATH)})
    heard = [one for one in call.feed(Heard(text="je viens de perdre mon mari")) if isinstance(one, Say)]
    assert heard[0].values == {"text": DEATH.spoken}


def test_condolences_come_before_where_it_happened():
    words = "mon mari est décédé à l'hôpital"
    call = PlayedCall(knows={words: sure(DEATH), "et pour les obsèques": sure(DEATH)})
    heard = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert heard[0].values == {"text": DEATH.spoken}


def test_what_was_told_with_a_detail_first_is_not_told_again():
    words = "le certificat du médecin"
    call = PlayedCall(knows={words: sure(DEATH), "et pour les obsèques": sure(DEATH)})
    assert call.says(words)[0] == "answer.spoken"
    assert call.says("et pour les obsèques")[0] == "answer.details"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("à la maison", DEATH.details),
        ("je sais pas quoi faire", DEATH.details),
        ("qu'est-ce que je dois faire", DEATH.details),
        ("et pour les obsèques", DEATH.details),
        ("à l'hôpital", "À l'hôpital, l'établissement le déclare."),
    ],
)
def test_what_follows_is_the_rest_of_it_without_condolences_again(words, told):
    call = PlayedCall(knows={"un décès": sure(DEATH), "et pour les obsèques": sure(DEATH)})
    call.says("un décès")
    heard = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    assert heard[0].values == {"text": told}
