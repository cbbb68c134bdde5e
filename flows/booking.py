"""What the services' flows ask for and learn of appointments and callbacks.

The conventions of `actions` and `events` hold: queries may be repeated, deeds happen once through the outbox.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeVar

from flows.actions import Deed, Query, Value
from flows.events import Event

Found = TypeVar("Found", bound=Event)


@dataclass(frozen=True, kw_only=True)
class Period:
    """When something is wanted; every part may be empty, all of them meaning "no matter when"."""

    first: str = ""
    """ISO day, in the town's own calendar."""
    last: str = ""
    weekdays: tuple[int, ...] = ()
    """Monday 0; empty: any."""
    at: str = ""
    """The time wished for, "14:30"; the nearest to it come first."""
    earliest: str = ""
    latest: str = ""
    after: str = ""
    """ISO local time: only what begins later."""
    but: tuple[str, ...] = ()
    """ISO days refused."""
    parts: tuple[Period, ...] = ()
    """Of which one must hold as well, when there are any: Monday in the morning, or Tuesday later on."""


@dataclass(frozen=True, kw_only=True)
class AppointmentKind:
    """Something one makes an appointment for."""

    slug: str
    title: str
    """Fits after "un rendez-vous pour": "une carte d'identité"."""
    service: str
    documents: str = ""
    """What to bring, as a sentence; may be empty."""
    desk: str = ""
    """Slug of the desk that receives."""
    minutes: int = 0
    """How long it takes; 0: that is not known."""
    place: str = ""
    """Address where one comes; may be empty."""


@dataclass(frozen=True, kw_only=True)
class FindAppointmentKinds(Query):
    """What can one make an appointment for? Answered by AppointmentKindsFound."""

    text: str = ""
    """The caller's words, or an article's slug; empty: all kinds, most asked first."""
    alternatives: tuple[str, ...] = ()
    language: str = "fr"
    """Of the words, and of the titles that are wanted."""


@dataclass(frozen=True, kw_only=True)
class AppointmentKindsFound(Event):
    """Outcome of FindAppointmentKinds."""

    kinds: tuple[AppointmentKind, ...] = ()
    """The one meant, or the few that may be, best first; empty when none is."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """A free slot."""

    id: str
    start: str
    """ISO 8601 local time, without offset: "2026-11-24T14:30"."""


@dataclass(frozen=True, kw_only=True)
class FindSlots(Query):
    """The next three free slots that fit. Answered by SlotsFound."""

    kind: str
    """Slug of the appointment kind."""
    period: Period = field(default_factory=Period)
    files: tuple[str, ...] = ()
    """Slugs of the kinds, one a file, of a visit for several: it lasts as long as they do together."""
    replaces: str = ""
    """Reference of the appointment whose place it takes: what that one holds is free for it."""


@dataclass(frozen=True, kw_only=True)
class SlotsFound(Event):
    """Outcome of FindSlots."""

    slots: tuple[Slot, ...] = ()
    """At most three, in order; empty when none fits."""
    ever: bool = True
    """False: on such days, or at such hours, there never is any."""
    last_day: str = ""
    """ISO day: the furthest that can be booked now; empty when that is not known."""


@dataclass(frozen=True, kw_only=True)
class BookSlot(Query):
    """Book this slot, once. Answered by SlotBooked.

    Asked again by the same call (a worker died before the answer was logged), it books nothing more and
    answers as it did the first time. Booking a slot and giving back the one it replaces are one transaction.
    """

    slot: str
    kind: str
    name: str
    phone: str
    """E.164."""
    replaces: str = ""
    """Reference of the appointment this one takes the place of; empty: a new one."""
    files: tuple[str, ...] = ()
    """As for FindSlots."""


@dataclass(frozen=True, kw_only=True)
class SlotBooked(Event):
    """Outcome of BookSlot."""

    outcome: Literal["booked", "taken", "failed"] = "failed"
    """taken: somebody else was quicker; failed: it could not be known."""
    reference: str = ""
    """Six digits that, with the telephone number, change or cancel the appointment."""


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """An appointment already made."""

    reference: str
    kind: AppointmentKind
    start: str
    """ISO 8601 local time, without offset."""
    name: str = ""
    files: tuple[str, ...] = ()
    """As for FindSlots."""


@dataclass(frozen=True, kw_only=True)
class FindAppointment(Query):
    """The coming appointment with this reference, made with this number. Answered by AppointmentFound."""

    reference: str
    """Empty: the coming ones made with the number, at most three; asked of the number of the call alone."""
    phone: str
    """E.164; both must be right, so that nobody learns of another's appointment by trying numbers."""
    language: str = "fr"


