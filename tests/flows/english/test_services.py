"""Appointments, callbacks and messages held in English, by voice; and what keys alone can do."""

from flows.actions import Action, Ask, FindAnswers, Query, Say, TakeMessage, Transfer
from flows.booking import Appointment, AppointmentKind, AskCallback
from flows.dialogue import Dialogue
from flows.events import CallStarted, Event, Heard, Pressed, TransferEnded
from flows.prompts import Catalogue
from flows.reporting import OpenReport, ReportStatus, SendNotice, Street
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

    def hears(self, event: Event) -> list[str]:
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
        "There is Tuesday 24 November at 9 am, at 2.30 pm, or Thursday 26 November at 10 am. Which one?"
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


def test_a_report_is_made_in_english():
    call = EnglishCall()
    call.town.streets["rue pasteur"] = [Street(name="rue Pasteur", score=0.99)]
    said = call.says("there's a big pothole outside twelve rue pasteur")
    assert said[0] == "All right, it's about a damaged road or pavement."
    assert call.asked == "report.danger"
    assert call.says("no") == ["12 rue Pasteur, is that right?"]
    call.says("yes")
    call.says("it has been there since monday")
    call.says("yes")
    (report,) = [action for action in call.done if isinstance(action, OpenReport)]
    assert (report.kind, report.street, report.number) == ("chaussee", "rue Pasteur", "12")
    assert report.language == "en", "what becomes of it is told in English"
    (notice,) = [action for action in call.done if isinstance(action, SendNotice)]
    assert (notice.language, notice.values["problem"]) == ("en", "a damaged road or pavement")


def test_children_beside_it_are_a_danger_in_english_too():
    call = EnglishCall()
    call.says("there's a big pothole outside twelve rue pasteur")
    assert call.says("maybe") == ["Please say yes or no: is there any immediate danger?"]
    assert any("112" in sentence for sentence in call.says("there are children playing next to it"))


def test_a_report_is_made_in_english_by_keys_alone_where_no_ears_are_english():
    call = EnglishCall(unheard=("en",))
    call.town.keyed["7278"] = [Street(name="rue Pasteur", score=1.0)]
    for keys in ("3", "3", "2", "1", "7278", "12", "1", "2"):
        call.presses(keys)
    (report,) = [action for action in call.done if isinstance(action, OpenReport)]
    assert (report.kind, report.street, report.number) == ("depot-sauvage", "rue Pasteur", "12")
    assert call.asked == "main.anything_else.no_input.2"


def test_an_english_danger_is_met_first_and_the_agent_is_told_in_french():
    call = EnglishCall()
    call.town.streets["rue pasteur"] = [Street(name="rue Pasteur", score=0.99)]
    call.says("i want to report a tree about to fall on rue pasteur it is dangerous")
    call.says("yes")
    waiting = call.dialogue.waiting_for
    assert isinstance(waiting, Transfer)
    assert (waiting.service, waiting.subject, waiting.language) == (
        "astreinte",
        "un arbre ou une branche",
        "en",
    )


def test_a_report_is_followed_in_english():
    call = EnglishCall()
    lamp = ReportStatus(
        reference="471290", title="a street light that is out", status="new", opened="2026-11-18"
    )
    call.town.statuses["471290"] = lamp
    call.says("what happened to my report")
    assert call.asked == "status.reference"
    call.presses("471290#")
    assert "a street light that is out, made on Wednesday 18 November" in call.presses("1")[0]


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


def test_whoever_cannot_be_understood_books_with_keys():
    call = EnglishCall(unheard=("en",))
    call.town.kinds["wedding"] = [AppointmentKind(slug="mariage", title="a wedding", service="etat-civil")]
    for keys in ("4", "1", "1", "1", "1", "1", "1"):
        call.presses(keys)
    assert [query.kind for query in call.town.booked] == ["carte-identite"]


def test_an_english_question_is_looked_for_in_english():
    call = EnglishCall()
    call.says("how do i get a passport")
    query = next(action for action in call.done if isinstance(action, FindAnswers))
    assert (query.text, query.language) == ("how do i get a passport", "en")


def test_several_files_are_given_one_longer_visit_in_english_too():
    call = EnglishCall()
    passport = AppointmentKind(slug="passeport", title="a passport", service="etat-civil")
    call.town.kinds["passport"] = [passport]
    said = call.says("i would like an appointment for two passports and an identity card")
    assert said[0] == "All right, 3 files: I'm looking for a longer appointment."
    assert call.says("the first one")[0].endswith("for two passports and an identity card. Is that right?")


def test_a_visit_one_cannot_come_to_is_changed_or_cancelled_in_english():
    call = EnglishCall()
    made = Appointment(reference="471290", kind=CARD, start="2026-11-27T16:00", name="Jean Martin")
    call.town.appointments[("471290", "+33612345678")] = made
    call.says("i can't come to my appointment")
    said = call.says("i don't have it")
    assert said[0] == "Never mind, let us do without."
    assert call.asked == "appointment.change_or_cancel"
    assert call.says("cancel it")[0].startswith("It's cancelled")
    call = EnglishCall()
    call.town.appointments[("471290", "+33612345678")] = made
    assert "Friday 27 November" in call.says("when is my appointment")[0]


def test_nobody_in_danger_is_no_wish_to_speak_to_somebody_in_english():
    call = EnglishCall()
    call.says("i want to report a street light")
    call.says("nobody")
    assert call.asked == "report.where"


def test_not_knowing_whether_anybody_is_in_danger_is_no_denial_of_it():
    call = EnglishCall()
    call.says("i want to report a street light")
    call.says("i don't know")
    assert call.asked == "report.danger.no_match.1"


def test_a_number_that_is_lost_is_done_without_in_english_too():
    for words in (
        "i lost it",
        "i've forgotten it",
        "i can't remember",
        "i don't have it here",
        "i haven't noted it",
    ):
        call = EnglishCall()
        call.says("cancel my appointment")
        assert call.says(words)[0] == "Never mind, let us do without."


def test_the_key_of_the_other_language_keeps_the_booking():
    call = EnglishCall()
    call.says("i'd like an appointment for an identity card")
    call.presses("1")
    call.presses("9")
    waiting = call.dialogue.waiting_for
    assert isinstance(waiting, Ask)
    assert (waiting.prompt, waiting.language) == ("appointment.confirm", "fr")
    assert waiting.values["slot"] == "mardi 24 novembre à 9 h"
