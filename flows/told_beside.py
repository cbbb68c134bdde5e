"""What is told beside a yes, "oui, et dites-leur que c'est urgent": it is kept, too."""

from __future__ import annotations

import re

from flows.collect.words import bare
from flows.memory import Memory
from flows.messages.begun import begun_in
from flows.tongue import Tongue

_AGREEING = re.compile(
    r"\b(?:c|est|ce|bien|bon|bonne|ca|cela|tres|trop|tout|fait|va|vont|ira|iront|irait|marche|convient|conviendra"
    r"|conviendrait|arrange|parfait|parfaitement|exact|exactement|correct|juste|entendu|volontiers|avec|plaisir"
    r"|bien sur|absolument|d accord|ok|okay|pas de|sans|probleme|soucis?|moi|mien|mienne|celui|celle|ci|meme"
    r"|numero|telephone|portable|mobile|fixe|joignable|disponible|present|libre|serai|suis|la|heure|moment"
    r"|on|me|m|nous|rappel\w*|appel\w*|joindre|contacter|ecoute|entends|attendez|attends|pardon|allez|vas|y"
    r"|faire|quelque|chose|autre|encore|voila|prends|confirme|crois|pense|que|monsieur|madame|toujours"
    r"|fine|right|good|great|perfect|of course|sure|go ahead|thanks|thank|that|this|s|number|phone|works"
    r"|suits|will|be|there|call|ring|back|do|so|available|still|all|very|much|madam|sir|beaucoup|infiniment)\b"
)
""""Oui c'est bien ce numéro", "oui ça me va très bien": so many ways to agree, and nothing else."""

_FOR_WHOM = re.compile(
    r"\b(?:pour|au|a|for|to) (?:(?:monsieur|madame|le|la|l|the) )*(?:maire|mayor|adjointe?|secretaire)\b"
)
_AGREES_AGAIN = 3
"""Words of "je veux bien", after a yes; more of them tell something."""


def tells_more(tongue: Tongue, words: str) -> bool:
    """Do these words, which agree to something, tell anything besides?"""
    rest = tongue.besides(words)
    if not rest or (tongue.yes_or_no(rest) is True and len(rest.split()) <= _AGREES_AGAIN):
        return False
    if _FOR_WHOM.search(bare(rest)):
        return True
    return bool(begun_in(_AGREEING.sub(" ", bare(rest)), least=1))


def keep_beside(talk: Memory, words: str) -> None:
    """Keep what the words tell beside their yes: it goes with what was agreed to."""
    if tells_more(talk.tongue, words):
        talk.told.hear(talk.tongue.after_answer(words), talk.tongue, beside=True)
