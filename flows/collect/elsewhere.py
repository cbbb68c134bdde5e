"""What is reported to somebody else than the town hall: a power cut, a theft, somebody who sleeps outside."""

from __future__ import annotations

import re

from flows.collect.claims import claims_harm
from flows.collect.problem import problem_in, says_danger
from flows.collect.words import bare

_STOLEN = r"(?:velos?|voitures?|scooters?|motos?|trottinettes?|telephones?|portables?|sacs?)"
_TOLD: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "fr": (
        (
            "report.power_cut",
            re.compile(
                r"\b(?:panne|coupure) (?:generale )?(?:d |de )(?:electricite|courant)\b"
                r"|\b(?:plus|pas) (?:d |de )(?:electricite|courant) (?:dans|chez|sur|depuis|a la|au)\b"
                r"|^(?:(?:il |y |n |on )*(?:a|ai|avons) )?plus (?:d |de )(?:electricite|courant)$"
            ),
        ),
        (
            "report.theft",
            re.compile(
                rf"\b(?:signaler|declarer) (?:un|le|mon) vol\b|\b(?:on m a|m a ete|me suis fait) vole"
                rf" (?:mon|ma|mes|le|la) {_STOLEN}\b"
            ),
        ),
        ("report.pregnancy", re.compile(r"\b(?:signaler|declarer) (?:une|ma|la) grossesse\b")),
        (
            "report.homeless",
            re.compile(
                r"\b(?:un|une|des|le|deux|plusieurs|ce) (?:sdf|sans abri|clochards?|personne sans abri)"
                r" (?:\w+ ){0,2}?(?:a|ont|qui|dort|dorment|dehors|dans|devant|sur|sous|couche)\b"
                r"|\bsignaler (?:un|une|des) (?:sdf|sans abri|personne sans abri)\b"
                r"|^(?:un|des) (?:sdf|sans abri)$"
                r"|\b(?:homme|femme|dame|monsieur|personne|famille|gens|enfants) (?:qui )?dor(?:t|ment|mir)"
                r" (?:dehors|dans (?:la|une|sa|leur) (?:rue|voiture)|sous)\b"
            ),
        ),
    ),
    "en": (
        (
            "report.power_cut",
            re.compile(
                r"\bpower (?:cut|outage|failure)\b"
                r"|\b(?:power|electricity) (?:is|s|has gone|went) (?:\w+ )?(?:out|off)\b"
                r"|\bno (?:power|electricity) (?:in|at|on|since)\b"
            ),
        ),
        (
            "report.theft",
            re.compile(
                r"\breport (?:a|the|my) theft\b"
                r"|\bmy (?:bike|bicycle|car|scooter|phone|bag) (?:was|has been|got) stolen\b"
            ),
        ),
        ("report.pregnancy", re.compile(r"\b(?:report|declare) (?:a|my) pregnancy\b")),
        (
            "report.homeless",
            re.compile(
                r"\bhomeless (?:\w+ ){0,2}?(?:is|are|who|sleeping|outside|in|on|lying)\b"
                r"|\breport (?:a|some) homeless\b|\bsleeping (?:rough|outside|in the street|on the street)\b"
            ),
        ),
    ),
}
_OTHERWISE = re.compile(r"\b(?:factures?|payer|aides?|cheques?|compteur|prevue?|bill|pay|help with)\b")
"""What makes another matter of it: a bill that cannot be paid."""


def told_elsewhere(text: str, language: str = "fr") -> str:
    """The prompt that says who it is to be told to; empty for what the town hall sees to, or a danger."""
    words = bare(text)
    if claims_harm(text, language):
        return "report.claim"
    if _OTHERWISE.search(words) or says_danger(text, language):
        return ""
    for prompt, told in _TOLD[language if language in _TOLD else "fr"]:
        if told.search(words) and (
            prompt != "report.theft" or problem_in(text, language) is None or _mine(words)
        ):
            return prompt
    return ""


def _mine(words: str) -> bool:
    """ "Un vol de plaque d'égout" is the street's business, "on m'a volé ma voiture" is not."""
    return bool(re.search(r"\b(?:on m a|m a ete|me suis fait|my)\b", words)) or "vol de voiture" in words
