"""Each language's words around places and corrections, and its own alone."""

import pytest

from flows.tongues import tongue_of

FR, EN = tongue_of("fr"), tongue_of("en")


@pytest.mark.parametrize(
    ("said", "number", "street"),
    [
        ("it's at 12 rue pasteur opposite the school", "12", "rue pasteur"),
        ("in the rue de la gare next to the baker's", "", "rue de la gare"),
        ("rue pasteur at number 40", "40", "rue pasteur"),
        ("i live rue des tilleuls please", "", "rue des tilleuls"),
        ("it's number 12 victor hugo", "12", "victor hugo"),
        ("the rue du 8 mai 1945", "", "rue du 8 mai 1945"),
    ],
)
def test_english_addresses_are_read(said, number, street):
    found = EN.address.said_in(said)
    assert found is not None
    assert (found.number, found.street) == (number, street)


def test_french_does_not_hear_the_english_around_a_street_nor_english_the_french():
    english, french = "rue pasteur opposite the school", "rue pasteur devant l'école"
    assert (street(FR, english), street(EN, english)) == ("rue pasteur opposite the school", "rue pasteur")
    assert (street(FR, french), street(EN, french)) == ("rue pasteur", "rue pasteur devant l ecole")


def test_a_number_alone_is_introduced_in_its_language():
    assert FR.address.number_alone("c'est le 14 bis") == "14 bis"
    assert EN.address.number_alone("no it's at 14") == "14"
    assert EN.address.number_alone("c'est le 14") == FR.address.number_alone("it's at 14") == ""


@pytest.mark.parametrize(
    ("own", "other", "place", "request_"),
    [
        (FR, EN, "c'est devant l'école", "Dites-moi l'endroit : je transmets."),
        (EN, FR, "it's behind the school", "Tell me where it is."),
    ],
)
def test_a_place_without_a_street_is_told_and_asked_for_in_its_language(own, other, place, request_):
    assert own.address.says_where(place)
    assert not other.address.says_where(place)
    assert own.address.asks_for_a_place(request_)
    assert not other.address.asks_for_a_place(request_)


@pytest.mark.parametrize(
    ("tongue", "said", "meant", "number"),
    [
        (FR, "non c est au 12 pas au 2", "c est au 12", "12"),
        (FR, "ce n est pas rue pasteur c est rue victor hugo", "rue victor hugo", ""),
        (EN, "no it s at 12 not at 2", "it s at 12", "12"),
        (EN, "it isn t rue pasteur it s rue victor hugo", "rue victor hugo", ""),
        (EN, "not at 2 it s at 12", "at 12", "12"),
    ],
)
def test_what_is_meant_is_told_from_what_was_wrong(tongue, said, meant, number):
    found = tongue.correction.read(said)
    assert found is not None
    assert (found.meant, found.number) == (meant, number)


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        (FR, EN, "en fait c est un tag"),
        (FR, EN, "je me suis trompe c est au 12"),
        (EN, FR, "actually it was a tag"),
        (EN, FR, "i made a mistake it s at 12"),
    ],
)
def test_each_language_hears_only_its_own_corrections(own, other, said):
    assert marked(own, said)
    assert not marked(other, said)


def test_something_more_is_no_correction_in_its_language_alone():
    assert (FR.correction.read("un tag aussi"), EN.correction.read("a tag too")) == (None, None)
    assert EN.correction.read("un tag aussi") is not None
    assert FR.correction.read("a tag too") is not None


def marked(tongue, said: str) -> bool:
    found = tongue.correction.read(said)
    return found is not None and found.marked


def street(tongue, said: str) -> str:
    found = tongue.address.said_in(said)
    return found.street if found else ""


def test_the_road_before_the_name_of_a_street_is_no_part_of_it():
    for told in ("sur la route rue pasteur", "dans la rue avenue pasteur"):
        said = FR.address.said_in(told)
        assert said is not None
        assert said.street in ("rue pasteur", "avenue pasteur")


@pytest.mark.parametrize(
    ("said", "street", "number"),
    [
        ("corner of victor hugo street and pasteur street", "rue victor hugo", ""),
        ("outside 12 pasteur street", "rue pasteur", "12"),
        ("on grenoble avenue", "avenue grenoble", ""),
        ("on grenoble avenue near the school", "avenue grenoble", ""),
        ("in front of the school avenue jean jaures", "avenue jean jaures", ""),
    ],
)
def test_an_english_kind_of_street_follows_its_name(said, street, number):
    heard = EN.address.said_in(said)
    assert heard is not None
    assert (heard.street, heard.number, heard.typed) == (street, number, True)


@pytest.mark.parametrize(
    "said", ["the street is dark", "a tree has fallen on the road", "in my street", "a broken street light"]
)
def test_a_street_that_is_not_named_is_none(said):
    assert not EN.address.names_a_street(said)
