"""A name by keys alone: two for each letter, the key that bears it and its place there."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from flows.actions import Action
from flows.ask import BACK_KEY, Reply, Talk
from flows.collect.capture import Capture, Unclear, capture
from flows.collect.written_name import Name, name_read_back, parse_name, written_name
from flows.events import Event, Heard

NAMELESS_KEY, SPELLING_KEY = "1", "2"
"""For whoever cannot say a name: go on without, or write it."""
_LONGEST = 24
"""Letters of the longest name that can be keyed."""
_SPACE = "11"
_ON_THE_KEYS = {
    "2": "abc",
    "3": "def",
    "4": "ghi",
    "5": "jkl",
    "6": "mno",
    "7": "pqrs",
    "8": "tuv",
    "9": "wxyz",
}


def keyed_letters(keys: str) -> str | None:
    """The name that pairs of keys write, "71218253" for "paul"; None when they write none."""
    if len(keys) % 2 or not keys:
        return None
    letters = []
    for pair in (keys[at : at + 2] for at in range(0, len(keys), 2)):
        on_key, place = _ON_THE_KEYS.get(pair[0], ""), int(pair[1]) if pair[1].isdecimal() else 0
        if pair == _SPACE:
            letters.append(" ")
        elif 1 <= place <= len(on_key):
            letters.append(on_key[place - 1])
        else:
            return None
    return " ".join("".join(letters).split()) or None


def key_name(talk: Talk) -> Generator[Action, Event, Name | None]:
    """The name keyed letter by letter, or said after all, and read back; None when it could not be had."""
    return (
        yield from capture(
            talk,
            Capture(
                prompt="name.by_keys",
                again="name.by_keys",
                give_up="name.give_up",
                without_it="name.left",
                understand=_understand,
                read_back=name_read_back(talk),
                patience="long",
                digits=2 * _LONGEST,
                silence_seconds=15.0,
                without=NAMELESS_KEY,
            ),
        )
    )


def _understand(reply: Reply, refused: Sequence[Name]) -> Name | Unclear:
    if isinstance(reply, Heard):
        said = parse_name(reply.text)
        return said if said and said not in refused else Unclear()
    letters = keyed_letters(reply.digits.rstrip(BACK_KEY))
    return Name(written_name(letters), spelled=True) if letters else Unclear()
