"""Whoever wants no visit after all, before any is booked."""

from __future__ import annotations

import re

from flows.ask import Talk
from flows.collect.words import bare

_GIVES_UP = re.compile(
    r"^(?:(?:ah|euh|non|nan|bon|ben|mais|oui|en fait|finalement|merci|no|oh|well|actually|sorry|pardon) )*"
    r"(?:(?:finalement|en fait) (?:non|rien|pas la peine|c est bon|ca ira|je verrai)|laissez(?: tomber)?"
    r"|laisse tomber|tant pis|oubliez|plus besoin|pas la peine|rien(?: du tout)?(?: laissez| merci)"
    r"|j en veux plus|je n en veux plus|je (?:ne )?veux plus (?:de|prendre) rendez vous|never mind|forget it"
    r"|not (?:any ?more|after all)|i don t want (?:it|one|an appointment)(?: any ?more| after all)?)"
    r"(?: (?:merci|finalement|laissez|tant pis|au revoir|thanks|thank you|then))*$"
)


def gives_up_visit(talk: Talk, text: str) -> bool:
    """ "Finalement non", "laissez tomber": where it is asked what a visit is for, or when; not a mere no."""
    return _GIVES_UP.search(bare(text)) is not None or (
        talk.failures.asked.startswith("appointment.what") and talk.tongue.nothing_more(text)
    )
