"""Appointments, callbacks and messages held in English, by voice; and what keys alone can do."""

from flows.actions import Action, Ask, FindAnswers, Query, Say, TakeMessage, Transfer
from flows.booking import AppointmentKind, AskCallback
from flows.dialogue import Dialogue
from flows.events import CallStarted, Heard, Pressed, TransferEnded
from flows.prompts import Catalogue
from flows.town_hall import town_hall
from tests.flows.services import MONDAY, TownHall

ENGLISH = Catalogue.load("en")
CARD = AppointmentKind(
    slug="carte-identite", title="an identity card", service="etat-civil", documents="Bring a recent photo."
)


class EnglishCall:
    """A call that has gone on in English, on the small town hall of the services' tests."""

    def __init__(self, **started: object) -> None:
        self.town = TownHall(kinds={"identity card": [CARD]})
        self.dialogue = Dialogue(town_hall)
        self.done: list[Action] = []
        self._perform(
            self.dialogue.handle(
                CallStarted(caller="+33612345678", languages=("fr", "en"), local_time=MONDAY, **started)  # type: ignore[arg-type]
            )
        )
        self.presses("9")

    def says(self, text: str) -> list[str]:
        return self._perform(self.dialogue.handle(Heard(text=text)))

    def presses(self, digits: str) -> list[str]:
        return self._perform(self.dialogue.handle(Pressed(digits=digits)))

    def hears(self, event: TransferEnded) -> list[str]:
        return self._perform(self.dialogue.handle(event))

    def _perform(self, actions: list[Action]) -> list[str]:
        """What is said, as English sentences: each prompt must be there, and have its values."""
        said = []
        while actions:
            self.done += actions
            for action in actions:
                if isinstance(action, Say) and action.language == "en":
                    said.append(ENGLISH.voice(action.prompt, {"town": "Valmont", **action.values}))
            query = actions[-1]
            actions = self.dialogue.handle(self.town.answer(query)) if isinstance(query, Query) else []
        return said

    @property
    def asked(self) -> str:
        waiting = self.dialogue.waiting_for
        return waiting.prompt if isinstance(waiting, Ask) else type(waiting).__name__


def test_an_appointment_is_booked_in_english():
    call = EnglishCall()
    assert call.says("i would like an appointment for an identity card") == [
        "There is Tuesday 24 November at 9 am, Tuesday 24 November at 2.30 pm, or Thursday 26"
        " November at 10 am. Which one?"
    ]
    assert call.says("tuesday at half past two") == [
        "I'm booking Tuesday 24 November at 2.30 pm, for an identity card. Is that right?"
    ]
    call.says("yes please")
    assert call.asked == "appointment.name"
    assert call.says("my name is john smith") == ["John Smith, is that right?"]
    call.says("that's right")
    assert call.asked == "appointment.same_number"
    said = call.says("yes")
    assert said[0] == "It's booked: Tuesday 24 November at 2.30 pm, for an identity card."
    assert "Bring a recent photo." in said
    assert [(slot.slot, slot.name) for slot in call.town.booked] == [("2026-11-24T14:30", "John Smith")]


def test_another_day_is_asked_for_in_english():
    call = EnglishCall()
    call.says("i would like an appointment for an identity card")
    (offered,) = call.says("i'd rather come on friday afternoon")
    assert "Friday 27 November at 4 pm" in offered
    call.says("the first one")
    assert call.asked == "appointment.confirm"


def test_a_callback_is_agreed_in_english():
    call = EnglishCall()
    call.says("could someone call me back")
    assert call.asked == "callback.when"
    assert call.says("tomorrow morning") == [
        "The department can call you back on Tuesday 24 November between 9 am and midday."
        " Would that suit you?"
    ]
    call.says("yes")
    call.says("no it is oh seven one one two two three three four four")
    assert call.asked == "phone.read_back"
    call.says("yes")
    call.says("mary jones")
    call.says("yes")
    assert call.asked == "callback.subject"
    call.says("a building permit")
    (promised,) = [action for action in call.done if isinstance(action, AskCallback)]
    assert (promised.phone, promised.start, promised.name) == (
        "+33711223344",
        "2026-11-24T09:00",
        "Mary Jones",
    )


def test_a_report_is_for_a_person_to_take_in_english():
    call = EnglishCall()
    call.says("i want to report a pothole")
    waiting = call.dialogue.waiting_for
    assert isinstance(waiting, Transfer)
    assert (waiting.service, waiting.language) == ("voirie", "en")


def test_whoever_cannot_be_understood_is_rung_back_without_a_word():
    call = EnglishCall(unheard=("en",))
    call.presses("0")
    call.hears(TransferEnded(outcome="busy"))
    assert call.asked == "message.offer.no_input.2"
    call.presses("1")
    assert call.asked == "message.same_number.no_input.2"
    assert call.presses("1")[-2:] == [
        "Your message has been saved. It will be passed on to the department.",
        "Thank you for calling. Goodbye, and have a good day.",
    ]
    (message,) = [action for action in call.done if isinstance(action, TakeMessage)]
    assert (message.text, message.phone) == ("", "+33612345678")


def test_whoever_cannot_be_understood_is_not_taken_into_a_service_of_words():
    call = EnglishCall(unheard=("en",))
    call.presses("4")
    assert isinstance(call.dialogue.waiting_for, Transfer)


def test_an_english_question_is_looked_for_in_english():
    call = EnglishCall()
    call.says("how do i get a passport")
    query = next(action for action in call.done if isinstance(action, FindAnswers))
    assert (query.text, query.language) == ("how do i get a passport", "en")
