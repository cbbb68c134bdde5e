"""The words a model knows and their sounds, read back from its pronunciation graph.

Our models follow one plan: a sound is the transition that goes straight on, then loops, its own and its
blank's; nothing else carries sounds. Before version 0.15 there was another transition to a sound, for one
that a blank follows. Leaving out all but what goes straight on gives the lexicon back from both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from speech.adaptation.phones import PHONES, PLACES, Phones, phone_of
from speech.adaptation.transducer import Arc, Transducer, TransducerError

UNKNOWN = "[unk]"
"""The word any sound may be taken for."""
TRANSITIONS = 5
"""Transitions a sound has: loop, on and blank; loop and on of the blank."""
SILENCE_LOOP, SILENCE_ON = 1, 2
FIRST_TRANSITION = 3
MOST_SOUNDS = 60
"""Sounds in a word: more is a graph of another plan."""


@dataclass(frozen=True)
class Pronunciation:
    """One way a word is said."""

    word: str
    phones: Phones
    cost: float = 0.0
    """How much rarer than the word's usual way, as minus a logarithm."""


def transition(number: int, kind: int) -> int:
    """The model's transition of a sound: 0 loop, 1 on to a blank, 2 straight on; the
    blank's: 3 loop, 4 on."""
    return FIRST_TRANSITION + (number - 2) * TRANSITIONS + kind


def read_lexicon(graph: Transducer, words: Mapping[int, str]) -> list[Pronunciation]:
    """Every pronunciation of the graph but the unknown word's, by word then sounds.

    `words`: the model's words by number. Raises TransducerError when the graph is of another plan.
    """
    beginning = _beginning(graph)
    found: dict[tuple[str, Phones], float] = {}
    paths: list[tuple[int, tuple[int, ...], str, float]] = [(beginning, (), "", 0.0)]
    while paths:
        state, sounds, word, cost = paths.pop()
        if state == graph.start:
            entry = (word, tuple(phone_of(sound) for sound in sounds))
            found[entry] = min(cost, found.get(entry, cost))
            continue
        if len(sounds) > MOST_SOUNDS:
            raise TransducerError("A word of the graph has no end: it is not of this project's making.")
        for arc in graph.arcs[state]:
            said = words.get(arc.olabel, "") if arc.olabel else word
            if said == UNKNOWN or (arc.ilabel == 0 and state == beginning):
                continue
            if arc.ilabel == 0:
                paths.append((arc.to, sounds, said, cost + arc.weight))
            elif (sound := _straight_on(arc)) is not None:
                paths.append((arc.to, (*sounds, sound), said, cost + arc.weight))
    if not found:
        raise TransducerError("The graph has no word: it is not of this project's making.")
    return sorted(
        (Pronunciation(word, phones, round(max(cost, 0.0), 3)) for (word, phones), cost in found.items()),
        key=lambda one: (one.word, one.phones),
    )


def _beginning(graph: Transducer) -> int:
    """Where a word begins after a silence; words end where the graph starts."""
    begins = [state for state in graph.finals if state != graph.start]
    if len(begins) != 1:
        raise TransducerError("The graph is not of this project's making: words have no single beginning.")
    return begins[0]


def _straight_on(arc: Arc) -> int | None:
    """The sound of a transition that goes straight on; None for the others."""
    sound, kind = divmod(arc.ilabel - FIRST_TRANSITION, TRANSITIONS)
    if arc.ilabel < FIRST_TRANSITION or sound >= len(PHONES) * PLACES:
        return None
    return sound + 2 if kind == 2 else None


def with_words(lexicon: Iterable[Pronunciation], more: Iterable[Pronunciation]) -> list[Pronunciation]:
    """The lexicon with more pronunciations; one it has already is kept as it was."""
    known = {(one.word, one.phones): one for one in lexicon}
    for one in more:
        known.setdefault((one.word, one.phones), one)
    return sorted(known.values(), key=lambda one: (one.word, one.phones))


WORD = re.compile(r"[a-zàâäéèêëîïôöùûüçœæ](?:[a-zàâäéèêëîïôöùûüçœæ'-]*[a-zàâäéèêëîïôöùûüçœæ])?")
"""How the models write a word: lower case, elisions joined."""
