"""What is said of the visit just booked: another moment, name or kind for it; or a second visit."""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass

from flows.actions import Action
from flows.appointments.kind_words import ASKS, LONGEST, kinds_in, names_kind, says_kind
from flows.appointments.lookup import wish_about_it
from flows.ask import Talk
from flows.callbacks.words import moves
from flows.collect.picked_slot import names_a_place
from flows.collect.visit_asked import Told, asked_in, asked_of_mine, told_in
from flows.collect.words import bare
from flows.collect.written_name import parse_name
from flows.events import Event
from flows.understand import fold

_OF_A_VISIT = re.compile(
    r"\b(?:mais|but|well|(?:c est )?pas (?:ca|celui la|celui ci)|j(?:e| ai| avais) (?:voulais|dit|demande)"
    r"|je voudrais|i (?:said|wanted|meant)|venir|passer|mettez moi|mettez le|mettez|donnez moi|prenez"
    r"|prendre|pour moi"
    r"|je peux|est ce que"
    r"|(?:le|mon|ce) (?:rendez vous|rdv|creneau)|m arrange(?:rait)?|me va|the appointment|my appointment"
    r"|come)\b"
)
_IN_ITS_PLACE = re.compile(r"\b(?:a la place|il vaudrait mieux|ce serait mieux|would be better)\b")

_NAME = re.compile(r"\b(?:nom|prénom|name|surname)\b")
_NAME_WRONG = re.compile(
    r"\b(?:trompée?s?|erreur|mauvais|faux|pas le bon|chang\w+|corrig\w+|rectifi\w+|modifi\w+|mal (?:noté"
    r"|écrit"
    r"|compris|entendu|orthographié)|wrong|change|mistake|misspel\w+|correct)\b"
)
_NAME_GIVEN = re.compile(
    r"\b(?:au nom d(?:e |u |')|(?:c'est|mettez(?: le)?|notez(?: le)?|plutôt|prenez) .+ (?:mon|le) nom$"
    r"|(?:mon|le|son) (?:vrai |bon )?nom(?: de famille)? (?:c'est|est|sera)"
    r"|(?:my|the|his|her) (?:last |first )?name (?:is|should be|was)|name's|(?:under|in) the name)"
)
_NAME_ASKED = re.compile(r"\b(?:à quel|quel|à mon|de quel|what|which|quel est le) (?:nom|name)\b")
_OTHER_NAMES = re.compile(r"\b(?:nom|name) (?:du|de la|des|d'une?|de l'|of the) |\bnom d'usage\b")
"""The mayor's, a street's."""
_NAMED = (
    re.compile(r"\b(?:au nom d(?:e |u |')|(?:under|in) the name(?: of)? )(?P<name>.+)$"),
    re.compile(
        r"\b(?:c'est|mettez(?: le)?|notez(?: le)?|plutôt|prenez|it's) (?P<name>.+) (?:mon|le|my) nom\b"
    ),
    re.compile(r".*\b(?:c'est|s'écrit|it's|is|should be)(?! (?:pas|not)\b) (?P<name>.+)$"),
    re.compile(r"\b(?:nom|name)(?: de famille)? (?:à|en|par|pour|to) (?P<name>.+)$"),
)
_NOT_BUT = re.compile(
    r"\b(?:pas|not) (?:au nom de |à |under )?(?P<wrong>[\w'-]+(?: [\w'-]+)?)"
    r" (?:c'est|mais|plutôt|but|it's)(?: au nom de)? (?P<name>[\w' -]+)$"
)
""" "C'est pas Petit, c'est Durand"."""
KIN = (
    r"(?:mari|femme|epoux|epouse|conjointe?|compagn\w+|fils|filles?|enfants?|garcons?|mere|pere|parents?"
    r"|soeurs?"
    r"|freres?|bebe|copain|copine|amie?|maman|papa|grand mere|grand pere|belle \w+|beau \w+|husband|wife|son"
    r"|sons|daughters?|child|children|kids?|mother|father|mum|dad|partner|brother|sister|baby|friend)"
)
_SOMEBODY = re.compile(
    rf"^(?:(?:de|pour|for) )?(?:mon|ma|mes|notre|my|our|his|her) {KIN}\b|^(?:moi|me|lui|elle|him|her)$"
)
_TAIL = re.compile(
    r" ?\b(?:plutôt|finalement|en fait|s'il (?:vous|te) plaît|merci|instead|please|actually|pas .*|not .*"
    r"|et non .*|désolée?|pardon|sorry)$"
)

_TWO_WORDS = 2
"""Words of a first name and a name."""
_ANOTHER = re.compile(
    r"\b(?:un|une) (?:autre|deuxieme|second|nouveau) (?:rendez vous|rdv|creneau)\b"
    r"|\b(?:another|a second|one more) (?:appointment|booking|one)\b"
)
_TOO = (
    r"(?:aussi|egalement|pareil|pareillement|en meme temps|la meme chose|le meme|too|as well|also|the same)"
)
_AND_FOR = re.compile(
    rf"^(?:(?:oui|non|ah|oh|alors|et|bon|merci|euh|mais|au fait|(?:j ai|j avais) (?:failli )?oublie"
    rf"|j oubliais|i forgot|and|yes|no|what about|i need|i d like|one"
    rf"|je voudrais"
    rf"|j aimerais|il (?:m )?en faudrait|il (?:me )?faudrait|je veux|un|une|un autre|un rendez vous|un rdv"
    rf"|an appointment|another|also|{_TOO}) )*"
    rf"(?:(?:pour|for) )?(?:mon|ma|mes|notre|my|our) (?:\w+ )?{KIN}(?: {_TOO}| (?:s il vous plait|please))*$"
)
""" "Et pour ma femme aussi"."""
_FOR_TWO = re.compile(
    r"^(?:(?:oui|non|ah|oh|euh|et|mais|alors|pardon|en fait|finalement|au fait|attendez|sorry|actually|no"
    r"|wait) )*(?:c est |c etait |ce sera |ce serait |on (?:est|sera|vient) |nous (?:sommes|serons|venons) "
    r"|it s |it is |we are |we re |we ll be )?(?:a |pour |for )?(?:deux|two)(?: personnes?| adultes?| people"
    r"| of us)?(?: (?:en fait|finalement|s il vous plait|please|actually))*$"
)
""" "Finalement c'est pour deux personnes": the one booked is for one of them."""
_TWO_MEANT = re.compile(r"\b(?:personnes?|adultes?|people|us|pour|for|on|nous|we)\b")
"""A mere "deux" says nothing of it."""


