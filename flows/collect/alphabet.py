"""How letters are named on the telephone, for a recogniser that is told to expect them.

Bare letters sound too much alike there: m and n, b, d and v. A first name beside each tells them apart, and
is all that counts when the letter itself was misheard: "enne comme marie" is an m.
"""

from __future__ import annotations

#: Each letter, and the first names that it goes with. Few, and those that everybody takes: each more is one
#: that may be heard for another. Bare letters, since the words that sound like them mean other things too: an
#: "elle" loses its l in "elle va".
_ALPHABET = {
    "a": "anatole anna antoine alice",
    "b": "berthe bernard béatrice",
    "c": "camille catherine charles claire",
    "d": "daniel denise david",
    "e": "eugène émile émilie",
    "f": "françois françoise",
    "g": "gaston georges gérard",
    "h": "henri hélène",
    "i": "isabelle inès",
    "j": "jean jacques jeanne joseph",
    "k": "kilo kevin karim",
    "l": "louis louise léon",
    "m": "marie marcel michel",
    "n": "nicolas nathalie noémie",
    "o": "oscar olivier",
    "p": "pierre paul",
    "q": "quentin",
    "r": "robert raoul rené",
    "s": "suzanne simon sophie",
    "t": "thérèse thomas théodore",
    "u": "",
    "v": "victor véronique",
    "double v": "william wagon",
    "x": "xavier",
    "i grec": "yvette yves",
    "z": "zoé",
}
_DOUBLED = "cflmnprst"

SPELLING = (
    *_ALPHABET,
    *(f"deux {letter}" for letter in _DOUBLED),
    *(f"comme {name}" for names in _ALPHABET.values() for name in names.split()),
    *("accent aigu", "accent grave", "tiret", "trait d'union", "plus loin", "espace", "et", "puis"),
)
"""What is worth recognising of whoever spells a name in French."""
_NAMES = "bé cé dé effe gé ache ji ka elle emme enne pé qu erre esse té vé ixe zède"
"""Letters as a recogniser that expects nothing writes them."""
_WORDS = frozenset((*_NAMES.split(), *(word for phrase in SPELLING for word in phrase.split())))


def is_spelling(text: str) -> bool:
    """Is nothing said but letters, and the first names that tell them apart?"""
    return all(len(word) == 1 or word in _WORDS for word in text.split())
