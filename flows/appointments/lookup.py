"""Which appointment is to be changed, cancelled or told: the one just made, or the one whose number is known.

Whoever lost that is told of what was booked with the very telephone they call from, and of nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from datetime import date, datetime

from flows.actions import Action
from flows.ask import Talk
from flows.booking import Appointment, AppointmentFound, FindAppointment, answered
from flows.collect.asked_number import collect_phone_number
from flows.collect.callback_wish import callback_wish
from flows.collect.digits import collect_digits, parse_digits
from flows.collect.files import whole_visit
from flows.collect.moments import read_when, writing
from flows.collect.when import When
from flows.collect.wish import Wish
from flows.collect.words import bare
from flows.events import Event
from flows.interruptions import CorrectionHeard, Withdrawn

REFERENCE_DIGITS = 6
_MAX_SEARCHES = 2
"""References tried for one appointment."""

_CANCEL = r"(?:annule[rz]?|supprime[rz]?|cancel)"
_CHANGE = r"(?:change[rz]?|deplace[rz]?|decale[rz]?|modifie[rz]?|reporte[rz]?|avance[rz]?|move|reschedule)"
_IT = (
    r"(?:ca|cela|celui ci|celui la|le|la|l heure|l horaire|le jour|la date|d heure|d horaire|de jour|de date"
    r"|it|that|this|the (?:time|day|date))"
)
_JUST_MADE = {
    wish: re.compile(
        rf"\b(?:l|le|la) {verb}\b|\b{verb} {_IT}\b|^(?:\w+ ){{0,4}}{verb}(?: (?:finalement|en fait|tout))*$"
    )
    for wish, verb in ((Wish.CANCEL, _CANCEL), (Wish.CHANGE, _CHANGE))
}
""""Je voudrais l'annuler finalement": it is what was just booked."""
_JUST_MADE |= {
    Wish.MISS: re.compile(
        r"\b(?:peux|pourrai|pourrais|pourrez|vais) (?:pas|plus) (?:pouvoir )?(?:venir|y aller|y etre"
        r"|etre la)\b"
        r"|\b(?:can t|cannot|can not|won t be able to) (?:make it|come|be there)\b"
    ),
    Wish.ASK: re.compile(
        r"^(?:\w+ ){0,3}(?:quand|a quelle heure|quel jour|quelle date) (?:\w+ ){0,2}deja\b"
        r"|\b(?:when|what time) (?:is|was) (?:it|that)(?: again)?$"
    ),
}

_KEPT_AFTER_ALL = re.compile(
    r"\b(?:(?<!que )je (?:vais |veux |voudrais |prefere )?(?:le |la |l )(?:gard|conserv|maintien)\w+"
    r"(?! (?:combien|comment|pendant|jusqu|ou|encore combien)\b)"
    r"|(?<!que )je (?:vais |veux |voudrais |prefere )?(?:gard|conserv|maintien)\w+"
    r"(?: (?:le|mon|ce) (?:rendez vous|rdv|creneau)|$)"
    r"|(?:annulez|annule) (?:pas|rien)"
    r"|(?:i ll|i will|want to|let me|i d rather) keep (?:it|that|my appointment)"
    r"|don t cancel)\b"
)
""" "Non attendez, finalement je le garde", once it is cancelled."""

Found = tuple[Appointment, str]
"""An appointment, and the number it was made with."""


def wish_about_it(talk: Talk, words: str) -> Wish | None:
    """What words that name no appointment want of the one just made, or just cancelled; None for nothing."""
    said = bare(words)
    if talk.given_up and not callback_wish(words) and _KEPT_AFTER_ALL.search(said):
        return Wish.KEEP
    if not talk.appointment or callback_wish(words):
        return None
    return next((wish for wish, pattern in _JUST_MADE.items() if pattern.search(said)), None)


def look_up(
    talk: Talk, caller: str, words: str, today: date, *, by_phone_first: bool = False
) -> Generator[Action, Event, Found | None]:
    """The appointment meant; None when it could not be found. `caller`: the number of this call, or "".

    `words`: what was said already, which may hold the number of the appointment. `by_phone_first`: whoever
    asks when they come has no number at hand; those made from this telephone go before it.
    """
    known = parse_digits(words, REFERENCE_DIGITS) if not _names_a_day(talk, words, today) else []
    if talk.appointment and not known:
        found = yield from _find(talk, *talk.appointment)
        if found is not None:
            return found
    if by_phone_first and not known and (found := (yield from _made_from_here(talk, caller, today))):
        return found
    told: When | None = None
    for search in range(_MAX_SEARCHES):
        said = bool(known) and search == 0
        try:
            reference = known[0] if said else (yield from _reference(talk, today))
        except CorrectionHeard as heard:
            if talk.tongue.wish_in(heard.text) is Wish.KEEP:
                raise Withdrawn(heard.text) from None
            told, reference = read_when(talk.language, heard.text, today), None
            yield from talk.say("digits.without")
        if reference is None:
            again = not by_phone_first or told is not None
            found = (yield from _made_from_here(talk, caller, today, told)) if again else None
            if found is None and caller:
                yield from talk.say("appointment.none_from_here")
            return found
        if caller and (found := (yield from _find(talk, reference, caller))) is not None:
            return found
        phone = yield from collect_phone_number(talk, "appointment.booked_with")
        if phone is None:
            return None
        if (found := (yield from _find(talk, reference, phone))) is not None:
            return found
        yield from talk.say("appointment.not_found")
    return None


def _reference(talk: Talk, today: date) -> Generator[Action, Event, str | None]:
    """The number of the visit, asked for; its day told instead, or a wish to keep it, is raised."""

    def tells_otherwise(text: str) -> bool:
        when = read_when(talk.language, text, today)
        keeps = talk.tongue.wish_in(text) is Wish.KEEP
        return keeps or (
            when is not None and when.first is not None and not parse_digits(text, REFERENCE_DIGITS)
        )

    before, talk.corrects = talk.corrects, tells_otherwise
    try:
        return (yield from collect_digits(talk, "appointment.reference", REFERENCE_DIGITS))
    finally:
        talk.corrects = before


def at_hand(talk: Talk, caller: str, today: date) -> Generator[Action, Event, Found | None]:
    """The appointment just made, or one made with the number of this call: no number is asked for."""
    if talk.appointment and (found := (yield from _find(talk, *talk.appointment))) is not None:
        return found
    return (yield from _made_from_here(talk, caller, today))


def _names_a_day(talk: Talk, words: str, today: date) -> bool:
    """The digits of "le 25 novembre 2026" are no number of an appointment."""
    when = read_when(talk.language, words, today)
    return when is not None and when.first is not None


def _find(talk: Talk, reference: str, phone: str) -> Generator[Action, Event, Found | None]:
    event = yield FindAppointment(reference=reference, phone=phone, language=talk.language)
    for found in answered(event, AppointmentFound).appointments:
        return (yield from whole_visit(talk, found)), phone
    return None


def _made_from_here(
    talk: Talk, caller: str, today: date, told: When | None = None
) -> Generator[Action, Event, Found | None]:
    """One of those made with the number of this call, for whoever does not have its reference.

    `told`: when it is, as the caller says.
    """
    coming = yield from made_from(talk, caller)
    if told and told.first == told.last:
        coming = [one for one in coming if datetime.fromisoformat(one.start).date() == told.first] or coming
    for one in coming:
        if len(coming) == 1:
            return one, caller
        when = writing(talk.language).moment(datetime.fromisoformat(one.start), today)
        answer = yield from talk.confirm("appointment.is_it", {"slot": when, "what": one.kind.title})
        if answer.recognised:
            return one, caller
    return None


def made_from(talk: Talk, caller: str) -> Generator[Action, Event, Sequence[Appointment]]:
    """The coming appointments made with a number, which must be that of the call; none for no number."""
    if not caller:
        return ()
    event = yield FindAppointment(reference="", phone=caller, language=talk.language)
    coming = []
    for one in answered(event, AppointmentFound).appointments:
        coming.append((yield from whole_visit(talk, one)))
    return coming
