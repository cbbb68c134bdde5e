"""What a sentence sounds like before a voice says it: espeak's writing, said more or less carefully."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from speech.training.brief import brief_answer
from speech.training.english import requests

QUESTION = re.compile(
    r"(bonjour |allô |euh |oui |non |et |alors |ben )*"
    r"(est-ce|quel|comment|où |quand|combien|y a-t-il|peut-on|faut-il|à quelle|qui |pourquoi|pouvez)"
)
GREETING = re.compile(r"\b(bonjour|allô|euh|merci|voilà|oui|non|ben|alors|bon) (?=\w)")
WEAK_E = re.compile(r"(?<=[ʒdlsmntkvpf])ə(?=-? )(?! ?[hʁ])")
"""The e of "je", "de", "le" before another word, which people drop."""
INNER_E = re.compile(r"(?<=[aeiouyøœɛɔɑ̃][bdfklmnpstvzʒʃʁ])ə(?=[bdfklmnpstvzʒʃ][aeiouyøœɛɔɑ])")
"""The e between two consonants inside a word ("samedi", "enlever")."""
CARELESS = 0.5
"""Of sentences: how many drop weak e's at all; of their weak e's, how many."""
BRIEF = 0.12
"""Of utterances: how many are an answer of a word or two."""
ENGLISH = 0.02
"""Of utterances: how many ask for English."""
FINAL_CLUSTER = re.compile(r"(?<=[pbtdkɡfv])[ʁl](?= [bdfɡklmnpstvzʒʃʁ])")
""" "quatre jours" said "quat' jours"."""


def punctuated(text: str, chance: random.Random) -> str:
    """The sentence with the marks a reader would see, so that voices ask what is a question."""
    end = " ?" if QUESTION.match(text) else chance.choice([".", ".", ".", "", " !", "..."])
    if chance.random() < 0.5:
        text = GREETING.sub(lambda found: found[1] + (", " if chance.random() < 0.5 else " "), text)
    return text + end


def relaxed(ipa: str, chance: random.Random) -> str:
    """espeak's writing with some of the sounds dropped that people drop when they talk."""
    if chance.random() > CARELESS:
        return ipa
    for sound, often in ((WEAK_E, 0.6), (INNER_E, 0.6), (FINAL_CLUSTER, 0.4)):
        ipa = sound.sub(lambda found, often=often: "" if chance.random() < often else found[0], ipa)  # type: ignore[misc]
    return ipa


def draw(texts: Sequence[str], chance: random.Random, brief: float = BRIEF, english: float = ENGLISH) -> str:
    """A sentence, at times two short ones in a breath or one with a word said twice; or a brief answer.

    `brief`, `english`: parts that are answers, and that ask for English in English.
    """
    if chance.random() < english:
        return chance.choice(requests())
    if chance.random() < brief:
        return brief_answer(chance)
    text = chance.choice(texts)
    words = text.split()
    if len(words) < 5 and chance.random() < 0.3:
        text = f"{text} {chance.choice(texts)}"
    elif len(words) > 3 and chance.random() < 0.06:
        where = chance.randrange(len(words) - 1)
        text = " ".join([*words[: where + 1], *["euh"] * (chance.random() < 0.3), *words[where:]])
    return text if len(text.split()) <= 18 else chance.choice(texts)