@dataclass(frozen=True)
class Second:
    """A second visit, beside the one just booked."""

    for_another: bool
    """It is as the first one, for somebody else."""


def name_meant(text: str, booked: str = "") -> str | None:
    """The name that a visit should have been made in; "" when it is only wrong, None when that is not said.

    `booked`: the name it was made in, as far as it is known.
    """
    folded = fold(text)
    if len(folded.split()) > LONGEST or _NAME_ASKED.search(folded):
        return None
    instead = _NOT_BUT.search(folded)
    if instead and booked and all(word in fold(booked).split() for word in instead["wrong"].split()):
        return name_in(instead["name"])
    if not _NAME.search(folded) or _OTHER_NAMES.search(folded):
        return None
    if not _NAME_WRONG.search(folded) and not _NAME_GIVEN.search(folded):
        return None
    found = next((named for pattern in _NAMED if (named := pattern.search(folded))), None)
    return name_in(found["name"]) if found else ""


def name_in(words: str) -> str:
    """The words of a name; none for "ma femme", whose name is still to be said."""
    said = _TAIL.sub("", words).strip()
    if not said or _SOMEBODY.search(bare(said)) or _NAME.search(said) or parse_name(said) is None:
        return ""
    return said


def whole_name(named: str, booked: str, words: str) -> str:
    """A name said alone, with the first name that was right: "Paul Petit", whose name is "durand"."""
    first, *others = booked.split()[:_TWO_WORDS] or ("",)
    alone = len(named.split()) == 1 and others and "au nom d" not in fold(words)
    if not alone:
        return named
    return f"{named} {' '.join(booked.split()[1:])}" if "prénom" in fold(words) else f"{first} {named}"


def moment_meant(talk: Talk, text: str) -> bool:
    """Is the visit wanted at another moment: "je préfère vendredi", "plutôt le deuxième"?"""
    said = " ".join(_IN_ITS_PLACE.sub("plutot", bare(text)).split())
    plain = " ".join(_OF_A_VISIT.sub(" ", said).split())
    if moves(talk, text) or (plain and moves(talk, plain)):
        return True
    return names_a_place(text) and len(fold(text).split()) > 1


def second_visit(talk: Talk, text: str) -> Second | None:
    """Is another visit wanted beside the one just booked?"""
    if talk.appointment is None:
        return None
    words = bare(text)
    two = _FOR_TWO.match(words) and _TWO_MEANT.search(words)
    if len(words.split()) <= LONGEST and (two or _AND_FOR.match(words)):
        return Second(for_another=True)
    return Second(for_another=False) if _ANOTHER.search(words) and not ASKS.search(words) else None


def wants_another_kind(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Is a visit for something else wanted beside the one just booked: "une carte d'identité aussi"?"""
    plain, too = talk.tongue.without_too(text)
    if talk.appointment is None or not too or len(plain.split()) > LONGEST or ASKS.search(bare(plain)):
        return False
    kinds = yield from kinds_in(talk, plain)
    return bool(kinds) and names_kind(plain, kinds)


def corrects_visit(talk: Talk, text: str) -> bool:
    """Do these words give the visit just booked another moment, or another name?"""
    if talk.appointment is None or not text:
        return False
    if name_meant(text, talk.visit_name) is not None:
        return True
    return wish_about_it(talk, text) is None and talk.visit_is_newest and moment_meant(talk, text)


def speaks_of_visit(talk: Talk, text: str) -> bool:
    """Are these words surely about the visit just booked, or just cancelled, or a second one?"""
    about_it = wish_about_it(talk, text) is not None or corrects_visit(talk, text)
    return about_it or second_visit(talk, text) is not None or asks_of_visit(talk, text)


def asks_of_visit(talk: Talk, text: str) -> bool:
    """Do these words ask something of a visit that is made, or tell that one is late, or cannot come?"""
    fresh = talk.visit_is_fresh and asked_in(text) is not None
    told = told_in(text)
    if told is Told.MOVED and talk.rung_back is not None and not talk.visit_is_newest:
        return False  # of the callback just agreed
    return fresh or asked_of_mine(text) or told is not None


def may_correct_kind(talk: Talk, text: str) -> bool:
    """May these words say what the visit just booked should have been for?"""
    return talk.appointment is not None and talk.visit_is_newest and says_kind(text)


def means_another_kind(talk: Talk, text: str) -> Generator[Action, Event, bool]:
    """Do these words say that the visit just booked is for something else than it was booked for?"""
    if not may_correct_kind(talk, text) or moment_meant(talk, text):
        return False
    return bool((yield from kinds_in(talk, text)))
