"""English beside the question."""

import pytest

from flows.commands import Command
from flows.english.commands import command
from flows.english.moods import instead, is_wrong_number, request_beside, rudeness, two_requests
from flows.french.rude_words import Rudeness


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("you are useless", Rudeness.INSULT),
        ("fuck you", Rudeness.INSULT),
        ("you bunch of idiots", Rudeness.INSULT),
        ("i'm going to kill you", Rudeness.THREAT),
        ("i know where you live", Rudeness.THREAT),
        ("for god's sake", Rudeness.TEMPER),
        ("my neighbour is an idiot", None),
        ("someone painted bastard on my wall", None),
        ("i would like a passport", None),
        ("there is dog shit everywhere", None),
    ],
)
def test_rude_words_are_heard_and_innocent_ones_are_not(words, kind):
    assert rudeness(words, {}) is kind


def test_a_request_beside_an_insult_is_kept():
    assert request_beside("you idiots i need a passport") == "i need a passport"
    assert request_beside("fuck you") == ""


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("no not the passport the identity card", "the identity card"),
        ("the identity card not the passport", "the identity card"),
        ("actually i want a passport", "a passport"),
        ("no", ""),
        ("not at all", ""),
    ],
)
def test_what_is_wanted_instead_is_heard(words, wanted):
    assert instead(words) == wanted


def test_two_requests_are_told_apart():
    words = "i need a passport and i'd like to report a hole in the road"
    assert ("i need a passport", "i'd like to report a hole in the road") in two_requests(words)
    assert two_requests("black and white photo") == []


def test_a_wrong_number_is_known():
    assert is_wrong_number("sorry wrong number")
    assert not is_wrong_number("the reference you gave me by letter is the wrong number for my file")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("are you a robot", Command.ROBOT),
        ("am i speaking to a real person", Command.ROBOT),
        ("i want to speak to a real person", Command.AGENT),
        ("i can't hear you", Command.LOUDER),
        ("i'm deaf", Command.DEAF),
        ("speak slowly i'm a bit deaf", Command.SLOWER),
        ("i'm a little hard of hearing", Command.LOUDER),
        ("is this call recorded", Command.RECORDED),
        ("are you recording me", Command.RECORDED),
        ("where is my daddy", Command.CHILD),
        ("i want my mummy", Command.CHILD),
        ("i'm an interpreter", Command.RELAY),
        ("let me finish", Command.TIME),
    ],
)
def test_what_is_said_beside_the_question_is_known(words, kind):
    assert command(words) is kind


def test_a_threat_to_complain_is_an_outburst_like_another():
    said = "i have called three times nobody answers this is a scandal i'm going to complain"
    assert rudeness(said, {}) is Rudeness.TEMPER
    assert rudeness("how do i make a complaint", {}) is None
    assert rudeness("and so", {}) is None


def test_three_requests_are_parted_from_the_first():
    words = "i need a passport and report a broken street light and the opening hours of the pool"
    assert (
        "i need a passport and report a broken street light",
        "the opening hours of the pool",
    ) in two_requests(words)


def test_three_requests_of_which_the_first_two_are_said_without_a_word_between():
    pairs = two_requests("the opening hours make an appointment for a passport")
    assert ("the opening hours", "make an appointment for a passport") in pairs
    assert two_requests("i want to make an appointment for a passport") == []


def test_an_appointment_named_after_something_else_is_a_request_of_its_own():
    said = "the opening hours an appointment for a passport"
    assert ("the opening hours", "an appointment for a passport") in two_requests(said)
    assert two_requests("i would like an appointment for a passport") == []


def test_instead_says_what_is_wanted_rather():
    assert instead("i'd like an id card instead") == "an id card"
