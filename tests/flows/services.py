"""A caller on one side, one service's flow on the other, and a small town hall that answers its questions."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flows import booking
from flows.actions import Action, Ask, FindAnswers, OpenNow, Query, Say
from flows.ask import Talk
from flows.booking import (
    Appointment,
    AppointmentFound,
    AppointmentKind,
    AppointmentKindsFound,
    BookSlot,
    CallbacksFound,
    FindAppointment,
    FindAppointmentKinds,
    FindCallbacks,
    FindSlots,
    FindWindows,
    Slot,
    SlotBooked,
    SlotsFound,
    Window,
    WindowsFound,
)
from flows.dialogue import CallerGone, Dialogue, Flow
from flows.events import (
    AnswersFound,
    CallStarted,
    Event,
    Heard,
    HungUp,
    NoInput,
    OpeningFound,
    Pressed,
    TransferEnded,
)
from flows.interruptions import Interruption
from flows.prompts import Catalogue
from flows.reporting import (
    FindReports,
    FindReportStatus,
    FindStreet,
    FindStreetByKeys,
    ReferenceReserved,
    ReportsFound,
    ReportStatus,
    ReportStatusFound,
    ReserveReference,
    SimilarReport,
    Street,
    StreetsFound,
)
from flows.routing import AgentsFound, FindAgents, FindService, ServiceFound

FRENCH = Catalogue.load("fr")
MONDAY = "2026-11-23T10:00:00+01:00"
MOBILE = "+33612345678"
LANDLINE = "+33476000012"

CARD = AppointmentKind(
    slug="carte-identite",
    title="une carte d'identité",
    service="etat-civil",
    documents="Apportez une photo et un justificatif de domicile.",
    desk="titres",
)
PASSPORT = AppointmentKind(slug="passeport", title="un passeport", service="etat-civil", desk="titres")
WEDDING = AppointmentKind(slug="mariage", title="un mariage", service="etat-civil", desk="unions")
PACS = AppointmentKind(slug="pacs", title="un Pacs", service="etat-civil", desk="unions")

Started = Callable[[Talk, CallStarted], Generator[Action, Event, object]]


def as_flow(
    service: Started, results: list[object], talks: list[Talk] | None = None
) -> Callable[[CallStarted], Flow]:
    """A service's flow as a whole call: what it returns, or the way it was left, is added to `results`.

    The conversation itself is added to `talks`.
    """

    def flow(started: CallStarted) -> Flow:
        talk = Talk(started)
        if talks is not None:
            talks.append(talk)
        try:
            results.append((yield from service(talk, started)))
        except CallerGone:
            results.append("gone")
        except Interruption as left:
            results.append(type(left).__name__)

    return flow


@dataclass
class TownHall:
    """What the flows' questions are answered with."""

    streets: dict[str, list[Street]] = field(default_factory=dict)
    """By the words asked about; nothing is found for others."""
    keyed: dict[str, list[Street]] = field(default_factory=dict)
    """By the keys of their first letters."""
    kinds: dict[str, list[AppointmentKind]] = field(default_factory=lambda: {"carte d'identité": [CARD]})
    whole: dict[str, list[AppointmentKind]] = field(default_factory=dict)
    """By whole sentences, as a search for what is meant knows them."""
    never: bool = False
    """What is not in the diary never is."""
    never_at: bool = False
    """Nor what is wished for at a very hour."""
    last_day: str = ""
    """The furthest that can be booked, or promised."""
    diary: list[str] = field(
        default_factory=lambda: [
            *("2026-11-24T09:00", "2026-11-24T14:30", "2026-11-26T10:00", "2026-11-27T16:00"),
            *("2026-11-28T09:30", "2026-12-01T11:00", "2026-12-03T14:00"),
        ]
    )
    """Free slots, ISO local time, which is also their id."""
    quicker: list[str] = field(default_factory=list)
    """Slots that somebody else books just before this caller."""
    failing: bool = False
    appointments: dict[tuple[str, str], Appointment] = field(default_factory=dict)
    """By reference and telephone number."""
    reports: list[SimilarReport] = field(default_factory=list)
    made_from: dict[str, list[ReportStatus]] = field(default_factory=dict)
    """Reports by the telephone they were made from."""
    statuses: dict[str, ReportStatus] = field(default_factory=dict)
    """By reference."""
    windows: list[Window] = field(
        default_factory=lambda: [
            Window(start="2026-11-24T09:00", end="2026-11-24T12:00"),
            Window(start="2026-11-24T13:30", end="2026-11-24T17:30"),
            Window(start="2026-11-26T09:00", end="2026-11-26T12:00"),
        ]
    )
    callbacks: list[booking.OpenCallback] = field(default_factory=list)
    """Still to be made, from earlier calls."""
    knows: dict[str, AnswersFound] = field(default_factory=dict)
    """What the front door would find for a text; nothing for any other."""
    open: bool = True
    overflow: dict[str, str] = field(default_factory=dict)
    """The service that stands in for another."""
    agents: list[AgentsFound] = field(default_factory=list)
    """What is found of the agents, one search after the other; then: they ring once, and nobody is left."""
    rung: bool = False
    named: dict[str, str] = field(default_factory=lambda: {"urbanisme": "urbanisme"})
    """The service that a word names."""
    booked: list[BookSlot] = field(default_factory=list)

    def answer(self, query: Query) -> Event:
        """What this town hall knows."""
        match query:
            case FindAnswers(text=text):
                return self.knows.get(text, AnswersFound(decision="none"))
            case OpenNow(service=service):
                self.rung = False
                stand_in = self.overflow.get(service, "")
                return OpeningFound(
                    open=self.open,
                    sentence="La mairie ouvre demain à 8 h 30.",
                    overflow=stand_in,
                    overflow_name=stand_in and f"le service {stand_in}",
                )
            case FindAgents():
                if self.agents:
                    return self.agents.pop(0)
                self.rung = not self.rung
                return AgentsFound(state="free" if self.rung else "away")
            case FindService(text=text):
                return ServiceFound(service=next((s for word, s in self.named.items() if word in text), ""))
            case FindStreet(text=text):
                return StreetsFound(streets=tuple(self.streets.get(text, ())))
            case FindStreetByKeys(keys=keys):
                return StreetsFound(streets=tuple(self.keyed.get(keys, ())))
            case FindAppointmentKinds(text=text):
                found = [
                    kind for words, kinds in self.kinds.items() if words in text or not text for kind in kinds
                ] + self.whole.get(text, [])
                return AppointmentKindsFound(kinds=tuple(found))
            case FindSlots():
                free = tuple(Slot(id=at, start=at) for at in self.free(query.period)[:3])
                surely = bool(free) and not query.period.at
                never = self.never or (self.never_at and bool(query.period.at))
                return SlotsFound(slots=free, ever=surely or not never, last_day=self.last_day)
            case BookSlot():
                return self.book(query)
            case FindAppointment(reference=reference, phone=phone):
                known = [
                    one
                    for (number, owner), one in self.appointments.items()
                    if owner == phone and reference in ("", number)
                ]
                return AppointmentFound(appointments=tuple(known))
            case FindReports():
                return ReportsFound(reports=tuple(self.reports))
            case FindReportStatus(reference="", phone=phone):
                return ReportStatusFound(reports=tuple(self.made_from.get(phone, ())))
            case FindReportStatus(reference=reference):
                status = self.statuses.get(reference)
                return ReportStatusFound(reports=(status,) if status else ())
            case ReserveReference():
                return ReferenceReserved(reference="" if self.failing else "471290")
            case FindCallbacks(phone=phone):
                return CallbacksFound(callbacks=tuple(one for one in self.callbacks if one.phone == phone))
            case FindWindows():
                wanted = self.free(query.period, [window.start for window in self.windows])
                return WindowsFound(
                    windows=tuple(w for w in self.windows if w.start in wanted), last_day=self.last_day
                )
        raise AssertionError(f"nobody answers {query}")

    def free(self, period: booking.Period, diary: list[str] | None = None) -> list[str]:
        """The moments of a diary that a period allows."""
        moments = [datetime.fromisoformat(at) for at in (self.diary if diary is None else diary)]
        return [
            f"{at:%Y-%m-%dT%H:%M}"
            for at in moments
            if (not period.first or f"{at:%Y-%m-%d}" >= period.first)
            and (not period.last or f"{at:%Y-%m-%d}" <= period.last)
            and (not period.weekdays or at.weekday() in period.weekdays)
            and f"{at:%Y-%m-%d}" not in period.but
            and (not period.earliest or f"{at:%H:%M}" >= period.earliest)
            and (not period.latest or f"{at:%H:%M}" < period.latest)
            and (not period.after or f"{at:%Y-%m-%dT%H:%M}" > period.after)
        ]

    def book(self, query: BookSlot) -> SlotBooked:
        """Take a slot out of the diary, unless somebody was quicker."""
        if self.failing:
            return SlotBooked(outcome="failed")
        if query.slot in self.quicker:
            self.quicker.remove(query.slot)
            self.diary.remove(query.slot)
            return SlotBooked(outcome="taken")
        self.diary.remove(query.slot)
        self.booked.append(query)
        return SlotBooked(outcome="booked", reference="123456")


