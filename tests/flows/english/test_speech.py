"""Yes, no, commands, choices and services, as English speakers say them."""

import pytest

from flows.choosing import Option
from flows.collect.phone_number import phone_numbers
from flows.collect.wish import Wish
from flows.commands import Command
from flows.english.numbers import with_digits
from flows.english.speech import ENGLISH
from flows.routes import Route


@pytest.mark.parametrize(
    "said",
    [
        "yes",
        "yeah please",
        "that's right",
        "of course",
        "sure",
        "yes it is",
        "ok",
        "it's the same",
        "the same one",
    ],
)
def test_yes(said: str):
    assert ENGLISH.yes_or_no(said) is True


@pytest.mark.parametrize(
    "said",
    ["no", "no thank you", "not really", "nope", "that's all", "not that one", "i'm fine", "nothing else"],
)
def test_no(said: str):
    assert ENGLISH.yes_or_no(said) is False


@pytest.mark.parametrize(
    "said", ["passport", "the third of december", "", "it is big", "it is deep and wide", "i don't know"]
)
def test_neither(said: str):
    assert ENGLISH.yes_or_no(said) is None


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("could you repeat that please", Command.REPEAT),
        ("i didn't catch that", Command.REPEAT),
        ("sorry", Command.REPEAT),
        ("say again please", Command.REPEAT),
        ("what did you say", Command.REPEAT),
        ("what was that", Command.REPEAT),
        ("repeat", Command.REPEAT),
        ("more slowly", Command.SLOWER),
        ("more slowly please", Command.SLOWER),
        ("i would like to speak to someone", Command.AGENT),
        ("an agent", Command.AGENT),
        ("an agent from the roads department", Command.AGENT),
        ("someone at the town hall", Command.AGENT),
        ("someone from the council broke my fence", None),
        ("put me through please", Command.AGENT),
        ("goodbye", Command.GOODBYE),
        ("go back", Command.BACK),
        ("hold on", Command.WAIT),
        ("there is a fire", Command.EMERGENCY),
        ("my husband is unconscious", Command.EMERGENCY),
        ("help me", Command.EMERGENCY),
        ("i smell gas", Command.EMERGENCY),
    ],
)
def test_commands(said: str, command: Command):
    assert ENGLISH.command(said) is command


@pytest.mark.parametrize(
    "said",
    ["where is the fire station", "i need a passport", "when are the fireworks", "can i meet the mayor"],
)
def test_what_is_no_command(said: str):
    assert ENGLISH.command(said) is None


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("there is a fire", "fire"),
        ("he can't breathe", "medical"),
        ("someone is breaking in", "police"),
        ("i want to die", "distress"),
        ("it's an emergency", "any"),
    ],
)
def test_emergencies_are_told_apart(said: str, kind: str):
    assert ENGLISH.emergency_kind(said) == kind


def test_options_are_chosen_by_place_or_by_name():
    options = [Option("an adult", ("me", "myself")), Option("a child", ("my son", "daughter"))]
    said = ("the first one", "the second", "for my son", "an adult please", "the last one", "one", "bananas")
    assert [ENGLISH.chosen_option(text, options) for text in said] == [0, 1, 1, 0, 1, 0, None]


@pytest.mark.parametrize(
    ("said", "route"),
    [
        ("i would like to make an appointment", Route.APPOINTMENT),
        ("i need to cancel my appointment", Route.APPOINTMENT),
        ("when is my appointment", Route.APPOINTMENT),
        ("i can't come to my appointment tomorrow", Route.APPOINTMENT),
        ("my son has an appointment he is ill", Route.APPOINTMENT),
        ("when can i book an appointment", None),
        ("i want to report a pothole", Route.REPORT),
        ("pothole in front of my house", Route.REPORT),
        ("a broken bench in the park", Route.REPORT),
        ("broken passport at home", None),
        ("report graffiti", Route.REPORT),
        ("where's my report", Route.STATUS),
        ("can someone call me back", Route.CALLBACK),
        ("do i need an appointment for a passport", None),
        ("when are you open", None),
        ("a tile is about to fall from the school", Route.REPORT),
        ("the cemetery wall is going to collapse", Route.REPORT),
        ("a tree might fall on the school", Route.REPORT),
        ("there is a huge hole in the road a motorbike just fell", Route.REPORT),
        ("a manhole cover is missing a child could fall in", Route.REPORT),
        ("a big leak is flooding the street", Route.REPORT),
        ("bare wires are sticking out of the wall of the school", Route.REPORT),
        ("what if a tree might fall on my house", None),
        ("the price of the canteen is going to fall", None),
        ("i might fall ill", None),
        ("my bin is broken", None),
        ("my ceiling is about to fall who should i call", None),
    ],
)
def test_services_are_asked_for(said: str, route: Route | None):
    assert ENGLISH.route_of(said) is route


