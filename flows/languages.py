"""Which language a caller asks for by naming it, as the recogniser of another language writes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.actions import Ask
from flows.events import Heard
from flows.understand import fold

LONGEST = 12
"""Words of "bonjour est-ce que vous parlez anglais s'il vous plaît"; longer sentences are about something."""

#: What may surround the name of a language without changing what is asked.
_AROUND = re.compile(
    r"\b(oui|non|euh|allô|bonjour|hello|hi|sorry|pardon|désolée?|excusez moi|est ce que|vous|tu|je|on|ne|le"
    r"|la"
    r"|parle[zr]?|peut|pouvez|peux|quelqu'un|qui|que|seulement|plutôt|en|mais|c'est|s'il (vous|te) pla[iî]t"
    r"|merci"
    r"|possible|fait|finalement|continuer|continuez|please|in|do|does|you|i|only|can|could|we|speak|anyone"
    r"|someone|there"
    r"|is|who|speaks|the|yes|no|er|um|thank|thanks|go|back|to|help|need|with|me|language|langue|plaît)\b"
)
_NAMES = {
    "en": re.compile(r"^(l'|d'|is )?(anglais|anglaise|english|inglish)( english| anglais)?$"),
    "fr": re.compile(r"^(french|français|francais|frances|française)( français| french)?$"),
}
#: Words of no French sentence: whatever the rest of what French ears made of it, English was spoken.
_ENGLISH = re.compile(r"\b(english|speak french|my french)\b")
_DOES_NOT_SPEAK = {
    "en": re.compile(
        r"\b(parle|comprends?|parler) pas (le )?(français|french)\b"
        r"|\b(don't|do not|not|can't) (speak|understand) (any |much )?(french|français)\b"
    ),
    "fr": re.compile(
        r"\b(parle|comprends?|parler) pas (l')?anglais\b"
        r"|\b(don't|do not|not|can't) (speak|understand) (any )?english\b(?! (very|so|that|well))"
    ),
}
_SOMEBODY_ELSE = re.compile(
    r"\b(ils?|elles?|qui|mère|maman|père|papa|mari|femme|épouse|époux|fils|fille|frère|sœur|soeur|beau père"
    r"|belle mère|voisine?|amie?|copain|copine|dame|monsieur|garçon|enfant|he|she|they|who|mother|mum|father"
    r"|dad|husband|wife|son|daughter|brother|sister|neighbou?r|friend|lady|man|child)"
    r"( ne| n'| does| do| can| really)* ?$"
)
""""Ma mère ne parle pas français": whoever calls for her does."""
_NAMED = re.compile(r"\b(anglaise?|english|inglish|french|françaises?|francais|frances)\b")
_LEAST_TOLD = 2
"""Words, beside the language that is asked for, that tell something."""


def language_named(texts: Sequence[str], spoken: str) -> str:
    """The language asked for by an utterance, whose likeliest words come first; empty when none is.

    `spoken`: the language the conversation is in. A name alone is enough in any of the readings; "des cours
    d'anglais" is about English, and asks for nothing of the kind.
    """
    for text in texts:
        folded = fold(text)
        for language, unable in _DOES_NOT_SPEAK.items():
            found = unable.search(folded)
            if found and not _SOMEBODY_ELSE.search(folded[: found.start()]):
                return language
        if len(folded.split()) > LONGEST:
            continue
        if spoken == "fr" and _ENGLISH.search(folded):
            return "en"
        left = " ".join(_AROUND.sub(" ", folded).split())
        for language, names in _NAMES.items():
            if language != spoken and names.search(left):
                return language
    return ""


def tells_beside_language(text: str) -> bool:
    """ "I don't speak French, my roof leaks": is there more in it than the wish for a language?"""
    left = fold(text)
    for unable in _DOES_NOT_SPEAK.values():
        left = unable.sub(" ", left)
    return len(_AROUND.sub(" ", _NAMED.sub(" ", left)).split()) >= _LEAST_TOLD


def language_wanted(reply: Heard, question: Ask, spoken: str) -> str:
    """The language asked for in the place of an answer; empty when none is.

    At a closed question every short sound has readings of all kinds: the likeliest alone is believed.
    """
    texts = (reply.text,) if question.phrases else (reply.text, *reply.alternatives)
    return language_named(texts, spoken)
