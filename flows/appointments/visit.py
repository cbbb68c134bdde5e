"""A visit: its slot agreed on, who comes, and the booking told."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from flows.actions import Action, NoteOutcome, TakeMessage, Value
from flows.appointments.one_visit import TOPIC, Visit
from flows.appointments.questions import answered_about, answered_of, tell_documents
from flows.appointments.renamed import rename
from flows.appointments.wish import is_asked_on_a_day, wished_in
from flows.appointments.words import means_another_kind, moment_meant, name_meant, speaks_of_visit, whole_name
from flows.booking import (
    Appointment,
    AppointmentKind,
    BookSlot,
    FindSlots,
    Period,
    Slot,
    SlotBooked,
    answered,
)
from flows.change_of_mind import look_for_another_subject
from flows.collect.another_day import other_day, refuses_its_day, refuses_that_day
from flows.collect.asked_number import confirm_number
from flows.collect.date import problem_with
from flows.collect.files import MOST_FILES, for_people
from flows.collect.free_slots import MOST_OFFERED
from flows.collect.moments import read_when
from flows.collect.name import collect_name
from flows.collect.phone_number import is_mobile
from flows.collect.picked_slot import names_a_place
from flows.collect.slot import MAX_ASIDES, FilesWanted, collect_slot, moment_of
from flows.collect.slot import written as written_slot
from flows.collect.telling import tell_reference
from flows.collect.told_place import told_place
from flows.collect.visit_asked import Asked, asked_in
from flows.collect.when import When
from flows.collect.wished_periods import narrowed, period_of
from flows.dialogue import CallerGone
from flows.events import Event
from flows.giving_up import gives_up_visit
from flows.interruptions import BackWanted, ChangeOfMind, GoodbyeSaid, Withdrawn
from flows.movable import movable
from flows.reporting import RemindByText, SendNotice
from flows.stepping_back import in_steps, is_one_step

MAX_TAKEN = 3
"""Slots lost to somebody quicker before a person had better look."""


def book(visit: Visit, kind: AppointmentKind) -> Generator[Action, Event, bool]:
    """Agree on a slot and take it; when somebody is quicker, agree on another."""
    told = visit.rather if visit.replaces else wished_in(visit.talk, visit.words, visit.today)
    wished = told or visit.rather
    if told and told.problem and not visit.replaces and is_asked_on_a_day(visit.words):
        problem = problem_with(told, visit.today, visit.talk.language)
        yield from visit.talk.say(problem.reason, problem.values)
    for _ in range(MAX_TAKEN):
        try:
            slot = yield from _agree(visit, kind, wished)
        except (CallerGone, GoodbyeSaid) as left:
            if isinstance(left, GoodbyeSaid) and visit.agreed and not visit.replaces:
                yield from visit.talk.say("appointment.none_yet")
            yield from _tell_who_left(visit, kind)
            raise
        if slot is None:
            return False
        event = yield BookSlot(
            slot=slot.id,
            kind=kind.slug,
            name=visit.name,
            phone=visit.phone,
            replaces=visit.replaces,
            files=visit.files,
        )
        booked = answered(event, SlotBooked)
        if booked.outcome == "booked":
            yield from _tell(visit, kind, slot, booked.reference)
            return True
        if booked.outcome == "failed":
            yield from visit.talk.say("appointment.failed")
            return False
        yield from visit.talk.say("appointment.taken")
        wished = None
    return False


def _tell_who_left(visit: Visit, kind: AppointmentKind) -> Generator[Action, Event, None]:
    """Have the service told of whoever agreed on a slot, and was cut off or left before it was booked."""
    talk = visit.talk
    phone = visit.phone or visit.caller
    name = visit.name or talk.name_in_doubt
    if visit.replaces or not visit.agreed or not phone:
        return
    yield NoteOutcome(outcome="message", topic=TOPIC)
    yield TakeMessage(
        service=kind.service,
        subject=kind.title,
        text=talk.told.summary or talk.last_words,
        phone=phone,
        unsure_phone=not visit.phone,
        fields=talk.captured | ({"name": name} if name else {}),
    )


def _agree(visit: Visit, kind: AppointmentKind, wished: When | None) -> Generator[Action, Event, Slot | None]:
    """The slot, and who comes; the number is asked once a call. None without a number."""
    chosen: list[Slot] = []
    number_is_known, known = bool(visit.phone), {"name": bool(visit.name)}
    given_back = visit.replaces if visit.frees_slot or visit.taken_again else ""
    offered, said = _period(wished), visit.words

    def slot(told: str = "") -> Generator[Action, Event, bool]:
        nonlocal offered, said
        while True:
            titled = for_people(kind, len(visit.files), visit.talk.language) if visit.together else kind
            search = FindSlots(kind=kind.slug, files=visit.files, replaces=given_back)
            try:
                found = yield from collect_slot(
                    visit.talk, titled, visit.today, offered, search, told, said=said
                )
                break
            except FilesWanted as several:
                if several.count > MOST_FILES:
                    yield from visit.talk.say("appointment.too_many")
                    return False
                visit.files, visit.together = (kind.slug,) * several.count, True
                offered, told = _period(several.when) if several.when else offered, ""
                yield from visit.talk.say("appointment.longer", {"count": several.count})
        chosen[:] = [found.slot] if found else []
        if found:
            visit.agreed = moment_of(found.slot)
            offered = found.period
            visit.talk.keep(visit=titled.title, slot=written_slot(visit.talk, found.slot, visit.today))
        return bool(chosen)

    def name() -> Generator[Action, Event, bool]:
        if known.pop("name", False):  # whoever comes back to it is asked anew
            return True
        visit.name = yield from _name(visit)
        visit.talk.keep(name=visit.name)
        return True

    def number() -> Generator[Action, Event, bool]:
        phone = yield from confirm_number(
            visit.talk,
            visit.talk.number_told or visit.caller,
            "appointment.same_number",
            "appointment.number",
        )
        if phone is None:
            yield from visit.talk.say("appointment.no_number")
            return False
        visit.phone = phone
        visit.talk.keep(phone=phone)
        return True

    def another(words: str) -> Generator[Action, Event, bool]:
        nonlocal offered, said
        if gives_up_visit(words):
            raise Withdrawn(words)
        if (asked := asked_in(words)) is not None:
            yield from _answered_of_chosen(visit, kind, chosen, asked)
            return True
        if (named := name_meant(words, visit.name)) is not None:
            meant = yield from collect_name(
                visit.talk, "appointment.name", whole_name(named, visit.name, words)
            )
            visit.name = meant or visit.name
            visit.talk.keep(name=visit.name)
            return True
        if _tells_place(words):  # "le premier" is of those offered, not of the month
            return (yield from slot(words))
        refused = other_day(visit.talk.language, words, chosen, visit.today)
        moved = refused or read_when(visit.talk.language, words, visit.today)
        if moved:
            keeps = refused is not None or refuses_day(words)  # all else that was wished for stands
            offered, said = narrowed(offered, _period(moved), words) if keeps else _period(moved), words
        return (yield from slot())

    def refuses_day(text: str) -> bool:
        return bool(chosen) and refuses_its_day(visit.talk.language, text, chosen[0], visit.today)

    def is_another(text: str) -> bool:
        if refuses_that_day(text) or refuses_day(text):
            return True
        renames = bool(visit.name) and name_meant(text, visit.name) is not None
        if asked_in(text) not in (None, Asked.NUMBER) or gives_up_visit(text):
            return True
        return renames or _tells_place(text) or moment_meant(visit.talk, text)

    asked = [] if visit.is_known else [name] if number_is_known else [name, number]
    visit.is_known = yield from in_steps(
        (slot, *(movable(visit.talk, step, is_another, another) for step in asked))
    )
    return chosen[0] if visit.is_known else None


def _answered_of_chosen(
    visit: Visit, kind: AppointmentKind, chosen: Sequence[Slot], asked: Asked
) -> Generator[Action, Event, None]:
    """Answer what is asked of the visit while it is still being booked; what nobody knows is passed over."""
    if asked is Asked.WHEN and chosen:
        slot = written_slot(visit.talk, chosen[0], visit.today)
        yield from visit.talk.say("appointment.chosen", {"slot": slot, "what": kind.title})
    else:
        yield from answered_about(visit.talk, kind, asked)


def _period(wished: When | None) -> Period:
    return period_of(wished) if wished and not wished.problem else Period()


def _tells_place(text: str) -> bool:
    """ "Le premier", "non j'ai dit le troisième"."""
    return names_a_place(text) or told_place(text, MOST_OFFERED) is not None


def _name(visit: Visit) -> Generator[Action, Event, str]:
    """The name of whoever comes; that of the visit made before is offered first."""
    said = visit.talk.name_told or name_meant(visit.words) or ""  # "passeport, au nom de Leroy"
    visit.talk.name_told = ""
    if visit.same_name and not said:
        answer = yield from visit.talk.confirm("appointment.same_name", {"name": visit.same_name})
        if answer.yes:
            return visit.same_name
        said = answer.text
    return (yield from collect_name(visit.talk, "appointment.name", said)) or ""


def _tell(visit: Visit, kind: AppointmentKind, slot: Slot, reference: str) -> Generator[Action, Event, None]:
    """What was booked, what to bring, the number to note, and an SMS for whoever wants one."""
    kind = for_people(kind, len(visit.files), visit.talk.language) if visit.together else kind
    talk, when = visit.talk, written_slot(visit.talk, slot, visit.today)
    talk.visit_booked(reference, visit.phone, visit.name)
    yield NoteOutcome(outcome="answered", topic=TOPIC)
    said = "appointment.booked"
    if visit.replaces:
        said = "appointment.changed" if visit.frees_slot else "appointment.moved"
    visit.booked = True
    yield from talk.say(said, {"slot": when, "what": kind.title}, interruptible=False)
    yield from tell_documents(talk, kind)
    if reference:
        yield from tell_reference(talk, reference)
    if not is_mobile(visit.phone) or (visit.said_stop and visit.phone == visit.caller):
        return
    told: dict[str, Value] = {"slot": when, "what": kind.title, "reference": reference}
    notice = SendNotice(to=visit.phone, prompt="notice.appointment", values=told, language=talk.language)
    agreed_before, otherwise = talk.visit_texted, ""
    if not agreed_before:
        made = Appointment(reference=reference, kind=kind, start=slot.start, name=visit.name)
        talk.visit_texted, otherwise = yield from _wants_text(visit, made)
    if talk.visit_texted:
        yield notice
        yield RemindByText(reference=reference)
    if otherwise:
        raise ChangeOfMind(otherwise)
    if talk.visit_texted:
        yield from talk.say("appointment.text_follows" if agreed_before else "appointment.text_agreed")


def _wants_text(visit: Visit, made: Appointment) -> Generator[Action, Event, tuple[bool, str]]:
    """Is an SMS wanted; and what is said of the visit instead, or with it: "en fait plutôt vendredi".

    What is asked of the visit is answered, and the question comes again.
    """
    talk = visit.talk

    def is_of_the_visit(text: str) -> bool:
        return speaks_of_visit(talk, text)

    for _ in range(MAX_ASIDES):
        try:
            answer = yield from talk.confirm("appointment.by_text", told_by=is_of_the_visit)
        except BackWanted as back:
            if not is_one_step(back):
                raise
            return False, ""  # it is booked: what comes before is not to be gone through again
        if not answer.yes and (named := name_meant(answer.said, talk.visit_name)) is not None:
            yield from rename(talk, made, visit.phone, named, answer.said)
            made = replace(made, name=talk.visit_name)
            continue
        asked = None if answer.yes else asked_in(answer.said)
        if asked is None or not (yield from answered_of(talk, made, asked, visit.today)):
            break
    if answer.text and (is_of_the_visit(answer.said) or (yield from means_another_kind(talk, answer.said))):
        return bool(answer.yes), answer.said
    if not answer.yes:
        yield from look_for_another_subject(talk, answer.said)
    return bool(answer.yes), ""
