"""An address as it is said: the number and the street that some words hold."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from flows.collect.numbers import with_digits
from flows.collect.spelling import parse_spelling
from flows.collect.words import bare, bare_words

_LEAST_SPELLED = 4
"""Letters of a street's name spelled out; fewer are an accident of "rue de l…"."""

_TYPES = (
    r"(?:rue|avenue|boulevard|place|chemin|impasse|allees?|route|quai|square|cours|passage|montee|sentier"
    r"|voie"
    r"|ruelle|rond point|traverse|esplanade|promenade|faubourg|parvis|venelle|av|bd|boul)"
)
"""The names of the town's streets are French, whichever language the caller speaks."""
_PLAIN_KINDS = frozenset(
    (
        "rue",
        "avenue",
        "boulevard",
        "place",
        "chemin",
        "impasse",
        "route",
        "quai",
        "square",
        "cours",
        "passage",
    )
)
"""Kinds that are written as they are heard."""
_SOME_STREET = re.compile(
    rf"\b(?:la|ma|notre|cette|une|l|les|des|ces|nos|the|our|my) {_TYPES}s?"
    rf"(?= (?:est|sont|etait|etaient|ne|n|qui|a ete|is|are|was|{_TYPES})\b)"
)
""" "La route est verglacée": a street, and not which."""
_MEETS = re.compile(
    rf"\b(?:et|and) (?:(?:de|du|d|avec|the|of|with) )?(?:(?:la|le|l|les) )?(?P<other>{_TYPES}\b.+)"
)
"""Two streets, the second one in `other`."""
_LESSER_TYPES = r"(?:lotissement|residence|hameau|clos|cite|pont|villa|zone|lieu dit|parc|mail|cour|galerie)"
_SUFFIXES = ("bis", "ter", "quater")
_NUMBER = rf"(?P<number>[1-9]\d{{0,3}})(?: ?(?P<suffix>{'|'.join(_SUFFIXES)}|[abc]))?"
_BEFORE_A_NUMBER = (
    r"janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    r"|[dl][aeu]s?|des|les|aux?|en|il|y|et|ou|a|avec|sur"
)
"""Last words of a street after which a number is no house: "rue du 8 mai 45", "la rue à 8"."""
_ARTICLES = frozenset(("de", "du", "des", "d", "la", "le", "les", "l", "the", "of"))
_NEVER = "(?!)"
_STREETS = tuple(
    re.compile(pattern) for pattern in (rf"\b(?P<street>{_TYPES}\b.+)", rf"\b(?P<street>{_LESSER_TYPES}\b.+)")
)


@dataclass(frozen=True)
class SaidAddress:
    """What some words say of an address."""

    street: str
    """Bare words of the street, its type included when it was said."""
    number: str = ""
    """ "12", or "12 bis"."""
    typed: bool = False
    """A kind of street was named: "rue", "place"…"""


