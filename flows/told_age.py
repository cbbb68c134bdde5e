"""Is it somebody of age that these words tell of: their age, "majeur", or who they are to the caller?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.collect.numbers import with_digits
from flows.collect.words import bare, bare_words

OF_AGE = 18
"""Years, French civil code, article 414."""
_OLDEST = 120
"""Years; above it, no age is told."""

_COUNTED = re.compile(r"\b(\d{1,3}) (ans?|mois|semaines?|jours?)\b")
_OWES = r"(?:mon|ma|mes|notre|nos)"
_ADULT_KIN = (
    r"(?:mari|femme|epoux|epouse|conjointe?|concubine?|compagne|compagnon|pere|mere|parents?|papa|maman"
    r"|mamie|mamy|papi|papy|tante|oncle|patronne?|voisine?)"
)
_CHILD_KIN = (
    r"(?:fils|filles?|enfants?|gamine?s?|gosses?|garcons?|bebes?|ados?|adolescente?s?|nourrisson|jumeaux"
    r"|jumelles|aine|ainee|cadet|cadette)"
)
_OF_ADULT = re.compile(
    rf"\b{_OWES} (?:grande? |grands |arriere |beau |belle |beaux |future? |vieux |vieille )*{_ADULT_KIN}\b"
    r"|\bpersonnes? agees?\b"
)
_OF_CHILD = re.compile(
    rf"\b(?:{_OWES}|une?|le|la|l|les|des|deux|son|sa|ses) (?:petite? |petits |grande? |premier |deuxieme )*"
    rf"{_CHILD_KIN}\b|\b(?:mon|ma|le|la) petite?(?= (?:il|elle|qui|a|de \d+)\b|$)|\bnouveaux? nes?\b"
)
_WHOSE = re.compile(
    r"\b(?:pour|(?:passeports?|identite|papiers) (?:de|d))"
    rf" (?:l |un |une |le |la |les |des |deux |{_OWES} )?"
    rf"(?=(?:grande?|petite?|beau|belle|{_ADULT_KIN}|{_CHILD_KIN})\b)"
    rf"|\b(?={_OWES} (?:\w+ )?(?:{_ADULT_KIN}|{_CHILD_KIN}) (?:a perdu|a besoin|a pas|n a|aurait besoin|aura"
    r" besoin|voudrait|veut|doit|part|s est fait|lui faut|vient de (?:naitre|perdre)))"
    r"|\bpasseports? (?=enfants?\b)|\bidentite (?=enfants?\b)"
)
"""Before whoever the paper is for, and not whoever else is spoken of."""
_ANOTHER = re.compile(
    r"\b(?:moi|nous|famille|toute?s?|(?:mon|ma|mes) (?:passeports?|cartes?|pieces?|papiers?))\b"
)
"""It is for the caller, or for others too, although somebody of the family is named."""
_FOR_ONESELF = re.compile(r"\bpour moi\b(?! (?:aussi|et|c|ca|je|j)\b)")
_YOUNG = re.compile(
    r"\b(?:enfants?|gamine?s?|gosses?|bebes?|ados?|adolescente?s?|nourrisson|nouveaux? nes?|mineure?s?"
    rf"|(?:{_OWES}|les?|la) petite?s?(?= (?:{_CHILD_KIN}|il|elle|qui|a)\b|$))\b"
)
""" "Mon fils", "ma fille" and "mon aîné" are of any age: these are not."""
_GROWN = re.compile(rf"\bgrande?s? {_CHILD_KIN}\b")
_SAYS = re.compile(r"\b(?:(?P<adult>adultes?|majeure?s?)|(?P<minor>mineure?s?))\b")
_DENIED = re.compile(
    r"\b(?:(?<!sais )pas|(?:est|suis|sommes|sont) plus|ni|sauf|sans)"
    r"(?: (?:encore|pour|pas|un|une|des|d|de|du|le|la|les|que|tout|a|fait|vraiment))* $"
)
"""Before what is not; "je sais pas, un adulte" and "c'est pas grave, un mineur" deny nothing."""
_CHILDREN = r"(?:enfants?|bebes?|fils|filles?)"
_TWO_PEOPLE = re.compile(rf"\badultes?\b.*\bet\b.*\b{_CHILDREN}\b|\b{_CHILDREN}\b.*\bet\b.*\badultes?\b")
"""One paper for each of them."""
_HAS_YEARS = re.compile(
    r"(?:\b(?:ai|as|a|ont|aura|auras|avoir|eu|fait|fete|agee?s?(?: \w+)? de|d age de)"
    rf"|\b{_CHILD_KIN}(?: \w+)? (?:de|d)|\b{_ADULT_KIN}(?: \w+)? de"
    r"|\b\d+ (?:ans )?et)(?P<how>(?: (?:plus|moins|de|que|deja|presque|bientot|environ|seulement|peine|tout"
    r"|juste|quand|meme|pas|encore|a))*) $"
)
_ALONE = re.compile(
    r"^(?:(?:oui|non|euh|alors|bah|ben|c|est|il|elle|pour|quelqu|de|d|un|une|enfant|jeune|bebe"
    r"|personne|moi|lui|plus|moins|presque|bientot) )*$"
)
_OTHERWISE = re.compile(
    r"\b(?:y a|depuis|ca fait|cela fait|dans|pendant|valables?|perimee?s?|tous les) [\w ]*$"
)
_PAPER = r"(?:passeports?|cartes?(?: d identite)?|titres?|papiers?|photos?|timbres?|actes?|justificatifs?)"
_OF_A_PAPER = re.compile(
    rf"\b{_PAPER}(?: (?:qui|il|elle|date))? (?:a|de|d) (?:(?!(?:{_CHILD_KIN}|{_ADULT_KIN})\b)\w+ )*$"
    rf"|\b{_PAPER} (?:de|d) {_OWES} (?:\w+ )?(?:{_CHILD_KIN}|{_ADULT_KIN})(?: (?:il|elle))?"
    r" (?:a|fait|date de)(?: \w+){0,3} $"
)
"""The years are the paper's, and nobody's: "le passeport de mon fils a dix ans" may tell of either."""
_OF_SOMEBODY = re.compile(
    rf"(?:\bj ai|\bje viens d avoir|\bagee?s?(?: \w+)? de|\b(?:{_CHILD_KIN}|{_ADULT_KIN})(?: \w+)?"
    r" (?:de|d|a|qui a|il a|elle a|qui ont|ils ont|elles ont|vient d avoir|va avoir|aura)"
    r"(?: \d+ (?:ans )?et)?)"
    r"(?: (?:plus|moins|de|que|deja|presque|bientot|environ|seulement|tout|juste|pas|encore))* $"
)
_KIN = re.compile(rf"\b(?:{_ADULT_KIN}|{_CHILD_KIN})\b")
_ANSWERS = re.compile(r"^(?:(?:ah|oh|euh|bah|ben|bon|et) )*(?:non|nan|mais|si|pardon|enfin)\b")
_OF_IT = re.compile(r"\b(il|elle) en a (\d+)$")
"""He "has twenty of them", in answer to an age that was misheard."""
_OF_THEM = re.compile(
    rf"\b(?:ai|a|ont|avoir|aura|auront|agee?s?|{_CHILD_KIN}|{_ADULT_KIN})\b|{_SAYS.pattern}"
)
"""Of somebody, and no mere span of time: "dix ans"."""
_AROUND_AGE = frozenset(
    bare_words(
        "oui non nan ah oh euh heu bon ben bah mais si et alors enfin pardon attendez désolé désolée en fait"
        " finalement plutôt justement il elle ils elles on j je moi lui c est ça pour de d un une le la les l"
        " mon ma mes notre nos qui a ai ont suis sont avoir vient va vont aura auront fait eu n pas plus"
        " moins que presque bientôt environ seulement juste encore tout déjà maintenant âge âgé âgée âgés"
        " âgées an ans mois semaine semaines jour jours révolus passés adulte adultes majeur majeure majeurs"
        " majeures mineur mineure mineurs mineures petit petite petits grand grande grands beau belle"
        " futur future arrière merci"
    )
)
"""Words that ask for nothing beside an age."""
_SOON = re.compile(r"\b(?:bientot|presque|aura|auras|va avoir|pas|avant|moins)\b[\w ]*$")

_DATED = re.compile(
    r" (?:(?P<later>demain|apres demain|bientot|dans|(?:la|le|l) \w+ (?:prochaine?|qui vient)|\w+ prochain)"
    r"|cette annee|ce mois|cette semaine|en|le|au)\b"
)
"""After an age: it is not had yet, or may not be."""
_BORN_IN = re.compile(
    r"\b(?P<caller>(?:je suis|moi) )?(?:nee?s? (?:(?:a|au|en) (?!\d)\w+ )?(?:en|le [\w ]{1,20})|^(?:en|de))"
    r" ?19\d\d\b"
)


def of_age(text: str, *, in_passing: bool = False) -> bool | None:
    """True for somebody of age, False for a minor, None when the words tell neither, or both.

    "Mon fils de vingt ans" is of age. `in_passing`: no age was asked for: it counts where a person is plainly
    said to have it, as "mon passeport de dix ans" tells of none.
    """
    said = _with_digits(text)
    told = {*_years(said, in_passing=in_passing), *_births(said), *_words(said)}
    kin = kin_of_age(text)
    if not told and in_passing:
        return _for_whom(said, kin)
    if not told:
        return next(iter(kin)) if len(kin) == 1 else None
    if len(told) > 1 or None in told or len(kin) > 1:
        return None
    settled = next(iter(told))
    return None if (settled is False and True in kin) or _TWO_PEOPLE.search(said) else settled


def of_age_alone(text: str) -> bool | None:
    """What words that tell nothing but an age, or who it is for, say of it: "non il a vingt ans".

    None for whatever asks or tells anything else, and for a son or a daughter of whom no more is known.
    """
    said = _with_digits(text)
    if _ANSWERS.match(said):
        said = _OF_IT.sub(r"\1 a \2 ans", said)
    if set(_KIN.sub(" ", said).split()) - _AROUND_AGE - {word for word in said.split() if word.isdigit()}:
        return None
    if age_told(said):
        return of_age(said) if _ANSWERS.match(said) or _OF_THEM.search(said) else None
    denied = _ANOTHER.search(said) or re.search(r"\b(?:pas|ni|sauf|n|plus)\b", said)
    grown_child = not _YOUNG.search(said) or _GROWN.search(said)
    kin = kin_of_age(said)
    if denied or len(kin) != 1 or (False in kin and grown_child):
        return None
    return next(iter(kin))


def _with_digits(text: str) -> str:
    return re.sub(r"\bun(?= (?:an|mois)\b)", "1", with_digits(text))


def _for_whom(said: str, kin: frozenset[bool]) -> bool | None:
    """Whom a paper is asked for, told with the request itself: a son or a daughter may well be of age."""
    if not kin:
        bare_child = re.search(r"\b(?:passeports?|identite) enfants?\b", said)
        return False if bare_child else True if _FOR_ONESELF.search(said) else None
    plain = len(kin) == 1 and _WHOSE.search(said) and not _ANOTHER.search(said)
    if plain and False in kin and (not _YOUNG.search(said) or _GROWN.search(said)):
        return None
    return next(iter(kin)) if plain else None


def age_told(text: str) -> bool:
    """Is an age told, or "majeur", "mineur": more than who somebody is to the caller?"""
    said = _with_digits(text)
    return bool((*_years(said, in_passing=False), *_births(said), *_words(said)))


def kin_of_age(text: str) -> frozenset[bool]:
    """Who is named: true among them for a grown-up of the family, false for a child."""
    said = bare(text)
    without = _OF_ADULT.sub(" ", said)
    grown, child = without != said, bool(_OF_CHILD.search(without))
    return frozenset(([True] if grown else []) + ([False] if child else []))


def _years(said: str, *, in_passing: bool) -> Iterator[bool | None]:
    for found in _COUNTED.finditer(said):
        before = said[: found.start()]
        if _OTHERWISE.search(before) or _OF_A_PAPER.search(before):
            continue
        context = _OF_SOMEBODY if in_passing else _HAS_YEARS
        if not context.search(before) and (in_passing or not _ALONE.search(before)):
            continue
        years = int(found[1]) if found[2].startswith("an") else 0
        if years <= _OLDEST:
            yield _beyond(years, before, said[found.end() :])


def _births(said: str) -> Iterator[bool | None]:
    """Whoever was born in the last century is of age; the caller may speak of a child beside."""
    for found in _BORN_IN.finditer(said):
        yield None if found["caller"] and _OF_CHILD.search(said) else True


def _beyond(years: int, before: str, after: str) -> bool | None:
    """What these years tell, by what is around them: "presque dix-huit", "plus de quinze"."""
    if years == OF_AGE and (dated := _DATED.match(after)):
        return False if dated["later"] else None
    if _SOON.search(before):
        return False if years <= OF_AGE else None
    if re.search(r"\bplus de $", before):
        return True if years >= OF_AGE else None
    return years >= OF_AGE


def _words(said: str) -> Iterator[bool | None]:
    for found in _SAYS.finditer(said):
        denied = bool(_DENIED.search(said[: found.start()]))
        yield (found["adult"] is not None) is not denied


def adult_and_minor(options: Sequence[Sequence[str]]) -> tuple[int, int] | None:
    """Places of an adult and of a minor among two options, each its label and phrases; None elsewhere."""
    if len(options) != 2:
        return None
    words = [{word for phrase in option for word in bare(phrase).split()} for option in options]
    adult = [place for place, one in enumerate(words) if one & {"adulte", "majeur", "adult"}]
    minor = [place for place, one in enumerate(words) if one & {"mineur", "minor"}]
    return (adult[0], minor[0]) if len(adult) == len(minor) == 1 and adult != minor else None