def test_what_is_wanted_of_an_appointment():
    said = ("i want an appointment", "i need to move my appointment", "cancel my appointment please")
    assert [ENGLISH.wish_of(text) for text in said] == [Wish.BOOK, Wish.CHANGE, Wish.CANCEL]
    assert ENGLISH.wants_later("none of them")
    assert not ENGLISH.wants_later("the first one")


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("when is my appointment", Wish.ASK),
        ("i forgot the time of my appointment", Wish.ASK),
        ("i'd like to confirm my appointment", Wish.ASK),
        ("i can't come to my appointment", Wish.MISS),
        ("my son has an appointment he is ill", Wish.MISS),
        ("i need an appointment i can't come in the morning", Wish.BOOK),
        ("when is my appointment at the dentist", Wish.BOOK),
    ],
)
def test_whoever_has_an_appointment_may_miss_it_or_ask_when_it_is(said: str, wish: Wish):
    assert ENGLISH.wish_of(said) is wish


@pytest.mark.parametrize("said", ["i don't know", "not sure", "maybe", "i'm not really sure", "no idea"])
def test_not_knowing_is_neither_yes_nor_no(said: str):
    assert ENGLISH.unsure(said)
    assert not ENGLISH.unsure(f"{said} the pothole")


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("oh six one two three four five six seven eight", "0 6 1 2 3 4 5 6 7 8"),
        ("zero six twelve thirty four fifty six seventy eight", "0 6 12 34 56 78"),
        ("double five triple two", "5 5 2 2 2"),
        ("twenty-one", "21"),
        ("my number is", "my number is"),
    ],
)
def test_numbers_are_put_in_digits(said: str, digits: str):
    assert with_digits(said) == digits


@pytest.mark.parametrize(
    "said",
    [
        "oh six one two three four five six seven eight",
        "zero six twelve thirty four fifty six seventy eight",
        "plus three three six one two three four five six seven eight",
    ],
)
def test_a_telephone_number_is_dictated_in_english(said: str):
    assert phone_numbers(with_digits(said))[0] == "+33612345678"


def test_declining_to_answer_and_asking_for_more():
    assert ENGLISH.declines("i'd rather not say")
    assert not ENGLISH.declines("it is oh six twelve")
    assert ENGLISH.wants_details("tell me more")
    assert ENGLISH.did_not_help("that's not what i asked")
    assert ENGLISH.nothing_more("that's all thank you")
    assert ENGLISH.nothing_more("no thanks")
    assert not ENGLISH.nothing_more("i don't have it")
    assert not ENGLISH.nothing_more("not really sure")


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("i have to cancel", Wish.CANCEL),
        ("change the time of my appointment", Wish.CHANGE),
        ("i have an appointment tomorrow i would like to come earlier", Wish.CHANGE),
        ("move my appointment to thursday", Wish.CHANGE),
    ],
)
def test_a_visit_is_changed_or_cancelled_by_whoever_orders_it(words: str, wish: Wish):
    assert (ENGLISH.route_of(words), ENGLISH.wish_of(words)) == (Route.APPOINTMENT, wish)


@pytest.mark.parametrize(
    ("words", "command"),
    [("no wait the first one", None), ("wait let me get a pen", Command.WAIT), ("hold on", Command.WAIT)],
)
def test_a_change_of_mind_is_no_mere_request_to_wait(words: str, command: Command | None):
    assert ENGLISH.command(words) is command


@pytest.mark.parametrize(
    "words", ["i'd like to report a street light that is out", "i would need a passport"]
)
def test_a_wish_is_no_yes(words):
    assert ENGLISH.yes_or_no(words) is None


@pytest.mark.parametrize("words", ["i'd like that", "i would", "i'd love to please"])
def test_a_wish_for_what_was_offered_is_a_yes(words):
    assert ENGLISH.yes_or_no(words) is True
