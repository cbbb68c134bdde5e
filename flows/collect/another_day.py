"""Another day than the one offered, or agreed on: "je ne peux pas ce jour-là", "un autre jour"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from flows.booking import Slot
from flows.collect.moments import read_when
from flows.collect.when import When
from flows.collect.words import bare

_THAT_DAY = r"(?:(?:ce|cette) (?:jour|journee|date)(?: (?:la|ci))?|(?:that|this) (?:day|date))"
_CANNOT = (
    r"(?:(?<!pourquoi )(?:pas|plus)(?! (?:de )?(?:probleme|souci))|impossible|jamais|travaille|bosse|occupee?"
    r"|prise?|absente?|indisponible|can t|cannot|not|busy|working)"
)
_REFUSED = re.compile(rf"\b{_CANNOT}(?: \w+){{0,5}}? {_THAT_DAY}\b|\b{_THAT_DAY}(?: \w+){{0,5}}? {_CANNOT}\b")
_OTHER = re.compile(
    r"\b(?:une?|d) autres? (?:jours?|dates?|journee)\b"
    r"|\b(?:another|(?:a )?different|some other) (?:day|date)\b"
    r"|\bchange[rz]? (?:de|le) (?:jour|date)\b"
)
_IN_PART = re.compile(r"\b(?:matin\w*|apres midi|soir\w*|heures?|h|midi|morning|afternoon|evening|o clock)\b")
"""It is but an hour of that day that does not suit."""
_MOST_REFUSED = 3
"""Days of the week refused at once, at most."""


def refuses_that_day(text: str) -> bool:
    """ "Ce jour-là je ne peux pas", "je préfère un autre jour": whichever it is."""
    return any(pattern.search(bare(text)) for pattern in (_REFUSED, _OTHER))


def other_day(language: str, text: str, slots: Sequence[Slot], today: date) -> When | None:
    """When somebody would come who refuses the days of those slots, unnamed; None for no such refusal.

    "Un autre jour", where several days are offered, is after them.
    """
    said = bare(text)
    if not slots or _IN_PART.search(said) or not refuses_that_day(text):
        return None
    left = _OTHER.sub(" ", _REFUSED.sub(" ", said))
    if (rather := read_when(language, left, today)) not in (None, When()):
        return rather
    days = {datetime.fromisoformat(slot.start).date() for slot in slots}
    return When(but=tuple(sorted(days))) if len(days) == 1 or _REFUSED.search(said) else None


def refuses_its_day(language: str, text: str, slot: Slot, today: date) -> bool:
    """ "Mercredi je ne peux pas", "je travaille mercredi", where it is on a Wednesday."""
    when = read_when(language, text, today)
    if when is None or when.problem or when.first is not None:
        return False
    day = datetime.fromisoformat(slot.start).date()
    refused = set(range(7)) - set(when.weekdays or range(7))
    return day in when.but or (day.weekday() in refused and len(refused) <= _MOST_REFUSED)
