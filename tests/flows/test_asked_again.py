"""What follows an answer and names no subject: for somebody else, on a day, where, on line."""

from dataclasses import replace

import pytest

from flows.actions import Say
from flows.asked_again import Whom, asked_for, asks_if_booked, asks_where, day_asked
from flows.events import AnswersFound, Heard
from flows.follow_up import Told, follow_up
from flows.our_details import own_detail
from tests.flows.calls import CARD, HOURS, PlayedCall, either, sure

RECORD = replace(
    HOURS,
    slug="attestation",
    title="une attestation",
    spoken="Demandez-la sur notre site ou à la mairie. C'est gratuit.",
    details="Elle est postée en quelques jours. Les mariages sont célébrés du lundi au samedi.",
)
TOWN_HALL = replace(
    HOURS, slug="horaires-contact-mairie", spoken="Elle ouvre à 9 h. Elle est au 1 place Verte."
)
KNOWN = {
    "une attestation": sure(RECORD),
    "la carte": sure(CARD),
    "horaires-contact-mairie": sure(TOWN_HALL),
    "vous êtes ouverts le mardi": sure(replace(HOURS, spoken="Le mardi, le service est ouvert.")),
}


def after(first: str, words: str, **found: AnswersFound) -> list[tuple[str, str]]:
    call = PlayedCall(knows={**KNOWN, **found})
    call.says(first)
    heard = [one for one in call.feed(Heard(text=words)) if isinstance(one, Say)]
    return [(one.prompt, str(next(iter(one.values.values()), ""))) for one in heard[:-1]]


@pytest.mark.parametrize(
    "words",
    ["je peux le faire sur internet", "et en ligne", "c'est possible par internet", "can i do it online"],
)
def test_whether_it_is_done_on_line_is_told_by_the_answer(words):
    assert after("une attestation", words) == [
        ("answer.details", "Demandez-la sur notre site ou à la mairie.")
    ]


@pytest.mark.parametrize(
    "words", ["il faut prendre rendez-vous", "faut prendre rendez-vous", "et sans rendez-vous", "faut un rdv"]
)
def test_an_answer_silent_on_appointments_says_so_and_begins_no_booking(words):
    assert after("une attestation", words)[0][0] == "answer.not_told"


@pytest.mark.parametrize("words", ["et c'est long", "c'est long à recevoir", "est-ce que c'est long"])
def test_a_long_time_is_a_delay(words):
    assert after("une attestation", words) == [("answer.details", "Elle est postée en quelques jours.")]


def test_whoever_has_to_be_there_is_told_where_the_answer_tells_it():
    told = Told(RECORD, "Venez avec l'enfant, sa présence est obligatoire. C'est gratuit.")
    assert follow_up(told, "et faut qu'il soit là", understood=False) == (
        "Venez avec l'enfant, sa présence est obligatoire.",
    )


@pytest.mark.parametrize("words", ["et pour mon mari", "et ma femme", "pour mes parents c'est pareil"])
def test_another_grown_up_has_the_same_answer_and_no_other_subject(words):
    assert after("une attestation", words, **{words: either(HOURS, CARD)})[0][0] == "answer.same_for_all"


def test_where_the_age_decides_somebody_else_has_their_own_case():
    call = PlayedCall(knows=KNOWN)
    call.says("la carte")
    call.says("un adulte")
    assert call.says("et pour mon mari")[0] == "answer.same_for_all"
    heard = [
        one.values for one in call.feed(Heard(text="et pour son frère de dix ans")) if isinstance(one, Say)
    ]
    assert heard[1] == {"text": "Mineur : venez à deux."}


def test_another_case_is_asked_for_where_it_is_not_the_age_that_decides():
    place = replace(
        CARD, variants=(replace(CARD.variants[0], label="ici", phrases=("ici",)), CARD.variants[1])
    )
    call = PlayedCall(knows={"un acte": sure(place)})
    call.says("un acte")
    call.says("ici")
    assert call.says("et pour mon mari") == ["answer.which_2"]


