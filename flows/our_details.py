"""How to find, write to or ring the town hall, in words that hold nothing else: "vous êtes où"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.collect.words import bare


@dataclass(frozen=True)
class _Detail:
    """One of them, and how it is asked for in words that any article is found by."""

    wording: str
    asked: re.Pattern[str]
    beside: frozenset[str]
    """Words that ask for it with the others."""


@dataclass(frozen=True)
class _Language:
    ours: re.Pattern[str]
    """It is that of whoever answers."""
    fillers: frozenset[str]
    details: tuple[_Detail, ...]


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_ASKED_OF_YOU = re.compile(
    r"\b(?:s il vous plait|vous (?:avez|auriez|pouvez|pourriez)|(?:avez|auriez|pouvez|pourriez) vous"
    r"|(?:can|could|do|would) you|thank you)\b"
)
"""Of whomever it is asked, whose it is is not told."""

_OF_SOMETHING = re.compile(r"\b(?:c est ou|ou c est|c est a quel endroit|where (?:is it|is that))\b")
""" "C'est où": of what was spoken of, which may be another body, and not of whoever answers."""

_LANGUAGES = {
    "fr": _Language(
        re.compile(r"\b(?:vous|votre|vos|mairie|hotel de ville)\b"),
        _set(
            "bonjour allo oui non ah alors et mais euh d accord ok au fait merci s il te plait svp je j"
            " voudrais veux voulais cherche souhaite souhaiterais aimerais ai besoin de du me faut"
            " faudrait donnez dites redonnez moi pouvez pourriez donner redonner dire avez auriez est ce"
            " que c quoi quel quelle connaitre savoir avoir juste aussi exactement precisement deja fait"
            " madame monsieur la le l un une a vous votre vos mairie hotel ville on peut peux puis pour"
            " comment bien par elle"
        ),
        (
            _Detail(
                "l'adresse mail de la mairie",
                re.compile(r"\b(?:e ?mails?|mails?|courriel|adresse electronique)\b"),
                _set(
                    "adresse e mail mails email emails courriel electronique ecrire envoyer contacter joindre"
                ),
            ),
            _Detail(
                "le numéro de téléphone de la mairie",
                re.compile(r"\b(?:numero|telephone)\b"),
                _set("numero telephone joindre appeler contacter standard"),
            ),
            _Detail(
                "l'adresse de la mairie",
                re.compile(
                    r"\badresse\b|\b(?:etes|trouvez?|situez?|situes|situee|est)"
                    r" (?:ou|a quel endroit|dans quelle rue)\b"
                    r"|\b(?:ou|a quel endroit|dans quelle rue)"
                    r" (?:etes|est|vous|se trouve|se situe|on vous|je vous)\b"
                    r"|\b(?:venir|viens?|vient|aller|va) (?:chez vous|a (?:la|votre) mairie)\b"
                ),
                _set("adresse postale ou etes trouve trouvez se situe situes situee situez endroit dans rue")
                | _set("venir viens vient aller va chez"),
            ),
        ),
    ),
    "en": _Language(
        re.compile(r"\b(?:you|your|town hall)\b"),
        _set(
            "hello hi good morning yes no so and please what s is the a an i d would like to want need"
            " know have give me tell can could do you your town hall of for at thanks thank exactly by"
            " how sorry"
        ),
        (
            _Detail(
                "the e-mail address of the town hall",
                re.compile(r"\be ?mail\b"),
                _set("e mail email address write send contact"),
            ),
            _Detail(
                "the phone number of the town hall",
                re.compile(r"\b(?:phone|telephone|number)\b"),
                _set("phone telephone number call reach"),
            ),
            _Detail(
                "the address of the town hall",
                re.compile(r"\baddress\b|\bwhere (?:are|is)\b"),
                _set("address where are located situated find get"),
            ),
        ),
    ),
}


def own_detail(text: str, language: str, *, after_another: bool = False) -> str:
    """The same question in words that name the town hall; empty where something else is asked as well.

    `after_another`: something was answered before, of which "l'adresse" may be asked: it is said to be ours.
    """
    of = _LANGUAGES.get(language, _LANGUAGES["fr"])
    said = bare(text)
    if after_another and not of.ours.search(_ASKED_OF_YOU.sub(" ", said)):
        return ""
    if _OF_SOMETHING.search(said) and not of.ours.search(said):
        return ""
    words = set(said.split()) - of.fillers
    asked = (one for one in of.details if one.asked.search(said) and words <= one.beside)
    return next((one.wording for one in asked), "")