@dataclass(frozen=True, kw_only=True)
class AddressWords:
    """What one language says around a number and a street: alternatives of regular expressions, bare."""

    joins: str
    """Between a number and its street: "12 de la rue Pasteur"."""
    numbered: str
    """Between a street and its number: "rue Pasteur au 12"."""
    leads: str
    """What comes before a place and is no part of it."""
    number_leads: str
    """What comes before a number that is said alone."""
    left_out: str
    """Where what follows is no part of the street's name any more."""
    asks_where: str
    """What an answer says that wants to be told a place."""
    somewhere: str
    """How words begin that tell a place without any street."""
    near: str
    """What tells of a place wherever it is said: "devant"."""
    landmarks: str
    """What stands somewhere, and may be the whole of a place: "le parking de la piscine"."""
    nowhere: str
    """What looks like a place, and is none: "dans le noir"."""
    introduced: str
    """What may lead from the words before to a place, and belongs to it: "en face du"."""
    taken_back: str
    """What comes between a house number and the one put in its place: "douze rue Pasteur, non, quatorze"."""
    ends: str
    """Words that no street's name holds: what follows tells something else."""
    unfindable: str = _NEVER
    """Words that say where, to nobody who has to go there: "devant chez moi", "dans ma rue"."""
    number_trails: str = _NEVER
    """What may come after a number that is said alone: "au six plutôt"."""
    town_hall: str = _NEVER
    """The landmark whose street the town knows: its own house."""
    kinds_after: tuple[tuple[str, str], ...] = ()
    """Kinds of street that are said after its name, and the French ones: "Pasteur street"."""
    french_after: str = _NEVER
    """What comes after a kind that is one word in both languages, where the name follows: "avenue foch"."""
    no_name: str = _NEVER
    """Words before such a kind that are no part of a name: "the street"."""
    no_kind: str = _NEVER
    """Words after such a kind that make another thing of it: "street light"."""
    before_un: str = _NEVER
    """Words after which "un", before a kind of street, is 1, and not an article."""

    def said_in(self, text: str) -> SaidAddress | None:
        """The number and street a text says; None when it has no word for a street.

        "au douze bis de la rue Pasteur, devant l'école" is 12 bis, "rue pasteur".
        """
        letters = parse_spelling(text) or ""
        if len(letters) >= _LEAST_SPELLED:
            return SaidAddress(with_digits(letters))
        if self.number_alone(text):
            return None
        plain = self._either.sub(
            r"\g<1>\g<2>", _SOME_STREET.sub(" ", self._un.sub(r"\1 1 ", self._in_french(with_digits(text))))
        )
        plain, instead = self._corrected(self._beyond.sub(r"\g<place>", plain))
        for pattern in (self._before, self._after, self._last, *_STREETS):
            if found := pattern.search(plain):
                said = self._said(found, typed=True)
                return replace(said, number=instead or said.number) if _has_a_name(said.street) else None
        if found := self._untyped.search(plain):
            return self._said(found, typed=False)
        street = self._left_out.sub("", f" {self._leads.sub('', plain)}").strip()
        return SaidAddress(street) if len(street) > 2 and street not in _SUFFIXES else None

    def crossing(self, text: str) -> str:
        """The second of two streets that meet: "au carrefour de la rue Pasteur et de la rue du Four"."""
        plain = self._in_french(with_digits(text))
        for found in _MEETS.finditer(plain):
            street = self._left_out.sub("", found["other"]).strip()
            if _has_a_name(street) and self.names_a_street(plain[: found.start()]):
                return street
        return ""

    def names_the_town_hall(self, text: str) -> bool:
        """Is the place the town hall itself: "devant la mairie"?"""
        return bool(self._town_hall.search(bare(text)))

    def denied_street(self, text: str, meant: str) -> bool:
        """Is the street meant another than the first one named: "c'est pas rue A, c'est rue B"?"""
        named, other = self.said_in(text), self.said_in(meant)
        return bool(other and other.typed and named and named.street != other.street)

    def _corrected(self, plain: str) -> tuple[str, str]:
        """The words but for a house number put in the place of another, and that number, or nothing:
        "douze rue Pasteur, non, quatorze".
        """
        found = self._instead.search(plain)
        return (plain[: found.start()], _house(found)) if found else (plain, "")

    def names_a_street(self, text: str) -> bool:
        """Is a kind of street named?"""
        said = self.said_in(text)
        return said is not None and said.typed

    def has_every_word(self, name: str, text: str) -> bool:
        """Has a street's name every word said? "la rue" is "rue de l'Église", not "place de l'Église"."""
        words = set(self._leads.sub("", f"{bare(text)} ").split())
        return bool(words) and words <= set(bare_words(name))

    def number_alone(self, text: str) -> str:
        """ "le quatorze bis" is "14 bis"; empty when the words are more than a number."""
        leads, trails = self.number_leads, self.number_trails
        found = re.fullmatch(rf"(?:(?:{leads}) )*{_NUMBER}(?: (?:{trails}))*", with_digits(text))
        return _house(found) if found else ""

    def is_unfindable(self, text: str) -> bool:
        """Do these words say where without telling it to whoever has to go there: "ben chez moi"?"""
        return bool(self._unfindable.fullmatch(bare(text)))

    def asks_for_a_place(self, spoken: str) -> bool:
        """Does this answer ask for the place?"""
        return bool(re.search(rf"\b(?:{self.asks_where})\b", bare(spoken)))

    def says_where(self, text: str) -> bool:
        """Are these words a place: a street, or "devant l'école"?"""
        return self.names_a_street(text) or bool(self._somewhere.search(bare(text)))

    def tells_a_place(self, text: str) -> bool:
        """Is there anything of a place in these words: a street, a house number, "derrière le gymnase"?

        "Il clignote" and "cassé" tell none.
        """
        plain = self._nowhere.sub(" ", bare(text)).strip()
        said = self.said_in(plain)
        spelled = len(parse_spelling(text) or "") >= _LEAST_SPELLED
        return bool(
            spelled
            or (said and (said.typed or said.number))
            or self.says_where(plain)
            or self._some.search(plain)
        )

    def place_alone(self, text: str) -> str:
        """The words from where a street begins to be told to where something else is: "devant le douze rue
        Pasteur"; all of them without a street.
        """
        words = text.split()
        starts = [
            at for at, word in enumerate(words) if re.fullmatch(rf"{_TYPES}|{_LESSER_TYPES}", bare(word))
        ]
        spoken = " ".join(words).lower()
        if named := self._named_before.search(spoken):
            starts = [len(spoken[: named.start()].split())]
        if not starts:
            return text
        first = starts[0]
        after = first + (len(named[0].split()) if named else 1)
        end = next(
            (at for at in range(after, len(words)) if self._ends.match(bare(" ".join(words[at:])))), None
        )
        while first and self._leads_to_it(words[first - 1]):
            first -= 1
        return " ".join(words[first:end])

    def _leads_to_it(self, word: str) -> bool:
        told = bare(with_digits(word))
        return bool(
            re.fullmatch(rf"(?:{self.introduced}|\d+|bis|ter|quater)(?: (?:{self.introduced}|\d+))*", told)
        )

    def _said(self, found: re.Match[str], *, typed: bool) -> SaidAddress:
        groups = found.groupdict()
        number = _house(found) if groups.get("number") else ""
        return SaidAddress(self._left_out.sub("", groups["street"]).strip(), number, typed)

    def _in_french(self, plain: str) -> str:
        """The kind of street before its name, as it is written: "victor hugo street", rue victor hugo."""
        return self._named_before.sub(
            lambda found: f"{dict(self.kinds_after)[found['kind']]} {found['name']}", plain
        )

    @cached_property
    def _named_before(self) -> re.Pattern[str]:
        if not self.kinds_after:
            return re.compile(_NEVER)
        word = rf"(?!(?:{self.no_name}|{self.introduced}|{_TYPES})\b)[a-z]+"
        kinds = "|".join(
            rf"{kind}(?! {self.french_after})" if kind == french else kind
            for kind, french in self.kinds_after
        )
        return re.compile(
            rf"\b(?P<name>{word}(?: {word}){{0,3}}?) (?P<kind>{kinds})\b(?! (?:{self.no_kind})\b)"
        )

    @cached_property
    def _town_hall(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.town_hall})\b")

    @cached_property
    def _either(self) -> re.Pattern[str]:
        """Two house numbers, of which the first is kept: "au 4 ou au 6", "entre le 3 et le 5"."""
        at = r"(?:(?:au|le|du|numero|number) )?"
        return re.compile(rf"\b({at})(\d{{1,4}}) (?:ou|et|a|or|and|to) {at}\d{{1,4}}\b")

    @cached_property
    def _un(self) -> re.Pattern[str]:
        return re.compile(rf"\b({self.before_un}) un (?={_TYPES})")

    @cached_property
    def _before(self) -> re.Pattern[str]:
        return re.compile(rf"\b{_NUMBER} (?:(?:{self.joins}) )?(?P<street>{_TYPES}\b.+)")

    @cached_property
    def _after(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?P<street>{_TYPES}\b.+?) (?:{self.numbered}) {_NUMBER}$")

    @cached_property
    def _last(self) -> re.Pattern[str]:
        """ "rue de la Gare 8", and neither "rue du 8 mai 45" nor "rue de la Gare depuis 8"."""
        within = rf"(?! (?:{self.left_out}|{self.ends})\b)."
        street = rf"{_TYPES}\b(?:{within})*? (?!(?:{_BEFORE_A_NUMBER}|{self.left_out}|{self.ends})\b)[a-z]+"
        return re.compile(rf"\b(?P<street>{street}) {_NUMBER}$")

    @cached_property
    def _untyped(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:(?:{self.number_leads}) )*{_NUMBER} (?P<street>.+)")

    @cached_property
    def _leads(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:(?:{self.leads})\b ?)+")

    @cached_property
    def _left_out(self) -> re.Pattern[str]:
        return re.compile(rf" (?:{self.left_out}|{self.ends})\b.*")

    @cached_property
    def _instead(self) -> re.Pattern[str]:
        return re.compile(rf" (?:{self.taken_back}) (?:(?:{self.number_leads}) )*{_NUMBER}$")

    @cached_property
    def _beyond(self) -> re.Pattern[str]:
        """A house told after its street, then something else: "rue du Four au six il clignote"."""
        return re.compile(rf"(?P<place>\b{_TYPES}\b.+? {_NUMBER}) (?:{self.ends})\b.*$")

    @cached_property
    def _ends(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.ends})\b")

    @cached_property
    def _unfindable(self) -> re.Pattern[str]:
        return re.compile(rf"(?:(?:{self.unfindable})(?: |$))+")

    @cached_property
    def _nowhere(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.nowhere})\b")

    @cached_property
    def _some(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?:{self.near}|(?:{self.landmarks})s?)\b")

    @cached_property
    def _somewhere(self) -> re.Pattern[str]:
        return re.compile(rf"^(?:(?:{self.leads})\b ?)*(?:{self.somewhere})")


def _has_a_name(street: str) -> bool:
    """ "Rue de la", where the caller cannot go on, has none."""
    return not _ARTICLES.issuperset(street.split()[1:])


def other_kind(said: SaidAddress, name: str) -> str:
    """The kind of street said, when the street of this name is of another; empty when it is not."""
    kind = said.street.split()[0] if said.typed else ""
    found = bare_words(name)
    return kind if kind in _PLAIN_KINDS and found and found[0] != kind else ""


def _house(found: re.Match[str]) -> str:
    return f"{found['number']} {found['suffix'] or ''}".strip()
