"""Yes and no, in all the ways the French say them on the telephone.

Works on folded text (see `understand.fold`): lower case, no punctuation, accents kept.
"""

from __future__ import annotations

import re

#: Turned into a plain yes before anything else: their "pas" refuses nothing.
_POLITE_YES = re.compile(r"\b(pourquoi pas|(y a )?pas de (problème|souci)s?)\b")

#: "C'est ça", whole: what is left of these once hesitations are taken out would say nothing.
_JUST_SO = re.compile(
    r"(c'est|voilà|oui|si) ?(ça|bien ça|exact|exactement|correct|bon|cela|bien cela|juste|vrai|moi|parfait"
    r"|bon pour moi|le bon|la bonne|bien le mien)?( merci)?( oui)?|s'il (vous|te) pla[iî]t|oui merci"
)
_YES = re.compile(
    r"^(oui|ouais?|oué|ou?ep|ouaip|ouip|yes|yep|mm+h?|hm+|d'accord|dac|ok|okay|volontiers|exactement|exact"
    r"|tout à fait|absolument|carrément|parfait|parfaitement|impeccable|nickel|super|très bien|très"
    r" volontiers"
    r"|bien sûr|évidemment|naturellement|effectivement|en effet|affirmatif|entendu|certainement"
    r"|si(?! (possible|jamais|vous|tu|je|j'|on|nous|ils?|elles?|le|la|les|l'|mon|ma|un|une|c'est possible))"
    r"|ça$|ça (marche|me va|va$|va très bien|me convient|convient|m'arrange|joue|roule|colle|me plaît|serait"
    r" bien)"
    r"(?! pas)|cela$|cela (même|me convient|me va)(?! pas)|voilà|je veux bien|je confirme|confirmé|avec"
    r" plaisir"
    r"|correct|juste(?! (une?|le|la|les|pour|deux))|bien(?! (le|la|mal|que))|vas y|allez y|allons y|va pour"
    r"|allez(?! vous)|vous avez raison|vous avez bien compris|sans doute|le bon$|la bonne$|grave$|sûr(e)?$"
    r"|(le|la) même(?! (jour|heure|rue|pour))|pareil|celui (là|ci)|celle (là|ci))\b"
)
_REMARK = re.compile(r"(c'est|ça c'est) ((vraiment|très|trop|assez|plutôt|un peu) )*grave")
""" "C'est grave" is a remark, where "grave" alone is a young yes."""
_BELIEVES = re.compile(r"(oui )?(je (le )?(crois|pense)|il me semble|me semble t il)( bien| que oui| oui)?")
_NO = re.compile(
    r"^(non(?! seulement)|nan|nenni|no|nope|pas(?! mal)|jamais|aucune?|négatif|n'est pas|ce n'est pas"
    r"|c'est pas|ce n'est plus|ça (ne )?(me |m')?(va|convient|arrange|plaît|dit|marche|joue|intéresse) pas"
    r"|ça ne|cela ne|rien|sans façon|inutile|erreur|faux|inexact|incorrect|que nenni|hors de question"
    r"|impossible"
    r"|(absolument|certainement|sûrement|surtout|vraiment|toujours|carrément|évidemment|bien sûr que"
    r"|franchement)"
    r" (pas|non)|bof|ça va (aller|merci)|une autre fois|je refuse"
    r"|je (ne )?(le )?(crois|pense|veux|préfère|souhaite) pas)\b"
)
#: Refusals that may come after other words.
_REFUSAL = re.compile(
    r"\b(non|pas ça|pas du tout|pas d'accord|sans façon|pas (exact|juste|bon|correct|vrai|nécessaire|utile)"
    r"|vous vous (êtes )?tromp\w+|vous faites erreur|(une|de l') ?erreur|y a erreur|hors de question"
    r"|(ne )?(me )?(convient|arrange) pas)\b"
)
_ENOUGH = re.compile(r"\b(rien d'autre|c'est tout|(ce )?sera tout|ça ira|ça suffi(t|ra))\b")
_YES_SOMEWHERE = re.compile(r"\b(oui|d'accord|exactement|c'est ça|tout à fait)\b")
_NO_AFTER = re.compile(r"\b(non|pas)\b")
_SHORT = 4
"""Words of an answer in which a no after a yes leaves both undecided: "oui non"."""


def agreement(folded: str, bare: str) -> bool | None:
    """True for yes, False for no, None when the words are neither (or both).

    `folded`: the utterance; `bare`: the same without hesitations and politeness.
    """
    if _JUST_SO.fullmatch(folded):
        return True
    if _REMARK.fullmatch(folded):
        return None
    folded, bare = _POLITE_YES.sub("oui", folded), _POLITE_YES.sub("oui", bare)
    if _BELIEVES.fullmatch(bare):
        return True
    first_no, first_yes = _NO.search(bare), _YES.search(bare)
    if _ENOUGH.search(folded) and not first_yes:
        return False
    if first_no:
        return False
    if first_yes:
        later_no = _NO_AFTER.search(bare[first_yes.end() :])
        return None if later_no and len(bare.split()) <= _SHORT else True
    if _REFUSAL.search(bare) or _REFUSAL.search(folded):
        return False
    return True if _YES_SOMEWHERE.search(folded) else None


_UNSURE = re.compile(
    r"((oh|ah|là|la|pff) )*(je (ne |n')?(le |en |l')?(sais|connais) (pas|plus)( (trop|moi|vraiment|du tout"
    r"|bien|encore"
    r"|exactement|quoi (dire|répondre)))*|(j'(en )?ai |je n'en ai )?aucune idée|peut être( bien)?"
    r"|je (ne )?suis (pas|plus) (sûre?|certaine?)( du tout)?|ça dépend|(faut|à) voir"
    r"|je (ne )?(m'en souviens|me souviens|me rappelle) (pas|plus))"
)


def does_not_know(bare: str) -> bool:
    """ "Je sais pas", "peut-être": the whole answer. `bare`: as for `agreement`."""
    return bool(_UNSURE.fullmatch(bare))
