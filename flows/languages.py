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
    r"|possible|finalement|continuer|continuez|please|in|do|does|you|i|only|can|could|we|speak|anyone"
    r"|someone|there"
    r"|is|who|speaks|the|yes|no|er|um|thank|thanks|go|back|to|help|need|with|me|language|langue|plaît)\b"
)
_NAMES = {
    "en": re.compile(r"^(l'|d'|is )?(anglais|anglaise|english|inglish)( english| anglais)?$"),
    "fr": re.compile(r"^(french|français|francais|frances|française)( français| french)?$"),
}
#: What French recognisers write for "English please", "do you speak English", "in English": words of no
#: French sentence, in the order they come. Found by playing such sentences to the carried model.
_MISHEARD = re.compile(
    r"\benne ji\b|\bl'agepi\b|\belle ji\b|\bdix (huit|dix) qu'une?\b|\bqu'une (plaît|plage|gauche|blois)\b"
    r"|\bs'applique (une|unique|hugo)\b|\bmystique un(e|ique)?\b|\bpix une\b"
    r"|\bc'est monique (un|cinq)\b|\bcommunes? (doit|gauche)\b|\bsystème (est )?hugo\b|^piscine cours$"
    r"|\baidez moi (piscine|s'applique)\b|\bde même corps\b|\benne enne (dé|té|ka|l'autorise|autorise)\b"
    r"|^(n |hein |un |elle |est vide |elle est )*(doi[st] je (plus|oui|vous|huit|puis|pluie)|bois joli)$"
    r"|\b(ici|si) (qui|quoi|que|cul|qu'une|une) (doi[st] je|je|noir|gauche|glace)\b"
    r"|\bpique (une|les) (glace|douche|gauche|doigts)\b|\bmexicaine (doi[st] je|gauche|bois)\b"
)
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


def sounds_like_english(texts: Sequence[str]) -> bool:
    """Is this what a French recogniser makes of somebody asking for English? For open questions alone."""
    return any(_MISHEARD.search(fold(text)) for text in texts)


def language_named(texts: Sequence[str], spoken: str) -> str:
    """The language asked for by an utterance, whose likeliest words come first; empty when none is.

    `spoken`: the language the conversation is in. A name alone is enough in any of the readings; "des cours
    d'anglais" is about English, and asks for nothing of the kind.
    """
    for text in texts:
        folded = fold(text)
        for language, unable in _DOES_NOT_SPEAK.items():
            if unable.search(folded):
                return language
        if len(folded.split()) > LONGEST:
            continue
        left = " ".join(_AROUND.sub(" ", folded).split())
        for language, names in _NAMES.items():
            if language != spoken and names.search(left):
                return language
    return ""


def language_wanted(reply: Heard, question: Ask, spoken: str) -> str:
    """The language asked for in the place of an answer; empty when none is.

    At a closed question every short sound has readings of all kinds: the likeliest alone is believed.
    """
    texts = (reply.text,) if question.phrases else (reply.text, *reply.alternatives)
    named = language_named(texts, spoken)
    if not named and spoken == "fr" and question.patience == "normal" and not question.phrases:
        return "en" if sounds_like_english(texts) else ""
    return named
