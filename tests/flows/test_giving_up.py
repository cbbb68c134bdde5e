"""What is given up with the same words, whatever it is; and what only looks like it."""

import pytest

from flows.giving_up import (
    erases,
    gives_up_callback,
    gives_up_report,
    gives_up_visit,
    not_after_all,
    wants_neither,
    wish_taken_back,
)

WRITTEN_DOWN = (erases, gives_up_report, gives_up_callback)
ANY = (*WRITTEN_DOWN, gives_up_visit, wants_neither)


@pytest.mark.parametrize("given_up", ANY)
@pytest.mark.parametrize(
    "words",
    [
        "laissez tomber",
        "bah finalement laissez tomber merci",
        "c'est pas grave laissez tomber",
        "oubliez",
        "never mind",
        "actually forget it thanks",
    ],
)
def test_anything_is_let_go_of_in_the_same_words(given_up, words):
    assert given_up(words)


@pytest.mark.parametrize("given_up", WRITTEN_DOWN)
@pytest.mark.parametrize("words", ["annulez tout", "bah non annulez", "effacez s'il vous plaît", "cancel it"])
def test_what_is_written_down_is_cancelled(given_up, words):
    assert given_up(words)


@pytest.mark.parametrize("given_up", ANY)
@pytest.mark.parametrize(
    "words",
    [
        "je voudrais annuler mon inscription à la cantine",
        "n'oubliez pas la clé",
        "des gens laissent tomber des ordures",
        "c'est bon pour moi",
        "en fait c'est bon pour moi",
        "je voudrais laisser",
        "forget the first one and take the second",
    ],
)
def test_words_that_say_more_give_nothing_up(given_up, words):
    assert not given_up(words)


def test_a_visit_is_not_given_up_by_cancelling_one_that_is_booked():
    assert not gives_up_visit("je veux annuler mon rendez-vous")
    assert not gives_up_visit("non")


@pytest.mark.parametrize("words", ["finalement non", "non mais en fait non merci madame", "actually no"])
def test_a_no_after_all_is_heard_alone(words):
    assert not_after_all(words)
    assert not not_after_all(f"{words} je préfère mardi")


def test_a_wish_and_its_end_in_one_breath_are_told_apart_from_what_was_tried():
    assert (
        wish_taken_back("je voulais laisser un message mais finalement non")
        == "je voulais laisser un message"
    )
    assert wish_taken_back("je voulais un rendez-vous en ligne mais non") == ""
    assert wish_taken_back("vous êtes ouverts samedi ou finalement non") == ""


def test_never_is_no_moment_to_be_rung_at():
    assert gives_up_callback("jamais")
    assert not gives_up_callback("jamais le matin")
