"""A street said alone where anything may be asked: what is wrong there, or what is wanted?"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass

from flows.actions import Action
from flows.ask import Talk
from flows.booking import answered
from flows.collect.agreed_address import is_sure
from flows.collect.problem import problem_in
from flows.collect.words import bare
from flows.events import Event, Heard, Pressed
from flows.reporting import FindStreet, StreetsFound

_LONGEST = 7
"""Words of a street and its number."""
_SAYS_MORE = re.compile(
    r"\b(?:est|sont|etait|a|ont|il|elle|qui|que|y|tout|toute|horaires?|marche|ouvert\w*|is|are|was|has|it"
    r"|there|all)\b"
)
"""Words of a sentence about a street, or of what is held there: "la rue est sombre", "place du marché"."""


@dataclass(frozen=True)
class ToldThere:
    """What was said of a street."""

    reply: Heard | Pressed | None
    """None for nothing; a problem comes back with its street, any other words as they are."""
    problem: bool = False
    danger: bool = False
    """It is where the danger is whose number was told."""


_WE_ARE = re.compile(
    r"^(?:(?:oui|euh|non|et|mais|alors|venez|c'est|yes) )*"
    r"(?:(?:on est|nous sommes|je suis|j'habite|on habite|il est|elle est|c'est|ça se passe"
    r"|l'adresse(?: c'est)?|we're|we are|i'm|i am|he's|she's) )?(?:(?:au|à|dans|chez moi|at) )?",
    re.IGNORECASE,
)
"""Before the street, once the number to dial was told: "on est au douze rue Pasteur"."""
_ASKS = re.compile(
    r"\b(?:quand|quels?|quelles?|comment|combien|pourquoi|est ce que|a qui|peut on|puis je|faut il|ou"
    r"|when|what|which|how|why|where|who|can i|do i|should i)\b"
)
"""A question about bins, say: "quel jour passent les poubelles"."""
_LEAST_TOLD = 4
"""Words of "ma poubelle est cassée": fewer name a subject."""


def what_is_there(
    talk: Talk, heard: Heard, told: str = "", danger: str = ""
) -> Generator[Action, Event, ToldThere | None]:
    """Ask what is wrong, or wanted, in the street that was said alone; None for any other words.

    `told`: what was said before, which is not asked again where it tells what is wrong; `danger`: what the
    number to dial was told for.
    """
    street = yield from _street_in(talk, _WE_ARE.sub("", heard.text) if danger else heard.text)
    if not street:
        return None
    if danger and problem_in(danger, talk.language) is None:
        return ToldThere(Heard(at=heard.at, text=f"{danger}\n{heard.text}"), danger=True)
    if danger:
        return ToldThere(Heard(at=heard.at, text=f"{danger}\n{heard.text}"), problem=True, danger=True)
    if _tells_a_problem(talk, told):
        return ToldThere(Heard(at=heard.at, text=f"{told}\n{heard.text}"), problem=True)
    reply = yield from talk.ask("main.what_there", {"street": street})
    if not isinstance(reply, Heard) or problem_in(reply.text, talk.language) is None:
        return ToldThere(reply)
    return ToldThere(Heard(at=reply.at, text=f"{reply.text}\n{heard.text}"), problem=True)


def _tells_a_problem(talk: Talk, told: str) -> bool:
    asks = _ASKS.search(bare(told)) or len(told.split()) < _LEAST_TOLD
    return not asks and problem_in(told, talk.language) is not None


def _street_in(talk: Talk, text: str) -> Generator[Action, Event, str]:
    """The street that these words are, and nothing else, with its number; empty for any others."""
    address = talk.tongue.address
    said = address.said_in(talk.tongue.digits(text))
    alone = address.place_alone(text) == text and not _SAYS_MORE.search(bare(text))
    if said is None or not said.typed or not alone or len(text.split()) > _LONGEST:
        return ""
    event = yield FindStreet(text=said.street, number=said.number)
    streets = answered(event, StreetsFound).streets
    return f"{said.number} {streets[0].name}".strip() if is_sure(streets) else ""
