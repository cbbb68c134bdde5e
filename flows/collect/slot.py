"""One free slot, chosen out of three: by its place, its day, its hour, or by saying when instead."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from enum import Enum

from flows.actions import Action
from flows.aside import answered_aside
from flows.ask import TRIES, Reply, Talk
from flows.booking import AppointmentKind, FindSlots, Period, Slot, SlotsFound, answered
from flows.change_of_mind import look_for_another_subject
from flows.choosing import Option
from flows.closed_questions import Confirmation
from flows.collect.date import problem_with
from flows.collect.moments import read_when, writing
from flows.collect.when import When
from flows.events import Event, Heard
from flows.interruptions import BackWanted
from flows.stepping_back import is_one_step
from flows.understand import fold

MAX_OFFERS = 8
"""Sets of slots offered before a person had better look at the diary."""
MAX_ASIDES = 4
"""Questions beside the offer that are answered."""
MOST_OFFERED = 3
_AROUND_HOURS = 2
LAST_DAYS = (1, 6, 20)
"""Before the last day there is, where the furthest slots are looked for."""
_NEAR_MINUTES = 30
"""Before and after the hour wished for: what is offered there needs no word."""
LATER_KEY = "4"
_OFFERS = {1: "appointment.offer_1", 2: "appointment.offer_2", 3: "appointment.offer_3"}
_LONGEST_PICK = 8
"""Words of an answer that may be a place in the list: a longer one is about something else."""
_NAMELESS = Option("")
"""A slot as an option: only its place can choose it here."""
_ORDINAL = re.compile(r"premi|deuxi|second|troisi|derni|numéro|choix|first|third|last|number")
_OPENINGS = re.compile(
    r"^(?:(?:oui|non|attendez|plutôt|finalement|en fait|pardon|je (?:préfère|prends|voudrais)|alors"
    r"|yes|no|wait|rather|actually|sorry|i'd (?:prefer|rather|like)|i'll take) )+"
)
"""What leads to the choice itself."""


_PLACES = {
    "premi": r"\b(?:premi\w+|first)\b",
    "deuxi": r"\b(?:deuxi\w+|seconde?)\b",
    "troisi": r"\b(?:troisi\w+|third)\b",
}
_PLACE_ALONE = re.compile(
    r"(?:(?:le|la|the) )?(?:premi\w+|deuxi\w+|seconde?|troisi\w+|derni\w+|first|second|third|last)(?: one)?"
)


def names_a_place(text: str) -> bool:
    """ "Non, plutôt le deuxième", and nothing else."""
    return _PLACE_ALONE.fullmatch(_OPENINGS.sub("", fold(text))) is not None


def _names_two_places(text: str) -> bool:
    """ "Le premier et le deuxième": neither one slot, nor the first of the month."""
    return sum(bool(re.search(place, fold(text))) for place in _PLACES.values()) > 1


def period_of(when: When) -> Period:
    """A wish as the diary is asked for it."""
    return Period(
        first=when.first.isoformat() if when.first else "",
        last=when.last.isoformat() if when.last else "",
        weekdays=when.weekdays,
        at=f"{when.at:%H:%M}" if when.at else "",
        earliest=f"{when.earliest:%H:%M}" if when.earliest else "",
        latest=f"{when.latest:%H:%M}" if when.latest else "",
    )


def nearest_periods(period: Period) -> list[Period]:
    """Where to look when nothing is free then: around those hours, on those days, and from that day on.

    "Entre midi et deux", at a town hall that closes for lunch, is first the end of the morning and the
    beginning of the afternoon.
    """
    around = replace(
        period,
        at="",
        earliest=_shifted(period.earliest, -_AROUND_HOURS),
        latest=_shifted(period.latest, _AROUND_HOURS),
    )
    any_hour = replace(period, at="", earliest="", latest="")
    wider = (around, any_hour, Period(first=period.first), Period())
    return [other for place, other in enumerate(wider) if other != period and other not in wider[:place]]


def too_far(period: Period, last_day: str) -> bool:
    """Is all of a wish beyond the last day that can be promised? `last_day`: ISO; empty when not known."""
    return bool(last_day) and period.first > last_day


def furthest_periods(period: Period, last_day: str) -> list[Period]:
    """Where to look for what comes nearest to a wish that is too far: the last days, at those hours first."""
    last = date.fromisoformat(last_day)
    hours = replace(period, first="", last="", weekdays=(), after="")
    return [
        replace(wished, first=(last - timedelta(days=days)).isoformat())
        for wished in (hours, Period())
        for days in LAST_DAYS
    ] + [Period()]


def _shifted(clock: str, hours: int) -> str:
    """ "12:00" and -2 is "10:00", within one day; nothing stays nothing."""
    if not clock:
        return ""
    hour = min(max(int(clock[:2]) + hours, 0), 23)
    return f"{hour:02d}{clock[2:]}"


class Later(Enum):
    """Other slots than those offered, after them."""

    LATER = "later"


def collect_slot(
    talk: Talk, kind: AppointmentKind, today: date, wished: When | None = None, files: tuple[str, ...] = ()
) -> Generator[Action, Event, Slot | None]:
    """Offer the next three slots until one is agreed; None when none suits, or none is left.

    `wished`: when the caller already said they would like to come. `files`: as for FindSlots.
    """
    period = period_of(wished) if wished and not wished.problem else Period()
    for _ in range(MAX_OFFERS):
        slots = yield from _free(talk, FindSlots(kind=kind.slug, period=period, files=files), today)
        if not slots:
            yield from talk.say("appointment.none")
            return None
        choice = yield from _choose(talk, kind, slots, today, _said_whole(slots, period))
        if isinstance(choice, When) and choice.problem:
            problem = problem_with(choice, today, talk.language)
            yield from talk.say(problem.reason, problem.values)
        elif isinstance(choice, When):
            period = period_of(choice)
        elif choice is Later.LATER:
            period = replace(period, after=slots[-1].start)
        else:
            return choice
    return None


def understood(talk: Talk, reply: Reply, slots: Sequence[Slot], today: date) -> Slot | When | Later | None:
    """The slot a reply picks, or when the caller would rather come; None when it says neither."""
    if not isinstance(reply, Heard):
        key = reply.digits
        if key == LATER_KEY:
            return Later.LATER
        return slots[int(key) - 1] if key in list("123"[: len(slots)]) else None
    for text in (reply.text, *reply.alternatives):
        if _names_two_places(text):
            return None
        when = read_when(talk.language, text, today)
        if (picked := _picked(talk, text, slots, when)) is not None:
            return picked
        if when is not None:
            return when
        if talk.tongue.wants_later(text):
            return Later.LATER
    return None


def written(talk: Talk, slot: Slot, today: date) -> str:
    """ "mardi 24 novembre à 14 h 30", or as the language of the conversation writes it."""
    return writing(talk.language).moment(datetime.fromisoformat(slot.start), today)


def _choose(
    talk: Talk, kind: AppointmentKind, slots: Sequence[Slot], today: date, meant: Slot | None
) -> Generator[Action, Event, Slot | When | Later | None]:
    """A slot that was read back and agreed, or when instead; None after three failures or silences.

    `meant`: the one whose day and hour were both said: it is read back before any is offered.
    """
    failures = asides = 0
    unclear = 0
    choice: Slot | When | Later | None = meant
    while failures < TRIES:
        if failures or meant is None:
            reply = yield from _offer(talk, kind, slots, today, unclear)
            if reply is None:
                return None
            choice = understood(talk, reply, slots, today)
            if choice in (None, Later.LATER) and isinstance(reply, Heard):
                yield from look_for_another_subject(talk, reply.text)
                if asides < MAX_ASIDES and (yield from answered_aside(talk, kind, reply.text)):
                    asides += 1
                    continue
        refused: list[Slot] = []
        while isinstance(choice, Slot) and choice not in refused:
            refused.append(choice)
            try:
                answer = yield from _agreed(talk, kind, choice, slots, today)
            except BackWanted as back:
                if not is_one_step(back):
                    raise
                choice = None
                break
            if answer.yes:
                return choice
            choice = understood(talk, Heard(text=answer.text), slots, today) if answer.text else None
            if choice in (None, Later.LATER):
                yield from look_for_another_subject(talk, answer.said)
            if choice is None and answer.yes is False:
                yield from talk.say("appointment.not_that_one")
        if choice is not None and not isinstance(choice, Slot):
            return choice
        failures += 1
        unclear = 0 if refused else unclear + 1
    return None


def _agreed(
    talk: Talk, kind: AppointmentKind, choice: Slot, slots: Sequence[Slot], today: date
) -> Generator[Action, Event, Confirmation]:
    """What reading a slot back brings; words that are beside it are no refusal: it is asked once more."""
    values = {"slot": written(talk, choice, today), "what": kind.title}
    answer = yield from talk.confirm("appointment.confirm", values)
    if answer.yes is None and answer.text and not understood(talk, Heard(text=answer.text), slots, today):
        yield from look_for_another_subject(talk, answer.said)
        answer = yield from talk.confirm("appointment.confirm", values, misunderstood=1)
    return answer


def _said_whole(slots: Sequence[Slot], period: Period) -> Slot | None:
    """The free slot of the very day and hour wished for, when both were said."""
    if not period.at or not period.first or period.first != period.last:
        return None
    return next((slot for slot in slots if slot.start == f"{period.first}T{period.at}"), None)


def _picked(talk: Talk, text: str, slots: Sequence[Slot], when: When | None) -> Slot | None:
    """The one slot that a day, an hour, a place in the list, or no preference at all designates."""
    words = talk.tongue.without_fillers(text)
    words = _OPENINGS.sub("", words)
    nameless = [_NAMELESS] * len(slots)
    place = talk.tongue.chosen_option(words, nameless) if len(words.split()) <= _LONGEST_PICK else None
    if place is not None and _ORDINAL.search(words):
        return slots[place]
    if when is not None:
        fitting = [slot for slot in slots if _fits(slot, when)]
        if len(fitting) == 1 or (fitting and when == When()):
            return fitting[0]
    if place is not None:
        return slots[place]
    return slots[0] if len(slots) == 1 and talk.tongue.yes_or_no(text) else None


def _fits(slot: Slot, when: When) -> bool:
    start = datetime.fromisoformat(slot.start)
    return (
        (when.first is None or start.date() >= when.first)
        and (when.last is None or start.date() <= when.last)
        and (not when.weekdays or start.weekday() in when.weekdays)
        and (when.at is None or start.time() == when.at)
        and (when.earliest is None or start.time() >= when.earliest)
        and (when.latest is None or start.time() < when.latest)
    )


def _free(talk: Talk, search: FindSlots, today: date) -> Generator[Action, Event, tuple[Slot, ...]]:
    """The free slots that fit; when none does, that is said, and the nearest that do not are given."""
    period = search.period
    event = yield search
    found = answered(event, SlotsFound)
    if found.slots and period.at and not _any_near(found.slots, period.at):
        told = "appointment.none_at" if found.ever else "appointment.never_at"
        yield from talk.say(told, {"time": writing(talk.language).time(time.fromisoformat(period.at))})
    if found.slots or period == Period():
        return found.slots[:MOST_OFFERED]
    wider_ones = nearest_periods(period)
    if too_far(period, found.last_day):
        wider_ones = furthest_periods(period, found.last_day)
        last = writing(talk.language).day(date.fromisoformat(found.last_day), today)
        yield from talk.say("appointment.too_far", {"day": last})
    elif found.ever:
        yield from talk.say("appointment.none_then")
    else:
        yield from talk.say("appointment.never_then", {"when": _habit(talk, period)})
    for wider in wider_ones:
        event = yield replace(search, period=wider)
        slots = answered(event, SlotsFound).slots[:MOST_OFFERED]
        if slots:
            return slots
    return ()


def _any_near(slots: Sequence[Slot], clock: str) -> bool:
    """Is one of the slots about that hour? `clock`: "14:30"."""
    wished = time.fromisoformat(clock)
    starts = (datetime.fromisoformat(slot.start).time() for slot in slots)
    return any(
        abs((start.hour - wished.hour) * 60 + start.minute - wished.minute) < _NEAR_MINUTES
        for start in starts
    )


def _habit(talk: Talk, period: Period) -> str:
    """The days and hours of a wish as what happens every week: "le samedi matin"."""
    one_day = date.fromisoformat(period.first) if period.first and period.first == period.last else None
    return writing(talk.language).habit(
        period.weekdays or ((one_day.weekday(),) if one_day else ()), period.earliest, period.latest
    )


def _listed(talk: Talk, slots: Sequence[Slot], today: date) -> list[str]:
    """Slots as they are said one after the other: a day that is the same as just before is not said again."""
    told, before = [], None
    for slot in slots:
        day = datetime.fromisoformat(slot.start).date()
        moment = written(talk, slot, today)
        told.append(
            moment.removeprefix(writing(talk.language).day(day, today)).strip() if day == before else moment
        )
        before = day
    return told


def _offer(
    talk: Talk, kind: AppointmentKind, slots: Sequence[Slot], today: date, failures: int
) -> Generator[Action, Event, Reply | None]:
    prompt = _OFFERS[len(slots)]
    values = {f"slot_{place}": text for place, text in enumerate(_listed(talk, slots, today), start=1)}
    values["what"] = kind.title
    asked = f"{prompt}.no_match.{failures}" if 0 < failures < TRIES else prompt
    return (yield from talk.ask(asked, values, silence_seconds=7.0))
