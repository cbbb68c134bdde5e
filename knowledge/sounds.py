"""How a French word sounds, one letter per sound: words a recogniser confuses get the same key, or nearly."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_VOWEL = "aeiouyéèêëàâîïôöùûü"
_SOUNDED = "aeiouyAIO"

# Each rule rewrites spelling into sounds; capitals are sounds that no French letter names alone:
# A as in "an", I as in "vin", O as in "bon", S as in "chat", Z as in "jour", N as in "vigne", U as in "vu",
# u as in "cou", W as in "oui", J as in "yeux". Order matters: longer spellings first.
_RULES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), sounds)
    for pattern, sounds in (
        # Endings that are written and not heard.
        (r"(?<=[a-zéèêû])(?:es|e)$", "°"),
        (r"(?<=..)(?:er|ez|ers|et|ets|ai|ais|ait|aient|ée|ées|és)$", "é"),
        (r"(?<=[aeiouyéèêïôûnrlt])[dtpxzs]+$", ""),
        (r"(?<=[^aeiouyckéè])[sx]$", ""),
        # Consonants written with several letters.
        (r"tion", "sJO"),
        (r"sch|sh|ch", "S"),
        (r"ph", "f"),
        (r"gn", "N"),
        (r"qu|q|ck|cc(?=[^eiyéèê])", "k"),
        (r"gu(?=[eiyéèê])", "g"),
        (r"ge(?=[aoâô])", "Z"),
        (r"g(?=[eiyéèêî])", "Z"),
        (r"sc(?=[eiyéèê])|ç|c(?=[eiyéèêî])", "s"),
        (r"(?<=[aeiouyéèêàâîôû])s(?=[aeiouyéèêàâîôû])", "z"),
        (r"th", "t"),
        (r"h", ""),
        (r"x", "ks"),
        (r"c", "k"),
        (r"j", "Z"),
        (r"w", "v"),
        # Half-vowels.
        (r"(?<=[aeou])ill?(?:°|$)", "J"),
        (r"(?<=[aeou])ill", "J"),
        (r"(?<!v)ill(?=[aeiouyéè°])", "iJ"),
        (r"oin(?![aeiouyéènm])", "WI"),
        (r"oy(?=[aeiouéè])", "WaJ"),
        (r"oi|oî", "Wa"),
        (r"ay(?=[aeiouéè])", "éJ"),
        # Nasal vowels, only when no vowel and no second n or m follows.
        (r"(?:ain|aim|ein|eim|in|im|yn|ym|un|um)(?![aeiouyéèêàâîôûnm°])", "I"),
        (r"(?<=i)en(?![aeiouyéèêàâîôûnm°t])", "I"),
        (r"(?:aon|an|am|en|em)(?![aeiouyéèêàâîôûnm°])", "A"),
        (r"(?:on|om)(?![aeiouyéèêàâîôûnm°])", "O"),
        # Plain vowels.
        (r"eau|au|ô|ö", "o"),
        (r"oeu|eu|oe", "e"),
        (r"ou|où|oû", "V"),
        (r"[uùûü]", "U"),
        (r"V", "u"),
        (r"ai|ei|aî|é|è|ê|ë", "E"),
        (r"[àâä]", "a"),
        (r"[yîï]", "i"),
        # A weak e is swallowed between two single consonants: "renouv'ler".
        (r"(?<=[bdfgjklmnprstvzSZNJ])e(?=[bdfgjklmnprstvzSZNJ][aeiouAIOUEW°])", ""),
        (r"°", ""),
        (r"E", "e"),
        (r"i(?=[aeouAIOU])", "J"),
        # A doubled letter is one sound.
        (r"(.)\1+", r"\1"),
    )
)


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """The sound key of one lower-case word, accents welcome: "passeport" and "passport" are both "paspor".

    Empty for a word that is only silent letters.
    """
    key = word
    for pattern, sounds in _RULES:
        key = pattern.sub(sounds, key)
    return key


def sound_of_words(spoken: Sequence[str]) -> str:
    """The sounds of a whole utterance run together, as they reach the ear: word boundaries are the
    recogniser's guess ("passe port"), so comparing without them forgives it."""
    return re.sub(r"(.)\1+", r"\1", "".join(map(sound_of, spoken)))
