"""Answers to the services' flows: streets, slots, bookings, reports, windows to ring back in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from flows.actions import Query
from flows.booking import (
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
    SlotsFound,
    WindowsFound,
)
from flows.collect.other_cards import names_other_card
from flows.collect.problem import problem_called
from flows.events import Event
from flows.french.speech import FRENCH
from flows.reporting import (
    TOWN_HALL,
    FindReports,
    FindReportStatus,
    FindStreet,
    FindStreetByKeys,
    ReferenceReserved,
    ReportsFound,
    ReportStatus,
    ReportStatusFound,
    ReserveReference,
    Street,
    StreetsFound,
)
from flows.routing import ON_CALL, FindAgents, FindService, ServiceFound
from ivr.calls.appointments import Appointments
from ivr.calls.callbacks import last_day, windows
from ivr.calls.diary import Diary
from ivr.calls.named_services import named_in
from ivr.calls.open_callbacks import open_callbacks
from ivr.calls.reports import Reports
from ivr.calls.routing import Routing
from ivr.database import Connections
from ivr.settings import Settings
from knowledge.english.librarian import EnglishLibrarian
from knowledge.keyed_streets import streets_keyed
from knowledge.librarian import Librarian
from knowledge.normalise import without_accents, words
from knowledge.street_files import KeptStreets

_WISH = re.compile(
    r"^.*?\b(?:parler|passer|passez-moi|passez|joindre|discuter|message|mot)\b"
    r"(?: directement)?(?: (?:à|au|aux|avec|pour|le|la|les|l'|quelqu'un|de|du|des))*",
    re.IGNORECASE,
)
_OWN_STREET = 0.9
"""Likeness from which a street is that of the town's own address."""
_POSTCODE = re.compile(r"\b\d{5}\b")
_ADDRESS_PARTS = re.compile(r"[,;\n]| [-–] ")
STREETS_FILE = "streets.csv"
"""The town's own list of streets, in the folder of the line's data."""


