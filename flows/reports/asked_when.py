"""When will it be mended? Asked of the report made, or found again, in this call."""

from __future__ import annotations

import re
from collections.abc import Generator

from flows.actions import Action
from flows.ask import Talk
from flows.collect.words import bare
from flows.events import Event

_MENDED = r"(?:fait|repare|regle|enleve|ramasse|nettoye|rebouche|remplace|traite|resolu|fini|pret)e?s?"
_COMES = (
    r"(?:venez|viendrez|allez (?:venir|reparer|faire|intervenir|passer)|intervenez|passez|passerez|reparez"
    r"|le faites|la faites)"
)
_ABOUT = (
    r"(?:ce|ca|c|il|elle|on|le|la|les|vous|ils|est|sera|va|vont|etre|y|t|a|que|qu|pour|avant|ait|aura|faut"
    rf"|intervention|reparation|environ|{_MENDED}|{_COMES}|viennent|vient|venir|passer|intervenir)"
)
"""What may be said of a report beside "quand": nothing that names another matter."""
_OF_IT = (
    r"(?:it|you|they|that|this|somebody|someone|be|come|fix|fixed|mended|repaired|done|take|coming|going|to)"
)
_WHEN = re.compile(
    r"(?:(?:et|mais|oui|euh|alors|du coup|d accord|ah|and|but|so|ok|yes) )*(?:"
    rf"(?:{_ABOUT} )*quand(?: est ce)?(?: {_ABOUT})+|(?:{_ABOUT} )+quand"
    rf"|(?:{_ABOUT} |dans |sous |prendre |prend )*combien de (?:temps|jours)(?: {_ABOUT})*"
    rf"|(?:quels? (?:est |sont )?)(?:le |les )?delais?(?: (?:de|d|{_ABOUT}))*"
    rf"|when (?:will|are|is|do)(?: {_OF_IT})+|how long (?:will|does|is|before)(?: {_OF_IT})+"
    r")(?: (?:s il vous plait|svp|madame|monsieur|please))*"
)


def asks_when(talk: Talk, text: str) -> bool:
    """Do these words, once a report was made or told of, ask when it will be mended?"""
    return (talk.reported is not None or talk.report_told) and bool(_WHEN.fullmatch(bare(text)))


def tell_when(talk: Talk) -> Generator[Action, Event, bool]:
    """Say that no day is known, and how to follow it; always true."""
    yield from talk.say("report.when")
    return True
