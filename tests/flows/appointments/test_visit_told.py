"""What is asked right after a booking, and what is told of a visit made before: late, missed, cannot come."""

from dataclasses import replace

import pytest

from flows.actions import TakeMessage
from flows.booking import Appointment
from flows.collect.visit_asked import Asked, Told, asked_in, told_in
from tests.flows.calls import HOURS, nearly, sure
from tests.flows.reopened import ENGLISH, KeepingTownHall, ReopenedCall, having_booked
from tests.flows.services import CARD, MOBILE, PASSPORT

MADE = Appointment(
    reference="471290",
    kind=replace(CARD, minutes=20, place="1 place de la République"),
    start="2026-11-27T16:00",
    name="Jean Martin",
)


def with_a_visit(**options) -> ReopenedCall:
    """A caller whose visit was made with the telephone they call from, in an earlier call."""
    town = KeepingTownHall()
    town.appointments[("471290", MOBILE)] = MADE
    return ReopenedCall(services=town, **options)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("redites-moi l'heure", "appointment.told"),
        ("c'est à quelle heure déjà", "appointment.told"),
        ("le numéro s'il vous plaît", "reference.note"),
        ("quels papiers je dois apporter", "appointment.documents"),
        ("c'est gratuit", "appointment.price_unknown"),
        ("c'est où", "appointment.place"),
        ("ça dure combien de temps", "appointment.lasts"),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_what_is_asked_right_after_the_booking_is_answered(words, told, later):
    town = KeepingTownHall()
    kind = replace(PASSPORT, documents="Apportez une photo.", minutes=20, place="1 place de la République")
    town.kinds["passeport"] = [kind]
    call = having_booked(services=town, knows={words: nearly(HOURS)})
    town.appointments = {key: replace(one, kind=kind) for key, one in town.appointments.items()}
    if later:
        call.says("non")
    asked = call.asked
    assert call.says(words) == [told, asked]
    call.says("non")
    assert len(call.services.booked) == 1


@pytest.mark.parametrize("words", ["what time is it again", "the number please", "where is it"])
def test_what_is_asked_right_after_the_booking_is_answered_in_english(words):
    town = KeepingTownHall()
    kind = replace(PASSPORT, place="1 place de la République")
    town.kinds["passport"] = [kind]
    call = having_booked(english=True, services=town)
    town.appointments = {key: replace(one, kind=kind) for key, one in town.appointments.items()}
    call.says("no")
    assert call.says(words)[0] in ("appointment.told", "reference.note", "appointment.place")
    assert len(ENGLISH) == 6


def test_the_same_words_ask_about_the_article_that_was_answered_since():
    call = having_booked(knows={"les horaires": sure(HOURS)})
    call.says("non")
    call.says("les horaires")
    assert not any(prompt.startswith("appointment.") for prompt in call.says("c'est gratuit"))


@pytest.mark.parametrize(
    "words", ["je serai en retard à mon rendez-vous", "je vais être un peu en retard pour mon rdv"]
)
def test_the_service_is_told_of_whoever_is_late(words):
    call = with_a_visit()
    assert call.says(words)[0] == "appointment.late"
    (message,) = call.deeds(TakeMessage)
    assert (message.service, message.text, message.phone) == ("etat-civil", words, MOBILE)
    assert message.fields["name"] == "Jean Martin"
    assert call.visits["471290"] == MADE


def test_the_service_is_told_of_whoever_is_late_in_english():
    call = with_a_visit(languages=("en", "fr"))
    assert call.says("i'll be late for my appointment")[0] == "appointment.late"
    assert len(call.deeds(TakeMessage)) == 1


def test_whoever_is_late_for_a_visit_that_is_not_found_reaches_a_person():
    call = ReopenedCall()
    call.says("je serai en retard à mon rendez-vous")
    call.says("je ne l'ai pas")
    assert type(call.dialogue.waiting_for).__name__ == "Transfer"


@pytest.mark.parametrize("words", ["j'ai loupé mon rendez-vous", "j'ai raté mon rendez-vous hier"])
def test_whoever_missed_a_visit_is_offered_another(words):
    call = ReopenedCall()
    assert call.says(words) == ["appointment.missed", "appointment.what"]
    assert call.says("un passeport") == ["appointment.offer_3"]


@pytest.mark.parametrize(
    "words",
    ["je ne peux pas venir", "j'ai un empêchement", "bonjour je ne pourrai pas venir demain finalement"],
)
def test_whoever_cannot_come_has_their_visit_found_by_their_telephone(words):
    call = with_a_visit()
    assert call.says(words) == ["appointment.change_or_cancel"]
    call.says("annuler")
    assert call.asked == "main.anything_else"


def test_by_keys_whoever_cannot_come_changes_the_visit():
    call = with_a_visit()
    call.says("je ne peux pas venir")
    assert call.presses("1") == ["appointment.offer_3"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("qu'est-ce que je dois apporter à mon rendez-vous", "appointment.documents"),
        ("quels papiers il faut pour mon rendez-vous", "appointment.documents"),
        ("combien de temps dure mon rendez-vous", "appointment.lasts"),
    ],
)
def test_what_is_asked_of_a_visit_made_before_is_answered_for_that_visit(words, told):
    assert with_a_visit().says(words)[0] == told


def test_what_to_bring_to_a_visit_that_is_not_found_depends_on_what_it_is_for():
    call = ReopenedCall()
    assert call.says("qu'est-ce que je dois apporter à mon rendez-vous") == ["appointment.what"]
    assert call.says("une carte d'identité") == ["appointment.documents", "main.anything_else"]


