"""What the services' flows ask for and learn of streets and reports, by the conventions of `actions`."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.actions import Deed, Query, Value
from flows.events import Event


@dataclass(frozen=True, kw_only=True)
class Street:
    """A street of the town that may be the one that was said."""

    name: str
    """As it is written: "rue Victor-Hugo"."""
    score: float
    """How like what was said, 0 to 1."""
    number_known: bool = True
    """The number asked about is one of its own; true when no number was given, or none is listed."""
    suffixed: tuple[str, ...] = ()
    """Its numbers that are the one asked about and a little more: "12 bis", "12 ter" for "12"."""


TOWN_HALL = "mairie"
"""Words of `FindStreet` for the street of the town hall itself."""


@dataclass(frozen=True, kw_only=True)
class FindStreet(Query):
    """Which streets of the town are these words? Answered by StreetsFound."""

    text: str
    """The street's words, without a number."""
    alternatives: tuple[str, ...] = ()
    """The same words as the recogniser's other hypotheses have them."""
    number: str = ""
    """House number to look for: "12", "12 bis"; may be empty."""


@dataclass(frozen=True, kw_only=True)
class FindStreetByKeys(Query):
    """Which streets begin with the letters of these keys? Answered by StreetsFound."""

    keys: str
    """Digits, 2 being A, B or C: the first letters of the name, or of one of its words."""


@dataclass(frozen=True, kw_only=True)
class StreetsFound(Event):
    """Outcome of FindStreet and of FindStreetByKeys."""

    streets: tuple[Street, ...] = ()
    """Best first; empty when nothing is like it."""


@dataclass(frozen=True, kw_only=True)
class SimilarReport:
    """A report still open that may be of the same problem."""

    reference: str
    title: str
    """As it is said after "Un signalement est déjà ouvert pour": "un lampadaire en panne"."""
    opened: str
    """ISO day."""


@dataclass(frozen=True, kw_only=True)
class FindReports(Query):
    """Open reports of this kind in this place. Answered by ReportsFound."""

    kind: str
    street: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class ReportsFound(Event):
    """Outcome of FindReports."""

    reports: tuple[SimilarReport, ...] = ()
    """Nearest first."""


@dataclass(frozen=True, kw_only=True)
class ReportStatus:
    """Where a report is."""

    reference: str
    title: str
    """As it is said after "votre signalement pour": "un lampadaire en panne"."""
    status: str
    """new, in_progress, done or refused."""
    opened: str
    """ISO day."""
    kind: str = ""
    """Slug of the problem."""
    changed: str = ""
    """ISO day of its last change of status; empty when it is as it was opened."""


@dataclass(frozen=True, kw_only=True)
class FindReportStatus(Query):
    """Where is the report with this number? Answered by ReportStatusFound."""

    reference: str
    """Empty: those made from this telephone, whose number was lost."""
    phone: str = ""
    """E.164."""
    language: str = "fr"
    """What the problems should be called in."""


@dataclass(frozen=True, kw_only=True)
class ReportStatusFound(Event):
    """Outcome of FindReportStatus."""

    reports: tuple[ReportStatus, ...] = ()
    """That one, or none; of a telephone, several: those still open first, then the latest."""


@dataclass(frozen=True, kw_only=True)
class ReserveReference(Query):
    """A number that no report has had, lost if it goes unused. Answered by ReferenceReserved."""


@dataclass(frozen=True, kw_only=True)
class ReferenceReserved(Event):
    """Outcome of ReserveReference."""

    reference: str = ""
    """Six digits; empty when none could be had: the report is then opened without one being said."""


@dataclass(frozen=True, kw_only=True)
class ReportDeed(Deed):
    """What a report is of, and where."""

    reference: str
    kind: str
    service: str
    street: str = ""
    """Official name; empty when the place is only known by the caller's words."""
    number: str = ""
    place: str = ""
    """The caller's own words for the place."""
    dangerous: bool = False


@dataclass(frozen=True, kw_only=True)
class OpenReport(ReportDeed):
    """Open a report of a problem in the town; without a reference, it is given one."""

    description: str = ""
    """The caller's own words for the problem."""
    phone: str = ""
    """E.164, to ask for more; may be empty."""
    text_updates: bool = False
    """The caller agreed to be told by SMS what becomes of it."""
    language: str = "fr"
    """The one they spoke: they are written to in it."""
    unconfirmed: bool = False
    """The street was found and read back, and its caller said neither yes nor no."""
    perhaps: str = ""
    """Number of an open report that may be of the same problem: they left before saying so."""


@dataclass(frozen=True, kw_only=True)
class JoinReport(Deed):
    """One more person sees the problem of an open report."""

    reference: str
    description: str = ""
    dangerous: bool = False
    phone: str = ""
    text_updates: bool = False
    language: str = "fr"
    """As in OpenReport."""


@dataclass(frozen=True, kw_only=True)
class CorrectReport(ReportDeed):
    """Whoever made this report says that something of it was not so."""

    words: str = ""
    """The correction in the caller's own words."""


@dataclass(frozen=True, kw_only=True)
class ChangeUpdates(Deed):
    """Whoever made, or joined, this report wants SMS about it after all, or wants them no more."""

    reference: str
    phone: str
    """E.164; where they are sent from now on."""
    recorded: str = ""
    """The number that is known of that person so far, E.164; it may be another, or empty."""
    text_updates: bool


@dataclass(frozen=True, kw_only=True)
class KeepRating(Deed):
    """What the caller thought of the call."""

    score: int
    """1, not at all satisfied, to 5, very."""
    topic: str = ""
    comment: str = ""


@dataclass(frozen=True, kw_only=True)
class RemindByText(Deed):
    """Whoever has this appointment agreed to be reminded of it by SMS, the day before."""

    reference: str


@dataclass(frozen=True, kw_only=True)
class SendNotice(Deed):
    """Send a prompt of the catalogue as an SMS; it is put into words when it is sent."""

    to: str
    """E.164."""
    prompt: str
    values: dict[str, Value] = field(default_factory=dict)
    language: str = "fr"
