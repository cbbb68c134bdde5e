"""Somebody has just died, and nothing else is said: "je viens de perdre mon mari", "mon père est mort"."""

from __future__ import annotations

import re

from flows.collect.words import bare

_GROWN = (
    r"(?:mari|femme|epoux|epouse|conjointe?|compagne|compagnon|pere|mere|parents|papa|maman|mamie|mamy|papi|papy"
    r"|meme|memere|mame|pepe|pepere|papet|tata|tatie|tonton"
    r"|grand pere|grand mere|grands parents|beau pere|belle mere|frere|soeur|oncle|tante|cousine?|parrain"
    r"|marraine|ami|amie|voisine?)"
)
_CHILD = r"(?:fils|fille|enfant|bebe|petit fils|petite fille|neveu|niece)"
_OPENING = (
    r"(?:(?:bonjour|bonsoir|allo|oui|alors|voila|euh|en fait|donc|c est|parce que|je vous appelle|que) )*"
)
_WHEN_OR_WHERE = (
    r"(?: (?:ce matin|ce soir|cette (?:nuit|semaine)|hier(?: soir)?|aujourd hui|avant hier|dans la nuit"
    r"|brutalement|subitement|paisiblement|doucement|dans (?:son|leur) sommeil|tout a l heure"
    r"|il y a \w+ (?:jours?|heures?)|lundi|mardi"
    r"|mercredi|jeudi|vendredi|samedi|dimanche|a la maison|a domicile|chez (?:elle|lui|nous|moi)|a l hopital"
    r"|a l ehpad|a la clinique"
    r"|en maison de retraite|et|je (?:ne )?sais (?:pas|plus) (?:quoi faire|comment faire|par ou commencer)"
    r"|qu est ce que je (?:dois|peux) faire|que (?:dois je )?faire|comment (?:je fais|faire|ca se passe)"
    r"|il faut faire quoi|(?:quelles sont )?les demarches|je suis perdue?|aidez moi|merci|s il vous plait))*"
)
_FRENCH = re.compile(
    rf"^{_OPENING}(?:(?:je viens|on vient|nous venons) de perdre (?:mon|ma|mes|notre) {_GROWN}"
    rf"|(?:j ai|on a|nous avons) perdu (?:mon|ma|mes|notre) {_GROWN}"
    rf"|(?:mon|ma|mes|notre) (?:{_GROWN}|{_CHILD}) (?:(?:il|elle|qui) )?(?:(?:est|sont|vient|viennent|etait)"
    r" (?:d etre |de )?(?:bien )?(?:morte?s?|mourir|decedee?s?|deceder|partie?s?|s eteindre)"
    r"|s est eteinte?|(?:nous|m) a quittee?s?)"
    r"|(?:il|elle) (?:nous a quittee?s?|est decedee?|vient de deceder)"
    r"|(?:j ai|on a|il y a|y a) (?:eu )?un (?:deces|mort)(?: dans (?:la|ma|notre) famille)?)"
    rf"{_WHEN_OR_WHERE}$"
)
_LEFT = re.compile(r"\bpartie?s?\b(?!.*\b(?:nuit|matin|hopital|quoi faire)\b)")
""" "Mon mari est parti" may have left the house."""
_GENTLY = re.compile(r"\beteint?\w*|\bquitt\w+")
"""Words for a death that name no danger."""
_ENGLISH = re.compile(
    r"^(?:(?:hello|hi|well|yes|i m calling because) )*"
    r"(?:(?:i|we) (?:have |ve )?(?:just )?lost my"
    r" (?:husband|wife|mother|father|mum|mom|dad|partner|brother|sister)"
    r"|my (?:husband|wife|mother|father|mum|mom|dad|partner|brother|sister|son|daughter|grand ?mother"
    r"|grand ?father)"
    r" (?:has |have |s )?(?:just )?(?:died|passed away|is dead))"
    r"(?: (?:this morning|last night|yesterday|today|at home|in hospital|i don t know what to do"
    r"|what do i (?:have to )?do|what should i do))*$"
)
_DECLARED = {"fr": "déclarer un décès", "en": "i need to register a death"}
_CONDOLES = re.compile(r"\b(?:condoleances|condolences|sorry for your loss)\b")
_AT_HOME = re.compile(
    r"^(?:(?:il|elle|c|ca|mon|ma) (?:\w+ )?(?:est|etait|s est)(?: passe)? )?(?:morte?|decedee?|partie?)? ?"
    r"(?:a (?:la |notre |sa )?(?:maison|domicile)|chez (?:elle|lui|nous|moi)|dans son lit|at home)$"
)
_IN_A_HOME = re.compile(
    r"^(?:(?:il|elle|c|ca|mon|ma) (?:\w+ )?(?:est|etait|s est)(?: passe)? )?(?:morte?|decedee?|partie?)? ?"
    r"(?:a l (?:hopital|ehpad)|a la clinique|en maison de retraite|in (?:a )?(?:hospital|nursing home))$"
)
_ESTABLISHMENT = re.compile(r"\b(?:hopital|maison de retraite|etablissement|hospital|nursing home)\b")


def is_bereaved(text: str) -> bool:
    """Does somebody tell that they lost a near one, and ask for nothing else?"""
    said = bare(text)
    return bool((_FRENCH.search(said) and not _LEFT.search(said)) or _ENGLISH.search(said))


def is_told_gently(text: str) -> bool:
    """Is a death told by words that are no alarm: "mon père vient de s'éteindre"?"""
    return is_bereaved(text) and bool(_GENTLY.search(bare(text)))


def declared(language: str) -> str:
    """What they need first, in the words of whoever asks for it."""
    return _DECLARED.get(language, "")


def where_it_happened(answered: str, details: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Of an answer that condoles, what is of use where somebody died there; empty for other words."""
    said = bare(words)
    if not _CONDOLES.search(bare(answered)):
        return ()
    if _IN_A_HOME.search(said):
        return tuple(one for one in details if _ESTABLISHMENT.search(bare(one))) or details
    return details if _AT_HOME.search(said) else ()
