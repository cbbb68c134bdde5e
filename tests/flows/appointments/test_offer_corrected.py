"""At the offer of slots and where one is read back: another kind, several people, a question, a slip."""

from dataclasses import replace

import pytest

from flows.booking import AppointmentKind, BookSlot
from flows.events import AnswersFound, Choice
from tests.flows.calls import sure
from tests.flows.reopened import KeepingTownHall, ReopenedCall
from tests.flows.services import CARD, MOBILE, PACS, PASSPORT

FOR_A_PASSPORT = "un rendez-vous pour un passeport"


def offered(words: str = FOR_A_PASSPORT, kind: AppointmentKind = PASSPORT, **options) -> ReopenedCall:
    town = KeepingTownHall()
    town.kinds |= {"passeport": [kind], "passport": [kind]}
    call = ReopenedCall(services=town, **options)
    call.says(words)
    assert call.asked == "appointment.offer_3"
    return call


def read_back() -> ReopenedCall:
    call = offered()
    call.says("le premier")
    assert call.asked == "appointment.confirm"
    return call


def slot_read_back(call: ReopenedCall) -> str:
    return str(call.dialogue.waiting_for.values["slot"])


@pytest.mark.parametrize("at", [offered, read_back])
@pytest.mark.parametrize(
    "words",
    [
        "plutôt une carte d'identité",
        "non pour une carte d'identité",
        "ah non je me suis trompé c'est pour une carte d'identité",
        "attendez non pour une carte d'identité",
        "non je me suis trompé carte d'identité",
        "carte d'identité",
    ],
)
def test_another_kind_is_heard(at, words):
    call = at()
    assert call.says(words)[0] == "appointment.instead"
    if at is read_back:  # the slot that was read back is not what was corrected
        assert slot_read_back(call) == "mardi 24 novembre à 9 h"
    else:
        assert call.dialogue.waiting_for.prompt == "appointment.offer_3"
        call.says("le premier")
    for said in ("oui", "paul petit", "oui", "oui"):
        call.says(said)
    assert [booked.kind for booked in call.services.booked] == ["carte-identite"]


def test_the_day_wished_for_stands_when_the_kind_is_corrected():
    call = offered()
    call.says("jeudi plutôt")
    call.says("non pardon je me suis trompé carte d'identité")
    assert slot_read_back(call) == "jeudi 26 novembre à 10 h"


def test_the_kind_said_once_more_is_no_misunderstanding():
    call = offered()
    for _ in range(4):
        assert call.says("passeport") == ["appointment.offer_3"]


def test_a_second_change_of_mind_comes_back():
    call = offered()
    assert call.says("en fait c'est pour un pacs")[0] == "appointment.instead"
    assert call.says("non pour un passeport")[0] == "appointment.instead"
    assert call.says("le premier") == ["appointment.confirm"]
    assert call.dialogue.waiting_for.values["what"] == PASSPORT.title


@pytest.mark.parametrize("words", ["pas un passeport", "non c'est pas pour un passeport"])
def test_a_kind_that_is_only_denied_has_the_right_one_asked(words):
    call = offered()
    assert call.says(words) == ["appointment.what"]
    assert call.says("un pacs") == ["appointment.offer_3"]


def test_another_kind_is_heard_in_english():
    call = ReopenedCall(languages=("en", "fr"))
    call.says("i need an appointment for an identity card")
    assert call.says("actually a passport")[0] == "appointment.instead"
    assert call.says("no for an identity card")[0] == "appointment.instead"


@pytest.mark.parametrize(
    "words", ["oui mais pour deux personnes", "pour deux", "on est deux", "c'est pour moi et ma femme"]
)
@pytest.mark.parametrize("at", [offered, read_back])
def test_several_people_have_a_file_each(at, words):
    call = at()
    assert call.says(words)[0] == "appointment.longer"
    if call.asked == "appointment.offer_3":
        call.says("le premier")
    assert call.dialogue.waiting_for.values["what"] == "un passeport, pour deux personnes"
    for said in ("oui", "paul petit", "oui", "oui"):
        call.says(said)
    assert call.services.booked == [
        BookSlot(
            slot="2026-11-24T09:00",
            kind="passeport",
            name="Paul Petit",
            phone=MOBILE,
            files=("passeport", "passeport"),
        )
    ]


def test_the_two_first_slots_for_two_are_one_visit_for_both():
    call = offered()
    assert call.says("le premier et le deuxième on est deux") == ["appointment.longer", "appointment.confirm"]
    assert slot_read_back(call) == "mardi 24 novembre à 9 h"


def test_a_yes_that_tells_of_two_people_is_for_both_and_said_again_it_is_a_yes():
    call = read_back()
    assert call.says("oui pour deux personnes") == ["appointment.longer", "appointment.confirm"]
    assert call.says("oui pour deux personnes") == ["appointment.name"]