@dataclass(frozen=True, kw_only=True)
class AppointmentFound(Event):
    """Outcome of FindAppointment."""

    appointments: tuple[Appointment, ...] = ()
    """That one, or none; those of a number, the next first."""


@dataclass(frozen=True, kw_only=True)
class CancelAppointment(Deed):
    """Give an appointment's slot back."""

    reference: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class RenameAppointment(Deed):
    """An appointment is in another name; its slot and its reference stay."""

    reference: str
    phone: str
    """E.164."""
    name: str


@dataclass(frozen=True, kw_only=True)
class Window:
    """A stretch of one day when a service can ring back."""

    start: str
    """ISO 8601 local time, without offset."""
    end: str


@dataclass(frozen=True, kw_only=True)
class FindWindows(Query):
    """The first windows in which a service can ring back. Answered by WindowsFound."""

    service: str
    period: Period = field(default_factory=Period)


@dataclass(frozen=True, kw_only=True)
class WindowsFound(Event):
    """Outcome of FindWindows."""

    windows: tuple[Window, ...] = ()
    """In order; empty when none fits."""
    last_day: str = ""
    """ISO day: the furthest that is promised now; empty when that is not known."""


@dataclass(frozen=True, kw_only=True)
class AskCallback(Deed):
    """Have a service ring somebody back in the window that was agreed."""

    service: str
    subject: str
    phone: str
    """E.164."""
    start: str
    """ISO 8601 local time, without offset; empty, like `end`: as soon as can be."""
    end: str
    name: str = ""
    changes: bool = False
    """Put in the place of the callback agreed before: in the same call, or of that in `replaces`."""
    replaces: str = ""
    """Number of the callback, agreed in an earlier call, whose place it takes."""
    was_phone: str = ""
    """E.164, the number of that callback when this one has another; empty: the same."""
    unsure_phone: bool = False
    """Its owner never agreed to that number: they left while it was read back, or had refused it."""
    fields: dict[str, Value] = field(default_factory=dict)
    """What the call had taken down and told besides, by name: nobody asks it again. `wished`: the words that
    said when, where no window was agreed."""


@dataclass(frozen=True, kw_only=True)
class CancelCallback(Deed):
    """Nobody is to ring back any more."""

    reference: str
    """Number of a callback agreed in an earlier call; empty: that of this call."""
    phone: str
    """E.164, which it was asked for."""


@dataclass(frozen=True, kw_only=True)
class OpenCallback:
    """A callback that was promised and is still to be made."""

    reference: str
    """Empty: that of this call."""
    service: str
    subject: str
    phone: str
    """E.164."""
    start: str
    """ISO 8601 local time, without offset; empty, like `end`: as soon as can be."""
    end: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class FindCallbacks(Query):
    """The callbacks still to be made to a number. Answered by CallbacksFound."""

    phone: str
    """E.164; asked of the number of the call alone."""


@dataclass(frozen=True, kw_only=True)
class CallbacksFound(Event):
    """Outcome of FindCallbacks."""

    callbacks: tuple[OpenCallback, ...] = ()
    """The last one asked for first."""


def answered(event: Event, kind: type[Found]) -> Found:
    """An event as the answer it must be."""
    if not isinstance(event, kind):
        raise TypeError(f"{type(event).__name__} came where {kind.__name__} was awaited.")
    return event
