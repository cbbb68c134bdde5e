"""What stands between braces in an answer: filled when it is said, checked when it is written."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.articles import Variant
from knowledge.calendar import OpeningCalendar
from knowledge.placeholders import fill, hours_quoted, length_problems, town_problems
from tests.knowledge.valmont import MONDAY, TOWN, article

CALENDAR = OpeningCalendar(TOWN)

URBANISME = "le lundi de 8 h 30 à 12 h, et le mercredi de 8 h 30 à 12 h et de 13 h 30 à 17 h 30"


def filled(text: str) -> str:
    return fill(text, TOWN, CALENDAR, MONDAY)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Mairie de {town}, {address}.", "Mairie de Valmont, 1 place de la République."),
        (
            "Appelez le {phone} ou écrivez à {email}.",
            "Appelez le 04 65 71 00 00 ou écrivez à mairie@valmont.example.",
        ),
        ("{website}/passeport", "https://valmont.example/passeport"),
        ("Appelez le {fact:encombrants_phone}.", "Appelez le 04 65 71 00 70."),
        ("Adressez-vous à {service:police-municipale}.", "Adressez-vous à la police municipale."),
        ("Venez. {hours:urbanisme} Merci.", f"Venez. Le service urbanisme est ouvert {URBANISME}. Merci."),
        ("{hours:urbanisme}", f"Le service urbanisme est ouvert {URBANISME}."),
        ("Il est ouvert {hours:urbanisme}.", f"Il est ouvert {URBANISME}."),
        ("{today:urbanisme} Merci.", "Le service urbanisme est ouvert en ce moment, jusqu'à 12 h. Merci."),
        ("{today:urbanisme}.", "Le service urbanisme est ouvert en ce moment, jusqu'à 12 h."),
        (
            "Sachez que {today:urbanisme}",
            "Sachez que le service urbanisme est ouvert en ce moment, jusqu'à 12 h.",
        ),
        ("Rien à remplir.", "Rien à remplir."),
        ("", ""),
    ],
)
def test_it_fills_what_the_town_says(text, said):
    assert filled(text) == said


@pytest.mark.parametrize(
    "lost",
    ["{fact:plombier}", "{hours:patinoire}", "{today:}", "{service:cirque}", "{bidule}", "{", "}", "{}"],
)
def test_a_sentence_that_quotes_something_lost_is_left_out(lost):
    assert filled(f"Bonjour. Appelez le {lost} vite. Au revoir.") == "Bonjour. Au revoir."


@given(st.text(alphabet="ab. {}:!phonetwhurs\n", max_size=60))
def test_no_brace_is_ever_said(text):
    assert not set("{}\0") & set(filled(text))


@pytest.mark.parametrize(
    ("fields", "field", "told"),
    [
        ({"spoken": "Le {fact:plombier}."}, "spoken", "plombier = …"),
        ({"details": "{hours:patinoire}"}, "details", "mediatheque"),
        ({"details": "{hours:}"}, "details", "{hours:}"),
        ({"text_message": "{service:cirque}"}, "text_message", "police-municipale"),
        ({"spoken": "Le {telephone}."}, "spoken", "phone"),
        ({"spoken": "Le { phone}."}, "spoken", "{ phone}"),
        ({"spoken": "Le {phone."}, "spoken", "accolade"),
        ({"title": "Le {phone}"}, "title", "accolade"),
        ({"phrasings": ("le {phone}",)}, "phrasings", "accolade"),
        ({"service": "cirque"}, "service", "cirque"),
        (
            {
                "question": "Laquelle ?",
                "variants": (
                    Variant(label="a", phrases=("a",), spoken="A {x}."),
                    Variant(label="b", phrases=("b",), spoken="B."),
                ),
            },
            "variants",
            "{x}",
        ),
    ],
)
def test_what_the_town_does_not_declare_is_told_with_the_remedy(fields, field, told):
    (problem,) = town_problems(article(**fields), TOWN)
    assert (problem.field, problem.slug) == (field, "passeport")
    assert told in problem.text


def test_a_fact_of_the_town_left_empty_is_told():
    (problem,) = town_problems(article(spoken="Au {phone}."), replace(TOWN, phone=""))
    assert "[town]" in problem.text


def test_an_answer_too_long_once_filled_is_told():
    long = article(spoken="{hours:mairie} " * 3)
    (problem,) = length_problems(long, TOWN, CALENDAR, MONDAY)
    assert "secondes" in problem.text
    assert length_problems(article(), TOWN, CALENDAR, MONDAY) == []


def test_it_knows_whose_hours_an_article_gives():
    quoting = article(spoken="{today:piscine}", details="{hours:mairie} {hours:piscine}")
    assert hours_quoted(quoting) == ("piscine", "mairie")
