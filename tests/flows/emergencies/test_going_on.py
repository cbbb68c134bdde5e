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


@pytest.mark.parametrize("words", ["d'accord", "oui", "ok"])
def test_whoever_agrees_once_told_to_hang_up_and_dial_hears_the_number_again_and_is_not_put_through(words):
    call = PlayedCall()
    call.says(UNCONSCIOUS)
    call.says("je suis à côté d'elle")
    assert call.says(words) == ["emergency.medical", "emergency.stay"]
    assert call.says("un agent") == ["transfer.connecting"]


@pytest.mark.parametrize(
    "words",
    [
        "elle a quatre-vingt-dix ans",
        "il a 3 ans et demi",
        "elle a plus de quatre-vingts ans",
        "il est diabétique",
        "elle est enceinte de sept mois",
        "elle souffre du diabète",
        "je peux pas raccrocher",
        "she's ninety years old",
    ],
)
def test_what_the_emergency_services_would_ask_has_the_number_told_again(words):
    call = PlayedCall(knows={words: either(HOURS, BINS)})
    call.says(UNCONSCIOUS)
    assert call.says(words) == ["emergency.medical", "emergency.stay"]


@pytest.mark.parametrize(
    "words", ["quelqu'un peut venir", "il faut que quelqu'un vienne", "vous pouvez envoyer quelqu'un"]
)
def test_somebody_believed_to_come_from_here_does_not(words):
    call = PlayedCall()
    call.says(UNCONSCIOUS)
    assert call.says(words) == ["emergency.no_rescue", "emergency.medical", "emergency.stay"]


def test_whoever_cannot_hang_up_gets_a_person_once_told_twice_or_asked():
    told_twice, asked = PlayedCall(), PlayedCall()
    for words in (UNCONSCIOUS, "je suis à côté d'elle"):
        told_twice.says(words)
    assert told_twice.says("je peux pas raccrocher") == ["transfer.connecting"]
    for words in (UNCONSCIOUS, "oui"):
        asked.says(words)
    assert asked.says("je peux pas raccrocher") == ["emergency.medical", "transfer.connecting"]


@pytest.mark.parametrize(
    "words", ["non je ne suis pas en danger", "non il n'y a pas de danger maintenant", "je suis en sécurité"]
)
def test_whoever_says_that_they_are_in_no_danger_is_not_asked_whether_they_are(words):
    call = PlayedCall()
    call.says("mon mari me frappe")
    assert call.says(words) == ["main.question_again"]


@pytest.mark.parametrize("danger", ["y a le feu dans la cuisine", "je veux mourir"])
def test_a_fire_and_a_wish_to_die_are_asked_about_all_the_same(danger):
    call = PlayedCall()
    call.says(danger)
    assert call.says("non je ne suis pas en danger") == ["emergency.still"]


@pytest.mark.parametrize(
    "words", ["elle a une carte depuis dix ans", "il a besoin d'une place", "elle est inscrite"]
)
def test_what_is_told_of_somebody_beside_their_health_is_no_danger(words):
    assert not goes_on(words)
