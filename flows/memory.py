"""What a conversation keeps in mind from one question to the next."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from datetime import date

from flows.actions import Action, Say, Value
from flows.booking import Appointment, AskCallback
from flows.choosing import Option
from flows.events import CallStarted, Event
from flows.failures import Failures
from flows.later import Later
from flows.routing import ON_CALL
from flows.temper import Temper
from flows.told import Told
from flows.tongue import Tongue
from flows.tongues import tongue_of

OF_A_VISIT = ("visit", "slot", "booked", "name")
"""What is taken down of a visit, but for the telephone, which stays the caller's."""


@dataclass(frozen=True)
class Reported:
    """A report that was made in this call."""

    reference: str
    kind: str
    """Slug of the problem."""
    street: str
    number: str
    said: str
    """The caller's words for the place."""
    shared: bool = False
    """It was open already: others wait for it, as it was."""
    phone: str = ""
    text_updates: bool = False
    """SMS were promised, to that number."""
    dangerous: bool = False
    on_call_rung: bool = False
    """The team on call was rung about it, whatever came of it."""
    words: str = ""
    """What was told of the problem."""


class Memory:
    """How the caller is to be spoken to, what was said, and what was taken down."""

    def __init__(self, started: CallStarted | None = None) -> None:
        started = started or CallStarted()
        self.languages = started.languages
        self.language = self.languages[0]
        """What is spoken now: one of the languages, the first until the caller chooses."""
        self.spoken_to_us = self.keyed = False
        """The caller said something; the caller pressed something."""
        self._all_keyed = False
        """A number was keyed to its last digit: the # that people were told to end it with may still come."""
        self.texted: set[str] = set()
        """Articles whose link was offered by SMS."""
        self.recording_days = started.recording_days
        """How long voices are kept, of whoever agrees to it; 0: they are not."""
        self._last_words = ""
        """The last utterance; empty after a key."""
        self._unheard = started.unheard
        self._unvoiced = started.unvoiced
        self.slow = False
        """The caller asked us to speak slowly."""
        self.hard_of_hearing = 0
        """Times the caller said that they do not hear us, or are deaf."""
        self.unhurried = False
        """The caller asked for time: every pause is granted the longest patience."""
        self.temper = Temper()
        self.offered: dict[str, Sequence[Option]] = {}
        """By the question asked now, its options: a word of one is that option, whatever else it may say."""
        self.outlives: Callable[[str], Generator[Action, Event, None]] | None = None
        """Meets a danger told at a question, after which the question may be asked again; raises
        `EmergencyHeard` when it is not. None: the danger ends what was being done."""
        self.alarmed = False
        """An emergency number was told in this call: what comes next is not small talk."""
        self.doubted = ""
        """The words about which it is asked now, for whoever hangs up there."""
        self.danger_asked = False
        """Whether anybody is in danger was asked in this call: it is not asked again for as little."""
        self.failures = Failures()
        self.told = Told()
        """What the caller told, for the agent who takes the call."""
        self.appointment: tuple[str, str] | None = None
        """Reference and number of the appointment made in this call: "it", for whoever speaks of one."""
        self.service_meant = ""
        """The service an appointment is wanted with, and which is rung when none is made."""
        self.visit_is_fresh = False
        """It was just made, and nothing else was spoken of since: "c'est où" asks about it."""
        self.visit_name = ""
        """The name it was made in."""
        self.visit_texted = False
        """SMS were agreed to about it: they follow what becomes of it."""
        self._rung_back_before: AskCallback | None = None
        """The callback agreed before it was made."""
        self.given_up: tuple[Appointment, str] | None = None
        """The appointment cancelled in this call, and its number: "finalement je le garde"."""
        self.name_told = ""
        """Whom a visit is for, told before the name was asked."""
        self.number_told = ""
        """Where to ring, in E.164, told before it was asked."""
        self.name_said = ""
        """The name read back last."""
        self.number_said = ""
        """The telephone number read back last, in E.164."""
        self.number_refused = ""
        """The number of the call, once it was said not to be the one to ring."""
        self.captured: dict[str, Value] = {}
        """What the call took down, by name: an agent who takes the call is told, and asks it no more."""
        self.corrects: Callable[[str], bool] = lambda text: False
        """Does an utterance correct what was taken down before? Set by the flow that can do it."""
        self.alarmed_by: Callable[[str], bool] = lambda text: False
        """Does an utterance tell a danger, whatever was asked? Set by the flow that sees to it."""
        self.reported: Reported | None = None
        """The report made in this call: what "en fait c'était…" corrects."""
        self.report_told = False
        """It was told in this call where a report is: "c'est pour quand" asks about it."""
        self.rung_back: AskCallback | None = None
        """The callback agreed in this call: what "plutôt demain" moves."""
        self.callback_is_fresh = False
        """It was just agreed, and nothing else was spoken of since: "pour mon loyer" says what about."""
        self.message_to = ""
        """The service that the last message of this call was left for."""
        self.also: list[Later] = []
        """What was asked for in the same breath as an answer: come back to once the flow is done."""
        self.later: list[Later] = []
        """What waits for its turn once the flow is done, the next one first."""
        self.unanswered: list[Later] = []
        """What was come back to, and neither agreed to nor refused."""
        self.today = _day_in(started.local_time)
        """ISO day of the call where the town is; empty when it is not known."""
        self._said: list[Say] = []
        """What was said since the caller's last words: what "répétez" repeats."""
        self.handed = ""
        """What a person was rung about last, in the caller's words."""
        self.to_note: list[Say] = []
        """What the caller has to write down: "répétez" says it again until the next request."""

    @property
    def last_words(self) -> str:
        """The last utterance; empty after a key."""
        return self._last_words

    @property
    def number_in_doubt(self) -> str:
        """The number being read back now, for whoever hangs up on hearing it; empty elsewhere."""
        return self.number_said if self.failures.asked == "phone.read_back" else ""

    @property
    def name_in_doubt(self) -> str:
        """The name being read back now, for whoever hangs up on hearing it; empty elsewhere."""
        return self.name_said if self.failures.asked.startswith("name.read_back") else ""

    @property
    def tongue(self) -> Tongue:
        """What the caller's words mean in the language spoken now."""
        return tongue_of(self.language)

    @property
    def deaf(self) -> bool:
        """Nobody here understands the language spoken now: it is spoken to, and answered by keys."""
        return self.language in self._unheard

    @property
    def by_keys_alone(self) -> bool:
        """So far the caller has pressed keys and said nothing: the keys are told at the first silence."""
        return self.keyed and not self.spoken_to_us

    @property
    def other_language(self) -> str:
        """What `LANGUAGE_KEY` leads to; empty when there is one language alone."""
        return next((other for other in self.languages if other != self.language), "")

    def fields_for(self, summary: str, service: str, *, alone: bool = False) -> dict[str, Value]:
        """All that an agent of a service is given beside the summary: what was said and not understood, and
        what waits for its turn, too; `alone`: without what waits, which a letter of its own tells unless it
        is seen to."""
        in_danger = self.alarmed or service == ON_CALL
        told = self.told.besides(summary, "" if in_danger else service)
        others = () if alone else self.outstanding
        waiting = [one.words for one in others if one.words not in f"{summary}\n{told}"]
        said = "\n".join(dict.fromkeys(filter(None, (told, *waiting))))
        return self.captured | ({"said": said} if said else {})

    @property
    def outstanding(self) -> tuple[Later, ...]:
        """What was asked for and is not seen to yet."""
        return (*self.later, *self.also, *self.unanswered)

    def put_off(self, request: Later) -> None:
        """Come back to this one once the flow is done; to what waits already, once."""
        if request not in self.outstanding:
            self.also.append(request)

    def seen_to(self, request: Later) -> None:
        """This one waits no more."""
        for waiting in (self.later, self.also, self.unanswered):
            waiting[:] = [other for other in waiting if other is not request]

    def all_told(self) -> None:
        """Somebody took the call, and was told of all that waited."""
        self.later, self.also, self.unanswered = [], [], []

    def visit_booked(self, reference: str, phone: str, name: str) -> None:
        """An appointment was made: what is said from now on without naming one is about it."""
        self.appointment, self.visit_name, self._rung_back_before = (reference, phone), name, self.rung_back
        self.visit_is_fresh = True
        if slot := self.captured.pop("slot", None):
            self.keep(booked=slot)

    @property
    def visit_is_newest(self) -> bool:
        """Was no callback agreed since the appointment was made: is it this that "plutôt vendredi" moves?"""
        return self.rung_back is self._rung_back_before

    def begin_another_visit(self) -> None:
        """What was taken down of a visit is that of an earlier one from now on, not of the one to come."""
        past = [str(self.captured.pop(name)) for name in OF_A_VISIT if name in self.captured]
        if past:
            before = str(self.captured.get("earlier", ""))
            self.keep(earlier="\n".join(filter(None, (before, ", ".join(past)))))
        self.visit_texted = False

    def keep(self, **fields: Value) -> None:
        """Remember what was just taken down; what is empty was not."""
        self.captured |= {name: value for name, value in fields.items() if value}


def _day_in(local_time: str) -> str:
    try:
        return date.fromisoformat(local_time[:10]).isoformat()
    except ValueError:
        return ""
