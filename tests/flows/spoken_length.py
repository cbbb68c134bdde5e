"""How long the line's sentences take to say, with values such as calls really bring."""

from __future__ import annotations

from flows.prompts import Catalogue
from speech.spoken import spell_out

LETTERS_PER_SECOND = 17.3
"""Letters of a French sentence put into words, said by the default voice at its normal pace: the average over
the ninety longest prompts. Short ones are slower, 14, and far from any limit."""
LONGEST_SECONDS = 12.0
WRITTEN_ONLY = ("notice.",)
"""Prompts that are sent, never said."""

_VALUES = {
    **{
        "phone": "+33612345678",
        "begun": "06 12 34",
        "digits": "471290",
        "reference": "471290",
        "number": "12",
    },
    **{"day": "mardi 24 novembre", "slot": "mardi 24 novembre à 14 h 30", "time": "14 h 30", "age": "37"},
    **{"window": "mardi 24 novembre entre 9 h et midi", "name": "Jean Martin", "letters": "M, A, R, T, I, N"},
    **{"address": "12 bis rue Victor Hugo", "street": "rue Victor Hugo", "town": "Valmont-sur-Isère"},
    **{"text": "", "question": "C'est pour un adulte, ou pour un mineur ?", "choice": "un citoyen européen"},
    **{"sentence": "La mairie ouvre demain à 8 h 30.", "offer": "une carte d'identité"},
}
"""By the name of the value, or its beginning: "slot_2" is a slot. `text` is an article's, held elsewhere."""
_OTHERWISE = "une carte d'identité"


def filled(catalogue: Catalogue, key: str) -> str:
    """A prompt as a call would say it."""
    return catalogue.voice(key, {name: _value(name) for name in catalogue.placeholders(key)})


def seconds(text: str) -> float:
    """About how long a French sentence takes to say."""
    return len(spell_out(text)) / LETTERS_PER_SECOND


def spoken_keys(catalogue: Catalogue) -> list[str]:
    """The prompts that are said aloud, the longest first."""
    known = catalogue.keys()
    keys = [key for key in known if not key.startswith(WRITTEN_ONLY)]
    return sorted(keys, key=lambda key: -seconds(filled(catalogue, key)))


def _value(name: str) -> str:
    return next((value for known, value in _VALUES.items() if name.startswith(known)), _OTHERWISE)
