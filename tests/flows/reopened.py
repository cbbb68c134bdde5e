"""Calls that another worker takes up after every event, and a town hall that keeps what is booked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flows.actions import Action, Query
from flows.booking import Appointment, AppointmentKind, BookSlot, FindSlots, Slot, SlotBooked, SlotsFound
from flows.codec import decode_event, encode
from flows.dialogue import Dialogue, Flow
from flows.events import CallStarted, Event
from flows.town_hall import town_hall
from tests.flows.calls import PlayedCall
from tests.flows.services import CARD, PACS, PASSPORT, TownHall

KINDS = {
    "carte": [CARD],
    "identity card": [CARD],
    "passport": [PASSPORT],
    "passeport": [PASSPORT],
    "pacs": [PACS],
}


class Reopened(Dialogue):
    """A dialogue that is rebuilt from its log after every event, as by a worker that takes the call over."""

    def __init__(self, flow: Callable[[CallStarted], Flow]) -> None:
        super().__init__(flow)
        self._log: list[tuple[str, str]] = []

    def handle(self, event: Event) -> list[Action]:
        """As `Dialogue.handle`; the log alone then says the same again, and goes on from there."""
        actions = super().handle(event)
        self._log.append(encode(event))
        again = Dialogue(self._flow)
        for name, data in self._log:
            again.handle(decode_event(name, data))
        assert (again.waiting_for, again.ended) == (self.waiting_for, self.ended)
        assert again.pending == self.pending
        self._generator = again._generator
        return actions


class KeepingTownHall(TownHall):
    """One whose bookings are found again, and whose slots come back when they are given up."""

    def __init__(self) -> None:
        super().__init__(kinds=dict(KINDS))

    def answer(self, query: Query) -> Event:
        found = super().answer(query)
        if isinstance(query, FindSlots) and query.replaces and isinstance(found, SlotsFound):
            given_back = [
                one.start for (number, _), one in self.appointments.items() if number == query.replaces
            ]
            with_it = self.free(query.period, sorted([*self.diary, *given_back]))[:3]
            return replace(found, slots=tuple(Slot(id=at, start=at) for at in with_it))
        return found

    def book(self, query: BookSlot) -> SlotBooked:
        before = self.appointments.pop((query.replaces, query.phone), None)
        if before is not None:
            self.diary = sorted([*self.diary, before.start])
        booked = super().book(query)
        if booked.outcome != "booked":
            return booked
        reference = f"{123456 + len(self.booked) - 1}"
        self.appointments[(reference, query.phone)] = Appointment(
            reference=reference,
            kind=_kind(query.kind),
            start=query.slot,
            name=query.name,
            files=query.files,
        )
        return replace(booked, reference=reference)


def _kind(slug: str) -> AppointmentKind:
    return next(kind for kinds in KINDS.values() for kind in kinds if kind.slug == slug)


class ReopenedCall(PlayedCall):
    """A whole call, re-opened from its log after every event."""

    def __init__(self, **options: object) -> None:
        options.setdefault("services", KeepingTownHall())
        super().__init__(**options)  # type: ignore[arg-type]

    def begun(self) -> Dialogue:
        return Reopened(town_hall)

    @property
    def visits(self) -> dict[str, Appointment]:
        """What is booked now, by reference."""
        return {reference: one for (reference, _), one in self.services.appointments.items()}


FRENCH = ("un rendez-vous pour un passeport", "le premier", "oui", "paul petit", "oui", "oui")
ENGLISH = ("i need an appointment for a passport", "the first one", "yes", "paul petit", "yes", "yes")


def having_booked(*, english: bool = False, **options: object) -> ReopenedCall:
    """A call in which the first slot was just booked, in the name of Paul Petit: an SMS is offered."""
    if english:
        options["languages"] = ("en", "fr")
    call = ReopenedCall(**options)
    for said in ENGLISH if english else FRENCH:
        call.says(said)
    assert call.asked == "appointment.by_text", call.asked
    assert list(call.visits) == ["123456"]
    return call