def test_more_people_than_one_visit_holds_are_for_an_agent():
    call = offered()
    assert "appointment.too_many" in call.says("on est six")
    assert call.services.booked == []


def test_a_pacs_is_for_two_and_one_file():
    call = offered("un rendez-vous pour un pacs")
    assert "appointment.longer" not in call.says("on est deux")
    assert PACS.slug == "pacs"


def test_several_people_are_heard_in_english():
    call = ReopenedCall(languages=("en", "fr"))
    call.says("i need an appointment for a passport")
    assert call.says("there are two of us")[0] == "appointment.longer"
    call.says("the first one")
    assert call.dialogue.waiting_for.values["what"] == "un passeport, for two people"


KNOWN = replace(CARD, slug="passeport", title="un passeport", minutes=20, place="1 place de la République")
PRICED = Choice(
    slug="passeport",
    title="un passeport",
    service="etat-civil",
    score=1.0,
    spoken="Il faut prendre rendez-vous. Le passeport coûte 86 €.",
)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("c'est où", "appointment.place"),
        ("ça dure combien de temps", "appointment.lasts"),
        ("quels papiers il faut", "appointment.documents"),
        ("c'est combien", "answer.spoken"),
        ("je dois payer combien", "answer.spoken"),
    ],
)
@pytest.mark.parametrize("confirming", [False, True])
def test_a_question_about_the_visit_has_its_answer_and_the_question_comes_again(words, told, confirming):
    call = offered(kind=KNOWN, knows={"passeport": sure(PRICED)})
    if confirming:
        call.says("le premier")
    asked = call.asked
    assert call.says(words) == [told, asked]
    if told == "answer.spoken":
        assert call.last[0].values["text"] == "Le passeport coûte 86 €."
    assert call.says(words) == [told, asked]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("where is it", "appointment.place"),
        ("how long does it take", "appointment.lasts"),
        ("what documents do i need", "appointment.documents"),
        ("how much is it", "appointment.price_unknown"),
    ],
)
def test_a_question_about_the_visit_has_its_answer_in_english(words, told):
    call = offered("i need an appointment for a passport", kind=KNOWN, languages=("en", "fr"))
    assert call.says(words) == [told, "appointment.offer_3"]


def test_a_price_that_nobody_knows_is_said_not_to_be_known():
    call = offered(kind=KNOWN, knows={"c'est combien": AnswersFound(decision="none")})
    assert call.says("c'est combien") == ["appointment.price_unknown", "appointment.offer_3"]


@pytest.mark.parametrize(
    ("words", "slot"),
    [
        ("le premier non le deuxième", "mardi 24 novembre à 14 h 30"),
        ("le premier enfin non le troisième", "jeudi 26 novembre à 10 h"),
        ("le deuxième non pas le premier", "mardi 24 novembre à 14 h 30"),
        ("le premier plutôt que le deuxième", None),
        ("mardi neuf heures non jeudi", "jeudi 26 novembre à 10 h"),
    ],
)
def test_what_is_said_last_is_meant(words, slot):
    call = offered()
    call.says(words)
    if slot is None:
        assert call.asked.startswith("appointment.offer_3")
    else:
        assert slot_read_back(call) == slot


@pytest.mark.parametrize("words", ["the first no the second one", "tuesday no thursday"])
def test_what_is_said_last_is_meant_in_english(words):
    call = ReopenedCall(languages=("en", "fr"))
    call.says("i need an appointment for a passport")
    call.says(words)
    assert call.asked == "appointment.confirm"
    assert "9" not in slot_read_back(call).split("at")[-1]


def slots_offered(call: ReopenedCall) -> list[str]:
    values = call.dialogue.waiting_for.values
    return [str(values[name]) for name in sorted(values) if name.startswith("slot_")]


def test_earlier_comes_back_to_what_was_offered_before():
    call = offered()
    first = slots_offered(call)
    call.says("plus tard")
    second = slots_offered(call)
    call.says("plus tard")
    call.says("plus tôt")
    assert slots_offered(call) == second
    call.says("plus tard")
    call.says("revenez au début")
    assert slots_offered(call) == first
    assert call.says("plus tôt") == ["appointment.first_ones", "appointment.offer_3"]


def test_later_that_day_stays_on_that_day():
    call = offered()
    call.services.diary += ["2026-11-26T15:00"]
    call.services.diary.sort()
    call.says("plus tard dans la journée")
    assert slots_offered(call) == ["jeudi 26 novembre à 15 h"]


def test_as_late_as_can_be_is_the_end_of_the_diary():
    call = offered()
    call.services.last_day = "2026-12-03"
    assert call.says("le plus tard possible")[0] == "appointment.too_far"
    assert slots_offered(call)[-1] == "jeudi 3 décembre à 14 h"
