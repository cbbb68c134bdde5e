"""What a caller told reaches whoever answers them, and the service it is the business of."""

from flows.booking import AskCallback
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
