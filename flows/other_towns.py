"""Another town's mairie: its number, its address and its hours are not known here."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from flows.collect.words import bare

LONGEST_NAME = 8
"""Words of a town's name, as a recogniser may cut it."""
_ALIKE = 0.7
"""Likeness, 0 to 1, from which a name may be that of this town, misheard."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_MAIRIE = re.compile(
    r"\b(?:mairie|hotel de ville)(?: annexe)? (?:(?P<next>d a cote|voisine|d une autre (?:ville|commune)"
    r"|de (?:la|l autre) (?:ville|commune) (?:voisine|d a cote))|(?:de|d|du|des|a|au) (?P<rest>.+))"
    r"|\btown hall (?:of|in) (?P<there>.+)"
)
_NO_TOWN = _set(
    "mon ma mes notre nos votre vos son sa cette ce la le les l un une quartier secteur naissance"
    " domicile residence mariage deces lieu ville commune village service services etat urbanisme police"
    " accueil ecole cantine centre chez ici permanence garde proximite rattachement quoi qui quelle quel"
    " demain lundi mardi mercredi jeudi vendredi samedi dimanche partir faire faut j je on vous qu que"
    " nouveau cote the this your my a our town"
)
"""First words after "mairie de" that name no town."""
_INSIDE = _set("sur sous les le la l en de du des d aux au saint sainte st ste notre dame")
"""Words that a town's name goes on with, or after."""
_ASKED = re.compile(
    r"(?:\b(?:numeros?|telephone|tel|adresse|mail|e mail|email|courriel|electronique|postale|coordonnees"
    r"|contact|standard|horaires?|ouverture|number|address|hours|phone)(?: (?:de|a|d|of|for|at))*"
    r"|\b(?:joindre|contacter|appeler|ecrire a|telephoner a|call|reach|contact)"
    r"|\bou (?:est|se trouve|se situe|c est)|\bwhere is)"
    r"(?: (?:la|l|the))?$"
)
"""How what comes before ends, where that mairie's own is asked."""
_BARE_LEAD = _set(
    "bonjour allo oui non euh alors c est ce que bien suis vous etes je voudrais veux cherche j"
    " aimerais passez donnez moi pouvez me passer parler avoir a la l le de au"
)
""" "Je suis bien à la mairie de Voiron", and nothing more."""
_BARE_TAIL = _set("s il vous plait svp merci bonjour madame monsieur please")
_OPEN = re.compile(r"^(?:(?:elle|c|est|ca) )*(?:ouvre|ouverte?|fermee?|ferme|ou|is it open)\b")


def names_other_town(text: str, own: str) -> bool:
    """Is something asked of the mairie of a town that is not this one? Never where `own` is not known."""
    said = bare(text)
    found = _MAIRIE.search(said) if own else None
    if found is None:
        return False
    words = (found["rest"] or found["there"] or "").split()
    after = _after_name(words)
    if not found["next"] and (after is None or _begins_as_ours(words, own)):
        return False
    before, tail = said[: found.start()].split(), after or []
    if before and _ASKED.search(" ".join(before)):
        return True
    is_there = "suis" in before and "bien" not in before
    bare_lead = _BARE_LEAD.issuperset(before) and not is_there
    return bare_lead and (_BARE_TAIL.issuperset(tail) or _OPEN.match(" ".join(tail)) is not None)


def _after_name(words: list[str]) -> list[str] | None:
    """What follows the town's name that some words begin with; None where they name no town."""
    if not words or words[0] in _NO_TOWN:
        return None
    end = 1
    while end < len(words) and (
        words[end - 1] in _INSIDE or (words[end] in _INSIDE and end + 1 < len(words))
    ):
        end += 1
    return words[end:]


def _begins_as_ours(words: list[str], own: str) -> bool:
    """Do they begin with the name of this town, or its first word: "Val mont" is Valmont-sur-Isère."""
    ours = bare(own).split() or [""]
    names = {"".join(ours), next((word for word in ours if word not in _INSIDE), ours[0])}
    if ours[0] != words[0] and words[0] in _INSIDE:  # "Saint-Valmont" is another one
        return False
    said = ("".join(words[:end]) for end in range(1, LONGEST_NAME + 1))
    return any(SequenceMatcher(None, one, name).ratio() >= _ALIKE for one in said for name in names)
