"""What is wanted of an appointment, in English: to book one, or to change, cancel, miss, ask about one."""

from __future__ import annotations

import re

from flows.collect.wish import Wish
from flows.understand import fold

_HIS_OWN = r"(my|our|his|her|the|this|an?) (next |passport |\w+'s )?(appointment|booking|slot)"
_NEW = re.compile(
    r"\b(need|want|like|make|book|get|arrange) (\w+ ){0,3}?an? (\w+ )?(appointment|booking|slot)\b"
    r"|\b(doctor|doctor's|dentist|hospital|medical)\b"
)
"""A visit to be made, or one that the town hall knows nothing of."""
_MISS = re.compile(
    r"\b(can't|cannot|can not|won't be able|not be able|unable|not able) (to )?(come|make|be there|attend)"
    r"|\b(won't|will not) be (there|free|available)\b|\b(is|am|i'm|he's|she's|fallen) (ill|sick|unwell)\b"
    r"|\bsomething('s| has)? (come|came) up\b"
)
_ASKS = re.compile(
    r"\b(when|what (time|day|date)|which day|confirm|check|forgot(ten)?|(don't|can't) remember|remind me)\b"
    r"(?! (can|could|should|do) i (make|book|get))"
)

_OF_THE_VISIT = re.compile(
    r"^(hello |hi |it's me again |sorry |well )*(i |i'm )?(have to|need to|must|got to|afraid i have to"
    r"|would like to|want to|'d like to) ((?P<cancels>cancel)|reschedule|postpone)( please| sorry)*$"
)
""" "I have to cancel", with nothing named."""
_DOES = r"(?:cancel\w*|chang\w+|mov(?:e|ing)|reschedul\w+|postpon\w+)"
_NOT_DONE = re.compile(
    r"(?:\b(?:do not|don't|did not|didn't|won't|will not|wouldn't|never|without)|(?<!can )\bnot)"
    r"(?: (?:want|wish|like|need|going|mean|ask|asked|say|said|trying|you|to|me|it|please|actually|ever"
    rf"|have|for))* {_DOES}\b"
)
""" "I don't want to cancel": the very words of the deed, to say that it is not wanted."""
_CANNOT_CANCEL = re.compile(r"\b(?:can't|cannot|can not|couldn't) cancel\w*")
_SOONER = re.compile(r"\b(come|be seen|have it|make it) (\w+ )?(earlier|sooner|later)\b")


def wish_of(text: str) -> Wish:
    """Book, unless the words speak of changing or cancelling an appointment."""
    folded = fold(text)
    if found := _OF_THE_VISIT.search(folded):
        return Wish.CANCEL if found["cancels"] else Wish.CHANGE
    if re.search(rf"\b{_HIS_OWN}\b", folded) and _SOONER.search(folded):
        return Wish.CHANGE
    if not re.search(r"\b(appointments?|bookings?|slot|date|time)\b", folded):
        return Wish.BOOK
    if (said := wish_in(text)) in (Wish.CHANGE, Wish.CANCEL):
        return said or Wish.BOOK
    if re.search(rf"\b{_HIS_OWN}\b", folded) and not _NEW.search(folded):
        if _MISS.search(folded):
            return Wish.MISS
        if _ASKS.search(folded):
            return Wish.ASK
    return Wish.BOOK


def wish_in(text: str) -> Wish | None:
    """Keep, change or cancel an appointment that is already spoken of; None when nothing of it is said."""
    folded = fold(text)
    if re.search(r"(?<!not )(?<!n't )\b(keep|leave it|as planned|i'll (still )?(be there|come))\b", folded):
        return Wish.KEEP
    said, folded = folded, _NOT_DONE.sub(" ", folded)
    if re.search(
        r"\b(change|move|reschedule|postpone|put (it )?off|bring (it )?forward|another day)\b", folded
    ):
        return Wish.CHANGE
    if re.search(r"\bcancel(l?ing|led)?\b", folded):
        return None if _CANNOT_CANCEL.search(folded) else Wish.CANCEL
    return Wish.KEEP if folded != said else None


def speaks_of_a_visit(text: str) -> bool:
    """Is an appointment named, or is nothing else: "I have to cancel"?"""
    folded = fold(text)
    return bool(re.search(rf"\b{_HIS_OWN}\b", folded) or _OF_THE_VISIT.search(folded))
