"""What is said of the kind of a visit to take it back: "c'était pour une carte", "pas un passeport"."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.booking import AppointmentKind, AppointmentKindsFound, FindAppointmentKinds, answered
from flows.collect.when import When
from flows.collect.words import bare, bare_words
from flows.events import Event
from flows.interruptions import ChangeOfMind

LONGEST = 16
"""Words of a sentence that corrects: a longer one tells something else."""
ASKS = re.compile(
    r"\b(?:quels?|quelles?|combien|comment|pourquoi|est ce|faut il|il faut|ou est|c est ou|what|how|where"
    r"|which"
    r"|why|do i|is it|can i|should i)\b"
)
"""A question corrects nothing."""
_MARK = (
    r"(?:ah|euh|heu|oh|mais|bon|non|nan|oui|si|attendez|pardon|excusez moi|desolee?|en fait|au fait"
    r"|finalement"
    r"|en realite|plutot|alors|je (?:me )?(?:suis )?trompee?|je me trompe|no|wait|sorry|actually|rather"
    r"|oh|yes"
    r"|hold on|i made a mistake|i got it wrong|my mistake)"
)
_KIND = re.compile(
    rf"^(?P<mark>(?:{_MARK} )*)(?P<was>(?:c etait|ca devait etre|j aurais du dire|je voulais dire|je voulais"
    rf"|it was|it should be|it should have been|i meant|i wanted) )?(?:c est |ce sera |je veux |it s )?"
    r"(?P<no>(?:ce n est |c est |it s )?(?:pas|not) )?"
    r"(?:pour |for |un rendez vous pour |an appointment for )?(?P<what>.+)$"
)
_MISTAKEN = re.compile(r"\b(?:tromp\w+|mistake|got it wrong)\b")
"""Whoever says so, in the middle of a booking, takes something back: the word alone names it then."""
_SHORTEST_NOUN = 4
"""Letters of a word of a title that tells it from others: "Pacs", and no "une"."""
_THING = re.compile(r"\b(?:pour|for|un|une|des|le|la|l|a|an|the)\b")
""" "Non merci" names nothing."""


class OtherKindWanted(ChangeOfMind):
    """Another kind of visit is meant than the one whose slots were offered."""

    def __init__(self, text: str, when: When) -> None:
        super().__init__(text)
        self.when = when
        """When it was wished for, or the slot that was agreed: that stands."""


def names_kind(text: str, kinds: tuple[AppointmentKind, ...]) -> bool:
    """Do these words hold a word of the title of one of those kinds: "passeport", and nothing more?"""
    said = set(bare_words(text))
    titled = {word for kind in kinds for word in bare_words(kind.title) if len(word) >= _SHORTEST_NOUN}
    return bool(said & titled)


def takes_back(text: str) -> bool:
    """ "Non, je me suis trompé", and what was meant in a word or two: "passeport"."""
    words = bare(text)
    return len(words.split()) <= LONGEST and _MISTAKEN.search(words) is not None


def says_kind(text: str) -> bool:
    """May these words take back what a visit is for: "c'était pour une carte d'identité", "pas un passeport"?

    Whoever takes nothing back asks for something more.
    """
    words = bare(text)
    if len(words.split()) > LONGEST or ASKS.search(words):
        return False
    found = _KIND.match(words)
    if found is None or not _THING.search(words):
        return False
    return bool(found["mark"] or found["was"] or found["no"])


def denies_kind(text: str) -> bool:
    """ "C'est pas un passeport": what it is not for is named."""
    found = _KIND.match(bare(text))
    return found is not None and bool(found["no"])


def kinds_in(talk: Talk, text: str) -> Generator[Action, Event, tuple[AppointmentKind, ...]]:
    """The kinds of appointment that words name which may correct one."""
    event = yield FindAppointmentKinds(text=talk.tongue.instead(text) or text, language=talk.language)
    return answered(event, AppointmentKindsFound).kinds
