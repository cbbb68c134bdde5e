"""A person's name: said, then spelled when what we heard is not it."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import replace

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.collect.alphabet import SPELLING, is_spelling
from flows.collect.capture import Capture, Refused, Unclear, agree, capture
from flows.collect.first_and_last import surname_alone
from flows.collect.first_names import FIRST_NAMES
from flows.collect.keyed_name import NAMELESS_KEY, SPELLING_KEY, key_name
from flows.collect.letters import in_other_words, with_letter_changed
from flows.collect.spelling import parse_spelling
from flows.collect.told_number import number_aside, set_number_aside
from flows.collect.words import without_accents
from flows.collect.written_name import (
    LIKE,
    Name,
    accented,
    likeness,
    name_read_back,
    parse_name,
    written_name,
)
from flows.events import Event, Heard
from flows.understand import fold

MOST_SAID_AGAIN = 3
"""Words of a name said again, instead of its letters."""
DOUBT = "(?)"
"""Follows a name that its owner never agreed to."""


_BARE_FIRST_NAMES = FIRST_NAMES | {without_accents(name) for name in FIRST_NAMES}
_LEAST_PART = 4
"""Letters of a first name, and of a surname, that are told apart where they were spelled at once."""
_GIVES_NAME = re.compile(
    r"\b(?:au nom d(?:e |u |')|je m'appelle|je me nomme|(?:mon|le) nom(?: de famille)? (?:c'est|est)|mettez"
    r"|notez|my name|the name|in the name|under the name)"
)
"""What names somebody outright, however unlike the name read back."""
_A_LETTER = re.compile(r"\b(?:avec|sans|apostrophe|tiret|trait d'union|accent)\b")
_ONE_LETTER = re.compile(r"\b[a-zé]{1,5} comme \w+$")
""""C comme Camille", and no more yet."""


def collect_name(talk: Talk, prompt: str, said: str = "") -> Generator[Action, Event, str | None]:
    """Ask for a name; as it is written, or None when it could not be had.

    `said`: words that give it already; it is read back at once.
    """
    given = parse_name(said) if said else None
    if given is not None:
        agreed = yield from agree(talk, given, name_read_back(talk), _correct)
        if not isinstance(agreed, Refused):
            return agreed.text
    try:
        name = yield from _said(talk, prompt)
    except _ByKeys:
        name = yield from key_name(talk)
    return name.text if name else None


class _ByKeys(Exception):
    """The caller would rather write their name, with the keys."""


def _said(talk: Talk, prompt: str) -> Generator[Action, Event, Name | None]:
    return (
        yield from capture(
            talk,
            Capture(
                prompt=prompt,
                again="name.spell",
                give_up="name.give_up",
                without_it="name.left",
                why="name.why",
                understand=lambda reply, refused: _understand(talk, prompt, reply, refused),
                read_back=name_read_back(talk),
                correct=_correct,
                again_patience="long",
                again_phrases=SPELLING if talk.language == "fr" and not talk.deaf else (),
                silence_seconds=7.0,
                without=NAMELESS_KEY,
                doubted=_doubted,
            ),
        )
    )


def _understand(talk: Talk, prompt: str, reply: Reply, refused: Sequence[Name]) -> Name | Unclear:
    if not isinstance(reply, Heard) and reply.digits == SPELLING_KEY:
        raise _ByKeys
    number, reply = talk.number_told, _without_number(talk, reply)
    texts = (reply.text, *reply.alternatives) if isinstance(reply, Heard) else ()
    if refused:  # letters were asked for: what reads as letters from end to end goes before anything else
        texts = tuple(sorted(texts, key=_beside_letters))
    found = [name for text in texts if (name := parse_name(text)) is not None]
    found = [one for name in found for one in (*_parted(name), name)]
    if refused:
        found = [_with_first_name(name, refused[-1]) for name in found if _may_be_spelled(name, refused[-1])]
    begun = isinstance(reply, Heard) and _ONE_LETTER.search(fold(reply.text)) is not None
    if talk.number_told != number and not found:
        return Unclear(ask=prompt)
    unclear = Unclear(ask="name.spell") if begun else Unclear()
    return next((name for name in found if not _was_refused(name, refused)), unclear)


def _without_number(talk: Talk, reply: Reply) -> Reply:
    """What was heard, but for a telephone number, which is kept for where it is asked."""
    if not isinstance(reply, Heard):
        return reply
    return Heard(
        text=set_number_aside(talk, reply.text),
        alternatives=tuple(number_aside(text, talk.tongue.digits)[0] for text in reply.alternatives),
    )


def _parted(name: Name) -> list[Name]:
    """First name and surname spelled at once: "pauldurant" is Paul Durant, perhaps."""
    letters = name.text.lower()
    if not name.spelled or not letters.isalpha():
        return []
    ends = [
        at for at in range(_LEAST_PART, len(letters) - _LEAST_PART + 1) if letters[:at] in _BARE_FIRST_NAMES
    ]
    return [Name(written_name(f"{letters[: ends[-1]]} {letters[ends[-1] :]}"), spelled=True)] if ends else []


def _was_refused(name: Name, refused: Sequence[Name]) -> bool:
    """Letters are believed, even when they spell what was refused as words."""
    return any(one.text == name.text and one.spelled >= name.spelled for one in refused)


def _beside_letters(text: str) -> int:
    """0: a text is letters alone; 1: it ends with letters; 2: it spells nothing."""
    if parse_spelling(text) is None:
        return 2
    return 0 if is_spelling(text) else 1


def _may_be_spelled(name: Name, refused: Name) -> bool:
    """Letters that were misheard altogether make a long name of words, unlike the one that was said."""
    short = len(name.text.split()) <= MOST_SAID_AGAIN
    return name.spelled or short or likeness(name.text, refused.text) >= LIKE


def _with_first_name(name: Name, refused: Name) -> Name:
    """Letters spell the word that was misheard: "Paul Martine", spelled "martineau", is Paul Martineau.

    Those of the very name that was said keep its accents, which few people spell.
    """
    words = refused.text.split()
    whole = accented(refused.text.lower(), name.text.lower())
    if name.spelled and len(whole) == len(name.text) and whole != name.text.lower():
        return replace(name, text=written_name(whole))
    if not name.spelled or " " in name.text or len(words) == 1:
        return name
    nearest, at = max((likeness(word, name.text), at) for at, word in enumerate(words))
    if nearest < LIKE or nearest <= likeness(refused.text, name.text):
        return name
    words[at] = name.text
    return replace(name, text=written_name(" ".join(words)))


def _doubted(name: Name) -> tuple[Name, str, Values]:
    """A name that could not be agreed on: better than none, and marked for whoever reads it."""
    return Name(f"{name.text} {DOUBT}"), "name.kept_unsure", {"name": name.text}


def _correct(name: Name, words: str) -> Name | None:
    """ "non, Martineau" corrects Martin; "avec deux l" a letter of it; "non, pas du tout" nothing."""
    changed = with_letter_changed(name.text, words) or in_other_words(name.text, words)
    if changed:
        return Name(written_name(changed.lower()) if " " in changed else changed, spelled=True)
    if (whole := _with_its_surname(name, words)) is not None:
        return whole
    other = parse_name(words)
    if other is None:
        return None
    if other.spelled:
        return _with_first_name(other, name)
    if _GIVES_NAME.search(fold(words)) or _is_whole(other):
        return other
    if likeness(other.text, name.text) < LIKE and not _is_like_a_word(other, name):
        return None
    kept = _in_its_place(other, name)
    return replace(kept, spelled=kept.text == name.text and bool(_A_LETTER.search(fold(words))))


def _is_like_a_word(other: Name, name: Name) -> bool:
    return any(likeness(word, other.text) >= LIKE for word in name.text.split())


def _in_its_place(other: Name, name: Name) -> Name:
    """ "Non, l'Hermitte", where "Sophie Lermitte" was read back, leaves her first name."""
    words = name.text.split()
    if " " in other.text or len(words) == 1:
        return other
    nearest, at = max((likeness(word, other.text), at) for at, word in enumerate(words))
    if nearest < LIKE or nearest <= likeness(name.text, other.text):
        return other
    words[at] = other.text
    return replace(other, text=written_name(" ".join(words)))


def _with_its_surname(name: Name, words: str) -> Name | None:
    """ "C'est le prénom, le nom c'est Lully", where "Jean-Baptiste" was read back."""
    given = {without_accents(word) for word in re.split("[ -]", name.text.lower())}
    last = parse_name(surname_alone(words)) if given <= _BARE_FIRST_NAMES else None
    if last is None or likeness(last.text, name.text) >= LIKE:
        return None
    return replace(last, text=written_name(f"{name.text} {last.text}"))


def _is_whole(name: Name) -> bool:
    """A first name that is known and a surname: "Mathéo Barthélémy", said again in full."""
    words = [without_accents(word) for word in re.split("[ -]", name.text.lower())]
    return 1 < len(words) <= MOST_SAID_AGAIN and any(word in _BARE_FIRST_NAMES for word in words)