def test_a_day_is_told_by_the_answer_or_else_by_the_hours_of_the_service():
    assert after("une attestation", "et le samedi c'est possible") == [
        ("answer.details", "Les mariages sont célébrés du lundi au samedi.")
    ]
    assert after("une attestation", "et le mardi on peut venir") == [
        ("answer.details", "Le mardi, le service est ouvert.")
    ]


@pytest.mark.parametrize("words", ["et vendredi", "et le samedi", "et vendredi soir"])
def test_a_day_asked_after_hours_is_read_by_the_calendar(words):
    week = replace(HOURS, spoken="La mairie est ouverte du lundi au vendredi, et le samedi de 9 h à 12 h.")
    closed = replace(HOURS, spoken="Vendredi 25 décembre, la mairie est fermée.")
    assert after(
        "horaires-contact-mairie", words, **{"horaires-contact-mairie": sure(week), words: sure(closed)}
    ) == [("answer.spoken", "Vendredi 25 décembre, la mairie est fermée.")]


def test_the_very_day_that_is_asked_about_is_kept_and_so_is_its_half():
    opened = sure(replace(HOURS, spoken="Fermé vendredi 25 au soir."))
    assert after(
        "une attestation", "et vendredi soir c'est ouvert", **{"vous êtes ouverts vendredi soir": opened}
    ) == [("answer.details", "Fermé vendredi 25 au soir.")]


def test_what_has_days_of_its_own_is_not_open_when_its_service_is():
    market = sure(replace(RECORD, spoken="Le marché a lieu le mercredi.", details=""))
    found = {"le marché": market, "vous êtes ouverts le mardi": sure(HOURS)}
    assert after("le marché", "et le mardi", **found) == [("answer.details", "Le marché a lieu le mercredi.")]


def test_the_town_hall_that_an_answer_names_has_an_address():
    assert after("une attestation", "et c'est où") == [
        ("answer.details", "Demandez-la sur notre site ou à la mairie."),
        ("answer.at_town_hall", "1 place Verte"),
    ]


@pytest.mark.parametrize(
    "spoken",
    [
        "Les taxes relèvent des finances publiques, pas de la mairie.",
        "Présentez-vous à la gendarmerie. La mairie ne s'en charge pas.",
        "Une naissance se déclare à la mairie du lieu de naissance.",
        "Demandez-le à la mairie de naissance : nous n'avons pas ses registres.",
    ],
)
def test_our_address_is_not_that_of_another_body_or_of_another_town_hall(spoken):
    elsewhere = sure(replace(RECORD, spoken=spoken, details="Le service état civil répond."))
    said = after("une démarche", "c'est où", **{"une démarche": elsewhere})
    assert "answer.at_town_hall" not in [prompt for prompt, _ in said]


def test_where_it_is_with_nothing_spoken_of_is_no_question_about_the_town_hall():
    assert own_detail("c'est où", "fr") == own_detail("where is it", "en") == ""
    assert own_detail("c'est où la mairie", "fr") == "l'adresse de la mairie"


def test_what_is_wholly_done_on_line_is_told_before_the_name_of_a_site():
    told = Told(RECORD, "Faites la demande sur le site. Avec une identité numérique, tout se fait en ligne.")
    assert follow_up(told, "en ligne", understood=False) == (
        "Avec une identité numérique, tout se fait en ligne.",
    )


def test_how_much_the_delay_is_asks_no_price():
    told = Told(RECORD, "Apportez un timbre de 86 euros. Le délai varie selon la saison.")
    assert follow_up(told, "c'est combien le délai", understood=False) == ("Le délai varie selon la saison.",)


def test_what_is_asked_is_read_from_words_that_name_nothing_else():
    assert asked_for("et pour mon fils") is asked_for("et pour les enfants") is Whom.CHILD
    assert asked_for("and for my wife") is Whom.GROWN
    assert asked_for("et pour ma voiture") is asked_for("et mon mari doit venir") is None
    assert day_asked("and on saturday") == "saturday"
    assert day_asked("samedi") == day_asked("le samedi matin") == ""
    assert asks_where("c'est où exactement")
    assert not asks_where("c'est où la piscine")
    assert asks_if_booked("et faut un rendez-vous")
    assert not asks_if_booked("je veux prendre rendez-vous")
    assert not asks_if_booked("il me faut un rendez-vous")
