"""A question that follows an answer without naming its subject: "et c'est combien", "quels papiers"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.collect.words import bare
from flows.events import Choice

LONGEST = 9
"""Words of such a question; longer ones name what they are about."""
_LEAST = 5
"""Letters by which a word is looked for in the answer; a shorter one is looked for whole."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class Told:
    """An article as it was answered: what was said of it, and what may still be."""

    choice: Choice
    text: str
    """As written French or English, details included."""


@dataclass(frozen=True)
class _Asked:
    """What is often asked of any subject."""

    asked: re.Pattern[str]
    told: re.Pattern[str]
    """What a sentence that answers it holds."""


_OFTEN = (
    _Asked(
        re.compile(
            r"\b(?:prix|tarifs?|combien(?! de temps)|cout\w*|cher|gratuit\w*|payant\w*|payer|paye|price"
            r"|cost\w*|fees?|free|how much|pay)\b"
        ),
        re.compile(
            r"\b(?:prix|tarif\w*|euros?|gratuit\w*|cout\w*|quotient|pay(?!s)\w*|price|fees?|free|cost\w*)\b"
        ),
    ),
    _Asked(
        re.compile(
            r"\b(?:papiers?|documents?|pieces?|justificatifs?|apporter|amener|ramener|fournir|papers|bring)\b"
        ),
        re.compile(
            r"\b(?:pieces?|justificatifs?|livrets?|photos?|attestations?|carte d identite|passeport"
            r"|formulaires?|cheque|documents?|proof|certificates?|card|form|photograph)\b"
        ),
    ),
    _Asked(
        re.compile(
            r"\b(?:delais?|combien de temps|jusqu a quand|date limite|quand|duree|dure|longtemps|how long"
            r"|deadline|until when|when)\b"
        ),
        re.compile(
            r"\b(?:jours?|semaines?|mois|ans?|annees?|delais?|avant|jusqu|veille|des|days?|weeks?|months?"
            r"|years?|before|until|within)\b"
        ),
    ),
    _Asked(
        re.compile(r"\b(?:ou ca|ou c est|c est ou|a quel endroit|quelle adresse|l adresse|where|address)\b"),
        re.compile(
            r"\b(?:rue|place|avenue|chemin|boulevard|site|service|portail|mairie|guichet|accueil|street"
            r"|website|town hall|office)\b"
        ),
    ),
)
_EMPTY = re.compile(
    r"\b(?:et|mais|alors|donc|euh|non|oui|ca|c|est|ce|cela|le|la|les|l|un|une|des|du|de|d|il|faut|y|a|t|on|je"
    r"|vous|en|pour|que|qu|quoi|quels?|quelles?|comme|combien|temps|moi|dois|doit|peut|avec|sur|au|aux|dans"
    r"|faire|avoir|prend|prendre|accord|ok|s|plait|merci|madame|monsieur|cas|si|ou|et|puis|sinon|aussi|encore"
    r"|deja|exactement|environ|juste|tout|toute|tous|toutes|ne|n|pas|plus|me|m|se|son|sa|ses|mon|ma|mes|lui"
    r"|leur|ils?|elles?|qui|est|sont|sera|etre|ete|met|peux|ai|as|avez|ont|va|aller|aurai|fait|sais|savoir|dire|dites"
    r"|voudrais|veux|bonjour|pardon|la bas|and|but|so|no|yes|it|is|the|an?|of|for|what|which|do|does|my|me"
    r"|i|you|need|have|to|please|how|much|long|are|there|any|with|at|in|on)\b"
)


def follow_up(told: Told | None, words: str, *, understood: bool) -> tuple[str, ...] | None:
    """The sentences of the last answer that reply to words which name no subject of their own.

    Empty when the answer holds none, though something often asked is; None when the words ask nothing of the
    kind. `understood`: an article comes near what was said: only words that are wholly beside it go on.
    """
    said = bare(words)
    if told is None or len(said.split()) > LONGEST:
        return None
    often = [one for one in _OFTEN if one.asked.search(said)]
    left = said
    for one in often:
        left = one.asked.sub(" ", left)
    named = _EMPTY.sub(" ", left).split()
    sentences = [sentence for sentence in _SENTENCE.split(told.text) if sentence.strip()]
    if named and (understood or not all(_holds(f"{told.choice.title} {told.text}", word) for word in named)):
        return None  # a subject of its own: the price of this one is not that of another
    telling = [word for word in named if not _holds(told.choice.title, word)]
    if telling:
        found = [one for one in sentences if any(_holds(one, word) for word in telling)]
        return tuple(found) or None
    if not often:
        return None
    asked = [word for one in often for word in one.asked.findall(said) if len(word) >= _LEAST]
    found = [one for one in sentences if any(_holds(one, word) for word in asked)]
    return tuple(found or (one for one in sentences if any(kind.told.search(bare(one)) for kind in often)))


def _holds(sentence: str, word: str) -> bool:
    said = bare(sentence).split()
    if len(word) < _LEAST:
        return word in said or f"{word}s" in said or word.removesuffix("s") in said
    return any(one.startswith(word[:_LEAST]) for one in said)
