"""Is a paper that was asked for ready, or to be fetched: "mon passeport est arrivé", "pas reçu ma carte"?"""

from __future__ import annotations

import re

from flows.collect.words import bare

_MY = r"(?:mon|ma|mes|notre|nos|le|la|les|l|son|sa|ses|un|une|my|our|the|his|her)"
_PAPER = (
    r"(?P<paper>passeports?|cartes? (?:nationales? )?d identite|cni|cartes?(?! (?:d|de|du|des|vitale|grise"
    r"|elec\w+|bancaire|bleue|famille|postale|avantage|jeune)\b)|pieces? d identite|papiers d identite"
    r"|livrets? de famille|actes? de (?:naissance|mariage|deces)|passports?|(?:identity|id) cards?"
    r"|(?:birth|marriage|death) certificates?)"
)
_STANDS = (
    r"(?:(?:est|sont|serait|sera|soit)(?: (?:il|elle|ils|elles|ce))?|a ete)"
    r" (?:(?:deja|enfin|bien|pas|toujours|encore|bientot|peut etre) )*"
    r"(?:prete?s?|arrivee?s?|disponibles?|revenue?s?|la|receptionnee?s?|ready|here|arrived)\b"
)
_FETCH = r"(?:chercher|recuperer|retirer|prendre possession de|aller chercher|collect|pick up|fetch)"
_READY = re.compile(
    rf"\b{_MY} {_PAPER} (?:d(?:e|u) (?:(?:mon|ma|mes) )?\w+ )?"
    r"(?:(?:que|qui|c est|est ce qu)\b(?: \w+){1,8} )?(?:(?:il|elle|ils|elles) )?"
    rf"{_STANDS}"
    rf"|\b{_PAPER.replace('?P<paper>', '?P<since>')}(?: \w+){{1,8}} (?:il|elle|ils|elles) {_STANDS}"
    rf"|\b{_STANDS}(?: \w+)? {_MY} {_PAPER.replace('?P<paper>', '?P<after>')}\b"
    rf"|\b(?:viens|viendrais|dois|voudrais|veux|voulais|peux|pour|puis je|pouvoir|venir|passer|passe|aller"
    rf"|need to|come to|want to|like to|can i|to) (?:venir |passer |aller |come and |come to |come )?{_FETCH}"
    rf" {_MY} (?:nouvelle? |new )?{_PAPER.replace('?P<paper>', '?P<fetched>')}"
    rf"|\b(?:pas|jamais|rien|not|never|haven t|hasn t)(?: \w+)? (?:recue?s?|eu|received|got|had) {_MY}"
    rf" (?:nouvelle? |new )?{_PAPER.replace('?P<paper>', '?P<missing>')}"
    rf"|\battends? (?:\w+ ){{0,2}}?{_MY} (?:nouvelle? )?{_PAPER.replace('?P<paper>', '?P<awaited>')}"
    rf"|\b(?:ou en (?:est|sont)|(?:ca |il |elle )?en est ou|ou (?:ca|il|elle) en est)(?: \w+){{0,4}}? {_MY}"
    rf" {_PAPER.replace('?P<paper>', '?P<progress>')}"
    rf"|\b(?:is|are) {_MY} {_PAPER.replace('?P<paper>', '?P<english>')} (?:ready|here|in|back)\b"
    rf"|\bhas {_MY} {_PAPER.replace('?P<paper>', '?P<came>')} (?:arrived|come)\b"
)
_ELSE = re.compile(
    r"\b(?:perdue?s?|volee?s?|perimee?s?|expiree?s?|combien|quels?|quelles?|apporter|amener|comment|faut il"
    r"|il faut|lost|stolen|expired|how|bring)\b"
)
"""What is asked or told beside it, that the article answers better."""
_COLLECTED = re.compile(
    r"\b(?:retir\w+|remise?s?|recuper\w+|sms|prete?s?|collect\w*|ready|suivi|postee?s?|posted|handed)\b"
)


def awaited_paper(words: str) -> str:
    """The paper that is waited for, or to be fetched, as it is named; empty where none is."""
    said = bare(words)
    found = None if _ELSE.search(said) else _READY.search(said)
    named = next((one for one in found.groupdict().values() if one), "") if found else ""
    return "carte d'identité" if re.search(r"\b(?:cartes?|cni|identite)\b", named) else named


def of_fetching(sentences: list[str]) -> tuple[str, ...]:
    """The sentences of an answer that tell how one hears that it is ready, and fetches it."""
    return tuple(one for one in sentences if _COLLECTED.search(bare(one)))
