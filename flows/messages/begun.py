"""A message told in the same breath as the wish to leave one: "… un message, mon fils sera absent demain"."""

from __future__ import annotations

import re

from flows.collect.words import bare

_WHO = r"(?:service|bureau|equipe|department|office|team)(?: (?:de la|de l|du|des|de|d))?"
_WISH = re.compile(
    # To whom: its first word is no part of what is told.
    rf"\b{_WHO} \w+|\b(?:monsieur|madame|mademoiselle|docteur|mister|mr|mrs|ms|miss) \w+"
    r"|\b(?:etat civil|affaires scolaires|petite enfance|services? techniques?|registry office)\b"
    r"|\b(?:the )?\w+ (?:service|department|office|team)\b"
    r"|\b(?:bonjour|bonsoir|allo|euh|alors|oui|non|mais|plutot|en fait|finalement|s il|vous|te|plait|merci"
    r"|je|j|voudrais|veux|souhaite|souhaiterais|aimerais|prefere|puis|peux|pouvez|pourriez|est ce que|c est"
    r"|laisser?|deposer|prendre|prenez|transmettre|transmettez|noter|notez|enregistrer|faire passer|lui|leur"
    r"|un|une|le|la|les|l|ce|mon|ma|petit|message|mot|a|au|aux|de|du|des|d|pour|sur|mairie|accueil|maire"
    r"|voulais|ajouter|preciser|completer|quelque chose|precision|dans|juste"
    r"|hello|hi|good morning|yes|no|but|rather|actually|please|i|d|like|would|want|could|can|you|to|leave"
    r"|take|pass|on|record|an|the|my|short|for|with|of|in|town hall|mayor|some|that|it|me)\b"
)
_LEAST_TOLD = 2
"""Words, beside the wish and whom it is for, that tell something."""


def begun_in(words: str, least: int = _LEAST_TOLD) -> str:
    """The words, when they tell something besides the wish to leave a message; empty when they do not."""
    return words if len(_WISH.sub(" ", bare(words)).split()) >= least else ""