@pytest.mark.parametrize(
    "words",
    [
        "quels papiers il faut pour un pacs",
        "combien coûte un passeport",
        "où est la déchèterie",
        "je ne peux pas venir chercher mon passeport mon frère peut le prendre",
        "le bus est en retard",
        "vous êtes en retard pour le ramassage des poubelles",
        "mon fils a manqué l'école",
    ],
)
def test_what_names_something_else_is_about_that(words):
    assert asked_in(words) is None
    assert told_in(words) is None


def test_what_is_told_and_asked_is_told_apart():
    assert told_in("i missed my appointment") is Told.MISSED
    assert told_in("i can't make it tomorrow") is Told.ABSENT
    assert asked_in("how long does it take") is Asked.DURATION


@pytest.mark.parametrize(
    "words",
    [
        "je ne sais pas quel numéro appeler pour un rendez-vous",
        "rappelez-moi pour un rendez-vous à ce numéro",
        "vous pouvez me rappeler à ce numéro pour mon rendez-vous",
        "j'ai un rendez-vous demain je ne connais pas le numéro de la rue",
        "j'ai un rendez-vous je ne sais plus le numéro du bureau",
        "what is the number to get an appointment",
        "what is the number to call for an appointment",
        "i don't know the number of the street for my appointment",
    ],
)
def test_another_number_than_that_of_a_visit_is_not_asked_of_it(words):
    assert asked_in(words) is not Asked.NUMBER


@pytest.mark.parametrize(
    "words",
    [
        "vous pouvez me rappeler mon numéro de rendez-vous",
        "j'ai perdu le code de mon rendez-vous",
        "j'ai oublié le numéro du rendez-vous",
        "i lost my appointment number",
        "what is the reference of my appointment",
        "i forgot the number of my booking",
    ],
)
def test_the_lost_number_of_a_visit_is_asked_for_in_many_words(words):
    assert asked_in(words) is Asked.NUMBER


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("je serai en retard de dix minutes", False),
        ("bonjour on va être un peu en retard", False),
        ("j'arrive en retard désolé", False),
        ("i will be ten minutes late", True),
        ("sorry i'm running late", True),
    ],
)
def test_whoever_says_that_they_will_be_late_and_no_more_is_late_for_their_visit(words, english):
    call = with_a_visit(**({"languages": ("en", "fr")} if english else {}))
    assert call.says(words)[0] == "appointment.late"
    (message,) = call.deeds(TakeMessage)
    assert (message.service, message.text) == ("etat-civil", words)


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("je suis malade je ne peux pas venir vendredi", False),
        ("ma mère est hospitalisée je ne pourrai pas venir demain matin", False),
        ("i have to work i can't come on friday", True),
    ],
)
def test_whoever_says_why_they_cannot_come_is_asked_whether_to_change_or_cancel(words, english):
    call = with_a_visit(**({"languages": ("en", "fr")} if english else {}))
    call.says(words)
    assert call.asked == "appointment.change_or_cancel"


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("on peut décaler à jeudi", False),
        ("est-ce que je pourrais reporter à jeudi matin", False),
        ("c'est possible d'avancer à jeudi", False),
        ("can we move it to thursday", True),
    ],
)
def test_another_day_asked_for_without_naming_the_visit_moves_it(words, english):
    call = with_a_visit(**({"languages": ("en", "fr")} if english else {}))
    call.says(words)
    assert call.asked == "appointment.change_this"
    call.says("yes" if english else "oui")
    assert call.asked == "appointment.offer_1"
    call.says("yes" if english else "oui")
    assert call.asked == "appointment.confirm"
    call.says("yes" if english else "oui")
    assert [booking.slot for booking in call.services.booked] == ["2026-11-26T10:00"]


@pytest.mark.parametrize(
    "words",
    [
        "je serai en retard à la crèche",
        "je suis en retard pour payer la cantine",
        "i'm late with my taxes",
        "que faire si je ne peux pas venir",
        "je travaille toute la semaine je ne peux pas venir le matin",
        "je suis handicapée je ne peux pas me déplacer",
        "je ne peux pas venir voter",
        "mon fils est malade il ne viendra pas à la cantine",
        "je suis malade",
        "on peut changer d'adresse",
        "je voudrais changer",
        "can i change my address",
    ],
)
def test_being_late_ill_or_elsewhere_for_something_else_tells_nothing_of_a_visit(words):
    assert told_in(words) is None


@pytest.mark.parametrize(
    ("words", "english"),
    [
        ("finalement c'est pour deux personnes", False),
        ("ah en fait on sera deux", False),
        ("sorry it's for two people", True),
    ],
)
def test_a_visit_that_was_for_two_after_all_has_another_one_beside_it(words, english):
    call = having_booked(english=english)
    call.says("no" if english else "non")
    assert call.says(words)[0] == "appointment.one_more"
    assert len(call.services.booked) == 1


def test_a_mere_number_after_a_booking_asks_for_no_other():
    call = having_booked()
    call.says("non")
    assert "appointment.one_more" not in call.says("deux")


@pytest.mark.parametrize("answer", ["non", "non merci"])
def test_whoever_asks_what_to_bring_and_comes_for_nothing_is_asked_what_else_they_want(answer):
    call = ReopenedCall(services=KeepingTownHall())
    assert call.says("quels papiers pour mon rendez-vous") == ["appointment.what"]
    assert call.says(answer) == ["appointment.none_made", "main.anything_else"]


def test_whoever_asks_what_to_bring_changes_the_visit_with_the_keys():
    call = ReopenedCall(services=KeepingTownHall())
    call.says("quels papiers pour mon rendez-vous")
    assert call.presses("2") == ["appointment.what.no_input.2"]
    assert call.presses("2") == ["appointment.reference"]
