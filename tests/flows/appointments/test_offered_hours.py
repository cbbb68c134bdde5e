"""Hours picked with their article, ages that count nobody, other days, and a goodbye before it is booked."""

import pytest

from flows.actions import Say, TakeMessage
from tests.flows.reopened import ReopenedCall, having_booked
from tests.flows.services import MOBILE

A_VISIT = "un rendez-vous pour un passeport"


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("le quatorze heures trente", "mardi 24 novembre à 14 h 30"),
        ("je prends le neuf heures", "mardi 24 novembre à 9 h"),
        ("le dix heures", "jeudi 26 novembre à 10 h"),
    ],
)
def test_an_hour_with_its_article_is_no_day_of_the_month(words, slot):
    call = ReopenedCall()
    call.says(A_VISIT)
    assert call.says(words) == ["appointment.confirm"]
    assert call.dialogue.waiting_for.values["slot"] == slot


def test_a_day_of_the_month_is_still_one():
    call = ReopenedCall()
    call.says(A_VISIT)
    call.says("le vingt-sept")
    assert "27 novembre" in str(call.dialogue.waiting_for.values)


@pytest.mark.parametrize(
    "words",
    ["rendez vous pour un enfant de deux ans passeport", "rendez vous passeport pour mon bébé de trois mois"],
)
def test_an_age_counts_no_files(words):
    assert ReopenedCall().says(words) == ["appointment.offer_3"]


def test_two_documents_each_for_somebody_are_two_files():
    call = ReopenedCall()
    call.says("rendez vous carte pour moi et passeport pour mon fils")
    assert call.dialogue.waiting_for.values["what"] == "une carte d'identité et un passeport"


def test_how_files_are_counted_is_not_read_back_with_whom_each_is_for():
    call = ReopenedCall()
    call.says("un rendez vous pour deux passeports un pour moi un pour ma fille")
    assert call.dialogue.waiting_for.values["what"] == "deux passeports"


def test_another_day_of_the_week_than_the_one_offered_is_another_day():
    call = ReopenedCall()
    call.says(A_VISIT)
    call.says("vendredi")
    call.says("oui")
    said = call.says("non attendez plutôt jeudi")
    assert "appointment.none_then" not in said
    assert "jeudi 26 novembre" in str(call.dialogue.waiting_for.values)


def test_those_after_the_ones_offered_do_not_tell_again_that_an_hour_is_not_free():
    call = ReopenedCall()
    call.says(A_VISIT)
    assert call.says("celui de dix-sept heures")[0].startswith("appointment.none_at")
    assert call.says("non non le suivant") == ["appointment.offer_3"]


@pytest.mark.parametrize("words", ["en fait je voudrais changer l'heure", "je dois changer de jour"])
def test_another_hour_of_the_visit_just_booked_changes_it(words):
    assert having_booked().says(words)[-1] == "appointment.change_this"


def test_another_hour_of_the_visit_just_booked_changes_it_in_english():
    assert having_booked(english=True).says("i'd like to change the time")[-1] == "appointment.change_this"


@pytest.mark.parametrize("words", ["merci au revoir", None])
def test_whoever_leaves_before_the_name_is_passed_on_and_told_that_nothing_is_booked(words):
    call = ReopenedCall(caller=MOBILE)
    for said in (A_VISIT, "le premier", "oui"):
        call.says(said)
    assert call.asked == "appointment.name"
    if words is None:
        call.hangs_up()
    else:
        call.says(words)
        assert "appointment.none_yet" in [said.prompt for said in call.deeds(Say)]
    (message,) = call.deeds(TakeMessage)
    assert (message.service, message.phone) == ("etat-civil", MOBILE)
    assert message.fields["slot"] == "mardi 24 novembre à 9 h"
    assert "name" not in message.fields


@pytest.mark.parametrize(
    "words", ["il me faut un autre rendez vous pour mon mari", "rendez vous pour mon mari"]
)
def test_whom_it_is_for_is_not_what_it_is_for(words):
    call = ReopenedCall()
    call.services.kinds["mari"] = call.services.kinds["pacs"]
    assert call.says(words) == ["appointment.what"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("rendez vous passeport lundi seize", "date.past"),
        ("rdv passeport lundi dix sept", "date.mismatch"),
    ],
)
def test_a_day_that_cannot_be_is_told_before_others_are_offered(words, told):
    said = ReopenedCall().says(words)
    assert said[0] == told
    assert said[-1].startswith("appointment.offer")


def test_the_day_something_happened_is_not_that_of_the_visit():
    said = ReopenedCall().says("on m'a volé mon passeport lundi seize je voudrais un rendez vous")
    assert "date.past" not in said


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("rendez vous passeport pour demain à neuf heures au nom de leroy", "Leroy"),
        ("un rendez vous pour un passeport au nom de paul petit", "Paul Petit"),
    ],
)
def test_a_name_told_at_once_is_read_back_and_not_asked(words, name):
    call = ReopenedCall()
    call.says(words)
    if call.asked != "appointment.confirm":
        call.says("le premier")
    assert call.says("oui") == ["name.read_back"]
    assert call.dialogue.waiting_for.values["name"] == name


@pytest.mark.parametrize(
    "words",
    [
        "le premier qui vient",
        "oh ben le premier disponible",
        "n'importe",
        "peu importe",
        "ça m'est égal",
        "le premier rendez-vous que vous avez",
    ],
)
def test_the_first_there_is_or_any_of_them_is_the_first_one_offered(words):
    call = ReopenedCall()
    call.says(A_VISIT)
    assert call.says(words) == ["appointment.confirm"]
    assert call.dialogue.waiting_for.values["slot"] == "mardi 24 novembre à 9 h"


@pytest.mark.parametrize("words", ["le premier décembre", "le premier lundi"])
def test_a_date_is_not_the_first_there_is(words):
    call = ReopenedCall()
    call.says(A_VISIT)
    call.says(words)
    assert call.dialogue.waiting_for.values.get("slot_1") != "mardi 24 novembre à 9 h"


@pytest.mark.parametrize(
    "words",
    [
        "je sais pas trop",
        "je dois demander à mon mari",
        "il faut que j'en parle à ma femme",
        "il faut que je regarde mon agenda",
    ],
)
def test_whoever_cannot_tell_yet_is_told_that_nothing_presses_and_offered_the_same(words):
    call = ReopenedCall()
    call.says(A_VISIT)
    assert call.says(words) == ["appointment.no_hurry", "appointment.offer_3"]
    assert call.says("le premier") == ["appointment.confirm"]


def test_whoever_must_ask_somebody_and_names_a_slot_has_that_slot():
    call = ReopenedCall()
    call.says(A_VISIT)
    assert call.says("je dois demander à mon mari mais le premier")[0] != "appointment.no_hurry"
