"""Whoever wants none of the slots offered, or no visit after all, is let go and told that none is made."""

import pytest

from flows.collect.wish import wants_later
from flows.events import AnswersFound, Choice
from flows.giving_up import declines_slots, gives_up_visit
from tests.flows.appointments.test_offer_corrected import offered, read_back


@pytest.mark.parametrize(
    "words",
    [
        "pas maintenant",
        "non pas tout de suite",
        "non merci",
        "non ça ira merci",
        "merci",
        "merci je vais réfléchir",
        "je verrai plus tard",
        "j'en veux pas",
        "je veux pas de rendez-vous",
        "c'était juste une question",
        "no thanks",
    ],
)
def test_whoever_wants_no_slot_is_told_that_no_visit_is_made(words):
    call = offered()
    assert call.says(words)[0] == "appointment.none_made"
    assert call.asked == "main.anything_else"
    assert call.services.booked == []


@pytest.mark.parametrize("words", ["laissez tomber", "annulez"])
def test_whoever_drops_it_all_is_told_so_before_the_open_question(words):
    assert offered().says(words) == ["appointment.none_made", "main.question_again"]


@pytest.mark.parametrize("words", ["annulez", "non laissez tomber", "finalement j'en veux pas"])
def test_a_visit_is_given_up_at_the_name_and_at_the_number_too(words):
    for answers in (("oui",), ("oui", "robert martin", "oui")):
        call = read_back()
        for answer in answers:
            call.says(answer)
        assert call.says(words)[0] == "appointment.none_made"


def test_the_price_somebody_only_wanted_to_know_is_told_and_no_visit_made():
    call = offered()
    passport = Choice(
        slug="passeport", title="un passeport", service="etat-civil", score=1, spoken="Il faut 86 €."
    )
    call.knows["passeport"] = AnswersFound(decision="answer", choices=(passport,))
    assert call.says("non je voulais juste savoir le prix")[:2] == ["answer.spoken", "appointment.none_made"]


@pytest.mark.parametrize("words", ["non", "aucun", "plus tard", "non plus tard", "rien", "le deuxième merci"])
def test_a_mere_no_or_another_moment_declines_nothing(words):
    assert not declines_slots(words)
    assert not gives_up_visit(words)


@pytest.mark.parametrize("words", ["oui merci", "d'accord merci", "ok merci", "je vais prendre le premier"])
def test_thanks_beside_a_yes_decline_nothing(words):
    assert not declines_slots(words)
    assert not gives_up_visit(words)


def test_whoever_will_ring_again_later_is_let_go():
    assert offered().says("je rappellerai plus tard")[0] == "goodbye"


@pytest.mark.parametrize("words", ["ça me va", "oui ça me convient très bien", "ça m'arrange"])
def test_what_suits_picks_the_first_slot(words):
    call = offered()
    call.says(words)
    assert call.asked == "appointment.confirm"


@pytest.mark.parametrize("words", ["c'est grave", "c'est vraiment grave"])
def test_a_remark_picks_no_slot_and_agrees_to_none(words):
    call = offered()
    call.says(words)
    assert call.asked == "appointment.offer_3.no_match.1"
    call = read_back()
    call.says(words)
    assert call.asked.startswith("appointment.confirm")


@pytest.mark.parametrize(
    ("words", "later"),
    [("je suis pas là", True), ("je serai pas là le matin", True), ("j'ai pas la pré-demande", False)],
)
def test_a_paper_one_has_not_is_no_wish_for_another_slot(words, later):
    assert wants_later(words) is later
