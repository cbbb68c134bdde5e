"""How letters are named on the telephone, for a recogniser that is told to expect them.

Bare letters sound too much alike there: m and n, b, d and v. A first name beside each tells them apart, and
is all that counts when the letter itself was misheard: "enne comme marie" is an m.
"""

from __future__ import annotations

#: Each letter as the recogniser writes it, and the first names that it goes with. Few, and those that
#: everybody takes: each more is one that may be heard for another. It has no word for a lone q.
_ALPHABET = {
    "a": "anatole anna antoine alice",
    "bé": "berthe bernard béatrice",
    "cé": "camille catherine charles claire",
    "dé": "daniel denise david",
    "e": "eugène émile émilie",
    "effe": "françois françoise",
    "gé": "gaston georges gérard",
    "ache": "henri hélène",
    "i": "isabelle inès",
    "ji": "jean jacques jeanne joseph",
    "ka": "kilo kevin karim",
    "elle": "louis louise léon",
    "emme": "marie marcel michel",
    "enne": "nicolas nathalie noémie",
    "o": "oscar olivier",
    "pé": "pierre paul quentin",
    "erre": "robert raoul rené",
    "esse": "suzanne simon sophie",
    "té": "thérèse thomas théodore",
    "u": "",
    "vé": "victor véronique",
    "double vé": "william wagon",
    "ixe": "xavier",
    "i grec": "yvette yves",
    "zède": "zoé",
}
_DOUBLED = ("cé", "effe", "elle", "emme", "enne", "pé", "erre", "esse", "té")

SPELLING = (
    *_ALPHABET,
    *(f"deux {letter}" for letter in _DOUBLED),
    *(f"comme {name}" for names in _ALPHABET.values() for name in names.split()),
    *("accent aigu", "accent grave", "tiret", "trait d'union", "plus loin", "espace", "et", "puis"),
)
"""What is worth recognising of whoever spells a name in French."""
_WORDS = frozenset(word for phrase in SPELLING for word in phrase.split())


def is_spelling(text: str) -> bool:
    """Is nothing said but letters, and the first names that tell them apart?"""
    return all(len(word) == 1 or word in _WORDS for word in text.split())
