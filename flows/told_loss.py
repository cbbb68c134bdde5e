"""What an answer holds of the loss, or the theft, of what it is about: "et si je l'ai perdu"."""

from __future__ import annotations

import re

from flows.collect.words import bare
from flows.follow_up import LONGEST, SENTENCE, Told, holds, once

_THEFT = r"(?:vol(?:e|es|ee|ees|er)?|derob\w+|pique(?:e|s|es)?|stolen|theft|steals?|stole)"
_LOSS = r"(?:perd(?:u\w*|s|re|ais|rais)?|perte|egar\w+|lost|lose|loss|losing|mislaid)"
_LOST = re.compile(rf"\b(?:{_THEFT}|{_LOSS})\b")
_STOLEN = re.compile(rf"\b{_THEFT}\b")
_TELLS_LOSS = re.compile(r"\b(?:perte|perdue?s?|loss|lost)\b")
_TELLS_THEFT = re.compile(r"\b(?:vol|volee?s?|theft|stolen)\b")
_NOT_A_THING = re.compile(r"\b(?:je suis|nous sommes|on est|i m|i am|we are) (?:\w+ )?(?:perdue?s?|lost)\b")
"""Whoever does not follow any more."""
_HAD = r"(?:ai|a|as|avons|avez|ont|avait|avais|aurait|aurais)"
_WAS = r"(?:est|sont|etait|a ete|ont ete|s est fait)"
_OF_IT = re.compile(
    rf"\b(?:l|les) {_HAD}(?: \w+)? (?:{_THEFT}|{_LOSS})\b|\b(?:le|la|les|l) (?:perd\w*|egare\w*|vole)\b"
    rf"|\b(?:il|elle|ils|elles|c) {_WAS}(?: \w+)? (?:{_THEFT}|{_LOSS})\b"
    r"|\b(?:lost|lose|stole|mislaid) (?:it|them|mine)\b"
    r"|\b(?:it|they) (?:is|s|was|were|has been|got) (?:lost|stolen)\b"
)
"""What is lost is what was spoken of: when and where may be told with it."""
_ITS_OWN = re.compile(r"\b(?:mon|ma|mes|notre|nos|son|sa|ses|leurs?|my|our|his|her|their) (\w+)")
_NOTHING_ELSE = re.compile(
    r"\b(?:et|mais|alors|bon|ben|oui|non|ah|euh|en fait|si|que|qu|quoi|comment|faire|fait|fais|dois|faut|il"
    r"|elle|je|j|on|nous|me|m|vous|ai|a|avait|est|ete|sont|c|ce|ca|le|la|l|les|un|une|de|d|du|en|cas|apres"
    r"|pour|suite|qui|qu est ce|se|s|passe|au|declar\w+|des|mien|mienne|votre|dans|moi|quand|meme|deja"
    r"|justement|and|but|what|if|i|it|the|of|in|case|was|is|do|after|happens|mine|have|how|about|to"
    r"|report)\b"
)


def loss_in(told: Told, words: str) -> tuple[str, ...]:
    """The sentences of an answer that tell what to do once what it is about is lost or stolen.

    None where the words name something else, where the answer tells nothing of it, and where a loss is one
    of its own cases, which is asked for.
    """
    said = bare(words)
    cases = (phrase for case in told.choice.variants for phrase in (case.label, *case.phrases))
    if not _LOST.search(said) or _NOT_A_THING.search(said) or len(said.split()) > LONGEST:
        return ()
    if any(_LOST.search(bare(text)) for text in (told.choice.title, *cases)) or not _is_of_it(told, said):
        return ()
    sentences = [one for one in SENTENCE.split(told.text) if one.strip()]
    tells = _TELLS_THEFT if _STOLEN.search(said) else _TELLS_LOSS
    found = [one for one in sentences if tells.search(bare(one))]
    in_details = [one for one in found if one in told.choice.details]
    return once(in_details or found)


def _is_of_it(told: Told, said: str) -> bool:
    if any(not holds(told.choice.title, word) for word in _ITS_OWN.findall(said)):
        return False
    if _OF_IT.search(said):
        return True
    named = _NOTHING_ELSE.sub(" ", _LOST.sub(" ", _ITS_OWN.sub(" ", said))).split()
    return all(holds(told.choice.title, word) for word in named)