class ServiceQueries:
    """Performs the queries of `flows.booking`, `flows.reporting` and `flows.routing`."""

    def __init__(
        self,
        settings: Settings,
        connections: Connections,
        librarian: Librarian,
        now: Callable[[], datetime],
        clock: Callable[[], float],
        english: EnglishLibrarian | None = None,
    ) -> None:
        """`now`: the moment the town lives in. `clock`: the real time, in seconds since the epoch.

        `english`: what tells which visit English words are about.
        """
        self._english = english
        self._settings = settings
        self._connections = connections
        self._librarian = librarian
        self._now = now
        self._clock = clock
        self._streets = KeptStreets(settings.var / STREETS_FILE)
        self._appointments = Appointments(settings, connections)
        self._reports = Reports(connections, settings.zone)
        self._routing = Routing(settings, connections, clock)

    def perform(self, query: Query, call_id: str) -> Event:
        """The event that answers this call's query. Raises what the database or the street list raise."""
        now = self._now()
        match query:
            case FindStreet():
                return StreetsFound(streets=self._find_streets(query))
            case FindStreetByKeys(keys=keys):
                keyed = streets_keyed(self._streets.current(), keys)
                return StreetsFound(streets=tuple(Street(name=one.spoken, score=1.0) for one in keyed))
            case FindAppointmentKinds(text=text, alternatives=alternatives, language="en"):
                return AppointmentKindsFound(kinds=self._find_kinds_in_english(text, alternatives))
            case FindAgents(service=service):
                return self._routing.find(call_id, service)
            case FindService(text=text, language=language):
                return ServiceFound(service=self._find_service(text, language))
            case FindAppointmentKinds(text=text, alternatives=alternatives):
                return AppointmentKindsFound(kinds=self._find_kinds(text, alternatives))
            case FindSlots(kind=kind, period=period, files=files, replaces=replaces):
                diary = self._diary(now)
                slots = self._appointments.free(diary, kind, period, files, replaces)
                surely = bool(slots) and not period.at
                return SlotsFound(
                    slots=slots,
                    ever=surely or self._appointments.ever(diary, kind, period, files),
                    last_day=self._appointments.last_day(diary, kind),
                )
            case BookSlot():
                return self._appointments.book(self._diary(now), call_id, query, self._clock())
            case FindAppointment(reference=reference, phone=phone):
                found = self._appointments.find(reference, phone, now)
                if query.language == "en":
                    found = tuple(replace(one, kind=self._in_english(one.kind)) for one in found)
                return AppointmentFound(appointments=found)
            case FindReports(kind=kind, street=street, number=number):
                return ReportsFound(reports=self._reports.similar(kind, street, number))
            case FindReportStatus(reference=reference, phone=phone):
                if not reference:
                    reports = self._reports.made_from(phone)
                else:
                    known = self._reports.status(reference)
                    reports = (known,) if known else ()
                if query.language != "fr":
                    reports = tuple(_titled(one, query.language) for one in reports)
                return ReportStatusFound(reports=reports)
            case ReserveReference():
                return ReferenceReserved(reference=self._reports.reserve(self._clock()))
            case FindWindows(service=service, period=period):
                reached = service if service in self._settings.services else "accueil"
                calendar = self._librarian.calendar(now)
                return WindowsFound(
                    windows=windows(calendar, reached, period, now), last_day=last_day(calendar, now)
                )
            case FindCallbacks(phone=phone):
                return CallbacksFound(callbacks=open_callbacks(self._connections.get(), phone))
        raise TypeError(f"{type(query).__name__} is no query of the services' flows.")

    def _find_service(self, text: str, language: str) -> str:
        """The service named; else that of the article which these words mean; empty for none.

        Never the team on call: a danger alone brings it, and "call me back" is no name.
        """
        services = {slug: one for slug, one in self._settings.services.items() if slug != ON_CALL}
        in_english = named_in(text, services, "en") if language == "en" else ""
        if named := in_english or named_in(text, services):
            return named
        sure = ("answer", "confirm", "disambiguate")
        if language == "en" and self._english is not None:
            found = self._english.find(text, now=self._now())
        else:
            found = self._librarian.find(_business(text), now=self._now())
        return found.responses[0].service if found.responses and found.decision in sure else ""

    def _diary(self, now: datetime) -> Diary:
        return Diary(self._settings, self._librarian.calendar(now), now)

    def _find_streets(self, query: FindStreet) -> tuple[Street, ...]:
        if query.text == TOWN_HALL:
            return self._street_of_the_town_hall()
        found = self._streets.current().find(query.text, query.alternatives, query.number)
        return tuple(
            Street(
                name=match.street.spoken,
                score=match.score,
                number_known=match.number_known,
                suffixed=match.street.suffixed(match.number),
            )
            for match in found
        )

    def _street_of_the_town_hall(self) -> tuple[Street, ...]:
        """The street of the town's own address: "Hôtel de ville, 1, place Pasteur, 38990 Valmont"."""
        lines = _ADDRESS_PARTS.split(_POSTCODE.split(self._settings.town.address)[0])
        said = [one for line in lines if (one := FRENCH.address.said_in(FRENCH.digits(line)))]
        for one in sorted(said, key=lambda one: not one.typed):
            found = self._streets.current().find(one.street)[:1]
            if found and found[0].score >= _OWN_STREET:
                return (Street(name=found[0].street.spoken, score=1.0),)
        return ()

    def _find_kinds(self, text: str, alternatives: Sequence[str]) -> tuple[AppointmentKind, ...]:
        """The kinds named; else those of the articles that these words mean; all of them for no words."""
        slugs: Sequence[str] = list(self._settings.appointments)
        if text in slugs:
            slugs = [text]
        elif text:
            slugs = self._named(text, alternatives)
            if not slugs and not names_other_card(text):
                slugs = self._meant(text, alternatives)
        return tuple(kind for slug in slugs if (kind := self._appointments.kind(slug)) is not None)

    def _find_kinds_in_english(self, text: str, alternatives: Sequence[str]) -> tuple[AppointmentKind, ...]:
        """The kinds that English words, or the slug of an article, designate."""
        slugs = [slug for slug in self._settings.appointments if slug in text or not text]
        if not slugs and self._english is not None:
            found = self._english.find(text, alternatives=alternatives, now=self._now())
            slugs = [one.slug for one in found.meant if one.slug in self._settings.appointments]
        kinds = (self._appointments.kind(slug) for slug in slugs)
        return tuple(self._in_english(kind) for kind in kinds if kind is not None)

    def _in_english(self, kind: AppointmentKind) -> AppointmentKind:
        """The same, named in English; what to bring is left out when it was not translated."""
        declared = self._settings.appointments[kind.slug]
        title = declared.title_en
        if not title and self._english is not None:
            found = self._english.article(kind.slug, now=self._now()).responses
            title = found[0].offer if found else kind.title
        return replace(kind, title=title or kind.title, documents=declared.documents_en)

    def _named(self, text: str, alternatives: Sequence[str]) -> list[str]:
        for said in (text, *alternatives):
            bare = f" {_bare(said)} "
            found = [
                slug
                for slug, kind in self._settings.appointments.items()
                if any(f" {_bare(wording)} " in bare for wording in kind.words)
            ]
            if found:
                return found
        return []

    def _meant(self, text: str, alternatives: Sequence[str]) -> list[str]:
        found = self._librarian.find(text, alternatives=tuple(alternatives), now=self._now())
        return [response.slug for response in found.meant if response.slug in self._settings.appointments]


def _titled(report: ReportStatus, language: str) -> ReportStatus:
    return replace(report, title=problem_called(report.kind).titled(language))


def _business(text: str) -> str:
    """What is left of "je veux parler à la cantine" without the wish to speak, or to leave a message."""
    return _WISH.sub("", text).strip() or text


def _bare(text: str) -> str:
    return " ".join(without_accents(word) for word in words(text))
