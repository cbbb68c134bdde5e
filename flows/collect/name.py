"""A person's name: said, then spelled when what we heard is not it."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from flows.actions import Action
from flows.ask import Reply, Talk, Values
from flows.collect.alphabet import SPELLING, is_spelling
from flows.collect.capture import Capture, Refused, Unclear, agree, capture
from flows.collect.letters import with_letter_changed
from flows.collect.spelling import before_spelling, parse_spelling, spelled_out
from flows.collect.words import without_accents
from flows.events import Event, Heard
from flows.understand import fold, without_fillers, yes_or_no

NAMELESS_KEY = "1"
"""For whoever cannot say a name."""
DOUBT = "(?)"
"""Follows a name that its owner never agreed to."""
MAX_WORDS = 7
"""Words of the longest name kept: "Marie Charlotte de la Tour du Pin"."""
LONGEST_WITH_NAME, LONGEST_LETTERS = 100, 150
"""Characters of spelled letters that are read back within twelve seconds: with the name, and alone."""
MOST_SAID_AGAIN = 3
"""Words of a name said again, instead of its letters."""

_LEAD_INS = re.compile(
    r"^(?:(?:je m'appelle|je me nomme|je suis|moi|mon nom(?: de famille)?|mon prénom|le nom|ça s'écrit"
    r"|c'est|est|et|au nom de|de la part de|à l'appareil|pour|monsieur|madame|mademoiselle|docteur|maître"
    r"|je vous épelle|j'épelle|épelé|alors|oui|non|vous (?:mettez|notez|écrivez)|mettez|notez|écrivez"
    r"|(?:mon|ma) (?:mari|femme|fils|fille|père|mère|frère|sœur|soeur|compagnon|compagne|conjointe?|époux"
    r"|épouse)"
    r"|my name is|my name's|the name is|this is|i am|i'm|it's|it is|yes|mister|missis|miss)\b ?)+"
)
_TAILS = re.compile(
    r" ?\b(?:à l'appareil|je vous épelle.*|j'épelle.*|ça s'écrit.*|comme (?:ça|le|la|un|une) .*"
    r"|avec .*|sans .*|tout attaché|en un mot)$"
)
_NOT_NAMES = re.compile(
    r"je|tu|vous|nous|on|ils?|y|ne|pas|plus|oui|non|pourquoi|comment|quand|combien|quoi|que|qui|quel(?:le)?"
    r"|veux|voudrais|voulez|peux|pouvez|pouvoir|sais|savoir|faut|faire|avoir|ai|as|a|est|sont|suis|etes|ca|ce"
    r"|cela|m(?:on|a|es)|votre|vos|ton|ta|rien|toute?|donner|dire|demander|besoin|question|carte|mairie"
    r"|monsieur"
    r"|madame|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|si|mais|car|donc|alors|bonjour|merci|euh|dans"
    r"|avec|sans|pour|par|sur|chez|tres|bien"
    r"|it|its|for|my|the|you|your|what|when|which|how|why|not|no|yes|yeah|yep|actually|want|wanted|would"
    r"|could|can|please|have|need|about|with|instead|appointment|passport|change|rather|don|doesn|isn"
)
"""Words of a sentence, not of a name."""
_LOWER = frozenset(("de", "du", "des", "d"))
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
_APOSTROPHE = re.compile(r"\b([a-z]) apostrophe (?=[^\W\d_]{2})")
_MAC = re.compile(r"^Mc([a-z])(?=[a-z]{2})")
_BOTH = re.compile(
    r"(?P<first>\bprénom (?:c'est )?(?P<a>[\w'-]+)(?: et)?(?: mon)? nom(?: de famille)?(?: c'est)? (?P<b>.+))"
    r"|\bnom(?: de famille)? (?:c'est )?(?P<c>.+?)(?: et)?(?: mon)? prénom(?: c'est)? (?P<d>[\w'-]+)$"
)
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
_LIKE = 0.5
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
    if found := _BOTH.search(fold(text)):
        text = f"{found['a']} {found['b']}" if found["a"] else f"{found['d']} {found['c']}"
    letters = parse_spelling(text)
    said = _said_words(before_spelling(text) if letters else text)
    if letters is None:
        return Name(_written(" ".join(said))) if said else None
    if said:
        letters = " ".join([*_before(said, letters), letters])
    return Name(_written(letters), spelled=True)


def collect_name(talk: Talk, prompt: str, said: str = "") -> Generator[Action, Event, str | None]:
    """Ask for a name; as it is written, or None when it could not be had.

    `said`: words that give it already; it is read back at once.
    """
    given = parse_name(said) if said else None
    if given is not None:
        agreed = yield from agree(talk, given, _read_back, _correct)
        if not isinstance(agreed, Refused):
            return agreed.text
    name = yield from capture(
        talk,
        Capture(
            prompt=prompt,
            again="name.spell",
            give_up="name.give_up",
            understand=_understand,
            read_back=_reads_back(talk),
            correct=_correct,
            again_patience="long",
            again_phrases=SPELLING if talk.language == "fr" and not talk.deaf else (),
            silence_seconds=7.0,
            without=NAMELESS_KEY,
            doubted=_doubted,
        ),
    )
    return name.text if name else None


def _understand(reply: Reply, refused: Sequence[Name]) -> Name | Unclear:
    texts = (reply.text, *reply.alternatives) if isinstance(reply, Heard) else ()
    if refused:  # letters were asked for: what reads as letters from end to end goes before anything else
        texts = tuple(sorted(texts, key=_beside_letters))
    found = [name for text in texts if (name := parse_name(text)) is not None]
    if refused:
        found = [_with_first_name(name, refused[-1]) for name in found if _may_be_spelled(name, refused[-1])]
    return next((name for name in found if not _was_refused(name, refused)), Unclear())


def _was_refused(name: Name, refused: Sequence[Name]) -> bool:
    """Letters are believed, even when they spell what was refused as words."""
    return any(one.text == name.text and one.spelled >= name.spelled for one in refused)


def _beside_letters(text: str) -> int:
    """0: a text is letters alone; 1: it ends with letters; 2: it spells nothing."""
    if parse_spelling(text) is None:
        return 2
    return 0 if is_spelling(text) else 1


def _may_be_spelled(name: Name, refused: Name) -> bool:
    """Letters that were misheard altogether make a long name of words, unlike the one that was said."""
    short = len(name.text.split()) <= MOST_SAID_AGAIN
    return name.spelled or short or _likeness(name.text, refused.text) >= _LIKE


def _with_first_name(name: Name, refused: Name) -> Name:
    """Letters spell the word that was misheard: "Paul Martine", spelled "martineau", is Paul Martineau."""
    words = refused.text.split()
    if not name.spelled or " " in name.text or len(words) == 1:
        return name
    likeness, at = max((_likeness(word, name.text), at) for at, word in enumerate(words))
    if likeness < _LIKE or likeness <= _likeness(refused.text, name.text):
        return name
    words[at] = name.text
    return replace(name, text=_written(" ".join(words)))


def _reads_back(talk: Talk) -> Callable[[Name], tuple[str, Values]]:
    """The question that makes sure of a name, which is kept of whoever hangs up on hearing it."""

    def read_back(name: Name) -> tuple[str, Values]:
        talk.name_said = name.text
        return _read_back(name)

    return read_back


def _read_back(name: Name) -> tuple[str, Values]:
    letters = spelled_out(name.text)
    if name.spelled and len(letters) <= LONGEST_WITH_NAME:
        return "name.read_back_spelled", {"name": name.text, "letters": letters}
    if name.spelled and len(letters) <= LONGEST_LETTERS:
        return "name.read_back_letters", {"letters": letters}
    return "name.read_back", {"name": name.text}


def _doubted(name: Name) -> tuple[Name, str, Values]:
    """A name that could not be agreed on: better than none, and marked for whoever reads it."""
    return Name(f"{name.text} {DOUBT}"), "name.kept_unsure", {"name": name.text}


def _correct(name: Name, words: str) -> Name | None:
    """ "non, Martineau" corrects Martin; "avec deux l" a letter of it; "non, pas du tout" nothing."""
    if (changed := with_letter_changed(name.text, words)) is not None:
        return Name(changed, spelled=True)
    other = parse_name(words)
    if other is None or not (other.spelled or _likeness(other.text, name.text) >= _LIKE):
        return None
    return other


def _said_words(text: str) -> list[str]:
    """The words of a name, lead-ins and titles left out; none when they are no name."""
    if yes_or_no(text) is not None and len(text.split()) == 1:
        return []
    kept = _APOSTROPHE.sub(r"\1'", _BEN.sub("ben_", fold(text)))
    said = _TAILS.sub("", _LEAD_INS.sub("", without_fillers(kept))).strip().replace("ben_", "ben ")
    words = _hyphenated(said.split(), text)
    bare = [without_accents(part) for word in words for part in re.split("['-]", word)]
    if len(words) > MAX_WORDS or any(_NOT_NAMES.fullmatch(part) or not part.isalpha() for part in bare):
        return []
    return words if any(len(part) > 1 and part not in _PARTICLES for part in bare) else []


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
    likeness, at = max((_likeness(" ".join(said[at:]), letters), -at) for at in range(len(said)))
    return said[:-at] if likeness >= _LIKE else said


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, without_accents(one.lower()), without_accents(other.lower())).ratio()


def _written(name: str) -> str:
    """A name with its capitals: "de la tour" is "de la Tour", "l'hermite" "L'Hermite"."""
    words = re.split(r"([ '-])", name)
    out: list[str] = []
    for at, word in enumerate(words):
        particle = (word in _LOWER or (at and word in _LOWER_INSIDE)) and at + 1 < len(words)
        after_de = word == "la" and out[-2:-1] == ["de"]
        capital = word[:1].upper() + word[1:]
        out.append(word if particle or after_de else _MAC.sub(lambda mc: "Mc" + mc[1].upper(), capital))
    return "".join(out)
