"""What is said while a visit is booked: putting it off, the days one works, a number begun, how many come."""

from datetime import date

import pytest

from flows.booking import BookSlot
from flows.collect.moments import read_when
from flows.collect.visit_asked import Asked, asked_in
from flows.events import Choice
from flows.putting_off import will_ring
from tests.flows.appointments.test_offer_corrected import offered
from tests.flows.calls import PlayedCall, sure
from tests.flows.reopened import ReopenedCall

TUESDAY = date(2026, 11, 24)


def at_the_number() -> ReopenedCall:
    call = offered()
    for words in ("le premier", "oui", "paul petit", "oui"):
        call.says(words)
    assert call.asked == "appointment.same_number"
    return call


@pytest.mark.parametrize("words", ["je vous rappelle", "bon je rappellerai", "i'll call you back"])
def test_whoever_will_ring_again_is_let_go_at_the_offer(words):
    assert will_ring(words)
    call = offered()
    if not words.startswith("i'll"):
        assert call.says(words)[0] == "goodbye"
        assert call.dialogue.ended


@pytest.mark.parametrize("words", ["rappelez moi", "je vous rappelle que j'ai un enfant", "je rappelle pas"])
def test_who_says_otherwise_puts_nothing_off(words):
    assert not will_ring(words)


def test_nothing_suits_whoever_says_rien():
    call = offered()
    call.says("rien")
    assert call.asked == "appointment.offer_3"


def test_a_number_begun_at_the_question_is_asked_the_rest_of():
    call = at_the_number()
    call.says("je l'ai sur un papier attendez")
    assert call.says("alors c'est le zéro sept") == ["phone.rest"]
    call.says("quarante douze trente quatre cinquante six")
    assert call.asked == "phone.read_back"
    call.says("oui")
    assert [one.phone for one in call.done if isinstance(one, BookSlot)] == ["+33740123456"]


def test_a_part_of_the_number_that_is_corrected_begins_none():
    call = at_the_number()
    assert call.says("non à la fin c'est zéro sept") == ["phone.read_back"]


@pytest.mark.parametrize(
    ("words", "weekdays"),
    [
        ("je travaille toute la semaine", (5, 6)),
        ("je suis pas libre en semaine", (5, 6)),
        ("je travaille le lundi", (1, 2, 3, 4, 5, 6)),
        ("la semaine", (0, 1, 2, 3, 4)),
    ],
)
def test_the_days_one_works_are_not_those_wished_for(words, weekdays):
    when = read_when("fr", words, TUESDAY)
    assert when is not None
    assert when.weekdays == weekdays


def test_whoever_works_this_week_is_offered_the_next():
    when = read_when("fr", "je travaille cette semaine", TUESDAY)
    assert when is not None
    assert when.first == date(2026, 11, 30)


@pytest.mark.parametrize("words", ["ça dure longtemps", "ça prend beaucoup de temps", "does it take long"])
def test_how_long_it_takes_is_asked(words):
    assert asked_in(words) is Asked.DURATION


def test_a_mere_no_at_the_number_of_a_visit_is_having_none():
    call = PlayedCall()
    call.says("j'ai rendez vous à quelle heure déjà")
    assert call.asked == "appointment.reference"
    assert "appointment.reference.no_match.1" not in call.says("non")


@pytest.mark.parametrize("words", ["je veux le prendre", "je veux un rendez-vous", "j'ai pas encore pris"])
def test_whoever_has_no_visit_yet_books_one_where_its_number_is_asked(words):
    call = PlayedCall()
    call.says("j'appelle pour mon rendez-vous")
    assert call.asked == "appointment.reference"
    assert call.says(words)[-1].startswith("appointment.what")


ACTE = Choice(
    slug="acte-naissance",
    title="un acte de naissance",
    service="etat-civil",
    score=0.9,
    spoken="Demandez-le en ligne.",
)


def test_what_no_visit_is_booked_for_is_answered_by_its_article():
    call = PlayedCall(knows={"un acte de naissance": sure(ACTE)})
    assert call.says("rendez-vous pour un acte de naissance")[0] == "answer.spoken"
    assert call.says("je voudrais un rendez-vous")[-1].startswith("appointment.what")


def test_what_nothing_is_known_of_is_asked_again():
    call = PlayedCall()
    call.says("rendez-vous pour un truc bizarre")
    assert call.asked == "appointment.what.no_match.1"  # not as if nothing had been named
