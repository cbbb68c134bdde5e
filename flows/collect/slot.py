"""One free slot, chosen out of three: by its place, its day, its hour, or by saying when instead."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from flows.actions import Action
from flows.appointments.aside import answered_aside
from flows.appointments.for_whom import noted_for_whom, tells_for_whom
from flows.appointments.kind_words import (
    OtherKindWanted,
    denies_kind,
    kinds_in,
    names_kind,
    says_kind,
    takes_back,
)
from flows.appointments.questions import answered_about
from flows.appointments.wish import before_departure
from flows.appointments.words import name_meant
from flows.ask import TRIES, Reply, Talk
from flows.booking import AppointmentKind, FindSlots, Period, Slot
from flows.change_of_mind import look_for_another_subject
from flows.closed_questions import Confirmation
from flows.collect.another_day import other_day
from flows.collect.date import problem_with
from flows.collect.files import people_told
from flows.collect.free_slots import free_slots
from flows.collect.moments import writing
from flows.collect.other_slots import other_slots, still_wished
from flows.collect.picked_slot import Later, names_places, understood
from flows.collect.told_place import told_beside, told_place
from flows.collect.visit_asked import Asked, asked_in
from flows.collect.when import When
from flows.collect.wished_periods import is_any_week, narrowed, period_of, weekly, when_of
from flows.events import Event, Heard
from flows.giving_up import declines_slots, gives_up_visit, only_asked
from flows.interruptions import BackWanted, GoodbyeSaid, LanguageWanted, Withdrawn
from flows.putting_off import must_see_first, will_ring
from flows.stepping_back import is_one_step

MAX_OFFERS = 8
"""Sets of slots offered before a person had better look at the diary."""
MAX_ASIDES = 4
"""Questions beside the offer that are answered."""
_SHORT = 5
"""Words that may be the name of another kind, and nothing else."""
_OFFERS = {1: "appointment.offer_1", 2: "appointment.offer_2", 3: "appointment.offer_3"}


@dataclass(frozen=True)
class Agreed:
    """A slot that was agreed on, and the wish it was offered for."""

    slot: Slot
    period: Period


def collect_slot(
    talk: Talk,
    kind: AppointmentKind,
    today: date,
    period: Period,
    search: FindSlots,
    told: str = "",
    *,
    said: str = "",
) -> Generator[Action, Event, Agreed | None]:
    """Offer the next three slots until one is agreed; None when none suits, or none is left.

    `period`: when the caller already said they would like to come, in the words `said`. `search`: for what;
    when does not matter.
    `told`: what picks one of those offered before, already, "non, j'ai dit le troisième".
    """
    before: list[Period] = []
    for _ in range(MAX_OFFERS):
        slots = yield from free_slots(talk, replace(search, period=period), today, said)
        if not slots:
            yield from talk.say("appointment.none")
            return None
        wished, period = period, still_wished(period, slots)
        if period != wished and is_any_week(wished, said):
            period = still_wished(weekly(wished), slots)
        place, told = told_place(told, len(slots)), ""
        meant = _said_whole(slots, period) if place is None else slots[place]
        try:
            choice = yield from _choose(talk, kind, slots, today, meant, when_of(period))
        except LanguageWanted as wanted:
            wanted.when = wanted.when or when_of(period)
            raise
        if isinstance(choice, When) and choice.problem:
            problem = problem_with(choice, today, talk.language)
            yield from talk.say(problem.reason, problem.values)
        elif isinstance(choice, Later) and not before and choice in (Later.EARLIER, Later.FIRST):
            yield from talk.say("appointment.first_ones")
        elif isinstance(choice, Later):
            period, before = other_slots(choice, slots, period, before)
        elif isinstance(choice, When):
            said = talk.last_words
            period, before = narrowed(period, period_of(choice), said), [*before, period]
        else:
            return Agreed(choice, period) if choice else None
    return None


def written(talk: Talk, slot: Slot, today: date) -> str:
    """ "mardi 24 novembre à 14 h 30", or as the language of the conversation writes it."""
    return writing(talk.language).moment(datetime.fromisoformat(slot.start), today)


def _choose(
    talk: Talk, kind: AppointmentKind, slots: Sequence[Slot], today: date, meant: Slot | None, wished: When
) -> Generator[Action, Event, Slot | When | Later | None]:
    """A slot that was read back and agreed, or when instead; None after three failures or silences.

    `meant`: the one whose day and hour were both said: it is read back before any is offered. `wished`: when
    those slots were looked for.
    """
    failures = asides = 0
    unclear = 0
    choice: Slot | When | Later | None = meant
    while failures < TRIES:
        if failures or meant is None:
            reply = yield from _offer(talk, kind, slots, today, unclear)
            if reply is None:
                return None
            if isinstance(reply, Heard):
                yield from _leave_if_put_off(talk, kind, reply.text, several=len(slots) > 1)
            leaves = before_departure(talk.language, reply.text, today) if isinstance(reply, Heard) else None
            if leaves is not None and asides < MAX_ASIDES and _ends_before(slots, leaves, today):
                asides, unclear = asides + 1, 0
                yield from talk.say("appointment.first_ones")
                continue
            choice = leaves or understood(talk, reply, slots, today)
            if isinstance(choice, Slot) and isinstance(reply, Heard):
                talk.name_told = name_meant(reply.text) or talk.name_told  # "le premier, au nom de Petit"
            together = isinstance(reply, Heard) and _more_come(kind, reply.text)  # "pour deux": no slot
            if (
                isinstance(reply, Heard)
                and choice is None
                and asides < MAX_ASIDES
                and _cannot_tell(talk, reply)
            ):
                asides, unclear = asides + 1, 0
                yield from talk.say("appointment.no_hurry")
                continue
            if isinstance(reply, Heard) and (together or choice in (None, Later.LATER)):
                named = yield from _look_elsewhere(talk, kind, reply.text, slots, wished)
                beside = named or (yield from noted_for_whom(talk, reply.text))
                if asides < MAX_ASIDES and (beside or (yield from answered_aside(talk, kind, reply.text))):
                    asides, unclear = asides + 1, 0
                    continue
        refused: list[Slot] = []
        while isinstance(choice, Slot) and choice not in refused:
            refused.append(choice)
            try:
                answer = yield from _agreed(talk, kind, choice, slots, today, wished)
            except BackWanted as back:
                if not is_one_step(back):
                    raise
                choice = None
                break
            except LanguageWanted as wanted:
                wanted.when = moment_of(choice)
                raise
            yield from _leave_if_put_off(talk, kind, answer.said)
            if _more_come(kind, answer.said):
                yield from _look_elsewhere(talk, kind, answer.said, refused[-1:], wished)
            if answer.yes:
                return choice
            that_day = other_day(talk.language, answer.said, [choice], today)
            choice = that_day or _instead(talk, answer.text, choice, slots, today)
            if answer.yes is None and isinstance(choice, Slot) and choice == refused[-1]:
                return choice  # "le plus tôt possible", of the first that was read back
            if choice in (None, Later.LATER):
                yield from _look_elsewhere(talk, kind, answer.said, refused[-1:], wished)
            if choice is None and answer.yes is False:
                yield from talk.say("appointment.not_that_one")
        if choice is not None and not isinstance(choice, Slot):
            return choice
        failures += 1
        unclear = 0 if refused else unclear + 1
    return None


def _ends_before(slots: Sequence[Slot], leaves: When, today: date) -> bool:
    """Are all the slots offered already before somebody leaves, who says nothing else of when?"""
    days = [datetime.fromisoformat(slot.start).date() for slot in slots]
    return (
        leaves == When(first=today, last=leaves.last) and leaves.last is not None and max(days) <= leaves.last
    )


def _cannot_tell(talk: Talk, reply: Heard) -> bool:
    """ "Je sais pas trop", "je dois demander à mon mari": it is no failure to choose."""
    return talk.tongue.unsure(reply.text) or must_see_first(reply.text)


def _leave_if_put_off(
    talk: Talk, kind: AppointmentKind, text: str, *, several: bool = False
) -> Generator[Action, Event, None]:
    """Raise `GoodbyeSaid` for whoever will ring again, `Withdrawn` for whoever wants no visit any more.

    What somebody says they only wanted to know is told first. `several`: slots are offered.
    """
    if will_ring(text):
        raise GoodbyeSaid(text)
    if gives_up_visit(text) or (several and declines_slots(text)):
        raise Withdrawn(text)
    asked = asked_in(only_asked(text))
    if asked is not None and (yield from answered_about(talk, kind, asked)):
        raise Withdrawn(text)


def _instead(
    talk: Talk, text: str, refused: Slot, slots: Sequence[Slot], today: date
) -> Slot | When | Later | None:
    """What is said in the place of the slot read back: "celui d'avant" is the one offered before it."""
    place = slots.index(refused) + told_beside(text) if refused in slots else -1
    if told_beside(text) and 0 <= place < len(slots):
        return slots[place]
    return understood(talk, Heard(text=text), slots, today) if text else None


def _agreed(
    talk: Talk, kind: AppointmentKind, choice: Slot, slots: Sequence[Slot], today: date, wished: When
) -> Generator[Action, Event, Confirmation]:
    """What reading a slot back brings; words that are beside it are no refusal: it is asked once more."""
    values = {"slot": written(talk, choice, today), "what": kind.title}
    talk.keep(visit=kind.title, slot=values["slot"])  # an agent asked for instead of a yes is told of it
    for _ in range(MAX_ASIDES):
        answer = yield from talk.confirm(
            "appointment.confirm",
            values,
            told_by=lambda text: _asks(text) or tells_for_whom(talk, text) or _is_beside(talk, text),
        )
        if not answer.yes and (yield from noted_for_whom(talk, answer.said)):
            continue
        asked = asked_in(answer.said)
        if asked is Asked.WHEN:
            continue  # the question itself tells it
        if asked is None or not (yield from answered_about(talk, kind, asked)):
            break
    if answer.yes is None and answer.text and not understood(talk, Heard(text=answer.text), slots, today):
        yield from _look_elsewhere(talk, kind, answer.said, [choice], wished)
        answer = yield from talk.confirm("appointment.confirm", values, misunderstood=1)
    if not answer.yes:
        talk.captured.pop("slot", None)
    return answer


def _asks(text: str) -> bool:
    return asked_in(text) is not None


def _is_beside(talk: Talk, text: str) -> bool:
    """A word or two, neither yes nor no: "passeport", where a card was read back."""
    words = talk.tongue.without_fillers(text).split()
    says_neither = talk.tongue.yes_or_no(text) is None and not talk.tongue.unsure(text)
    return says_neither and 0 < len(words) <= 2


class FilesWanted(Exception):
    """Several people come together, each with a file of their own; caught by whoever books the visit."""

    def __init__(self, count: int, when: When | None) -> None:
        super().__init__(count)
        self.count = count
        self.when = when
        """That of the slot which was picked first."""


def _more_come(kind: AppointmentKind, text: str) -> bool:
    """Do more people come than the visit is for already?"""
    return people_told(kind, text) > max(1, people_told(kind, kind.title))


def _look_elsewhere(
    talk: Talk, kind: AppointmentKind, text: str, picked: Sequence[Slot], wished: When
) -> Generator[Action, Event, bool]:
    """Raise `FilesWanted` for whoever comes with somebody, `ChangeOfMind` for another kind, or subject.

    True: it is the kind itself that is named, once more.
    """
    count = people_told(kind, text)
    moment = moment_of(picked[0])
    if _more_come(kind, text):
        first = len(picked) == 1 or names_places(text)
        raise FilesWanted(count, moment if first else None)
    marked = says_kind(text) or takes_back(text)
    if marked or 0 < len(text.split()) <= _SHORT:
        kinds = yield from kinds_in(talk, text)
        others = any(other.slug != kind.slug for other in kinds) or (kinds and denies_kind(text))
        if kinds and (marked or names_kind(text, kinds)):
            if others:
                raise OtherKindWanted(
                    talk.tongue.instead(text) or text, moment if len(picked) == 1 else wished
                )
            return not marked
    yield from look_for_another_subject(talk, text)
    return False


def moment_of(slot: Slot) -> When:
    """That slot, as somebody would wish for it."""
    start = datetime.fromisoformat(slot.start)
    return When(first=start.date(), last=start.date(), at=start.time())


def _said_whole(slots: Sequence[Slot], period: Period) -> Slot | None:
    """The free slot of the very day and hour wished for, when both were said."""
    if not period.at or not period.first or period.first != period.last:
        return None
    return next((slot for slot in slots if slot.start == f"{period.first}T{period.at}"), None)


def listed(talk: Talk, slots: Sequence[Slot]) -> list[str]:
    """Slots as they are said one after the other: a day that is the same as just before is not said again.

    Nor is a year: three of them would take too long, and the slot that is picked is read back with its own.
    """
    told, before = [], None
    for slot in slots:
        start = datetime.fromisoformat(slot.start)
        day = start.date()
        moment = writing(talk.language).moment(start, day)
        told.append(
            moment.removeprefix(writing(talk.language).day(day, day)).strip() if day == before else moment
        )
        before = day
    return told


def _offer(
    talk: Talk, kind: AppointmentKind, slots: Sequence[Slot], today: date, failures: int
) -> Generator[Action, Event, Reply | None]:
    prompt = _OFFERS[len(slots)]
    values = {f"slot_{place}": text for place, text in enumerate(listed(talk, slots), start=1)}
    values["what"] = kind.title
    asked = f"{prompt}.no_match.{failures}" if 0 < failures < TRIES else prompt
    return (yield from talk.ask(asked, values, silence_seconds=7.0))
