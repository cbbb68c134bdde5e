"""Once the number to dial was told, whoever goes on with the danger hears it again, and no menu."""

import pytest

from flows.emergencies.going_on import asks_otherwise, expects_help, goes_on
from tests.flows.calls import BINS, CARD, HOURS, PlayedCall, either, nearly, sure

UNCONSCIOUS = "ma grand-mère est tombée elle bouge plus"


@pytest.mark.parametrize(
    "words",
    [
        "je suis à côté d'elle",
        "je suis seule avec lui",
        "qu'est-ce que je dois faire en attendant",
        "mais je fais quoi moi",
        "je panique je sais plus quoi faire",
        "aidez-moi s'il vous plaît",
        "what should i do",
    ],
)
def test_the_danger_is_gone_on_with(words):
    call = PlayedCall(knows={words: either(HOURS, BINS)})
    call.says(UNCONSCIOUS)
    assert goes_on(words)
    if not expects_help(words):
        assert call.says(words) == ["emergency.medical", "emergency.stay"]


def test_whoever_waits_for_help_from_here_hears_that_none_is_sent():
    call = PlayedCall()
    call.says(UNCONSCIOUS)
    assert call.says("ils arrivent quand") == ["emergency.no_rescue", "emergency.medical", "emergency.stay"]


def test_told_twice_and_still_beside_somebody_the_caller_gets_a_person():
    call = PlayedCall()
    call.says(UNCONSCIOUS)
    call.says("qu'est-ce que je dois faire")
    assert call.says("je suis à côté d'elle") == ["transfer.connecting"]


@pytest.mark.parametrize(
    "words",
    [
        "qu'est-ce que je dois faire pour la carte d'identité",
        "comment faire un passeport",
        "je suis à côté de la mairie",
        "vous venez quand pour les encombrants",
        "aidez-moi à remplir un dossier",
        "la cantine",
    ],
)
def test_a_subject_that_is_named_is_no_danger(words):
    assert not goes_on(words)
    call = PlayedCall(knows={words: sure(BINS)})
    call.says(UNCONSCIOUS)
    assert call.says(words)[0] == "answer.spoken"


def test_words_that_come_near_some_subjects_are_asked_about_before_any_menu():
    said = "elle est toute seule dans sa chambre"
    call = PlayedCall(knows={said: either(HOURS, BINS)})
    call.says(UNCONSCIOUS)
    assert call.says(said) == ["emergency.still"]
    assert call.says("oui") == ["emergency.medical", "transfer.connecting"]


def test_what_was_said_is_answered_once_nobody_is_in_danger():
    said = "la carte qui est périmée de ma fille"
    call = PlayedCall(knows={said: nearly(CARD)})
    call.says(UNCONSCIOUS)
    assert call.says(said) == ["emergency.still"]
    assert call.says("non") == ["answer.confirm"]


def test_another_question_asked_as_one_is_not_doubted():
    said = "non je voudrais savoir pour la carte"
    call = PlayedCall(knows={said: nearly(CARD)})
    call.says(UNCONSCIOUS)
    assert call.says(said) == ["answer.confirm"]
    assert not asks_otherwise("je voudrais que quelqu'un vienne")
