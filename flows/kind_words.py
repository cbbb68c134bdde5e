"""What is said of the kind of a visit to take it back: "c'était pour une carte", "pas un passeport"."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.booking import AppointmentKind, AppointmentKindsFound, FindAppointmentKinds, answered
from flows.collect.words import bare
from flows.events import Event

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
_THING = re.compile(r"\b(?:pour|for|un|une|des|le|la|l|a|an|the)\b")
""" "Non merci" names nothing."""


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
