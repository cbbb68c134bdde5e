"""Somebody in danger is told which number to dial; somebody who only names a danger is not."""

from pathlib import Path

import pytest

from flows.dialogue import Dialogue
from flows.english.danger import cries_danger
from flows.events import CallStarted, Heard, Pressed
from flows.tongues import tongue_of
from flows.town_hall import town_hall
from tests.flows.emergencies.told import is_emergency

DEMONSTRATION = Path(__file__).parents[3] / "knowledge" / "data" / "demonstration_english.yaml"
DANGERS = {
    "police": """
i am being attacked
somebody is attacking me
a man has a gun in front of the town hall
there is a fight in the square
people are fighting with knives
there is a bomb in the town hall
someone is trying to break into my house
my neighbour is beating his wife
my husband is going to kill me
my daughter has disappeared
i can't find my son at the market
my mother has alzheimer's and she is missing
a dog is attacking a child
someone shot at me
""",
    "fire": """
a child is locked in a car in the sun
i'm stuck in the lift
a wall has fallen on someone
a branch fell on a lady
a gas bottle is leaking
i can smell gas
there's a gas smell in my building
there's a strange smell of gas
the river is flooding
water is rising in the street
a child fell in the river
an electric cable is on the ground
a live wire is hanging
the house is on fire
there's smoke coming out of the building
a car exploded
the ceiling is collapsing
""",
    "medical": """
there's a man lying on the pavement
a car hit a pedestrian
a little girl was hit by a car
my father fell down the stairs
a man is lying on the pavement
my son is bleeding
my daughter is having an asthma attack
i have a terrible pain in my chest
my son swallowed bleach
he took too many pills
my wife's waters have broken
she is giving birth
my baby is choking
someone collapsed
he is not breathing
""",
    "distress": """
i can't go on anymore
someone wants to jump off the bridge
i want to kill myself
""",
    "any": """
help me quickly
come quickly
send help
i'm in danger
there has been an accident
two cars crashed
""",
}
NO_DANGER = """
where can i leave an old gas bottle
i had an accident last week
my son had an accident at school
how do i report an accident at work
there was a fight last night
i'm stuck with the form
my file is stuck
i need help with my form
the lift is out of order
my dog has disappeared
my bin is on the pavement
the price is rising
the gas bill
smoke detectors
where is the river walk
is the river dangerous
a bleach bottle
my daughter has asthma
my wife is expecting
can i carry a knife
the bridge is closed
send me the form
come and collect my sofa
who pays if a branch falls on my car
my son fell in love
the price of gas bottles has exploded last year
""".strip().splitlines()


@pytest.mark.parametrize(
    "said",
    [
        *("help", "help me", "help me please", "please help", "fire", "fire help", "somebody help us"),
        *("there is a fire", "my husband is unconscious", "i smell gas", "call an ambulance"),
        "my father had a heart attack last year and now he can't breathe",
        "last year he had a fall and now he has collapsed",
        "my wife had a stroke two years ago and she just collapsed",
        "somebody has collapsed",
        "i think my house is being burgled",
        "i think someone is in my house",
        "burglars are in my neighbour's house",
        "he is having a stroke",
    ],
)
def test_somebody_in_danger_is_heard(said: str):
    assert is_emergency(said, "en")


@pytest.mark.parametrize(
    "said",
    [
        "could you help me with my passport",
        "hello can you help me please",
        "i would like someone to help me fill in a form",
        "i had a heart attack last year and i need a parking badge",
        "somebody collapsed two weeks ago",
        "two weeks ago somebody collapsed in the swimming pool",
        "there was a fire last night i need a certificate",
        "my mother had a stroke a few months ago",
        "there is no fire",
        "it's not an emergency",
        "what should i do if someone has a heart attack",
        "how do i register a burglar alarm",
        "where is the fire station",
    ],
)
def test_a_danger_that_is_only_named_is_none(said: str):
    assert not is_emergency(said, "en")


def test_somebody_who_wants_help_with_a_passport_is_not_sent_to_the_emergency_services():
    call = Dialogue(town_hall)
    call.handle(CallStarted(caller="+33612345678", languages=("fr", "en")))
    call.handle(Pressed(digits="9"))
    said = call.handle(Heard(text="hello could you help me with my passport"))
    assert not [action for action in said if getattr(action, "prompt", "").startswith("emergency.")]


@pytest.mark.parametrize(
    ("kind", "words"),
    [(kind, words) for kind, told in DANGERS.items() for words in told.strip().splitlines()],
)
def test_an_emergency_in_plain_words_is_told_the_right_number(kind: str, words: str):
    assert is_emergency(words, "en")
    assert tongue_of("en").emergency_kind(words) == kind


@pytest.mark.parametrize("words", NO_DANGER)
def test_what_only_sounds_like_an_emergency_is_none(words: str):
    assert not is_emergency(words, "en")


def test_no_question_of_the_translated_articles_is_taken_for_an_emergency():
    asked = DEMONSTRATION.read_text(encoding="utf-8").splitlines()
    assert [line for line in asked if is_emergency(line, "en")] == []


@pytest.mark.parametrize(
    "words", ["il y a un stand de tir", "le film the shooting", "un bus a crash test", "help"]
)
def test_french_words_are_no_english_danger(words: str):
    assert cries_danger(words) is (words == "help")
