"""A visit that is made: kept, changed or cancelled, and never against what is said."""

import pytest

from flows.actions import Say
from flows.appointments.appointment import appointment
from flows.ask import Talk
from flows.booking import CancelAppointment, FindSlots
from flows.collect.wish import Wish
from flows.events import CallStarted
from flows.tongues import tongue_of
from tests.flows.appointments.calls import MADE, missing
from tests.flows.calls import PlayedCall
from tests.flows.services import MOBILE, Played, TownHall

NOT_TO_CANCEL = [
    ("fr", "je ne veux pas l'annuler"),
    ("fr", "surtout pas l'annuler"),
    ("fr", "non ne l'annulez pas"),
    ("fr", "non surtout n'annulez pas"),
    ("fr", "j'ai jamais demandé à l'annuler"),
    ("fr", "je n'annule pas je viens"),
    ("en", "i don't want to cancel it"),
    ("en", "please do not cancel it"),
    ("en", "no i'd rather not cancel"),
    ("en", "i'm not cancelling i'll be there"),
    ("en", "i never asked to cancel it"),
    ("en", "no don't cancel"),
]


def of_the_visit(words: str, language: str) -> Played:
    """A caller whose visit, of the telephone they call from, is spoken of."""
    town = TownHall(appointments={("471290", MOBILE): MADE})

    def flow(talk: Talk, started: CallStarted):  # type: ignore[no-untyped-def]
        talk.language, talk.appointment = language, ("471290", MOBILE)
        return appointment(talk, started, words)

    return Played(flow, town)


@pytest.mark.parametrize(("language", "words"), NOT_TO_CANCEL)
def test_no_visit_is_cancelled_for_whoever_says_not_to(language, words):
    cannot_come = {"fr": "je ne peux pas venir à mon rendez-vous", "en": "i can't come to my appointment"}
    call = of_the_visit(cannot_come[language], language)
    assert call.asked == "appointment.change_or_cancel"
    call.says(words)
    assert not call.deeds(CancelAppointment)
    assert "appointment.kept" in [action.prompt for action in call.done if isinstance(action, Say)]
    moves = {"fr": "changer mon rendez-vous", "en": "change my appointment"}
    cancels = {"fr": "annuler mon rendez-vous", "en": "cancel my appointment"}
    for wish in (moves, cancels):
        call = of_the_visit(wish[language], language)
        call.says(words)
        assert not call.deeds(CancelAppointment)
        assert not call.asked.startswith("appointment.offer")


@pytest.mark.parametrize(
    ("language", "words", "wish"),
    [
        ("fr", "je ne veux pas l'annuler je veux le changer", Wish.CHANGE),
        ("fr", "je ne veux pas le changer je veux l'annuler", Wish.CANCEL),
        ("fr", "je ne viens pas annulez", Wish.CANCEL),
        ("fr", "je ne peux pas venir il faut annuler", Wish.CANCEL),
        ("fr", "annulez pas besoin de le changer", Wish.CANCEL),
        ("fr", "je ne peux pas le garder annulez", Wish.CANCEL),
        ("fr", "je ne peux pas annuler", None),
        ("fr", "ne changez pas", Wish.KEEP),
        ("en", "i don't want to cancel i want to move it", Wish.CHANGE),
        ("en", "i can't make it cancel it", Wish.CANCEL),
        ("en", "i can't keep it please cancel", Wish.CANCEL),
        ("en", "i cannot cancel", None),
    ],
)
def test_what_is_not_wanted_of_a_visit_is_told_from_what_is(language, words, wish):
    assert tongue_of(language).wish_in(words) is wish


@pytest.mark.parametrize("words", ["non annulez-le", "non finalement je ne viens plus"])
def test_a_cancellation_that_was_not_the_wish_read_back_is_read_back(words):
    call = of_the_visit("changer mon rendez-vous", "fr")
    call.says(words)
    assert call.asked == "appointment.cancel_this"
    assert not call.deeds(CancelAppointment)
    call.says("oui")
    assert call.deeds(CancelAppointment)


def test_a_long_answer_that_cancels_is_read_back_before_the_deed():
    call = missing("écoutez oui je crois qu'il faut l'annuler")
    assert call.asked == "appointment.cancel_this"
    assert not call.deeds(CancelAppointment)


@pytest.mark.parametrize(
    "words", ["non gardez celui de vendredi", "non je viens vendredi", "non non vendredi"]
)
def test_a_no_that_names_the_day_of_the_visit_keeps_it(words):
    call = of_the_visit("changer mon rendez-vous", "fr")
    call.says(words)
    assert call.said[-1] == "Votre rendez-vous est conservé, rien n'a changé."


def test_a_no_that_names_another_day_moves_the_visit_there():
    call = of_the_visit("changer mon rendez-vous", "fr")
    call.says("non mettez-moi plutôt jeudi")
    assert call.deeds(FindSlots)[0].period.first == "2026-11-26"


@pytest.mark.parametrize("words", ["je veux parler à quelqu'un pour changer mon rendez-vous"])
def test_a_person_is_given_to_whoever_asks_for_one_even_where_the_words_answer(words):
    call = PlayedCall(services=TownHall(appointments={("471290", MOBILE): MADE}))
    call.says("je ne peux pas venir à mon rendez-vous")
    call.says("je ne l'ai pas")
    assert call.asked == "appointment.change_or_cancel"
    call.says(words)
    assert not call.asked.startswith("appointment.")
