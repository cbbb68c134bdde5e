"""Every query and deed of the services' flows: what the log must know."""

from __future__ import annotations

from flows.actions import Action, Deed, Query
from flows.booking import (
    AppointmentFound,
    AppointmentKindsFound,
    AskCallback,
    BookSlot,
    CallbacksFound,
    CancelAppointment,
    CancelCallback,
    FindAppointment,
    FindAppointmentKinds,
    FindCallbacks,
    FindSlots,
    FindWindows,
    RenameAppointment,
    SlotBooked,
    SlotsFound,
    WindowsFound,
)
from flows.events import Event
from flows.reporting import (
    ChangeUpdates,
    CorrectReport,
    FindReports,
    FindReportStatus,
    FindStreet,
    FindStreetByKeys,
    JoinReport,
    KeepRating,
    OpenReport,
    ReferenceReserved,
    RemindByText,
    ReportsFound,
    ReportStatusFound,
    ReserveReference,
    SendNotice,
    StreetsFound,
)
from flows.routing import AgentsFound, FindAgents, FindService, ServiceFound

#: Queries of the services' flows and what answers them; `registry` joins them to those of any call.
ANSWERED_BY: dict[type[Action], tuple[type[Event], ...]] = {
    FindStreet: (StreetsFound,),
    FindStreetByKeys: (StreetsFound,),
    FindAppointmentKinds: (AppointmentKindsFound,),
    FindSlots: (SlotsFound,),
    BookSlot: (SlotBooked,),
    FindAppointment: (AppointmentFound,),
    FindReports: (ReportsFound,),
    FindReportStatus: (ReportStatusFound,),
    ReserveReference: (ReferenceReserved,),
    FindWindows: (WindowsFound,),
    FindCallbacks: (CallbacksFound,),
    FindAgents: (AgentsFound,),
    FindService: (ServiceFound,),
}

DEEDS: tuple[type[Deed], ...] = (
    CancelAppointment,
    RenameAppointment,
    OpenReport,
    JoinReport,
    CorrectReport,
    ChangeUpdates,
    AskCallback,
    CancelCallback,
    KeepRating,
    RemindByText,
    SendNotice,
)

#: By name, for the log.
ACTIONS: dict[str, type[Action]] = {kind.__name__: kind for kind in (*ANSWERED_BY, *DEEDS)}
EVENTS: dict[str, type[Event]] = {kind.__name__: kind for (kind,) in ANSWERED_BY.values()}


def nothing_found(query: Query) -> Event:
    """What to answer when one of these queries cannot be performed: every flow goes on from it."""
    (kind,) = ANSWERED_BY[type(query)]
    return kind()
