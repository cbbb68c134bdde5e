"""Which case of an article was told before the question that decides between them was asked?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.choosing import Option
from flows.tongue import Tongue
from flows.understand import fold

_AGREES = (
    r"(?:oui|ouais|ouep|d'accord|ok|okay|voilà|exactement|exact|absolument|tout à fait|bien sûr"
    r"|effectivement|en effet|c'est (?:exactement |bien )?ça"
    r"|yes|yeah|yep|sure|exactly|of course|that's (?:right|it)|correct)"
)
_REFUSES = r"(?:non|nan|no|nope)"
_TURNS = (
    r"(?:mais|si|plutôt|en fait|finalement|alors|ah|oh|euh|heu|bon|ben|bah|et|attendez|pardon|but|well|and"
    r"|actually|er|um|sorry|wait)"
)
_BEFORE = re.compile(rf"^(?:(?:{_AGREES}|{_REFUSES}|{_TURNS})(?: |$))+")
_AFTER = re.compile(rf"(?:(?:^| ){_AGREES})+$")


def _words(text: str) -> list[str]:
    return fold(text).replace("'", " ").split()


_NEGATED = frozenset(
    _words("pas sauf ni ne n non jamais aucun aucune sans not no t never neither nor except without")
)
_COUNTED = frozenset(
    _words(
        "premier première deuxième second seconde troisième quatrième dernier dernière deux trois quatre"
        " first second third fourth last two three four 1 2 3 4"
    )
)
"""Words that choose by position: nobody has named the choices yet."""
_DETERMINERS = frozenset(_words("le la les l un une des mon ma mes the a an my"))
_COMMON = _DETERMINERS | frozenset(
    _words(
        "de du d pour c est ce ça celui celle au aux à en je j ai suis bien justement il elle s"
        " of for to it is that i m in at please"
    )
)
"""Words around a case that tell none."""


def case_told(text: str, title: str, options: Sequence[Option], tongue: Tongue) -> int | None:
    """Index of the one case that the words name outright, whole word for word; None for none or several.

    "Oui c'est pour mon fils" names the case that "mon fils" chooses. A yes, a negation, a place in a list
    ("le premier") and the article's own `title` said again name none: the question is yet to be asked.
    """
    told = _AFTER.sub("", _BEFORE.sub("", fold(text)))
    if tongue.yes_or_no(told) is not None:  # "oui c'est moi", "non c'est une erreur"
        return None
    words = _words(tongue.without_fillers(told))
    if _NEGATED & set(words) or set(words) <= _COUNTED | _COMMON:
        return None
    named = [place for place, option in enumerate(options) if _names(words, option)]
    if len(named) != 1 or _restates(words, title, options, options[named[0]]):
        return None
    return named[0]


def _names(words: list[str], option: Option) -> bool:
    """Are the words a label, or a phrase that counts nothing, with nothing but common words around it?"""
    phrases = [_words(phrase) for phrase in option.phrases]
    wanted = [_words(option.label), *(phrase for phrase in phrases if not _COUNTED & set(phrase))]
    return any(_is_said(words, phrase) for phrase in wanted)


def _is_said(words: list[str], phrase: list[str]) -> bool:
    while phrase and phrase[0] in _DETERMINERS:  # "le livret" is "un livret"
        phrase = phrase[1:]
    if set(phrase) <= _COMMON:
        return False
    ends = range(len(phrase), len(words) + 1)
    around = [
        words[: end - len(phrase)] + words[end:] for end in ends if words[end - len(phrase) : end] == phrase
    ]
    return any(set(rest) <= _COMMON for rest in around)


def _restates(words: list[str], title: str, options: Sequence[Option], option: Option) -> bool:
    """ "Oui une inscription", of "une inscription à l'école": the subject, although a case is called so too.

    A title that names several cases, "un objet perdu ou trouvé", restates none of them.
    """
    subject, label = set(_words(title)), _words(option.label)
    if not set(words) - _COMMON <= subject or _is_said(words, label):
        return False
    phrases = [[set(_words(phrase)) - _COMMON for phrase in (each.label, *each.phrases)] for each in options]
    return sum(any(phrase and phrase <= subject for phrase in of_one) for of_one in phrases) == 1
