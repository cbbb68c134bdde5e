"""Whoever hangs up, or leaves otherwise, while a callback is agreed on."""

import pytest

from flows.booking import AskCallback
from flows.callbacks.callback import callback
from tests.flows.callbacks.calls import (
    asking,
    promised,
)
from tests.flows.services import MOBILE, Played


def test_whoever_hangs_up_once_the_window_is_agreed_is_rung_back():
    call = asking()
    call.says("demain matin")
    call.says("oui")
    call.hangs_up()
    assert promised(call).start == "2026-11-24T09:00"
    assert call.result == "gone"


def test_whoever_hangs_up_before_is_rung_back_as_soon_as_can_be_and_the_moment_they_said_is_told():
    call = Played(lambda talk, started: callback(talk, started, "urbanisme", "", "rappelez-moi"))
    call.says("demain matin")
    call.hangs_up()
    assert promised(call) == AskCallback(
        service="urbanisme", subject="", phone=MOBILE, start="", end="", fields={"wished": "demain matin"}
    )


def test_whoever_asks_to_be_rung_back_and_is_silent_from_then_on_is_rung_back():
    call = Played(lambda talk, started: callback(talk, started, "urbanisme", "", "rappelez-moi"))
    for _ in range(20):
        if call.dialogue.ended or call.asked == "callback.name":
            break
        call.is_silent()
    call.hangs_up()
    assert promised(call).phone == MOBILE


def test_whoever_would_rather_be_heard_otherwise_is_not_rung_back_unless_a_window_was_agreed():
    call = asking()
    call.says("annuler")
    assert call.deeds(AskCallback) == []


def test_a_name_being_read_back_is_kept_and_marked_when_its_owner_hangs_up():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("oui")
    call.says("karim ben ali")
    assert call.asked == "name.read_back"
    call.hangs_up()
    assert promised(call).name == "Karim Ben Ali (?)"


def test_a_number_being_read_back_is_the_one_to_ring_and_said_to_be_unsure():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("non")
    call.says("zéro six treize quatorze quinze seize")
    assert call.asked == "phone.read_back"
    call.hangs_up()
    assert (promised(call).phone, promised(call).unsure_phone) == ("+33613141516", True)


def test_a_number_that_was_refused_is_written_as_one_to_check():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("non")
    call.hangs_up()
    assert (promised(call).phone, promised(call).unsure_phone) == (MOBILE, True)


def test_a_number_that_was_agreed_is_not_to_be_checked():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("oui")
    call.hangs_up()
    assert promised(call).unsure_phone is False


def test_whoever_hangs_up_when_asked_what_about_is_rung_back_all_the_same():
    call = Played(lambda talk, started: callback(talk, started, "accueil", "", "rappelez-moi demain matin"))
    call.says("oui")
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    call.hangs_up()
    assert promised(call).name == "Jean Martin"


@pytest.mark.parametrize("caller", [MOBILE, "anonymous"])
def test_whoever_hangs_up_while_their_other_number_is_read_back_is_rung_on_it(caller):
    call = asking(caller=caller, words="rappelez-moi demain matin")
    call.says("oui")
    if caller == MOBILE:
        call.says("non")
    call.says("zéro quatre soixante seize double zéro double zéro douze")
    assert call.asked == "phone.read_back"
    call.hangs_up()
    assert promised(call).phone == "+33476000012"


def test_a_number_that_was_refused_once_read_back_is_not_kept_by_whoever_hangs_up():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("non")
    call.says("zéro quatre soixante seize double zéro double zéro douze")
    call.says("non")
    call.hangs_up()
    assert promised(call).phone == MOBILE


def test_whoever_hangs_up_while_another_moment_is_looked_for_is_rung_back_at_the_first():
    call = asking(words="rappelez-moi demain matin")
    call.says("oui")
    call.says("finalement plutôt jeudi")
    assert call.asked == "callback.window"
    call.hangs_up()
    assert promised(call).start == "2026-11-24T09:00"
