"""What the town hall answers to the flows' queries on a day gone by, without its books being opened."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlite_utils import Database

from flows.actions import FindAnswers, OpenNow, Query, Transfer
from flows.booking import (
    AppointmentKind,
    AppointmentKindsFound,
    BookSlot,
    FindAppointmentKinds,
    FindSlots,
    FindWindows,
    Slot,
    SlotBooked,
    SlotsFound,
    Window,
    WindowsFound,
)
from flows.events import AnswersFound, Event, OpeningFound, TransferEnded, TransferOutcome
from flows.reporting import FindStreet, ReferenceReserved, ReserveReference, Street, StreetsFound
from flows.routing import AgentsFound, FindAgents
from flows.service_registry import nothing_found
from ivr.calls.service_queries import STREETS_FILE
from ivr.settings import Settings
from knowledge.street_files import KeptStreets

_OUTCOMES: tuple[TransferOutcome, ...] = ("answered", "no_answer", "busy", "declined", "failed")
_OUTCOME_WEIGHTS = (72, 14, 8, 4, 2)


@dataclass(frozen=True)
class Books:
    """What calls that are kept already hold: it is not given twice."""

    visits: Mapping[tuple[str, str], Sequence[tuple[str, str]]] = field(default_factory=dict)
    """Beginning and end of each visit, "2026-11-25T14:30", by desk and day."""
    references: frozenset[str] = frozenset()

    def holds(self, desk: str, start: datetime, end: datetime) -> bool:
        """Does a visit take some of this time?"""
        first, last = f"{start:%Y-%m-%dT%H:%M}", f"{end:%Y-%m-%dT%H:%M}"
        return any(begun < last and first < over for begun, over in self.visits.get((desk, first[:10]), ()))


NO_BOOKS = Books()


def books_of(db: Database) -> Books:
    """Those of calls.db."""
    visits: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
    for desk, start, end in db.execute(
        'select desk, start, "end" from appointments where cancelled_at is null'
    ):
        visits[desk, start[:10]].append((start, end))
    used = db.execute(
        "select reference from appointments union select reference from reports"
        " union select reference from report_references"
    )
    return Books(visits, frozenset(reference for (reference,) in used))


class TownAnswers:
    """One town's answers. Its appointments never collide, with one another nor with those of `books`."""

    def __init__(
        self,
        settings: Settings,
        is_open: Callable[[str, datetime], bool],
        sentence: Callable[[str, datetime], str],
        chance: random.Random,
        books: Books = NO_BOOKS,
    ) -> None:
        self._books = books
        self._settings = settings
        self._is_open = is_open
        self._sentence = sentence
        self._chance = chance
        self._kinds = {
            slug: AppointmentKind(
                slug=slug,
                title=kind.title,
                service=settings.desks[kind.desk].service,
                documents=kind.documents,
            )
            for slug, kind in settings.appointments.items()
        }
        self._streets = KeptStreets(settings.var / STREETS_FILE).current()
        self._references = 100_000
        self._next_slot: dict[str, datetime] = {}
        self._rung = False
        """The agents of the service wanted were rung, and could not take the call."""
        self._opening: dict[tuple[str, datetime], tuple[bool, str]] = {}
        self._given: defaultdict[tuple[str, date], list[tuple[datetime, datetime]]] = defaultdict(list)
        self.visits_from: datetime | None = None
        """When set, visits are offered from this local moment on, whenever the call is."""

    def answer(self, query: Query, found: AnswersFound | None, at: datetime) -> Event:
        """The event that answers a query. `found`: what the base made of the question asked last."""
        match query:
            case FindAnswers():
                return found or AnswersFound(decision="none", reason="")
            case OpenNow(service=service):
                self._rung = False
                return self._open(service, at)
            case FindAgents():
                return AgentsFound(state="away" if self._rung else "free")
            case FindAppointmentKinds(text=text):
                named = [kind for slug, kind in self._kinds.items() if kind.title.split()[-1].lower() in text]
                return AppointmentKindsFound(kinds=tuple(named or self._kinds.values())[:3])
            case FindSlots(kind=kind):
                return SlotsFound(slots=self._slots(kind, at))
            case BookSlot():
                return SlotBooked(outcome="booked", reference=self._reference())
            case FindStreet(text=text, number=number):
                return StreetsFound(streets=self._find_streets(text, number))
            case ReserveReference():
                return ReferenceReserved(reference=self._reference())
            case FindWindows():
                day = (at + timedelta(days=1)).date().isoformat()
                return WindowsFound(windows=(Window(start=f"{day}T09:00", end=f"{day}T11:00"),))
        return nothing_found(query)

    def _find_streets(self, text: str, number: str) -> tuple[Street, ...]:
        return tuple(
            Street(name=match.street.spoken, score=match.score, number_known=match.number_known)
            for match in self._streets.find(text, (), number)
        )

    def ring(self, transfer: Transfer) -> TransferEnded:
        """How a transfer ended."""
        self._rung = True
        (outcome,) = self._chance.choices(_OUTCOMES, _OUTCOME_WEIGHTS)
        return TransferEnded(outcome=outcome)

    def _open(self, service: str, at: datetime) -> OpeningFound:
        slug = service if service in self._settings.services else "accueil"
        moment = at.replace(minute=at.minute // 30 * 30, second=0, microsecond=0)
        if (slug, moment) not in self._opening:
            self._opening[slug, moment] = self._is_open(slug, moment), self._sentence(slug, moment)
        is_open, sentence = self._opening[slug, moment]
        of = self._settings.services[slug]
        return OpeningFound(
            open=of.around_the_clock or is_open,
            sentence=sentence,
            reachable=bool(of.agents),
        )

    def _slots(self, kind: str, at: datetime) -> tuple[Slot, ...]:
        """One slot, the next one that nobody was offered: half an hour after the last of its desk."""
        known = self._settings.appointments.get(kind)
        if known is None:
            return ()
        soonest = (at + timedelta(days=4)).replace(hour=9, minute=0, second=0, microsecond=0, tzinfo=None)
        lasts = timedelta(minutes=known.duration_minutes)
        if self.visits_from is not None:
            start = _in_opening_hours(self.visits_from)
        else:
            start = _in_opening_hours(max(self._next_slot.get(known.desk, soonest), soonest))
        while self._taken(known.desk, start, start + lasts):
            start = _in_opening_hours(start + lasts)
        self._given[known.desk, start.date()].append((start, start + lasts))
        if self.visits_from is None:
            self._next_slot[known.desk] = start + lasts
        written = f"{start:%Y-%m-%dT%H:%M}"
        return (Slot(id=f"{kind}/{written}", start=written),)

    def _taken(self, desk: str, start: datetime, end: datetime) -> bool:
        given = self._given[desk, start.date()]
        return any(begun < end and start < over for begun, over in given) or self._books.holds(
            desk, start, end
        )

    def _reference(self) -> str:
        self._references += self._chance.randrange(1, 5)
        while str(self._references) in self._books.references:
            self._references += 1
        return str(self._references)


def _in_opening_hours(start: datetime) -> datetime:
    """This moment, or nine o'clock on the next working day."""
    if start.hour >= 17 or start.weekday() >= 5:
        return start.replace(hour=9, minute=0) + timedelta(days=3 if start.weekday() >= 4 else 1)
    return start
