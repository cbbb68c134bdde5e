"""What a caller told reaches whoever answers them, and the service it is the business of."""

import pytest

from flows.actions import TakeMessage
from flows.booking import AskCallback
from flows.events import OpeningFound
from flows.health_words import tells_health
from flows.told import Told
from flows.tongues import tongue_of
from tests.flows.calls import BINS, PlayedCall, sure
from tests.flows.services import TownHall

FRENCH = tongue_of("fr")


def test_what_is_told_of_oneself_stays_whatever_was_answered_since():
    told = Told()
    for words in ("ma fille est allergique à l'arachide", "je voudrais les horaires de la piscine"):
        told.hear(words, FRENCH)
        told.settle()
    assert told.besides("") == "ma fille est allergique à l'arachide"


def test_what_is_asked_is_dealt_with_by_its_answer():
    told = Told()
    for words in ("je voudrais refaire ma carte d'identité", "mon bureau de vote est où"):
        told.hear(words, FRENCH)
        told.settle()
    assert told.besides(told.summary) == ""


def test_the_service_of_what_was_asked_last_is_rung_rather_than_that_of_the_answer_before():
    call = PlayedCall(knows={"les encombrants": sure(BINS)}, services=TownHall(named={"école": "scolaire"}))
    call.says("les encombrants")
    for words in ("et l'école pour mes deux enfants", "c'est bizarre", "un agent"):
        call.says(words)
    assert (call.transfer.service, call.transfer.subject) == ("scolaire", "")


def test_what_was_asked_and_not_understood_is_what_the_callback_is_about():
    call = PlayedCall(services=TownHall(named={"carte": "etat-civil"}))
    call.says("ma carte est toute bizarre")
    call.says("rappelez-moi")
    call.hangs_up()
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    assert (deed.service, deed.subject) == ("etat-civil", "ma carte est toute bizarre")


ILL = "j'ai un cancer et ma fille est malade"
SCHOOLS = TownHall(named={"cantine": "scolaire", "école": "scolaire", "carte": "etat-civil"})


def rung_back(*said: str) -> AskCallback:
    """What is asked of the service by whoever says these words in turn, then hangs up."""
    call = PlayedCall(services=SCHOOLS)
    for words in said:
        call.says(words)
    call.hangs_up()
    (deed,) = call.deeds(AskCallback)
    assert isinstance(deed, AskCallback)
    return deed


def test_words_of_somebodys_health_go_to_no_other_service_than_the_one_they_were_told_for():
    asked = rung_back(ILL, "rappelez-moi pour la cantine")
    assert asked.service == "scolaire"
    assert "said" not in asked.fields


def test_words_of_somebodys_health_go_to_the_service_they_were_told_for():
    told = "ma fille mange à la cantine et elle est allergique à l'arachide"
    asked = rung_back(told, "rappelez-moi pour l'école")
    assert (asked.service, asked.fields["said"]) == ("scolaire", told)


def test_what_is_told_of_nobodys_health_goes_with_any_request():
    told = "nous avons déménagé dans la grande maison bleue"
    assert rung_back(told, "rappelez-moi pour la cantine").fields["said"] == told


def test_what_the_callback_is_about_is_its_own_matter():
    asked = rung_back("ma fille est allergique à la carte", "rappelez-moi")
    assert (asked.service, asked.subject) == ("etat-civil", "ma fille est allergique à la carte")


def test_a_message_to_another_service_tells_nothing_of_the_callers_health():
    call = PlayedCall(services=SCHOOLS, opening=OpeningFound(open=False, sentence=""))
    for words in (ILL, "je voudrais laisser un message pour la cantine", "ma fille ne mange pas demain"):
        call.says(words)
    call.hangs_up()
    (message,) = call.deeds(TakeMessage)
    assert isinstance(message, TakeMessage)
    assert message.service == "scolaire"
    assert "cancer" not in f"{message.text}{message.fields}"


def test_an_answer_keeps_words_of_health_for_the_service_that_it_is_of():
    told = Told()
    told.hear(ILL, FRENCH)
    told.settle("ccas")
    assert told.besides("", "ccas") == ILL
    assert told.besides("", "scolaire") == ""
    assert told.besides("") == ILL  # somebody is in danger: whoever comes is told


def test_words_of_health_said_where_a_service_asked_are_told_for_it():
    told = Told()
    told.hear(ILL, FRENCH, beside=True)
    assert told.unplaced == ()
    assert told.besides("", "scolaire") == ILL


@pytest.mark.parametrize(
    "words",
    [
        "je suis enceinte de six mois",
        "mon fils est autiste",
        "il fait de l'asthme",
        "my mother is in a wheelchair",
        "i am pregnant",
    ],
)
def test_what_tells_of_health_is_known(words):
    assert tells_health(words)


@pytest.mark.parametrize(
    "words", ["la maison de santé est ouverte", "une opération tranquillité vacances", "i will be there"]
)
def test_other_words_tell_of_nobodys_health(words):
    assert not tells_health(words)
