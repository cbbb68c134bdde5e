"""What an agent hears before taking a call: all that was captured, and no longer than anybody listens."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from flows.actions import Transfer, Value
from flows.in_parts import LONGEST_SECONDS, speaking_seconds
from flows.prompts import Catalogue
from ivr.calls.whispered import FIELDS, MOST_PARTS, announced

FRENCH = Catalogue.load("fr")
STORY = (
    "je suis un peu perdue parce que ma mère est décédée la semaine dernière et que je dois m'occuper de"
    " toutes les démarches, la déclaration, la concession au cimetière, la liste électorale, et"
    " la cantine de mes enfants que je ne peux plus payer depuis que mon mari est parti avec la voiture, je"
    " ne sais plus du tout par où commencer, je voudrais parler à quelqu'un"
)
CAPTURED: dict[str, Value] = {
    "threat": 1,
    "visit": "un passeport",
    "slot": "mercredi 25 novembre à 10 h 20",
    "booked": "jeudi 26 novembre à 9 h",
    "problem": "un nid-de-poule",
    "address": "12 rue Pasteur",
    "name": "Sophie Martin",
    "phone": "+33612345678",
    "earlier": "une carte d'identité, lundi 23 novembre à 9 h\nun Pacs, lundi 30 novembre à 9 h",
}


def heard(transfer: Transfer) -> list[str]:
    """The prompts an agent hears, as they are said."""
    said = announced(FRENCH, transfer, "le service état civil", {"town": "Valmont-sur-Isère"})
    return [FRENCH.voice(say.prompt, {"town": "Valmont", **say.values}) for say in said]


def about(subject: str = "", summary: str = "", language: str = "fr", **fields: Value) -> Transfer:
    return Transfer(
        service="etat-civil", subject=subject, summary=summary, language=language, fields=dict(fields)
    )


def test_the_slot_agreed_and_what_it_is_for_are_told() -> None:
    told = " ".join(
        heard(
            about(
                "un passeport",
                "un rendez-vous pour un passeport",
                visit="un passeport",
                slot="mercredi 25 novembre à 10 h 20",
                name="Sophie Martin",
            )
        )
    )
    assert "Créneau choisi, pas encore réservé : mercredi 25 novembre à 10 h 20." in told
    assert "Nom : Sophie Martin." in told
    assert "Appuyez sur 1 pour prendre l'appel, sur 2 pour le refuser." in told


def test_a_visit_that_is_booked_is_told_as_booked() -> None:
    told = " ".join(heard(about(visit="un passeport", booked="jeudi 26 novembre à 9 h")))
    assert "Rendez-vous pour : un passeport." in told
    assert "Rendez-vous réservé : jeudi 26 novembre à 9 h." in told


@pytest.mark.parametrize("name", FIELDS)
def test_everything_that_a_call_takes_down_has_a_sentence(name: str) -> None:
    without, told = heard(about("un acte")), heard(about("un acte", **{name: CAPTURED[name]}))
    assert told != without
    if name not in ("threat", "phone"):
        assert str(CAPTURED[name]).split("\n", maxsplit=1)[0] in " ".join(told)


@pytest.mark.parametrize(
    ("subject", "summary", "fields"),
    [
        ("", STORY, {}),
        (STORY, STORY, {}),
        (STORY, STORY, CAPTURED),
        ("un passeport", STORY, CAPTURED),
        ("un passeport", STORY, {**CAPTURED, "said": f"{STORY}\n{STORY}"}),
        ("un passeport", "", {**CAPTURED, "said": "pardon"}),
    ],
)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_nothing_lasts_longer_than_twelve_seconds(
    subject: str, summary: str, fields: Mapping[str, Value], language: str
) -> None:
    said = heard(about(subject, summary, language, **fields))
    assert len(said) <= MOST_PARTS
    assert all(speaking_seconds(one) <= LONGEST_SECONDS for one in said), said
    assert "Appuyez sur 1" in said[0]


def test_a_long_story_is_cut_at_a_word_and_the_rest_said_to_be_on_the_screen() -> None:
    _, more = heard(about("", STORY))
    told = more.removesuffix("… La suite est à l'écran.")
    assert told != more
    assert STORY.startswith(told[:1].lower() + told[1:])
    assert STORY[len(told)] in " ,", "at a word"


def test_fields_come_whole_before_any_of_the_callers_own_words() -> None:
    told = {name: CAPTURED[name] for name in ("threat", "visit", "slot", "name", "phone")}
    said = " ".join(heard(about("un passeport", STORY, **told)))
    for value in ("menacé", "mercredi 25 novembre à 10 h 20", "Sophie Martin", "06 12 34 56 78"):
        assert said.index(value) < said.index("Je suis un peu perdue")
    said = " ".join(heard(about("", STORY, address="12 rue Pasteur", problem="un nid-de-poule")))
    assert said.index("un nid-de-poule") < said.index("12 rue Pasteur") < said.index("Je suis un peu")


def test_what_was_said_besides_is_told_where_there_is_time() -> None:
    told = " ".join(heard(about("un passeport", "mon passeport", said="je suis allergique\nj'ai un chien")))
    assert "A dit aussi : Je suis allergique. J'ai un chien." in told


def test_nothing_is_said_twice() -> None:
    told = " ".join(heard(about("un passeport", "un passeport", visit="un passeport")))
    assert told.lower().count("un passeport") == 1


def test_english_words_are_left_out_and_what_was_taken_down_is_not() -> None:
    said = heard(
        about("my passport please", "my passport please", "en", name="Sophie Martin", said="help me")
    )
    told = " ".join(said)
    assert "anglophone" in told
    assert "Nom : Sophie Martin." in told
    assert "passport" not in told
    assert "help" not in told


def test_an_address_longer_than_anybody_listens_is_cut() -> None:
    place = "derrière le gymnase en face de l'ancienne poste après le pont " * 5
    said = heard(about("un nid-de-poule", address=place.strip(), name="Sophie Martin"))
    assert all(speaking_seconds(text) <= LONGEST_SECONDS for text in said)
    assert "derrière le gymnase" in " ".join(said)
    assert "Nom : Sophie Martin." in " ".join(said)