class Played:
    """One call to one service."""

    def __init__(
        self,
        service: Started,
        town: TownHall | None = None,
        *,
        caller: str = MOBILE,
        local_time: str = MONDAY,
        said_stop: bool = False,
    ) -> None:
        self.town = town or TownHall()
        self.results: list[object] = []
        self.talks: list[Talk] = []
        self.done: list[Action] = []
        self.dialogue = Dialogue(as_flow(service, self.results, self.talks))
        self.last = self.feed(CallStarted(caller=caller, local_time=local_time, said_stop=said_stop))

    def feed(self, event: Event) -> list[Action]:
        """Hand over one event, answer the questions it causes, keep the rest."""
        kept: list[Action] = []
        actions_now = self.dialogue.handle(event)
        while actions_now:
            self.done += actions_now
            kept += [action for action in actions_now if not isinstance(action, Query)]
            query = actions_now[-1]
            if not isinstance(query, Query):
                break
            actions_now = self.dialogue.handle(self.town.answer(query))
        self.last = kept
        return kept

    def says(self, text: str, *alternatives: str) -> list[str]:
        """The caller speaks; the sentences said in return."""
        return self.sentences(self.feed(Heard(text=text, alternatives=alternatives)))

    def presses(self, digits: str) -> list[str]:
        return self.sentences(self.feed(Pressed(digits=digits)))

    def is_silent(self) -> list[str]:
        return self.sentences(self.feed(NoInput()))

    def hangs_up(self) -> list[Action]:
        return self.feed(HungUp())

    def agent(self, outcome: str) -> list[str]:
        return self.sentences(self.feed(TransferEnded(outcome=outcome)))  # type: ignore[arg-type]

    def sentences(self, said: list[Action]) -> list[str]:
        return [
            FRENCH.voice(action.prompt, {"town": "Valmont", **action.values})
            for action in said
            if isinstance(action, Say)
        ]

    @property
    def said(self) -> list[str]:
        """Everything said since the call began."""
        return self.sentences(self.done)

    @property
    def asked(self) -> str:
        """The question now waiting for an answer; the action waited for when it is none; "" at the end."""
        waiting = self.dialogue.waiting_for
        if waiting is None:
            return ""
        return waiting.prompt if isinstance(waiting, Ask) else type(waiting).__name__

    @property
    def result(self) -> object:
        """What the flow returned."""
        assert self.dialogue.ended
        return self.results[-1]

    def deeds(self, kind: type[Action]) -> list[Action]:
        return [action for action in self.done if isinstance(action, kind)]


def values_of(said: list[Action], prompt: str) -> Mapping[str, object]:
    """What filled a prompt's braces."""
    return next(action.values for action in said if isinstance(action, Say) and action.prompt == prompt)
