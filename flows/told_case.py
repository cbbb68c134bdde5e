"""Which case of an article was told before the question that decides between them was asked?

`case_told` reads an answer, said where something else was asked; `case_in_request`, the request itself;
`case_corrected`, what is said once the answer of a case was told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from flows.choosing import Option, place_in
from flows.collect.words import bare
from flows.told_age import adult_and_minor, of_age, of_age_alone
from flows.told_birthplace import birthplace_alone, places_of
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

_OF_IT = re.compile(r"\bje (?:l'|les |la |le |l )ai ")
_AGREED = re.compile(r"(?<=[éu])(?:e|es|s)\b")
""" "Je les ai trouvées" is "j'ai trouvé"."""


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


def case_corrected(text: str, title: str, options: Sequence[Option], tongue: Tongue) -> int | None:
    """Index of the case that follows from words that tell nothing else, once an article is answered.

    "Non il a vingt ans" is an adult, "non je suis né à Lyon" is elsewhere, "non je les ai trouvées" found.
    """
    phrases = [(option.label, *option.phrases) for option in options]
    ages = adult_and_minor(phrases)
    if ages is not None:
        grown = of_age_alone(text)
        return None if grown is None else ages[0 if grown else 1]
    if places_of(phrases) is not None:
        where = "" if _NEGATED & set(_words(_BEFORE.sub("", fold(text)))) else birthplace_alone(text)
        return place_in(where, options) if where else None
    said = fold(text)
    answers = re.match(rf"(?:{_TURNS} )*{_REFUSES}\b", said)
    of_it = _AGREED.sub("", _OF_IT.sub("j'ai ", said))
    return case_told(of_it, title, options, tongue) if answers and of_it != said else None


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


_OR = "ou"
"""In a title it names several cases: "un changement de nom ou de prénom"."""
_BESIDE = 2
"""Words between a case and the "ou" that leaves it open: "changer de nom ou de prénom"."""
_DENIED_WITHIN = 3
"""Words between a case and what denies it: "je n'ai pas encore déménagé"."""
_SAME_STEM = 5
"""Letters by which a word is of another's family: "inscrire" tells no more than "inscription"."""
_LEAVES_OPEN = frozenset(_words("ou et or and"))
_BESIDE_IT = re.compile(
    r"\b(?:en ligne|(?:je )?(?:ne )?sais pas|(?:je )?(?:ne )?comprends pas|i don't know|je suis|i am)\b"
)
"""Words of many a request, which tell no case."""
_FAINT = frozenset(
    _words(
        "moi me aide argent liste jeune majeur majorité erreur divorce fils fille ex dossier duplicata"
        " changer enregistrer déclarer statuts raccordement ligne autre commune ville help money young son"
        " daughter husband wife mother father left"
    )
)
"""Words that answer a question, and tell nothing plainly where it was not asked."""
_OF_OTHERS = re.compile(
    r"\b(?:vous (?:avez|auriez)|(?:avez|auriez) vous|quelqu un (?:a|aurait)|(?:qu|si|l|que l) on (?:a|aurait)"
    r"|a t on|aurait on|qui (?:a|aurait)|ont|ete|have you|has (?:anyone|someone|somebody)|did you|was|been)"
    r"(?: pas| peut etre| deja)? $"
)
"""Before what somebody else did: "est-ce qu'on a trouvé mes clés" tells that they are lost."""
_BEREAVED = re.compile(
    r"^ (?:mon|ma|mes|notre|my|our) (?:\w+ )?(?:mari|femme|epoux|epouse|pere|mere|parents?|fils|fille"
    r"|enfants?|bebe|frere|soeur|conjointe?|compagn\w+|husband|wife|father|mother|son|daughter|child|baby)\b"
)
"""After "j'ai perdu": nothing that is looked for."""


def case_in_request(text: str, title: str, options: Sequence[Option]) -> int | None:
    """Index of the one case that a whole request tells plainly, whatever else it says; None where in doubt.

    The answer to the wrong case is worse than a question: two cases named, one denied or left open ("ou"),
    what others did, and the words of the article's `title` tell none.
    """
    phrases = [(option.label, *option.phrases) for option in options]
    if places_of(phrases) is not None:
        return None if _NEGATED & set(_words(text)) else place_in(text, options, in_passing=True)
    ages = adult_and_minor(phrases)
    if ages is not None:
        grown = of_age(text, in_passing=True)
        return None if grown is None else ages[0 if grown else 1]
    words = _words(_BESIDE_IT.sub(" ", fold(text)))
    named, plain = set[int](), set[int]()
    for place, option in enumerate(options):
        for phrase in _telling_phrases(option, title, options):
            for at in _places(words, phrase):
                named.add(place)
                if _is_plain(words, at, at + len(phrase)):
                    plain.add(place)
    return next(iter(plain)) if len(named) == 1 and named == plain else None


def _telling_phrases(option: Option, title: str, options: Sequence[Option]) -> list[list[str]]:
    """The phrases of a case that a request may hold: none that the title says, but where it names several."""
    subject = set(_words(title)) - _COMMON
    found = []
    for phrase in map(_words, (option.label, *option.phrases)):
        while phrase and phrase[0] in _DETERMINERS:
            phrase = phrase[1:]
        telling = set(phrase) - _COMMON - _FAINT
        if _COUNTED & set(phrase) or not telling:
            continue
        several = _cases_titled(subject, options) > 1 or _OR in _words(title)
        if several or not _titled(telling, subject):
            found.append(phrase)
    return found


def _cases_titled(subject: set[str], options: Sequence[Option]) -> int:
    return sum(
        any(_titled(_words(phrase), subject) for phrase in (option.label, *option.phrases))
        for option in options
    )


def _titled(phrase: Iterable[str], subject: set[str]) -> bool:
    """Does a title say these words, or others of their families?"""
    telling = set(phrase) - _COMMON
    return bool(telling) and all(
        any(
            word == one or (len(word) > _SAME_STEM and word[:_SAME_STEM] == one[:_SAME_STEM])
            for one in subject
        )
        for word in telling
    )


def _places(words: Sequence[str], phrase: Sequence[str]) -> list[int]:
    return [at for at in range(len(words)) if list(words[at : at + len(phrase)]) == list(phrase)]


def _is_plain(words: Sequence[str], start: int, end: int) -> bool:
    """Is what these words tell neither denied, nor left open, nor said of others?"""
    denied = _NEGATED & set(words[max(0, start - _DENIED_WITHIN) : start])
    left_open = _LEAVES_OPEN & {*words[max(0, start - _BESIDE) : start], *words[end : end + _BESIDE]}
    if denied or left_open:
        return False
    before, after = f"{bare(' '.join(words[: end - 1]))} ", f" {bare(' '.join(words[end:]))}"
    return not _OF_OTHERS.search(before) and not _BEREAVED.search(after)
