"""What is settled of one visit while it is booked, changed or told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.ask import Talk
from flows.booking import Appointment, AppointmentKind
from flows.collect.when import When

TOPIC = "rendez-vous"


@dataclass
class Visit:
    """What is settled of a visit, and who comes."""

    talk: Talk
    caller: str
    today: date
    words: str
    name: str = ""
    phone: str = ""
    said_stop: bool = False
    """The caller wants no SMS."""
    replaces: str = ""
    """Reference of the appointment that is being changed."""
    files: tuple[str, ...] = ()
    """Slugs of the kinds, one a file, of a visit for several."""
    rather: When | None = None
    """When to come instead, said along with the wish to change; or when to come as well."""
    frees_slot: bool = False
    """It is for something else than the one it replaces, whose own slot may then be offered."""
    taken_again: bool = False
    """It is the one cancelled a moment ago, whose slot may not be free yet: that is still its own."""
    is_known: bool = False
    """Who comes, and where they are reached: that is asked once a visit."""
    together: bool = False
    """Those files are all of one kind, each for somebody else."""
    booked: bool = False
    """It is done: what is said otherwise from now on corrects it."""
    agreed: When | None = None
    """The slot agreed on: it stands in another language, and for another kind."""
    same_name: str = ""
    """The name of the visit made before in this call: asked whether this one is in it too."""

    def takes_place_of(self, found: Appointment, phone: str) -> None:
        """It is that appointment, changed: who comes is known."""
        self.replaces, self.phone = found.reference, phone
        self.name, self.files = found.name, found.files
        self.is_known, self.booked = True, False

    def is_about(self, kind: AppointmentKind | None, words: str) -> None:
        """It is about something else than was understood, still to be asked when None: an agent hears of that
        alone."""
        self.words, self.files, self.together = words, (), False
        for past in ("slot", "visit"):
            self.talk.captured.pop(past, None)
        self.talk.keep(visit=kind.title if kind else "")
        self.talk.told.correct(words)
