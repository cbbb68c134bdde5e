"""What one call was: read from its events, hand-made."""

import json

import pytest

from flows.codec import encode
from flows.events import (
    AnswersFound,
    CallStarted,
    Choice,
    Heard,
    NoInput,
    OpeningFound,
    Pressed,
    TransferEnded,
)
from ivr.calls.indicators.facts import COLUMNS, after, measure
from tests.ivr.calls.indicators.made import MARIE, at, facts, row
from tests.ivr.calls.town import TOWN

CARD = Choice(
    slug="carte-identite",
    title="une carte d'identité",
    service="etat-civil",
    score=0.9,
    spoken="Venez.",
)
BY_KEY = Pressed(digits="0")
UNREACHABLE = (OpeningFound(open=True, sentence="", reachable=False), "Say Ask")
OPEN = (OpeningFound(open=True, sentence=""), "Say Transfer")
CLOSED = (OpeningFound(open=False, sentence="demain"), "Say Ask")


def measured(*events, **known):
    written = []
    for event in events:
        happened, actions = event if isinstance(event, tuple) else (event, "Ask")
        kind, data = encode(happened)
        written.append({"type": kind, "data": data, "actions": actions})
    return measure(known.pop("call", row()), written, TOWN.zone, **known)


def test_a_call_is_counted_on_the_day_and_hour_of_the_town():
    late = measured(call=row(started_at=at(0, 30, day=27), ended_at=at(0, 31, day=27)))
    assert (late.day, late.hour, late.seconds) == ("2026-11-27", 0, 60.0)


def test_the_service_is_that_of_the_article_answered():
    found = AnswersFound(decision="answer", choices=(CARD,))
    assert measured(CallStarted(caller=MARIE), Heard(text="ma carte"), found).service == "etat-civil"
    assert measured(found, call=row(topic="passeport")).service == ""


def test_what_the_books_say_of_the_service_comes_first():
    found = AnswersFound(decision="answer", choices=(CARD,))
    assert measured(found, service="voirie").service == "voirie"


def test_confidence_is_summed_over_utterances_with_words():
    heard = measured(Heard(text="oui", confidence=0.5), Heard(text=""), Heard(text="non", confidence=0.9))
    assert (heard.heard, heard.confidence) == (2, 1.4)


@pytest.mark.parametrize(
    ("before", "reason"),
    [
        ([Heard(text="je voudrais parler à quelqu'un")], "asked"),
        ([Pressed(digits="0")], "asked"),
        (
            [Heard(text="parler à quelqu'un de la piscine"), AnswersFound(decision="none")],
            "asked",
        ),
        ([Heard(text="bla bla"), AnswersFound(decision="none")], "not_understood"),
        ([AnswersFound(decision="confirm", choices=(CARD,)), Heard(text="non")], "not_understood"),
        (
            [
                AnswersFound(decision="confirm", choices=(CARD,)),
                (Heard(text="oui"), "NoteOutcome Say Ask"),
                Heard(text="passeport"),
            ],
            "flow",
        ),
        ([NoInput(), NoInput(), NoInput()], "silence"),
        ([Heard(text="il y a un danger oui")], "flow"),
    ],
)
def test_the_reason_for_a_person_is_what_came_just_before(before, reason):
    call = measured(CallStarted(), *before, OPEN, TransferEnded(outcome="answered"))
    assert (call.reason, call.result) == (reason, "answered")


def test_the_last_attempt_says_how_it_ended():
    attempts = (BY_KEY, OPEN, TransferEnded(outcome="busy"), BY_KEY, OPEN, TransferEnded(outcome="declined"))
    again = measured(*attempts)
    assert (again.reason, again.result) == ("asked", "declined")
    assert measured(BY_KEY, CLOSED).result == "closed"
    assert measured(BY_KEY, OPEN).result == "gone"
    assert measured(BY_KEY, UNREACHABLE).result == "unreachable"


def test_an_english_caller_asks_for_a_person_in_english():
    call = measured(Heard(text="i want to speak to someone please"), OPEN, call=row(language="en", topic=""))
    assert (call.reason, call.language) == ("asked", "en")


def test_nobody_wanted_leaves_no_reason():
    call = measured(Heard(text="les horaires"), AnswersFound(decision="answer", choices=(CARD,)))
    assert (call.reason, call.result) == ("", "")


def test_the_facts_hold_no_word_and_no_number():
    call = measured(CallStarted(caller=MARIE), Heard(text="ma vie privée"), AnswersFound(decision="none"))
    kept = json.dumps([getattr(call, name) for name in COLUMNS])
    assert MARIE not in kept
    assert "privée" not in kept


def test_what_was_erased_stays_as_it_was_known():
    old = facts(
        called_again=1, heard=3, confidence=2.1, reason="asked", result="busy", service="voirie", score=4
    )
    erased = facts(hidden=1)
    kept = after(old, erased, events_left=False)
    assert kept == old
    told = after(old, facts(heard=5, confidence=4.0, service="accueil"), events_left=True)
    assert (told.heard, told.service, told.called_again, told.score) == (5, "accueil", 1, 4)
