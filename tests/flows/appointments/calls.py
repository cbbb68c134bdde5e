"""Calls that book a visit, change it or give it up."""

from flows.appointments.appointment import appointment
from flows.booking import (
    Appointment,
)
from flows.events import AnswersFound, Choice
from tests.flows.calls import PlayedCall
from tests.flows.reopened import KeepingTownHall
from tests.flows.services import (
    CARD,
    MOBILE,
    PACS,
    PASSPORT,
    WEDDING,
    Played,
    TownHall,
)

FOR_A_CARD = "je voudrais un rendez-vous pour une carte d'identité"


FIRST, SECOND, THIRD = "mardi 24 novembre à 9 h", "mardi 24 novembre à 14 h 30", "jeudi 26 novembre à 10 h"


HOURS = AnswersFound(
    decision="confirm",
    choices=(Choice(slug="horaires", title="les horaires", service="accueil", spoken="", score=0.6),),
)


MADE = Appointment(reference="471290", kind=CARD, start="2026-11-27T16:00", name="Jean Martin")


def calling(words: str = FOR_A_CARD, town: TownHall | None = None, **options: str) -> Played:
    return Played(lambda talk, started: appointment(talk, started, words), town, **options)


def settled(call: Played) -> None:
    """Agree to the slot read back, then give a name and keep the number of the call."""
    assert call.asked == "appointment.confirm"
    call.says("oui")
    call.says("jean martin")
    call.says("oui")
    assert call.asked == "appointment.same_number"
    call.says("oui")


def booked(call: Played) -> list[str]:
    return [booking.slot for booking in call.town.booked]


def managing(words: str, **options: str) -> Played:
    return calling(words, TownHall(appointments={("471290", MOBILE): MADE}), **options)


def changing_to_a_passport() -> Played:
    town = KeepingTownHall()
    choice = Choice(slug="passeport", title="un passeport", service="etat-civil", score=0.9, spoken="Venez.")
    town.knows = {"le passeport": AnswersFound(decision="answer", choices=(choice,))}
    return Played(lambda talk, started: appointment(talk, started, "une carte d'identité"), town)


NOT_COMING = "j'ai rendez-vous demain et je ne pourrai pas être là"


def missing(*answers: str, words: str = NOT_COMING) -> Played:
    """Somebody who cannot come, and has no number at hand; their visit is found by their telephone."""
    town = TownHall(appointments={("471290", MOBILE): MADE})
    call = calling(words, town)
    call.says("je n'ai pas noté")
    assert call.asked == "appointment.change_or_cancel"
    for answer in answers:
        call.says(answer)
    return call


def for_several(words: str, **options: str) -> Played:
    kinds = {"passeport": [PASSPORT], "pacs": [PACS], "mariage": [WEDDING]}
    kinds |= {named: [CARD] for named in ("carte d'identité", "cartes d'identité")}
    return calling(words, TownHall(kinds=kinds, knows={"la carte d'identité": HOURS}), **options)


def cancelled() -> PlayedCall:
    """A caller whose only visit has just been cancelled."""
    call = PlayedCall(services=TownHall(appointments={("471290", MOBILE): MADE}))
    call.says("annulez mon rendez-vous")
    call.says("je ne l'ai pas")
    assert call.says("oui")[0] == "appointment.cancelled"
    return call


BOTH = "un rendez-vous pour un passeport et une carte d'identité"
