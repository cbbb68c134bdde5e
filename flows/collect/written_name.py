"""A person's name as it is written: the words said, their letters, and how it is read back."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from flows.ask import Talk, Values
from flows.collect.corrected_name import put_right
from flows.collect.first_and_last import first_then_last
from flows.collect.first_names import FIRST_NAMES
from flows.collect.letters import with_letter_changed
from flows.collect.spelling import before_spelling, letter_named, parse_spelling, spelled_out
from flows.collect.words import bare, without_accents
from flows.understand import fold, without_fillers, yes_or_no

LONGEST_WITH_NAME, LONGEST_LETTERS = 100, 150
"""Characters of spelled letters that are read back within twelve seconds: with the name, and alone."""
MAX_WORDS = 7
"""Words of the longest name kept: "Marie Charlotte de la Tour du Pin"."""


_NO_NAME = re.compile(
    r"(?:(?:oui|bon|ben|voila|alors|ok|merci|yes|okay|right) )*(?:c est (?:bon|parfait|note|fait|tout|pret)"
    r"|c est (?:personnel|prive|confidentiel|secret|anonyme)|(?:c est )?sans importance"
    r"|bon(?: ben| bah| alors)?"
    r"|(?:c est )?(?:pas grave|tant pis|complique|embetant)|(?:peu |n )importe(?: quoi)?|tout de suite"
    r"|(?:non )?(?:laisse[rz]?|laissez moi|laisse moi)(?: \w+){0,2}|au revoir|a bientot|bonne journee"
    r"|je suis (?:prete?|la)|ca y est|allez y|je vous ecoute|i m (?:ready|back)|go ahead"
    r"|that s (?:it|fine|good))(?: (?:merci|allez y|thanks))*"
    r"|.*\b(?:la |le |l |une? |the |an? )?(?:lettre |letter )?[a-z] (?:est |vient |is |comes |goes )?"
    r"(?:avant|apres|before|after) (?:la |le |l |une? |the |an? )?(?:lettre |letter )?[a-z]\b.*"
)
""""C'est bon", once a pen was found; "le c avant le z", which spells nothing."""
_MINE = re.compile(
    r"\b(?:s'appelle|c'est|est|is|called|name's|il|elle) .+?(?: et| mais|,| and| but)*"
    r" (?:moi|me)(?: (?:c'est|je m'appelle|je suis|je me nomme|i'm|it's))? (?P<name>.+)$"
)
""""Mon mari s'appelle Dupuis, moi c'est Renard"."""
_LEAD_INS = re.compile(
    r"^(?:(?:je m'appelle|je me nomme|je suis|moi|mon nom(?: de famille)?|mon prénom|le nom|ça s'écrit"
    r"|c'est|est|et|au nom de|de la part de|à l'appareil|pour|monsieur|madame|mademoiselle|docteur|maître"
    r"|veuve"
    r"|(?:appelez|appelle) moi|on m'appelle|(?:la|les) famille"
    r"|(?:le|la|son|sa|un|une) (?:mari|femme|fils|fille|père|mère|frère|sœur|soeur|compagnon|compagne"
    r"|conjointe?|époux|épouse|voisine?|locataire|propriétaire|tuteur|tutrice) (?:de |du |d')"
    r"|(?:il |elle )?s'appelle|je vous épelle|j'épelle|épelé|alors|oui|non|vous (?:mettez|notez|écrivez)"
    r"|mettez|notez|écrivez"
    r"|(?:mon|ma) (?:mari|femme|fils|fille|père|mère|frère|sœur|soeur|compagnon|compagne|conjointe?|époux"
    r"|épouse)"
    r"|my name is|my name's|the name is|this is|i am|i'm|it's|it is|yes|mister|missis|miss)\b ?)+"
)
_TAILS = re.compile(
    r" ?\b(?:à l'appareil|quoi|(?:mon|le) nom(?: de famille)?"
    r"|je vous épelle.*|j'épelle.*|ça s'écrit.*|comme (?:ça|le|la|les|l'|un|une|dans|celui"
    r"|ceux|celle|chez|mon|ma) ?.*"
    r"|avec .*|sans .*|tout attaché|en (?:un|deux|trois) (?:seul )?mots?)$"
)
_NOT_NAMES = re.compile(
    r"je|tu|vous|nous|on|ils?|y|ne|pas|plus|oui|non|pourquoi|comment|quand|combien|quoi|que|qui|quel(?:le)?"
    r"|veux|voudrais|voulez|peux|pouvez|pouvoir|sais|savoir|faut|faire|avoir|ai|as|a|est|sont|suis|etes|ca|ce"
    r"|cela|m(?:on|a|es)|votre|vos|ton|ta|rien|toute?|donner|dire|demander|besoin|question|carte|mairie"
    r"|prenom|nom|mots?|attache"
    r"|monsieur"
    r"|madame|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|si|mais|car|donc|alors|bonjour|merci|euh|dans"
    r"|avec|sans|pour|par|sur|chez|tres|bien"
    r"|comme|it|its|for|my|the|you|your|what|when|which|how|why|not|no|yes|yeah|yep|actually|want|wanted|would"
    r"|could|can|please|have|need|about|with|instead|appointment|passport|change|rather|don|doesn|isn"
    r"|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tard|maintenant|soir|midi|heures?|minutes?"
)
"""Words of a sentence, not of a name."""
_DAYS = re.compile(r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche")
"""They are names too, after a first name: "Pierre Mercredi"."""
_LOWER = frozenset(("de", "du", "des", "d", "et", "and", "née", "né", "épouse", "veuve"))
_LOWER_INSIDE = frozenset(("der", "den", "del", "y"))
"""Particles that take a capital at the head of a name only: "Van der Meer"."""
_PARTICLES = _LOWER | {"la", "le", "les"}
_BEN = re.compile(
    r"\bben (?=(?:abd\w+|achour|a[iï]ssa|ahmed|al[iy]|ama?r|am[eo]r|ammar|arfa|barka|brahim|hadj|hamou"
    r"|hassine|khalifa|mansour|mohamed|omar|romdhane|saïd|said|salah|salem|slimane|yahia|youn[eè]s|youssef)\b)"
    r"|(?<=[^\W\d_]{4} )(?<!pelle )(?<!alors )(?<!voilà )(?<!bonjour )(?<!donc )(?<!enfin )"
    r"ben (?=[^\W\d_]{3})"
)
""""Ben Ali" and "Leïla ben Jelloun" are names; "ben Dupont" begins with a hesitation."""
_EACH = re.compile(
    r"\bprénom (?:c'est )?(?P<first>.+?) (?:et )?(?:mon )?(?:nom de famille|nom)(?: c'est)? (?P<last>.+)$"
)
_LETTER_TOLD = re.compile(
    r" (?:(?:avec )?(?:deux|double|un seul|une seule)|avec une?) (?P<letter>[a-zéè]{1,4})(?: à la fin)?$"
)
_LIKE_A_FILLER = re.compile(
    rf"^((?:[\w']+ ){{0,3}}?(?:{'|'.join(sorted(FIRST_NAMES))})(?: (?:{'|'.join(sorted(FIRST_NAMES))}))?)"
    r" (bah|bon)$"
)
""""Jean-Marc Bon", "Moussa Bah": surnames that are hesitations elsewhere."""
_DASHED = re.compile(r" (?:tiret|trait d['’ ]union) ", re.IGNORECASE)
_APOSTROPHE = re.compile(r"\b([a-z]) apostrophe (?=[^\W\d_]{2})")
_MAC = re.compile(r"^Mc([a-z])(?=[a-z]{2})")
_FIRST_NAMES = ("jean", "marie", "anne", "pierre", "paul", "charles", "louis")
_SECOND_NAMES = frozenset(
    (
        *(
            "pierre",
            "paul",
            "claude",
            "marie",
            "luc",
            "marc",
            "michel",
            "jacques",
            "françois",
            "louis",
            "baptiste",
        ),
        *(
            "christophe",
            "philippe",
            "yves",
            "noël",
            "charles",
            "christine",
            "claire",
            "france",
            "hélène",
            "laure",
        ),
        *(
            "sophie",
            "thérèse",
            "josé",
            "josée",
            "anne",
            "ange",
            "rose",
            "lise",
            "antoine",
            "henri",
            "emmanuel",
        ),
        *(
            "dominique",
            "bernard",
            "denis",
            "rené",
            "andré",
            "joseph",
            "pascal",
            "loup",
            "rené",
            "odile",
            "jeanne",
        ),
    )
)
"""With a first name before them and a name after them, they make one: "Jean-Pierre Dupont"."""
LIKE = 0.5
"""Likeness from which one name is a correction of another rather than something else."""


@dataclass(frozen=True)
class Name:
    """A name as it is written."""

    text: str
    spelled: bool = False
    """The caller gave its letters: they are read back."""


def parse_name(text: str) -> Name | None:
    """The name a text says; None when it says something else.

    Letters spelled after the name correct it: "jean martin m a r t a i n" is Jean Martain.
    """
    if _NO_NAME.fullmatch(bare(text)):
        return None
    text = put_right(text)
    if mine := _MINE.search(fold(text)):
        text = mine["name"]
    if (each := _both_spelled(text)) is not None:
        return each
    if (changed := _with_letter_told(text)) is not None:
        return changed
    text = first_then_last(text)
    letters = parse_spelling(text)
    if letters and len(set(letters)) == 1:
        return None  # "deux l": of a name that is not said
    if letters is None:
        text = _DASHED.sub("-", text)
    said = _said_words(before_spelling(text) if letters else text)
    if letters is None:
        return Name(written_name(" ".join(said))) if said else None
    if said:
        whole = accented(" ".join(said), letters)
        letters = whole if whole != letters else " ".join([*_before(said, letters), letters])
    return Name(written_name(letters), spelled=True)


def _both_spelled(text: str) -> Name | None:
    """ "Prénom p a u l nom d u r a n t"."""
    found = _EACH.search(fold(text))
    parts = [parse_spelling(found["first"]), parse_spelling(found["last"])] if found else [None]
    if None in parts:
        return None
    return Name(written_name(" ".join(part for part in parts if part)), spelled=True)


def _with_letter_told(text: str) -> Name | None:
    """ "Bonet, deux n": a name, and how one of its letters is written."""
    found = _LETTER_TOLD.search(fold(text))
    said = parse_name(text[: found.start()]) if found else None
    if found is None or said is None or said.spelled:
        return None
    doubled = letter_named(found["letter"])
    changed = with_letter_changed(said.text, found[0].strip()) if doubled else None
    known = changed or (said.text if doubled and doubled * 2 in said.text.lower() else None)
    return Name(known, spelled=True) if known else None


def accented(said: str, letters: str) -> str:
    """The letters as they were said before, accents and words apart, when they spell that very name."""
    heard = re.sub(r" (?:tiret|trait d'union|espace) ", " ", said)
    if _plain(heard) != _plain(letters):
        return letters
    shape = letters if re.search(r"[ '-]", letters) else heard
    pairs = iter(zip(re.sub(r"[ '-]", "", heard), re.sub(r"[ '-]", "", letters), strict=True))
    return "".join(sign if sign in " '-" else _richer(*next(pairs)) for sign in shape)


def _plain(name: str) -> str:
    return re.sub(r"[ '-]", "", without_accents(name.lower()))


def _richer(said: str, spelled: str) -> str:
    """The one of two letters that bears an accent."""
    return said if spelled == without_accents(spelled) else spelled


def _said_words(text: str) -> list[str]:
    """The words of a name, lead-ins and titles left out; none when they are no name."""
    if yes_or_no(text) is not None and len(text.split()) == 1:
        return []
    kept = _APOSTROPHE.sub(r"\1'", _LIKE_A_FILLER.sub(r"\1 \2_", _BEN.sub("ben_", fold(text))))
    said = (
        _TAILS.sub("", _LEAD_INS.sub("", without_fillers(kept)))
        .strip()
        .replace("ben_", "ben ")
        .replace("_", "")
    )
    words = _hyphenated(said.split(), text)
    named = words[:-1] if _is_first_name_and_day(words) else words
    parts = [without_accents(part) for word in named for part in re.split("['-]", word)]
    if len(words) > MAX_WORDS or any(_NOT_NAMES.fullmatch(part) or not part.isalpha() for part in parts):
        return []
    return words if any(len(part) > 1 and part not in _PARTICLES for part in parts) else []


def _is_first_name_and_day(words: list[str]) -> bool:
    """ "Pierre Mercredi", not "lundi", nor "plutôt mercredi"."""
    first = words[:-1]
    return bool(first) and FIRST_NAMES.issuperset(first) and _DAYS.fullmatch(words[-1]) is not None


def _hyphenated(words: list[str], text: str) -> list[str]:
    """Put back the hyphens that were written, and those of a compound first name before a name."""
    written = {tuple(pair.lower().split("-")) for pair in re.findall(r"[^\W\d_]+-[^\W\d_]+", text)}
    out: list[str] = []
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        compound = at == 1 and before in _FIRST_NAMES and word in _SECOND_NAMES and len(words) > at + 1
        if out and (compound or (before, word) in written):
            out[-1] += f"-{word}"
        else:
            out.append(word)
    return out


def _before(said: Sequence[str], letters: str) -> Sequence[str]:
    """The words said that the letters do not spell anew: "le goff" is all of "l e plus loin g o deux f"."""
    nearest, at = max((likeness(" ".join(said[at:]), letters), -at) for at in range(len(said)))
    return said[:-at] if nearest >= LIKE else said


def likeness(one: str, other: str) -> float:
    """How alike two names are, without accents nor capitals: 0 to 1."""
    return SequenceMatcher(None, without_accents(one.lower()), without_accents(other.lower())).ratio()


def written_name(name: str) -> str:
    """A name with its capitals: "de la tour" is "de la Tour", "l'hermite" "L'Hermite"."""
    words = re.split(r"([ '-])", name)
    out: list[str] = []
    for at, word in enumerate(words):
        particle = (word in _LOWER or (at and word in _LOWER_INSIDE)) and at + 1 < len(words)
        after_de = word == "la" and out[-2:-1] == ["de"]
        capital = word[:1].upper() + word[1:]
        out.append(word if particle or after_de else _MAC.sub(lambda mc: "Mc" + mc[1].upper(), capital))
    return "".join(out)


def name_read_back(talk: Talk) -> Callable[[Name], tuple[str, Values]]:
    """The question that makes sure of a name, which is kept of whoever hangs up on hearing it."""

    def read_back(name: Name) -> tuple[str, Values]:
        talk.name_said = name.text
        return _read_back(name, talk.language)

    return read_back


def _read_back(name: Name, language: str) -> tuple[str, Values]:
    letters = spelled_out(name.text, language)
    if name.spelled and len(letters) <= LONGEST_WITH_NAME:
        return "name.read_back_spelled", {"name": name.text, "letters": letters}
    if name.spelled and len(letters) <= LONGEST_LETTERS:
        return "name.read_back_letters", {"letters": letters}
    return "name.read_back", {"name": name.text}
