"""The shipped answers: one breath says what to do, and the rest is for whoever asks for it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from flows.commands import Command
from flows.english.commands import command as english_command
from flows.english.routes import route_of as english_route_of
from flows.french.commands import command
from flows.front_door import offers_person
from flows.in_parts import LONGEST_SECONDS, in_parts, said_in_one_go, speaking_seconds
from flows.prompts import Catalogue
from flows.routes import Route, route_of
from ivr.settings import load_settings
from ivr.town import town_facts
from knowledge.articles import Article
from knowledge.calendar import OpeningCalendar
from knowledge.demonstration import load_demonstration, load_demonstration_english
from knowledge.english.calendar import EnglishCalendar
from knowledge.placeholders import fill
from knowledge.translations import Translation
from tests.flows import spoken_length

BREATH_SECONDS = 11.0
"""What an answer that depends on no opening hours takes at most to be said."""
MOST_PARTS = 2
ALL_AT_ONCE = 87
"""Of the ninety-two French answers, those that are said whole before anything is asked."""
ENGLISH_AT_ONCE = 22
MIDDAY = datetime(2026, 11, 24, 10, 30, tzinfo=ZoneInfo("Europe/Paris"))
"""A Tuesday: the town hall is open."""
WEEK = [MIDDAY.replace(day=23, hour=0) + timedelta(hours=hours) for hours in range(7 * 24)]
TOLD_TO_SAY = re.compile(r"\b(?:dites|say) : ([a-zà-ÿ' -]+)|\bsay: ([a-z' -]+)", re.IGNORECASE)

FRENCH = tuple(load_demonstration())
ENGLISH = tuple(one for one in load_demonstration_english() if one.spoken)


def answers(articles: Iterable[Article | Translation]) -> list[tuple[str, str]]:
    """Every answer there is, with a name to find it by."""
    return [
        (f"{one.slug} {label}".strip(), text)
        for one in articles
        for label, text in (("", one.spoken), *((variant.label, variant.spoken) for variant in one.variants))
    ]


@cache
def calendar() -> OpeningCalendar:
    return OpeningCalendar(town_facts(load_settings(environ={})))


def said(text: str, now: datetime = MIDDAY, *, english: bool = False) -> tuple[str, ...]:
    """The parts of an answer, as a call to the demonstration town would say them."""
    hours = EnglishCalendar(calendar()) if english else calendar()
    return in_parts(fill(text, calendar().town, hours, now))


ALL = [(name, text, False) for name, text in answers(FRENCH)]
ALL += [(f"{name} en", text, True) for name, text in answers(ENGLISH)]
DETAILS = [(one.slug, one.details, isinstance(one, Translation)) for one in (*FRENCH, *ENGLISH)]


@pytest.mark.parametrize(("text", "english"), [each[1:] for each in ALL], ids=[each[0] for each in ALL])
def test_the_first_breath_is_short_and_a_second_one_is_the_last(text: str, english: bool):
    by_the_hour = "{today:" in text
    for now in WEEK if by_the_hour else [MIDDAY]:
        parts = said(text, now, english=english)
        limit = LONGEST_SECONDS if by_the_hour else BREATH_SECONDS
        assert speaking_seconds(parts[0]) <= limit, parts[0]
        assert len(parts) <= MOST_PARTS, parts
        assert [part for part in parts if part[-1] not in ".?!"] == []


def test_most_answers_are_said_whole_before_anything_is_asked():
    french, english = ([text for name, text in answers(of)] for of in (FRENCH, ENGLISH))
    assert sum(len(said(text)) == 1 for text in french) >= ALL_AT_ONCE, len(french)
    assert sum(len(said(text, english=True)) == 1 for text in english) >= ENGLISH_AT_ONCE, len(english)


@pytest.mark.parametrize(
    ("text", "english"), [each[1:] for each in DETAILS], ids=[each[0] for each in DETAILS]
)
def test_the_rest_never_stops_in_the_middle_of_a_sentence(text: str, english: bool):
    left = list(said(text, english=english))
    assert left, "whoever wants to know more learns nothing"
    while left:
        now = said_in_one_go(left)
        assert left[now - 1][-1] in ".?!"
        # A week of opening hours is one sentence, and is said to its end.
        assert "{hours:" in text or speaking_seconds(" ".join(left[:now])) <= LONGEST_SECONDS, left[:now]
        del left[:now]


def test_what_an_answer_tells_callers_to_say_is_understood():
    wanted = {found[1] or found[2] for _, text, _ in (*ALL, *DETAILS) for found in TOLD_TO_SAY.finditer(text)}
    assert wanted == {"rendez-vous", "un agent", "appointment", "an agent"}
    assert route_of("rendez-vous") is Route.APPOINTMENT
    assert english_route_of("appointment") is Route.APPOINTMENT
    assert command("un agent") is Command.AGENT
    assert english_command("an agent") is Command.AGENT


def test_answers_that_offer_to_put_the_caller_through_are_heard_to_offer_it():
    offering = {one.slug for one in FRENCH if offers_person(one.spoken)}
    assert offering == {
        "animaux",
        "ccas-aide-sociale",
        "stationnement-genant-fourriere",
    }
    assert {one.service for one in FRENCH if one.slug in offering} == {"police-municipale", "social-ccas"}


@pytest.mark.parametrize(
    ("language", "articles"), [("fr", FRENCH), ("en", tuple(load_demonstration_english()))]
)
def test_the_three_longest_names_may_be_offered_together(
    language: str, articles: tuple[Article | Translation, ...]
):
    catalogue = Catalogue.load(language)
    longest = sorted((one.offer for one in articles), key=len, reverse=True)
    offers = {f"offer_{place}": offer for place, offer in enumerate(longest[:3], start=1)}
    keys = [key for key in spoken_length.spoken_keys(catalogue) if key.startswith("answer.choose_")]
    told = {key: catalogue.voice(key, offers) for key in keys}
    assert len(told) >= 15
    for key, sentence in told.items():
        assert spoken_length.seconds(sentence) <= LONGEST_SECONDS, key
